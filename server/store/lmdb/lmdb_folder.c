#include "store/lmdb/lmdb_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/file.h"
#include "store/lmdb/lmdb_base.h"
#include "store/lmdb/precheck.h"

/* All files that a store's folder can hold (journal.c, lmdb_engine.c, LMDB itself). */
static const char *const files[] = {"data.mdb", "lock.mdb", "journal", "new.mdb", "new.mdb-lock"};

static enum tnw_err
fail_in_folder(char where[256], const char *path)
{
    (void)snprintf(where, 256, "%.180s: %s", path, strerror(errno));
    return file_is_full(errno) ? TNW_E_STORAGE_FULL : TNW_E_IO;
}

static bool
name_within(const char *folder, const char *name, char path[FILE_PATH])
{
    int n = snprintf(path, FILE_PATH, "%s/%s", folder, name);
    bool fits = n > 0 && n < FILE_PATH;
    errno = fits ? errno : ENAMETOOLONG;
    return fits;
}

/* 0, or what LMDB says. */
static int
read_version(MDB_env *env, uint8_t *version)
{
    MDB_txn *txn;
    MDB_dbi own;
    MDB_val key = lmdb_base_val(slice_str(LMDB_VERSION_KEY));
    MDB_val value;
    int rc = mdb_txn_begin(env, NULL, MDB_RDONLY, &txn);
    if (rc != 0) {
        return rc;
    }
    rc = mdb_dbi_open(txn, LMDB_OWN_NAME, 0, &own);
    rc = rc != 0 ? rc : mdb_get(txn, own, &key, &value);
    if (rc == 0 && value.mv_size == 1) {
        *version = *(const uint8_t *)value.mv_data;
    } else if (rc == 0) {
        rc = MDB_CORRUPTED;
    }
    mdb_txn_abort(txn);
    return rc;
}

enum tnw_err
lmdb_folder_version(const char *folder, uint8_t *version, char where[256])
{
    char path[FILE_PATH];
    MDB_env *env;
    struct stat st;
    if (!name_within(folder, files[0], path) || stat(path, &st) != 0 || st.st_size == 0) {
        (void)snprintf(where, 256, "%.200s: holds no store", folder);
        return TNW_E_NOT_FOUND;
    }
    enum tnw_err err = precheck_file(path, where);
    if (err != TNW_OK || mdb_env_create(&env) != 0) {
        return err != TNW_OK ? err : TNW_E_NO_MEMORY;
    }
    int rc = mdb_env_set_maxdbs(env, 1);
    rc = rc != 0 ? rc : mdb_env_open(env, folder, MDB_RDONLY | MDB_NORDAHEAD, 0600);
    rc = rc != 0 ? rc : read_version(env, version);
    mdb_env_close(env);
    if (rc != 0) {
        (void)snprintf(where, 256, "%.150s: no store of ours, or damaged: %.60s", folder, mdb_strerror(rc));
    }
    return rc == MDB_NOTFOUND ? TNW_E_CORRUPT : lmdb_base_error(rc);
}

enum tnw_err
lmdb_folder_room(const char *folder, uint64_t *taken, uint64_t *left, char where[256])
{
    char path[FILE_PATH];
    struct stat st;
    struct statvfs fs;
    if (!name_within(folder, files[0], path) || stat(path, &st) != 0 || statvfs(folder, &fs) != 0) {
        return fail_in_folder(where, folder);
    }
    *taken = (uint64_t)st.st_size;
    *left = (uint64_t)fs.f_bavail * fs.f_frsize;
    return TNW_OK;
}

/* LMDB holds a shared lock on the first byte of lock.mdb as long as a process has the store open. */
static struct flock
lock_of_openers(void)
{
    return (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1};
}

static enum tnw_err
fail_open_elsewhere(const char *folder, const struct flock *lock, char where[256])
{
    (void)snprintf(where, 256, "%.150s: process %ld has it open: stop it first", folder, (long)lock->l_pid);
    return TNW_E_CONFLICT;
}

enum tnw_err
lmdb_folder_alone(const char *folder, char where[256])
{
    char path[FILE_PATH];
    struct flock lock = lock_of_openers();
    int fd = name_within(folder, files[1], path) ? open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW) : -1;
    if (fd < 0) {
        return errno == ENOENT ? TNW_OK : fail_in_folder(where, path);
    }
    int rc = fcntl(fd, F_GETLK, &lock);
    (void)close(fd);
    if (rc != 0) {
        return fail_in_folder(where, path);
    }
    return lock.l_type == F_UNLCK ? TNW_OK : fail_open_elsewhere(folder, &lock, where);
}

/* The descriptor stays open: closing it would give away the lock, and LMDB's own. */
enum tnw_err
lmdb_folder_close_others_out(const char *folder, char where[256])
{
    char path[FILE_PATH];
    struct flock lock = lock_of_openers();
    int fd = name_within(folder, files[1], path) ? open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW) : -1;
    if (fd < 0) {
        return fail_in_folder(where, path);
    }
    if (fcntl(fd, F_SETLK, &lock) == 0) {
        return TNW_OK;
    }
    struct flock holder = lock_of_openers();
    return fcntl(fd, F_GETLK, &holder) == 0 && holder.l_type != F_UNLCK ? fail_open_elsewhere(folder, &holder, where)
                                                                        : fail_in_folder(where, path);
}

enum tnw_err
lmdb_folder_remove(const char *path, char where[256])
{
    char file[FILE_PATH];
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (!name_within(path, files[i], file) || (unlink(file) != 0 && errno != ENOENT && errno != ENOTDIR)) {
            return fail_in_folder(where, file);
        }
    }
    return rmdir(path) == 0 || errno == ENOENT ? TNW_OK : fail_in_folder(where, path);
}

enum tnw_err
lmdb_folder_begin(const char *folder, const char *name, char *path, char where[256])
{
    if (!name_within(folder, name, path)) {
        return fail_in_folder(where, folder);
    }
    enum tnw_err err = lmdb_folder_remove(path, where);
    return err != TNW_OK || mkdir(path, 0700) == 0 ? err : fail_in_folder(where, path);
}

enum tnw_err
lmdb_folder_replace(const char *folder, const char *path, char where[256])
{
    char fresh[FILE_PATH];
    char old[FILE_PATH];
    char journal[FILE_PATH];
    if (!name_within(path, files[0], fresh) || !name_within(folder, files[0], old) ||
        !name_within(folder, files[2], journal)) {
        return fail_in_folder(where, folder);
    }
    if ((unlink(journal) != 0 && errno != ENOENT) || !file_sync_name(journal) || rename(fresh, old) != 0 ||
        !file_sync_name(old)) {
        return fail_in_folder(where, old);
    }
    return TNW_OK;
}
