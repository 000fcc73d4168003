#include "store/lmdb/spool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"

#define NAME_LEN 25 /* COMMIT (16 hex digits) - RANDOM (8) */
#define PATH_SIZE (SPOOL_PATH + 64)

void
spool_init(struct spool *spool, const char *folder)
{
    *spool = (struct spool){.fd = -1};
    (void)snprintf(spool->folder, sizeof spool->folder, "%s/spool", folder);
}

void
spool_renew(struct spool *spool)
{
    if (spool->fd >= 0) {
        (void)close(spool->fd);
        spool->fd = -1;
    }
}

void
spool_wipe(struct spool *spool)
{
    spool_renew(spool);
}

static int
path_of(char path[PATH_SIZE], const char *folder, const char *name)
{
    return snprintf(path, PATH_SIZE, "%s/%.60s", folder, name);
}

static bool
ends_with(const char *name, const char *end)
{
    size_t len = strlen(name);
    return len == ENGINE_FOLLOWER - 1 + strlen(end) && strcmp(name + ENGINE_FOLLOWER - 1, end) == 0;
}

static bool
is_steps(const char *name)
{
    return strlen(name) == NAME_LEN && name[16] == '-';
}

static int
compare_step_files(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* A few files more than there can be are no harm: the rest is seen the next time. */
void
spool_list(const char *folder, struct spool_names *names)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    names->count = 0;
    while (dir != NULL && names->count < SPOOL_NAMES && (entry = readdir(dir)) != NULL) {
        if (is_steps(entry->d_name)) {
            (void)snprintf(names->names[names->count++], sizeof names->names[0], "%.31s", entry->d_name);
        }
    }
    if (dir != NULL) {
        (void)closedir(dir);
    }
    qsort(names->names, names->count, sizeof names->names[0], compare_step_files);
}

uint64_t
spool_commit_of(const char *name)
{
    return strtoull(name, NULL, 16);
}

/* Where a follower is. */
struct at {
    uint64_t commit;
    int64_t time;
    char name[64];
};

static bool
read_at(const char *folder, const char *name, struct at *at)
{
    char path[PATH_SIZE];
    uint8_t bytes[SPOOL_AT];
    (void)path_of(path, folder, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    bool ok = fd >= 0 && pread(fd, bytes, sizeof bytes, 0) == (ssize_t)sizeof bytes;
    if (fd >= 0) {
        (void)close(fd);
    }
    if (ok) {
        struct cursor cur = cursor_of(slice_of(bytes, sizeof bytes));
        at->commit = cursor_u64(&cur);
        at->time = (int64_t)cursor_u64(&cur);
        (void)snprintf(at->name, sizeof at->name, "%.60s", name);
    }
    return ok;
}

/* Who follows. Out: last: furthest behind of those who have their place. lost: who lost it is counted too. */
static unsigned
look_at_followers(const char *folder, struct at *last, int64_t *oldest, bool lost)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    unsigned count = 0;
    *last = (struct at){.commit = UINT64_MAX};
    *oldest = INT64_MAX;
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        struct at at;
        bool here = ends_with(entry->d_name, SPOOL_AT_NAME);
        if ((!here && !(lost && ends_with(entry->d_name, SPOOL_LOST_NAME))) || !read_at(folder, entry->d_name, &at)) {
            continue;
        }
        count++;
        *oldest = at.time < *oldest ? at.time : *oldest;
        if (here && at.commit <= last->commit) {
            *last = at;
        }
    }
    if (dir != NULL) {
        (void)closedir(dir);
    }
    return count;
}

static int64_t
lag_since(int64_t time)
{
    const struct clock clock = clock_system();
    int64_t lag = clock_now(&clock) - time;
    return lag < 0 ? 0 : lag;
}

bool
spool_lag(const char *folder, const char *follower, int64_t *lag_ms)
{
    static const char *const ends[] = {SPOOL_AT_NAME, SPOOL_LOST_NAME};
    bool found = false;
    for (size_t i = 0; !found && i < sizeof ends / sizeof ends[0]; i++) {
        char name[64];
        struct at at;
        (void)snprintf(name, sizeof name, "%.32s%s", follower, ends[i]);
        found = read_at(folder, name, &at);
        *lag_ms = found ? lag_since(at.time) : 0;
    }
    return found;
}

unsigned
spool_followers(const char *folder, int64_t *lag_ms)
{
    struct at last;
    int64_t oldest;
    unsigned count = look_at_followers(folder, &last, &oldest, true);
    *lag_ms = count == 0 ? 0 : lag_since(oldest);
    return count;
}

/* Behind the last commit that stands in the name of the next file, a file has nothing. */
void
spool_trim(const char *folder)
{
    struct spool_names names;
    struct at last;
    int64_t oldest;
    char path[PATH_SIZE];
    unsigned followers = look_at_followers(folder, &last, &oldest, false);
    spool_list(folder, &names);
    for (size_t i = 0; i < names.count; i++) {
        bool passed = i + 1 < names.count && spool_commit_of(names.names[i + 1]) < last.commit;
        if (followers == 0 || passed) {
            (void)path_of(path, folder, names.names[i]);
            (void)unlink(path);
        }
    }
    if (followers == 0) {
        /* Not while somebody is told there that their place is lost. By the call that a server may make. */
        (void)unlinkat(AT_FDCWD, folder, AT_REMOVEDIR);
    }
}

bool
spool_disk_has_room(const char *folder)
{
    struct statvfs fs;
    return statvfs(folder, &fs) != 0 || (uint64_t)fs.f_bavail * fs.f_frsize >= LIMIT_SPOOL_LEFT;
}

static void
lose_place(const char *folder, const char *name)
{
    char path[PATH_SIZE];
    char lost[PATH_SIZE];
    (void)path_of(path, folder, name);
    (void)snprintf(lost, sizeof lost, "%s/%.32s" SPOOL_LOST_NAME, folder, name);
    if (rename(path, lost) != 0) {
        (void)unlink(path);
    }
}

void
spool_lose(struct spool *spool)
{
    struct at last;
    int64_t oldest;
    spool_renew(spool);
    while (look_at_followers(spool->folder, &last, &oldest, false) > 0) {
        lose_place(spool->folder, last.name);
    }
    spool_trim(spool->folder);
    spool->followed = false;
}

static uint64_t
bytes_of(const char *folder)
{
    struct spool_names names;
    struct stat st;
    char path[PATH_SIZE];
    uint64_t bytes = 0;
    spool_list(folder, &names);
    for (size_t i = 0; i < names.count; i++) {
        (void)path_of(path, folder, names.names[i]);
        bytes += stat(path, &st) == 0 ? (uint64_t)st.st_size : 0;
    }
    return names.count < SPOOL_NAMES ? bytes : UINT64_MAX;
}

/* Who is furthest behind goes first. */
static void
make_spool_room(struct spool *spool)
{
    struct at last;
    int64_t oldest;
    spool_trim(spool->folder);
    while (bytes_of(spool->folder) > LIMIT_SPOOL && look_at_followers(spool->folder, &last, &oldest, false) > 0) {
        lose_place(spool->folder, last.name);
        spool_trim(spool->folder);
    }
    spool->followed = look_at_followers(spool->folder, &last, &oldest, false) > 0;
}

/* Whether the file that is open goes on: it is there, not long, and this process told the last commit. */
static bool
goes_on(const struct spool *spool, const uint8_t mark[ENGINE_MARK])
{
    struct stat st;
    return spool->size < LIMIT_SPOOL_FILE && memcmp(spool->last, mark, ENGINE_MARK) == 0 &&
           fstat(spool->fd, &st) == 0 && st.st_nlink > 0;
}

void
spool_begin(struct spool *spool, const uint8_t mark[ENGINE_MARK], bool has_room)
{
    spool->followed = access(spool->folder, F_OK) == 0;
    if (spool->fd >= 0 && (!spool->followed || !goes_on(spool, mark))) {
        spool_renew(spool);
    }
    if (!spool->followed || spool->fd >= 0) {
        return;
    }
    if (has_room && spool_disk_has_room(spool->folder)) {
        make_spool_room(spool);
    } else {
        spool_lose(spool);
    }
}

/* The first step says which commit a file begins with. */
static bool
open_steps(struct spool *spool, uint64_t commit)
{
    char name[32];
    char path[PATH_SIZE];
    uint32_t random;
    random_fill(&random, sizeof random);
    (void)snprintf(name, sizeof name, "%016" PRIx64 "-%08" PRIx32, commit, random);
    (void)path_of(path, spool->folder, name);
    spool->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    spool->size = 0;
    spool->chain = (struct hash){.bytes = {0}};
    return spool->fd >= 0;
}

void
spool_put(struct spool *spool, const struct engine_step *step)
{
    uint8_t head[STEP_HEAD];
    if (!spool->followed) {
        return;
    }
    memcpy(spool->last, step->to.mark, ENGINE_MARK);
    if (step->operations.len > LIMIT_STEP || (spool->fd < 0 && !open_steps(spool, step->from.commit))) {
        spool_lose(spool);
        return;
    }
    step_head(head, &spool->chain, step);
    struct iovec parts[] = {
        {.iov_base = head, .iov_len = sizeof head},
        {.iov_base = (void *)(uintptr_t)step->operations.ptr, .iov_len = step->operations.len},
    };
    ssize_t want = (ssize_t)(sizeof head + step->operations.len);
    if (writev(spool->fd, parts, 2) != want) {
        spool_lose(spool);
        return;
    }
    spool->size += (uint64_t)want;
}
