#include "pki_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static const struct pki_entry root_name[] = {{NID_commonName, V_ASN1_UTF8STRING, "Root", 0}, {0, 0, NULL, 0}};
static const struct pki_entry person[] = {{NID_serialNumber, V_ASN1_PRINTABLESTRING, "80031295793", 0},
                                          {0, 0, NULL, 0}};

struct pki_spec
house_authority(const struct pki_entry *name, const struct pki_pair *issuer)
{
    return (struct pki_spec){.subject = name,
                             .issuer = issuer,
                             .not_before = NOW - 1000 * DAY,
                             .not_after = NOW + 1000 * DAY,
                             .authority = true,
                             .serial = 1};
}

struct pki_spec
house_person(const struct pki_pair *issuer)
{
    return (struct pki_spec){.subject = person,
                             .issuer = issuer,
                             .not_before = NOW - DAY,
                             .not_after = NOW + DAY,
                             .usage = "clientAuth",
                             .serial = 2};
}

void
house_write_crl(const char *path, const struct pki_pair *issuer, time_t last_update)
{
    X509_CRL *crl = pki_make_crl(issuer, REVOKED_SERIAL, last_update, last_update + 30 * DAY);
    pki_write_crl(path, "w", crl);
    X509_CRL_free(crl);
}

int
house_set_up(void **state)
{
    struct house *house = calloc(1, sizeof *house);
    assert_non_null(house);
    snprintf(house->folder, sizeof house->folder, "/tmp/tnw-pki-XXXXXX");
    assert_non_null(mkdtemp(house->folder));
    snprintf(house->ca_file, sizeof house->ca_file, "%s/ca.pem", house->folder);
    snprintf(house->crl_file, sizeof house->crl_file, "%s/crl.pem", house->folder);
    snprintf(house->other_file, sizeof house->other_file, "%s/other.pem", house->folder);
    struct pki_spec spec = house_authority(root_name, NULL);
    house->root = pki_make(&spec);
    house->foreign = pki_make(&spec);
    pki_write_certificate(house->ca_file, "w", house->root.certificate);
    house_write_crl(house->crl_file, &house->root, NOW - DAY);
    *state = house;
    return 0;
}

int
house_tear_down(void **state)
{
    struct house *house = *state;
    unlink(house->ca_file);
    unlink(house->crl_file);
    unlink(house->other_file);
    rmdir(house->folder);
    pki_free(&house->root);
    pki_free(&house->foreign);
    free(house);
    return 0;
}

enum tnw_err
house_check(const char *ca_file, const char *crl_file, X509 *const *chain, size_t count, const char **why)
{
    char where[256];
    time_ms not_after = 0;
    code_set kinds = 0;
    struct acceptance *acceptance = NULL;
    struct buf der[8] = {0};
    struct slice slices[8];
    assert_int_equal(acceptance_load(&acceptance, &(struct acceptance_files){.ca = ca_file, .crl = crl_file}, where),
                     TNW_OK);
    for (size_t i = 0; i < count; i++) {
        der[i] = pki_der(chain[i]);
        slices[i] = buf_slice(&der[i]);
    }
    enum tnw_err err = acceptance_check(acceptance, slices, count, (time_ms)NOW * 1000, &not_after, &kinds, why);
    for (size_t i = 0; i < count; i++) {
        buf_free(&der[i]);
    }
    acceptance_free(&acceptance);
    assert_null(acceptance);
    return err;
}

enum tnw_err
house_check_one(const struct house *house, const struct pki_spec *spec, const char **why)
{
    struct pki_pair pair = pki_make(spec);
    enum tnw_err err = house_check(house->ca_file, house->crl_file, &pair.certificate, 1, why);
    pki_free(&pair);
    return err;
}
