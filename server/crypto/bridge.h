/*
 * A line of the keyring, `bridge OLD NEW HEX`: a new wrapping key encrypted under the old one, for who has that and
 * cannot reach the token that opens the new one: a server that serves. It stands in the file as long as the old key
 * does, whose id it begins with.
 */
#ifndef TNW_CRYPTO_BRIDGE_H
#define TNW_CRYPTO_BRIDGE_H

#include "crypto/aead.h"
#include "crypto/keyring_file.h"

#define BRIDGE_FORM "bridge"
#define BRIDGE_SEALED (AEAD_KEY + AEAD_OVERHEAD)
/* The new id, a blank, the key in hex. */
#define BRIDGE_REST (KEYRING_ID_TEXT + 2 * BRIDGE_SEALED + 1)

struct bridge {
    struct keyring_id old;
    struct keyring_id fresh;
    uint8_t sealed[BRIDGE_SEALED];
};

/* Returns NULL, or what is wrong with the line. */
const char *bridge_parse(struct bridge *out, const struct keyring_line *line);
/* Encrypts the key. Out: rest: what the line says behind the old id. Errors: NO_MEMORY, CRYPTO. */
TNW_MUST_CHECK enum tnw_err bridge_make(char rest[BRIDGE_REST], const struct keyring_id *old,
                                        const struct aead_key *old_key, const struct keyring_id *fresh,
                                        const struct aead_key *key);
/* Errors: CRYPTO: it was changed, or is under another key; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err bridge_cross(const struct bridge *bridge, const struct aead_key *old_key,
                                         struct aead_key *out);

#endif
