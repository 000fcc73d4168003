/*
 * What brings a keyring back: a file beside it with each of its keys encrypted to a public key, whose private key is
 * in escrow, in shares. The escrow alone opens nothing: a wrapping key that is destroyed goes out of this file too, and
 * no older escrow brings it back. Nor does a rotation make an escrow worthless, since what comes anew is encrypted to
 * the same public key.
 *
 * It has the form of a keyring's file (keyring_file.h), and is replaced and overwritten as that is:
 *
 *     escrow ID PUBLIC K N TIME    of X25519; K shares of N are needed
 *     share NUMBER DIGEST          so that a wrong one is named
 *     index ID HEX, wrap ID HEX    keys of the keyring
 *     log-key ID HEX               the file of the log's key
 */
#ifndef TNW_CRYPTO_ESCROW_RECOVERY_H
#define TNW_CRYPTO_ESCROW_RECOVERY_H

#include "base/clock.h"
#include "crypto/escrow/shamir.h"
#include "crypto/hash.h"
#include "crypto/key_set.h"

#define RECOVERY_KEYS (KEYRING_WRAP_MAX + 2)
/* The file of the log's key is below that. */
#define RECOVERY_PLAIN_MAX 320
#define RECOVERY_SEALED_MAX (RECOVERY_PLAIN_MAX + 32 + AEAD_OVERHEAD)

enum recovery_kind { RECOVERY_INDEX, RECOVERY_WRAP, RECOVERY_LOG_KEY, RECOVERY_KINDS };

struct recovery_key {
    enum recovery_kind kind;
    struct keyring_id id;
    uint8_t sealed[RECOVERY_SEALED_MAX];
    size_t len;
};

struct recovery {
    struct keyring_id escrow;
    uint8_t public_key[SHAMIR_SECRET];
    unsigned k;
    unsigned n;
    char made[TIME_TEXT];
    struct hash digests[SHAMIR_MAX];
    struct recovery_key keys[RECOVERY_KEYS];
    size_t count;
};

/* A fresh escrow without keys. In: k, n: as shamir_split. Out: shares: n. Errors: USAGE, CRYPTO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err recovery_begin(struct recovery *out, unsigned k, unsigned n, time_ms now,
                                           struct shamir_share *shares);
/* Puts all keys of the set in the place of those that it has; the log's key stays. Errors: CRYPTO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err recovery_set_keys(struct recovery *recovery, const struct key_set *keys);
TNW_MUST_CHECK enum tnw_err recovery_add(struct recovery *recovery, enum recovery_kind kind,
                                         const struct keyring_id *id, struct slice plain);
bool recovery_covers(const struct recovery *recovery, const struct keyring_id *wrap);

/* where: at least 256 characters, in both. Errors: as keyring_file_read. */
TNW_MUST_CHECK enum tnw_err recovery_read(struct recovery *out, const char *path, char where[256]);
/* In the place of what is there, which is overwritten. */
TNW_MUST_CHECK enum tnw_err recovery_write(const struct recovery *recovery, const char *path, char where[256]);

struct hash recovery_share_digest(const struct shamir_share *share);
/* Whether that is the private key. */
bool recovery_is_secret(const struct recovery *recovery, const uint8_t secret[SHAMIR_SECRET]);
/* Appends what one of its keys was. Errors: CRYPTO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err recovery_open(const struct recovery *recovery, const uint8_t secret[SHAMIR_SECRET],
                                          const struct recovery_key *key, struct buf *out);

#endif
