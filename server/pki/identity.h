/*
 * Who a certificate says it is.
 */
#ifndef TNW_PKI_IDENTITY_H
#define TNW_PKI_IDENTITY_H

#include "base/bytes.h"
#include "base/clock.h"
#include "tnw/error.h"

enum identity_kind {
    IDENTITY_NONE,
    IDENTITY_NISS,
    IDENTITY_CBE,
    IDENTITY_NIHII_HOSPITAL,
    IDENTITY_EHP,
    IDENTITY_KINDS
};

struct identity {
    enum identity_kind kind;
    char number[12]; /* digits, NUL-terminated; personal: never in a URL, a log line or an audit record */
};

/* The kind as the API writes it: "niss", "cbe", "nihii_hospital", "ehp"; "" for none. */
const char *identity_kind_text(enum identity_kind kind);

/* Fills from digits after checking them. today: of the log, or the clock; nobody is born after it.
 * Errors: INVALID_PARAMETER. */
TNW_MUST_CHECK enum tnw_err identity_set(struct identity *out, enum identity_kind kind, const char *number,
                                         day_num today);

/* Reads the subject of a DER certificate: serialNumber (eID: NISS), or OU of the form SSIN=…, CBE=…, NIHII-HOSPITAL=…,
 * EHP=… (eHealth). Exactly one identity must be there (the same number twice counts as one), with right check digits
 * where the kind has them. Errors: CERTIFICATE_REFUSED. */
TNW_MUST_CHECK enum tnw_err identity_from_certificate(struct identity *out, struct slice der, day_num today);

#endif
