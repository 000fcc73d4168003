/* The shapes of threads: messages, questions that wait for an answer, events of the inbox. */
#include "shape_fields.h"
#include "shapes.h"

#include "tnw/tnw.h"

#define T struct tnw_thread_member
static const struct field member_fields[] = {TEXT(actor, FIELD_NEEDED), TEXT(name, FIELD_NEEDED),
                                             TEXT(role, FIELD_NEEDED), TEXT(view, FIELD_NEEDED)};
static const struct shape member_shape = SHAPE_OF(T, member_fields);
#undef T
#define T struct tnw_open_question
static const struct field open_fields[] = {
    TEXT(message, FIELD_NEEDED), TEXT(by, FIELD_NEEDED),    TEXT(kind, FIELD_NEEDED), TEXTS(to, FIELD_NEEDED),
    TEXT(answer_by, FIELD_NULL), TEXT(state, FIELD_NEEDED), TEXT(step, FIELD_NULL),
};
static const struct shape open_question = SHAPE_OF(T, open_fields);
#undef T
#define T struct tnw_conclusion
static const struct field conclusion_fields[] = {TEXT(text, FIELD_NEEDED), TEXT(by, FIELD_NEEDED),
                                                 TEXT(at, FIELD_NEEDED)};
static const struct shape conclusion = SHAPE_OF(T, conclusion_fields);
#undef T
#define T struct tnw_thread
static const struct field thread_fields[] = {
    TEXT(id, FIELD_NEEDED),
    TEXT(dossier, FIELD_NEEDED),
    TEXT(procedure, FIELD_NEEDED),
    TEXT(subject, FIELD_NEEDED),
    TEXT(state, FIELD_NEEDED),
    TEXT(started, FIELD_NEEDED),
    TEXT(started_by, FIELD_NEEDED),
    SHAPE_ARRAY(T, participants, "participants", participant_count, FIELD_NEEDED, &member_shape),
    SHAPE_FIELD(T, messages, FIELD_INT, FIELD_ABSENT),
    SHAPE_ARRAY(T, open, "open", open_count, FIELD_NEEDED, &open_question),
    POINTER(conclusion, &conclusion),
};
const struct shape shapes_thread = SHAPE_OF(T, thread_fields);
#undef T
#define T struct tnw_threads
static const struct field threads_fields[] = LIST(&shapes_thread);
const struct shape shapes_threads = SHAPE_OF(T, threads_fields);
#undef T
#define T struct tnw_read_mark
static const struct field mark_fields[] = {TEXT(actor, FIELD_NEEDED), TEXT(at, FIELD_NEEDED)};
static const struct shape mark = SHAPE_OF(T, mark_fields);
#undef T
#define T struct tnw_message
static const struct field message_fields[] = {
    TEXT(id, FIELD_NEEDED),
    TEXT(thread, FIELD_NEEDED),
    TEXT(kind, FIELD_NEEDED),
    TEXT(text, FIELD_ABSENT),
    TEXTS(fragments, FIELD_NEEDED),
    SHAPE_ARRAY(T, attachments, "attachments", attachment_count, FIELD_ABSENT, &shapes_attachment),
    TEXT(reply_to, FIELD_NULL),
    TEXT(answer_by, FIELD_NULL),
    TEXTS(to, FIELD_NEEDED),
    TEXT(step, FIELD_NULL),
    TEXT(decision, FIELD_NULL),
    TEXT(author, FIELD_NEEDED),
    TEXT(author_role, FIELD_NEEDED),
    TEXT(by, FIELD_NULL),
    TEXT(sent, FIELD_NEEDED),
    SHAPE_ARRAY(T, read_by, "read_by", read_by_count, FIELD_ABSENT, &mark),
};
const struct shape shapes_message = SHAPE_OF(T, message_fields);
#undef T
#define T struct tnw_messages
static const struct field messages_fields[] = LIST(&shapes_message);
const struct shape shapes_messages = SHAPE_OF(T, messages_fields);
#undef T
#define T struct tnw_receipt
static const struct field receipt_fields[] = {TEXT(message, FIELD_NEEDED), TEXT(read, FIELD_NEEDED)};
const struct shape shapes_receipt = SHAPE_OF(T, receipt_fields);
#undef T

#define T struct tnw_question
static const struct field question_fields[] = {
    TEXT(message, FIELD_NEEDED),     TEXT(thread, FIELD_NEEDED),    TEXT(dossier, FIELD_NEEDED),
    OBJECT(patient, &shapes_person), TEXT(procedure, FIELD_NEEDED), TEXT(subject, FIELD_NEEDED),
    OBJECT(by, &shapes_person),      TEXT(kind, FIELD_NEEDED),      TEXTS(to, FIELD_NEEDED),
    TEXT(answer_by, FIELD_NULL),     TEXT(state, FIELD_NEEDED),     TEXT(step, FIELD_NULL),
};
const struct shape shapes_question = SHAPE_OF(T, question_fields);
#undef T
#define T struct tnw_questions
static const struct field questions_fields[] = LIST(&shapes_question);
const struct shape shapes_questions = SHAPE_OF(T, questions_fields);
#undef T

#define T struct tnw_event
static const struct field event_fields[] = {
    INT(seq),
    TEXT(type, FIELD_NEEDED),
    TEXT(time, FIELD_NEEDED),
    TEXT(dossier, FIELD_NULL),
    TEXT(object, FIELD_NULL),
    TEXT(by, FIELD_NULL),
    {.name = "for", .kind = FIELD_TEXT, .rules = FIELD_NULL, .offset = offsetof(T, acted_for)},
    TEXT(thread, FIELD_NULL),
    TEXT(kind, FIELD_NULL),
    TEXT(answer_by, FIELD_NULL),
    TEXT(rule, FIELD_ABSENT | FIELD_NULL),
    TEXT(due, FIELD_ABSENT | FIELD_NULL),
};
static const struct shape event = SHAPE_OF(T, event_fields);
#undef T
#define T struct tnw_events
static const struct field events_fields[] = {
    SHAPE_ARRAY(T, items, "items", count, FIELD_NEEDED, &event),
    TEXT(next, FIELD_NEEDED),
    INT(seen_until),
};
const struct shape shapes_events = SHAPE_OF(T, events_fields);
#undef T
#define T struct tnw_inbox_seen
static const struct field inbox_seen_fields[] = {INT(seen_until)};
const struct shape shapes_inbox_seen = SHAPE_OF(T, inbox_seen_fields);
#undef T
