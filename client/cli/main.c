#include <locale.h>

#include "cmd.h"
#include "command.h"
#include "parse.h"
#include "report.h"
#include "settings.h"

static enum tnw_err
connect_client(struct cli *cli)
{
    struct settings settings;
    enum tnw_err err = settings_gather(&settings, cli);
    if (err == TNW_OK && settings.values[SETTING_URL] == NULL) {
        err = cli_usage(cli, "no server is named: use --url, TNW_URL or a profile; see tnw help");
    }
    struct tnw_config config = settings_config(&settings);
    if (err == TNW_OK) {
        err = tnw_config_check(&config, cli->why);
    }
    if (err == TNW_OK) {
        err = tnw_client_new(&config, &cli->client);
    }
    settings_wipe(&settings);
    return err;
}

int
main(int argc, char **argv)
{
    struct cli cli = {.out = stdout, .err = stderr};
    setlocale(LC_CTYPE, "");
    enum tnw_err err = parse_arguments(&cli, argc, argv);
    if (err == TNW_OK && options_given(&cli.options, OPTION_HELP)) {
        err = cmd_help(&cli);
    } else if (err == TNW_OK) {
        if (cli.command->kind == COMMAND_SERVER) {
            err = connect_client(&cli);
        }
        err = err != TNW_OK ? err : cli.command->run(&cli);
    }
    if (err == TNW_OK && (fflush(stdout) != 0 || ferror(stdout))) {
        err = cli_fail(&cli, TNW_E_IO, "standard output", "cannot be written");
    }
    int status = err == TNW_OK ? REPORT_DONE : (int)report_error(&cli, err);
    tnw_client_free(&cli.client);
    return status;
}
