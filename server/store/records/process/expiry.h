/*
 * The index over all dossiers by when what they hold ends: each has one row, by the year in which something was added
 * last, and once its patient was told that it ends, by the day of that. It follows the dossier's term, and says nothing
 * of the policy: what is due by now is reckoned when somebody looks.
 */
#ifndef TNW_STORE_RECORDS_PROCESS_EXPIRY_H
#define TNW_STORE_RECORDS_PROCESS_EXPIRY_H

#include "base/clock.h"
#include "base/id.h"
#include "store/txn.h"

/* What the end is reckoned from (rules/retention/retention.h); in the dossier's header. */
struct expiry_term {
    int year;           /* in which something was added last, in Belgium; 0: not known yet (retention/adopting.h) */
    day_num warned;     /* on which the patient was told that it ends; 0: not yet */
    uint64_t warned_at; /* 1 + seq of the record of that */
};

enum expiry_stage { EXPIRY_LIVE, EXPIRY_WARNED, EXPIRY_STAGES };

struct expiry {
    enum expiry_stage stage;
    uint32_t number; /* LIVE: the year; WARNED: the day */
    struct id dossier;
};

/* The row that a dossier with that term has. */
struct expiry expiry_of(const struct id *dossier, const struct expiry_term *term);

void expiry_put(struct txn *txn, const struct id *dossier, const struct expiry_term *term);
void expiry_del(struct txn *txn, const struct id *dossier, const struct expiry_term *term);
/* The row and *term become that of the new one; the header is the caller's to put. */
void expiry_move(struct txn *txn, const struct id *dossier, struct expiry_term *term, const struct expiry_term *to);
bool expiry_has(struct txn *txn, const struct expiry *row);
/* false: sticky error, or key is none. */
bool expiry_parse(struct slice key, struct expiry *out);

/* The first rows behind that one, of its stage, until that number; at most max. Returns how many. The row with a zero
 * dossier stands before all of its number. */
size_t expiry_load(struct txn *txn, const struct expiry *after, uint32_t last, struct expiry out[], size_t max);

/* How far the dossiers of an older format were looked at: until that one. false: none yet, or a sticky error; until is
 * then zero. */
bool expiry_get_adopted(struct txn *txn, struct id *until);
void expiry_put_adopted(struct txn *txn, const struct id *until);

#endif
