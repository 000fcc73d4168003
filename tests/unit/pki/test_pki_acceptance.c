#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pki_house.h"

static void
a_client_certificate_of_the_ca_is_accepted(void **state)
{
    const struct house *house = *state;
    struct pki_spec spec = house_person(&house->root);
    const char *why = "";
    assert_int_equal(house_check_one(house, &spec, &why), TNW_OK);
    assert_null(why);
    spec.usage = "serverAuth,clientAuth";
    assert_int_equal(house_check_one(house, &spec, &why), TNW_OK);
}

static void
the_end_of_validity_is_told(void **state)
{
    const struct house *house = *state;
    char where[256];
    struct acceptance *acceptance = NULL;
    struct pki_spec spec = house_person(&house->root);
    struct pki_pair pair = pki_make(&spec);
    struct buf der = pki_der(pair.certificate);
    struct slice slice = buf_slice(&der);
    time_ms not_after = 0;
    code_set kinds = 0;
    const char *why = NULL;
    assert_int_equal(
        acceptance_load(&acceptance, &(struct acceptance_files){.ca = house->ca_file, .crl = house->crl_file}, where),
        TNW_OK);
    assert_int_equal(acceptance_check(acceptance, &slice, 1, (time_ms)NOW * 1000, &not_after, &kinds, &why), TNW_OK);
    assert_true(not_after == (time_ms)(NOW + DAY) * 1000);
    assert_int_equal(acceptance_check(acceptance, &slice, 1, not_after + 1000, &not_after, &kinds, &why),
                     TNW_E_CERTIFICATE_EXPIRED);
    acceptance_free(&acceptance);
    buf_free(&der);
    pki_free(&pair);
}

static void
another_issuer_is_refused_even_under_the_same_name(void **state)
{
    const struct house *house = *state;
    struct pki_spec spec = house_person(&house->foreign);
    const char *why = NULL;
    assert_int_equal(house_check_one(house, &spec, &why), TNW_E_CERTIFICATE_REFUSED);
    assert_string_equal(why, "certificate signature failure");
    spec = house_person(NULL);
    assert_int_equal(house_check_one(house, &spec, &why), TNW_E_CERTIFICATE_REFUSED);
    assert_string_equal(why, "self-signed certificate");
}

static void
a_certificate_outside_its_period_is_expired(void **state)
{
    const struct house *house = *state;
    struct pki_spec spec = house_person(&house->root);
    const char *why = NULL;
    spec.not_after = NOW - 1;
    assert_int_equal(house_check_one(house, &spec, &why), TNW_E_CERTIFICATE_EXPIRED);
    assert_string_equal(why, "certificate has expired");
    spec = house_person(&house->root);
    spec.not_before = NOW + 60;
    assert_int_equal(house_check_one(house, &spec, &why), TNW_E_CERTIFICATE_EXPIRED);
    assert_string_equal(why, "certificate is not yet valid");
}

static void
a_revoked_certificate_is_refused(void **state)
{
    const struct house *house = *state;
    struct pki_spec spec = house_person(&house->root);
    const char *why = NULL;
    spec.serial = REVOKED_SERIAL;
    assert_int_equal(house_check_one(house, &spec, &why), TNW_E_CERTIFICATE_REVOKED);
    struct pki_pair pair = pki_make(&spec);
    assert_int_equal(house_check(house->ca_file, NULL, &pair.certificate, 1, &why), TNW_OK);
    pki_free(&pair);
}

static void
assert_crl_counts(const struct house *house, const char *warning)
{
    struct pki_spec spec = house_person(&house->root);
    const char *why = NULL;
    assert_int_equal(house_check_one(house, &spec, &why), TNW_OK);
    assert_string_equal(why, warning);
    spec.serial = REVOKED_SERIAL;
    assert_int_equal(house_check_one(house, &spec, &why), TNW_E_CERTIFICATE_REVOKED);
}

static void
a_crl_outside_its_period_still_counts(void **state)
{
    const struct house *house = *state;
    house_write_crl(house->crl_file, &house->root, NOW - 31 * DAY);
    assert_crl_counts(house, "CRL has expired");
    house_write_crl(house->crl_file, &house->root, NOW + DAY);
    assert_crl_counts(house, "CRL is not yet valid");
}

/* The first to end counts, of the authorities as of the lists. */
static void
the_files_tell_when_they_end(void **state)
{
    const struct house *house = *state;
    char where[256];
    struct acceptance *acceptance = NULL;
    struct pki_spec spec = house_authority(house_person(NULL).subject, NULL);
    spec.not_after = NOW + DAY;
    struct pki_pair second = pki_make(&spec);
    assert_int_equal(acceptance_load(&acceptance, &(struct acceptance_files){.ca = house->ca_file, .crl = NULL}, where),
                     TNW_OK);
    const time_ms of_one = acceptance_ends(acceptance).authority;
    assert_true(acceptance_ends(acceptance).crl == ACCEPTANCE_NO_END);
    acceptance_free(&acceptance);
    pki_write_certificate(house->ca_file, "a", second.certificate);
    X509_CRL *crl = pki_make_crl(&second, 0, NOW, NOW + 2 * DAY);
    pki_write_crl(house->crl_file, "a", crl);
    struct acceptance_files files = {.ca = house->ca_file, .crl = house->crl_file};
    for (unsigned kind = IDENTITY_NONE + 1; kind < IDENTITY_KINDS; kind++) {
        files.ca_of[kind] = house->ca_file;
    }
    assert_int_equal(acceptance_load(&acceptance, &files, where), TNW_OK);
    const struct acceptance_ends ends = acceptance_ends(acceptance);
    assert_true(of_one > ends.authority);
    assert_true(ends.authority == (time_ms)(NOW + DAY) * 1000);
    assert_true(ends.crl == (time_ms)(NOW + 2 * DAY) * 1000);
    acceptance_free(&acceptance);
    X509_CRL_free(crl);
    pki_free(&second);
}

static void
being_a_client_must_be_said(void **state)
{
    const struct house *house = *state;
    static const char *const usages[] = {"serverAuth", "emailProtection", "anyExtendedKeyUsage", NULL};
    for (size_t i = 0; i < 4; i++) {
        struct pki_spec spec = house_person(&house->root);
        const char *why = NULL;
        spec.usage = usages[i];
        assert_int_equal(house_check_one(house, &spec, &why), TNW_E_CERTIFICATE_REFUSED);
        assert_non_null(why);
    }
}

static void
weak_keys_and_signatures_are_refused(void **state)
{
    const struct house *house = *state;
    struct pki_spec spec = house_person(&house->root);
    const char *why = NULL;
    spec.sha1 = true;
    assert_int_equal(house_check_one(house, &spec, &why), TNW_E_CERTIFICATE_REFUSED);
    assert_string_equal(why, "CA signature digest algorithm too weak");
    spec = house_person(&house->root);
    spec.rsa1024 = true;
    assert_int_equal(house_check_one(house, &spec, &why), TNW_E_CERTIFICATE_REFUSED);
    assert_string_equal(why, "EE certificate key too weak");
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_set_up, house_tear_down)

static code_set
vouched(const struct pki_pair *issuer, const struct acceptance_files *files)
{
    char where[256];
    const char *why = NULL;
    time_ms not_after = 0;
    code_set kinds = 0;
    struct acceptance *acceptance = NULL;
    struct pki_spec spec = house_person(issuer);
    struct pki_pair pair = pki_make(&spec);
    struct buf der = pki_der(pair.certificate);
    struct slice slice = buf_slice(&der);
    assert_int_equal(acceptance_load(&acceptance, files, where), TNW_OK);
    assert_int_equal(acceptance_check(acceptance, &slice, 1, (time_ms)NOW * 1000, &not_after, &kinds, &why), TNW_OK);
    acceptance_free(&acceptance);
    buf_free(&der);
    pki_free(&pair);
    return kinds;
}

static const struct pki_entry of_firms[] = {{NID_commonName, V_ASN1_UTF8STRING, "Firms", 0}, {0, 0, NULL, 0}};

/* Each root tells of the kinds that it is named for, and of no other. */
static void
an_issuer_vouches_for_the_kinds_it_is_named_for(void **state)
{
    const struct house *house = *state;
    char where[256] = "";
    struct acceptance *acceptance = NULL;
    struct acceptance_files files = {.ca = house->ca_file};
    const struct pki_spec spec = house_authority(of_firms, NULL);
    struct pki_pair second = pki_make(&spec);
    code_set all = CODE_ALL(IDENTITY_KINDS) & ~CODE_BIT(IDENTITY_NONE);
    assert_int_equal(vouched(&house->root, &files), all);
    pki_write_certificate(house->other_file, "w", second.certificate);
    files.ca_of[IDENTITY_CBE] = house->other_file;
    assert_int_equal(vouched(&house->root, &files), all & ~CODE_BIT(IDENTITY_CBE));
    assert_int_equal(vouched(&second, &files), CODE_BIT(IDENTITY_CBE));
    files.ca_of[IDENTITY_EHP] = house->other_file;
    assert_int_equal(vouched(&second, &files), CODE_BIT(IDENTITY_CBE) | CODE_BIT(IDENTITY_EHP));
    files = (struct acceptance_files){.ca = house->ca_file};
    pki_write_certificate(house->ca_file, "a", second.certificate); /* which of the two, for what? */
    assert_int_equal(acceptance_load(&acceptance, &files, where), TNW_E_CONFIGURATION);
    assert_non_null(strstr(where, "client_ca_niss"));
    for (unsigned kind = IDENTITY_NONE + 1; kind < IDENTITY_KINDS; kind++) {
        files.ca_of[kind] = house->ca_file;
    }
    assert_int_equal(vouched(&house->root, &files), all);
    pki_free(&second);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_HOUSE(a_client_certificate_of_the_ca_is_accepted),
        IN_HOUSE(the_end_of_validity_is_told),
        IN_HOUSE(another_issuer_is_refused_even_under_the_same_name),
        IN_HOUSE(a_certificate_outside_its_period_is_expired),
        IN_HOUSE(a_revoked_certificate_is_refused),
        IN_HOUSE(a_crl_outside_its_period_still_counts),
        IN_HOUSE(the_files_tell_when_they_end),
        IN_HOUSE(an_issuer_vouches_for_the_kinds_it_is_named_for),
        IN_HOUSE(being_a_client_must_be_said),
        IN_HOUSE(weak_keys_and_signatures_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
