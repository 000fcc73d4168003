/*
 * Certificates made on the spot for the tests of pki/, good and bad ones. Every failure ends the test program.
 */
#ifndef TNW_TEST_PKI_MAKE_H
#define TNW_TEST_PKI_MAKE_H

#include <stdbool.h>
#include <time.h>

#include <openssl/x509.h>

#include "base/bytes.h"

/* One entry of a subject; type is V_ASN1_…. nid 0 ends a list. */
struct pki_entry {
    int nid;
    int type;
    const char *text;
    int len; /* 0: up to the NUL */
};

struct pki_pair {
    X509 *certificate;
    EVP_PKEY *key;
};

struct pki_spec {
    const struct pki_entry *subject;
    const struct pki_pair *issuer; /* NULL: self-signed */
    time_t not_before;
    time_t not_after;
    bool authority;
    const char *usage; /* extended key usage, NULL for none */
    long serial;
    bool sha1;
    bool rsa1024;
};

struct pki_pair pki_make(const struct pki_spec *spec);
void pki_free(struct pki_pair *pair);

/* The certificate as DER, owned by the caller. */
struct buf pki_der(const X509 *certificate);

/* revoked_serial: 0 for an empty list. */
X509_CRL *pki_make_crl(const struct pki_pair *issuer, long revoked_serial, time_t last_update, time_t next_update);

void pki_write_certificate(const char *path, const char *mode, X509 *certificate);
void pki_write_crl(const char *path, const char *mode, X509_CRL *crl);

#endif
