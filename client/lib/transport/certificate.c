#include "certificate.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <stdio.h>

static X509 *
from_pkcs12(FILE *file, const char *password)
{
    X509 *certificate = NULL;
    EVP_PKEY *key = NULL;
    PKCS12 *bag = d2i_PKCS12_fp(file, NULL);
    if (bag != NULL && PKCS12_parse(bag, password == NULL ? "" : password, &key, &certificate, NULL) != 1) {
        certificate = NULL;
    }
    EVP_PKEY_free(key);
    PKCS12_free(bag);
    return certificate;
}

static X509 *
load_certificate(const struct tnw_config *config)
{
    const char *path = config->pkcs12 != NULL ? config->pkcs12 : config->certificate;
    FILE *file = path == NULL ? NULL : fopen(path, "re");
    if (file == NULL) {
        return NULL;
    }
    /* A certificate is never encrypted, so nothing asks for a password here. */
    X509 *certificate =
        config->pkcs12 != NULL ? from_pkcs12(file, config->password) : PEM_read_X509(file, NULL, NULL, NULL);
    fclose(file);
    ERR_clear_error();
    return certificate;
}

static void
format_day(const ASN1_TIME *time, char day[16])
{
    struct tm tm;
    if (ASN1_TIME_to_tm(time, &tm) != 1 || strftime(day, 16, "%Y-%m-%d", &tm) == 0) {
        day[0] = 0;
    }
}

enum certificate_state
certificate_look(const struct tnw_config *config, time_t now, char day[16])
{
    day[0] = 0;
    X509 *certificate = load_certificate(config);
    if (certificate == NULL) {
        return CERTIFICATE_UNREADABLE;
    }
    enum certificate_state state = CERTIFICATE_VALID;
    if (X509_cmp_time(X509_get0_notAfter(certificate), &now) < 0) {
        state = CERTIFICATE_EXPIRED;
        format_day(X509_get0_notAfter(certificate), day);
    } else if (X509_cmp_time(X509_get0_notBefore(certificate), &now) > 0) {
        state = CERTIFICATE_NOT_YET;
        format_day(X509_get0_notBefore(certificate), day);
    }
    X509_free(certificate);
    return state;
}
