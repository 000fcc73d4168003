#include "store/lmdb/journal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "store/engine.h"

#define LABEL "tnw/journal/v1"
#define HEAD (HASH_SIZE + 4) /* digest, length of the operations */
#define BLOCK 4096           /* a frame never shares one with the frame before: rewriting it could tear that one */
#define DELETE 0x80
#define FRAME_MAX (LIMIT_JOURNAL / 8) /* what writes more at a time may as well be committed */

struct journal {
    int fd;
    size_t at;        /* where the next frame goes */
    struct hash last; /* the digest before it */
    struct buf frame; /* its head and its operations so far */
    bool too_large;   /* nothing is noted any more */
};

static size_t
padded(size_t len)
{
    return (len + BLOCK - 1) / BLOCK * BLOCK;
}

static struct hash
digest(const struct hash *last, struct slice length_and_operations)
{
    const struct slice parts[] = {slice_str(LABEL), hash_slice(last), length_and_operations};
    return hash_parts(parts, sizeof parts / sizeof parts[0]);
}

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
    static const uint8_t zeros[16 * BLOCK];
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
    journal->fd = open(path, (read_only ? O_RDONLY : O_RDWR | O_CREAT) | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (journal->fd >= 0 && (read_only || (fill_up(journal->fd) && file_sync_name(path)))) {
        return TNW_OK;
    }
    if (read_only && errno == ENOENT) {
        journal_close(out);
        return TNW_OK;
    }
    enum tnw_err err = errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? TNW_E_STORAGE_FULL : TNW_E_IO;
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
    buf_free(&it->frame);
    free(it);
    *journal = NULL;
}

static void
clear(struct journal *journal)
{
    journal->frame.len = 0; /* values stand in it as in the store, encrypted where they are secret: nothing to wipe */
    journal->frame.err = TNW_OK;
    (void)buf_grow(&journal->frame, HEAD);
    journal->too_large = false;
}

void
journal_start(struct journal *journal, const struct hash *base)
{
    journal->at = 0;
    journal->last = *base;
    clear(journal);
}

/* One operation: space, with a bit for a delete; length of the key; key; then, of a put, length of the value; value. */
static bool
note(struct journal *journal, uint8_t what, struct slice key, size_t more)
{
    assert(key.len > 0 && key.len <= ENGINE_KEY_MAX);
    if (journal->frame.len + key.len + more > FRAME_MAX) {
        journal->too_large = true;
    }
    if (journal->too_large) {
        return false;
    }
    buf_put_u8(&journal->frame, what);
    buf_put_u8(&journal->frame, (uint8_t)key.len);
    buf_put_slice(&journal->frame, key);
    return true;
}

size_t
journal_put_later(struct journal *journal, unsigned space, struct slice key, size_t len)
{
    if (!note(journal, (uint8_t)space, key, len)) {
        return 0;
    }
    buf_put_u32(&journal->frame, (uint32_t)len);
    size_t place = journal->frame.len;
    (void)buf_grow(&journal->frame, len);
    return place;
}

void
journal_fill(struct journal *journal, size_t place, struct slice value)
{
    if (place > 0 && journal->frame.err == TNW_OK && !journal->too_large) {
        memcpy(journal->frame.ptr + place, value.ptr, value.len);
    }
}

void
journal_put(struct journal *journal, unsigned space, struct slice key, struct slice value)
{
    if (note(journal, (uint8_t)space, key, value.len)) {
        buf_put_u32(&journal->frame, (uint32_t)value.len);
        buf_put_slice(&journal->frame, value);
    }
}

void
journal_del(struct journal *journal, unsigned space, struct slice key)
{
    (void)note(journal, (uint8_t)(DELETE | space), key, 0);
}

bool
journal_fits(struct journal *journal)
{
    struct buf *frame = &journal->frame;
    size_t len = frame->len;
    (void)buf_grow(frame, padded(len) - len);
    bool fits = !journal->too_large && frame->err == TNW_OK && journal->at + frame->len <= LIMIT_JOURNAL;
    frame->len = len;
    return fits;
}

enum tnw_err
journal_write(struct journal *journal, bool *wrote)
{
    struct buf *frame = &journal->frame;
    size_t len = frame->len;
    *wrote = len > HEAD;
    if (!*wrote) {
        return TNW_OK;
    }
    frame->len = padded(len);
    memset(frame->ptr + len, 0, frame->len - len);
    bytes_write_be(frame->ptr + HASH_SIZE, len - HEAD, 4);
    journal->last = digest(&journal->last, slice_of(frame->ptr + HASH_SIZE, len - HASH_SIZE));
    memcpy(frame->ptr, journal->last.bytes, HASH_SIZE);
    if (!write_at(journal->fd, buf_slice(frame), journal->at) || fdatasync(journal->fd) != 0) {
        return TNW_E_IO;
    }
    journal->at += frame->len;
    clear(journal);
    return TNW_OK;
}

static enum tnw_err
visit_all(struct slice operations, journal_visit visit, void *ctx)
{
    struct cursor cur = cursor_of(operations);
    while (cur.left > 0) {
        uint8_t what = cursor_u8(&cur);
        bool deletes = (what & DELETE) != 0;
        struct slice key = cursor_slice(&cur, cursor_u8(&cur));
        struct slice value = slice_of(NULL, 0);
        if (!deletes) {
            value = cursor_slice(&cur, cursor_u32(&cur));
        }
        unsigned space = what & ~(unsigned)DELETE;
        if (cur.err != TNW_OK || key.len == 0 || key.len > ENGINE_KEY_MAX) {
            return TNW_E_CORRUPT;
        }
        enum tnw_err err = visit == NULL ? TNW_OK : visit(ctx, space, key, value);
        if (err != TNW_OK) {
            return err;
        }
    }
    return TNW_OK;
}

/* Reads size bytes at that place behind what out holds. Behind the end of the file are zeros. */
static enum tnw_err
read_part(struct journal *journal, size_t at, size_t size, struct buf *out)
{
    uint8_t *to = buf_grow(out, size);
    if (to == NULL) {
        return out->err;
    }
    memset(to, 0, size);
    while (size > 0) {
        ssize_t n = pread(journal->fd, to, size, (off_t)at);
        if (n <= 0) {
            return n == 0 ? TNW_OK : TNW_E_IO;
        }
        to += n;
        at += (size_t)n;
        size -= (size_t)n;
    }
    return TNW_OK;
}

/* The frame at that place. *out stays empty when there is none on top of last. */
static enum tnw_err
read_frame(struct journal *journal, size_t at, const struct hash *last, struct buf *out)
{
    buf_clear(out);
    if (at + HEAD > LIMIT_JOURNAL) {
        return TNW_OK;
    }
    enum tnw_err err = read_part(journal, at, HEAD, out);
    if (err != TNW_OK) {
        return err;
    }
    struct cursor cur = cursor_of(slice_of(out->ptr + HASH_SIZE, 4));
    size_t len = cursor_u32(&cur);
    if (len == 0 || len > LIMIT_JOURNAL - at - HEAD) {
        buf_clear(out);
        return TNW_OK;
    }
    err = read_part(journal, at + HEAD, len, out);
    if (err != TNW_OK) {
        return err;
    }
    struct hash want = digest(last, slice_of(out->ptr + HASH_SIZE, out->len - HASH_SIZE));
    if (!slice_eq(hash_slice(&want), slice_of(out->ptr, HASH_SIZE))) {
        buf_clear(out);
    }
    return TNW_OK;
}

enum tnw_err
journal_replay(struct journal *journal, const struct hash *base, journal_visit visit, void *ctx, uint64_t *frames)
{
    struct hash last = *base;
    struct buf frame = {0};
    size_t at = 0;
    *frames = 0;
    enum tnw_err err;
    while ((err = read_frame(journal, at, &last, &frame)) == TNW_OK && frame.len > 0) {
        err = visit_all(slice_of(frame.ptr + HEAD, frame.len - HEAD), visit, ctx);
        if (err != TNW_OK) {
            break;
        }
        memcpy(last.bytes, frame.ptr, HASH_SIZE);
        at += padded(frame.len);
        (*frames)++;
    }
    buf_free(&frame);
    return err;
}
