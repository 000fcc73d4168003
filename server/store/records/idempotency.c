#include "store/records/idempotency.h"

#include <string.h>

#include "base/limits.h"
#include "store/cipher/cipher.h"
#include "store/cipher/wrapping.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/own/kept_clock.h"
#include "store/records/value.h"
#include "store/txn.h"
#include "store/wish.h"

#define ANSWER_VERSION 1

/* Answers lie together by half days, so that the oldest are found without an index by age. */
#define SHELF_MS ((time_ms)12 * 3600 * 1000)

static uint32_t
shelf_of(time_ms when)
{
    return when < 0 ? 0 : (uint32_t)(when / SHELF_MS);
}

static struct key
answer_key(uint32_t shelf, const struct id *actor, const struct hash *key)
{
    struct key it = {.len = 0};
    key_add_u32(&it, shelf);
    key_add(&it, key->bytes, HASH_SIZE);
    key_add_id(&it, actor);
    return it;
}

static enum tnw_err
parse_answer(struct slice bytes, struct kept_answer *out)
{
    struct cursor cur = cursor_of(bytes);
    uint8_t version = cursor_u8(&cur);
    out->kept = (time_ms)cursor_u64(&cur);
    cursor_bytes(&cur, out->request.bytes, HASH_SIZE);
    value_get_rest(&cur, &out->answer);
    return version == ANSWER_VERSION ? cursor_end(&cur) : TNW_E_CORRUPT;
}

/* What is of no dossier is encrypted under the key of the actor, with whom its own ends. */
static bool
is_actor_of(const struct key *key, const struct id *place)
{
    return memcmp(key->bytes + key->len - ID_SIZE, place->bytes, ID_SIZE) == 0;
}

static bool
open_answer(struct txn *txn, const struct key *key, struct slice value, struct kept_answer *out)
{
    struct cursor cur = cursor_of(value);
    struct id place;
    cursor_bytes(&cur, place.bytes, ID_SIZE);
    struct slice stored = cursor_rest(&cur);
    struct buf plain = {0};
    bool ok = cipher_decrypt(txn, SPACE_IDEMPOTENCY, key_slice(key), &place, stored, &plain) &&
              txn_check(txn, parse_answer(buf_slice(&plain), out));
    out->dossier = is_actor_of(key, &place) ? (struct id){{0}} : place;
    buf_free(&plain);
    if (!ok) {
        kept_answer_wipe(out);
    }
    return ok;
}

/* Without its dossier's key it is gone as well. */
static bool
open_or_gone(struct txn *txn, const struct key *key, struct slice value, struct kept_answer *out)
{
    if (value.len > 0 && open_answer(txn, key, value, out)) {
        return true;
    }
    out->gone = txn_error(txn) == TNW_OK;
    return out->gone;
}

void
idempotency_put_gone(struct txn *txn, struct slice key)
{
    txn_put(txn, SPACE_IDEMPOTENCY, key, slice_of("", 0));
}

void
kept_answer_wipe(struct kept_answer *answer)
{
    buf_free(&answer->answer);
    *answer = (struct kept_answer){0};
}

bool
idempotency_opens(struct txn *txn, struct slice key, struct slice value)
{
    struct kept_answer answer = {.kept = 0};
    struct key its = {.len = 0};
    if (key.len != 4 + HASH_SIZE + ID_SIZE) {
        return false;
    }
    key_add(&its, key.ptr, key.len);
    bool opens = value.len == 0 || open_answer(txn, &its, value, &answer);
    kept_answer_wipe(&answer);
    return opens;
}

/* A shelf holds what is up to half a day older. */
static bool
is_young(struct kept_answer *answer, time_ms now)
{
    bool young = answer->kept <= now && answer->kept + LIMIT_IDEMPOTENCY_MS >= now;
    if (!young) {
        kept_answer_wipe(answer);
    }
    return young;
}

/* Looks in the half days of the LIMIT_IDEMPOTENCY_MS before now. */
static bool
find_answer(struct txn *txn, const struct id *actor, const struct hash *key, time_ms now, struct kept_answer *out)
{
    uint32_t oldest = shelf_of(now - LIMIT_IDEMPOTENCY_MS);
    *out = (struct kept_answer){0};
    for (uint32_t shelf = shelf_of(now); shelf >= oldest && shelf != UINT32_MAX; shelf--) {
        struct key it = answer_key(shelf, actor, key);
        struct slice value;
        if (txn_get(txn, SPACE_IDEMPOTENCY, key_slice(&it), &value)) {
            return open_or_gone(txn, &it, value, out) && (out->gone || is_young(out, now));
        }
    }
    return false;
}

/* The log's time before it leapt, within the LIMIT_IDEMPOTENCY_MS after: what was young then is young for so long,
 * since nobody knows how much of the leap was time that passed. */
static bool
before_leap(struct txn *txn, time_ms now, time_ms *then)
{
    struct kept_clock clock;
    bool found = kept_clock_get(txn, &clock) && now - clock.base.leap_to <= LIMIT_IDEMPOTENCY_MS;
    *then = found ? clock.base.leap_from : 0;
    return found && *then != 0;
}

bool
idempotency_get(struct txn *txn, const struct id *actor, const struct hash *key, time_ms now, struct kept_answer *out)
{
    time_ms then;
    return find_answer(txn, actor, key, now, out) ||
           (before_leap(txn, now, &then) && find_answer(txn, actor, key, then, out));
}

/* As idempotency_get looks while time goes on as it should: two days and a half at most. */
void
idempotency_hint(struct txn *txn, const struct id *actor, const struct hash *key, time_ms now)
{
    struct wish wishes[LIMIT_IDEMPOTENCY_MS / SHELF_MS + 2];
    size_t count = 0;
    uint32_t oldest = shelf_of(now - LIMIT_IDEMPOTENCY_MS);
    for (uint32_t shelf = shelf_of(now); shelf >= oldest && shelf != UINT32_MAX; shelf--) {
        if (count < sizeof wishes / sizeof wishes[0]) {
            wishes[count++] = (struct wish){.space = SPACE_IDEMPOTENCY, .key = answer_key(shelf, actor, key)};
        }
    }
    wish_values(txn, wishes, count);
    kept_clock_hint(txn);
    wrapping_hint(txn); /* many of them make a data key */
}

void
idempotency_put(struct txn *txn, const struct id *actor, const struct hash *key, const struct kept_answer *answer)
{
    struct store *store = txn->store;
    uint32_t shelf = shelf_of(answer->kept);
    store->answers_from = shelf < store->answers_from ? shelf : store->answers_from;
    struct key it = answer_key(shelf, actor, key);
    struct buf plain = {0};
    struct buf value = {0};
    buf_put_u8(&plain, ANSWER_VERSION);
    buf_put_u64(&plain, (uint64_t)answer->kept);
    buf_put(&plain, answer->request.bytes, HASH_SIZE);
    value_put_rest(&plain, &answer->answer);
    const struct id *place = id_is_zero(&answer->dossier) ? actor : &answer->dossier;
    buf_put_slice(&value, id_slice(place));
    txn_set_error(txn, plain.err);
    cipher_encrypt(txn, &value, SPACE_IDEMPOTENCY, key_slice(&it), place, buf_slice(&plain));
    txn_put(txn, SPACE_IDEMPOTENCY, key_slice(&it), buf_slice(&value));
    buf_free(&plain);
    buf_free(&value);
}

/* The key of the oldest answer. */
static bool
find_oldest(struct txn *txn, struct key *key)
{
    struct slice rest;
    struct slice value;
    struct slice none = slice_of(NULL, 0);
    bool found = range_first(txn, SPACE_IDEMPOTENCY, none, none, false, &rest, &value) &&
                 txn_check(txn, rest.len <= KEY_MAX ? TNW_OK : TNW_E_CORRUPT);
    *key = (struct key){.len = 0};
    if (found) {
        key_add(key, rest.ptr, rest.len);
    }
    return found;
}

/* Looks only when something may be old enough: each write comes by here. */
void
idempotency_expire(struct txn *txn, time_ms now, unsigned most)
{
    struct key key;
    time_ms then;
    uint32_t end = shelf_of(now - LIMIT_IDEMPOTENCY_MS);
    for (unsigned i = 0; i < most && txn->store->answers_from < end; i++) {
        if (!find_oldest(txn, &key)) {
            return;
        }
        struct cursor cur = cursor_of(key_slice(&key));
        txn->store->answers_from = cursor_u32(&cur);
        if (i == 0 && txn->store->answers_from < end && before_leap(txn, now, &then) && then < now) {
            end = shelf_of(then - LIMIT_IDEMPOTENCY_MS);
        }
        if (txn->store->answers_from < end) {
            txn_del(txn, SPACE_IDEMPOTENCY, key_slice(&key));
        }
    }
}
