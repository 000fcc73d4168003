#include <string.h>

#include "cmd.h"
#include "command.h"
#include "report.h"

static void
put_options(FILE *out, option_set set)
{
    for (unsigned i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &options_table[i];
        if ((set & OPTION_BIT(i)) != 0) {
            int width =
                fprintf(out, "  %s %s%s", row->name, row->value == NULL ? "" : row->value, row->many ? " ..." : "");
            fprintf(out, "%*s%s\n", width < 28 ? 28 - width : 1, "", row->help);
        }
    }
}

static void
put_command_line(FILE *out, const struct command *command)
{
    int width =
        fprintf(out, "  tnw %s%s%s%s%s", command->words[0], command->words[1] == NULL ? "" : " ",
                command->words[1] == NULL ? "" : command->words[1], *command->args == 0 ? "" : " ", command->args);
    fprintf(out, "%*s%s\n", width < 42 ? 42 - width : 1, "", command->help);
}

static void
put_command(FILE *out, const struct command *command)
{
    put_command_line(out, command);
    if (command->needed != 0) {
        fputs("\nNeeded:\n", out);
        put_options(out, command->needed);
    }
    if (command->options != 0) {
        fputs("\nOptional:\n", out);
        put_options(out, command->options);
    }
}

static void
put_exit_codes(FILE *out)
{
    fputs("Exit status:\n", out);
    for (int i = 0; i < REPORT_EXIT_COUNT; i++) {
        fprintf(out, "  %2d  %s\n", i, report_meanings[i]);
    }
}

static void
put_overview(FILE *out, const struct command *commands)
{
    fputs("tnw: the return-to-work dossier from the command line\n\nCommands:\n", out);
    for (const struct command *c = commands; c->run != NULL; c++) {
        put_command_line(out, c);
    }
    fputs("\nWith every command:\n", out);
    put_options(out, OPTION_SET_GLOBAL);
    fputs("\nThe same can stand in the environment (TNW_URL TNW_CA TNW_CERT TNW_KEY TNW_P12 TNW_P12_PASSWORD TNW_ROLE\n"
          "TNW_ACTOR TNW_PURPOSE TNW_LOG_KEY TNW_PROFILE), and in a section of the profile file (url ca cert key p12\n"
          "p12_password role actor purpose log_key). An option wins over the environment, and that over the profile.\n"
          "Files that a profile names without a leading / are beside the profile.\n"
          "Data goes to standard output, messages to standard error. See also: tnw help exit-codes\n",
          out);
}

enum tnw_err
cmd_help(struct cli *cli)
{
    const char *first = cli->args[0];
    if (cli->command != NULL && cli->command->run != cmd_help) {
        put_command(cli->out, cli->command); /* tnw COMMAND --help */
        return TNW_OK;
    }
    if (first == NULL) {
        put_overview(cli->out, cli->commands);
        return TNW_OK;
    }
    if (strcmp(first, "exit-codes") == 0) {
        put_exit_codes(cli->out);
        return TNW_OK;
    }
    const struct command *command = command_find(cli->commands, first, cli->args[1]);
    if (command != NULL) {
        put_command(cli->out, command);
        return TNW_OK;
    }
    if (!command_has_second(cli->commands, first) || cli->args[1] != NULL) {
        return cli_usage(cli, "no such command; see tnw help");
    }
    for (const struct command *c = cli->commands; c->run != NULL; c++) {
        if (strcmp(c->words[0], first) == 0) {
            put_command_line(cli->out, c);
        }
    }
    return TNW_OK;
}

enum tnw_err
cmd_version(struct cli *cli)
{
    fprintf(cli->out, "tnw %s\n", tnw_version());
    return TNW_OK;
}
