/*
 * Answers kept for retries: by actor and Idempotency-Key, for a day.
 */
#ifndef TNW_STORE_RECORDS_IDEMPOTENCY_H
#define TNW_STORE_RECORDS_IDEMPOTENCY_H

#include "base/id.h"
#include "crypto/hash.h"
#include "store/txn.h"

struct kept_answer {
    struct hash request; /* digest of what was asked */
    time_ms kept;
    struct id dossier; /* under whose key it is encrypted; zero: of no dossier, under the actor's */
    struct buf answer; /* the reply, as its owner encodes it */
    bool gone;         /* there was an answer, of a dossier that was erased since; the rest says nothing */
};

/* key: the index of the Idempotency-Key, as docs/protocol.md says. Finds what was kept in the LIMIT_IDEMPOTENCY_MS
 * before now; when the log's time leapt in them, also what was kept in those before the leap. false: absent or sticky
 * error. Free with kept_answer_wipe. */
bool idempotency_get(struct txn *txn, const struct id *actor, const struct hash *key, time_ms now,
                     struct kept_answer *out);
/* For who will ask for it. */
void idempotency_hint(struct txn *txn, const struct id *actor, const struct hash *key, time_ms now);
void idempotency_put(struct txn *txn, const struct id *actor, const struct hash *key, const struct kept_answer *answer);
/* In place of the answer of that row: that there was one. */
void idempotency_put_gone(struct txn *txn, struct slice key);
/* Whether a row of the space, whose key is that, can be read. false: sticky error, or its key is none. */
bool idempotency_opens(struct txn *txn, struct slice key, struct slice value);
void kept_answer_wipe(struct kept_answer *answer);

/* Removes at most `most` answers of half days that idempotency_get no longer looks into. */
void idempotency_expire(struct txn *txn, time_ms now, unsigned most);

#endif
