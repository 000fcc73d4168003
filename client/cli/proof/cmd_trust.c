#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "print.h"
#include "proof/seen.h"
#include "settings/settings.h"
#include "show.h"
#include "tnw/verify.h"

/* Of the server of the profile: what the tools hold its log to. */
struct trust {
    struct settings settings;
    struct seen seen;
};

static enum tnw_err
open_trust(struct cli *cli, struct trust *out)
{
    *out = (struct trust){.seen = {NULL, NULL, NULL}};
    enum tnw_err err = settings_gather(&out->settings, cli);
    if (err == TNW_OK && out->settings.values[SETTING_URL] == NULL) {
        err = cli_usage(cli, TEXT_TRUST_WHICH, NULL);
    }
    return err == TNW_OK ? seen_open(cli, &out->seen) : err;
}

static void
close_trust(struct trust *trust)
{
    seen_close(&trust->seen);
    settings_wipe(&trust->settings);
}

/* The second line of a checkpoint. */
static void
show_kept_note(const struct cli *cli, const char *note)
{
    const char *size = note == NULL ? NULL : strchr(note, '\n');
    if (size != NULL) {
        show_sentence(cli, TEXT_KEPT, TEXT_TRUST_KEPT, FILL(NUMBER(strtoll(size + 1, NULL, 10))));
    }
}

enum tnw_err
cmd_trust_show(struct cli *cli)
{
    struct trust trust;
    enum tnw_err err = open_trust(cli, &trust);
    if (err == TNW_OK && options_given(&cli->options, OPTION_JSON)) {
        print_json_value(cli->out, trust.seen.server);
    } else if (err == TNW_OK) {
        const char *pinned = trust.settings.values[SETTING_LOG_KEY];
        show_field(cli, TEXT_SERVER, trust.settings.values[SETTING_URL]);
        show_field(cli, TEXT_PROFILE, pinned);
        show_field(cli, TEXT_KEY, seen_key(&trust.seen));
        for (size_t i = 0; seen_former(&trust.seen, i) != NULL; i++) {
            show_field(cli, TEXT_BEFORE, seen_former(&trust.seen, i));
        }
        for (size_t i = 0; seen_witness(&trust.seen, i) != NULL; i++) {
            show_field(cli, TEXT_WITNESS, seen_witness(&trust.seen, i));
        }
        show_kept_note(cli, seen_note(&trust.seen));
        show_number(cli, TEXT_DOSSIERS, (long long)seen_dossiers(&trust.seen));
    }
    close_trust(&trust);
    return err;
}

/* What is kept stays: the log is held to it under the new key as well. */
enum tnw_err
cmd_trust_accept(struct cli *cli)
{
    struct trust trust;
    struct tnw_verifier *verifier = NULL;
    const char *key = cli->args[0];
    enum tnw_err err = open_trust(cli, &trust);
    if (err == TNW_OK) {
        err = tnw_verifier_new(key, NULL, 0, &verifier, cli->why);
    }
    if (err == TNW_OK) {
        err = seen_accept(cli, &trust.seen, trust.settings.values[SETTING_LOG_KEY], key);
    }
    if (err == TNW_OK) {
        show_note(cli, TEXT_TRUST_ACCEPTED, FILL(trust.settings.values[SETTING_URL]));
    }
    tnw_verifier_free(&verifier);
    close_trust(&trust);
    return err;
}

enum tnw_err
cmd_trust_witness(struct cli *cli)
{
    struct trust trust;
    enum tnw_err err = open_trust(cli, &trust);
    if (err == TNW_OK) {
        err = tnw_witness_key_check(cli->args[0], cli->why);
    }
    if (err == TNW_OK) {
        err = seen_add_witness(cli, &trust.seen, cli->args[0]);
    }
    close_trust(&trust);
    return err;
}

/* It may be the only proof that the log lied, so it is handed out before it is forgotten. */
enum tnw_err
cmd_trust_reset(struct cli *cli)
{
    struct trust trust;
    enum tnw_err err = open_trust(cli, &trust);
    if (err == TNW_OK) {
        print_json_value(cli->out, trust.seen.server);
        if (fflush(cli->out) != 0) {
            err = cli_wrong(cli, TNW_E_IO, text_of(cli->language, TEXT_STANDARD_OUTPUT), TEXT_TRUST_NOT_FORGOTTEN);
        }
    }
    if (err == TNW_OK) {
        err = seen_forget(cli, &trust.seen);
    }
    if (err == TNW_OK) {
        show_note(cli, TEXT_TRUST_FORGOTTEN, FILL(trust.settings.values[SETTING_URL]));
    }
    close_trust(&trust);
    return err;
}
