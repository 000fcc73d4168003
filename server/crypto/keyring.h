/*
 * The keyring: the secrets that are never in the data folder nor in a backup. Its file (keyring_file.h) has the key of
 * indexes and wrapping keys. Which of those wraps, the store says; all unwrap.
 *
 * Wrapping keys come and go while the keyring is used: it is read again when its file has changed, and when a wrapping
 * key is asked for that it does not know. Any thread may use it at any time.
 */
#ifndef TNW_CRYPTO_KEYRING_H
#define TNW_CRYPTO_KEYRING_H

#include "base/bytes.h"
#include "base/id.h"
#include "crypto/aead.h"
#include "crypto/hash.h"
#include "crypto/keyring_file.h"

#define KEYRING_KEY_ID KEYRING_ID

struct keyring;

/* Makes a fresh file; refuses to replace one. Errors: IO, CONFLICT. */
TNW_MUST_CHECK enum tnw_err keyring_create(const char *path);
/* Errors: CONFIGURATION (bad line, wrong mode or owner), IO, NO_MEMORY. where: at least 256 characters. */
TNW_MUST_CHECK enum tnw_err keyring_load(struct keyring **out, const char *path, char where[256]);
/* opener: NULL: lines of other forms are refused. */
TNW_MUST_CHECK enum tnw_err keyring_load_with(struct keyring **out, const char *path,
                                              const struct keyring_opener *opener, char where[256]);
void keyring_free(struct keyring **keyring);

/* The searchable stand-in for an identity number: HMAC under the index key, with a purpose tag. */
struct hash keyring_index(const struct keyring *keyring, const char *purpose, struct slice bytes);

/* The wrapping keys, in the order of the file. Returns how many. */
size_t keyring_list(const struct keyring *keyring, struct keyring_id out[KEYRING_WRAP_MAX]);
/* The same as bytes. */
size_t keyring_wrapping_ids(const struct keyring *keyring, uint8_t ids[KEYRING_WRAP_MAX][KEYRING_KEY_ID]);
/* Looks into the file again before it says no. */
bool keyring_has(const struct keyring *keyring, const struct keyring_id *id);
/* The last one of the file: that of a new store. */
struct keyring_id keyring_last(const struct keyring *keyring);

/* Reads the file again if it is another one than what is in force, and the same as at the last look: it may still be
 * being written. A bad one, one with another index key, and one without the key that it must have (NULL: none) leave
 * the old one in force; they are tried again after a minute. One thread at a time. Out:
 * changed: another file was taken up since the last look, here or where a key was asked for. Errors: as
 * keyring_load, once for each try. */
TNW_MUST_CHECK enum tnw_err keyring_look(const struct keyring *keyring, const struct keyring_id *must, int64_t now,
                                         bool *changed, char where[256]);

/* Puts a fresh wrapping key behind the others, of the opener where it makes some, and reads the file again. Out: id.
 * Errors: as keyring_load; CONFLICT: there are KEYRING_WRAP_MAX. */
TNW_MUST_CHECK enum tnw_err keyring_add(const struct keyring *keyring, struct keyring_id *id, char where[256]);
/* Destroys these keys: what stands behind their lines, and then the lines themselves, which are overwritten. Absent is
 * fine. The file is read again: this keyring has none of them any more. Errors: as keyring_load. */
TNW_MUST_CHECK enum tnw_err keyring_destroy(const struct keyring *keyring, const struct keyring_id *ids, size_t count,
                                            char where[256]);
/* Whether this process could do those. */
bool keyring_can_change(const struct keyring *keyring);
const char *keyring_path(const struct keyring *keyring);

/* Wraps a data key for a place under the wrapping key of that id: appends version ‖ id ‖ data key, encrypted, to out
 * (sticky errors in out; CRYPTO: the keyring has no such wrapping key). */
void keyring_wrap(const struct keyring *keyring, const struct keyring_id *id, struct aead_scratch *scratch,
                  struct buf *out, const struct id *place, const struct aead_key *key);
/* Errors: CRYPTO, CORRUPT (unknown version or wrapping key), NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err keyring_unwrap(const struct keyring *keyring, struct aead_scratch *scratch,
                                           struct aead_key *out, const struct id *place, struct slice wrapped);
/* Under which wrapping key that is. false: it is no wrapped key. */
bool keyring_wrapped_by(struct slice wrapped, struct keyring_id *id);

#endif
