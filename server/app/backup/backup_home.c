#include "app/backup/backup_home.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/command.h"
#include "base/clock.h"

/* By its path, or by its id, when it was moved. */
static enum tnw_err
find_home_row(struct backup_home *home, const struct id *id)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_read(home->runtime->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    home->is_known = id == NULL ? managed_find(txn, home->path, &home->managed) : managed_get(txn, id, &home->managed);
    err = txn_error(txn);
    txn_abort(&txn);
    return err;
}

static bool
lies_below(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return strncmp(path, folder, len) == 0 && (path[len] == 0 || path[len] == '/');
}

/* What keeps a machine's loss from being the backup's. */
static enum tnw_err
check_disk(struct backup_home *home, char where[CONFIG_WHERE])
{
    char data[PATH_MAX];
    struct stat here;
    struct stat there;
    const char *path = home->dest.path;
    const char *folder = home->runtime->config.store_path;
    if (realpath(folder, data) != NULL && lies_below(path, data)) {
        return command_fail(TNW_E_USAGE, where, path, "is in the folder of the data; take another place");
    }
    if (!home->was_told && stat(path, &there) == 0 && stat(folder, &here) == 0 && here.st_dev == there.st_dev) {
        fprintf(stderr, "%s: is on the file system of the data, and is lost with it: take another machine or disk\n",
                path);
    }
    home->was_told = true;
    return TNW_OK;
}

/* An empty folder where a disk should be mounted is not the place: what it held is missed. */
static enum tnw_err
open_known(struct backup_home *home, const struct dest_owner *owner, char where[CONFIG_WHERE])
{
    enum tnw_err err = dest_open(&home->dest, home->path, owner, false, where);
    if (err == TNW_E_NOT_FOUND) {
        return command_fail(err, where, home->path,
                            "the backup that the store knows there is gone: mount its disk, or bring it back; if it is "
                            "no more, say so (tnwd backup forget)");
    }
    if (err == TNW_OK && !id_eq(&home->dest.id, &home->managed.id)) {
        return command_fail(TNW_E_CONFLICT, where, home->path,
                            "holds another backup than the one that the store knows there: mount the right disk; if "
                            "that one is no more, say so (tnwd backup forget)");
    }
    return err;
}

static enum tnw_err
open_new(struct backup_home *home, const struct dest_owner *owner, char where[CONFIG_WHERE])
{
    enum tnw_err err = dest_open(&home->dest, home->path, owner, true, where);
    if (err == TNW_OK) {
        err = find_home_row(home, &home->dest.id);
    }
    if (err == TNW_OK && !home->is_known) {
        home->managed = (struct managed){.id = home->dest.id};
    }
    return err;
}

enum tnw_err
backup_home_open(struct backup_home *home, char where[CONFIG_WHERE])
{
    char full[PATH_MAX];
    const struct runtime *runtime = home->runtime;
    const struct dest_owner owner = dest_owner_of(runtime->keyring, runtime->log_key.public.name);
    struct stat st;
    bool is_link = lstat(home->path, &st) == 0 && S_ISLNK(st.st_mode); /* is refused, whatever it leads to */
    if (!is_link && realpath(home->path, full) != NULL) {
        (void)snprintf(home->path, sizeof home->path, "%s", full);
    }
    enum tnw_err err = find_home_row(home, NULL);
    if (err == TNW_OK) {
        err = home->is_known ? open_known(home, &owner, where) : open_new(home, &owner, where);
    }
    if (err == TNW_OK) {
        err = check_disk(home, where);
    }
    return err == TNW_OK ? dest_claim(&home->dest, where) : err;
}

void
backup_home_close(struct backup_home *home)
{
    dest_close(&home->dest);
}

static enum tnw_err
put_home_row(struct backup_home *home)
{
    const struct clock clock = clock_system();
    struct txn *txn;
    home->managed.time = clock_now(&clock);
    enum tnw_err err = txn_begin_write(home->runtime->store, &txn);
    if (err == TNW_OK) {
        managed_put(txn, &home->managed);
        err = txn_commit(&txn);
    }
    home->is_known = home->is_known || err == TNW_OK;
    return err;
}

enum tnw_err
backup_home_note(struct backup_home *home, enum managed_state state, unsigned generation, int64_t completed,
                 char where[CONFIG_WHERE])
{
    struct managed *managed = &home->managed;
    managed->state = state;
    managed->failing = 0;
    managed->why[0] = 0;
    if (generation != 0) {
        managed->generation = generation;
        managed->completed = completed;
    }
    (void)snprintf(managed->path, sizeof managed->path, "%s", home->dest.path);
    enum tnw_err err = put_home_row(home);
    return err == TNW_OK ? err : command_fail(err, where, home->dest.path, "cannot be noted in the store");
}

void
backup_home_note_failure(struct backup_home *home, const char *why)
{
    const struct clock clock = clock_system();
    struct managed *managed = &home->managed;
    if (!home->is_known || (managed->failing != 0 && strncmp(managed->why, why, sizeof managed->why - 1) == 0)) {
        return;
    }
    managed->failing = managed->failing != 0 ? managed->failing : clock_now(&clock);
    (void)snprintf(managed->why, sizeof managed->why, "%.*s", MANAGED_WHY - 1, why);
    (void)!put_home_row(home);
}
