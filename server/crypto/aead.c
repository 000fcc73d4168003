#include "crypto/aead.h"

#include <assert.h>
#include <limits.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "crypto/secret.h"

#define NONCE_SIZE 12
#define TAG_SIZE 16

/* Fetched once: OpenSSL 3.0 takes a lock and a look-up for every implicit fetch. Written once, under pthread_once. */
static EVP_CIPHER *aes_gcm;
static pthread_once_t aes_gcm_once = PTHREAD_ONCE_INIT;

static void
aes_gcm_fetch(void)
{
    aes_gcm = EVP_CIPHER_fetch(NULL, "AES-256-GCM", NULL);
    if (aes_gcm == NULL) {
        abort();
    }
}

/* Nonces are drawn ahead, since asking the kernel for each costs as much as encrypting a small value. */
#define NONCES_AHEAD 32

/* A context with its key schedule: expanding a key costs more than decrypting a small value. */
struct ready_key {
    EVP_CIPHER_CTX *ctx;
    struct aead_key key;
    bool is_set;
};

/* A request works with a dossier's key, those of some actors, that of who asks, and the wrapping key. */
#define READY_KEYS 8

struct aead_scratch {
    struct ready_key ready[READY_KEYS]; /* the one used last comes first */
    uint8_t nonces[NONCES_AHEAD][NONCE_SIZE];
    size_t nonces_left;
};

static_assert(sizeof(struct aead_scratch) <= SECRET_MAX, "it lies in locked memory");

struct aead_scratch *
aead_scratch_new(void)
{
    return pthread_once(&aes_gcm_once, aes_gcm_fetch) == 0 ? secret_new(sizeof(struct aead_scratch)) : NULL;
}

void
aead_scratch_forget(struct aead_scratch *scratch)
{
    for (size_t i = 0; i < READY_KEYS; i++) {
        EVP_CIPHER_CTX_free(scratch->ready[i].ctx); /* wipes the key schedule */
        bytes_wipe(&scratch->ready[i], sizeof scratch->ready[i]);
    }
}

void
aead_scratch_free(struct aead_scratch **scratch)
{
    if (*scratch == NULL) {
        return;
    }
    aead_scratch_forget(*scratch);
    secret_free(*scratch, sizeof **scratch);
    *scratch = NULL;
}

/* Moves ready[from] to the front. */
static struct ready_key *
to_front(struct aead_scratch *scratch, size_t from)
{
    struct ready_key moved = scratch->ready[from];
    for (size_t i = from; i > 0; i--) {
        scratch->ready[i] = scratch->ready[i - 1];
    }
    scratch->ready[0] = moved;
    return &scratch->ready[0];
}

/* Returns the context that holds this key, expanding it in the place of the one used longest ago if none does. NULL: no
 * memory. */
static EVP_CIPHER_CTX *
context_for(struct aead_scratch *scratch, const struct aead_key *key)
{
    for (size_t i = 0; i < READY_KEYS; i++) {
        struct ready_key *ready = &scratch->ready[i];
        if (ready->is_set && memcmp(ready->key.bytes, key->bytes, AEAD_KEY) == 0) {
            return i == 0 ? ready->ctx : to_front(scratch, i)->ctx;
        }
    }
    struct ready_key *ready = to_front(scratch, READY_KEYS - 1);
    if (ready->ctx == NULL) {
        ready->ctx = EVP_CIPHER_CTX_new();
    }
    ready->is_set = false;
    if (ready->ctx == NULL || EVP_CipherInit_ex2(ready->ctx, aes_gcm, key->bytes, NULL, 1, NULL) != 1) {
        return NULL;
    }
    ready->key = *key;
    ready->is_set = true;
    return ready->ctx;
}

static void
take_nonce(struct aead_scratch *scratch, uint8_t out[NONCE_SIZE])
{
    if (scratch->nonces_left == 0) {
        random_fill(scratch->nonces, sizeof scratch->nonces);
        scratch->nonces_left = NONCES_AHEAD;
    }
    memcpy(out, scratch->nonces[--scratch->nonces_left], NONCE_SIZE);
}

static bool
start_cipher(EVP_CIPHER_CTX *ctx, const uint8_t *nonce, int encrypt)
{
    return EVP_CipherInit_ex2(ctx, NULL, NULL, nonce, encrypt, NULL) == 1;
}

/* Runs associated data and text through the cipher. Lengths beyond int are refused by the callers' limits. */
static bool
crypt(EVP_CIPHER_CTX *ctx, uint8_t *out, struct slice ad, struct slice in)
{
    int n;
    if (ad.len > INT_MAX || in.len > INT_MAX) {
        return false;
    }
    if (ad.len > 0 && EVP_CipherUpdate(ctx, NULL, &n, ad.ptr, (int)ad.len) != 1) {
        return false;
    }
    return in.len == 0 || EVP_CipherUpdate(ctx, out, &n, in.ptr, (int)in.len) == 1;
}

void
aead_encrypt(struct aead_scratch *scratch, struct buf *out, const struct aead_key *key, struct slice ad,
             struct slice plain)
{
    uint8_t *at = buf_grow(out, plain.len + AEAD_OVERHEAD);
    enum tnw_err err = at == NULL ? out->err : aead_encrypt_to(scratch, at, key, ad, plain);
    if (err != TNW_OK) {
        out->err = err;
    }
}

enum tnw_err
aead_encrypt_to(struct aead_scratch *scratch, uint8_t *out, const struct aead_key *key, struct slice ad,
                struct slice plain)
{
    take_nonce(scratch, out);
    EVP_CIPHER_CTX *ctx = context_for(scratch, key);
    if (ctx == NULL) {
        return TNW_E_NO_MEMORY;
    }
    uint8_t *text = out + NONCE_SIZE;
    int n;
    bool ok = start_cipher(ctx, out, 1) && crypt(ctx, text, ad, plain) &&
              EVP_CipherFinal_ex(ctx, text + plain.len, &n) == 1 &&
              EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, TAG_SIZE, text + plain.len) == 1;
    return ok ? TNW_OK : TNW_E_CRYPTO;
}

enum tnw_err
aead_decrypt(struct aead_scratch *scratch, struct buf *out, const struct aead_key *key, struct slice ad,
             struct slice encrypted)
{
    if (encrypted.len < AEAD_OVERHEAD) {
        return TNW_E_CRYPTO;
    }
    size_t before = out->len;
    struct slice text = slice_of(encrypted.ptr + NONCE_SIZE, encrypted.len - AEAD_OVERHEAD);
    uint8_t tag[TAG_SIZE];
    for (size_t i = 0; i < TAG_SIZE; i++) {
        tag[i] = text.ptr[text.len + i];
    }
    uint8_t *at = buf_grow(out, text.len);
    if (at == NULL) {
        return out->err;
    }
    EVP_CIPHER_CTX *ctx = context_for(scratch, key);
    uint8_t none[TAG_SIZE];
    int n;
    bool ok = ctx != NULL && start_cipher(ctx, encrypted.ptr, 0) &&
              EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, TAG_SIZE, tag) == 1 && crypt(ctx, at, ad, text) &&
              EVP_CipherFinal_ex(ctx, none, &n) == 1;
    if (!ok) {
        bytes_wipe(at, text.len);
        out->len = before;
        return ctx == NULL ? TNW_E_NO_MEMORY : TNW_E_CRYPTO;
    }
    return TNW_OK;
}
