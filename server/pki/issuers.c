#include "pki/issuers.h"

#include <stdio.h>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "pki/pem.h"

#define WHERE_SIZE 256

static int
find_issuer(const struct issuers *issuers, const X509 *one)
{
    for (int i = 0; i < sk_X509_num(issuers->list); i++) {
        if (X509_cmp(sk_X509_value(issuers->list, i), one) == 0) {
            return i;
        }
    }
    return -1;
}

/* Takes the certificate over. Returns its place, -1: no room or no memory. */
static int
add_issuer(struct issuers *issuers, X509 *one)
{
    int at = find_issuer(issuers, one);
    if (at >= 0) {
        X509_free(one);
        return at;
    }
    if (sk_X509_num(issuers->list) == ISSUERS_MAX || sk_X509_push(issuers->list, one) <= 0) {
        X509_free(one);
        return -1;
    }
    return sk_X509_num(issuers->list) - 1;
}

/* Adds what a file holds, as vouching for those kinds. Out: roots, how many self-signed ones. */
static enum tnw_err
read_issuers(struct issuers *issuers, const char *path, code_set kinds, int *roots, char where[WHERE_SIZE])
{
    BIO *file = BIO_new_file(path, "r");
    X509 *one = NULL;
    enum tnw_err err = TNW_OK;
    *roots = 0;
    for (int number = 1; err == TNW_OK && file != NULL && (one = PEM_read_bio_X509(file, NULL, NULL, NULL)) != NULL;
         number++) {
        bool authority = X509_check_ca(one) != 0;
        *roots += X509_self_signed(one, 1) == 1;
        int at = add_issuer(issuers, one);
        if (!authority || at < 0) {
            snprintf(where, WHERE_SIZE, "%s: certificate %d is %s", path, number,
                     authority ? "one too many" : "not a CA");
            err = TNW_E_CONFIGURATION;
        } else {
            issuers->kinds[at] |= kinds;
        }
    }
    if (err == TNW_OK && !(pem_ended_well() && *roots > 0)) {
        snprintf(where, WHERE_SIZE, "%s: %s", path,
                 file == NULL  ? "cannot be read"
                 : *roots == 0 ? "holds no self-signed CA certificate, or is not a clean list of PEM certificates"
                               : "not a clean list of PEM certificates");
        err = TNW_E_CONFIGURATION;
    }
    BIO_free(file);
    ERR_clear_error();
    return err;
}

static bool
is_named(const char *path)
{
    return path != NULL && path[0] != '\0';
}

enum tnw_err
issuers_load(struct issuers *out, const struct acceptance_files *files, char where[WHERE_SIZE])
{
    code_set others = 0;
    int roots = 0;
    *out = (struct issuers){.list = sk_X509_new_null()};
    if (out->list == NULL) {
        return TNW_E_NO_MEMORY;
    }
    for (unsigned kind = IDENTITY_NONE + 1; kind < IDENTITY_KINDS; kind++) {
        others |= is_named(files->ca_of[kind]) ? 0 : CODE_BIT(kind);
    }
    enum tnw_err err = read_issuers(out, files->ca, others, &roots, where);
    if (err == TNW_OK && roots > 1 && others != 0) {
        snprintf(where, WHERE_SIZE,
                 "%s: holds %d issuers: name for each kind of identity those that may vouch for it (client_ca_niss, …)",
                 files->ca, roots);
        err = TNW_E_CONFIGURATION;
    }
    for (unsigned kind = IDENTITY_NONE + 1; err == TNW_OK && kind < IDENTITY_KINDS; kind++) {
        if (is_named(files->ca_of[kind])) {
            err = read_issuers(out, files->ca_of[kind], CODE_BIT(kind), &roots, where);
        }
    }
    return err;
}

void
issuers_free(struct issuers *issuers)
{
    sk_X509_pop_free(issuers->list, X509_free);
    *issuers = (struct issuers){.list = NULL};
}

code_set
issuers_vouch(const struct issuers *issuers, const X509 *root)
{
    int at = find_issuer(issuers, root);
    return at < 0 ? 0 : issuers->kinds[at];
}
