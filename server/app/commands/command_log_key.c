#include <stdio.h>

#include "app/command.h"
#include "app/log_files.h"
#include "app/log_restart.h"

enum tnw_err
command_log_key(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {
        command_flag_config, command_flag_set, command_flag_origin, {.name = "new"}, {.name = "continue", .max = 1},
        {.name = NULL}};
    struct config config;
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    if (err != TNW_OK) {
        return err;
    }
    bool begins = flags[3].count > 0;
    if (begins && (err = log_files_check_origin(flags[2].values[0], where)) != TNW_OK) {
        return err;
    }
    if (flags[4].count > 0 && begins) {
        snprintf(where, CONFIG_WHERE, "--new or --continue, not both");
        return TNW_E_USAGE;
    }
    if (flags[2].count > 0 && !begins) {
        snprintf(where, CONFIG_WHERE, "--origin goes with --new: a log keeps its name");
        return TNW_E_USAGE;
    }
    const struct config_sets sets = command_sets(&flags[1]);
    err = config_load(&config, flags[0].values[0], &sets, where);
    if (err != TNW_OK) {
        return err;
    }
    const struct log_change store = {.file = flags[0].values[0], .sets = &sets};
    if (begins) {
        return log_restart_new(&store, &config, flags[2].values[0], where);
    }
    return flags[4].count > 0 ? log_restart_continue(&store, &config, flags[4].values[0], where)
                              : log_files_print_key(config.audit_key, where);
}
