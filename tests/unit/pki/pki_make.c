#include "pki_make.h"

#include <stdio.h>
#include <stdlib.h>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

static void
must(bool ok, const char *what)
{
    if (!ok) {
        fprintf(stderr, "pki_make: %s failed\n", what);
        abort();
    }
}

static void
set_subject(X509 *certificate, const struct pki_entry *entries)
{
    X509_NAME *name = X509_NAME_new();
    must(name != NULL, "X509_NAME_new");
    for (; entries->nid != 0; entries++) {
        must(X509_NAME_add_entry_by_NID(name, entries->nid, entries->type, (const unsigned char *)entries->text,
                                        entries->len == 0 ? -1 : entries->len, -1, 0) == 1,
             "X509_NAME_add_entry_by_NID");
    }
    must(X509_set_subject_name(certificate, name) == 1, "X509_set_subject_name");
    X509_NAME_free(name);
}

static void
add_extension(X509 *certificate, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX ctx;
    X509V3_set_ctx(&ctx, issuer, certificate, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
    must(extension != NULL && X509_add_ext(certificate, extension, -1) == 1, value);
    X509_EXTENSION_free(extension);
}

struct pki_pair
pki_make(const struct pki_spec *spec)
{
    struct pki_pair made = {X509_new(), spec->rsa1024 ? EVP_RSA_gen(1024) : EVP_EC_gen("P-256")};
    must(made.certificate != NULL && made.key != NULL, "making a key");
    X509 *issuer = spec->issuer == NULL ? made.certificate : spec->issuer->certificate;
    set_subject(made.certificate, spec->subject);
    must(X509_set_version(made.certificate, 2) == 1, "X509_set_version");
    must(ASN1_INTEGER_set(X509_get_serialNumber(made.certificate), spec->serial) == 1, "ASN1_INTEGER_set");
    must(ASN1_TIME_set(X509_getm_notBefore(made.certificate), spec->not_before) != NULL, "ASN1_TIME_set");
    must(ASN1_TIME_set(X509_getm_notAfter(made.certificate), spec->not_after) != NULL, "ASN1_TIME_set");
    must(X509_set_issuer_name(made.certificate, X509_get_subject_name(issuer)) == 1, "X509_set_issuer_name");
    must(X509_set_pubkey(made.certificate, made.key) == 1, "X509_set_pubkey");
    add_extension(made.certificate, issuer, NID_basic_constraints,
                  spec->authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    add_extension(made.certificate, issuer, NID_key_usage,
                  spec->authority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature");
    if (spec->usage != NULL) {
        add_extension(made.certificate, issuer, NID_ext_key_usage, spec->usage);
    }
    EVP_PKEY *signer = spec->issuer == NULL ? made.key : spec->issuer->key;
    must(X509_sign(made.certificate, signer, spec->sha1 ? EVP_sha1() : EVP_sha256()) > 0, "X509_sign");
    return made;
}

void
pki_free(struct pki_pair *pair)
{
    X509_free(pair->certificate);
    EVP_PKEY_free(pair->key);
    *pair = (struct pki_pair){0};
}

struct buf
pki_der(const X509 *certificate)
{
    struct buf der = {0};
    unsigned char *bytes = NULL;
    int len = i2d_X509(certificate, &bytes);
    must(len > 0, "i2d_X509");
    buf_put(&der, bytes, (size_t)len);
    OPENSSL_free(bytes);
    return der;
}

X509_CRL *
pki_make_crl(const struct pki_pair *issuer, long revoked_serial, time_t last_update, time_t next_update)
{
    X509_CRL *crl = X509_CRL_new();
    ASN1_TIME *last = ASN1_TIME_set(NULL, last_update);
    ASN1_TIME *next = ASN1_TIME_set(NULL, next_update);
    must(crl != NULL && last != NULL && next != NULL, "X509_CRL_new");
    must(X509_CRL_set_version(crl, 1) == 1, "X509_CRL_set_version");
    must(X509_CRL_set_issuer_name(crl, X509_get_subject_name(issuer->certificate)) == 1, "X509_CRL_set_issuer_name");
    must(X509_CRL_set1_lastUpdate(crl, last) == 1 && X509_CRL_set1_nextUpdate(crl, next) == 1, "CRL times");
    if (revoked_serial != 0) {
        X509_REVOKED *revoked = X509_REVOKED_new();
        ASN1_INTEGER *serial = ASN1_INTEGER_new();
        must(revoked != NULL && ASN1_INTEGER_set(serial, revoked_serial) == 1, "X509_REVOKED_new");
        must(X509_REVOKED_set_serialNumber(revoked, serial) == 1, "X509_REVOKED_set_serialNumber");
        must(X509_REVOKED_set_revocationDate(revoked, last) == 1, "X509_REVOKED_set_revocationDate");
        must(X509_CRL_add0_revoked(crl, revoked) == 1, "X509_CRL_add0_revoked");
        ASN1_INTEGER_free(serial);
    }
    must(X509_CRL_sign(crl, issuer->key, EVP_sha256()) > 0, "X509_CRL_sign");
    ASN1_TIME_free(last);
    ASN1_TIME_free(next);
    return crl;
}

void
pki_write_certificate(const char *path, const char *mode, X509 *certificate)
{
    BIO *file = BIO_new_file(path, mode);
    must(file != NULL && PEM_write_bio_X509(file, certificate) == 1, path);
    BIO_free(file);
}

void
pki_write_crl(const char *path, const char *mode, X509_CRL *crl)
{
    BIO *file = BIO_new_file(path, mode);
    must(file != NULL && PEM_write_bio_X509_CRL(file, crl) == 1, path);
    BIO_free(file);
}
