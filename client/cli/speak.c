#include "speak.h"

#include <stdlib.h>
#include <string.h>

#include "settings/settings.h"

static enum lang
locale_language(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    enum lang language = LANG_EN;
    const char *locale = NULL;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && (locale == NULL || *locale == 0); i++) {
        locale = getenv(names[i]);
    }
    (void)text_language(locale, &language);
    return language;
}

void
speak_first(struct cli *cli, int argc, char **argv)
{
    static const char name[] = "--lang";
    const size_t len = sizeof name - 1;
    cli->language = locale_language();
    (void)text_language(getenv("TNW_LANG"), &cli->language);
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], name) == 0) {
            (void)text_language(argv[i + 1], &cli->language);
        } else if (strncmp(argv[i], name, len) == 0 && argv[i][len] == '=') {
            (void)text_language(argv[i] + len + 1, &cli->language);
        }
    }
}

enum tnw_err
speak_settle(struct cli *cli)
{
    struct settings settings;
    enum tnw_err err = TNW_OK;
    if (settings_gather(&settings, cli) != TNW_OK) {
        cli->why[0] = 0; /* the command says so itself, if it needs them */
    }
    const char *wanted = settings.values[SETTING_LANGUAGE];
    if (wanted != NULL && !text_language(wanted, &cli->language)) {
        err = cli_wrong(cli, TNW_E_USAGE, wanted, TEXT_LANGUAGE_UNKNOWN);
    }
    settings_wipe(&settings);
    return err;
}
