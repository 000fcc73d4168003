#include "store/records/inbox.h"

#include "base/limits.h"
#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/value.h"
#include "store/wish.h"

#define EVENT_VERSION 3
#define SEEN_VERSION 1

static const struct {
    const char *text;
    enum id_kind kind;
} types[EVENT_COUNT] = {
#define EVENT_ROW(name, text, kind) {text, kind},
    EVENT_LIST(EVENT_ROW)
#undef EVENT_ROW
};

const char *
event_type_text(enum event_type type)
{
    return types[type].text;
}

enum id_kind
event_object_kind(enum event_type type)
{
    return types[type].kind;
}

uint64_t
inbox_last(struct txn *txn, const struct id *actor)
{
    struct slice key;
    struct slice value;
    uint64_t seq = 0;
    if (txn_last(txn, SPACE_INBOX, actor, &key, &value)) {
        struct cursor cur = cursor_of(key);
        (void)cursor_slice(&cur, ID_SIZE);
        seq = cursor_u64(&cur);
        (void)txn_check(txn, seq < LIMIT_JSON_NUMBER ? cursor_end(&cur) : TNW_E_CORRUPT);
    }
    return seq;
}

static struct key
event_key(const struct id *actor, uint64_t seq)
{
    struct key key = key_of(actor);
    key_add_u64(&key, seq);
    return key;
}

static void
store_event(struct txn *txn, const struct id *actor, const struct event *event)
{
    struct buf plain = {0};
    buf_put_u8(&plain, EVENT_VERSION);
    buf_put_u8(&plain, (uint8_t)event->type);
    buf_put_u64(&plain, (uint64_t)event->time);
    buf_put_slice(&plain, id_slice(&event->dossier));
    buf_put_slice(&plain, id_slice(&event->object));
    buf_put_slice(&plain, id_slice(&event->by));
    buf_put_slice(&plain, id_slice(&event->acted_for));
    buf_put_slice(&plain, id_slice(&event->thread));
    buf_put_u8(&plain, (uint8_t)event->kind);
    buf_put_u32(&plain, (uint32_t)event->answer_by);
    value_put_code(&plain, event->rule, sizeof event->rule);
    buf_put_u32(&plain, (uint32_t)event->due);
    struct key key = event_key(actor, event->seq);
    cipher_put(txn, SPACE_INBOX, key_slice(&key), actor, &plain);
}

void
inbox_put(struct txn *txn, const struct id *actor, struct event *event)
{
    event->seq = inbox_last(txn, actor) + 1;
    store_event(txn, actor, event);
}

static enum tnw_err
parse_event(struct slice bytes, struct event *out)
{
    struct cursor cur = cursor_of(bytes);
    if (cursor_u8(&cur) != EVENT_VERSION) {
        return TNW_E_CORRUPT;
    }
    out->type = (enum event_type)cursor_u8(&cur);
    out->time = (time_ms)cursor_u64(&cur);
    cursor_bytes(&cur, out->dossier.bytes, ID_SIZE);
    cursor_bytes(&cur, out->object.bytes, ID_SIZE);
    cursor_bytes(&cur, out->by.bytes, ID_SIZE);
    cursor_bytes(&cur, out->acted_for.bytes, ID_SIZE);
    cursor_bytes(&cur, out->thread.bytes, ID_SIZE);
    out->kind = (enum message_kind)cursor_u8(&cur);
    out->answer_by = (day_num)cursor_u32(&cur);
    value_get_code(&cur, out->rule, sizeof out->rule);
    out->due = (day_num)cursor_u32(&cur);
    bool known = out->type < EVENT_COUNT && out->kind < MESSAGE_KIND_COUNT;
    return known ? cursor_end(&cur) : TNW_E_CORRUPT;
}

void
inbox_walk(struct range *walk, struct txn *txn, const struct id *actor, uint64_t after)
{
    struct key from = key_of_u64(after);
    range_open(walk, txn, SPACE_INBOX, id_slice(actor), key_slice(&from), false);
}

static bool
open_event(struct txn *txn, const struct id *actor, struct slice stored, struct event *out)
{
    struct buf plain = {0};
    struct key key = event_key(actor, out->seq);
    bool found = cipher_decrypt(txn, SPACE_INBOX, key_slice(&key), actor, stored, &plain) &&
                 txn_check(txn, parse_event(buf_slice(&plain), out));
    buf_free(&plain);
    return found;
}

bool
inbox_next(struct range *walk, const struct id *actor, struct event *out)
{
    struct slice stored;
    return range_next_number(walk, &out->seq, &stored) && open_event(walk->txn, actor, stored, out);
}

static bool
take_event_key(struct slice key, struct id *actor, uint64_t *seq)
{
    struct cursor cur = cursor_of(key);
    cursor_bytes(&cur, actor->bytes, ID_SIZE);
    *seq = cursor_u64(&cur);
    return cursor_end(&cur) == TNW_OK;
}

bool
inbox_parse(struct txn *txn, struct slice key, struct slice value, struct event *out)
{
    struct id actor;
    return take_event_key(key, &actor, &out->seq) && open_event(txn, &actor, value, out);
}

void
inbox_blank(struct txn *txn, struct slice key)
{
    struct id actor;
    struct event event = {.type = EVENT_GONE};
    if (txn_check(txn, take_event_key(key, &actor, &event.seq) ? TNW_OK : TNW_E_CORRUPT)) {
        store_event(txn, &actor, &event);
    }
}

static enum tnw_err
parse_seen(struct slice bytes, uint64_t *until)
{
    struct cursor cur = cursor_of(bytes);
    bool known = cursor_u8(&cur) == SEEN_VERSION;
    *until = cursor_u64(&cur);
    return known && *until <= LIMIT_JSON_NUMBER ? cursor_end(&cur) : TNW_E_CORRUPT;
}

uint64_t
inbox_seen(struct txn *txn, const struct id *actor)
{
    struct key key = key_of(actor);
    struct buf plain = {0};
    uint64_t until = 0;
    bool ok = cipher_get(txn, SPACE_SEEN, key_slice(&key), actor, &plain) &&
              txn_check(txn, parse_seen(buf_slice(&plain), &until));
    buf_free(&plain);
    return ok ? until : 0;
}

void
inbox_put_seen(struct txn *txn, const struct id *actor, uint64_t until)
{
    struct buf plain = {0};
    buf_put_u8(&plain, SEEN_VERSION);
    buf_put_u64(&plain, until);
    struct key key = key_of(actor);
    cipher_put(txn, SPACE_SEEN, key_slice(&key), actor, &plain);
}

void
inbox_hint(struct txn *txn, const struct id *actor)
{
    wish_last(txn, SPACE_INBOX, actor);
    wish_value(txn, SPACE_DATA_KEY, id_slice(actor));
}
