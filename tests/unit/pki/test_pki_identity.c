#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pki/identity.h"
#include "pki_make.h"

#define TODAY 20500 /* 2026-02-16 */
#define NISS "80031295793"
#define OTHER_NISS "05060795776"
#define SERIAL(text)                                                                                                   \
    {                                                                                                                  \
        NID_serialNumber, V_ASN1_PRINTABLESTRING, text, 0                                                              \
    }
#define UNIT(text)                                                                                                     \
    {                                                                                                                  \
        NID_organizationalUnitName, V_ASN1_UTF8STRING, text, 0                                                         \
    }
#define NAME                                                                                                           \
    {                                                                                                                  \
        NID_commonName, V_ASN1_UTF8STRING, "An Peeters", 0                                                             \
    }
#define END                                                                                                            \
    {                                                                                                                  \
        0, 0, NULL, 0                                                                                                  \
    }
#define SUBJECT(...) ((const struct pki_entry[]){__VA_ARGS__, END})

static struct buf
certificate_of(const struct pki_entry *subject)
{
    const struct pki_spec spec = {.subject = subject, .not_after = 3600, .serial = 1, .usage = "clientAuth"};
    struct pki_pair pair = pki_make(&spec);
    struct buf der = pki_der(pair.certificate);
    pki_free(&pair);
    return der;
}

static void
assert_identity(const struct pki_entry *subject, enum identity_kind kind, const char *number)
{
    struct identity identity;
    struct buf der = certificate_of(subject);
    assert_int_equal(identity_from_certificate(&identity, buf_slice(&der), TODAY), TNW_OK);
    assert_int_equal(identity.kind, kind);
    assert_string_equal(identity.number, number);
    buf_free(&der);
}

static void
assert_refused(const struct pki_entry *subject)
{
    struct identity identity;
    struct buf der = certificate_of(subject);
    assert_int_equal(identity_from_certificate(&identity, buf_slice(&der), TODAY), TNW_E_CERTIFICATE_REFUSED);
    assert_int_equal(identity.kind, IDENTITY_NONE);
    assert_string_equal(identity.number, "");
    buf_free(&der);
}

static void
an_eid_names_the_person_in_its_serial_number(void **state)
{
    (void)state;
    assert_identity(SUBJECT(NAME, SERIAL(NISS)), IDENTITY_NISS, NISS);
    assert_refused(SUBJECT(NAME, SERIAL("80031295794")));
    assert_refused(SUBJECT(NAME, SERIAL("8003129579")));
    assert_refused(SUBJECT(NAME, SERIAL(NISS " ")));
    assert_refused(SUBJECT(NAME, SERIAL(NISS NISS)));
}

static void
an_ehealth_certificate_names_its_holder_in_a_unit(void **state)
{
    (void)state;
    assert_identity(SUBJECT(NAME, UNIT("eHealth-platform Belgium"), UNIT("SSIN=" NISS)), IDENTITY_NISS, NISS);
    assert_identity(SUBJECT(UNIT("CBE=0999000129")), IDENTITY_CBE, "0999000129");
    assert_identity(SUBJECT(UNIT("NIHII-HOSPITAL=71089914")), IDENTITY_NIHII_HOSPITAL, "71089914");
    assert_identity(SUBJECT(UNIT("EHP=0123456789")), IDENTITY_EHP, "0123456789");
    assert_refused(SUBJECT(UNIT("SSIN=80031295794")));
    assert_refused(SUBJECT(UNIT("CBE=0999000128")));
    assert_refused(SUBJECT(UNIT("NIHII-HOSPITAL=71089915")));
    assert_refused(SUBJECT(UNIT("NIHII-HOSPITAL=71089914004")));
    assert_refused(SUBJECT(UNIT("EHP=012345678")));
    assert_refused(SUBJECT(UNIT("EHP=012345678x")));
    assert_refused(SUBJECT(UNIT("SSIN=")));
}

static void
the_same_identity_twice_counts_as_one(void **state)
{
    (void)state;
    assert_identity(SUBJECT(SERIAL(NISS), UNIT("SSIN=" NISS)), IDENTITY_NISS, NISS);
}

static void
two_identities_are_refused(void **state)
{
    (void)state;
    assert_refused(SUBJECT(SERIAL(NISS), SERIAL(OTHER_NISS)));
    assert_refused(SUBJECT(SERIAL(NISS), UNIT("SSIN=" OTHER_NISS)));
    assert_refused(SUBJECT(SERIAL(NISS), UNIT("CBE=0999000129")));
    assert_refused(SUBJECT(UNIT("CBE=0999000129"), UNIT("EHP=0999000129")));
}

static void
no_identity_is_refused(void **state)
{
    (void)state;
    assert_refused(SUBJECT(NAME));
    assert_refused(SUBJECT(NAME, UNIT("Radiology"), UNIT("ssin=" NISS), UNIT(" SSIN=" NISS)));
    assert_refused(SUBJECT({NID_commonName, V_ASN1_UTF8STRING, "SSIN=" NISS, 0}));
    assert_refused(SUBJECT({NID_organizationName, V_ASN1_UTF8STRING, "CBE=0999000129", 0}));
}

static void
a_nul_byte_hides_nothing(void **state)
{
    (void)state;
    assert_refused(SUBJECT({NID_serialNumber, V_ASN1_UTF8STRING, NISS "\0", 12}));
    assert_refused(SUBJECT({NID_serialNumber, V_ASN1_UTF8STRING, NISS "\0.bad", 16}));
    assert_refused(SUBJECT({NID_organizationalUnitName, V_ASN1_UTF8STRING, "CBE=0999000129\0", 15}));
    assert_refused(SUBJECT({NID_organizationalUnitName, V_ASN1_UTF8STRING, "EHP=01234\00056789", 15}));
}

/* "SSIN=05060795776" in UTF-16: must be seen beside the readable one. */
static void
another_string_type_hides_nothing(void **state)
{
    (void)state;
    static const char utf16[] = "\0S\0S\0I\0N\0=\0000\0005\0000\0006\0000\0007\0009\0005\0007\0007\0006";
    assert_identity(SUBJECT({NID_organizationalUnitName, V_ASN1_BMPSTRING, utf16, 32}), IDENTITY_NISS, OTHER_NISS);
    assert_refused(SUBJECT(SERIAL(NISS), {NID_organizationalUnitName, V_ASN1_BMPSTRING, utf16, 32}));
}

static void
only_one_whole_der_certificate_is_read(void **state)
{
    (void)state;
    struct identity identity;
    struct buf der = certificate_of(SUBJECT(SERIAL(NISS)));
    struct slice cut = slice_of(der.ptr, der.len - 1);
    assert_int_equal(identity_from_certificate(&identity, cut, TODAY), TNW_E_CERTIFICATE_REFUSED);
    assert_int_equal(identity_from_certificate(&identity, slice_of(NULL, 0), TODAY), TNW_E_CERTIFICATE_REFUSED);
    buf_put_u8(&der, 0);
    assert_int_equal(identity_from_certificate(&identity, buf_slice(&der), TODAY), TNW_E_CERTIFICATE_REFUSED);
    buf_free(&der);
}

static void
an_identity_is_set_only_from_a_right_number(void **state)
{
    (void)state;
    struct identity identity;
    assert_int_equal(identity_set(&identity, IDENTITY_NISS, NISS, TODAY), TNW_OK);
    assert_string_equal(identity.number, NISS);
    assert_string_equal(identity_kind_text(identity.kind), "niss");
    assert_int_equal(identity_set(&identity, IDENTITY_NISS, "80031295794", TODAY), TNW_E_INVALID_PARAMETER);
    assert_int_equal(identity.kind, IDENTITY_NONE);
    assert_int_equal(identity_set(&identity, IDENTITY_CBE, NISS, TODAY), TNW_E_INVALID_PARAMETER);
    assert_int_equal(identity_set(&identity, IDENTITY_NONE, "", TODAY), TNW_E_INVALID_PARAMETER);
    assert_int_equal(identity_set(&identity, IDENTITY_KINDS, NISS, TODAY), TNW_E_INVALID_PARAMETER);
    assert_string_equal(identity_kind_text(IDENTITY_KINDS), "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_eid_names_the_person_in_its_serial_number),
        cmocka_unit_test(an_ehealth_certificate_names_its_holder_in_a_unit),
        cmocka_unit_test(the_same_identity_twice_counts_as_one),
        cmocka_unit_test(two_identities_are_refused),
        cmocka_unit_test(no_identity_is_refused),
        cmocka_unit_test(a_nul_byte_hides_nothing),
        cmocka_unit_test(another_string_type_hides_nothing),
        cmocka_unit_test(only_one_whole_der_certificate_is_read),
        cmocka_unit_test(an_identity_is_set_only_from_a_right_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
