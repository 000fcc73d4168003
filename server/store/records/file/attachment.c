#include "store/records/file/attachment.h"

#include <string.h>

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/wish.h"

#define ATTACHMENT_VERSION 2
#define HOUR_MS INT64_C(3600000)

static struct key
attachment_key(const struct id *dossier, const struct id *id)
{
    struct key key = key_of(dossier);
    key_add_id(&key, id);
    return key;
}

static enum tnw_err
parse_attachment(struct slice bytes, struct attachment *out)
{
    struct cursor cur = cursor_of(bytes);
    uint8_t format = cursor_u8(&cur);
    cursor_bytes(&cur, out->author.bytes, ID_SIZE);
    cursor_bytes(&cur, out->by.bytes, ID_SIZE);
    out->media = (enum media)cursor_u8(&cur);
    out->size = cursor_u32(&cur);
    cursor_bytes(&cur, out->sha256.bytes, HASH_SIZE);
    cursor_bytes(&cur, out->salt, sizeof out->salt);
    out->created = (time_ms)cursor_u64(&cur);
    out->of = (enum attachment_parent)cursor_u8(&cur);
    cursor_bytes(&cur, out->parent.bytes, ID_SIZE);
    cursor_bytes(&cur, out->thread.bytes, ID_SIZE);
    out->version = cursor_u32(&cur);
    bool known = format == ATTACHMENT_VERSION && out->media < MEDIA_COUNT && out->of < PARENT_COUNT && out->size > 0 &&
                 out->size <= LIMIT_ATTACHMENT;
    return known ? cursor_end(&cur) : TNW_E_CORRUPT;
}

bool
attachment_get(struct txn *txn, const struct id *dossier, const struct id *id, struct attachment *out)
{
    struct key key = attachment_key(dossier, id);
    struct buf plain = {0};
    *out = (struct attachment){.dossier = *dossier, .id = *id};
    bool ok = cipher_get(txn, SPACE_ATTACHMENT, key_slice(&key), dossier, &plain) &&
              txn_check(txn, parse_attachment(buf_slice(&plain), out));
    buf_free(&plain);
    return ok;
}

void
attachment_put(struct txn *txn, const struct attachment *attachment)
{
    struct key key = attachment_key(&attachment->dossier, &attachment->id);
    struct buf plain = {0};
    buf_put_u8(&plain, ATTACHMENT_VERSION);
    buf_put_slice(&plain, id_slice(&attachment->author));
    buf_put_slice(&plain, id_slice(&attachment->by));
    buf_put_u8(&plain, (uint8_t)attachment->media);
    buf_put_u32(&plain, attachment->size);
    buf_put_slice(&plain, hash_slice(&attachment->sha256));
    buf_put(&plain, attachment->salt, sizeof attachment->salt);
    buf_put_u64(&plain, (uint64_t)attachment->created);
    buf_put_u8(&plain, (uint8_t)attachment->of);
    buf_put_slice(&plain, id_slice(&attachment->parent));
    buf_put_slice(&plain, id_slice(&attachment->thread));
    buf_put_u32(&plain, attachment->version);
    cipher_put(txn, SPACE_ATTACHMENT, key_slice(&key), &attachment->dossier, &plain);
}

struct hash
attachment_content(const struct attachment *attachment)
{
    struct slice parts[] = {slice_of("tnw/attachment/v1", 18), slice_of(attachment->salt, sizeof attachment->salt),
                            hash_slice(&attachment->sha256)};
    return hash_parts(parts, sizeof parts / sizeof parts[0]);
}

void
attachment_hint(struct txn *txn, const struct id *dossier, const struct id *id)
{
    struct key key = attachment_key(dossier, id);
    wish_value(txn, SPACE_ATTACHMENT, key_slice(&key));
}

static struct key
chunk_key(const struct id *dossier, const struct id *id, uint32_t number)
{
    struct key key = attachment_key(dossier, id);
    key_add_u32(&key, number);
    return key;
}

void
attachment_put_chunk(struct txn *txn, const struct id *dossier, const struct id *id, uint32_t number,
                     struct slice bytes)
{
    struct key key = chunk_key(dossier, id, number);
    struct buf plain = {0};
    buf_put_slice(&plain, bytes);
    cipher_put(txn, SPACE_ATTACHMENT_CHUNK, key_slice(&key), dossier, &plain);
}

bool
attachment_get_chunk(struct txn *txn, const struct id *dossier, const struct id *id, uint32_t number, struct buf *out)
{
    struct key key = chunk_key(dossier, id, number);
    return cipher_get(txn, SPACE_ATTACHMENT_CHUNK, key_slice(&key), dossier, out);
}

uint32_t
attachment_chunks(uint32_t size)
{
    return (uint32_t)((size + LIMIT_ATTACHMENT_CHUNK - 1) / LIMIT_ATTACHMENT_CHUNK);
}

uint32_t
attachment_draft_hour(const struct attachment_draft *draft)
{
    return (uint32_t)(draft->since / HOUR_MS);
}

static struct key
draft_key(const struct attachment_draft *draft)
{
    struct key key = {.len = 0};
    key_add_u32(&key, attachment_draft_hour(draft));
    key_add_id(&key, &draft->dossier);
    key_add_id(&key, &draft->id);
    return key;
}

void
attachment_draft_put(struct txn *txn, const struct attachment_draft *draft)
{
    struct key key = draft_key(draft);
    txn_put(txn, SPACE_ATTACHMENT_DRAFT, key_slice(&key), slice_of("", 0));
}

void
attachment_draft_del(struct txn *txn, const struct attachment_draft *draft)
{
    struct key key = draft_key(draft);
    txn_del(txn, SPACE_ATTACHMENT_DRAFT, key_slice(&key));
}

bool
attachment_draft_has(struct txn *txn, const struct attachment_draft *draft)
{
    struct key key = draft_key(draft);
    struct slice empty;
    return txn_get(txn, SPACE_ATTACHMENT_DRAFT, key_slice(&key), &empty);
}

bool
attachment_draft_first(struct txn *txn, struct attachment_draft *out)
{
    struct slice key;
    struct slice empty;
    struct slice all = slice_of("", 0);
    if (!range_first(txn, SPACE_ATTACHMENT_DRAFT, all, all, false, &key, &empty)) {
        return false;
    }
    struct cursor cur = cursor_of(key);
    out->since = (time_ms)cursor_u32(&cur) * HOUR_MS;
    cursor_bytes(&cur, out->dossier.bytes, ID_SIZE);
    cursor_bytes(&cur, out->id.bytes, ID_SIZE);
    return txn_check(txn, cursor_end(&cur));
}

void
attachment_draft_remove(struct txn *txn, const struct attachment_draft *draft)
{
    struct key key = attachment_key(&draft->dossier, &draft->id);
    struct slice rest;
    struct slice value;
    while (range_first(txn, SPACE_ATTACHMENT_CHUNK, key_slice(&key), slice_of("", 0), false, &rest, &value)) {
        struct key chunk = key;
        key_add(&chunk, rest.ptr, rest.len);
        txn_del(txn, SPACE_ATTACHMENT_CHUNK, key_slice(&chunk));
    }
    txn_del(txn, SPACE_ATTACHMENT, key_slice(&key));
    attachment_draft_del(txn, draft);
}

void
attachment_ref_put(struct buf *refs, const struct attachment_ref *ref)
{
    size_t len = strlen(ref->name);
    buf_put_slice(refs, id_slice(&ref->id));
    buf_put_u16(refs, (uint16_t)len);
    buf_put(refs, ref->name, len);
}

bool
attachment_ref_next(struct cursor *refs, struct attachment_ref *out)
{
    if (refs->err != TNW_OK || refs->left == 0) {
        return false;
    }
    cursor_bytes(refs, out->id.bytes, ID_SIZE);
    size_t len = cursor_u16(refs);
    if (len > LIMIT_FILE_NAME_BYTES) {
        refs->err = TNW_E_CORRUPT;
        return false;
    }
    cursor_bytes(refs, out->name, len);
    out->name[len] = '\0';
    return refs->err == TNW_OK;
}
