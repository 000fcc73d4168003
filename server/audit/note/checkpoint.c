#include "audit/note/checkpoint.h"

#include <inttypes.h>

#include "audit/note/note_text.h"
#include "base/base64.h"

enum tnw_err
checkpoint_encode(struct buf *out, const struct checkpoint *checkpoint)
{
    if (checkpoint->size > CHECKPOINT_SIZE_MAX || !note_text_is_name(checkpoint->origin) ||
        checkpoint->origin.len > NOTE_NAME_MAX) {
        return TNW_E_USAGE;
    }
    buf_put_slice(out, checkpoint->origin);
    buf_printf(out, "\n%" PRIu64 "\n", checkpoint->size);
    base64_encode(out, hash_slice(&checkpoint->root));
    buf_put_u8(out, '\n');
    return out->err;
}

/* Decimal without leading zeros. */
static bool
parse_size(uint64_t *out, struct slice text)
{
    *out = 0;
    if (text.len == 0 || (text.len > 1 && text.ptr[0] == '0')) {
        return false;
    }
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = text.ptr[i];
        if (c < '0' || c > '9' || *out > (CHECKPOINT_SIZE_MAX - (uint64_t)(c - '0')) / 10) {
            return false;
        }
        *out = 10 * *out + (uint64_t)(c - '0');
    }
    return true;
}

static bool
parse_hash(struct hash *out, struct slice text)
{
    size_t len;
    return base64_decode(out->bytes, HASH_SIZE, &len, text) == TNW_OK && len == HASH_SIZE;
}

enum tnw_err
checkpoint_parse(struct checkpoint *out, struct slice text)
{
    *out = (struct checkpoint){0};
    struct checkpoint got = {0};
    bool ended = text.len > 0 && text.ptr[text.len - 1] == '\n';
    got.origin = note_text_until(&text, '\n');
    struct slice size = note_text_until(&text, '\n');
    struct slice root = note_text_until(&text, '\n');
    if (!ended || text.len > 0 || got.origin.len > NOTE_NAME_MAX || !note_text_is_name(got.origin) ||
        !parse_size(&got.size, size) || !parse_hash(&got.root, root)) {
        return TNW_E_CORRUPT;
    }
    *out = got;
    return TNW_OK;
}

enum tnw_err
checkpoint_open(struct checkpoint *out, struct note *note, struct slice bytes, const struct note_key *log)
{
    *out = (struct checkpoint){0};
    enum tnw_err err = note_parse(note, bytes);
    if (err == TNW_OK) {
        err = note_verify(note, log, NULL);
    }
    if (err == TNW_OK) {
        err = checkpoint_parse(out, note->text);
    }
    if (err == TNW_OK && !slice_eq(out->origin, slice_str(log->name))) {
        *out = (struct checkpoint){0};
        err = TNW_E_CRYPTO;
    }
    return err;
}
