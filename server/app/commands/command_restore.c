/*
 * `tnwd restore`: a generation of a backup becomes the store of an empty data folder; `--rehearse`: only shows that it
 * could.
 */
#include <stdlib.h>

#include "app/backup/restore/restore.h"
#include "app/command.h"
#include "app/log_files.h"

enum { FLAG_CONFIG, FLAG_SET, FLAG_ORIGIN, FLAG_GENERATION, FLAG_REHEARSE, FLAG_NOT_BEFORE, FLAG_NEW };

static enum tnw_err
read_generation(const struct arguments_flag *flag, unsigned *number, char where[CONFIG_WHERE])
{
    char *end;
    *number = 0;
    if (flag->count == 0) {
        return TNW_OK;
    }
    unsigned long value = strtoul(flag->values[0], &end, 10);
    *number = (unsigned)value;
    bool ok = *end == 0 && value > 0 && value <= 999999;
    return ok ? TNW_OK : command_fail(TNW_E_USAGE, where, "--generation", "is the number of one, as in 12");
}

enum tnw_err
command_restore(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {
        [FLAG_CONFIG] = command_flag_config,    [FLAG_SET] = command_flag_set,
        [FLAG_ORIGIN] = command_flag_origin,    [FLAG_GENERATION] = {.name = "generation", .max = 1},
        [FLAG_REHEARSE] = {.name = "rehearse"}, [FLAG_NOT_BEFORE] = {.name = "not-before", .max = 1},
        [FLAG_NEW] = {.name = "new"},           {.name = NULL},
    };
    struct restore_options options = {0};
    enum tnw_err err = arguments_parse(argc, argv, flags, &options.source, 1, where);
    if (err == TNW_OK) {
        err = read_generation(&flags[FLAG_GENERATION], &options.generation, where);
    }
    if (err == TNW_OK && (flags[FLAG_NEW].count > 0) != (flags[FLAG_ORIGIN].count > 0)) {
        err = command_fail(TNW_E_USAGE, where, "--new", "goes with --origin, the name of the new log");
    }
    if (err == TNW_OK && flags[FLAG_NEW].count > 0) {
        options.new_log = flags[FLAG_ORIGIN].values[0];
        err = log_files_check_origin(options.new_log, where);
    }
    const struct config_sets sets = command_sets(&flags[FLAG_SET]);
    options.file = flags[FLAG_CONFIG].values[0];
    options.sets = &sets;
    options.rehearses = flags[FLAG_REHEARSE].count > 0;
    options.not_before = flags[FLAG_NOT_BEFORE].values[0];
    return err == TNW_OK ? restore_run(&options, where) : err;
}
