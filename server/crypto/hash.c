#include "crypto/hash.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <stdlib.h>

/* Fetched once: OpenSSL 3.0 takes a lock and a look-up for every implicit fetch. Written once, under pthread_once. */
static EVP_MD *sha256;
static pthread_once_t sha256_once = PTHREAD_ONCE_INIT;

static void
sha256_fetch(void)
{
    sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    if (sha256 == NULL) {
        abort();
    }
}

static void
must(int ok)
{
    if (ok != 1) {
        abort();
    }
}

struct hash
hash_parts(const struct slice *parts, size_t count)
{
    must(pthread_once(&sha256_once, sha256_fetch) == 0);
    struct hash hash;
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    must(ctx != NULL);
    must(EVP_DigestInit_ex2(ctx, sha256, NULL));
    for (size_t i = 0; i < count; i++) {
        must(EVP_DigestUpdate(ctx, parts[i].ptr, parts[i].len));
    }
    must(EVP_DigestFinal_ex(ctx, hash.bytes, NULL));
    EVP_MD_CTX_free(ctx);
    return hash;
}

struct hash
hash_of(struct slice bytes)
{
    return hash_parts(&bytes, 1);
}

#define HMAC_BLOCK 64

/* RFC 2104 over the fetched digest; our keys are never longer than a block. */
struct hash
hash_hmac_parts(struct slice key, const struct slice *parts, size_t count)
{
    uint8_t inner[HMAC_BLOCK];
    uint8_t outer[HMAC_BLOCK];
    must(key.len <= HMAC_BLOCK && count <= HMAC_PARTS);
    for (size_t i = 0; i < HMAC_BLOCK; i++) {
        uint8_t byte = i < key.len ? key.ptr[i] : 0;
        inner[i] = byte ^ 0x36;
        outer[i] = byte ^ 0x5c;
    }
    struct slice first[1 + HMAC_PARTS] = {slice_of(inner, sizeof inner)};
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

struct hash
hash_hmac(struct slice key, struct slice bytes)
{
    return hash_hmac_parts(key, &bytes, 1);
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
