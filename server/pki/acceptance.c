#include "pki/acceptance.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "base/limits.h"
#include "pki/issuers.h"
#include "pki/pem.h"

#define WHERE_SIZE 256
#define INTERMEDIATES_MAX 3
/* OpenSSL's level 2: 112 bits, that is RSA 2048, P-224, SHA-224 and up. */
#define SECURITY_LEVEL 2

struct acceptance {
    X509_STORE *store;
    struct issuers issuers;
    struct acceptance_ends ends;
};

static STACK_OF(X509_CRL) * read_crls(const char *path, char where[WHERE_SIZE])
{
    STACK_OF(X509_CRL) *list = sk_X509_CRL_new_null();
    BIO *file = BIO_new_file(path, "r");
    X509_CRL *one = NULL;
    while (list != NULL && file != NULL && (one = PEM_read_bio_X509_CRL(file, NULL, NULL, NULL)) != NULL) {
        if (sk_X509_CRL_push(list, one) <= 0) {
            X509_CRL_free(one);
            goto fail;
        }
    }
    bool whole = pem_ended_well();
    if (file != NULL && whole) {
        BIO_free(file);
        return list;
    }
    snprintf(where, WHERE_SIZE, "%s: %s", path, file == NULL ? "cannot be read" : "not a clean list of PEM CRLs");
fail:
    BIO_free(file);
    sk_X509_CRL_pop_free(list, X509_CRL_free);
    ERR_clear_error();
    return NULL;
}

static bool
has_crl(X509 *authority, STACK_OF(X509_CRL) * crls)
{
    for (int i = 0; i < sk_X509_CRL_num(crls); i++) {
        X509_CRL *crl = sk_X509_CRL_value(crls, i);
        if (X509_NAME_cmp(X509_CRL_get_issuer(crl), X509_get_subject_name(authority)) == 0 &&
            X509_CRL_verify(crl, X509_get0_pubkey(authority)) == 1) {
            return true;
        }
    }
    return false;
}

/* Found out when loading, not when the first person of that CA is refused. */
static enum tnw_err
each_has_crl(STACK_OF(X509) * authorities, STACK_OF(X509_CRL) * crls, const char *path, char where[WHERE_SIZE])
{
    for (int i = 0; i < sk_X509_num(authorities); i++) {
        if (!has_crl(sk_X509_value(authorities, i), crls)) {
            snprintf(where, WHERE_SIZE, "%s: no valid CRL of CA certificate %d", path, i + 1);
            ERR_clear_error();
            return TNW_E_CONFIGURATION;
        }
    }
    return TNW_OK;
}

/* A CRL outside its period still counts, see the header; everything else stays an error. */
static int
tolerate_stale_crl(int ok, X509_STORE_CTX *ctx)
{
    int error = X509_STORE_CTX_get_error(ctx);
    if (ok || (error != X509_V_ERR_CRL_HAS_EXPIRED && error != X509_V_ERR_CRL_NOT_YET_VALID)) {
        return ok;
    }
    *(const char **)X509_STORE_CTX_get_app_data(ctx) = X509_verify_cert_error_string(error);
    return 1;
}

static enum tnw_err
fill_store(X509_STORE *store, STACK_OF(X509) * authorities, STACK_OF(X509_CRL) * crls)
{
    for (int i = 0; i < sk_X509_num(authorities); i++) {
        if (X509_STORE_add_cert(store, sk_X509_value(authorities, i)) != 1) {
            return TNW_E_NO_MEMORY;
        }
    }
    for (int i = 0; i < sk_X509_CRL_num(crls); i++) {
        if (X509_STORE_add_crl(store, sk_X509_CRL_value(crls, i)) != 1) {
            return TNW_E_NO_MEMORY;
        }
    }
    X509_VERIFY_PARAM *param = X509_STORE_get0_param(store);
    X509_VERIFY_PARAM_set_depth(param, INTERMEDIATES_MAX);
    X509_VERIFY_PARAM_set_auth_level(param, SECURITY_LEVEL);
    X509_STORE_set_verify_cb(store, tolerate_stale_crl);
    unsigned long flags = crls == NULL ? 0 : X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL;
    if (X509_VERIFY_PARAM_set_flags(param, flags) != 1 ||
        X509_VERIFY_PARAM_set_purpose(param, X509_PURPOSE_SSL_CLIENT) != 1) {
        return TNW_E_NO_MEMORY;
    }
    return TNW_OK;
}

/* A time that cannot be read, or a CRL that names none, is one that has passed: somebody should look at it. */
static time_ms
sooner(time_ms end, const ASN1_TIME *time)
{
    struct tm tm = {0};
    time_ms other = time != NULL && ASN1_TIME_to_tm(time, &tm) == 1 ? (time_ms)timegm(&tm) * 1000 : 0;
    return other < end ? other : end;
}

static struct acceptance_ends
find_ends(STACK_OF(X509) * authorities, STACK_OF(X509_CRL) * crls)
{
    struct acceptance_ends ends = {ACCEPTANCE_NO_END, ACCEPTANCE_NO_END};
    for (int i = 0; i < sk_X509_num(authorities); i++) {
        ends.authority = sooner(ends.authority, X509_get0_notAfter(sk_X509_value(authorities, i)));
    }
    for (int i = 0; i < sk_X509_CRL_num(crls); i++) {
        ends.crl = sooner(ends.crl, X509_CRL_get0_nextUpdate(sk_X509_CRL_value(crls, i)));
    }
    return ends;
}

struct acceptance_ends
acceptance_ends(const struct acceptance *acceptance)
{
    return acceptance->ends;
}

static struct acceptance *
acceptance_new(void)
{
    struct acceptance *acceptance = calloc(1, sizeof *acceptance);
    if (acceptance != NULL && (acceptance->store = X509_STORE_new()) == NULL) {
        acceptance_free(&acceptance);
    }
    return acceptance;
}

static enum tnw_err
load_files(struct acceptance *acceptance, const struct acceptance_files *files, char where[WHERE_SIZE])
{
    STACK_OF(X509_CRL) *crls = NULL;
    enum tnw_err err = issuers_load(&acceptance->issuers, files, where);
    if (err == TNW_OK && files->crl != NULL && files->crl[0] != '\0') {
        crls = read_crls(files->crl, where);
        err = crls == NULL ? TNW_E_CONFIGURATION : each_has_crl(acceptance->issuers.list, crls, files->crl, where);
    }
    if (err == TNW_OK) {
        err = fill_store(acceptance->store, acceptance->issuers.list, crls);
        acceptance->ends = find_ends(acceptance->issuers.list, crls);
    }
    sk_X509_CRL_pop_free(crls, X509_CRL_free);
    ERR_clear_error();
    return err;
}

enum tnw_err
acceptance_load(struct acceptance **out, const struct acceptance_files *files, char where[WHERE_SIZE])
{
    struct acceptance *acceptance = acceptance_new();
    snprintf(where, WHERE_SIZE, "out of memory");
    *out = NULL;
    enum tnw_err err = acceptance == NULL ? TNW_E_NO_MEMORY : load_files(acceptance, files, where);
    if (err != TNW_OK) {
        acceptance_free(&acceptance);
        return err;
    }
    where[0] = 0;
    *out = acceptance;
    return TNW_OK;
}

void
acceptance_free(struct acceptance **acceptance)
{
    if (*acceptance != NULL) {
        X509_STORE_free((*acceptance)->store);
        issuers_free(&(*acceptance)->issuers);
        free(*acceptance);
        *acceptance = NULL;
    }
}

static STACK_OF(X509) * decode_chain(const struct slice *chain, size_t count)
{
    STACK_OF(X509) *list = sk_X509_new_null();
    for (size_t i = 0; list != NULL && i < count; i++) {
        const uint8_t *at = chain[i].ptr;
        X509 *one = chain[i].len > LONG_MAX ? NULL : d2i_X509(NULL, &at, (long)chain[i].len);
        if (one == NULL || at != chain[i].ptr + chain[i].len || sk_X509_push(list, one) <= 0) {
            X509_free(one);
            sk_X509_pop_free(list, X509_free);
            return NULL;
        }
    }
    return list;
}

static bool
read_not_after(X509 *leaf, time_ms *out)
{
    struct tm tm = {0};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(leaf), &tm) != 1) {
        return false;
    }
    *out = (time_ms)timegm(&tm) * 1000;
    return true;
}

static enum tnw_err
error_of(int verify_error)
{
    switch (verify_error) {
    case X509_V_ERR_CERT_REVOKED:
        return TNW_E_CERTIFICATE_REVOKED;
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return TNW_E_CERTIFICATE_EXPIRED;
    case X509_V_ERR_OUT_OF_MEM:
        return TNW_E_NO_MEMORY;
    default:
        return TNW_E_CERTIFICATE_REFUSED;
    }
}

static enum tnw_err
verify(const struct acceptance *acceptance, STACK_OF(X509) * chain, time_ms now, code_set *kinds, const char **why)
{
    enum tnw_err err = TNW_E_NO_MEMORY;
    const char *warning = NULL;
    *why = "out of memory";
    X509_STORE_CTX *ctx = X509_STORE_CTX_new();
    if (ctx == NULL || X509_STORE_CTX_init(ctx, acceptance->store, sk_X509_value(chain, 0), chain) != 1) {
        goto out;
    }
    X509_STORE_CTX_set_time(ctx, 0, (time_t)(now / 1000));
    X509_STORE_CTX_set_app_data(ctx, &warning);
    if (X509_verify_cert(ctx) != 1) {
        int error = X509_STORE_CTX_get_error(ctx);
        *why = X509_verify_cert_error_string(error);
        err = error_of(error);
        goto out;
    }
    const STACK_OF(X509) *whole = X509_STORE_CTX_get0_chain(ctx);
    *kinds = issuers_vouch(&acceptance->issuers, sk_X509_value(whole, sk_X509_num(whole) - 1));
    *why = warning;
    err = TNW_OK;
out:
    X509_STORE_CTX_free(ctx);
    return err;
}

enum tnw_err
acceptance_check(const struct acceptance *acceptance, const struct slice *chain, size_t count, time_ms now,
                 time_ms *not_after, code_set *kinds, const char **why)
{
    enum tnw_err err = TNW_E_CERTIFICATE_REFUSED;
    STACK_OF(X509) *list = NULL;
    *not_after = 0;
    *kinds = 0;
    *why = "the chain is empty or too long";
    if (count == 0 || count > LIMIT_CHAIN) {
        goto out;
    }
    *why = "not a DER certificate";
    list = decode_chain(chain, count);
    if (list == NULL || !read_not_after(sk_X509_value(list, 0), not_after)) {
        goto out;
    }
    err = verify(acceptance, list, now, kinds, why);
    if (err != TNW_OK) {
        goto out;
    }
    if (X509_check_ca(sk_X509_value(list, 0)) != 0) {
        *why = "an authority is no client";
        err = TNW_E_CERTIFICATE_REFUSED;
        goto out;
    }
    /* The purpose check takes a missing extended key usage for "any". Being a client must be said. */
    if (X509_get_extended_key_usage(sk_X509_value(list, 0)) == UINT32_MAX) {
        *why = "no extended key usage";
        err = TNW_E_CERTIFICATE_REFUSED;
    }
out:
    sk_X509_pop_free(list, X509_free);
    ERR_clear_error();
    return err;
}
