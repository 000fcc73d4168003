/*
 * The escrow of a keyring: its shares go to people, and what it opens stays beside the keyring
 * (crypto/escrow/recovery.h).
 */
#ifndef TNW_APP_KEYS_ESCROW_H
#define TNW_APP_KEYS_ESCROW_H

#include "app/config.h"
#include "crypto/escrow/recovery.h"
#include "crypto/keyring.h"

/* In all: where: at least CONFIG_WHERE characters. */

/* Has the recovery file, if there is one, hold the keys of the keyring but for these, which are about to be destroyed;
 * and its second place as well. Errors: those of keyring and files: then nothing may be destroyed yet. */
TNW_MUST_CHECK enum tnw_err escrow_follow(const struct config *config, const struct keyring_id *gone, size_t count,
                                          char where[CONFIG_WHERE]);

/* Says in one line which escrow there is, and whether it brings back every key of the keyring. */
void escrow_tell(const struct config *config, const struct keyring *keyring, struct buf *out);

struct escrow_order {
    const char *folder;              /* that the shares are written to */
    const char *const *certificates; /* of recipients */
    size_t recipients;
    unsigned k; /* 0: whole, to each recipient; else each gets a share */
    bool log_key;
};

/* A new escrow in the place of the one before, whose shares open nothing from then on. Prints what it writes. Errors:
 * also USAGE, CONFLICT. */
TNW_MUST_CHECK enum tnw_err escrow_export(const struct config *config, const struct escrow_order *order,
                                          char where[CONFIG_WHERE]);

/* Appends what goes to a recipient. */
void escrow_put_share(struct buf *out, const struct recovery *recovery, const struct keyring_id *keyring,
                      const struct shamir_share *share);
/* Adds a share that was decrypted. path: what it is called. Errors: CONFIGURATION: it is none, another escrow's, a
 * changed one, or there already. */
TNW_MUST_CHECK enum tnw_err escrow_take_share(const struct recovery *recovery, struct slice text, const char *path,
                                              struct shamir_share *shares, size_t *count, char where[CONFIG_WHERE]);

#endif
