/*
 * One session with a token, through the vendor's module. Only token.h uses it, in a child process.
 */
#ifndef TNW_CRYPTO_TOKEN_TOKEN_SESSION_H
#define TNW_CRYPTO_TOKEN_TOKEN_SESSION_H

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

enum token_act { TOKEN_OPEN, TOKEN_SEAL, TOKEN_DESTROY };

/* Opens the module, logs in, and does it with each key. Nothing is closed: the process ends behind it. */
TNW_MUST_CHECK enum tnw_err token_session_run(const struct token *token, enum token_act act, struct token_key *keys,
                                              size_t count, char where[256]);

#endif
