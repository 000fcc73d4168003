/*
 * The commands of tnwd: one file each, a row of the table in main.c each; and what several of them share.
 */
#ifndef TNW_APP_COMMAND_H
#define TNW_APP_COMMAND_H

#include "app/arguments.h"
#include "app/config.h"
#include "http/options.h"

/* Runs with what stands behind the command's name. Out: where: what went wrong. Errors: USAGE, and those of what it
 * does. */
typedef enum tnw_err command_run(int argc, char *const *argv, char where[CONFIG_WHERE]);

command_run command_backup, command_backup_forget, command_restore;
command_run command_keys_export, command_keys_import, command_keys_to_token;
command_run command_directory_export, command_directory_html, command_directory_import;
command_run command_actor_add, command_actor_disable, command_actor_list, command_actor_quota, command_check_config,
    command_clock, command_clock_accept, command_compact, command_erase, command_init, command_keys_destroy,
    command_keys_rotate, command_keys_status, command_log_key, command_migrate, command_origin, command_serve,
    command_statistics_export, command_statistics_release, command_status, command_verify;

/* Flags that several commands take. */
extern const struct arguments_flag command_flag_config, command_flag_set, command_flag_origin, command_flag_json;

/* What --set was given, in order. */
struct config_sets command_sets(const struct arguments_flag *set);

/* What the listeners are told; its strings are config's. */
struct http_options command_http_options(const struct config *config);

/* Makes "PATH: WHAT" the reason. Returns err. */
enum tnw_err command_fail(enum tnw_err err, char where[CONFIG_WHERE], const char *path, const char *what);

#endif
