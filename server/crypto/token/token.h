/*
 * Keys that can be used only with a PKCS#11 token (a smart card, an HSM): each is encrypted under an object of its own
 * in the token, so that destroying the object destroys the key for good.
 *
 * The vendor's module runs in a child process that lives as long as one call here: what it leaves in memory (the PIN,
 * keys, threads) goes with it, and when it hangs or crashes that is an error with words. Before there are threads, and
 * before the process is confined.
 */
#ifndef TNW_CRYPTO_TOKEN_TOKEN_H
#define TNW_CRYPTO_TOKEN_TOKEN_H

#include "crypto/token/token_session.h"

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
