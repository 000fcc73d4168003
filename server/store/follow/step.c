#include "store/follow/step.h"

#include <string.h>
#include <unistd.h>

#include "base/limits.h"

#define LABEL_STEP "tnw/step/v1"

void
step_put_place(struct buf *out, const struct engine_place *place)
{
    buf_put(out, place->mark, ENGINE_MARK);
    buf_put_u64(out, place->commit);
    buf_put_u32(out, place->number);
}

static uint8_t *
write_place(uint8_t *at, const struct engine_place *place)
{
    memcpy(at, place->mark, ENGINE_MARK);
    bytes_write_be(at + ENGINE_MARK, place->commit, 8);
    bytes_write_be(at + ENGINE_MARK + 8, place->number, 4);
    return at + STEP_PLACE;
}

struct engine_place
step_read_place(struct cursor *cur)
{
    struct engine_place place;
    cursor_bytes(cur, place.mark, ENGINE_MARK);
    place.commit = cursor_u64(cur);
    place.number = cursor_u32(cur);
    return place;
}

int
step_order(const struct engine_place *a, const struct engine_place *b)
{
    if (a->commit != b->commit) {
        return a->commit < b->commit ? -1 : 1;
    }
    if (memcmp(a->mark, b->mark, ENGINE_MARK) != 0) {
        return -2;
    }
    return a->number < b->number ? -1 : a->number > b->number ? 1 : 0;
}

static struct hash
step_digest(const struct hash *chain, struct slice head, struct slice operations)
{
    const struct slice parts[] = {slice_str(LABEL_STEP), hash_slice(chain), head, operations};
    return hash_parts(parts, sizeof parts / sizeof parts[0]);
}

void
step_head(uint8_t head[STEP_HEAD], struct hash *chain, const struct engine_step *step)
{
    uint8_t *at = write_place(write_place(head + HASH_SIZE, &step->from), &step->to);
    bytes_write_be(at, (uint64_t)step->time, 8);
    bytes_write_be(at + 8, step->operations.len, 4);
    *chain = step_digest(chain, slice_of(head + HASH_SIZE, STEP_HEAD - HASH_SIZE), step->operations);
    memcpy(head, chain->bytes, HASH_SIZE);
}

/* Appends up to len bytes from there to the reader's. */
static enum tnw_err
read_more(struct step_reader *reader, size_t len)
{
    uint8_t *to = buf_grow(&reader->bytes, len);
    if (to == NULL) {
        return reader->bytes.err;
    }
    uint64_t from = reader->at + reader->bytes.len - len;
    size_t got = 0;
    ssize_t n = 1;
    while (got < len && (n = pread(reader->fd, to + got, len - got, (off_t)(from + got))) > 0) {
        got += (size_t)n;
    }
    return n < 0 ? TNW_E_IO : got < len ? TNW_E_NOT_FOUND : TNW_OK;
}

enum tnw_err
step_peek(struct step_reader *reader, struct engine_step *step)
{
    reader->bytes.len = 0; /* nothing in it is a secret */
    enum tnw_err err = read_more(reader, STEP_HEAD);
    if (err != TNW_OK) {
        return err;
    }
    struct cursor cur = cursor_of(slice_of(reader->bytes.ptr + HASH_SIZE, STEP_HEAD - HASH_SIZE));
    step->from = step_read_place(&cur);
    step->to = step_read_place(&cur);
    step->time = (int64_t)cursor_u64(&cur);
    size_t len = cursor_u32(&cur);
    if (len > LIMIT_STEP) {
        return TNW_E_CORRUPT;
    }
    err = read_more(reader, len);
    if (err != TNW_OK) {
        return err;
    }
    step->operations = slice_of(reader->bytes.ptr + STEP_HEAD, len);
    reader->next =
        step_digest(&reader->chain, slice_of(reader->bytes.ptr + HASH_SIZE, STEP_HEAD - HASH_SIZE), step->operations);
    reader->len = STEP_HEAD + len;
    bool whole = slice_eq(hash_slice(&reader->next), slice_of(reader->bytes.ptr, HASH_SIZE));
    return whole ? TNW_OK : TNW_E_CORRUPT;
}

void
step_pass(struct step_reader *reader)
{
    reader->at += reader->len;
    reader->chain = reader->next;
}

void
step_reader_free(struct step_reader *reader)
{
    buf_free(&reader->bytes);
}
