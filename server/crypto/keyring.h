/*
 * The keyring: the secrets that are never in the data folder nor in a backup. A text file of mode 0600 (or a systemd
 * credential), one line per key: `NAME ID HEX`, NAME `index` (one, for ever) or `wrap` (the last one wraps, all
 * unwrap).
 */
#ifndef TNW_CRYPTO_KEYRING_H
#define TNW_CRYPTO_KEYRING_H

#include "base/bytes.h"
#include "base/id.h"
#include "crypto/aead.h"
#include "crypto/hash.h"

#define KEYRING_WRAP_MAX 16
#define KEYRING_KEY_ID 8 /* bytes of the id of a key */

struct keyring;

/* Makes a fresh file; refuses to replace one. Errors: IO, CONFLICT. */
TNW_MUST_CHECK enum tnw_err keyring_create(const char *path);
/* Errors: CONFIGURATION (bad line, wrong mode or owner), IO, NO_MEMORY. where: at least 256 characters. */
TNW_MUST_CHECK enum tnw_err keyring_load(struct keyring **out, const char *path, char where[256]);
void keyring_free(struct keyring **keyring);

/* The searchable stand-in for an identity number: HMAC under the index key, with a purpose tag. */
struct hash keyring_index(const struct keyring *keyring, const char *purpose, struct slice bytes);

/* Wraps a data key for a place (the dossier's id; zero for the registry): appends version ‖ id of the wrapping key ‖
 * data key, encrypted, to out (sticky errors in out). */
void keyring_wrap(const struct keyring *keyring, struct aead_scratch *scratch, struct buf *out, const struct id *place,
                  const struct aead_key *key);
/* Errors: CRYPTO, CORRUPT (unknown version or wrapping key), NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err keyring_unwrap(const struct keyring *keyring, struct aead_scratch *scratch,
                                           struct aead_key *out, const struct id *place, struct slice wrapped);

/* The ids of all wrapping keys that there are. Returns how many. */
size_t keyring_wrapping_ids(const struct keyring *keyring, uint8_t ids[KEYRING_WRAP_MAX][KEYRING_KEY_ID]);

#endif
