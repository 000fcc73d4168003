#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "pki/policy.h"
#include "unit/pki_make.h"

#define DAY ((time_t)24 * 3600)
#define NOW ((time_t)20000 * DAY)
#define REVOKED_SERIAL 66

struct house {
    char folder[64];
    char ca_file[96];
    char crl_file[96];
    char other_file[96];
    struct pki_pair root;
    struct pki_pair foreign; /* the same name as root, another key */
};

static const struct pki_entry root_name[] = {{NID_commonName, V_ASN1_UTF8STRING, "Root", 0}, {0, 0, NULL, 0}};
static const struct pki_entry sub_name[] = {{NID_commonName, V_ASN1_UTF8STRING, "Sub", 0}, {0, 0, NULL, 0}};
static const struct pki_entry person[] = {{NID_serialNumber, V_ASN1_PRINTABLESTRING, "80031295793", 0},
                                          {0, 0, NULL, 0}};

static struct pki_spec
authority_spec(const struct pki_entry *name, const struct pki_pair *issuer)
{
    return (struct pki_spec){.subject = name,
                             .issuer = issuer,
                             .not_before = NOW - 1000 * DAY,
                             .not_after = NOW + 1000 * DAY,
                             .authority = true,
                             .serial = 1};
}

/* A certificate that is accepted; each test spoils one thing. */
static struct pki_spec
person_spec(const struct pki_pair *issuer)
{
    return (struct pki_spec){.subject = person,
                             .issuer = issuer,
                             .not_before = NOW - DAY,
                             .not_after = NOW + DAY,
                             .usage = "clientAuth",
                             .serial = 2};
}

static void
write_crl(const char *path, const struct pki_pair *issuer, time_t last_update)
{
    X509_CRL *crl = pki_make_crl(issuer, REVOKED_SERIAL, last_update, last_update + 30 * DAY);
    pki_write_crl(path, "w", crl);
    X509_CRL_free(crl);
}

static int
set_up(void **state)
{
    struct house *house = calloc(1, sizeof *house);
    assert_non_null(house);
    snprintf(house->folder, sizeof house->folder, "/tmp/tnw-pki-XXXXXX");
    assert_non_null(mkdtemp(house->folder));
    snprintf(house->ca_file, sizeof house->ca_file, "%s/ca.pem", house->folder);
    snprintf(house->crl_file, sizeof house->crl_file, "%s/crl.pem", house->folder);
    snprintf(house->other_file, sizeof house->other_file, "%s/other.pem", house->folder);
    struct pki_spec spec = authority_spec(root_name, NULL);
    house->root = pki_make(&spec);
    house->foreign = pki_make(&spec);
    pki_write_certificate(house->ca_file, "w", house->root.certificate);
    write_crl(house->crl_file, &house->root, NOW - DAY);
    *state = house;
    return 0;
}

static int
tear_down(void **state)
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

static enum tnw_err
check_with(const char *ca_file, const char *crl_file, X509 *const *chain, size_t count, const char **why)
{
    char where[256];
    time_ms not_after = 0;
    struct cert_policy *policy = NULL;
    struct buf der[8] = {0};
    struct slice slices[8];
    assert_int_equal(cert_policy_load(&policy, ca_file, crl_file, where), TNW_OK);
    for (size_t i = 0; i < count; i++) {
        der[i] = pki_der(chain[i]);
        slices[i] = buf_slice(&der[i]);
    }
    enum tnw_err err = cert_policy_check(policy, slices, count, (time_ms)NOW * 1000, &not_after, why);
    for (size_t i = 0; i < count; i++) {
        buf_free(&der[i]);
    }
    cert_policy_free(&policy);
    assert_null(policy);
    return err;
}

static enum tnw_err
check_one(const struct house *house, const struct pki_spec *spec, const char **why)
{
    struct pki_pair pair = pki_make(spec);
    enum tnw_err err = check_with(house->ca_file, house->crl_file, &pair.certificate, 1, why);
    pki_free(&pair);
    return err;
}

static void
a_client_certificate_of_the_ca_is_accepted(void **state)
{
    const struct house *house = *state;
    struct pki_spec spec = person_spec(&house->root);
    const char *why = "";
    assert_int_equal(check_one(house, &spec, &why), TNW_OK);
    assert_null(why);
    spec.usage = "serverAuth,clientAuth";
    assert_int_equal(check_one(house, &spec, &why), TNW_OK);
}

static void
the_end_of_validity_is_told(void **state)
{
    const struct house *house = *state;
    char where[256];
    struct cert_policy *policy = NULL;
    struct pki_spec spec = person_spec(&house->root);
    struct pki_pair pair = pki_make(&spec);
    struct buf der = pki_der(pair.certificate);
    struct slice slice = buf_slice(&der);
    time_ms not_after = 0;
    const char *why = NULL;
    assert_int_equal(cert_policy_load(&policy, house->ca_file, house->crl_file, where), TNW_OK);
    assert_int_equal(cert_policy_check(policy, &slice, 1, (time_ms)NOW * 1000, &not_after, &why), TNW_OK);
    assert_true(not_after == (time_ms)(NOW + DAY) * 1000);
    assert_int_equal(cert_policy_check(policy, &slice, 1, not_after + 1000, &not_after, &why),
                     TNW_E_CERTIFICATE_EXPIRED);
    cert_policy_free(&policy);
    buf_free(&der);
    pki_free(&pair);
}

static void
another_ca_is_refused_even_under_the_same_name(void **state)
{
    const struct house *house = *state;
    const struct pki_spec spec = person_spec(&house->foreign);
    const char *why = NULL;
    assert_int_equal(check_one(house, &spec, &why), TNW_E_CERTIFICATE_REFUSED);
    assert_string_equal(why, "certificate signature failure");
}

static void
a_self_signed_certificate_is_refused(void **state)
{
    const struct house *house = *state;
    const struct pki_spec spec = person_spec(NULL);
    const char *why = NULL;
    assert_int_equal(check_one(house, &spec, &why), TNW_E_CERTIFICATE_REFUSED);
}

static void
a_certificate_outside_its_period_is_expired(void **state)
{
    const struct house *house = *state;
    struct pki_spec spec = person_spec(&house->root);
    const char *why = NULL;
    spec.not_after = NOW - 1;
    assert_int_equal(check_one(house, &spec, &why), TNW_E_CERTIFICATE_EXPIRED);
    assert_string_equal(why, "certificate has expired");
    spec = person_spec(&house->root);
    spec.not_before = NOW + 60;
    assert_int_equal(check_one(house, &spec, &why), TNW_E_CERTIFICATE_EXPIRED);
    assert_string_equal(why, "certificate is not yet valid");
}

static void
a_revoked_certificate_is_refused(void **state)
{
    const struct house *house = *state;
    struct pki_spec spec = person_spec(&house->root);
    const char *why = NULL;
    spec.serial = REVOKED_SERIAL;
    assert_int_equal(check_one(house, &spec, &why), TNW_E_CERTIFICATE_REVOKED);
    struct pki_pair pair = pki_make(&spec);
    assert_int_equal(check_with(house->ca_file, NULL, &pair.certificate, 1, &why), TNW_OK);
    pki_free(&pair);
}

static void
assert_crl_counts(const struct house *house, const char *warning)
{
    struct pki_spec spec = person_spec(&house->root);
    const char *why = NULL;
    assert_int_equal(check_one(house, &spec, &why), TNW_OK);
    assert_string_equal(why, warning);
    spec.serial = REVOKED_SERIAL;
    assert_int_equal(check_one(house, &spec, &why), TNW_E_CERTIFICATE_REVOKED);
}

static void
a_crl_outside_its_period_still_counts(void **state)
{
    const struct house *house = *state;
    write_crl(house->crl_file, &house->root, NOW - 31 * DAY);
    assert_crl_counts(house, "CRL has expired");
    write_crl(house->crl_file, &house->root, NOW + DAY);
    assert_crl_counts(house, "CRL is not yet valid");
}

static void
being_a_client_must_be_said(void **state)
{
    const struct house *house = *state;
    static const char *const usages[] = {"serverAuth", "emailProtection", "anyExtendedKeyUsage", NULL};
    for (size_t i = 0; i < 4; i++) {
        struct pki_spec spec = person_spec(&house->root);
        const char *why = NULL;
        spec.usage = usages[i];
        assert_int_equal(check_one(house, &spec, &why), TNW_E_CERTIFICATE_REFUSED);
        assert_non_null(why);
    }
}

static void
weak_keys_and_signatures_are_refused(void **state)
{
    const struct house *house = *state;
    struct pki_spec spec = person_spec(&house->root);
    const char *why = NULL;
    spec.sha1 = true;
    assert_int_equal(check_one(house, &spec, &why), TNW_E_CERTIFICATE_REFUSED);
    assert_string_equal(why, "CA signature digest algorithm too weak");
    spec = person_spec(&house->root);
    spec.rsa1024 = true;
    assert_int_equal(check_one(house, &spec, &why), TNW_E_CERTIFICATE_REFUSED);
    assert_string_equal(why, "EE certificate key too weak");
}

static void
a_person_cannot_issue(void **state)
{
    const struct house *house = *state;
    struct pki_spec spec = person_spec(&house->root);
    struct pki_pair issuer = pki_make(&spec);
    spec = person_spec(&issuer);
    struct pki_pair leaf = pki_make(&spec);
    X509 *const chain[] = {leaf.certificate, issuer.certificate};
    const char *why = NULL;
    assert_int_equal(check_with(house->ca_file, NULL, chain, 2, &why), TNW_E_CERTIFICATE_REFUSED);
    pki_free(&leaf);
    pki_free(&issuer);
}

static void
an_intermediate_ca_needs_its_own_crl(void **state)
{
    const struct house *house = *state;
    struct pki_spec spec = authority_spec(sub_name, &house->root);
    struct pki_pair sub = pki_make(&spec);
    spec = person_spec(&sub);
    struct pki_pair leaf = pki_make(&spec);
    X509 *const chain[] = {leaf.certificate, sub.certificate};
    const char *why = NULL;
    assert_int_equal(check_with(house->ca_file, NULL, chain, 2, &why), TNW_OK);
    assert_int_equal(check_with(house->ca_file, house->crl_file, chain, 2, &why), TNW_E_CERTIFICATE_REFUSED);
    assert_string_equal(why, "unable to get certificate CRL");
    X509_CRL *crl = pki_make_crl(&sub, 0, NOW - DAY, NOW + DAY);
    pki_write_crl(house->crl_file, "a", crl);
    X509_CRL_free(crl);
    pki_write_certificate(house->ca_file, "a", sub.certificate);
    assert_int_equal(check_with(house->ca_file, house->crl_file, chain, 1, &why), TNW_OK);
    pki_free(&leaf);
    pki_free(&sub);
}

static void
a_revoked_ca_takes_what_it_issued_with_it(void **state)
{
    const struct house *house = *state;
    struct pki_spec spec = authority_spec(sub_name, &house->root);
    spec.serial = REVOKED_SERIAL;
    struct pki_pair sub = pki_make(&spec);
    spec = person_spec(&sub);
    struct pki_pair leaf = pki_make(&spec);
    X509 *const chain[] = {leaf.certificate, sub.certificate};
    const char *why = NULL;
    X509_CRL *crl = pki_make_crl(&sub, 0, NOW - DAY, NOW + DAY);
    pki_write_crl(house->crl_file, "a", crl);
    X509_CRL_free(crl);
    assert_int_equal(check_with(house->ca_file, house->crl_file, chain, 2, &why), TNW_E_CERTIFICATE_REVOKED);
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
        struct pki_spec spec = i == 0 ? person_spec(issuer) : authority_spec(name, issuer);
        made[i] = pki_make(&spec);
        chain[i] = made[i].certificate;
    }
    enum tnw_err err = check_with(house->ca_file, NULL, chain, depth + 1, why);
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
    struct cert_policy *policy = NULL;
    struct pki_spec spec = person_spec(&house->root);
    struct pki_pair pair = pki_make(&spec);
    struct buf der = pki_der(pair.certificate);
    buf_put_u8(&der, 0);
    struct slice chain[7];
    time_ms end = 0;
    const char *why = NULL;
    assert_int_equal(cert_policy_load(&policy, house->ca_file, house->crl_file, where), TNW_OK);
    for (size_t i = 0; i < 7; i++) {
        chain[i] = slice_of(der.ptr, der.len - 1);
    }
    assert_int_equal(cert_policy_check(policy, chain, 0, (time_ms)NOW * 1000, &end, &why), TNW_E_CERTIFICATE_REFUSED);
    assert_int_equal(cert_policy_check(policy, chain, 7, (time_ms)NOW * 1000, &end, &why), TNW_E_CERTIFICATE_REFUSED);
    assert_int_equal(cert_policy_check(policy, chain, 1, (time_ms)NOW * 1000, &end, &why), TNW_OK);
    chain[0].len++; /* a byte behind it */
    assert_int_equal(cert_policy_check(policy, chain, 1, (time_ms)NOW * 1000, &end, &why), TNW_E_CERTIFICATE_REFUSED);
    chain[0].len -= 2; /* cut short */
    assert_int_equal(cert_policy_check(policy, chain, 1, (time_ms)NOW * 1000, &end, &why), TNW_E_CERTIFICATE_REFUSED);
    cert_policy_free(&policy);
    buf_free(&der);
    pki_free(&pair);
}

static void
assert_not_loaded(const char *ca_file, const char *crl_file)
{
    char where[256] = "";
    struct cert_policy *policy = NULL;
    assert_int_equal(cert_policy_load(&policy, ca_file, crl_file, where), TNW_E_CONFIGURATION);
    assert_null(policy);
    assert_true(strlen(where) > 0);
}

static void
files_that_are_not_right_are_not_loaded(void **state)
{
    const struct house *house = *state;
    struct pki_spec spec = person_spec(&house->root);
    struct pki_pair pair = pki_make(&spec);
    assert_not_loaded(house->other_file, NULL);
    assert_not_loaded(house->crl_file, NULL);
    assert_not_loaded(house->ca_file, house->other_file);
    assert_not_loaded(house->ca_file, house->ca_file);
    write_crl(house->other_file, &house->foreign, NOW - DAY);
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

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_HOUSE(a_client_certificate_of_the_ca_is_accepted),
        IN_HOUSE(the_end_of_validity_is_told),
        IN_HOUSE(another_ca_is_refused_even_under_the_same_name),
        IN_HOUSE(a_self_signed_certificate_is_refused),
        IN_HOUSE(a_certificate_outside_its_period_is_expired),
        IN_HOUSE(a_revoked_certificate_is_refused),
        IN_HOUSE(a_crl_outside_its_period_still_counts),
        IN_HOUSE(being_a_client_must_be_said),
        IN_HOUSE(weak_keys_and_signatures_are_refused),
        IN_HOUSE(a_person_cannot_issue),
        IN_HOUSE(an_intermediate_ca_needs_its_own_crl),
        IN_HOUSE(a_revoked_ca_takes_what_it_issued_with_it),
        IN_HOUSE(a_chain_that_is_too_deep_is_refused),
        IN_HOUSE(what_is_no_chain_of_certificates_is_refused),
        IN_HOUSE(files_that_are_not_right_are_not_loaded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
