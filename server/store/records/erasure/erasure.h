/*
 * Erased dossiers: what is left of one beside the log. Who may ask for it, why it was erased, how far that is, and
 * which wrapping keys must be gone before nothing can be read any more.
 */
#ifndef TNW_STORE_RECORDS_ERASURE_ERASURE_H
#define TNW_STORE_RECORDS_ERASURE_ERASURE_H

#include "base/clock.h"
#include "base/id.h"
#include "crypto/hash.h"
#include "crypto/keyring.h"
#include "store/range.h"
#include "store/txn.h"

/* Stored: append, never reorder. */
enum erasure_state {
    ERASURE_CLOSED,   /* its data key is removed: nothing of it answers any more */
    ERASURE_EMPTIED,  /* none of its rows is left, nor a mention of it */
    ERASURE_COMPLETE, /* no key that ever wrapped its data key exists any more, and no managed backup holds that */
    ERASURE_STATES
};
enum erasure_why { ERASURE_REQUEST, ERASURE_RETENTION, ERASURE_ORDER, ERASURE_WHYS };
/* What the patient may say of their request; nobody has to. */
enum erasure_reason {
    ERASURE_NO_REASON,
    ERASURE_NOT_NEEDED,
    ERASURE_MISTAKE,
    ERASURE_NO_TRUST,
    ERASURE_OTHER,
    ERASURE_REASONS
};

/* Those that the keyring held when it was closed, and the one that wrapped its data key. */
#define ERASURE_KEYS (KEYRING_WRAP_MAX + 1)

struct erasure {
    struct id dossier;
    enum erasure_state state;
    enum erasure_why why;
    enum erasure_reason reason;   /* of a request */
    struct hash patient;          /* index of their identity: whoever has it may ask */
    struct id by;                 /* of a request: who asked; zero: the server, or the operator */
    struct hash order;            /* of an order: stands for its reference; else zero */
    time_ms at[ERASURE_STATES];   /* when it came to each state; 0: not yet */
    uint64_t seq[ERASURE_STATES]; /* of the record of that */
    size_t key_count;
    uint8_t keys[ERASURE_KEYS][KEYRING_KEY_ID];
};

/* false: it was not erased, or a sticky error. */
bool erasure_get(struct txn *txn, const struct id *dossier, struct erasure *out);
bool erasure_is(struct txn *txn, const struct id *dossier);
/* A new one, or one that came to a further state. */
void erasure_put(struct txn *txn, const struct erasure *erasure);
/* Notes which wrapping keys there are: while its data key is still there. */
void erasure_note_keys(struct txn *txn, struct erasure *erasure);
/* Whether a wrapping key that it notes is still in the keyring. */
bool erasure_has_keys(const struct txn *txn, const struct erasure *erasure);

/* Those in that state, by id, from behind `after` (zero: the first); not of complete ones. Returns how many, at most
 * max. */
size_t erasure_in_state(struct txn *txn, enum erasure_state state, const struct id *after, struct id out[], size_t max);
/* Those of a patient. range_close ends the walk. erasure_next: false: no more, or a sticky error. */
void erasure_walk_of_patient(struct range *walk, struct txn *txn, const struct hash *patient, const struct id *after);
bool erasure_next(struct range *walk, struct id *out);

#endif
