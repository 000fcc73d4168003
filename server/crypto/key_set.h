/*
 * Inside the keyring: what its file holds, read and understood.
 */
#ifndef TNW_CRYPTO_KEY_SET_H
#define TNW_CRYPTO_KEY_SET_H

#include "crypto/hash.h"
#include "crypto/keyring_file.h"

struct key_set_key {
    struct keyring_id id;
    struct aead_key key;
};

struct key_set {
    struct keyring_id index_id; /* that of the keyring, for ever */
    uint8_t index[HASH_SIZE];
    bool has_index;
    struct key_set_key wrap[KEYRING_WRAP_MAX];
    size_t count;
};

/* In: known: what is in force; NULL: nothing yet. Out: file: which it was. Errors: as keyring_file_read; those of the
 * opener. */
TNW_MUST_CHECK enum tnw_err key_set_read(struct key_set *out, const struct key_set *known, const char *path,
                                         const struct keyring_opener *opener, struct stat *file, char where[256]);
/* Puts a fresh key of that id, which the opener keeps, behind the others, and a bridge to it from the old one. Errors:
 * as keyring_add. */
TNW_MUST_CHECK enum tnw_err key_set_keep_new(const char *path, const struct keyring_opener *opener,
                                             const struct key_set_key *old, const struct keyring_id *id,
                                             char where[256]);
/* NULL: it is not among them. */
const struct key_set_key *key_set_find(const struct key_set *keys, const struct keyring_id *id);

#endif
