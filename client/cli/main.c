#include <locale.h>

#include "cmd.h"
#include "command_table.h"
#include "memory.h"
#include "options/parse.h"
#include "proof/anchor.h"
#include "report.h"
#include "resolve/known.h"
#include "resolve/resolve.h"
#include "settings/settings.h"
#include "speak.h"
#include "zone.h"

/* What was shown or made can be named by @last and @1 in the next run. */
static enum tnw_err
run_on_server(struct cli *cli)
{
    struct recent recent;
    enum tnw_err err = recent_open(cli, &recent);
    if (err == TNW_OK) {
        err = known_open(cli, &recent);
    }
    if (err == TNW_OK) {
        err = resolve_line(cli, &recent);
    }
    if (err == TNW_OK) {
        err = cli->command->run(cli);
    }
    if (err == TNW_OK) {
        const char *answer = cli->answer != NULL ? cli->answer : tnw_client_json(cli->client);
        recent_note_answer(&recent, answer);
        known_learn(cli, answer);
    }
    known_close(cli, &recent);
    if (err == TNW_OK) {
        recent_save(cli, &recent);
    }
    recent_close(&recent);
    return err;
}

static enum tnw_err
run_command(struct cli *cli, struct seen *remembered)
{
    if (cli->command->kind == COMMAND_LOCAL) {
        anchor_take_witnesses(cli, remembered);
        return cli->command->run(cli);
    }
    enum tnw_err err = settings_connect(cli);
    if (err == TNW_OK) {
        anchor_take_witnesses(cli, remembered);
        err = run_on_server(cli);
    }
    return err;
}

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
    if (err == TNW_OK) {
        err = zone_settle(&cli);
    }
    if (err == TNW_OK && options_given(&cli.options, OPTION_HELP)) {
        err = cmd_help(&cli);
    } else if (err == TNW_OK) {
        err = run_command(&cli, &remembered);
    }
    if (err == TNW_OK && (fflush(stdout) != 0 || ferror(stdout))) {
        err = cli_wrong(&cli, TNW_E_IO, text_of(cli.language, TEXT_STANDARD_OUTPUT), TEXT_CANNOT_BE_WRITTEN);
    }
    int status = err == TNW_OK ? REPORT_DONE : (int)report_error(&cli, err);
    status = cli.verdict != REPORT_DONE ? cli.verdict : status; /* that is what was asked for */
    cli_wipe(&cli);
    seen_close(&remembered);
    return status;
}
