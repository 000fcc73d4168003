#include "app/backup/dest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/backup/wrapped.h"
#include "app/command.h"
#include "base/clock.h"
#include "base/file.h"
#include "json/write.h"

#define DEST_FORMAT 1
#define GENERATION "generation-"
/* Room for the names in it. */
#define DEST_PATH (BACKUP_PATH - 64)

struct dest_owner
dest_owner_of(const struct keyring *keyring, const char *log)
{
    struct dest_owner owner;
    struct hash hash = keyring_index(keyring, "backup", slice_of("", 0));
    (void)snprintf(owner.log, sizeof owner.log, "%s", log);
    memcpy(owner.store.bytes, hash.bytes, ID_SIZE);
    return owner;
}

static enum tnw_err
fail_dest(const char *path, char where[CONFIG_WHERE])
{
    return command_fail(file_is_full(errno) ? TNW_E_STORAGE_FULL : TNW_E_IO, where, path, strerror(errno));
}

/* A link could lead anywhere by the time it is read again. */
static enum tnw_err
check_folder(const char *path, char where[CONFIG_WHERE])
{
    struct stat st;
    if (lstat(path, &st) != 0) {
        return errno == ENOENT ? command_fail(TNW_E_NOT_FOUND, where, path, "there is no such folder")
                               : fail_dest(path, where);
    }
    if (!S_ISDIR(st.st_mode)) {
        return command_fail(TNW_E_USAGE, where, path, "is no folder; a link is not followed: name the folder itself");
    }
    if ((st.st_mode & 077) != 0 || st.st_uid != geteuid()) {
        return command_fail(TNW_E_CONFIGURATION, where, path,
                            "a backup is as secret as the data: chmod 700 and chown it to the user of tnwd");
    }
    return TNW_OK;
}

/* What a fresh file system has, and what a power cut left of the first name that was made. */
static bool
is_nothing(const char *name)
{
    static const char *const names[] = {".", "..", "lost+found", "backup.json.new"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool
is_empty_folder(const char *path)
{
    DIR *dir = opendir(path);
    const struct dirent *entry;
    bool empty = dir != NULL;
    while (empty && (entry = readdir(dir)) != NULL) {
        empty = is_nothing(entry->d_name);
    }
    if (dir != NULL) {
        (void)closedir(dir);
    }
    return empty;
}

static enum tnw_err
write_identity(const struct dest *dest, const char *file)
{
    struct buf what = {0};
    struct json_writer jw = json_writer(&what);
    jw_open(&jw, NULL);
    jw_int(&jw, "format", DEST_FORMAT);
    jw_hex(&jw, "id", slice_of(dest->id.bytes, ID_SIZE));
    jw_str(&jw, "log", dest->owner.log);
    jw_hex(&jw, "store", id_slice(&dest->owner.store));
    jw_close(&jw);
    return wrapped_write(file, "backup", &what);
}

static enum tnw_err
read_identity(struct dest *dest, const char *file, char where[CONFIG_WHERE])
{
    json_t *whole;
    json_t *what;
    enum tnw_err err = wrapped_read(file, "backup", &whole, &what, where);
    if (err == TNW_OK) {
        uint64_t format = 0;
        const char *log = json_string_value(json_object_get(what, "log"));
        bool ok = wrapped_number(what, "format", &format) && format == DEST_FORMAT && log != NULL &&
                  strlen(log) < sizeof dest->owner.log && wrapped_hex(what, "id", dest->id.bytes, ID_SIZE) &&
                  wrapped_hex(what, "store", dest->owner.store.bytes, ID_SIZE);
        if (ok) {
            (void)snprintf(dest->owner.log, sizeof dest->owner.log, "%s", log);
        }
        err = ok ? TNW_OK : wrapped_fail(file, where);
    }
    json_decref(whole);
    return err;
}

static enum tnw_err
make_identity(struct dest *dest, const char *file, const struct dest_owner *owner, char where[CONFIG_WHERE])
{
    if (!is_empty_folder(dest->path)) {
        return command_fail(
            TNW_E_USAGE, where, dest->path,
            "is not empty, and holds no backup of tnwd: name an empty folder, or one that is not there yet");
    }
    random_fill(dest->id.bytes, sizeof dest->id.bytes);
    dest->owner = *owner;
    enum tnw_err err = write_identity(dest, file);
    return err == TNW_OK ? err : command_fail(err, where, file, "cannot be made");
}

static enum tnw_err
check_dest_owner(const struct dest *dest, const struct dest_owner *owner, char where[CONFIG_WHERE])
{
    if (!id_eq(&owner->store, &dest->owner.store)) {
        return command_fail(TNW_E_USAGE, where, dest->path, "holds backups of another store; take another folder");
    }
    if (strcmp(owner->log, dest->owner.log) != 0) {
        return command_fail(TNW_E_USAGE, where, dest->path,
                            "holds backups of the log that this store had before; take another folder");
    }
    return TNW_OK;
}

static enum tnw_err
open_identity(struct dest *dest, const struct dest_owner *owner, bool makes, char where[CONFIG_WHERE])
{
    char file[BACKUP_PATH];
    (void)snprintf(file, sizeof file, "%.*s/backup.json", DEST_PATH, dest->path);
    enum tnw_err err = TNW_OK;
    bool there = access(file, F_OK) == 0 || errno != ENOENT;
    if (!there && makes) {
        err = make_identity(dest, file, owner, where);
    } else if (!there) {
        err = command_fail(TNW_E_NOT_FOUND, where, dest->path, "is no backup of tnwd: there is no backup.json in it");
    } else {
        err = read_identity(dest, file, where);
    }
    if (err == TNW_OK && owner != NULL) {
        err = check_dest_owner(dest, owner, where);
    }
    hex_encode(dest->name, dest->id.bytes, ID_SIZE);
    return err;
}

static enum tnw_err
open_dest(struct dest *dest, const char *path, const struct dest_owner *owner, bool makes, char where[CONFIG_WHERE])
{
    char full[PATH_MAX];
    *dest = (struct dest){.lock = -1, .claim = -1};
    if (makes && mkdir(path, 0700) != 0 && errno != EEXIST) {
        return fail_dest(path, where);
    }
    enum tnw_err err = check_folder(path, where);
    if (err != TNW_OK) {
        return err;
    }
    if (realpath(path, full) == NULL || strlen(full) >= DEST_PATH) {
        return command_fail(TNW_E_USAGE, where, path, "the path is too long");
    }
    (void)snprintf(dest->path, sizeof dest->path, "%.*s", DEST_PATH, full);
    return open_identity(dest, owner, makes, where);
}

enum tnw_err
dest_open(struct dest *dest, const char *path, const struct dest_owner *owner, bool makes, char where[CONFIG_WHERE])
{
    char file[BACKUP_PATH];
    enum tnw_err err = open_dest(dest, path, owner, makes, where);
    if (err == TNW_OK) {
        (void)snprintf(file, sizeof file, "%.*s/lock", DEST_PATH, dest->path);
        dest->lock = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        err = dest->lock < 0 ? fail_dest(file, where) : TNW_OK;
    }
    return err;
}

enum tnw_err
dest_look(struct dest *dest, const char *path, char where[CONFIG_WHERE])
{
    return open_dest(dest, path, NULL, false, where);
}

void
dest_close(struct dest *dest)
{
    if (dest->lock >= 0) {
        (void)close(dest->lock);
    }
    if (dest->claim >= 0) {
        (void)close(dest->claim);
    }
    dest->lock = dest->claim = -1;
}

enum tnw_err
dest_claim(struct dest *dest, char where[CONFIG_WHERE])
{
    char file[BACKUP_PATH];
    (void)snprintf(file, sizeof file, "%.*s/maker", DEST_PATH, dest->path);
    dest->claim = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (dest->claim < 0) {
        return fail_dest(file, where);
    }
    return flock(dest->claim, LOCK_EX | LOCK_NB) == 0
               ? TNW_OK
               : command_fail(TNW_E_CONFLICT, where, dest->path,
                              "another `tnwd backup` writes here: let it end, or end the one that follows, first");
}

enum tnw_err
dest_lock(struct dest *dest, char where[CONFIG_WHERE])
{
    return flock(dest->lock, LOCK_EX) == 0 ? TNW_OK : fail_dest(dest->path, where);
}

void
dest_unlock(struct dest *dest)
{
    (void)flock(dest->lock, LOCK_UN);
}

static int
compare_generations(const void *a, const void *b)
{
    unsigned one = *(const unsigned *)a;
    unsigned other = *(const unsigned *)b;
    return one < other ? -1 : one > other;
}

size_t
dest_generations(const struct dest *dest, unsigned numbers[DEST_GENERATIONS])
{
    DIR *dir = opendir(dest->path);
    const struct dirent *entry;
    size_t count = 0;
    while (dir != NULL && count < DEST_GENERATIONS && (entry = readdir(dir)) != NULL) {
        const char *digits = entry->d_name + strlen(GENERATION);
        if (strncmp(entry->d_name, GENERATION, strlen(GENERATION)) == 0 && strlen(digits) == 6 &&
            strspn(digits, "0123456789") == 6) {
            numbers[count++] = (unsigned)strtoul(digits, NULL, 10);
        }
    }
    if (dir != NULL) {
        (void)closedir(dir);
    }
    qsort(numbers, count, sizeof numbers[0], compare_generations);
    return count;
}

void
dest_path(char path[BACKUP_PATH], const struct dest *dest, unsigned generation, const char *name)
{
    (void)snprintf(path, BACKUP_PATH, "%.*s/" GENERATION "%06u%s%.30s", DEST_PATH - 64, dest->path, generation,
                   name == NULL ? "" : "/", name == NULL ? "" : name);
}

/* Without its manifest it is none any more, however far this comes. */
enum tnw_err
dest_remove(const struct dest *dest, unsigned generation, char where[CONFIG_WHERE])
{
    char path[BACKUP_PATH];
    char file[BACKUP_PATH];
    struct dirent **names;
    dest_path(file, dest, generation, "manifest.json");
    dest_path(path, dest, generation, NULL);
    if (unlink(file) == 0) {
        (void)file_sync_name(file);
    }
    int count = scandir(path, &names, NULL, NULL);
    for (int i = 0; i < count; i++) {
        dest_path(file, dest, generation, names[i]->d_name);
        (void)unlink(file);
        free(names[i]);
    }
    if (count >= 0) {
        free(names);
    }
    return rmdir(path) == 0 || errno == ENOENT ? TNW_OK : fail_dest(path, where);
}
