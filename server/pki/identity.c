#include "pki/identity.h"

#include <limits.h>
#include <stdbool.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/x509.h>

#include "pki/number.h"

static bool
is_cbe(const char *number, day_num today)
{
    (void)today;
    return number_is_cbe(number);
}

static bool
is_hospital(const char *number, day_num today)
{
    (void)today;
    return strlen(number) == 8 && number_is_nihii(number);
}

/* eHealth partner numbers have no check digits. */
static bool
is_ehp(const char *number, day_num today)
{
    (void)today;
    return strlen(number) == 10 && strspn(number, "0123456789") == 10;
}

static const struct kind {
    const char *text;
    const char *unit_prefix; /* in the OU of an eHealth certificate */
    bool (*valid)(const char *number, day_num today);
} kinds[IDENTITY_KINDS] = {
    [IDENTITY_NONE] = {"", NULL, NULL},
    [IDENTITY_NISS] = {"niss", "SSIN=", number_is_niss},
    [IDENTITY_CBE] = {"cbe", "CBE=", is_cbe},
    [IDENTITY_NIHII_HOSPITAL] = {"nihii_hospital", "NIHII-HOSPITAL=", is_hospital},
    [IDENTITY_EHP] = {"ehp", "EHP=", is_ehp},
};

const char *
identity_kind_text(enum identity_kind kind)
{
    return (unsigned)kind < IDENTITY_KINDS ? kinds[kind].text : "";
}

enum tnw_err
identity_set(struct identity *out, enum identity_kind kind, const char *number, day_num today)
{
    *out = (struct identity){.kind = IDENTITY_NONE};
    if (kind == IDENTITY_NONE || (unsigned)kind >= IDENTITY_KINDS || !kinds[kind].valid(number, today)) {
        return TNW_E_INVALID_PARAMETER;
    }
    out->kind = kind;
    memcpy(out->number, number, strlen(number) + 1);
    return TNW_OK;
}

/* Adds one finding. A second number, or a number that is none, refuses the certificate: nothing is guessed. */
static bool
found(struct identity *sum, enum identity_kind kind, struct slice digits, day_num today)
{
    char number[sizeof sum->number] = {0};
    struct identity one;
    if (digits.len >= sizeof number || memchr(digits.ptr, 0, digits.len) != NULL) {
        return false;
    }
    memcpy(number, digits.ptr, digits.len);
    if (identity_set(&one, kind, number, today) != TNW_OK) {
        return false;
    }
    if (sum->kind != IDENTITY_NONE) {
        return sum->kind == one.kind && strcmp(sum->number, one.number) == 0;
    }
    *sum = one;
    return true;
}

/* An OU of another form is the name of a department: no finding. */
static bool
read_unit(struct identity *sum, struct slice text, day_num today)
{
    for (int kind = IDENTITY_NONE + 1; kind < IDENTITY_KINDS; kind++) {
        size_t len = strlen(kinds[kind].unit_prefix);
        if (text.len >= len && memcmp(text.ptr, kinds[kind].unit_prefix, len) == 0) {
            return found(sum, (enum identity_kind)kind, slice_of(text.ptr + len, text.len - len), today);
        }
    }
    return true;
}

static bool
read_entry(struct identity *sum, const X509_NAME_ENTRY *entry, day_num today)
{
    int nid = OBJ_obj2nid(X509_NAME_ENTRY_get_object(entry));
    if (nid != NID_serialNumber && nid != NID_organizationalUnitName) {
        return true;
    }
    /* One form for all string types, so that none of them hides a second identity. */
    unsigned char *utf8 = NULL;
    int len = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(entry));
    if (len < 0) {
        return false;
    }
    struct slice text = slice_of(utf8, (size_t)len);
    bool ok = nid == NID_serialNumber ? found(sum, IDENTITY_NISS, text, today) : read_unit(sum, text, today);
    bytes_wipe(utf8, text.len);
    OPENSSL_free(utf8);
    return ok;
}

enum tnw_err
identity_from_certificate(struct identity *out, struct slice der, day_num today)
{
    enum tnw_err err = TNW_E_CERTIFICATE_REFUSED;
    struct identity sum = {.kind = IDENTITY_NONE};
    const uint8_t *at = der.ptr;
    X509 *certificate = der.len > LONG_MAX ? NULL : d2i_X509(NULL, &at, (long)der.len);
    *out = sum;
    if (certificate == NULL || at != der.ptr + der.len) {
        goto out;
    }
    const X509_NAME *subject = X509_get_subject_name(certificate);
    for (int i = 0; i < X509_NAME_entry_count(subject); i++) {
        if (!read_entry(&sum, X509_NAME_get_entry(subject, i), today)) {
            goto out;
        }
    }
    if (sum.kind == IDENTITY_NONE) {
        goto out;
    }
    *out = sum;
    err = TNW_OK;
out:
    X509_free(certificate);
    bytes_wipe(&sum, sizeof sum);
    ERR_clear_error();
    return err;
}
