#include "store/records/fragment.h"

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/value.h"
#include "store/wish.h"

#define HEAD_VERSION 2
#define FRAGMENT_VERSION 3

static struct key
head_key(const struct id *dossier, const struct id *id)
{
    struct key key = key_of(dossier);
    key_add_id(&key, id);
    return key;
}

static struct key
version_key(const struct fragment_head *head, uint32_t version)
{
    struct key key = head_key(&head->dossier, &head->id);
    key_add_u32(&key, version);
    return key;
}

static void
put_head(struct txn *txn, const struct fragment_head *head)
{
    struct buf plain = {0};
    buf_put_u8(&plain, HEAD_VERSION);
    buf_put_u8(&plain, (uint8_t)head->category);
    buf_put(&plain, head->author.bytes, ID_SIZE);
    buf_put_u8(&plain, (uint8_t)head->author_role);
    buf_put_u64(&plain, (uint64_t)head->created);
    buf_put_u64(&plain, (uint64_t)head->updated);
    buf_put_u32(&plain, head->latest);
    buf_put_u8(&plain, (uint8_t)head->author_qualification);
    buf_put_u8(&plain, (uint8_t)head->gao_kind);
    buf_put_u16(&plain, head->gao_days);
    buf_put_u64(&plain, (uint64_t)head->retracted);
    struct key key = head_key(&head->dossier, &head->id);
    cipher_put(txn, SPACE_FRAGMENT_HEAD, key_slice(&key), &head->dossier, &plain);
}

static enum tnw_err
parse_fragment_head(struct slice bytes, struct fragment_head *out)
{
    struct cursor cur = cursor_of(bytes);
    uint8_t version = cursor_u8(&cur);
    out->category = (enum category)cursor_u8(&cur);
    cursor_bytes(&cur, out->author.bytes, ID_SIZE);
    out->author_role = (enum role)cursor_u8(&cur);
    out->created = (time_ms)cursor_u64(&cur);
    out->updated = (time_ms)cursor_u64(&cur);
    out->latest = cursor_u32(&cur);
    out->author_qualification = (enum qualification)cursor_u8(&cur);
    out->gao_kind = (enum gao_kind)cursor_u8(&cur);
    out->gao_days = cursor_u16(&cur);
    out->retracted = (time_ms)cursor_u64(&cur);
    bool known = version == HEAD_VERSION && out->category < CATEGORY_COUNT && out->author_role < ROLE_COUNT &&
                 (out->author_qualification < QUALIFICATION_COUNT || out->author_qualification == QUALIFICATION_NONE) &&
                 (out->gao_kind < GAO_KIND_COUNT || out->gao_kind == GAO_KIND_NONE);
    return known ? cursor_end(&cur) : TNW_E_CORRUPT;
}

struct fragment_traits
fragment_traits_of(const struct fragment_head *head)
{
    return (struct fragment_traits){
        .author_role = head->author_role,
        .author_qualification = head->author_qualification,
        .written = date_in_belgium(head->created),
        .gao_kind = head->gao_kind,
        .gao_days = head->gao_days,
    };
}

static bool
open_head(struct txn *txn, struct slice key, struct slice stored, struct fragment_head *out)
{
    struct buf plain = {0};
    bool ok = cipher_decrypt(txn, SPACE_FRAGMENT_HEAD, key, &out->dossier, stored, &plain) &&
              txn_check(txn, parse_fragment_head(buf_slice(&plain), out));
    buf_free(&plain);
    return ok;
}

bool
fragment_get_head(struct txn *txn, const struct id *dossier, const struct id *id, struct fragment_head *out)
{
    struct key key = head_key(dossier, id);
    struct slice stored;
    *out = (struct fragment_head){.dossier = *dossier, .id = *id};
    return txn_get(txn, SPACE_FRAGMENT_HEAD, key_slice(&key), &stored) && open_head(txn, key_slice(&key), stored, out);
}

void
fragment_hint_head(struct txn *txn, const struct id *dossier, const struct id *id)
{
    struct key key = head_key(dossier, id);
    wish_value(txn, SPACE_FRAGMENT_HEAD, key_slice(&key));
}

void
fragment_hint_version(struct txn *txn, const struct fragment_head *head, uint32_t version)
{
    struct key key = version_key(head, version);
    wish_value(txn, SPACE_FRAGMENT, key_slice(&key));
}

void
fragment_put(struct txn *txn, const struct fragment_head *head, const struct fragment *version)
{
    struct buf plain = {0};
    buf_put_u8(&plain, FRAGMENT_VERSION);
    buf_put(&plain, version->author.bytes, ID_SIZE);
    buf_put_u8(&plain, (uint8_t)version->author_role);
    buf_put(&plain, version->by.bytes, ID_SIZE);
    buf_put_u64(&plain, (uint64_t)version->written);
    value_put_text(&plain, &version->attachments);
    value_put_rest(&plain, &version->content);
    struct key key = version_key(head, version->version);
    cipher_put(txn, SPACE_FRAGMENT, key_slice(&key), &head->dossier, &plain);
    put_head(txn, head);
}

static enum tnw_err
parse_fragment(struct slice bytes, struct fragment *out)
{
    struct cursor cur = cursor_of(bytes);
    uint8_t format = cursor_u8(&cur);
    cursor_bytes(&cur, out->author.bytes, ID_SIZE);
    out->author_role = (enum role)cursor_u8(&cur);
    cursor_bytes(&cur, out->by.bytes, ID_SIZE);
    out->written = (time_ms)cursor_u64(&cur);
    value_get_text(&cur, &out->attachments);
    value_get_rest(&cur, &out->content);
    bool known = format == FRAGMENT_VERSION && out->author_role < ROLE_COUNT;
    return known ? cursor_end(&cur) : TNW_E_CORRUPT;
}

bool
fragment_get(struct txn *txn, const struct fragment_head *head, uint32_t version, struct fragment *out)
{
    struct key key = version_key(head, version);
    struct buf plain = {0};
    *out = (struct fragment){.version = version};
    bool ok = cipher_get(txn, SPACE_FRAGMENT, key_slice(&key), &head->dossier, &plain) &&
              txn_check(txn, parse_fragment(buf_slice(&plain), out));
    buf_free(&plain);
    if (!ok) {
        fragment_wipe(out);
    }
    return ok;
}

void
fragment_wipe(struct fragment *fragment)
{
    buf_free(&fragment->attachments);
    buf_free(&fragment->content);
    *fragment = (struct fragment){0};
}

void
fragment_walk_of(struct fragment_walk *walk, struct txn *txn, const struct id *dossier, const struct id *after)
{
    walk->count = walk->at = 0;
    range_open_ids(&walk->range, txn, SPACE_FRAGMENT_HEAD, id_slice(dossier), after);
}

static bool
next_head(struct range *range, const struct id *dossier, struct fragment_head *out)
{
    struct slice stored;
    *out = (struct fragment_head){.dossier = *dossier};
    if (!range_next_id(range, &out->id, &stored)) {
        return false;
    }
    struct key key = head_key(dossier, &out->id);
    return open_head(range->txn, key_slice(&key), stored, out);
}

static void
read_heads_ahead(struct fragment_walk *walk, const struct id *dossier)
{
    struct wish wishes[FRAGMENT_AHEAD];
    size_t most = wish_pays(walk->range.txn) ? FRAGMENT_AHEAD : 1;
    walk->count = walk->at = 0;
    while (walk->count < most && next_head(&walk->range, dossier, &walk->ahead[walk->count])) {
        const struct fragment_head *head = &walk->ahead[walk->count];
        wishes[walk->count++] = (struct wish){.space = SPACE_FRAGMENT, .key = version_key(head, head->latest)};
    }
    if (most > 1) {
        wish_values(walk->range.txn, wishes, walk->count);
    }
}

bool
fragment_next(struct fragment_walk *walk, const struct id *dossier, struct fragment_head *out)
{
    if (walk->at == walk->count) {
        read_heads_ahead(walk, dossier);
    }
    if (walk->at == walk->count) {
        return false;
    }
    *out = walk->ahead[walk->at++];
    return true;
}

void
fragment_walk_close(struct fragment_walk *walk)
{
    range_close(&walk->range);
}
