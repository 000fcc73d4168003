/*
 * The process of a dossier as it is kept: the events that its timeline goes by, and beside them what was made of that
 * timeline, so that the indexes over all dossiers can be held against it and changed.
 */
#ifndef TNW_STORE_RECORDS_PROCESS_PROCESS_H
#define TNW_STORE_RECORDS_PROCESS_PROCESS_H

#include "base/domain/process.h"
#include "base/limits.h"
#include "store/txn.h"

#define PROCESS_AGENDA ((size_t)LIMIT_PARTICIPANTS * LIMIT_AGENDA_DAYS)

/* A day on which a step of that actor's is due: one row of its list of steps (records/agenda.h). */
struct agenda_row {
    struct id actor;
    day_num day;
};

/* A step of which its people were told, so that they are not told again. */
struct told_step {
    char rule[PROCESS_CODE];
    day_num due;
    bool overdue; /* told that it is overdue; false: that it is due */
    day_num on;   /* which they were told on */
};

struct process_marks {
    day_num wake;     /* its row in the index `wake`; 0: none */
    day_num no_regie; /* since when several take part and nobody keeps the overview; 0: somebody does */
    size_t row_count;
    struct agenda_row rows[PROCESS_AGENDA]; /* by actor and day */
    size_t told_count;
    struct told_step told[LIMIT_PROCESS_TOLD]; /* what is due now, then what was once, the latest first */
    bool is_quiet;                             /* what waits for an answer in it stands in no list: it is closed */
    bool is_sweeping;                          /* and is still taken out of them, or put back: */
    struct id swept;                           /* until this thread */
};

/* Both are large: they belong on the heap. process: its events, and nothing else of it. marks may be NULL. false: there
 * is none yet, or a sticky error; both are then empty. */
bool process_get(struct txn *txn, const struct id *dossier, struct process *process, struct process_marks *marks);
void process_put(struct txn *txn, const struct id *dossier, const struct process *process,
                 const struct process_marks *marks);
void process_hint(struct txn *txn, const struct id *dossier);

/* Puts the event of that object, or replaces it in its place. Where there is no room, the oldest of the kind that there
 * is most of makes some: of one category, kind and step, by one role. */
void process_add(struct process *process, const struct process_event *event);
/* Returns whether there was one. */
bool process_take(struct process *process, const struct id *object);

#endif
