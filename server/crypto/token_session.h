/*
 * Inside the token's child process: one session with the token, through the vendor's module.
 */
#ifndef TNW_CRYPTO_TOKEN_SESSION_H
#define TNW_CRYPTO_TOKEN_SESSION_H

#include "crypto/token.h"

enum token_act { TOKEN_OPEN, TOKEN_SEAL, TOKEN_DESTROY };

/* Opens the module, logs in, and does it with each key. Nothing is closed: the process ends behind it. */
TNW_MUST_CHECK enum tnw_err token_session_run(const struct token *token, enum token_act act, struct token_key *keys,
                                              size_t count, char where[256]);

#endif
