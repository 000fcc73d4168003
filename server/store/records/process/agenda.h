/*
 * Two indexes over all dossiers. `agenda`: what waits for somebody, in lists by day, each row with where it stands
 * written; the lists are read as one. `wake`: when the timeline of a dossier changes by itself. What both hold of a
 * timeline stands in its process (records/process.h), the rest in threads and requests for consent.
 */
#ifndef TNW_STORE_RECORDS_PROCESS_AGENDA_H
#define TNW_STORE_RECORDS_PROCESS_AGENDA_H

#include "base/codes.h"
#include "base/id.h"
#include "store/range.h"
#include "store/txn.h"

enum agenda_list {
    AGENDA_STEPS,    /* a day on which steps of a dossier are theirs to do, or nobody keeps its overview */
    AGENDA_ASKED_OF, /* a question that they are asked */
    AGENDA_ASKED_BY, /* a question of theirs that nobody answered */
    AGENDA_CONSENT,  /* a request for consent of theirs that the patient did not answer */
    AGENDA_LISTS
};

/* The last day of a question that has none. */
#define AGENDA_NO_DAY INT32_MAX

struct agenda_entry {
    struct id actor; /* whose list it stands in */
    enum agenda_list list;
    day_num day;       /* of a request for consent: the last one on which it can be answered */
    struct id id;      /* the dossier of steps, the message of a question, the request */
    struct id dossier; /* this and what follows is no part of its key */
    struct id thread;  /* of a question; else zero */
};

void agenda_put(struct txn *txn, const struct agenda_entry *entry);
void agenda_del(struct txn *txn, const struct agenda_entry *entry);
bool agenda_has(struct txn *txn, const struct agenda_entry *entry);
/* One that is at hand, under actor, list, day and id: fills in the rest. false: sticky error. */
bool agenda_parse(struct txn *txn, struct slice stored, struct agenda_entry *entry);

/* The day by which it stands among the others. Nobody is late with a consent: it stands with what has no day. */
day_num agenda_rank(const struct agenda_entry *entry);

struct agenda_query {
    struct id actor;
    code_set lists;
    day_num before;            /* of questions that have a day, only those before that one; AGENDA_NO_DAY: all */
    day_num steps_before;      /* the same of steps */
    bool undated;              /* also what has no day */
    day_num today;             /* requests for consent that can be answered on this day still */
    struct agenda_entry after; /* list, day and id of the last row; zero: from the first */
};

/* All rows that are asked for, by rank, list, day and id, however they lie: a step of the walk costs one read. A writer
 * must not write before agenda_close. agenda_next: false: no more, or a sticky error. */
struct agenda_walk {
    struct agenda_query query;
    struct txn *txn;
    struct range ranges[AGENDA_LISTS];
    struct agenda_entry heads[AGENDA_LISTS]; /* the next row of each list */
    bool has_head[AGENDA_LISTS];
    bool in_undated[AGENDA_LISTS];
};

void agenda_open(struct agenda_walk *walk, struct txn *txn, const struct agenda_query *query);
bool agenda_next(struct agenda_walk *walk, struct agenda_entry *out);
void agenda_close(struct agenda_walk *walk);

void wake_put(struct txn *txn, day_num day, const struct id *dossier);
void wake_del(struct txn *txn, day_num day, const struct id *dossier);
/* The first ones behind that day and dossier (zero: of all) until the last day, at most max. Returns how many. */
struct wake {
    day_num day;
    struct id dossier;
};
size_t wake_load(struct txn *txn, const struct wake *after, day_num last, struct wake out[], size_t max);

#endif
