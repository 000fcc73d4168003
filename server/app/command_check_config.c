#include <stdio.h>
#include <unistd.h>

#include "app/command.h"
#include "app/runtime.h"
#include "audit/note/state_file.h"
#include "pki/acceptance.h"

static bool
is_there(const char *path)
{
    if (path[0] == 0 || access(path, R_OK) == 0) {
        return true;
    }
    fprintf(stderr, "not there yet, or not readable: %s\n", path);
    return false;
}

static enum tnw_err
check_certificates(const struct config *config, char where[CONFIG_WHERE])
{
    struct acceptance *acceptance = NULL;
    bool server = is_there(config->tls_certificate);
    bool key = is_there(config->tls_key);
    bool issuers = is_there(config->tls_client_ca);
    bool crl = is_there(config->tls_crl);
    if (!server || !key || !issuers || !crl) {
        return TNW_OK;
    }
    const char *crl_file = config->tls_crl[0] != 0 ? config->tls_crl : NULL;
    enum tnw_err err = acceptance_load(&acceptance, config->tls_client_ca, crl_file, where);
    acceptance_free(&acceptance);
    return err;
}

static enum tnw_err
check_state(const struct runtime *runtime, char where[CONFIG_WHERE])
{
    struct state_file state;
    const struct slice name = slice_str(runtime->log_key.public.name);
    enum tnw_err err = state_file_load(&state, runtime->config.audit_state, name, where);
    state_file_wipe(&state);
    return err;
}

static enum tnw_err
check_config(const char *file, const struct config_sets *sets, char where[CONFIG_WHERE])
{
    struct runtime runtime;
    enum tnw_err err = runtime_open_rules(&runtime, file, sets, where);
    if (err == TNW_OK) {
        err = check_state(&runtime, where);
    }
    if (err == TNW_OK) {
        err = check_certificates(&runtime.config, where);
    }
    if (err == TNW_OK) {
        (void)is_there(runtime.config.store_path);
    }
    runtime_close(&runtime);
    return err;
}

enum tnw_err
command_check_config(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {command_flag_config, command_flag_set, {.name = NULL}};
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    const struct config_sets sets = command_sets(&flags[1]);
    if (err == TNW_OK) {
        err = check_config(flags[0].values[0], &sets, where);
    }
    if (err == TNW_OK) {
        printf("%s: fine\n", flags[0].values[0]);
    }
    return err;
}
