#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "json/schema_node.h"

#define TODAY 20500 /* 2026-02-16 */

static void
assert_all(const char *format, const char *const *texts, bool fits)
{
    const struct schema_format *found = schema_format_find(format);
    assert_non_null(found);
    for (; *texts != NULL; texts++) {
        if (found->fits(*texts, TODAY) != fits) {
            fail_msg("%s: %s", format, *texts);
        }
    }
}

/* The last of each comes from section 1.1.2 of RFC 3986. */
static void
a_uri_is_what_rfc_3986_says(void **state)
{
    (void)state;
    static const char *const good[] = {
        "a:",
        "a+b-c.d9:x",
        "x:/",
        "x:/a//b",
        "x:a/b:c@d;e=f?g?h/i#j?k/l",
        "x:%41%7f%FF",
        "http://",
        "http://h",
        "http://h:",
        "http://h:80",
        "http://h/",
        "http://h?",
        "http://h#",
        "http://u@h",
        "http://u:p:q@h:1/",
        "http://@h",
        "http://%C3%A9.example/",
        "http://1.2.3.4",
        "http://999.2.3.4", /* a registered name */
        "http://[::]",
        "http://[::1]:8080/",
        "http://u@[1:2:3:4:5:6:7:8]",
        "http://[1:2:3:4:5:6:7::]",
        "http://[::2:3:4:5:6:7:8]",
        "http://[1::8]",
        "http://[::ffff:192.0.2.1]",
        "http://[1:2:3:4:5:6:192.0.2.1]",
        "http://[v1.x]",
        "http://[VFe.a:b-!$]",
        "file:///etc/hosts",
        "urn:tnw:error:not_found",
        "tel:+32-2-555-0100",
        "mailto:an.peeters@example.org",
        "ldap://[2001:db8::7]/c=BE?objectClass?one",
        NULL,
    };
    assert_all("uri", good, true);
}

static void
a_uri_is_nothing_else(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "a",
        ":",
        ":a",
        "1a:b",
        "+:b",
        "a b:c",
        "a_b:c",
        "//h/p",
        "/p",
        "?q",
        "x: ",
        "x:a b",
        "x:\t",
        "x:\x7f",
        "x:<a>",
        "x:\"",
        "x:\\",
        "x:^",
        "x:`",
        "x:{a}",
        "x:a|b",
        "x:[",
        "x:a]",
        "x:?[",
        "x:#[",
        "x:#a#b",
        "x:%",
        "x:%4",
        "x:%4g",
        "x:%g4",
        "x:\xc3\xa9",
        "http://a b/",
        "http://u@v@h/",
        "http://h:80a/",
        "http://h:-1",
        "http://h:1:2",
        "http://h%/",
        "http://h\\x",
        "http://[",
        "http://[]",
        "http://[::1",
        "http://[::1]x",
        "http://[::1]]",
        "http://::1/",
        "http://[1.2.3.4]",
        "http://[:1]",
        "http://[1:]",
        "http://[:::]",
        "http://[1::2::3]",
        "http://[1:2:3:4:5:6:7]",
        "http://[1:2:3:4:5:6:7:8:9]",
        "http://[1:2:3:4:5:6:7:8::]",
        "http://[12345::]",
        "http://[g::]",
        "http://[::1.2.3]",
        "http://[::1.2.3.256]",
        "http://[::1.2.3.04]",
        "http://[::1.2.3.4:5]",
        "http://[fe80::1%25eth0]",
        "http://[v.x]",
        "http://[v1]",
        "http://[v1.]",
        "http://[v1.%41]",
        "http://[vg.x]",
        NULL,
    };
    assert_all("uri", bad, false);
}

static void
a_date_is_one_of_the_calendar(void **state)
{
    (void)state;
    static const char *const good[] = {"1900-01-01", "2000-02-29", "2024-02-29", "2026-12-31", "9999-12-31", NULL};
    static const char *const bad[] = {
        "",
        "1899-12-31",
        "0000-01-01",
        "1900-02-29",
        "2026-02-29",
        "2026-04-31",
        "2026-00-10",
        "2026-13-01",
        "2026-01-00",
        "2026-01-32",
        "2026-1-1",
        "20260101",
        "2026-W01-1",
        "2026-001",
        "26-01-01",
        "02026-01-01",
        "+2026-01-01",
        "2026-01-01 ",
        " 2026-01-01",
        "2026-01-01T00:00:00Z",
        "2026/01/01",
        "\xdb\xb2"
        "026-01-01",
        NULL,
    };
    assert_all("date", good, true);
    assert_all("date", bad, false);
}

/* RFC 3339 allows a lower-case t and z, a blank for T, and 60 as a second; none of them here, see schema.h. */
static void
a_time_is_what_schema_h_says_of_rfc_3339(void **state)
{
    (void)state;
    static const char *const good[] = {
        "2026-01-31T08:30:00Z",          "2026-01-31T08:30:00.5Z",    "2026-01-31T08:30:00.123456789Z",
        "2026-01-31T23:59:59.999+23:59", "2026-01-31T00:00:00-00:00", "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",          "2024-02-29T00:00:00+01:00", NULL,
    };
    static const char *const bad[] = {
        "",
        "2026-01-31",
        "2026-01-31T08:30:00",
        "2026-01-31t08:30:00Z",
        "2026-01-31T08:30:00z",
        "2026-01-31 08:30:00Z",
        "2026-01-31T08:30Z",
        "2026-01-31T8:30:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T08:60:00Z",
        "2016-12-31T23:59:60Z",
        "2026-01-31T08:30:61Z",
        "2026-01-31T08:30:00.Z",
        "2026-01-31T08:30:00,5Z",
        "2026-01-31T08:30:00.1234567890Z",
        "2026-01-31T08:30:00+24:00",
        "2026-01-31T08:30:00+01:60",
        "2026-01-31T08:30:00+0100",
        "2026-01-31T08:30:00+01",
        "2026-01-31T08:30:00 +01:00",
        "2026-01-31T08:30:00ZZ",
        "2026-02-30T08:30:00Z",
        "10000-01-01T00:00:00Z",
        NULL,
    };
    assert_all("date-time", good, true);
    assert_all("date-time", bad, false);
}

static void
an_id_has_its_prefix_and_26_characters_of_upper_case_crockford(void **state)
{
    (void)state;
    static const char *const formats[] = {"act", "dos", "frg", "cns", "thr", "msg", "req"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        char text[40];
        const char *const one[] = {text, NULL};
        for (size_t k = 0; k < sizeof formats / sizeof *formats; k++) {
            (void)snprintf(text, sizeof text, "%s_01JD7YK4ZQ8W3M5N6P7R9S0TVX", formats[k]);
            assert_all(formats[i], one, i == k);
        }
        static const char *const bad[] = {"01jd7yk4zq8w3m5n6p7r9s0tvx",  "01JD7YK4ZQ8W3M5N6P7R9S0TV",
                                          "01JD7YK4ZQ8W3M5N6P7R9S0TVXX", "01JD7YK4ZQ8W3M5N6P7R9S0TVI",
                                          "81JD7YK4ZQ8W3M5N6P7R9S0TVX",  ""};
        for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
            (void)snprintf(text, sizeof text, "%s_%s", formats[i], bad[k]);
            assert_all(formats[i], one, false);
        }
    }
}

static void
numbers_of_people_and_organisations_have_their_form(void **state)
{
    (void)state;
    static const char *const niss[] = {"80031295793", "05060795776", NULL};
    static const char *const no_niss[] = {"80031295794", "80.03.12-957.93", "8003129579", "80023095790", NULL};
    static const char *const nihii[] = {"12345625", "12345625004", "12345676", NULL};
    static const char *const no_nihii[] = {"12345626", "1234562500", "1-23456-25-004", NULL};
    static const char *const cbe[] = {"0999000129", "1000000021", NULL};
    static const char *const no_cbe[] = {"0999000128", "2000000042", "0999.000.129", "BE0999000129", NULL};
    assert_all("niss", niss, true);
    assert_all("niss", no_niss, false);
    assert_all("nihii", nihii, true);
    assert_all("nihii", no_nihii, false);
    assert_all("cbe", cbe, true);
    assert_all("cbe", no_cbe, false);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_uri_is_what_rfc_3986_says),
        cmocka_unit_test(a_uri_is_nothing_else),
        cmocka_unit_test(a_date_is_one_of_the_calendar),
        cmocka_unit_test(a_time_is_what_schema_h_says_of_rfc_3339),
        cmocka_unit_test(an_id_has_its_prefix_and_26_characters_of_upper_case_crockford),
        cmocka_unit_test(numbers_of_people_and_organisations_have_their_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
