/*
 * `tnwd directory …`: tables of the actor directory in and out, by audited operations, while the server runs or not.
 */
#include <stdio.h>

#include "app/command.h"
#include "app/directory/directory_export.h"
#include "app/directory/directory_html.h"
#include "app/directory/directory_import.h"
#include "app/runtime.h"

#define TABLES_MAX 16

enum directory_flag { DIRECTORY_CONFIG, DIRECTORY_SET, DIRECTORY_FIRST };

static enum tnw_err
open_directory(struct runtime *runtime, const struct arguments_flag *flags, char where[CONFIG_WHERE])
{
    const struct config_sets sets = command_sets(&flags[DIRECTORY_SET]);
    return runtime_open(runtime, flags[DIRECTORY_CONFIG].values[0], &sets, where);
}

enum tnw_err
command_directory_import(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    enum { IMPORT_CHECK = DIRECTORY_FIRST, IMPORT_PRUNE };
    struct arguments_flag flags[] = {[DIRECTORY_CONFIG] = command_flag_config,
                                     [DIRECTORY_SET] = command_flag_set,
                                     [IMPORT_CHECK] = {.name = "check"},
                                     [IMPORT_PRUNE] = {.name = "prune"},
                                     {.name = NULL}};
    const char *files[TABLES_MAX];
    size_t count = 0;
    struct runtime runtime;
    enum tnw_err err = arguments_parse_some(argc, argv, flags, files, TABLES_MAX, &count, where);
    if (err == TNW_OK && count == 0) {
        (void)snprintf(where, CONFIG_WHERE, "name a table");
        err = TNW_E_USAGE;
    }
    if (err != TNW_OK) {
        return err;
    }
    err = open_directory(&runtime, flags, where);
    if (err == TNW_OK) {
        const struct directory_import import = {.world = &runtime.world,
                                                .files = files,
                                                .file_count = count,
                                                .check = flags[IMPORT_CHECK].count > 0,
                                                .prune = flags[IMPORT_PRUNE].count > 0,
                                                .out = stdout,
                                                .err = stderr};
        err = directory_import_run(&import, where);
    }
    runtime_close(&runtime);
    return err;
}

enum tnw_err
command_directory_export(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    enum { EXPORT_PROFESSIONAL = DIRECTORY_FIRST, EXPORT_EMPLOYERS, EXPORT_JSON, EXPORT_EXCEL };
    struct arguments_flag flags[] = {[DIRECTORY_CONFIG] = command_flag_config,
                                     [DIRECTORY_SET] = command_flag_set,
                                     [EXPORT_PROFESSIONAL] = {.name = "professional"},
                                     [EXPORT_EMPLOYERS] = {.name = "employers"},
                                     [EXPORT_JSON] = command_flag_json,
                                     [EXPORT_EXCEL] = {.name = "excel"},
                                     {.name = NULL}};
    struct runtime runtime;
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    if (err == TNW_OK && flags[EXPORT_JSON].count > 0 && flags[EXPORT_EXCEL].count > 0) {
        (void)snprintf(where, CONFIG_WHERE, "--json and --excel are two kinds of table: give one");
        err = TNW_E_USAGE;
    }
    if (err != TNW_OK) {
        return err;
    }
    err = open_directory(&runtime, flags, where);
    if (err == TNW_OK) {
        const struct directory_export export = {.world = &runtime.world,
                                                .employers = flags[EXPORT_EMPLOYERS].count > 0,
                                                .professional = flags[EXPORT_PROFESSIONAL].count > 0,
                                                .json = flags[EXPORT_JSON].count > 0,
                                                .excel = flags[EXPORT_EXCEL].count > 0,
                                                .out = stdout};
        err = directory_export_run(&export, where);
    }
    runtime_close(&runtime);
    return err;
}

enum tnw_err
command_directory_html(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    enum { HTML_ZONE = DIRECTORY_FIRST };
    struct arguments_flag flags[] = {[DIRECTORY_CONFIG] = command_flag_config,
                                     [DIRECTORY_SET] = command_flag_set,
                                     [HTML_ZONE] = {.name = "zone", .max = 1},
                                     {.name = NULL}};
    const char *folder[1];
    struct runtime runtime;
    enum tnw_err err = arguments_parse(argc, argv, flags, folder, 1, where);
    if (err != TNW_OK) {
        return err;
    }
    err = open_directory(&runtime, flags, where);
    if (err == TNW_OK) {
        const struct directory_html html = {
            .world = &runtime.world, .folder = folder[0], .zone = flags[HTML_ZONE].values[0]};
        err = directory_html_run(&html, where);
    }
    runtime_close(&runtime);
    return err;
}
