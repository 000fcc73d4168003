/*
 * What waits for the caller, or for an answer to them, over all dossiers. The index (records/process/agenda.h) names
 * candidates; each is decided at this moment, as in its dossier or thread it would be: whoever may not see a dossier
 * any more is shown nothing of it.
 */
#ifndef TNW_SERVICE_DUE_DUE_H
#define TNW_SERVICE_DUE_DUE_H

#include "service/core/access.h"
#include "service/core/page.h"
#include "service/process/steps.h"
#include "store/records/asking.h"
#include "store/records/process/agenda.h"
#include "store/records/trio/thread.h"

struct due {
    struct call *call;
    struct txn *txn;
    struct page page;
    enum language language;
    bool bare; /* questions as they are, and nothing else */
    struct agenda_query query;
};

/* One item: the parts that it does not have are empty lists. */
struct due_item {
    const struct access *access;
    day_num day; /* 0: none */
    bool by_me;  /* it waits for an answer to the caller */
    const struct steps *steps;
    day_num alert; /* since when nobody keeps the overview, which is theirs to see to; 0: no matter of theirs */
    const struct thread *thread;
    const struct open_question *question;
    const struct asking *request;
    bool all_requests; /* of the dossier, to its patient */
};

/* Shows a page of it; of a patient, what waits in their own dossiers. due: call, txn, query without actor and after. */
void due_show_list(struct due *due);

/* The steps of the caller's on that day (0: on all that are asked for). due_steps_find: NULL: none, or a sticky error.
 * Free with free(). */
struct steps *due_steps_find(const struct due *due, const struct access *access, day_num day, day_num *alert);
void due_steps_show(struct due *due, const struct due_item *item);

/* false: it is not theirs any more, or they may not confer. Free the thread with thread_wipe in every case. */
bool due_question_find(const struct due *due, const struct access *access, const struct agenda_entry *entry,
                       struct thread *thread, const struct open_question **open);
void due_question_show(struct due *due, const struct due_item *item);

/* false: it is not theirs, or not open any more. Free with asking_wipe in every case. */
bool due_consent_find(const struct due *due, const struct access *access, const struct agenda_entry *entry,
                      struct asking *request);
/* Whether anything waits for the patient of the dossier. */
bool due_consent_waits(const struct due *due, const struct access *access);
void due_consent_show(struct due *due, const struct due_item *item);

#endif
