#include "resolve/names_kept.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>

#include "whole_file.h"

#define NONCE_BYTES 12
#define TAG_BYTES 16
#define OVERHEAD (NONCE_BYTES + TAG_BYTES)
/* A certificate's key, or a PKCS#12 file. */
#define KEY_FILE_MAX ((size_t)1 << 16)
/* What is larger is not kept: the next run begins with nothing. */
#define NAMES_BYTES_MAX ((size_t)1 << 20)

/* SHA-256 of a purpose tag, the file of the client's key and its password. */
void
names_kept_key(struct names_key *key, const struct settings *settings)
{
    static const char tag[] = "tnw names 1";
    char *const *values = settings->values;
    const char *path = values[SETTING_KEY] != NULL   ? values[SETTING_KEY]
                       : values[SETTING_P12] != NULL ? values[SETTING_P12]
                                                     : values[SETTING_CERT];
    const char *password = values[SETTING_PASSWORD] == NULL ? "" : values[SETTING_PASSWORD];
    char *text = NULL;
    size_t len = 0;
    key->given = false;
    if (path == NULL || whole_file_read(path, KEY_FILE_MAX, &text, &len) != TNW_OK) {
        return;
    }
    /* A certificate without its key is no secret. */
    bool secret = values[SETTING_P12] != NULL || strstr(text, "PRIVATE KEY-----") != NULL;
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    key->given = secret && digest != NULL && EVP_DigestInit_ex(digest, EVP_sha256(), NULL) == 1 &&
                 EVP_DigestUpdate(digest, tag, sizeof tag) == 1 &&
                 EVP_DigestUpdate(digest, password, strlen(password) + 1) == 1 &&
                 EVP_DigestUpdate(digest, text, len) == 1 && EVP_DigestFinal_ex(digest, key->bytes, NULL) == 1;
    EVP_MD_CTX_free(digest);
    explicit_bzero(text, len);
    free(text);
}

/* AES-256-GCM: nonce, encrypted, tag. Out: out, of len + OVERHEAD bytes. */
static bool
encrypt_names(const uint8_t key[NAMES_KEY], const char *plain, size_t len, uint8_t *out)
{
    int done = 0;
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    bool ok = cipher != NULL && len <= NAMES_BYTES_MAX && RAND_bytes(out, NONCE_BYTES) == 1 &&
              EVP_EncryptInit_ex(cipher, EVP_aes_256_gcm(), NULL, key, out) == 1 &&
              EVP_EncryptUpdate(cipher, out + NONCE_BYTES, &done, (const uint8_t *)plain, (int)len) == 1 &&
              EVP_EncryptFinal_ex(cipher, out + NONCE_BYTES + done, &done) == 1 &&
              EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, TAG_BYTES, out + NONCE_BYTES + len) == 1;
    EVP_CIPHER_CTX_free(cipher);
    return ok;
}

/* Out: plain, of len - OVERHEAD bytes. */
static bool
decrypt_names(const uint8_t key[NAMES_KEY], uint8_t *in, size_t len, uint8_t *plain)
{
    int done = 0;
    size_t inner = len - OVERHEAD;
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    bool ok = cipher != NULL && EVP_DecryptInit_ex(cipher, EVP_aes_256_gcm(), NULL, key, in) == 1 &&
              EVP_DecryptUpdate(cipher, plain, &done, in + NONCE_BYTES, (int)inner) == 1 &&
              EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, TAG_BYTES, in + NONCE_BYTES + inner) == 1 &&
              EVP_DecryptFinal_ex(cipher, plain + done, &done) == 1;
    EVP_CIPHER_CTX_free(cipher);
    return ok;
}

json_t *
names_kept_read(const struct names_key *key, const char *kept)
{
    size_t len = kept == NULL || !key->given ? 0 : strlen(kept);
    json_t *all = NULL;
    if (len >= 4 && len % 4 == 0 && len <= 2 * NAMES_BYTES_MAX) {
        uint8_t *bytes = malloc(len);
        uint8_t *plain = malloc(len);
        int got = EVP_DecodeBlock(bytes, (const uint8_t *)kept, (int)len);
        size_t filled = (size_t)(kept[len - 1] == '=') + (size_t)(kept[len - 2] == '=');
        if (got >= (int)(OVERHEAD + filled) && decrypt_names(key->bytes, bytes, (size_t)got - filled, plain)) {
            all = json_loadb((const char *)plain, (size_t)got - filled - OVERHEAD, JSON_REJECT_DUPLICATES, NULL);
        }
        explicit_bzero(plain, len);
        free(plain);
        free(bytes);
    }
    if (!json_is_object(all)) {
        json_decref(all);
        all = json_object();
    }
    return all;
}

char *
names_kept_text(const struct names_key *key, const json_t *all)
{
    char *plain = json_dumps(all, JSON_COMPACT);
    size_t len = plain == NULL ? 0 : strlen(plain);
    uint8_t *bytes = malloc(len + OVERHEAD);
    char *text = malloc((len + OVERHEAD + 2) / 3 * 4 + 1);
    bool ok =
        key->given && plain != NULL && bytes != NULL && text != NULL && encrypt_names(key->bytes, plain, len, bytes);
    if (ok) {
        EVP_EncodeBlock((uint8_t *)text, bytes, (int)(len + OVERHEAD));
    } else {
        free(text);
        text = NULL;
    }
    if (plain != NULL) {
        explicit_bzero(plain, len);
    }
    free(plain);
    free(bytes);
    return text;
}
