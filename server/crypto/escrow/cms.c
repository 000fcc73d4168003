#include "crypto/escrow/cms.h"

/* First: with it cms.h declares its PEM functions. */
#include <openssl/pem.h>

#include <limits.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/rsa.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"

#define CERTIFICATE_MAX ((size_t)64 * 1024)
#define CMS_BEGIN "-----BEGIN CMS-----"

static enum tnw_err
cms_fails(enum tnw_err err, char where[256], const char *path, const char *what)
{
    ERR_clear_error();
    (void)snprintf(where, 256, "%.120s: %.120s", path, what);
    return err;
}

static BIO *
bio_of(struct slice bytes)
{
    return bytes.len > INT_MAX ? NULL : BIO_new_mem_buf(bytes.ptr, (int)bytes.len);
}

/* RSA by OAEP, since PKCS #1 v1.5 can be asked for its padding. */
static bool
add_recipient(CMS_ContentInfo *cms, X509 *certificate)
{
    CMS_RecipientInfo *info = CMS_add1_recipient_cert(cms, certificate, CMS_KEY_PARAM | CMS_USE_KEYID);
    if (info == NULL) {
        return false;
    }
    EVP_PKEY_CTX *ctx = CMS_RecipientInfo_get0_pkey_ctx(info);
    bool is_rsa = CMS_RecipientInfo_type(info) == CMS_RECIPINFO_TRANS;
    return !is_rsa || (ctx != NULL && EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_OAEP_PADDING) > 0 &&
                       EVP_PKEY_CTX_set_rsa_oaep_md(ctx, EVP_sha256()) > 0);
}

static enum tnw_err
add_file(CMS_ContentInfo *cms, const char *path, char where[256])
{
    struct buf text = {0};
    enum tnw_err err = file_read(&text, path, CERTIFICATE_MAX, where);
    BIO *bio = err == TNW_OK ? bio_of(buf_slice(&text)) : NULL;
    X509 *certificate = bio == NULL ? NULL : PEM_read_bio_X509(bio, NULL, NULL, NULL);
    if (err == TNW_OK && certificate == NULL) {
        err = cms_fails(TNW_E_CONFIGURATION, where, path, "is no certificate (PEM)");
    } else if (err == TNW_OK && !add_recipient(cms, certificate)) {
        err = cms_fails(TNW_E_CONFIGURATION, where, path,
                        "cannot be encrypted to: it needs an RSA or EC key, keyEncipherment or keyAgreement, and a "
                        "subject key identifier");
    }
    X509_free(certificate);
    BIO_free(bio);
    buf_free(&text);
    return err;
}

static bool
put_pem(struct buf *out, CMS_ContentInfo *cms)
{
    char *text = NULL;
    BIO *bio = BIO_new(BIO_s_mem());
    bool ok = bio != NULL && PEM_write_bio_CMS(bio, cms) == 1;
    long len = ok ? BIO_get_mem_data(bio, &text) : 0;
    buf_put(out, text, len > 0 ? (size_t)len : 0);
    BIO_free(bio);
    return ok && out->err == TNW_OK;
}

enum tnw_err
cms_encrypt(struct buf *out, struct slice plain, const char *const *certificates, size_t count, char where[256])
{
    CMS_ContentInfo *cms = CMS_encrypt(NULL, NULL, EVP_aes_256_cbc(), CMS_BINARY | CMS_PARTIAL);
    BIO *in = bio_of(plain);
    enum tnw_err err = cms == NULL || in == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    for (size_t i = 0; err == TNW_OK && i < count; i++) {
        err = add_file(cms, certificates[i], where);
    }
    if (err == TNW_OK && (CMS_final(cms, in, NULL, CMS_BINARY) != 1 || !put_pem(out, cms))) {
        err = cms_fails(TNW_E_CRYPTO, where, certificates[0], "OpenSSL does not encrypt to it");
    }
    BIO_free(in);
    CMS_ContentInfo_free(cms);
    return err;
}

bool
cms_is(struct slice text)
{
    return text.len > strlen(CMS_BEGIN) && memcmp(text.ptr, CMS_BEGIN, strlen(CMS_BEGIN)) == 0;
}

static int
no_passphrase(char *out, int size, int writing, void *ctx)
{
    (void)out;
    (void)size;
    (void)writing;
    (void)ctx;
    return -1;
}

static EVP_PKEY *
read_key(const char *path, char where[256])
{
    struct buf text = {0};
    EVP_PKEY *key = NULL;
    if (file_read_secret(&text, path, CERTIFICATE_MAX, where) == TNW_OK) {
        BIO *bio = bio_of(buf_slice(&text));
        key = bio == NULL ? NULL : PEM_read_bio_PrivateKey(bio, NULL, no_passphrase, NULL);
        BIO_free(bio);
        if (key == NULL) {
            (void)cms_fails(TNW_E_CONFIGURATION, where, path,
                            "is no private key (PEM) without a passphrase: decrypt the share with `openssl cms "
                            "-decrypt` and give what comes of it");
        }
    }
    buf_free(&text);
    return key;
}

enum tnw_err
cms_decrypt(struct buf *out, struct slice text, const char *path, char where[256])
{
    EVP_PKEY *key = read_key(path, where);
    if (key == NULL) {
        return TNW_E_CONFIGURATION;
    }
    BIO *in = bio_of(text);
    BIO *plain = BIO_new(BIO_s_mem());
    CMS_ContentInfo *cms = in == NULL ? NULL : PEM_read_bio_CMS(in, NULL, NULL, NULL);
    enum tnw_err err = TNW_E_CRYPTO;
    if (cms != NULL && plain != NULL && CMS_decrypt(cms, key, NULL, NULL, plain, 0) == 1) {
        char *bytes = NULL;
        long len = BIO_get_mem_data(plain, &bytes);
        buf_put(out, bytes, len > 0 ? (size_t)len : 0);
        bytes_wipe(bytes, len > 0 ? (size_t)len : 0);
        err = out->err;
    } else {
        (void)cms_fails(err, where, path, "does not open it");
    }
    CMS_ContentInfo_free(cms);
    BIO_free(plain);
    BIO_free(in);
    EVP_PKEY_free(key);
    return err;
}
