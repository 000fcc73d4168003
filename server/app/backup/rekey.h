/*
 * The wrapped keys of one generation, written anew.
 */
#ifndef TNW_APP_BACKUP_REKEY_H
#define TNW_APP_BACKUP_REKEY_H

#include "app/backup/manifest.h"
#include "crypto/aead.h"
#include "crypto/keyring.h"
#include "store/store.h"

struct rekey_result {
    unsigned backups;   /* that the store knows */
    unsigned unreached; /* of them; while there are any, the old wrapping key must stay */
    uint64_t rewrapped; /* keys */
    uint64_t removed;   /* keys of places that the store has no key of any more */
    uint64_t foreign;   /* keys that no wrapping key opens: they are left as they are */
};

struct rekey {
    struct store *store;
    const struct keyring *keyring;
    struct keyring_id wrapping; /* under which they are to be */
    struct aead_scratch *scratch;
};

/* Under the lock of dest. result: what was done is added. where: at least CONFIG_WHERE characters. Errors: NOT_FOUND:
 * it is none that is complete; CORRUPT: it is damaged, or the store did not come out of it: then nothing of it is
 * changed; those of writing files. */
TNW_MUST_CHECK enum tnw_err rekey_generation(const struct rekey *rekey, struct dest *dest, unsigned generation,
                                             struct rekey_result *result, char where[CONFIG_WHERE]);

#endif
