#include "trio_rows.h"

#include "store/records/inbox.h"
#include "store/records/trio/message.h"
#include "store/records/trio/question.h"
#include "store_place.h"

void
trio_rows_put_thread(struct txn *txn, uint8_t number)
{
    struct thread thread = {.dossier = place_id(1), .id = place_id(number), .started = 1, .member_count = 1};
    thread.members[0] = (struct thread_member){.actor = place_id(9), .role = ROLE_HUISARTS};
    thread.open_count = 1;
    thread.open[0] = (struct open_question){.message = place_id(8), .asked = 1};
    buf_put_str(&thread.subject, "Subject");
    buf_put_str(&thread.conclusion, "Done");
    thread_put(txn, &thread);
    thread_wipe(&thread);
}

bool
trio_rows_get_thread(struct txn *txn, uint8_t number)
{
    struct thread thread;
    struct id dossier = place_id(1);
    struct id id = place_id(number);
    bool found = thread_get(txn, &dossier, &id, &thread);
    thread_wipe(&thread);
    return found;
}

/* The question by actor `number`, its first of the day. */
struct key
trio_rows_question_key(uint8_t number)
{
    struct key key = place_key(number);
    struct id message = place_id(8);
    key_add(&key, &(uint8_t){AGENDA_ASKED_BY}, 1);
    key_add_u32(&key, AGENDA_NO_DAY);
    key_add_id(&key, &message);
    return key;
}

void
trio_rows_put_question(struct txn *txn, uint8_t number)
{
    struct thread thread = {.dossier = place_id(1), .id = place_id(2), .member_count = 1};
    thread.members[0] = (struct thread_member){.actor = place_id(number), .role = ROLE_HUISARTS};
    question_put(txn, &thread, &(struct open_question){.message = place_id(8)});
}

bool
trio_rows_get_question(struct txn *txn, uint8_t number)
{
    struct agenda_walk walk;
    struct agenda_entry entry;
    const struct agenda_query query = {
        .actor = place_id(number), .lists = CODE_ALL(AGENDA_LISTS), .before = AGENDA_NO_DAY, .undated = true};
    agenda_open(&walk, txn, &query);
    bool found = agenda_next(&walk, &entry);
    agenda_close(&walk);
    return found;
}

void
trio_rows_put_message(struct txn *txn, uint8_t number)
{
    struct thread thread = {.dossier = place_id(1), .id = place_id(1)};
    struct message message = {.id = place_id(number), .author = place_id(9), .sent = 1, .fragment_count = 1};
    buf_put_str(&message.text, "Hello");
    message_put(txn, &thread, &message);
    message_wipe(&message);
}

bool
trio_rows_get_message(struct txn *txn, uint8_t number)
{
    struct thread thread = {.dossier = place_id(1), .id = place_id(1)};
    struct message message;
    struct id id = place_id(number);
    bool found = message_get(txn, &thread, &id, &message);
    message_wipe(&message);
    return found;
}

/* Message 1, read by actor `number`. */
struct key
trio_rows_receipt_key(uint8_t number)
{
    struct id actor = place_id(number);
    struct key key = place_pair(1);
    key_add_id(&key, &actor);
    return key;
}

void
trio_rows_put_receipt(struct txn *txn, uint8_t number)
{
    struct thread thread = {.dossier = place_id(1), .id = place_id(1)};
    struct id message = place_id(1);
    struct id actor = place_id(number);
    receipt_put(txn, &thread, &message, &actor, 5);
}

bool
trio_rows_get_receipt(struct txn *txn, uint8_t number)
{
    struct thread thread = {.dossier = place_id(1), .id = place_id(1)};
    struct id message = place_id(1);
    struct id actor = place_id(number);
    return receipt_get(txn, &thread, &message, &actor) != 0;
}

/* The first event of actor `number`. */
struct key
trio_rows_event_key(uint8_t number)
{
    struct key key = place_key(number);
    key_add_u64(&key, 1);
    return key;
}

void
trio_rows_put_event(struct txn *txn, uint8_t number)
{
    struct id actor = place_id(number);
    struct event event = {.type = EVENT_CONSENT_GRANTED, .time = 1};
    inbox_put(txn, &actor, &event);
}

bool
trio_rows_get_event(struct txn *txn, uint8_t number)
{
    struct id actor = place_id(number);
    struct event event;
    struct range walk;
    inbox_walk(&walk, txn, &actor, 0);
    bool found = inbox_next(&walk, &actor, &event);
    range_close(&walk);
    return found;
}

void
trio_rows_put_seen(struct txn *txn, uint8_t number)
{
    struct id actor = place_id(number);
    inbox_put_seen(txn, &actor, 7);
}

bool
trio_rows_get_seen(struct txn *txn, uint8_t number)
{
    struct id actor = place_id(number);
    return inbox_seen(txn, &actor) != 0;
}
