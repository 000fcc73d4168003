/*
 * Inside the store: whose each encrypted row is. A place has a data key of its own: a dossier, an actor, a fiche, a
 * case discussion, a netwerkmoment, an identity (the first 16 bytes of its index), or nobody (zero: counts,
 * statistics).
 */
#ifndef TNW_STORE_CIPHER_PLACE_H
#define TNW_STORE_CIPHER_PLACE_H

#include "crypto/hash.h"
#include "store/layout.h"

struct txn;

/* Where the place of a row stands. */
enum place_rule {
    PLACE_RULE_NONE,   /* the space is not encrypted */
    PLACE_RULE_FIRST,  /* the first 16 bytes of the key */
    PLACE_RULE_LAST,   /* the last 16 bytes of the key */
    PLACE_RULE_THREAD, /* the dossier of the thread with which the key begins */
    PLACE_RULE_VALUE,  /* the first 16 bytes of the value, which are not encrypted */
    PLACE_RULE_NOBODY, /* zero */
};

enum place_rule place_rule(enum space space);
/* Whether the first value of a place makes its data key. Elsewhere the key is made with the dossier or the case
 * discussion itself, and a value without one is damage. */
bool place_makes_key(enum space space);
/* Of an identity, by its index. */
struct id place_of_identity(const struct hash *identity);

/* false: nothing in the row is encrypted, its thread is none, or a sticky error. */
bool place_of_row(struct txn *txn, enum space space, struct slice key, struct slice value, struct id *place);
/* Whether there is a row that is encrypted under the place's data key; of a fiche: or was. */
bool place_is_used(struct txn *txn, const struct id *place);

#endif
