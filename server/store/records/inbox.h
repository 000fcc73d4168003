/*
 * Each actor's inbox: events in the order in which they happened. An event names things by id and holds no content.
 */
#ifndef TNW_STORE_RECORDS_INBOX_H
#define TNW_STORE_RECORDS_INBOX_H

#include "base/clock.h"
#include "base/codes.h"
#include "base/id.h"
#include "store/range.h"
#include "store/txn.h"

/* Stored: append, never reorder. */
#define EVENT_LIST(X)                                                                                                  \
    X(PARTICIPANT_ADDED, "participant.added", ID_ACTOR)                                                                \
    X(PARTICIPANT_REMOVED, "participant.removed", ID_ACTOR)                                                            \
    X(CONSENT_GRANTED, "consent.granted", ID_CONSENT)                                                                  \
    X(CONSENT_RECORDED, "consent.recorded", ID_CONSENT)                                                                \
    X(CONSENT_WITHDRAWN, "consent.withdrawn", ID_CONSENT)                                                              \
    X(FRAGMENT_ADDED, "fragment.added", ID_FRAGMENT)                                                                   \
    X(FRAGMENT_AMENDED, "fragment.amended", ID_FRAGMENT)                                                               \
    X(THREAD_STARTED, "thread.started", ID_THREAD)                                                                     \
    X(MESSAGE_POSTED, "message.posted", ID_MESSAGE)                                                                    \
    X(THREAD_CLOSED, "thread.closed", ID_THREAD)                                                                       \
    X(DOSSIER_CLOSED, "dossier.closed", ID_DOSSIER)                                                                    \
    X(ACCESS_FIRST, "access.first", ID_ACTOR)                                                                          \
    X(DOSSIER_REOPENED, "dossier.reopened", ID_DOSSIER)                                                                \
    X(DOSSIER_DOUBLE, "dossier.double", ID_DOSSIER)                                                                    \
    X(FACTS_CHANGED, "facts.changed", ID_DOSSIER)                                                                      \
    X(REGIE_CHANGED, "regie.changed", ID_ACTOR)                                                                        \
    X(REGIE_NONE, "regie.none", ID_DOSSIER)                                                                            \
    X(SUSPENSION_BEGUN, "suspension.begun", ID_SUSPENSION)                                                             \
    X(SUSPENSION_ENDED, "suspension.ended", ID_SUSPENSION)                                                             \
    X(STEP_DUE, "step.due", ID_DOSSIER)                                                                                \
    X(STEP_OVERDUE, "step.overdue", ID_DOSSIER)                                                                        \
    X(FRAGMENT_RETRACTED, "fragment.retracted", ID_FRAGMENT)                                                           \
    X(FRAGMENT_SIGNED, "fragment.signed", ID_FRAGMENT)                                                                 \
    X(CONSENT_ASKED, "consent.asked", ID_ASKING)                                                                       \
    X(CONSENT_ANSWERED, "consent.answered", ID_ASKING)                                                                 \
    X(CASUS_INVITED, "casus.invited", ID_CASUS)                                                                        \
    X(CASUS_MESSAGE, "casus.message", ID_CASUS)                                                                        \
    X(CASUS_CLOSED, "casus.closed", ID_CASUS)                                                                          \
    X(MOMENT_CHANGED, "moment.changed", ID_MOMENT)                                                                     \
    X(MOMENT_CANCELLED, "moment.cancelled", ID_MOMENT)                                                                 \
    X(DOSSIER_ERASED, "dossier.erased", ID_DOSSIER)                                                                    \
    X(GONE, "gone", ID_DOSSIER) /* of an erased dossier: only its number is left; never shown */                       \
    X(RETENTION_WARNED, "retention.warned", ID_DOSSIER)                                                                \
    X(ERASURE_COMPLETE, "erasure.complete", ID_DOSSIER)

#define EVENT_ENUM(name, text, kind) EVENT_##name,
enum event_type { EVENT_LIST(EVENT_ENUM) EVENT_COUNT };
#undef EVENT_ENUM

#define EVENT_RULE 40 /* longest code of a rule and NUL */

struct event {
    uint64_t seq; /* counts up from 1 in each inbox */
    enum event_type type;
    time_ms time;
    struct id dossier;
    struct id object;
    struct id by;
    struct id acted_for;    /* in whose name; zero: in their own */
    struct id thread;       /* in which it happened; zero: in none */
    enum message_kind kind; /* of MESSAGE_POSTED, as is the next */
    day_num answer_by;      /* 0: none */
    char rule[EVENT_RULE];  /* of STEP_DUE and STEP_OVERDUE: the code of the step; "" for none */
    day_num due;            /* the step's day; of RETENTION_WARNED: that of erasure; 0: none */
};

const char *event_type_text(enum event_type type);
enum id_kind event_object_kind(enum event_type type);

/* Puts it behind the last one; event->seq is set. */
void inbox_put(struct txn *txn, const struct id *actor, struct event *event);
/* The events behind seq `after`. range_close ends the walk. inbox_next: false: no more, or a sticky error. */
void inbox_walk(struct range *walk, struct txn *txn, const struct id *actor, uint64_t after);
bool inbox_next(struct range *walk, const struct id *actor, struct event *out);
/* A row of the space. false: a sticky error, or its key is none. */
bool inbox_parse(struct txn *txn, struct slice key, struct slice value, struct event *out);
/* Leaves nothing of the event in that row but its number. */
void inbox_blank(struct txn *txn, struct slice key);
/* The seq of the newest event; 0: there is none. */
uint64_t inbox_last(struct txn *txn, const struct id *actor);
/* Until which event its owner has seen it, as they said themself; 0: they never did, or sticky error. */
uint64_t inbox_seen(struct txn *txn, const struct id *actor);
void inbox_put_seen(struct txn *txn, const struct id *actor, uint64_t until);
/* For who will put an event there. */
void inbox_hint(struct txn *txn, const struct id *actor);

#endif
