#include "settings.h"

#include <ini.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "command.h"
#include "print.h"

void
settings_wipe(struct settings *settings)
{
    for (unsigned i = 0; i < SETTING_COUNT; i++) {
        if (settings->values[i] != NULL) {
            explicit_bzero(settings->values[i], strlen(settings->values[i]));
        }
        free(settings->values[i]);
        settings->values[i] = NULL;
    }
}

static void
take_setting(struct settings *settings, struct settings *more, enum setting setting)
{
    if (settings->values[setting] == NULL) {
        settings->values[setting] = more->values[setting];
        more->values[setting] = NULL;
    }
}

/* Adds what is not said yet; what is not taken stays in more. */
static void
merge_settings(struct settings *settings, struct settings *more)
{
    bool has_certificate = settings->values[SETTING_CERT] != NULL || settings->values[SETTING_P12] != NULL;
    for (unsigned i = 0; i < SETTING_COUNT; i++) {
        bool of_certificate = i == SETTING_CERT || i == SETTING_KEY || i == SETTING_P12;
        if (!has_certificate || !of_certificate) {
            take_setting(settings, more, (enum setting)i);
        }
    }
}

static enum tnw_err
set_setting(struct settings *settings, enum setting setting, const char *value)
{
    if (value == NULL || settings->values[setting] != NULL) {
        return TNW_OK;
    }
    settings->values[setting] = strdup(value);
    return settings->values[setting] == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}

static enum tnw_err
settings_from_options(struct settings *settings, struct cli *cli)
{
    static const struct {
        enum option option;
        enum setting setting;
    } rows[] = {
        {OPTION_URL, SETTING_URL},        {OPTION_CA, SETTING_CA},           {OPTION_CERT, SETTING_CERT},
        {OPTION_KEY, SETTING_KEY},        {OPTION_P12, SETTING_P12},         {OPTION_ROLE, SETTING_ROLE},
        {OPTION_ACTOR_ID, SETTING_ACTOR}, {OPTION_PURPOSE, SETTING_PURPOSE}, {OPTION_LANG, SETTING_LANGUAGE},
    };
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0] && err == TNW_OK; i++) {
        err = set_setting(settings, rows[i].setting, cli_text(cli, rows[i].option));
    }
    return err;
}

static enum tnw_err
settings_from_environment(struct settings *settings)
{
    static const char *const names[SETTING_COUNT] = {
        [SETTING_URL] = "TNW_URL",     [SETTING_CA] = "TNW_CA",           [SETTING_CERT] = "TNW_CERT",
        [SETTING_KEY] = "TNW_KEY",     [SETTING_P12] = "TNW_P12",         [SETTING_PASSWORD] = "TNW_P12_PASSWORD",
        [SETTING_ROLE] = "TNW_ROLE",   [SETTING_ACTOR] = "TNW_ACTOR",     [SETTING_PURPOSE] = "TNW_PURPOSE",
        [SETTING_ACT_FOR] = "TNW_FOR", [SETTING_LOG_KEY] = "TNW_LOG_KEY", [SETTING_LANGUAGE] = "TNW_LANG",
    };
    enum tnw_err err = TNW_OK;
    for (unsigned i = 0; i < SETTING_COUNT && err == TNW_OK; i++) {
        const char *value = getenv(names[i]);
        err = set_setting(settings, (enum setting)i, value == NULL || *value == 0 ? NULL : value);
    }
    return err;
}

struct profile {
    struct settings *settings;
    const char *wanted; /* section; NULL: the first one */
    const char *path;
    char *section; /* that is being taken */
    enum tnw_err err;
    char key[64]; /* that is not known */
};

static const char *const profile_keys[SETTING_COUNT] = {
    [SETTING_URL] = "url",     [SETTING_CA] = "ca",           [SETTING_CERT] = "cert",
    [SETTING_KEY] = "key",     [SETTING_P12] = "p12",         [SETTING_PASSWORD] = "p12_password",
    [SETTING_ROLE] = "role",   [SETTING_ACTOR] = "actor",     [SETTING_PURPOSE] = "purpose",
    [SETTING_ACT_FOR] = "for", [SETTING_LOG_KEY] = "log_key", [SETTING_LANGUAGE] = "language",
};

/* A file that the profile names without a leading / is beside the profile, wherever the command is typed. */
static enum tnw_err
set_profile_setting(struct profile *profile, enum setting setting, const char *value)
{
    bool names_file =
        setting == SETTING_CA || setting == SETTING_CERT || setting == SETTING_KEY || setting == SETTING_P12;
    const char *slash = strrchr(profile->path, '/');
    if (!names_file || slash == NULL || value[0] == '/' || value[0] == 0) {
        return set_setting(profile->settings, setting, value);
    }
    char *beside = NULL;
    if (asprintf(&beside, "%.*s/%s", (int)(slash - profile->path), profile->path, value) < 0) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = set_setting(profile->settings, setting, beside);
    free(beside);
    return err;
}

/* For libinih, to which 0 is failure. Every section is checked, one is taken. */
static int
profile_line(void *to, const char *section, const char *key, const char *value)
{
    struct profile *profile = to;
    unsigned setting = 0;
    while (setting < SETTING_COUNT && strcmp(profile_keys[setting], key) != 0) {
        setting++;
    }
    if (setting == SETTING_COUNT) {
        snprintf(profile->key, sizeof profile->key, "%s", key);
        return 0;
    }
    if (profile->section == NULL && (profile->wanted == NULL || strcmp(profile->wanted, section) == 0)) {
        profile->section = strdup(section);
    }
    if (profile->section != NULL && strcmp(profile->section, section) == 0) {
        profile->err = set_profile_setting(profile, (enum setting)setting, value);
    }
    return profile->err == TNW_OK;
}

static bool
others_can_read(const char *path)
{
    struct stat info;
    return stat(path, &info) != 0 || (info.st_mode & (S_IRWXG | S_IRWXO)) != 0;
}

static enum tnw_err
fail_of_profile(struct cli *cli, const char *path, enum text text, const char *const *values)
{
    char *why = text_filled(cli->language, text, values);
    enum tnw_err err = cli_fail(cli, TNW_E_CONFIGURATION, path, why == NULL ? "" : why);
    free(why);
    return err;
}

enum tnw_err
settings_from_profile(struct settings *settings, struct cli *cli, const char *path, const char *name, bool needed)
{
    struct profile profile = {.settings = settings, .wanted = name, .path = path};
    int line = ini_parse(path, profile_line, &profile);
    bool found = profile.section != NULL;
    free(profile.section);
    if (line < 0 && !needed && name == NULL) {
        return TNW_OK;
    }
    if (line < 0) {
        return cli_wrong(cli, TNW_E_CONFIGURATION, path, TEXT_CANNOT_BE_READ);
    }
    if (line > 0) {
        return fail_of_profile(cli, path, profile.key[0] == 0 ? TEXT_PROFILE_LINE_WRONG : TEXT_PROFILE_KEY_UNKNOWN,
                               FILL(NUMBER(line), profile.key));
    }
    if (settings->values[SETTING_PASSWORD] != NULL && others_can_read(path)) {
        return cli_wrong(cli, TNW_E_CONFIGURATION, path, TEXT_PROFILE_OPEN);
    }
    if (!found && name != NULL) {
        return fail_of_profile(cli, path, TEXT_PROFILE_NO_SECTION, FILL(name));
    }
    return profile.err;
}

static const char *
sandbox_member(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

enum tnw_err
settings_from_sandbox(struct settings *settings, struct cli *cli, const char *dir, const char *name)
{
    char path[4096];
    if (snprintf(path, sizeof path, "%s/sandbox.json", dir) >= (int)sizeof path) {
        return cli_wrong(cli, TNW_E_USAGE, "--sandbox", TEXT_IS_TOO_LONG);
    }
    json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
    const json_t *actor = json_object_get(json_object_get(root, "actors"), name);
    enum tnw_err err = TNW_OK;
    if (root == NULL) {
        err = cli_wrong(cli, TNW_E_CONFIGURATION, path, TEXT_SANDBOX_NOT_THERE);
    } else if (actor == NULL) {
        err = cli_wrong(cli, TNW_E_CONFIGURATION, path, TEXT_SANDBOX_NO_ACTOR);
    }
    const char *const values[SETTING_COUNT] = {
        [SETTING_URL] = sandbox_member(root, "url"),    [SETTING_CA] = sandbox_member(root, "ca"),
        [SETTING_CERT] = sandbox_member(actor, "cert"), [SETTING_KEY] = sandbox_member(actor, "key"),
        [SETTING_ROLE] = sandbox_member(actor, "role"), [SETTING_LOG_KEY] = sandbox_member(root, "log_key"),
    };
    for (unsigned i = 0; i < SETTING_COUNT && err == TNW_OK; i++) {
        err = set_setting(settings, (enum setting)i, values[i]);
    }
    json_decref(root);
    return err;
}

/* The profile file: named, or where people keep such things. */
static enum tnw_err
settings_from_default_profile(struct settings *settings, struct cli *cli)
{
    const char *named = cli_text(cli, OPTION_PROFILE);
    const char *name = cli_text(cli, OPTION_AS);
    const char *home = getenv("HOME");
    char path[4096];
    named = named != NULL ? named : getenv("TNW_PROFILE");
    if (named != NULL) {
        return settings_from_profile(settings, cli, named, name, true);
    }
    if (home == NULL || snprintf(path, sizeof path, "%s/.config/tnw/profile.ini", home) >= (int)sizeof path) {
        return TNW_OK;
    }
    return settings_from_profile(settings, cli, path, name, false);
}

enum tnw_err
settings_gather(struct settings *settings, struct cli *cli)
{
    struct settings more = {{NULL}};
    const char *sandbox = cli_text(cli, OPTION_SANDBOX);
    *settings = more;
    enum tnw_err err = settings_from_options(settings, cli);
    if (err == TNW_OK && sandbox != NULL) {
        const char *name = cli_text(cli, OPTION_AS);
        err = name == NULL ? cli_usage(cli, TEXT_SANDBOX_NEEDS_AS, NULL)
                           : settings_from_sandbox(&more, cli, sandbox, name);
        merge_settings(settings, &more);
        settings_wipe(&more);
    }
    if (err == TNW_OK) {
        err = settings_from_environment(&more);
        merge_settings(settings, &more);
        settings_wipe(&more);
    }
    if (err == TNW_OK && sandbox == NULL) {
        err = settings_from_default_profile(&more, cli);
        merge_settings(settings, &more);
        settings_wipe(&more);
    }
    return err;
}

/* As the library wants them; pointers into settings. */
static struct tnw_config
config_of(const struct settings *settings, enum lang language)
{
    char *const *values = settings->values;
    return (struct tnw_config){
        .url = values[SETTING_URL],
        .ca = values[SETTING_CA],
        .certificate = values[SETTING_CERT],
        .key = values[SETTING_KEY],
        .pkcs12 = values[SETTING_P12],
        .password = values[SETTING_PASSWORD],
        .role = values[SETTING_ROLE],
        .actor = values[SETTING_ACTOR],
        .purpose = values[SETTING_PURPOSE],
        .acting_for = values[SETTING_ACT_FOR],
        .language = text_code(language),
    };
}

enum tnw_err
settings_connect(struct cli *cli)
{
    struct settings settings;
    enum tnw_err err = settings_gather(&settings, cli);
    if (err == TNW_OK && settings.values[SETTING_URL] == NULL) {
        err = cli_usage(cli, TEXT_NO_SERVER, NULL);
    }
    struct tnw_config config = config_of(&settings, cli->language);
    if (options_given(&cli->options, OPTION_ACT_FOR)) {
        config.acting_for = NULL; /* it may be a name: resolved when one can ask */
    }
    if (cli->command->kind == COMMAND_ANY_ROLE) {
        config.acting_for = NULL;
        config.role = cli_text(cli, OPTION_ROLE);
        config.actor = cli_text(cli, OPTION_ACTOR_ID);
    }
    if (err == TNW_OK) {
        err = tnw_config_check(&config, cli->why);
    }
    if (err == TNW_OK) {
        err = tnw_client_new(&config, &cli->client);
    }
    settings_wipe(&settings);
    return err;
}
