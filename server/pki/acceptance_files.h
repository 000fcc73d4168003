/*
 * The files that say whose certificates are accepted. PEM; NULL and "" are none.
 */
#ifndef TNW_PKI_ACCEPTANCE_FILES_H
#define TNW_PKI_ACCEPTANCE_FILES_H

#include "pki/identity.h"

struct acceptance_files {
    const char *ca;                    /* the issuers of every kind of identity that has no file of its own */
    const char *ca_of[IDENTITY_KINDS]; /* those of one kind; a file can stand for several */
    const char *crl;                   /* once it is given, with a CRL for each issuer */
};

#endif
