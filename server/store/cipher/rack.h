/*
 * Inside the store: the tools with which a transaction encrypts and decrypts values. They are made once, hang on a rack
 * between transactions, and keep what costs more to make than a value to decrypt: expanded keys, and data keys that
 * were unwrapped.
 */
#ifndef TNW_STORE_CIPHER_RACK_H
#define TNW_STORE_CIPHER_RACK_H

#include <pthread.h>

#include "base/id.h"
#include "crypto/aead.h"

/* Bytes of a wrapped key; it has fewer (docs/protocol.md, part 2). */
#define RACK_WRAPPED_MAX 128
/* One for each worker and the ledger; more transactions at a time make their own. */
#define RACK_ROOM 32

/* A request works with a dossier's key, those of some actors, and of who asks. */
#define RACK_KEYS 16

/* A data key that was unwrapped. */
struct kept_key {
    struct id place;
    struct aead_key key;
    uint8_t wrapped[RACK_WRAPPED_MAX]; /* what it was unwrapped from: the key counts only while that is stored */
    size_t wrapped_len;                /* 0: no key */
    uint64_t checked;                  /* the turn in which that was seen */
    uint64_t used;                     /* what was used longest ago makes room */
};

struct tools {
    struct aead_scratch *aead;
    struct kept_key keys[RACK_KEYS];
    uint64_t turn;    /* one for each transaction */
    uint64_t cleared; /* how often the rack was, when they were taken */
    uint64_t uses;
    int64_t given; /* when it was last hung up; monotonic */
    bool used;     /* since its keys were last wiped */
};

struct rack {
    pthread_mutex_t lock;
    struct tools *tools[RACK_ROOM];
    size_t count;
    uint64_t cleared;
};

void rack_init(struct rack *rack);
void rack_wipe(struct rack *rack);

/* Wipes all keys that hang there, and those of tools that are in use when they are given back: a wrapping key that is
 * destroyed must not live on in them. */
void rack_clear(struct rack *rack);

/* Any thread; a new turn begins. NULL: no memory. */
struct tools *rack_take(struct rack *rack);
void rack_give(struct rack *rack, struct tools *tools); /* NULL is fine */
/* Wipes the keys of those that hang unused for LIMIT_KEY_IDLE_MS. Any thread. now: clock_monotonic_ms. */
void rack_forget_idle(struct rack *rack, int64_t now);

/* The key of a place, or the room for it, wiped. It lives until the next one is asked for. */
struct kept_key *rack_key(struct tools *tools, const struct id *place);

#endif
