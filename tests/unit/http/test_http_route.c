#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "http/route.h"
#include "service/operations.h"

#define DOS "dos_01KAJ0000000000000000000A0"
#define FRG "frg_01KAJ0000000000000000000B0"
#define ACT "act_01KAJ0000000000000000000C0"

static enum tnw_err
find(const char *method, const char *path, struct route_match *match)
{
    return route_find(slice_str(method), slice_str(path), match);
}

static void
ids_of_the_path_are_read_in_order(void **state)
{
    (void)state;
    struct route_match match;
    char text[ID_TEXT];
    assert_int_equal(find("GET", "/v1/dossiers/" DOS "/fragments/" FRG, &match), TNW_OK);
    assert_string_equal(match.op->name, "fragment.read");
    id_format(text, ID_DOSSIER, &match.path_id[0]);
    assert_string_equal(text, DOS);
    id_format(text, ID_FRAGMENT, &match.path_id[1]);
    assert_string_equal(text, FRG);
    assert_int_equal(find("DELETE", "/v1/dossiers/" DOS "/participants/" ACT, &match), TNW_OK);
    assert_string_equal(match.op->name, "participant.remove");
}

static void
an_id_of_another_kind_or_form_names_nothing_but_is_recorded_under_its_operation(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "/v1/dossiers/" FRG,
        "/v1/dossiers/x",
        "/v1/dossiers/" DOS "0",
        "/v1/dossiers/dos_01kaj0000000000000000000a0",
    };
    struct route_match match;
    assert_int_equal(find("GET", "/v1/dossiers/" DOS, &match), TNW_OK);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(find("GET", bad[i], &match), TNW_E_NOT_FOUND);
        assert_non_null(match.op);
        assert_string_equal(match.op->name, "dossier.read");
    }
}

static void
an_unknown_path_is_not_found(void **state)
{
    (void)state;
    static const char *const bad[] = {"/web",       "/v1",           "/v1/",
                                      "/v1/me/",    "/v2/me",        "/v1/ME",
                                      "/v1/me/x",   "/v1/dossiers/", "/v1/dossiers/" DOS "/",
                                      "/v1/threads"};
    struct route_match match;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(find("GET", bad[i], &match), TNW_E_NOT_FOUND);
        assert_null(match.op);
    }
}

static void
another_method_is_told_what_is_allowed(void **state)
{
    (void)state;
    static const char *const methods[] = {"DELETE", "HEAD", "OPTIONS", "TRACE", "get", "X"};
    struct route_match match;
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        assert_int_equal(find(methods[i], "/v1/actors/" ACT, &match), TNW_E_METHOD_NOT_ALLOWED);
        assert_null(match.op);
        assert_string_equal(match.allow, "GET, PATCH");
    }
}

static void
a_record_has_one_number_only(void **state)
{
    (void)state;
    static const char *const bad[] = {"01", "-1", "1x", "1234567890123456789", "+1"};
    struct route_match match;
    assert_int_equal(find("GET", "/v1/audit/records/1209", &match), TNW_OK);
    assert_int_equal(match.path_seq, 1209);
    assert_int_equal(find("GET", "/v1/audit/records/0", &match), TNW_OK);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char path[64];
        snprintf(path, sizeof path, "/v1/audit/records/%s", bad[i]);
        assert_int_equal(find("GET", path, &match), TNW_E_NOT_FOUND);
    }
}

static void
the_rest_of_a_path_is_taken_with_its_slashes(void **state)
{
    (void)state;
    struct route_match match;
    assert_int_equal(find("GET", "/v1/audit/log/tile/3/x001/x234/067.p/8", &match), TNW_OK);
    assert_string_equal(match.op->name, "audit.tile");
    assert_int_equal(match.path_seq, 3);
    assert_true(slice_eq(match.path_rest, slice_str("x001/x234/067.p/8")));
    assert_int_equal(find("GET", "/v1/audit/log/tile/entries/000", &match), TNW_OK);
    assert_string_equal(match.op->name, "audit.entries");
    assert_true(slice_eq(match.path_rest, slice_str("000")));
    static const char *const bad[] = {"/v1/audit/log/tile/3",        "/v1/audit/log/tile/3/",
                                      "/v1/audit/log/tile/entries/", "/v1/audit/log/tile/03/000",
                                      "/v1/audit/log/tile/x/000",    "/v1/audit/log/tiles/3/000"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(find("GET", bad[i], &match), TNW_E_NOT_FOUND);
    }
}

static enum tnw_err
query(const char *text, const char *values[CALL_QUERY_MAX], char detail[128])
{
    static const struct op op = {.query = {"limit", "q"}};
    static char copy[256];
    assert_true(strlen(text) < sizeof copy);
    memcpy(copy, text, strlen(text) + 1);
    return route_query(&op, copy, values, detail);
}

static void
parameters_are_decoded_once(void **state)
{
    (void)state;
    const char *values[CALL_QUERY_MAX];
    char detail[128];
    assert_int_equal(query("", values, detail), TNW_OK);
    assert_null(values[0]);
    assert_int_equal(query("q=a%2520b+c%C3%A9&limit=", values, detail), TNW_OK);
    assert_string_equal(values[0], "");
    assert_string_equal(values[1], "a%20b c\xc3\xa9");
}

static void
a_doubtful_query_is_refused_and_named(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *name;
    } bad[] = {
        {"x=1", "\"x\""},
        {"limit=1&limit=1", "\"limit\""},
        {"limit", "\"limit\""},
        {"limit=1&", "\"\""},
        {"&limit=1", "\"\""},
        {"q=%", "\"q\""},
        {"q=%4", "\"q\""},
        {"q=%zz", "\"q\""},
        {"q=%00", "\"q\""},
        {"q=%0a", "\"q\""},
        {"q=%7f", "\"q\""},
        {"q=%c2%85", "\"q\""},
        {"q=%ff", "\"q\""},
        {"q=%c0%80", "\"q\""},
        {"q=%ed%a0%80", "\"q\""},
        {"q=%c3", "\"q\""},
        {"q=%f4%90%80%80", "\"q\""},
        {"%6cimit=1", "\"%6cimit\""},
        {"q=%e0%80%80", "\"q\""},
        {"q=%c2%80", "\"q\""},
        {"q=%c1%bf", "\"q\""},
        {"q=%f5%80%80%80", "\"q\""},
    };
    const char *values[CALL_QUERY_MAX];
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char detail[128] = "";
        assert_int_equal(query(bad[i].text, values, detail), TNW_E_INVALID_PARAMETER);
        assert_non_null(strstr(detail, bad[i].name));
    }
    char detail[128];
    assert_int_equal(query("q=%ed%9f%bf%f4%8f%bf%bf%e0%a0%80%C2%A0%df%BF%ef%bf%bf%f0%90%80%80", values, detail),
                     TNW_OK);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_of_the_path_are_read_in_order),
        cmocka_unit_test(an_id_of_another_kind_or_form_names_nothing_but_is_recorded_under_its_operation),
        cmocka_unit_test(an_unknown_path_is_not_found),
        cmocka_unit_test(another_method_is_told_what_is_allowed),
        cmocka_unit_test(a_record_has_one_number_only),
        cmocka_unit_test(the_rest_of_a_path_is_taken_with_its_slashes),
        cmocka_unit_test(parameters_are_decoded_once),
        cmocka_unit_test(a_doubtful_query_is_refused_and_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
