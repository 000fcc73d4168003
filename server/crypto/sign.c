#include "crypto/sign.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <string.h>

#include "crypto/secret.h"

/* The seed, not OpenSSL's form of it, which lies in memory that is swapped and dumped: that is made for each signature
 * and wiped behind it. */
struct sign_key {
    uint8_t seed[SIGN_SEED];
    uint8_t public_key[SIGN_PUBLIC];
};

/* EVP_PKEY_free wipes it. NULL: no memory. */
static EVP_PKEY *
expand(const struct sign_key *key)
{
    return EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, key->seed, SIGN_SEED);
}

enum tnw_err
sign_key_new(struct sign_key **out, const uint8_t seed[SIGN_SEED])
{
    *out = NULL;
    struct sign_key *key = secret_new(sizeof *key);
    if (key == NULL) {
        return TNW_E_NO_MEMORY;
    }
    size_t len = sizeof key->public_key;
    memcpy(key->seed, seed, SIGN_SEED);
    EVP_PKEY *pair = expand(key);
    bool ok = pair != NULL && EVP_PKEY_get_raw_public_key(pair, key->public_key, &len) == 1;
    EVP_PKEY_free(pair);
    if (!ok) {
        sign_key_free(&key);
        return TNW_E_CRYPTO;
    }
    *out = key;
    return TNW_OK;
}

void
sign_key_free(struct sign_key **key)
{
    secret_free(*key, sizeof **key);
    *key = NULL;
}

void
sign_key_public(const struct sign_key *key, uint8_t out[SIGN_PUBLIC])
{
    memcpy(out, key->public_key, SIGN_PUBLIC);
}

enum tnw_err
sign_make(const struct sign_key *key, struct slice message, uint8_t out[SIGN_SIGNATURE])
{
    size_t len = SIGN_SIGNATURE;
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    EVP_PKEY *pair = expand(key);
    bool made = ctx != NULL && pair != NULL;
    bool ok = made && EVP_DigestSignInit(ctx, NULL, NULL, NULL, pair) == 1 &&
              EVP_DigestSign(ctx, out, &len, message.ptr, message.len) == 1 && len == SIGN_SIGNATURE;
    EVP_MD_CTX_free(ctx);
    EVP_PKEY_free(pair);
    if (!ok) {
        memset(out, 0, SIGN_SIGNATURE);
    }
    return ok ? TNW_OK : made ? TNW_E_CRYPTO : TNW_E_NO_MEMORY;
}

static enum tnw_err
verify_once(const uint8_t public_key[SIGN_PUBLIC], struct slice message, const uint8_t signature[SIGN_SIGNATURE])
{
    ERR_clear_error();
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, public_key, SIGN_PUBLIC);
    bool good = ctx != NULL && key != NULL && EVP_DigestVerifyInit(ctx, NULL, NULL, NULL, key) == 1 &&
                EVP_DigestVerify(ctx, signature, SIGN_SIGNATURE, message.ptr, message.len) == 1;
    /* OpenSSL has nothing to tell of a signature that is merely wrong. */
    bool failed = !good && (ctx == NULL || key == NULL || ERR_peek_error() != 0);
    ERR_clear_error();
    EVP_PKEY_free(key);
    EVP_MD_CTX_free(ctx);
    return good ? TNW_OK : failed ? TNW_E_NO_MEMORY : TNW_E_CRYPTO;
}

/* OpenSSL 3.0 also says nothing when its hash finds no memory: a signature is wrong only if it is so twice. */
enum tnw_err
sign_verify(const uint8_t public_key[SIGN_PUBLIC], struct slice message, const uint8_t signature[SIGN_SIGNATURE])
{
    enum tnw_err err = verify_once(public_key, message, signature);
    return err == TNW_E_CRYPTO ? verify_once(public_key, message, signature) : err;
}
