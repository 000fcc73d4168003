#include "store/records/trio/thread.h"

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/dossier.h"
#include "store/records/value.h"
#include "store/wish.h"

#define THREAD_VERSION 2

static struct key
thread_key(const struct id *dossier, const struct id *id)
{
    struct key key = key_of(dossier);
    key_add_id(&key, id);
    return key;
}

bool
thread_place(struct txn *txn, const struct id *thread, struct id *dossier)
{
    struct slice value;
    if (!txn_get(txn, SPACE_THREAD_PLACE, id_slice(thread), &value)) {
        return false;
    }
    struct cursor cur = cursor_of(value);
    cursor_bytes(&cur, dossier->bytes, ID_SIZE);
    return txn_check(txn, cursor_end(&cur));
}

static void
encode_open(struct buf *out, const struct open_question *open)
{
    buf_put_slice(out, id_slice(&open->message));
    buf_put_u8(out, (uint8_t)open->kind);
    buf_put_u8(out, open->by);
    buf_put_u16(out, open->asked);
    buf_put_u32(out, (uint32_t)open->answer_by);
    value_put_code(out, open->step, sizeof open->step);
}

static void
encode_thread(struct buf *out, const struct thread *thread)
{
    buf_put_u8(out, THREAD_VERSION);
    buf_put_u8(out, (uint8_t)thread->procedure);
    buf_put_u64(out, (uint64_t)thread->started);
    buf_put_slice(out, id_slice(&thread->started_by));
    buf_put_u64(out, (uint64_t)thread->closed);
    buf_put_slice(out, id_slice(&thread->closed_by));
    buf_put_u16(out, (uint16_t)thread->member_count);
    for (size_t i = 0; i < thread->member_count; i++) {
        buf_put_slice(out, id_slice(&thread->members[i].actor));
        buf_put_u8(out, (uint8_t)thread->members[i].role);
        buf_put_u8(out, (uint8_t)thread->members[i].view);
    }
    buf_put_u16(out, (uint16_t)thread->open_count);
    for (size_t i = 0; i < thread->open_count; i++) {
        encode_open(out, &thread->open[i]);
    }
    value_put_text(out, &thread->subject);
    value_put_rest(out, &thread->conclusion);
}

static void
parse_members(struct cursor *cur, struct thread *out)
{
    size_t count = cursor_u16(cur);
    if (count > LIMIT_THREAD_MEMBERS) {
        cur->err = TNW_E_CORRUPT;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        cursor_bytes(cur, out->members[i].actor.bytes, ID_SIZE);
        out->members[i].role = (enum role)cursor_u8(cur);
        out->members[i].view = (enum thread_view)cursor_u8(cur);
        if (out->members[i].role >= ROLE_COUNT || out->members[i].view >= VIEW_COUNT) {
            cur->err = TNW_E_CORRUPT;
        }
    }
    out->member_count = count;
}

static void
parse_open(struct cursor *cur, struct thread *out)
{
    size_t count = cursor_u16(cur);
    if (count > LIMIT_THREAD_QUESTIONS) {
        cur->err = TNW_E_CORRUPT;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct open_question *open = &out->open[i];
        cursor_bytes(cur, open->message.bytes, ID_SIZE);
        open->kind = (enum message_kind)cursor_u8(cur);
        open->by = cursor_u8(cur);
        open->asked = cursor_u16(cur);
        open->answer_by = (day_num)cursor_u32(cur);
        value_get_code(cur, open->step, sizeof open->step);
        bool known = open->kind < MESSAGE_KIND_COUNT && open->by < out->member_count && open->asked != 0 &&
                     open->asked >> out->member_count == 0;
        cur->err = cur->err == TNW_OK && !known ? TNW_E_CORRUPT : cur->err;
    }
    out->open_count = count;
}

static enum tnw_err
parse_thread(struct slice bytes, struct thread *out)
{
    struct cursor cur = cursor_of(bytes);
    if (cursor_u8(&cur) != THREAD_VERSION) {
        return TNW_E_CORRUPT;
    }
    out->procedure = (enum purpose)cursor_u8(&cur);
    out->started = (time_ms)cursor_u64(&cur);
    cursor_bytes(&cur, out->started_by.bytes, ID_SIZE);
    out->closed = (time_ms)cursor_u64(&cur);
    cursor_bytes(&cur, out->closed_by.bytes, ID_SIZE);
    parse_members(&cur, out);
    parse_open(&cur, out);
    value_get_text(&cur, &out->subject);
    value_get_rest(&cur, &out->conclusion);
    return out->procedure < PURPOSE_COUNT ? cursor_end(&cur) : TNW_E_CORRUPT;
}

void
thread_wipe(struct thread *thread)
{
    buf_free(&thread->subject);
    buf_free(&thread->conclusion);
    *thread = (struct thread){0};
}

static bool
open_thread(struct txn *txn, const struct id *dossier, const struct id *id, struct slice stored, struct thread *out)
{
    struct key key = thread_key(dossier, id);
    struct buf plain = {0};
    *out = (struct thread){.dossier = *dossier, .id = *id};
    bool ok = cipher_decrypt(txn, SPACE_THREAD, key_slice(&key), dossier, stored, &plain) &&
              txn_check(txn, parse_thread(buf_slice(&plain), out));
    buf_free(&plain);
    if (!ok) {
        thread_wipe(out);
    }
    return ok;
}

bool
thread_get(struct txn *txn, const struct id *dossier, const struct id *id, struct thread *out)
{
    struct key key = thread_key(dossier, id);
    struct slice stored;
    *out = (struct thread){0};
    return txn_get(txn, SPACE_THREAD, key_slice(&key), &stored) && open_thread(txn, dossier, id, stored, out);
}

void
thread_put(struct txn *txn, const struct thread *thread)
{
    struct buf plain = {0};
    encode_thread(&plain, thread);
    struct key key = thread_key(&thread->dossier, &thread->id);
    cipher_put(txn, SPACE_THREAD, key_slice(&key), &thread->dossier, &plain);
}

void
thread_create(struct txn *txn, const struct thread *thread)
{
    thread_put(txn, thread);
    txn_put(txn, SPACE_THREAD_PLACE, id_slice(&thread->id), id_slice(&thread->dossier));
}

void
thread_walk(struct range *walk, struct txn *txn, const struct id *dossier, const struct id *after)
{
    range_open_ids(walk, txn, SPACE_THREAD, id_slice(dossier), after);
}

bool
thread_next(struct range *walk, const struct id *dossier, struct thread *out)
{
    struct id id;
    struct slice stored;
    *out = (struct thread){0};
    return range_next_id(walk, &id, &stored) && open_thread(walk->txn, dossier, &id, stored, out);
}

void
thread_hint(struct txn *txn, const struct id *thread)
{
    struct id dossier;
    wish_value(txn, SPACE_THREAD_PLACE, id_slice(thread));
    wish_last(txn, SPACE_MESSAGE, thread);
    if (thread_place(txn, thread, &dossier)) {
        struct key key = thread_key(&dossier, thread);
        wish_value(txn, SPACE_THREAD, key_slice(&key));
        dossier_hint(txn, &dossier, 1);
    }
}
