/*
 * Which wrapping key wraps the data keys, and how far a rotation to another one has come.
 */
#ifndef TNW_STORE_CIPHER_WRAPPING_H
#define TNW_STORE_CIPHER_WRAPPING_H

#include "base/clock.h"
#include "crypto/keyring.h"
#include "store/txn.h"

/* The wrapping key of every data key that is made, and of all others but while a rotation goes on. false: absent, which
 * is damage, or a sticky error. */
bool wrapping_get(struct txn *txn, struct keyring_id *out);
void wrapping_put(struct txn *txn, const struct keyring_id *id);
/* For who will make a data key. */
void wrapping_hint(struct txn *txn);

/* The steps of a rotation that is begun. */
enum rotation_step {
    ROTATION_WRAPS, /* data keys behind the cursor may be under an old key */
    ROTATION_ENDS,  /* none is; old keys are to be destroyed */
    ROTATION_STEPS
};

struct rotation {
    struct keyring_id to;
    struct keyring_id old[KEYRING_WRAP_MAX]; /* those that are to be destroyed */
    size_t old_count;
    time_ms begun;
    uint64_t total; /* data keys that were under another key then */
    uint64_t done;
    struct id cursor; /* the last place that was looked at */
    enum rotation_step step;
};

/* false: there is none, or a sticky error. */
bool rotation_get(struct txn *txn, struct rotation *out);
void rotation_put(struct txn *txn, const struct rotation *rotation);
void rotation_del(struct txn *txn);

#endif
