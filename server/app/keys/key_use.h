/*
 * The wrapping keys of a store: which there are, and who needs each of them.
 */
#ifndef TNW_APP_KEYS_KEY_USE_H
#define TNW_APP_KEYS_KEY_USE_H

#include "app/runtime.h"
#include "store/cipher/rewrap.h"
#include "store/cipher/wrapping.h"

enum key_state {
    KEY_ACTIVE,   /* wraps every data key that is made */
    KEY_RETIRING, /* something is still wrapped by it, or it is to be destroyed */
    KEY_IDLE,     /* nothing is wrapped by it */
    KEY_MISSING,  /* something is wrapped by it, and the keyring lacks it */
};

struct key_use {
    struct keyring_id id;
    enum key_state state;
    uint64_t places;
    uint64_t backups; /* managed ones that cannot be reached, so that their data keys may still be under it */
};

struct key_uses {
    struct key_use list[KEYRING_WRAP_MAX + WRAPPED_KINDS];
    size_t count;
    uint64_t unknown; /* data keys whose wrapping key is not even named */
    struct keyring_id active;
    bool rotates;
    struct rotation rotation; /* if it does */
};

/* Looks at every data key, in snapshots. where: at least CONFIG_WHERE characters. Errors: those of the store. */
TNW_MUST_CHECK enum tnw_err key_use_take(const struct runtime *runtime, struct key_uses *out, char where[CONFIG_WHERE]);
/* NULL: it is neither in the keyring, nor is anything wrapped by it. */
const struct key_use *key_use_find(const struct key_uses *uses, const struct keyring_id *id);
const char *key_use_state_name(enum key_state state);

#endif
