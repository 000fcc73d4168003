#include "store/records/elz/casus.h"

#include <string.h>

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/records/value.h"
#include "store/wish.h"

#define CASUS_VERSION 1
#define CASUS_MESSAGE_VERSION 1

static void
encode_casus(struct buf *out, const struct casus *casus)
{
    buf_put_u8(out, CASUS_VERSION);
    buf_put_u64(out, (uint64_t)casus->opened);
    buf_put_u64(out, (uint64_t)casus->last);
    buf_put_u64(out, (uint64_t)casus->closed);
    buf_put_slice(out, id_slice(&casus->closed_by));
    buf_put_slice(out, id_slice(&casus->moment));
    buf_put_u32(out, casus->messages);
    buf_put_u16(out, (uint16_t)casus->member_count);
    for (size_t i = 0; i < casus->member_count; i++) {
        buf_put_slice(out, id_slice(&casus->members[i]));
    }
    value_put_text(out, &casus->subject);
    value_put_text(out, &casus->text);
    value_put_rest(out, &casus->conclusion);
}

static enum tnw_err
parse_casus(struct slice bytes, struct casus *out)
{
    struct cursor cur = cursor_of(bytes);
    if (cursor_u8(&cur) != CASUS_VERSION) {
        return TNW_E_CORRUPT;
    }
    out->opened = (time_ms)cursor_u64(&cur);
    out->last = (time_ms)cursor_u64(&cur);
    out->closed = (time_ms)cursor_u64(&cur);
    cursor_bytes(&cur, out->closed_by.bytes, ID_SIZE);
    cursor_bytes(&cur, out->moment.bytes, ID_SIZE);
    out->messages = cursor_u32(&cur);
    size_t count = cursor_u16(&cur);
    if (count == 0 || count > LIMIT_CASUS_MEMBERS) {
        return TNW_E_CORRUPT;
    }
    for (size_t i = 0; i < count; i++) {
        cursor_bytes(&cur, out->members[i].bytes, ID_SIZE);
    }
    out->member_count = count;
    value_get_text(&cur, &out->subject);
    value_get_text(&cur, &out->text);
    value_get_rest(&cur, &out->conclusion);
    return cursor_end(&cur);
}

void
casus_put(struct txn *txn, const struct casus *casus)
{
    struct buf plain = {0};
    struct key key = key_of(&casus->id);
    encode_casus(&plain, casus);
    cipher_put(txn, SPACE_CASUS, key_slice(&key), &casus->id, &plain);
}

static struct key
member_key(const struct hash *person, const struct id *casus)
{
    struct key key = {.len = 0};
    key_add(&key, person->bytes, sizeof person->bytes);
    key_add_id(&key, casus);
    return key;
}

void
casus_create(struct txn *txn, const struct casus *casus, const struct hash *persons, size_t count)
{
    cipher_new_key(txn, &casus->id);
    casus_put(txn, casus);
    for (size_t i = 0; i < count; i++) {
        struct key key = member_key(&persons[i], &casus->id);
        txn_put(txn, SPACE_CASUS_MEMBER, key_slice(&key), slice_of("", 0));
    }
}

bool
casus_get(struct txn *txn, const struct id *id, struct casus *out)
{
    struct key key = key_of(id);
    struct buf plain = {0};
    *out = (struct casus){.id = *id};
    bool ok = cipher_get(txn, SPACE_CASUS, key_slice(&key), id, &plain) &&
              txn_check(txn, parse_casus(buf_slice(&plain), out));
    buf_free(&plain);
    if (!ok) {
        casus_wipe(out);
    }
    return ok;
}

void
casus_wipe(struct casus *casus)
{
    buf_free(&casus->subject);
    buf_free(&casus->text);
    buf_free(&casus->conclusion);
    *casus = (struct casus){.member_count = 0};
}

bool
casus_has_member(struct txn *txn, const struct id *casus, const struct hash *person)
{
    struct slice value;
    struct key key = member_key(person, casus);
    return txn_get(txn, SPACE_CASUS_MEMBER, key_slice(&key), &value);
}

void
casus_walk_of(struct range *walk, struct txn *txn, const struct hash *person, const struct id *after)
{
    range_open_ids(walk, txn, SPACE_CASUS_MEMBER, hash_slice(person), after);
}

static struct key
message_key_of(const struct id *casus, const struct id *id)
{
    struct key key = key_of(casus);
    key_add_id(&key, id);
    return key;
}

void
casus_hint(struct txn *txn, const struct id *id, const struct hash *person)
{
    const struct wish wishes[] = {{.space = SPACE_CASUS, .key = key_of(id)},
                                  {.space = SPACE_DATA_KEY, .key = key_of(id)},
                                  {.space = SPACE_CASUS_MEMBER, .key = member_key(person, id)}};
    wish_values(txn, wishes, sizeof wishes / sizeof wishes[0]);
    wish_last(txn, SPACE_CASUS_MESSAGE, id);
}

void
casus_message_hint(struct txn *txn, const struct id *casus, const struct id *id)
{
    struct key key = message_key_of(casus, id);
    wish_value(txn, SPACE_CASUS_MESSAGE, key_slice(&key));
}

struct id
casus_message_last(struct txn *txn, const struct id *casus)
{
    struct slice key;
    struct slice value;
    struct id id = {{0}};
    if (txn_last(txn, SPACE_CASUS_MESSAGE, casus, &key, &value)) {
        struct cursor cur = cursor_of(key);
        (void)cursor_slice(&cur, ID_SIZE);
        cursor_bytes(&cur, id.bytes, ID_SIZE);
        (void)txn_check(txn, cursor_end(&cur));
    }
    return id;
}

void
casus_message_put(struct txn *txn, const struct id *casus, const struct casus_message *message)
{
    struct buf plain = {0};
    buf_put_u8(&plain, CASUS_MESSAGE_VERSION);
    buf_put_u8(&plain, (uint8_t)message->kind);
    buf_put_slice(&plain, id_slice(&message->author));
    buf_put_u8(&plain, (uint8_t)message->author_role);
    buf_put_u64(&plain, (uint64_t)message->sent);
    buf_put_slice(&plain, id_slice(&message->reply_to));
    value_put_rest(&plain, &message->text);
    struct key key = message_key_of(casus, &message->id);
    cipher_put(txn, SPACE_CASUS_MESSAGE, key_slice(&key), casus, &plain);
}

static enum tnw_err
parse_casus_message(struct slice bytes, struct casus_message *out)
{
    struct cursor cur = cursor_of(bytes);
    if (cursor_u8(&cur) != CASUS_MESSAGE_VERSION) {
        return TNW_E_CORRUPT;
    }
    out->kind = (enum message_kind)cursor_u8(&cur);
    cursor_bytes(&cur, out->author.bytes, ID_SIZE);
    out->author_role = (enum role)cursor_u8(&cur);
    out->sent = (time_ms)cursor_u64(&cur);
    cursor_bytes(&cur, out->reply_to.bytes, ID_SIZE);
    value_get_rest(&cur, &out->text);
    return out->kind < MESSAGE_KIND_COUNT && out->author_role < ROLE_COUNT ? cursor_end(&cur) : TNW_E_CORRUPT;
}

static bool
open_casus_message(struct txn *txn, const struct id *casus, const struct id *id, struct slice stored,
                   struct casus_message *out)
{
    struct key key = message_key_of(casus, id);
    struct buf plain = {0};
    *out = (struct casus_message){.id = *id};
    bool ok = cipher_decrypt(txn, SPACE_CASUS_MESSAGE, key_slice(&key), casus, stored, &plain) &&
              txn_check(txn, parse_casus_message(buf_slice(&plain), out));
    buf_free(&plain);
    if (!ok) {
        casus_message_wipe(out);
    }
    return ok;
}

bool
casus_message_get(struct txn *txn, const struct id *casus, const struct id *id, struct casus_message *out)
{
    struct slice stored;
    struct key key = message_key_of(casus, id);
    *out = (struct casus_message){.kind = MESSAGE_KIND_VRAAG};
    return txn_get(txn, SPACE_CASUS_MESSAGE, key_slice(&key), &stored) &&
           open_casus_message(txn, casus, id, stored, out);
}

void
casus_message_walk(struct range *walk, struct txn *txn, const struct id *casus, const struct id *after)
{
    range_open_ids(walk, txn, SPACE_CASUS_MESSAGE, id_slice(casus), after);
}

void
casus_message_walk_back(struct range *walk, struct txn *txn, const struct id *casus)
{
    range_open(walk, txn, SPACE_CASUS_MESSAGE, id_slice(casus), slice_of(NULL, 0), true);
}

bool
casus_message_next(struct range *walk, const struct id *casus, struct casus_message *out)
{
    struct id id;
    struct slice stored;
    *out = (struct casus_message){.kind = MESSAGE_KIND_VRAAG};
    return range_next_id(walk, &id, &stored) && open_casus_message(walk->txn, casus, &id, stored, out);
}

void
casus_message_wipe(struct casus_message *message)
{
    buf_free(&message->text);
    *message = (struct casus_message){.kind = MESSAGE_KIND_VRAAG};
}
