#include "store/records/trio/question.h"

#include "store/cipher/cipher.h"
#include "store/inside.h"

#define QUESTION_VERSION 1

static struct key
list_key(const struct id *actor, enum question_side side)
{
    struct key key = key_of(actor);
    key_add(&key, &(uint8_t){(uint8_t)side}, 1);
    return key;
}

static struct key
row_key(const struct id *actor, enum question_side side, day_num day, const struct id *message)
{
    struct key key = list_key(actor, side);
    key_add_u32(&key, (uint32_t)day);
    key_add_id(&key, message);
    return key;
}

static day_num
last_day(const struct open_question *open)
{
    return open->answer_by == 0 ? QUESTION_NO_DAY : open->answer_by;
}

/* In whose lists it stands: each actor once, in whatever roles they are asked. */
struct places {
    size_t count;
    struct key keys[LIMIT_THREAD_MEMBERS + 1];
};

static void
add_place_once(struct places *places, const struct key *key)
{
    for (size_t i = 0; i < places->count; i++) {
        if (slice_eq(key_slice(&places->keys[i]), key_slice(key))) {
            return;
        }
    }
    places->keys[places->count++] = *key;
}

static struct places
places_of(const struct thread *thread, const struct open_question *open)
{
    struct places places = {.count = 0};
    for (size_t i = 0; i < thread->member_count; i++) {
        const struct id *actor = &thread->members[i].actor;
        struct key key = row_key(actor, QUESTION_FOR_ME, last_day(open), &open->message);
        if ((open->asked >> i & 1) != 0) {
            add_place_once(&places, &key);
        }
    }
    struct key by = row_key(&thread->members[open->by].actor, QUESTION_BY_ME, last_day(open), &open->message);
    add_place_once(&places, &by);
    return places;
}

void
question_put(struct txn *txn, const struct thread *thread, const struct open_question *open)
{
    struct places places = places_of(thread, open);
    for (size_t i = 0; i < places.count; i++) {
        struct buf plain = {0};
        buf_put_u8(&plain, QUESTION_VERSION);
        buf_put_slice(&plain, id_slice(&thread->dossier));
        buf_put_slice(&plain, id_slice(&thread->id));
        cipher_put(txn, SPACE_QUESTION, key_slice(&places.keys[i]), &cipher_registry, &plain);
    }
}

void
question_del(struct txn *txn, const struct thread *thread, const struct open_question *open)
{
    struct places places = places_of(thread, open);
    for (size_t i = 0; i < places.count; i++) {
        txn_del(txn, SPACE_QUESTION, key_slice(&places.keys[i]));
    }
}

bool
question_stands(struct txn *txn, const struct thread *thread, const struct open_question *open)
{
    struct places places = places_of(thread, open);
    bool stands = true;
    for (size_t i = 0; stands && i < places.count; i++) {
        struct slice value;
        stands = txn_get(txn, SPACE_QUESTION, key_slice(&places.keys[i]), &value);
    }
    return stands;
}

void
question_walk(struct range *walk, struct txn *txn, const struct id *actor, enum question_side side, day_num day,
              const struct id *message)
{
    struct key list = list_key(actor, side);
    struct key after = {.len = 0};
    key_add_u32(&after, (uint32_t)day);
    key_add_id(&after, message);
    range_open(walk, txn, SPACE_QUESTION, key_slice(&list), key_slice(&after), false);
}

static enum tnw_err
parse_question(struct slice bytes, struct question_row *out)
{
    struct cursor cur = cursor_of(bytes);
    bool known = cursor_u8(&cur) == QUESTION_VERSION;
    cursor_bytes(&cur, out->dossier.bytes, ID_SIZE);
    cursor_bytes(&cur, out->thread.bytes, ID_SIZE);
    return known ? cursor_end(&cur) : TNW_E_CORRUPT;
}

bool
question_open(struct txn *txn, struct slice stored, struct question_row *row)
{
    struct key key = row_key(&row->actor, row->side, row->day, &row->message);
    struct buf plain = {0};
    bool ok = cipher_decrypt(txn, SPACE_QUESTION, key_slice(&key), &cipher_registry, stored, &plain) &&
              txn_check(txn, parse_question(buf_slice(&plain), row));
    buf_free(&plain);
    return ok;
}

bool
question_next(struct range *walk, const struct id *actor, enum question_side side, struct question_row *out)
{
    struct slice rest;
    struct slice stored;
    if (!range_next(walk, &rest, &stored)) {
        return false;
    }
    struct cursor cur = cursor_of(rest);
    *out = (struct question_row){.actor = *actor, .side = side, .day = (day_num)cursor_u32(&cur)};
    cursor_bytes(&cur, out->message.bytes, ID_SIZE);
    return txn_check(walk->txn, cursor_end(&cur)) && question_open(walk->txn, stored, out);
}

const struct open_question *
question_find(const struct thread *thread, const struct id *message)
{
    for (size_t i = 0; i < thread->open_count; i++) {
        if (id_eq(&thread->open[i].message, message)) {
            return &thread->open[i];
        }
    }
    return NULL;
}
