#include <string.h>

#include "cmd.h"
#include "command.h"
#include "help/completion.h"
#include "help/overview.h"
#include "report.h"
#include "vocabulary.h"

/* Behind the text: what the value may be. */
static void
put_choices(FILE *out, const char *value)
{
    const char *words = value == NULL ? NULL : vocabulary_of(value);
    if (words != NULL) {
        fprintf(out, "%28s%s: %s\n", "", value, words);
    }
}

static void
put_options(const struct cli *cli, const enum option *list)
{
    for (; list != NULL && *list != OPTION_NONE; list++) {
        const struct option_row *row = &options_table[*list];
        int width =
            fprintf(cli->out, "  %s %s%s", row->name, row->value == NULL ? "" : row->value, row->many ? " ..." : "");
        fprintf(cli->out, "%*s%s\n", width < 28 ? 28 - width : 1, "", row->help.in[cli->language]);
        put_choices(cli->out, row->value);
    }
}

static void
put_examples(const struct cli *cli, const struct command *command)
{
    fprintf(cli->out, "\n%s\n", text_of(cli->language, TEXT_HELP_EXAMPLES));
    for (const char *const *example = command->examples; *example != NULL; example++) {
        fprintf(cli->out, "  %s\n", *example);
    }
}

static void
put_command(const struct cli *cli, const struct command *command)
{
    overview_line(cli, command);
    if (command->needs != NULL) {
        fprintf(cli->out, "\n%s\n", text_of(cli->language, TEXT_HELP_NEEDED));
        put_options(cli, command->needs);
    }
    if (command->takes != NULL) {
        fprintf(cli->out, "\n%s\n", text_of(cli->language, TEXT_HELP_OPTIONAL));
        put_options(cli, command->takes);
    }
    put_examples(cli, command);
}

static void
put_exit_codes(const struct cli *cli)
{
    fprintf(cli->out, "%s\n", text_of(cli->language, TEXT_HELP_EXIT));
    for (int i = 0; i < REPORT_EXIT_COUNT; i++) {
        fprintf(cli->out, "  %2d  %s\n", i, text_of(cli->language, report_meanings[i]));
    }
}

static void
put_overview(struct cli *cli)
{
    FILE *out = cli->out;
    fprintf(out, "%s\n%s\n\n", text_of(cli->language, TEXT_HELP_TITLE), text_of(cli->language, TEXT_HELP_ONE));
    overview_commands(cli);
    fprintf(out, "\n%s\n", text_of(cli->language, TEXT_HELP_GLOBAL));
    put_options(cli, options_global);
    fprintf(out, "\n%s\n", text_of(cli->language, TEXT_HELP_NAMES));
    fprintf(out, "\n%s\n", text_of(cli->language, TEXT_HELP_SETTINGS));
}

enum tnw_err
cmd_help(struct cli *cli)
{
    const char *first = cli->args[0];
    if (cli->command != NULL && cli->command->run != cmd_help) {
        put_command(cli, cli->command); /* tnw COMMAND --help */
        return TNW_OK;
    }
    if (first == NULL) {
        put_overview(cli);
        return TNW_OK;
    }
    if (strcmp(first, "exit-codes") == 0) {
        put_exit_codes(cli);
        return TNW_OK;
    }
    const struct command *command = command_find(cli->commands, first, cli->args[1]);
    if (command != NULL) {
        put_command(cli, command);
        return TNW_OK;
    }
    if (!command_has_second(cli->commands, first) || cli->args[1] != NULL) {
        return cli_usage(cli, TEXT_NO_SUCH_COMMAND, NULL);
    }
    for (const struct command *c = cli->commands; c->run != NULL; c++) {
        if (strcmp(c->words[0], first) == 0) {
            overview_line(cli, c);
        }
    }
    return TNW_OK;
}

enum tnw_err
cmd_completion(struct cli *cli)
{
    static const struct {
        const char *shell;
        void (*put)(const struct cli *cli);
    } rows[] = {{"bash", completion_bash}, {"zsh", completion_zsh}, {"fish", completion_fish}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].shell, cli->args[0]) == 0) {
            rows[i].put(cli);
            return TNW_OK;
        }
    }
    return TNW_E_INTERNAL; /* the line is taken with a word of the vocabulary only */
}

enum tnw_err
cmd_version(struct cli *cli)
{
    fprintf(cli->out, "tnw %s\n", tnw_version());
    return TNW_OK;
}
