#include "store/lmdb/journal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "store/engine.h"
#include "store/lmdb/spool.h"

#define OPERATION_HEAD (1 + 1 + 4)
#define FRAME_MAX (LIMIT_JOURNAL / 8) /* what writes more at a time may as well be committed */

struct journal {
    int fd;
    struct frame_base base;
    size_t at;        /* where the next frame goes */
    uint32_t number;  /* which it will have */
    struct buf frame; /* its head and its operations so far */
    bool too_large;   /* it cannot be written; noted on only for who follows */
    bool lost;        /* nor is it noted any more */
    struct spool spool;
};

static bool
write_at(int fd, struct slice bytes, size_t at)
{
    while (bytes.len > 0) {
        ssize_t n = pwrite(fd, bytes.ptr, bytes.len, (off_t)at);
        if (n < 0) {
            return false;
        }
        bytes = slice_of(bytes.ptr + n, bytes.len - (size_t)n);
        at += (size_t)n;
    }
    return true;
}

/* All its blocks are written once, so that later syncs change nothing but content. Under a lock, since zeros of a
 * second process could come after frames of the first. */
static bool
fill_up(int fd)
{
    static const uint8_t zeros[16 * FRAME_BLOCK];
    struct stat st;
    if (flock(fd, LOCK_EX) != 0 || fstat(fd, &st) != 0) {
        return false;
    }
    if ((size_t)st.st_size >= LIMIT_JOURNAL) {
        return flock(fd, LOCK_UN) == 0;
    }
    for (size_t at = (size_t)st.st_size; at < LIMIT_JOURNAL; at += sizeof zeros) {
        if (!write_at(fd, slice_of(zeros, sizeof zeros), at)) {
            return false;
        }
    }
    return fsync(fd) == 0 && flock(fd, LOCK_UN) == 0;
}

enum tnw_err
journal_open(struct journal **out, const char *folder, bool read_only, char where[256])
{
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/journal", folder);
    assert(n > 0 && (size_t)n < sizeof path); /* lmdb_engine.c made a longer one */
    (void)n;
    struct journal *journal = calloc(1, sizeof *journal);
    *out = journal;
    if (journal == NULL) {
        return TNW_E_NO_MEMORY;
    }
    spool_init(&journal->spool, folder);
    journal->fd = open(path, (read_only ? O_RDONLY : O_RDWR | O_CREAT) | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (journal->fd >= 0 && (read_only || (fill_up(journal->fd) && file_sync_name(path)))) {
        return TNW_OK;
    }
    if (read_only && errno == ENOENT) {
        journal_close(out);
        return TNW_OK;
    }
    enum tnw_err err = file_is_full(errno) ? TNW_E_STORAGE_FULL : TNW_E_IO;
    (void)snprintf(where, 256, "%.180s: %s", path, strerror(errno));
    journal_close(out);
    return err;
}

void
journal_close(struct journal **journal)
{
    struct journal *it = *journal;
    if (it == NULL) {
        return;
    }
    if (it->fd >= 0) {
        (void)close(it->fd);
    }
    spool_wipe(&it->spool);
    buf_free(&it->frame);
    free(it);
    *journal = NULL;
}

static void
clear(struct journal *journal)
{
    journal->frame.len = 0; /* values stand in it as in the store, encrypted where they are secret: nothing to wipe */
    journal->frame.err = TNW_OK;
    (void)buf_grow(&journal->frame, FRAME_HEAD);
    journal->too_large = false;
    journal->lost = false;
}

const char *
journal_spool(const struct journal *journal)
{
    return journal->spool.folder;
}

bool
journal_start(struct journal *journal, const struct frame_base *base, bool has_room)
{
    spool_begin(&journal->spool, base->mark, has_room);
    journal->base = *base;
    journal->at = FRAME_BLOCK; /* behind the head */
    journal->number = 1;
    clear(journal);
    return journal->spool.followed;
}

void
journal_takes_over(struct journal *journal)
{
    spool_renew(&journal->spool);
}

static struct engine_place
place_on(const struct frame_base *base, uint32_t number)
{
    struct engine_place place = {.commit = base->commit, .number = number};
    memcpy(place.mark, base->mark, ENGINE_MARK);
    return place;
}

/* Tells who follows what was noted, now that it is durable. */
static void
tell_followers(struct journal *journal, struct engine_place to)
{
    const struct clock clock = clock_system();
    if (!journal->spool.followed) {
        return;
    }
    if (journal->lost || journal->frame.err != TNW_OK) {
        spool_lose(&journal->spool);
        return;
    }
    const struct engine_step step = {
        .from = place_on(&journal->base, journal->number - 1),
        .to = to,
        .time = clock_now(&clock),
        .operations = slice_of(journal->frame.ptr + FRAME_HEAD, journal->frame.len - FRAME_HEAD),
    };
    spool_put(&journal->spool, &step);
}

/* An error is none: without the mark damage is found less often. */
void
journal_mark(struct journal *journal, const struct frame_base *base)
{
    uint8_t head[FRAME_HEAD];
    tell_followers(journal, place_on(base, 0));
    frame_put_head(base, 0, head, sizeof head);
    (void)write_at(journal->fd, slice_of(head, sizeof head), 0);
}

bool
journal_is_begun(const struct journal *journal, const struct frame_base *base)
{
    uint8_t head[FRAME_HEAD];
    return pread(journal->fd, head, sizeof head, FRAME_BLOCK) == (ssize_t)sizeof head &&
           frame_is_begun(base, slice_of(head, sizeof head));
}

/* Whether an operation is to be noted. */
static bool
may_note(struct journal *journal, struct slice key, size_t more)
{
    size_t len = journal->frame.len + key.len + more;
    journal->too_large = journal->too_large || len > FRAME_MAX;
    journal->lost = journal->lost || len + OPERATION_HEAD > LIMIT_STEP;
    return journal->spool.followed ? !journal->lost : !journal->too_large;
}

size_t
journal_put_later(struct journal *journal, unsigned space, struct slice key, size_t len)
{
    if (!may_note(journal, key, len)) {
        return 0;
    }
    operations_put_head(&journal->frame, space, key, len);
    size_t place = journal->frame.len;
    (void)buf_grow(&journal->frame, len);
    return place;
}

void
journal_fill(struct journal *journal, size_t place, struct slice value)
{
    if (place > 0 && journal->frame.err == TNW_OK) {
        memcpy(journal->frame.ptr + place, value.ptr, value.len);
    }
}

void
journal_put(struct journal *journal, unsigned space, struct slice key, struct slice value)
{
    if (may_note(journal, key, value.len)) {
        operations_put(&journal->frame, space, key, value);
    }
}

void
journal_del(struct journal *journal, unsigned space, struct slice key)
{
    if (may_note(journal, key, 0)) {
        operations_del(&journal->frame, space, key);
    }
}

bool
journal_fits(struct journal *journal)
{
    struct buf *frame = &journal->frame;
    size_t len = frame->len;
    (void)buf_grow(frame, frame_padded(len) - len);
    bool fits = !journal->too_large && frame->err == TNW_OK && journal->at + frame->len <= LIMIT_JOURNAL;
    frame->len = len;
    return fits;
}

/* What was written for want of room in part could be whole but for its padding. */
static bool
take_back(const struct journal *journal)
{
    static const uint8_t nothing[FRAME_HEAD];
    return write_at(journal->fd, slice_of(nothing, sizeof nothing), journal->at) && fdatasync(journal->fd) == 0;
}

enum tnw_err
journal_write(struct journal *journal, bool *wrote)
{
    struct buf *frame = &journal->frame;
    size_t len = frame->len;
    *wrote = len > FRAME_HEAD;
    if (!*wrote) {
        return TNW_OK;
    }
    frame->len = frame_padded(len);
    memset(frame->ptr + len, 0, frame->len - len);
    frame_put_head(&journal->base, journal->number, frame->ptr, len);
    if (!write_at(journal->fd, buf_slice(frame), journal->at)) {
        return file_is_full(errno) && take_back(journal) ? TNW_E_STORAGE_FULL : TNW_E_IO;
    }
    if (fdatasync(journal->fd) != 0) {
        return TNW_E_IO;
    }
    journal->at += frame->len;
    frame->len = len;
    tell_followers(journal, place_on(&journal->base, journal->number));
    journal->number++;
    clear(journal);
    return TNW_OK;
}

/* The whole file; behind its end are zeros. It is read whenever another process committed, with all writers waiting:
 * the kernel's own zeros, which go back to it unwiped, cost a third of what a block of the heap does. */
static enum tnw_err
read_image(const struct journal *journal, uint8_t **image)
{
    size_t at = 0;
    ssize_t n = 1;
    void *pages = mmap(NULL, LIMIT_JOURNAL, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    *image = pages == MAP_FAILED ? NULL : pages;
    if (*image == NULL) {
        return TNW_E_NO_MEMORY;
    }
    while (at < LIMIT_JOURNAL && (n = pread(journal->fd, *image + at, LIMIT_JOURNAL - at, (off_t)at)) > 0) {
        at += (size_t)n;
    }
    return n < 0 ? TNW_E_IO : TNW_OK;
}

static void
drop_image(uint8_t *image)
{
    if (image != NULL) {
        (void)munmap(image, LIMIT_JOURNAL);
    }
}

/* The frame at that place, if it is whole and not of the past. */
static bool
frame_at(struct slice image, size_t at, const struct frame_base *base, struct frame *frame)
{
    struct slice bytes = slice_of(image.ptr + at, image.len - at);
    return frame_peek(frame, bytes) && frame->commit >= base->commit && frame_is_whole(base, frame, bytes);
}

static size_t
size_of(const struct frame *frame)
{
    return frame_padded(FRAME_HEAD + frame->operations.len);
}

static void
note_found(struct journal_found *found, const struct frame_base *base, const struct frame *frame)
{
    if (frame->commit > base->commit) {
        found->ahead = frame->commit > found->ahead ? frame->commit : found->ahead;
    } else if (!frame_is_on(base, frame)) {
        found->foreign = true;
    } else if (frame->number > found->frames && frame->number > found->behind) {
        found->behind = frame->number;
    }
}

static void
look_for_frames(struct slice image, const struct frame_base *base, struct journal_found *found)
{
    struct frame frame;
    size_t at = FRAME_BLOCK;
    *found = (struct journal_found){.frames = 0};
    for (; at < image.len && frame_at(image, at, base, &frame); at += size_of(&frame)) {
        if (!frame_is_on(base, &frame) || frame.number != found->frames + 1) {
            break;
        }
        found->frames++;
    }
    found->torn = at < image.len && frame_is_begun(base, slice_of(image.ptr + at, image.len - at));
    for (at = 0; at < image.len;) {
        bool whole = frame_at(image, at, base, &frame);
        if (whole) {
            note_found(found, base, &frame);
        }
        at += whole ? size_of(&frame) : FRAME_BLOCK;
    }
}

static enum tnw_err
visit_frames(struct slice image, const struct frame_base *base, uint32_t count, operations_visitor *visit, void *ctx)
{
    enum tnw_err err = TNW_OK;
    struct frame frame;
    size_t at = FRAME_BLOCK;
    for (uint32_t i = 0; err == TNW_OK && i < count && frame_at(image, at, base, &frame); i++) {
        err = operations_visit(frame.operations, visit, ctx);
        at += size_of(&frame);
    }
    return err;
}

enum tnw_err
journal_replay(const struct journal *journal, const struct frame_base *base, operations_visitor *visit, void *ctx,
               struct journal_found *found)
{
    uint8_t *pages;
    *found = (struct journal_found){.frames = 0};
    enum tnw_err err = read_image(journal, &pages);
    if (err == TNW_OK) {
        const struct slice image = slice_of(pages, LIMIT_JOURNAL);
        look_for_frames(image, base, found);
        bool damaged = found->behind > 0 || found->ahead > 0 || found->foreign;
        err = damaged ? TNW_E_CORRUPT : visit_frames(image, base, found->frames, visit, ctx);
    }
    drop_image(pages);
    return err;
}
