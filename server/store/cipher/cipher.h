/*
 * Inside the store: values encrypted under the data key of their place (store/cipher/place.h): AES-256-GCM, the
 * associated data being the space and the key, so that a value can be decrypted only where it was put.
 */
#ifndef TNW_STORE_CIPHER_CIPHER_H
#define TNW_STORE_CIPHER_CIPHER_H

#include "store/layout.h"

struct txn;

/* The place of what belongs to nobody: zero. */
extern const struct id cipher_nobody;

/* Makes and wraps a fresh data key for a place. Errors are sticky in txn, as in all below. */
void cipher_new_key(struct txn *txn, const struct id *place);
/* Removes the data key of a place: what is encrypted under it cannot be decrypted any more, in this transaction
 * neither. */
void cipher_drop_key(struct txn *txn, const struct id *place);

/* Whether the place's data key opens: sticky CRYPTO when the keyring is another one, CORRUPT when there is none. */
void cipher_try_key(struct txn *txn, const struct id *place);

/* Takes plain over, and frees it. Where place_makes_key says so, a place gets its key with its first value. */
void cipher_put(struct txn *txn, enum space space, struct slice key, const struct id *place, struct buf *plain);
/* Appends the plain text to out. false: absent, as all of an erased dossier is, or a sticky error. */
bool cipher_get(struct txn *txn, enum space space, struct slice key, const struct id *place, struct buf *out);
/* The same for a value that is at hand. */
bool cipher_decrypt(struct txn *txn, enum space space, struct slice key, const struct id *place, struct slice value,
                    struct buf *out);
/* Appends the encrypted form to out, for who puts it with something beside it. */
void cipher_encrypt(struct txn *txn, struct buf *out, enum space space, struct slice key, const struct id *place,
                    struct slice plain);

#endif
