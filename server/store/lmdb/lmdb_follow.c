#include "store/lmdb/lmdb_follow.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "store/lmdb/keep.h"
#include "store/lmdb/spool.h"

#define PATH_SIZE (SPOOL_PATH + 64)

/* One file of steps, read as far as its steps have been handed out or are of the past. */
struct part {
    char name[32];
    struct step_reader reader;
};

struct lmdb_follower {
    struct engine_follower follower; /* first */
    char folder[SPOOL_PATH];
    char path[PATH_SIZE]; /* NAME.at */
    int fd;               /* of it; locked */
    struct engine_place at;
    int64_t stalled; /* since when something is missing, clock_monotonic_ms; 0: nothing is */
    struct part parts[SPOOL_NAMES];
    size_t count;
};

enum tnw_err
lmdb_follow_place_of(struct engine_txn *txn, struct engine_place *place)
{
    struct frame_base base;
    enum tnw_err err = keep_base((struct lmdb_txn *)(void *)txn, &base);
    if (err == TNW_OK) {
        memcpy(place->mark, base.mark, ENGINE_MARK);
        place->commit = base.commit;
        place->number = 0;
    }
    return err;
}

static enum tnw_err
place_now(struct engine *engine, bool writes, struct engine_place *place)
{
    struct engine_txn *txn;
    enum tnw_err err = engine_begin(engine, writes, &txn);
    if (err == TNW_OK) {
        err = lmdb_follow_place_of(txn, place);
    }
    engine_abort(&txn);
    return err;
}

static bool
write_at_file(const struct lmdb_follower *it, int64_t time)
{
    uint8_t bytes[SPOOL_AT];
    bytes_write_be(bytes, it->at.commit, 8);
    bytes_write_be(bytes + 8, (uint64_t)time, 8);
    return pwrite(it->fd, bytes, sizeof bytes, 0) == (ssize_t)sizeof bytes;
}

static enum tnw_err
fail_follow(char where[256], enum tnw_err err, const char *path, const char *why)
{
    (void)snprintf(where, 256, "%.150s: %.90s", path, why);
    return err;
}

/* The folder goes when the last one leaves: once more, then. */
static bool
open_at_file(struct lmdb_follower *it, bool makes)
{
    for (int i = 0; i < 2 && it->fd < 0; i++) {
        if (makes && mkdir(it->folder, 0700) != 0 && errno != EEXIST) {
            return false;
        }
        it->fd = open(it->path, O_RDWR | (makes ? O_CREAT : 0) | O_CLOEXEC | O_NOFOLLOW, 0600);
    }
    return it->fd >= 0;
}

static void
remove_lost(const struct lmdb_follower *it)
{
    char lost[PATH_SIZE + 8];
    (void)snprintf(lost, sizeof lost, "%.*s" SPOOL_LOST_NAME, (int)(strlen(it->path) - strlen(SPOOL_AT_NAME)),
                   it->path);
    (void)unlink(lost);
}

/* A writer that has begun before the file was there says nothing of what it does: once it is our turn to write, all
 * later ones will. */
static enum tnw_err
begin_here(struct lmdb_follower *it, struct engine *engine)
{
    const struct clock clock = clock_system();
    if (!write_at_file(it, clock_now(&clock))) {
        return TNW_E_STORAGE_FULL;
    }
    enum tnw_err err = place_now(engine, true, &it->at);
    if (err == TNW_OK && !write_at_file(it, clock_now(&clock))) {
        err = TNW_E_STORAGE_FULL;
    }
    remove_lost(it);
    return err;
}

static enum tnw_err
open_place(struct lmdb_follower *it, struct engine *engine, const struct engine_place *since, char where[256])
{
    if (since == NULL && !spool_disk_has_room(it->folder)) {
        return fail_follow(where, TNW_E_STORAGE_FULL, it->folder, "the disk has no room to keep what is written");
    }
    if (!open_at_file(it, since == NULL)) {
        bool lost = since != NULL && errno == ENOENT;
        return fail_follow(where, lost ? TNW_E_CONFLICT : TNW_E_IO, it->path, strerror(errno));
    }
    if (flock(it->fd, LOCK_EX | LOCK_NB) != 0) {
        return fail_follow(where, TNW_E_CONFLICT, it->path, "another process makes this backup");
    }
    if (since != NULL) {
        it->at = *since;
        return TNW_OK;
    }
    enum tnw_err err = begin_here(it, engine);
    return err == TNW_OK ? err : fail_follow(where, err, it->path, "cannot be written, or the store not");
}

enum tnw_err
lmdb_follow_open(struct engine *engine, const char *name, const struct engine_place *since,
                 struct engine_follower **out, struct engine_place *at, char where[256])
{
    struct lmdb_follower *it = calloc(1, sizeof *it);
    if (it == NULL) {
        return TNW_E_NO_MEMORY;
    }
    it->follower.engine = engine;
    it->fd = -1;
    (void)snprintf(it->folder, sizeof it->folder, "%s", lmdb_base_spool((struct lmdb_engine *)(void *)engine));
    (void)snprintf(it->path, sizeof it->path, "%s/%.32s" SPOOL_AT_NAME, it->folder, name);
    enum tnw_err err = open_place(it, engine, since, where);
    if (err != TNW_OK) {
        lmdb_follow_close(&it->follower, false);
        return err;
    }
    *at = it->at;
    *out = &it->follower;
    return TNW_OK;
}

static void
drop_step_file(struct part *part)
{
    if (part->reader.fd >= 0) {
        (void)close(part->reader.fd);
    }
    step_reader_free(&part->reader);
}

static bool
has_part(const struct lmdb_follower *it, const char *name)
{
    for (size_t i = 0; i < it->count; i++) {
        if (strcmp(it->parts[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void
drop_removed(struct lmdb_follower *it)
{
    struct stat st;
    size_t kept = 0;
    for (size_t i = 0; i < it->count; i++) {
        if (fstat(it->parts[i].reader.fd, &st) == 0 && st.st_nlink > 0) {
            it->parts[kept++] = it->parts[i];
        } else {
            drop_step_file(&it->parts[i]);
        }
    }
    it->count = kept;
}

/* Returns whether there is a new one. */
static bool
look_for_parts(struct lmdb_follower *it)
{
    struct spool_names names;
    char path[PATH_SIZE];
    bool more = false;
    drop_removed(it);
    spool_list(it->folder, &names);
    for (size_t i = 0; i < names.count && it->count < SPOOL_NAMES; i++) {
        if (has_part(it, names.names[i])) {
            continue;
        }
        (void)snprintf(path, sizeof path, "%s/%s", it->folder, names.names[i]);
        int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (fd >= 0) {
            struct part *part = &it->parts[it->count++];
            *part = (struct part){.reader = {.fd = fd}};
            (void)snprintf(part->name, sizeof part->name, "%s", names.names[i]);
            more = true;
        }
    }
    return more;
}

/* A step that begins at or before our place and ends behind it leads on: what it repeats does no harm. One that is not
 * whole ends its file: a crash, or it is just being written. Errors: NOT_FOUND: this file leads no further now. */
static enum tnw_err
next_of_part(struct lmdb_follower *it, struct part *part, struct engine_step *step)
{
    for (;;) {
        enum tnw_err err = step_peek(&part->reader, step);
        if (err != TNW_OK) {
            return err == TNW_E_CORRUPT ? TNW_E_NOT_FOUND : err;
        }
        int to = step_order(&step->to, &it->at);
        int from = step_order(&step->from, &it->at);
        if (to == 1 && (from == 0 || from == -1) && step->from.commit == it->at.commit) {
            step_pass(&part->reader);
            it->at = step->to;
            return TNW_OK;
        }
        if (to != 0 && to != -1) {
            return TNW_E_NOT_FOUND; /* further on, or of another history */
        }
        step_pass(&part->reader);
    }
}

static enum tnw_err
next_of_parts(struct lmdb_follower *it, struct engine_step *step)
{
    enum tnw_err err = TNW_E_NOT_FOUND;
    for (size_t i = 0; err == TNW_E_NOT_FOUND && i < it->count; i++) {
        err = next_of_part(it, &it->parts[i], step);
    }
    return err;
}

/* Nothing leads on. Whether that is because there is nothing: else, after a moment, the place is lost. */
static enum tnw_err
look_for_gap(struct lmdb_follower *it)
{
    struct engine_place now;
    struct stat st;
    if (stat(it->path, &st) != 0) {
        return TNW_E_CONFLICT;
    }
    enum tnw_err err = place_now(it->follower.engine, false, &now);
    if (err != TNW_OK) {
        return err;
    }
    bool same = now.commit == it->at.commit && memcmp(now.mark, it->at.mark, ENGINE_MARK) == 0;
    int64_t since = same ? 0 : it->stalled == 0 ? clock_monotonic_ms() : it->stalled;
    bool lost = since != 0 && clock_monotonic_ms() - since > LIMIT_FOLLOW_GAP_MS;
    it->stalled = since;
    return lost ? TNW_E_CONFLICT : TNW_E_NOT_FOUND;
}

enum tnw_err
lmdb_follow_next(struct engine_follower *follower, struct engine_step *step)
{
    struct lmdb_follower *it = (struct lmdb_follower *)(void *)follower;
    enum tnw_err err = next_of_parts(it, step);
    if (err == TNW_E_NOT_FOUND && look_for_parts(it)) {
        err = next_of_parts(it, step);
    }
    if (err == TNW_OK) {
        it->stalled = 0;
    }
    return err == TNW_E_NOT_FOUND ? look_for_gap(it) : err;
}

void
lmdb_follow_done(struct engine_follower *follower, int64_t time)
{
    struct lmdb_follower *it = (struct lmdb_follower *)(void *)follower;
    (void)write_at_file(it, time);
    spool_trim(it->folder);
}

void
lmdb_follow_close(struct engine_follower *follower, bool ends)
{
    struct lmdb_follower *it = (struct lmdb_follower *)(void *)follower;
    for (size_t i = 0; i < it->count; i++) {
        drop_step_file(&it->parts[i]);
    }
    if (it->fd >= 0 && ends) {
        (void)unlink(it->path);
        spool_trim(it->folder);
    }
    if (it->fd >= 0) {
        (void)close(it->fd);
    }
    free(it);
}

enum tnw_err
lmdb_follow_lag(struct engine *engine, const char *name, int64_t *ms)
{
    const char *folder = lmdb_base_spool((struct lmdb_engine *)(void *)engine);
    return spool_lag(folder, name, ms) ? TNW_OK : TNW_E_NOT_FOUND;
}

void
lmdb_follow_forget(struct engine *engine, const char *name)
{
    const char *folder = lmdb_base_spool((struct lmdb_engine *)(void *)engine);
    static const char *const ends[] = {SPOOL_AT_NAME, SPOOL_LOST_NAME};
    char path[PATH_SIZE];
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        (void)snprintf(path, sizeof path, "%s/%.32s%s", folder, name, ends[i]);
        (void)unlink(path);
    }
    spool_trim(folder);
}
