/*
 * The keys of a keyring that a token keeps: lines `token-index ID HEX` and `token ID HEX`, the key encrypted under the
 * token's object tnwd-ID.
 */
#ifndef TNW_CRYPTO_TOKEN_TOKEN_RING_H
#define TNW_CRYPTO_TOKEN_TOKEN_RING_H

#include "crypto/keyring.h"
#include "crypto/token/token.h"

#define TOKEN_FORM "token"
#define TOKEN_INDEX_FORM "token-index"

struct token_ring {
    struct token token;
    bool out_of_reach; /* the process is confined: no module can be loaded any more */
    struct keyring_opener opener;
};

/* It must not move. token: "" in its fields: there is none, which is said when one is needed. */
void token_ring_init(struct token_ring *out, const struct token *token);

/* Makes the file of a new keyring whose keys the token keeps; refuses to replace one. Errors: as token_seal; CONFLICT,
 * IO. */
TNW_MUST_CHECK enum tnw_err token_ring_create(const struct token *token, const char *path, char where[256]);

/* Moves the keys of the file into the token: all lines `index` and `wrap` become the token's, and what they were is
 * overwritten. Whoever uses the keyring notices nothing. Out: moved: how many. Errors: as token_seal, keyring_load. */
TNW_MUST_CHECK enum tnw_err token_ring_move(const struct token *token, const char *path, size_t *moved,
                                            char where[256]);

#endif
