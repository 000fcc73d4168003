/*
 * `tnwd backup forget`: of a backup that is no more.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/command.h"
#include "app/runtime.h"
#include "store/records/backup/managed.h"

enum { FLAG_CONFIG, FLAG_SET };

/* A backup that is no more: its keys are nowhere any more, says who says so. */
static enum tnw_err
forget_row(struct runtime *runtime, const char *path, char where[CONFIG_WHERE])
{
    struct managed managed;
    struct txn *txn;
    char name[ENGINE_FOLLOWER];
    enum tnw_err err = txn_begin_write(runtime->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    bool found = managed_find(txn, path, &managed);
    if (found) {
        managed_remove(txn, &managed.id);
    }
    err = txn_commit(&txn);
    if (err == TNW_OK && !found) {
        err = command_fail(TNW_E_NOT_FOUND, where, path, "the store knows no backup there");
    }
    if (err == TNW_OK) {
        hex_encode(name, managed.id.bytes, ID_SIZE);
        engine_follow_forget(store_engine(runtime->store), name);
        printf("%s: forgotten. From now on an erasure is called complete without it: if a copy of that backup exists "
               "anywhere, so do the keys in it.\n",
               path);
    }
    return err;
}

enum tnw_err
command_backup_forget(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {
        [FLAG_CONFIG] = command_flag_config, [FLAG_SET] = command_flag_set, {.name = NULL}};
    const char *path;
    char full[PATH_MAX];
    struct runtime runtime;
    enum tnw_err err = arguments_parse(argc, argv, flags, &path, 1, where);
    if (err != TNW_OK) {
        return err;
    }
    const struct config_sets sets = command_sets(&flags[FLAG_SET]);
    err = runtime_open(&runtime, flags[FLAG_CONFIG].values[0], &sets, where);
    if (err == TNW_OK) {
        err = forget_row(&runtime, realpath(path, full) == NULL ? path : full, where);
    }
    runtime_close(&runtime);
    return err;
}
