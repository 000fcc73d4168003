/*
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce in front: nonce ‖ ciphertext ‖ 16-byte tag.
 * A key encrypts at most 2^32 messages; a dossier has fewer by orders of magnitude.
 */
#ifndef TNW_CRYPTO_AEAD_H
#define TNW_CRYPTO_AEAD_H

#include "base/bytes.h"

#define AEAD_KEY 32
#define AEAD_OVERHEAD 28

struct aead_key {
    uint8_t bytes[AEAD_KEY];
};

/* Reusable working memory: making it costs more than a small value does. One thread at a time. NULL: no memory. */
struct aead_scratch;
struct aead_scratch *aead_scratch_new(void);
void aead_scratch_free(struct aead_scratch **scratch);
/* Wipes all keys that it still holds; it can be used on. */
void aead_scratch_forget(struct aead_scratch *scratch);

/* Appends the encrypted form to out (sticky errors in out). ad: bound, not stored. */
void aead_encrypt(struct aead_scratch *scratch, struct buf *out, const struct aead_key *key, struct slice ad,
                  struct slice plain);
/* The same into memory that is there: plain.len + AEAD_OVERHEAD bytes. Errors: CRYPTO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err aead_encrypt_to(struct aead_scratch *scratch, uint8_t *out, const struct aead_key *key,
                                            struct slice ad, struct slice plain);

/* Appends the plain text to out. Errors: CRYPTO (changed, moved or another key), NO_MEMORY; out is as it was then. */
TNW_MUST_CHECK enum tnw_err aead_decrypt(struct aead_scratch *scratch, struct buf *out, const struct aead_key *key,
                                         struct slice ad, struct slice encrypted);

#endif
