/*
 * Requests for consent: what a professional asks of the patient, and what became of it.
 */
#ifndef TNW_STORE_RECORDS_ASKING_H
#define TNW_STORE_RECORDS_ASKING_H

#include "base/clock.h"
#include "base/codes.h"
#include "base/id.h"
#include "store/records/process/agenda.h"

enum asking_answer { ASKING_OPEN, ASKING_YES, ASKING_NO, ASKING_ANSWERS };

struct asking {
    struct id dossier;
    struct id id;
    struct id by;   /* who asks, for themself */
    enum role role; /* in which they ask */
    code_set categories;
    code_set actions;
    code_set purposes;
    day_num until;   /* last day of the grant that is asked for */
    day_num expires; /* last day on which it can be answered */
    time_ms asked;
    enum asking_answer answer;
    time_ms answered;  /* 0: not yet */
    struct id consent; /* what a yes gave */
    struct buf text;   /* why, for the patient */
};

/* While it has no answer it stands in the list of who asks (records/agenda.h), which both keep. */
void asking_put(struct txn *txn, const struct asking *asking);
void asking_del(struct txn *txn, const struct id *dossier, const struct id *id);
/* Its row there. */
struct agenda_entry asking_entry(const struct asking *asking);
/* false: absent or sticky error; out is then empty. Free with asking_wipe. */
bool asking_get(struct txn *txn, const struct id *dossier, const struct id *id, struct asking *out);
void asking_hint(struct txn *txn, const struct id *dossier, const struct id *id);
void asking_wipe(struct asking *asking);

/* Those of a dossier by id, which is in the order in which they were made, from behind `after` (zero: the first). */
void asking_walk(struct range *walk, struct txn *txn, const struct id *dossier, const struct id *after);
bool asking_next(struct range *walk, const struct id *dossier, struct asking *out);

#endif
