#include "store/records/trio/message.h"

#include <string.h>

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/value.h"
#include "store/wish.h"

#define MESSAGE_VERSION 3
#define RECEIPT_VERSION 1

static struct key
message_key(const struct id *thread, const struct id *id)
{
    struct key key = key_of(thread);
    key_add_id(&key, id);
    return key;
}

void
message_put(struct txn *txn, const struct thread *thread, const struct message *message)
{
    struct buf plain = {0};
    buf_put_u8(&plain, MESSAGE_VERSION);
    buf_put_u32(&plain, message->number);
    buf_put_u8(&plain, (uint8_t)message->kind);
    buf_put_slice(&plain, id_slice(&message->author));
    buf_put_u8(&plain, (uint8_t)message->author_role);
    buf_put_slice(&plain, id_slice(&message->by));
    buf_put_u64(&plain, (uint64_t)message->sent);
    buf_put_slice(&plain, id_slice(&message->reply_to));
    buf_put_u32(&plain, (uint32_t)message->answer_by);
    buf_put_u16(&plain, (uint16_t)message->fragment_count);
    for (size_t i = 0; i < message->fragment_count; i++) {
        buf_put_slice(&plain, id_slice(&message->fragments[i]));
    }
    buf_put_u16(&plain, message->to);
    buf_put_u16(&plain, message->heard);
    value_put_code(&plain, message->step, sizeof message->step);
    buf_put_u8(&plain, (uint8_t)message->decision);
    value_put_text(&plain, &message->attachments);
    value_put_rest(&plain, &message->text);
    struct key key = message_key(&thread->id, &message->id);
    cipher_put(txn, SPACE_MESSAGE, key_slice(&key), &thread->dossier, &plain);
}

static enum tnw_err
parse_message(struct slice bytes, struct message *out)
{
    struct cursor cur = cursor_of(bytes);
    if (cursor_u8(&cur) != MESSAGE_VERSION) {
        return TNW_E_CORRUPT;
    }
    out->number = cursor_u32(&cur);
    out->kind = (enum message_kind)cursor_u8(&cur);
    cursor_bytes(&cur, out->author.bytes, ID_SIZE);
    out->author_role = (enum role)cursor_u8(&cur);
    cursor_bytes(&cur, out->by.bytes, ID_SIZE);
    out->sent = (time_ms)cursor_u64(&cur);
    cursor_bytes(&cur, out->reply_to.bytes, ID_SIZE);
    out->answer_by = (day_num)cursor_u32(&cur);
    out->fragment_count = cursor_u16(&cur);
    if (out->fragment_count > LIMIT_MESSAGE_FRAGMENTS) {
        return TNW_E_CORRUPT;
    }
    for (size_t i = 0; i < out->fragment_count; i++) {
        cursor_bytes(&cur, out->fragments[i].bytes, ID_SIZE);
    }
    out->to = cursor_u16(&cur);
    out->heard = cursor_u16(&cur);
    value_get_code(&cur, out->step, sizeof out->step);
    out->decision = (enum answer)cursor_u8(&cur);
    value_get_text(&cur, &out->attachments);
    value_get_rest(&cur, &out->text);
    bool known = out->kind < MESSAGE_KIND_COUNT && out->author_role < ROLE_COUNT && out->decision <= ANSWER_NO;
    return known ? cursor_end(&cur) : TNW_E_CORRUPT;
}

void
message_wipe(struct message *message)
{
    buf_free(&message->attachments);
    buf_free(&message->text);
    *message = (struct message){0};
}

static bool
open_message(struct txn *txn, const struct thread *thread, const struct id *id, struct slice stored,
             struct message *out)
{
    struct key key = message_key(&thread->id, id);
    struct buf plain = {0};
    *out = (struct message){.thread = thread->id, .id = *id};
    bool ok = cipher_decrypt(txn, SPACE_MESSAGE, key_slice(&key), &thread->dossier, stored, &plain) &&
              txn_check(txn, parse_message(buf_slice(&plain), out));
    buf_free(&plain);
    if (!ok) {
        message_wipe(out);
    }
    return ok;
}

bool
message_get(struct txn *txn, const struct thread *thread, const struct id *id, struct message *out)
{
    struct key key = message_key(&thread->id, id);
    struct slice stored;
    *out = (struct message){.thread = thread->id};
    return txn_get(txn, SPACE_MESSAGE, key_slice(&key), &stored) && open_message(txn, thread, id, stored, out);
}

void
message_hint(struct txn *txn, const struct id *thread, const struct id *id)
{
    struct key key = message_key(thread, id);
    wish_value(txn, SPACE_MESSAGE, key_slice(&key));
}

void
message_walk(struct range *walk, struct txn *txn, const struct thread *thread, const struct id *after)
{
    range_open_ids(walk, txn, SPACE_MESSAGE, id_slice(&thread->id), after);
}

bool
message_next(struct range *walk, const struct thread *thread, struct message *out)
{
    struct id id;
    struct slice stored;
    *out = (struct message){.thread = thread->id};
    return range_next_id(walk, &id, &stored) && open_message(walk->txn, thread, &id, stored, out);
}

bool
message_last(struct txn *txn, const struct thread *thread, struct message *out)
{
    struct slice key;
    struct slice stored;
    struct id id;
    *out = (struct message){.thread = thread->id};
    if (!txn_last(txn, SPACE_MESSAGE, &thread->id, &key, &stored)) {
        return false;
    }
    struct cursor cur = cursor_of(key);
    (void)cursor_slice(&cur, ID_SIZE);
    cursor_bytes(&cur, id.bytes, ID_SIZE);
    return txn_check(txn, cursor_end(&cur)) && open_message(txn, thread, &id, stored, out);
}

uint32_t
message_count(struct txn *txn, const struct thread *thread)
{
    struct message last;
    (void)message_last(txn, thread, &last); /* none: zero */
    uint32_t count = last.number;
    message_wipe(&last);
    return count;
}

static struct key
receipt_key(const struct id *thread, const struct id *message, const struct id *actor)
{
    struct key key = message_key(thread, message);
    key_add_id(&key, actor);
    return key;
}

static enum tnw_err
parse_receipt(struct slice bytes, time_ms *when)
{
    struct cursor cur = cursor_of(bytes);
    bool known = cursor_u8(&cur) == RECEIPT_VERSION;
    *when = (time_ms)cursor_u64(&cur);
    return known ? cursor_end(&cur) : TNW_E_CORRUPT;
}

time_ms
receipt_get(struct txn *txn, const struct thread *thread, const struct id *message, const struct id *actor)
{
    struct key key = receipt_key(&thread->id, message, actor);
    struct buf plain = {0};
    time_ms when = 0;
    bool ok = cipher_get(txn, SPACE_RECEIPT, key_slice(&key), &thread->dossier, &plain) &&
              txn_check(txn, parse_receipt(buf_slice(&plain), &when));
    buf_free(&plain);
    return ok ? when : 0;
}

static bool
step_receipts(struct receipt_walk *walk)
{
    struct txn *txn = walk->range.txn;
    struct slice rest;
    struct slice stored;
    struct buf plain = {0};
    if (!range_next(&walk->range, &rest, &stored)) {
        return false;
    }
    struct cursor cur = cursor_of(rest);
    cursor_bytes(&cur, walk->next.message.bytes, ID_SIZE);
    cursor_bytes(&cur, walk->next.actor.bytes, ID_SIZE);
    struct key key = receipt_key(&walk->thread->id, &walk->next.message, &walk->next.actor);
    bool ok = txn_check(txn, cursor_end(&cur)) &&
              cipher_decrypt(txn, SPACE_RECEIPT, key_slice(&key), &walk->thread->dossier, stored, &plain) &&
              txn_check(txn, parse_receipt(buf_slice(&plain), &walk->next.when));
    buf_free(&plain);
    return ok;
}

void
receipt_walk(struct receipt_walk *walk, struct txn *txn, const struct thread *thread, const struct id *after)
{
    struct key from = key_of(after);
    uint8_t last[ID_SIZE]; /* behind every actor's: no id is made of such bytes only */
    memset(last, 0xff, sizeof last);
    key_add(&from, last, sizeof last);
    *walk = (struct receipt_walk){.thread = thread};
    range_open(&walk->range, txn, SPACE_RECEIPT, id_slice(&thread->id),
               id_is_zero(after) ? slice_of(NULL, 0) : key_slice(&from), false);
    walk->has_next = step_receipts(walk);
}

bool
receipt_next_of(struct receipt_walk *walk, const struct id *message, struct receipt *out)
{
    while (walk->has_next && memcmp(walk->next.message.bytes, message->bytes, ID_SIZE) < 0) {
        walk->has_next = step_receipts(walk);
    }
    if (!walk->has_next || !id_eq(&walk->next.message, message)) {
        return false;
    }
    *out = walk->next;
    walk->has_next = step_receipts(walk);
    return true;
}

void
receipt_walk_close(struct receipt_walk *walk)
{
    range_close(&walk->range);
}

void
receipt_put(struct txn *txn, const struct thread *thread, const struct id *message, const struct id *actor,
            time_ms when)
{
    struct buf plain = {0};
    buf_put_u8(&plain, RECEIPT_VERSION);
    buf_put_u64(&plain, (uint64_t)when);
    struct key key = receipt_key(&thread->id, message, actor);
    cipher_put(txn, SPACE_RECEIPT, key_slice(&key), &thread->dossier, &plain);
}
