#include "store/idempotency.h"

#include "store/txn.h"
#include "store/value.h"

#define ANSWER_VERSION 1

/* Time, actor, hash. */
#define AGE_KEY (8 + ID_SIZE + HASH_SIZE)

static struct key
answer_key(const struct id *actor, const struct hash *key)
{
    struct key it = {.len = 0};
    key_add(&it, key->bytes, HASH_SIZE);
    key_add_id(&it, actor);
    return it;
}

static enum tnw_err
parse(struct slice bytes, struct kept_answer *out)
{
    struct cursor cur = cursor_of(bytes);
    uint8_t version = cursor_u8(&cur);
    out->kept = (time_ms)cursor_u64(&cur);
    cursor_bytes(&cur, out->request.bytes, HASH_SIZE);
    value_get_rest(&cur, &out->answer);
    return version == ANSWER_VERSION ? cursor_end(&cur) : TNW_E_CORRUPT;
}

bool
idempotency_get(struct txn *txn, const struct id *actor, const struct hash *key, struct kept_answer *out)
{
    struct key it = answer_key(actor, key);
    struct slice value;
    *out = (struct kept_answer){0};
    if (!txn_get(txn, DB_IDEMPOTENCY, key_slice(&it), &value)) {
        return false;
    }
    struct cursor cur = cursor_of(value);
    cursor_bytes(&cur, out->place.bytes, ID_SIZE);
    struct slice sealed = cursor_rest(&cur);
    struct buf plain = {0};
    bool ok = sealed_open(txn, DB_IDEMPOTENCY, key_slice(&it), &out->place, sealed, &plain) &&
              txn_check(txn, parse(buf_slice(&plain), out));
    buf_free(&plain);
    if (!ok) {
        kept_answer_wipe(out);
    }
    return ok;
}

static struct key
age_key(time_ms kept, const struct key *answer)
{
    struct key age = key_of_u64((uint64_t)kept);
    key_add(&age, answer->bytes, answer->len);
    return age;
}

/* An answer that is replaced must not expire by the age of the old one. */
static void
forget_age(struct txn *txn, const struct id *actor, const struct hash *key)
{
    struct kept_answer old;
    if (idempotency_get(txn, actor, key, &old)) {
        struct key it = answer_key(actor, key);
        struct key age = age_key(old.kept, &it);
        txn_del(txn, DB_IDEMPOTENCY_AGE, key_slice(&age));
        kept_answer_wipe(&old);
    }
}

void
idempotency_put(struct txn *txn, const struct id *actor, const struct hash *key, const struct kept_answer *answer)
{
    struct key it = answer_key(actor, key);
    forget_age(txn, actor, key);
    struct buf plain = {0};
    struct buf value = {0};
    buf_put_u8(&plain, ANSWER_VERSION);
    buf_put_u64(&plain, (uint64_t)answer->kept);
    buf_put(&plain, answer->request.bytes, HASH_SIZE);
    value_put_rest(&plain, &answer->answer);
    buf_put_slice(&value, id_slice(&answer->place));
    if (plain.err != TNW_OK) {
        txn_set_error(txn, plain.err);
    }
    sealed_append(txn, &value, DB_IDEMPOTENCY, key_slice(&it), &answer->place, buf_slice(&plain));
    txn_put(txn, DB_IDEMPOTENCY, key_slice(&it), buf_slice(&value));
    struct key age = age_key(answer->kept, &it);
    txn_put(txn, DB_IDEMPOTENCY_AGE, key_slice(&age), slice_of("", 0));
    buf_free(&plain);
    buf_free(&value);
}

void
kept_answer_wipe(struct kept_answer *answer)
{
    buf_free(&answer->answer);
    *answer = (struct kept_answer){0};
}

static bool
oldest(struct txn *txn, time_ms *kept, struct key *age)
{
    struct range range;
    struct slice rest;
    struct slice value;
    range_open(&range, txn, DB_IDEMPOTENCY_AGE, slice_of("", 0), slice_of("", 0), false);
    bool found = range_next(&range, &rest, &value);
    range_close(&range);
    if (!found || !txn_check(txn, rest.len == AGE_KEY ? TNW_OK : TNW_E_CORRUPT)) {
        return false;
    }
    struct cursor cur = cursor_of(rest);
    *kept = (time_ms)cursor_u64(&cur);
    *age = (struct key){.len = 0};
    key_add(age, rest.ptr, rest.len);
    return true;
}

void
idempotency_expire(struct txn *txn, time_ms before, unsigned most)
{
    time_ms kept;
    struct key age;
    for (unsigned i = 0; i < most && oldest(txn, &kept, &age) && kept < before; i++) {
        txn_del(txn, DB_IDEMPOTENCY, slice_of(age.bytes + 8, AGE_KEY - 8));
        txn_del(txn, DB_IDEMPOTENCY_AGE, key_slice(&age));
    }
}
