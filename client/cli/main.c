#include <locale.h>

#include "cmd.h"
#include "command_table.h"
#include "memory.h"
#include "parse.h"
#include "proof/anchor.h"
#include "report.h"
#include "settings.h"
#include "speak.h"

int
main(int argc, char **argv)
{
    struct cli cli = {.commands = command_table, .language = LANG_EN, .out = stdout, .err = stderr};
    struct seen remembered = {NULL, NULL, NULL};
    setlocale(LC_CTYPE, "");
    memory_ends_the_program();
    speak_first(&cli, argc, argv);
    enum tnw_err err = parse_arguments(&cli, argc, argv);
    if (err == TNW_OK) {
        err = speak_settle(&cli);
    }
    if (err == TNW_OK && options_given(&cli.options, OPTION_HELP)) {
        err = cmd_help(&cli);
    } else if (err == TNW_OK) {
        if (cli.command->kind != COMMAND_LOCAL) {
            err = settings_connect(&cli);
        }
        if (err == TNW_OK) {
            anchor_take_witnesses(&cli, &remembered);
            err = cli.command->run(&cli);
        }
    }
    if (err == TNW_OK && (fflush(stdout) != 0 || ferror(stdout))) {
        err = cli_wrong(&cli, TNW_E_IO, text_of(cli.language, TEXT_STANDARD_OUTPUT), TEXT_CANNOT_BE_WRITTEN);
    }
    int status = err == TNW_OK ? REPORT_DONE : (int)report_error(&cli, err);
    status = cli.verdict != REPORT_DONE ? cli.verdict : status; /* that is what was asked for */
    tnw_client_free(&cli.client);
    seen_close(&remembered);
    return status;
}
