/*
 * Keys that can be used only with a PKCS#11 token (a smart card, an HSM): each is encrypted under an object of its own
 * in the token, so that destroying the object destroys the key for good.
 *
 * The vendor's module runs in a child process that lives as long as one call here: what it leaves in memory (the PIN,
 * keys, threads) goes with it, and when it hangs or crashes that is an error with words. Before there are threads, and
 * before the process is confined.
 */
#ifndef TNW_CRYPTO_TOKEN_H
#define TNW_CRYPTO_TOKEN_H

#include "base/bytes.h"

#define TOKEN_KEY 32
#define TOKEN_ID 8
/* A nonce, the key, a tag: AES-256-GCM. */
#define TOKEN_SEALED (12 + TOKEN_KEY + 16)
/* Keys of one call: those of a keyring. */
#define TOKEN_KEYS_MAX 32

/* Which token, and who may use it. The strings are the caller's. */
struct token {
    const char *module; /* the vendor's library */
    const char *label;
    const char *pin; /* the file that the PIN is in; mode 0600 */
};

/* A key, and what it is outside of the token. Its object is labelled tnwd-ID. */
struct token_key {
    uint8_t id[TOKEN_ID];
    uint8_t sealed[TOKEN_SEALED];
    uint8_t key[TOKEN_KEY];
};

/* In all: where: at least 256 characters; what to do. Errors: CONFIGURATION: no such token or key, a wrong PIN;
 * UNAVAILABLE: the module does not answer; NO_MEMORY. A PIN is tried once; when the token says that a wrong one was
 * given to it, none is tried. */

/* Fills in each key from its sealed form. Also CRYPTO: it is another one than was sealed. */
TNW_MUST_CHECK enum tnw_err token_open(const struct token *token, struct token_key *keys, size_t count,
                                       char where[256]);
/* Makes an object for each key, unless there is one, and fills in the sealed form. */
TNW_MUST_CHECK enum tnw_err token_seal(const struct token *token, struct token_key *keys, size_t count,
                                       char where[256]);
/* Destroys the object of each key; one that is not there is fine. */
TNW_MUST_CHECK enum tnw_err token_destroy(const struct token *token, struct token_key *keys, size_t count,
                                          char where[256]);

#endif
