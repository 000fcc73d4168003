/*
 * Ed25519 signatures (RFC 8032, the pure variant) on OpenSSL.
 */
#ifndef TNW_CRYPTO_SIGN_H
#define TNW_CRYPTO_SIGN_H

#include "base/bytes.h"

#define SIGN_SEED 32
#define SIGN_PUBLIC 32
#define SIGN_SIGNATURE 64

/* A private key. Any number of threads may sign with one at the same time. */
struct sign_key;

/* The key of a seed: 32 random bytes, which RFC 8032 calls the private key; the caller wipes its own copy.
 * Out: *out is owned by the caller, NULL on failure. Errors: NO_MEMORY, CRYPTO. */
TNW_MUST_CHECK enum tnw_err sign_key_new(struct sign_key **out, const uint8_t seed[SIGN_SEED]);
void sign_key_free(struct sign_key **key); /* wipes it; *key may be NULL, and is NULL afterwards */
void sign_key_public(const struct sign_key *key, uint8_t out[SIGN_PUBLIC]);

/* Signs the message, RFC 8032 section 5.1.6. Out: out is zero on failure. Errors: NO_MEMORY, CRYPTO. */
TNW_MUST_CHECK enum tnw_err sign_make(const struct sign_key *key, struct slice message, uint8_t out[SIGN_SIGNATURE]);

/* Checks a signature, RFC 8032 section 5.1.7; a second form of the same signature (S + L) is refused.
 * Errors: CRYPTO: not a signature by that key over that message, or no public key at all; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err sign_verify(const uint8_t public_key[SIGN_PUBLIC], struct slice message,
                                        const uint8_t signature[SIGN_SIGNATURE]);

#endif
