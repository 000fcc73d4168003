#include "store/lmdb/frame.h"

#include <string.h>

#include "base/clock.h"

#define LABEL_FRAME "tnw/journal/v2"
#define LABEL_BASE "tnw/journal/base/v2"

struct frame_base
frame_base_first(void)
{
    struct frame_base base = {.commit = 1};
    random_fill(base.store, sizeof base.store);
    random_fill(base.mark, sizeof base.mark);
    return base;
}

struct frame_base
frame_base_next(const struct frame_base *now)
{
    struct frame_base next = *now;
    random_fill(next.mark, sizeof next.mark);
    next.commit++;
    return next;
}

static struct hash
base_digest(struct slice rest)
{
    const struct slice parts[] = {slice_str(LABEL_BASE), rest};
    return hash_parts(parts, sizeof parts / sizeof parts[0]);
}

void
frame_base_encode(uint8_t out[FRAME_BASE], const struct frame_base *base)
{
    uint8_t *at = out + HASH_SIZE;
    memcpy(at, base->store, FRAME_MARK);
    memcpy(at + FRAME_MARK, base->mark, FRAME_MARK);
    bytes_write_be(at + 2 * (size_t)FRAME_MARK, base->commit, 8);
    struct hash digest = base_digest(slice_of(at, FRAME_BASE - HASH_SIZE));
    memcpy(out, digest.bytes, HASH_SIZE);
}

enum tnw_err
frame_base_decode(struct frame_base *base, struct slice bytes)
{
    struct cursor cur = cursor_of(bytes);
    struct slice digest = cursor_slice(&cur, HASH_SIZE);
    struct hash want = base_digest(slice_of(cur.ptr, cur.left));
    cursor_bytes(&cur, base->store, FRAME_MARK);
    cursor_bytes(&cur, base->mark, FRAME_MARK);
    base->commit = cursor_u64(&cur);
    enum tnw_err err = cursor_end(&cur);
    return err == TNW_OK && !slice_eq(digest, hash_slice(&want)) ? TNW_E_CORRUPT : err;
}

static struct hash
frame_digest(const struct frame_base *base, struct slice behind_digest)
{
    const struct slice parts[] = {slice_str(LABEL_FRAME), slice_of(base->store, FRAME_MARK), behind_digest};
    return hash_parts(parts, sizeof parts / sizeof parts[0]);
}

void
frame_put_head(const struct frame_base *base, uint32_t number, uint8_t *bytes, size_t len)
{
    uint8_t *at = bytes + HASH_SIZE;
    memcpy(at, base->mark, FRAME_MARK);
    bytes_write_be(at + FRAME_MARK, base->commit, 8);
    bytes_write_be(at + FRAME_MARK + 8, number, 4);
    bytes_write_be(at + FRAME_MARK + 12, len - FRAME_HEAD, 4);
    struct hash digest = frame_digest(base, slice_of(at, len - HASH_SIZE));
    memcpy(bytes, digest.bytes, HASH_SIZE);
}

size_t
frame_padded(size_t len)
{
    return (len + FRAME_BLOCK - 1) / FRAME_BLOCK * FRAME_BLOCK;
}

bool
frame_peek(struct frame *frame, struct slice bytes)
{
    struct cursor cur = cursor_of(bytes);
    (void)cursor_slice(&cur, HASH_SIZE);
    frame->mark = cursor_slice(&cur, FRAME_MARK);
    frame->commit = cursor_u64(&cur);
    frame->number = cursor_u32(&cur);
    frame->operations = cursor_slice(&cur, cursor_u32(&cur));
    /* Only the head of the journal has no operations. */
    return cur.err == TNW_OK && (frame->number == 0) == (frame->operations.len == 0);
}

bool
frame_is_whole(const struct frame_base *base, const struct frame *frame, struct slice bytes)
{
    size_t len = FRAME_HEAD + frame->operations.len - HASH_SIZE;
    struct hash want = frame_digest(base, slice_of(bytes.ptr + HASH_SIZE, len));
    return slice_eq(hash_slice(&want), slice_of(bytes.ptr, HASH_SIZE));
}

bool
frame_is_on(const struct frame_base *base, const struct frame *frame)
{
    return frame->commit == base->commit && slice_eq(frame->mark, slice_of(base->mark, FRAME_MARK));
}

bool
frame_is_begun(const struct frame_base *base, struct slice bytes)
{
    struct frame frame;
    (void)frame_peek(&frame, bytes);
    return frame_is_on(base, &frame);
}
