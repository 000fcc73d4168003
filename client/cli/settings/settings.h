/*
 * Where to connect and as whom, gathered from the command line, a sandbox, the environment and the profile file; what
 * stands earlier in that list wins. Certificate, key and PKCS#12 file go together: they are taken from the first source
 * that names a certificate.
 */
#ifndef TNW_CLI_SETTINGS_H
#define TNW_CLI_SETTINGS_H

#include "cli.h"

enum setting {
    SETTING_URL,
    SETTING_CA,
    SETTING_CERT,
    SETTING_KEY,
    SETTING_P12,
    SETTING_PASSWORD,
    SETTING_ROLE,
    SETTING_ACTOR,
    SETTING_PURPOSE,
    SETTING_ACT_FOR,
    SETTING_LANGUAGE,
    SETTING_LOG_KEY, /* public key of the server's audit log, known from elsewhere */
    SETTING_COUNT
};

struct settings {
    char *values[SETTING_COUNT]; /* NULL: not said */
};

/* Gathers all sources. Out: settings, freed with settings_wipe. Errors: USAGE, CONFIGURATION, IO, NO_MEMORY, with
 * cli->why. */
TNW_MUST_CHECK enum tnw_err settings_gather(struct settings *settings, struct cli *cli);
void settings_wipe(struct settings *settings);

/* Makes cli->client from all of it. Errors: as above, and those of tnw_client_new. */
TNW_MUST_CHECK enum tnw_err settings_connect(struct cli *cli);

/* Reads section `name` (NULL: the first one) of a profile file. A file that is not there has nothing to say, unless
 * needed. Errors: CONFIGURATION for a line, key or section that is not right. */
TNW_MUST_CHECK enum tnw_err settings_from_profile(struct settings *settings, struct cli *cli, const char *path,
                                                  const char *name, bool needed);

/* Reads an actor of DIR/sandbox.json. Errors: CONFIGURATION. */
TNW_MUST_CHECK enum tnw_err settings_from_sandbox(struct settings *settings, struct cli *cli, const char *dir,
                                                  const char *name);

#endif
