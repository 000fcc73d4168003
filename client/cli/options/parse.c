#include "parse.h"

#include <string.h>

#include "command.h"
#include "vocabulary.h"

struct parser {
    struct cli *cli;
    int argc;
    char **argv;
    int at;
    const char *first; /* a first word that needs a second */
    unsigned args;
};

static enum tnw_err
take_option(struct parser *p)
{
    struct cli *cli = p->cli;
    const char *arg = p->argv[p->at];
    size_t len = strcspn(arg, "=");
    enum option option = OPTION_NONE;
    if (cli->command != NULL) {
        option = command_option(cli->command, arg, len);
    }
    if (option == OPTION_NONE) {
        option = options_find(options_global, arg, len);
    }
    if (option == OPTION_NONE) {
        return cli_wrong(cli, TNW_E_USAGE, arg, TEXT_IS_NO_OPTION);
    }
    const char *value = arg[len] == '=' ? arg + len + 1 : NULL;
    bool flag = options_table[option].value == NULL;
    if (flag && value != NULL) {
        return cli_wrong(cli, TNW_E_USAGE, arg, TEXT_TAKES_NO_VALUE);
    }
    if (!flag && value == NULL) {
        if (++p->at >= p->argc) {
            return cli_wrong(cli, TNW_E_USAGE, arg, TEXT_NEEDS_A_VALUE);
        }
        value = p->argv[p->at];
    }
    return options_add(&cli->options, option, flag ? "" : value)
               ? TNW_OK
               : cli_wrong(cli, TNW_E_USAGE, arg, TEXT_GIVEN_TOO_OFTEN);
}

static enum tnw_err
take_word(struct parser *p)
{
    struct cli *cli = p->cli;
    const char *word = p->argv[p->at];
    if (cli->command != NULL) {
        if (p->args == CLI_ARGS_MAX) {
            return cli_wrong(cli, TNW_E_USAGE, word, TEXT_ARGUMENT_TOO_MANY);
        }
        cli->args[p->args++] = word;
        return TNW_OK;
    }
    cli->command =
        p->first == NULL ? command_find(cli->commands, word, NULL) : command_find(cli->commands, p->first, word);
    if (cli->command != NULL) {
        return TNW_OK;
    }
    if (p->first == NULL && command_has_second(cli->commands, word)) {
        p->first = word;
        return TNW_OK;
    }
    return cli_wrong(cli, TNW_E_USAGE, word, TEXT_IS_NO_COMMAND);
}

/* The arguments that are one of a few words, before anything is sent: DOSSIER CATEGORY. */
static enum tnw_err
check_words(struct parser *p)
{
    struct cli *cli = p->cli;
    const char *at = cli->command->args;
    for (unsigned i = 0; i < p->args; i++) {
        const char *words = vocabulary_of(at);
        if (words != NULL && !vocabulary_has(at, cli->args[i])) {
            return cli_usage(cli, TEXT_NOT_ONE_OF, FILL(cli->args[i], words));
        }
        at += strcspn(at, " ");
        at += strspn(at, " ");
    }
    return TNW_OK;
}

static enum tnw_err
say_what_is_missing(struct parser *p)
{
    return p->first == NULL ? cli_usage(p->cli, TEXT_SAY_WHAT_TO_DO, NULL)
                            : cli_usage(p->cli, TEXT_COMMAND_INCOMPLETE, FILL(p->first));
}

static enum tnw_err
check_complete(struct parser *p)
{
    struct cli *cli = p->cli;
    if (options_given(&cli->options, OPTION_HELP)) {
        return TNW_OK;
    }
    if (cli->command == NULL) {
        return say_what_is_missing(p);
    }
    unsigned least = 0;
    unsigned most = 0;
    command_arity(cli->command, &least, &most);
    if (p->args < least || p->args > most) {
        return cli_fail(cli, TNW_E_USAGE, text_of(cli->language, TEXT_COMMAND_TAKES),
                        *cli->command->args == 0 ? text_of(cli->language, TEXT_NO_ARGUMENTS) : cli->command->args);
    }
    for (const enum option *needed = cli->command->needs; needed != NULL && *needed != OPTION_NONE; needed++) {
        if (!options_given(&cli->options, *needed)) {
            return cli_wrong(cli, TNW_E_USAGE, options_table[*needed].name, TEXT_IS_NEEDED);
        }
    }
    return check_words(p);
}

/* In the place of a command; behind one it can be an option of its own. */
static bool
is_version(const struct parser *p, const char *arg)
{
    return p->cli->command == NULL && p->first == NULL && strcmp(arg, "--version") == 0;
}

/* Where the line could not be read to its end, the error still speaks as the rest of it asks. */
static void
look_for_json(struct parser *p)
{
    for (; p->at < p->argc && strcmp(p->argv[p->at], "--") != 0; p->at++) {
        if (strcmp(p->argv[p->at], "--json") == 0) {
            (void)options_add(&p->cli->options, OPTION_JSON, "");
        }
    }
}

enum tnw_err
parse_arguments(struct cli *cli, int argc, char **argv)
{
    struct parser p = {.cli = cli, .argc = argc, .argv = argv, .at = 1};
    bool words_only = false;
    enum tnw_err err = TNW_OK;
    for (; p.at < argc && err == TNW_OK; p.at++) {
        const char *arg = argv[p.at];
        if (!words_only && strcmp(arg, "--") == 0) {
            words_only = true;
        } else if (!words_only && is_version(&p, arg)) {
            cli->command = command_find(cli->commands, "version", NULL);
        } else if (!words_only && strcmp(arg, "-h") == 0) {
            err = options_add(&cli->options, OPTION_HELP, "") ? TNW_OK : TNW_E_USAGE;
        } else if (!words_only && strncmp(arg, "--", 2) == 0) {
            err = take_option(&p);
        } else {
            err = take_word(&p);
        }
    }
    if (err != TNW_OK) {
        look_for_json(&p);
        return err;
    }
    return check_complete(&p);
}
