#include "crypto/hash.h"

/* Not EVP: its contexts lie on the heap, also when they are used again, and a hash must not fail for want of memory. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <stdlib.h>

struct hash
hash_parts(const struct slice *parts, size_t count)
{
    struct hash hash;
    SHA256_CTX ctx;
    (void)SHA256_Init(&ctx); /* none of these can fail */
    for (size_t i = 0; i < count; i++) {
        (void)SHA256_Update(&ctx, parts[i].ptr, parts[i].len);
    }
    (void)SHA256_Final(hash.bytes, &ctx);
    bytes_wipe(&ctx, sizeof ctx); /* it may have been keyed */
    return hash;
}

struct hash
hash_of(struct slice bytes)
{
    return hash_parts(&bytes, 1);
}

_Static_assert(sizeof(SHA256_CTX) <= sizeof(struct hash_stream), "libcrypto's state fits in ours");

static SHA256_CTX *
sha256_state(struct hash_stream *stream)
{
    return (SHA256_CTX *)(void *)stream->state;
}

void
hash_begin(struct hash_stream *stream)
{
    (void)SHA256_Init(sha256_state(stream));
}

void
hash_add(struct hash_stream *stream, struct slice bytes)
{
    (void)SHA256_Update(sha256_state(stream), bytes.ptr, bytes.len);
}

struct hash
hash_end(struct hash_stream *stream)
{
    struct hash hash;
    (void)SHA256_Final(hash.bytes, sha256_state(stream));
    bytes_wipe(stream, sizeof *stream);
    return hash;
}

#define HMAC_BLOCK 64

/* RFC 2104; our keys are never longer than a block. */
struct hash
hash_hmac(struct slice key, const struct slice *parts, size_t count)
{
    uint8_t inner[HMAC_BLOCK];
    uint8_t outer[HMAC_BLOCK];
    if (key.len > HMAC_BLOCK || count > HASH_HMAC_PARTS) {
        abort();
    }
    for (size_t i = 0; i < HMAC_BLOCK; i++) {
        uint8_t byte = i < key.len ? key.ptr[i] : 0;
        inner[i] = byte ^ 0x36;
        outer[i] = byte ^ 0x5c;
    }
    struct slice first[1 + HASH_HMAC_PARTS] = {slice_of(inner, sizeof inner)};
    for (size_t i = 0; i < count; i++) {
        first[1 + i] = parts[i];
    }
    struct hash hash = hash_parts(first, 1 + count);
    struct slice second[] = {slice_of(outer, sizeof outer), hash_slice(&hash)};
    hash = hash_parts(second, 2);
    bytes_wipe(inner, sizeof inner);
    bytes_wipe(outer, sizeof outer);
    return hash;
}

bool
hash_eq(const struct hash *a, const struct hash *b)
{
    return slice_eq_ct(hash_slice(a), hash_slice(b));
}

struct slice
hash_slice(const struct hash *hash)
{
    return slice_of(hash->bytes, HASH_SIZE);
}
