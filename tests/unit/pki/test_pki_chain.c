#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "pki_house.h"

static const struct pki_entry sub_name[] = {{NID_commonName, V_ASN1_UTF8STRING, "Sub", 0}, {0, 0, NULL, 0}};
static void
a_person_cannot_issue(void **state)
{
    const struct house *house = *state;
    struct pki_spec spec = house_person(&house->root);
    struct pki_pair issuer = pki_make(&spec);
    spec = house_person(&issuer);
    struct pki_pair leaf = pki_make(&spec);
    X509 *const chain[] = {leaf.certificate, issuer.certificate};
    const char *why = NULL;
    assert_int_equal(house_check(house->ca_file, NULL, chain, 2, &why), TNW_E_CERTIFICATE_REFUSED);
    pki_free(&leaf);
    pki_free(&issuer);
}

/* A CA below the root, and a person of it. */
static void
make_sub(const struct house *house, long serial, struct pki_pair *sub, struct pki_pair *leaf)
{
    struct pki_spec spec = house_authority(sub_name, &house->root);
    spec.serial = serial;
    *sub = pki_make(&spec);
    spec = house_person(sub);
    *leaf = pki_make(&spec);
}

static void
add_crl(const struct house *house, const struct pki_pair *issuer)
{
    X509_CRL *crl = pki_make_crl(issuer, 0, NOW - DAY, NOW + DAY);
    pki_write_crl(house->crl_file, "a", crl);
    X509_CRL_free(crl);
}

static void
an_intermediate_ca_needs_its_own_crl(void **state)
{
    const struct house *house = *state;
    struct pki_pair sub, leaf;
    make_sub(house, 3, &sub, &leaf);
    X509 *const chain[] = {leaf.certificate, sub.certificate};
    const char *why = NULL;
    assert_int_equal(house_check(house->ca_file, NULL, chain, 2, &why), TNW_OK);
    assert_int_equal(house_check(house->ca_file, house->crl_file, chain, 2, &why), TNW_E_CERTIFICATE_REFUSED);
    assert_string_equal(why, "unable to get certificate CRL");
    add_crl(house, &sub);
    pki_write_certificate(house->ca_file, "a", sub.certificate);
    assert_int_equal(house_check(house->ca_file, house->crl_file, chain, 1, &why), TNW_OK);
    pki_free(&leaf);
    pki_free(&sub);
}

static void
a_revoked_ca_takes_what_it_issued_with_it(void **state)
{
    const struct house *house = *state;
    struct pki_pair sub, leaf;
    make_sub(house, REVOKED_SERIAL, &sub, &leaf);
    X509 *const chain[] = {leaf.certificate, sub.certificate};
    const char *why = NULL;
    add_crl(house, &sub);
    assert_int_equal(house_check(house->ca_file, house->crl_file, chain, 2, &why), TNW_E_CERTIFICATE_REVOKED);
    pki_free(&leaf);
    pki_free(&sub);
}

/* depth: how many CAs stand between the end entity and the root. */
static enum tnw_err
check_deep(const struct house *house, size_t depth, const char **why)
{
    static const char *const names[] = {"", "One", "Two", "Three", "Four"};
    struct pki_pair made[5];
    X509 *chain[5];
    for (size_t i = depth + 1; i-- > 0;) {
        const struct pki_entry name[] = {{NID_commonName, V_ASN1_UTF8STRING, names[i], 0}, {0, 0, NULL, 0}};
        const struct pki_pair *issuer = i == depth ? &house->root : &made[i + 1];
        struct pki_spec spec = i == 0 ? house_person(issuer) : house_authority(name, issuer);
        made[i] = pki_make(&spec);
        chain[i] = made[i].certificate;
    }
    enum tnw_err err = house_check(house->ca_file, NULL, chain, depth + 1, why);
    for (size_t i = 0; i <= depth; i++) {
        pki_free(&made[i]);
    }
    return err;
}

static void
a_chain_that_is_too_deep_is_refused(void **state)
{
    const char *why = NULL;
    assert_int_equal(check_deep(*state, 3, &why), TNW_OK);
    assert_int_equal(check_deep(*state, 4, &why), TNW_E_CERTIFICATE_REFUSED);
}

static void
what_is_no_chain_of_certificates_is_refused(void **state)
{
    const struct house *house = *state;
    char where[256];
    struct acceptance *acceptance = NULL;
    struct pki_spec spec = house_person(&house->root);
    struct pki_pair pair = pki_make(&spec);
    struct buf der = pki_der(pair.certificate);
    buf_put_u8(&der, 0);
    struct slice chain[7];
    time_ms end = 0;
    code_set kinds = 0;
    const char *why = NULL;
    assert_int_equal(
        acceptance_load(&acceptance, &(struct acceptance_files){.ca = house->ca_file, .crl = house->crl_file}, where),
        TNW_OK);
    for (size_t i = 0; i < 7; i++) {
        chain[i] = slice_of(der.ptr, der.len - 1);
    }
    assert_int_equal(acceptance_check(acceptance, chain, 0, (time_ms)NOW * 1000, &end, &kinds, &why),
                     TNW_E_CERTIFICATE_REFUSED);
    assert_int_equal(acceptance_check(acceptance, chain, 7, (time_ms)NOW * 1000, &end, &kinds, &why),
                     TNW_E_CERTIFICATE_REFUSED);
    assert_int_equal(acceptance_check(acceptance, chain, 1, (time_ms)NOW * 1000, &end, &kinds, &why), TNW_OK);
    chain[0].len++; /* a byte behind it */
    assert_int_equal(acceptance_check(acceptance, chain, 1, (time_ms)NOW * 1000, &end, &kinds, &why),
                     TNW_E_CERTIFICATE_REFUSED);
    chain[0].len -= 2; /* cut short */
    assert_int_equal(acceptance_check(acceptance, chain, 1, (time_ms)NOW * 1000, &end, &kinds, &why),
                     TNW_E_CERTIFICATE_REFUSED);
    acceptance_free(&acceptance);
    buf_free(&der);
    pki_free(&pair);
}

static void
assert_not_loaded(const char *ca_file, const char *crl_file)
{
    char where[256] = "";
    struct acceptance *acceptance = NULL;
    assert_int_equal(acceptance_load(&acceptance, &(struct acceptance_files){.ca = ca_file, .crl = crl_file}, where),
                     TNW_E_CONFIGURATION);
    assert_null(acceptance);
    assert_true(strlen(where) > 0);
}

static void
files_that_are_not_right_are_not_loaded(void **state)
{
    const struct house *house = *state;
    struct pki_spec spec = house_person(&house->root);
    struct pki_pair pair = pki_make(&spec);
    assert_not_loaded(house->other_file, NULL);
    assert_not_loaded(house->crl_file, NULL);
    assert_not_loaded(house->ca_file, house->other_file);
    assert_not_loaded(house->ca_file, house->ca_file);
    house_write_crl(house->other_file, &house->foreign, NOW - DAY);
    assert_not_loaded(house->ca_file, house->other_file);
    pki_write_certificate(house->other_file, "w", pair.certificate);
    assert_not_loaded(house->other_file, NULL);
    pki_write_certificate(house->other_file, "a", house->root.certificate);
    assert_not_loaded(house->other_file, NULL); /* a person beside the CA */
    pki_write_certificate(house->ca_file, "a", house->foreign.certificate);
    assert_not_loaded(house->ca_file, house->crl_file); /* no CRL of the second CA */
    FILE *file = fopen(house->ca_file, "a");
    assert_non_null(file);
    fputs("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", file);
    fclose(file);
    assert_not_loaded(house->ca_file, NULL);
    pki_free(&pair);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_set_up, house_tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_HOUSE(a_person_cannot_issue),
        IN_HOUSE(an_intermediate_ca_needs_its_own_crl),
        IN_HOUSE(a_revoked_ca_takes_what_it_issued_with_it),
        IN_HOUSE(a_chain_that_is_too_deep_is_refused),
        IN_HOUSE(what_is_no_chain_of_certificates_is_refused),
        IN_HOUSE(files_that_are_not_right_are_not_loaded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
