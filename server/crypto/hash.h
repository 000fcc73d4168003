/*
 * SHA-256 (FIPS 180-4) and HMAC-SHA-256 (RFC 2104).
 */
#ifndef TNW_CRYPTO_HASH_H
#define TNW_CRYPTO_HASH_H

#include "base/bytes.h"

#define HASH_SIZE 32

struct hash {
    uint8_t bytes[HASH_SIZE];
};

/* SHA-256 over the parts, one after the other. Needs no memory, so that it cannot fail. */
struct hash hash_parts(const struct slice *parts, size_t count);
struct hash hash_of(struct slice bytes);
/* The same of what comes bit by bit. */
struct hash_stream {
    uint64_t state[16];
};
void hash_begin(struct hash_stream *stream);
void hash_add(struct hash_stream *stream, struct slice bytes);
struct hash hash_end(struct hash_stream *stream); /* wipes it */
/* Over at most HASH_HMAC_PARTS parts, one after the other. key: at most 64 bytes, a block; a longer one ends the
 * process. */
#define HASH_HMAC_PARTS 4
struct hash hash_hmac(struct slice key, const struct slice *parts, size_t count);
bool hash_eq(const struct hash *a, const struct hash *b);
struct slice hash_slice(const struct hash *hash);

#endif
