/*
 * The issuers of client certificates, and for which kinds of identity each may vouch: an authority of firms has nothing
 * to say of who somebody is.
 */
#ifndef TNW_PKI_ISSUERS_H
#define TNW_PKI_ISSUERS_H

#include <stdbool.h>

#include <openssl/x509.h>

#include "base/codes.h"
#include "pki/acceptance_files.h"
#include "tnw/error.h"

#define ISSUERS_MAX 64

struct issuers {
    STACK_OF(X509) * list;       /* roots, and what else the files hold */
    code_set kinds[ISSUERS_MAX]; /* of each: bits of enum identity_kind */
};

/* Reads the files. Freed with issuers_free in every case. where: at least 256 characters, what is wrong.
 * Errors: CONFIGURATION, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err issuers_load(struct issuers *out, const struct acceptance_files *files, char where[256]);
void issuers_free(struct issuers *issuers);

/* For what the certificate of that root may vouch; 0 for another. */
code_set issuers_vouch(const struct issuers *issuers, const X509 *root);

#endif
