#include "power_disk.h"

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "crash/power_change.h"

#define FILES_MAX 256
#define NAMES_MAX 256
#define NAME_LENGTH 512
#define FILE_MAX ((size_t)256 << 20)

struct power_file {
    uint64_t inode;
    struct buf begun;   /* when the recording began */
    struct buf durable; /* then what was synced, without those that wait behind one that was not */
    struct power_changes changes;
};

/* Which file has it: an index; -1: none any more. */
struct power_name {
    char path[NAME_LENGTH];
    int file;
};

struct names {
    struct power_name list[NAMES_MAX];
    size_t count;
};

struct power_disk {
    size_t folder_len;
    struct power_file files[FILES_MAX];
    size_t begun_files;
    size_t file_count;
    struct names begun;
    struct names durable;
    struct power_changes changes; /* of names */
    const uint8_t *recording;
    size_t len;
    uint64_t at;
    const char *unsynced;
};

static void
must(bool ok, const char *what)
{
    if (!ok) {
        (void)fprintf(stderr, "power_disk: %s\n", what);
        abort();
    }
}

static struct power_name *
name_of(struct names *names, const char *path)
{
    size_t i = 0;
    while (i < names->count && strcmp(names->list[i].path, path) != 0) {
        i++;
    }
    if (i == names->count) {
        must(names->count < NAMES_MAX, "too many names");
        (void)snprintf(names->list[i].path, NAME_LENGTH, "%s", path);
        names->list[i].file = -1;
        names->count++;
    }
    return &names->list[i];
}

static int
add_file(struct power_disk *disk, uint64_t inode)
{
    must(disk->file_count < FILES_MAX, "too many files");
    disk->files[disk->file_count] = (struct power_file){.inode = inode};
    return (int)disk->file_count++;
}

/* The newest of that inode, which can be another file's that is gone; -1: none. */
static int
file_of(const struct power_disk *disk, uint64_t inode)
{
    int i = (int)disk->file_count - 1;
    while (i >= 0 && disk->files[i].inode != inode) {
        i--;
    }
    return i;
}

static struct power_disk *walking; /* nftw() has no context */

static int
take_file(const char *path, const struct stat *st, int type, struct FTW *where)
{
    char why[FILE_WHERE];
    (void)where;
    if (type == FTW_F && S_ISREG(st->st_mode)) {
        int file = add_file(walking, (uint64_t)st->st_ino);
        must(file_read(&walking->files[file].begun, path, FILE_MAX, why) == TNW_OK, path);
        name_of(&walking->begun, path)->file = file;
    }
    return 0;
}

struct power_disk *
power_disk_new(const char *folder)
{
    struct power_disk *disk = calloc(1, sizeof *disk);
    must(disk != NULL, "no memory");
    disk->folder_len = strlen(folder);
    walking = disk;
    must(nftw(folder, take_file, 8, FTW_PHYS) == 0, folder);
    disk->begun_files = disk->file_count;
    return disk;
}

static void
forget_play(struct power_disk *disk)
{
    for (size_t i = 0; i < disk->file_count; i++) {
        power_change_forget(&disk->files[i].changes);
        buf_free(&disk->files[i].durable);
    }
    power_change_forget(&disk->changes);
    disk->file_count = disk->begun_files;
}

void
power_disk_free(struct power_disk *disk)
{
    forget_play(disk);
    for (size_t i = 0; i < disk->begun_files; i++) {
        buf_free(&disk->files[i].begun);
    }
    free(disk);
}

void
power_disk_play(struct power_disk *disk, const uint8_t *recording, size_t len, const char *unsynced)
{
    forget_play(disk);
    for (size_t i = 0; i < disk->begun_files; i++) {
        buf_put_slice(&disk->files[i].durable, buf_slice(&disk->files[i].begun));
    }
    disk->durable = disk->begun;
    disk->recording = recording;
    disk->len = len;
    disk->at = 0;
    disk->unsynced = unsynced;
}

static void
apply_to_names(struct names *names, const struct power_change *change)
{
    const char *path = (const char *)change->bytes;
    struct power_name *name = name_of(names, path);
    struct power_name *to = change->event.kind == RECORDING_RENAME || change->event.kind == RECORDING_EXCHANGE
                                ? name_of(names, path + strlen(path) + 1)
                                : NULL;
    int was = to == NULL ? -1 : to->file;
    if (to != NULL) {
        to->file = name->file;
        name->file = change->event.kind == RECORDING_EXCHANGE ? was : -1;
    } else {
        name->file = change->event.kind == RECORDING_UNLINK ? -1 : (int)change->event.at;
    }
}

static bool
is_unsynced(const struct power_disk *disk, int file)
{
    const char *name = disk->unsynced;
    for (size_t i = 0; name != NULL && i < disk->durable.count; i++) {
        const char *last = strrchr(disk->durable.list[i].path, '/');
        if (disk->durable.list[i].file == file && strcmp(last + 1, name) == 0) {
            return true;
        }
    }
    return false;
}

static void
take_sync(struct power_disk *disk, const struct recording_event *event)
{
    int file = file_of(disk, event->file);
    if (file < 0) { /* a folder */
        size_t count = power_change_sync(&disk->changes, event->file, event->at);
        for (size_t i = 0; i < count; i++) {
            apply_to_names(&disk->durable, &disk->changes.list[i]);
        }
        power_change_drop(&disk->changes, count);
    } else if (!is_unsynced(disk, file)) {
        struct power_file *it = &disk->files[file];
        size_t count = power_change_sync(&it->changes, 0, event->at);
        for (size_t i = 0; i < count; i++) {
            power_change_apply(&it->durable, &it->changes.list[i]);
        }
        power_change_drop(&it->changes, count);
    }
}

/* By MAKE and LINK; else nothing that counts. */
static int
file_that_is_named(struct power_disk *disk, const struct recording_event *event)
{
    int there = event->kind == RECORDING_LINK ? file_of(disk, event->at) : -1;
    return event->kind > RECORDING_LINK ? 0 : there >= 0 ? there : add_file(disk, event->at);
}

static void
take_event(struct power_disk *disk, struct power_change *change)
{
    struct recording_event *event = &change->event;
    if (event->kind == RECORDING_SYNC) {
        take_sync(disk, event);
    } else if (event->kind == RECORDING_NAMELESS) {
        (void)add_file(disk, event->file);
    } else if (event->kind >= RECORDING_MAKE) {
        event->at = (uint64_t)file_that_is_named(disk, event);
        power_change_add(&disk->changes, change);
    } else {
        int file = file_of(disk, event->file);
        file = file < 0 ? add_file(disk, event->file) : file;
        change->synced = event->kind == RECORDING_WRITE_SYNCED;
        power_change_add(&disk->files[file].changes, change);
    }
}

void
power_disk_advance(struct power_disk *disk, uint64_t position)
{
    while (disk->at + sizeof(struct recording_event) <= position) {
        struct power_change change = {.position = disk->at};
        memcpy(&change.event, disk->recording + disk->at, sizeof change.event);
        uint64_t end = disk->at + sizeof change.event + change.event.len;
        if (end > position || end > disk->len) {
            return;
        }
        change.bytes = change.event.len == 0 ? NULL : disk->recording + disk->at + sizeof change.event;
        take_event(disk, &change);
        disk->at = end;
    }
}

uint64_t
power_disk_setting(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    return text == NULL ? otherwise : (uint64_t)strtoull(text, NULL, 10);
}

static int
compare_moments(const void *a, const void *b)
{
    const uint64_t *x = a;
    const uint64_t *y = b;
    return *x < *y ? -1 : *x > *y;
}

void
power_disk_sort(uint64_t *moments, size_t count)
{
    qsort(moments, count, sizeof *moments, compare_moments);
}

uint64_t
power_disk_number(uint64_t *seed)
{
    return power_change_number(seed);
}

static void
cut_file(const struct power_file *file, enum power_loss loss, uint64_t *seed, struct buf *content)
{
    buf_put_slice(content, buf_slice(&file->durable));
    for (size_t i = 0; i < file->changes.count; i++) {
        const struct power_change *change = &file->changes.list[i];
        uint64_t fate = loss == POWER_LOSES_SOME ? power_change_number(seed) % 3 : loss == POWER_LOSES_NOTHING;
        if (change->synced || fate == 1) {
            power_change_apply(content, change);
        } else if (fate == 2 && change->bytes != NULL) {
            power_change_tear(content, change, seed);
        }
    }
}

static void
cut_names(const struct power_disk *disk, enum power_loss loss, uint64_t *seed, struct names *names)
{
    size_t all = disk->changes.count;
    size_t some = (size_t)(power_change_number(seed) % (all + 1));
    size_t kept = loss == POWER_LOSES_ALL ? 0 : loss == POWER_LOSES_NOTHING ? all : some;
    *names = disk->durable;
    for (size_t i = 0; i < all; i++) {
        if (i < kept || disk->changes.list[i].synced) {
            apply_to_names(names, &disk->changes.list[i]);
        }
    }
}

static void
make_folders(const char *path)
{
    char folder[PATH_MAX];
    for (const char *end = strchr(path + 1, '/'); end != NULL; end = strchr(end + 1, '/')) {
        (void)snprintf(folder, sizeof folder, "%.*s", (int)(end - path), path);
        (void)mkdir(folder, 0700);
    }
}

static bool
put_file(const char *path, struct slice content)
{
    make_folders(path);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool ok = fd >= 0 && ftruncate(fd, (off_t)content.len) == 0;
    while (ok && content.len > 0) {
        ssize_t n = write(fd, content.ptr, content.len);
        ok = n > 0;
        content = ok ? slice_of(content.ptr + n, content.len - (size_t)n) : content;
    }
    return (fd < 0 || close(fd) == 0) && ok;
}

bool
power_disk_cut(const struct power_disk *disk, enum power_loss loss, uint64_t seed, const char *folder)
{
    struct names *names = calloc(1, sizeof *names);
    must(names != NULL, "no memory");
    cut_names(disk, loss, &seed, names);
    bool ok = true;
    for (size_t i = 0; ok && i < names->count; i++) {
        const struct power_name *name = &names->list[i];
        char path[PATH_MAX];
        struct buf content = {0};
        (void)snprintf(path, sizeof path, "%s%s", folder, name->path + disk->folder_len);
        (void)unlink(path);
        if (name->file >= 0) {
            cut_file(&disk->files[name->file], loss, &seed, &content);
            ok = put_file(path, buf_slice(&content));
        }
        buf_free(&content);
    }
    free(names);
    return ok;
}
