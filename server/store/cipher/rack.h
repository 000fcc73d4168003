/*
 * Inside the store: the tools with which a transaction encrypts and decrypts values. They are made once, hang on a rack
 * between transactions, and keep what costs more to make than a value to decrypt: expanded keys, and the data key
 * unwrapped last.
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

struct tools {
    struct aead_scratch *aead;
    struct id place; /* whose data key this is */
    struct aead_key key;
    uint8_t wrapped[RACK_WRAPPED_MAX]; /* what it was unwrapped from: the key counts only while that is stored */
    size_t wrapped_len;                /* 0: no key */
};

struct rack {
    pthread_mutex_t lock;
    struct tools *tools[RACK_ROOM];
    size_t count;
};

void rack_init(struct rack *rack);
void rack_wipe(struct rack *rack);

/* Any thread. NULL: no memory. */
struct tools *rack_take(struct rack *rack);
void rack_give(struct rack *rack, struct tools *tools); /* NULL is fine */

#endif
