#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "http/admit.h"

#define MAX_LINES 64

/* A request written as text, one header a line without CRLF; size is counted as if it came over the wire. */
struct sample {
    struct admit_request request;
    struct admit_header headers[MAX_LINES];
};

static void
read_line(struct sample *sample, const char *line)
{
    struct admit_header *header = &sample->headers[sample->request.header_count++];
    const char *colon = strstr(line, ": ");
    assert_non_null(colon);
    header->name = slice_of(line, (size_t)(colon - line));
    header->value = slice_str(colon + 2);
    sample->request.head_size += strlen(line) + 2;
}

static void
read_sample(struct sample *sample, const char *method, const char *target, const char *const *lines)
{
    memset(sample, 0, sizeof *sample);
    sample->request.method = slice_str(method);
    sample->request.target = slice_str(target);
    sample->request.version = slice_str("HTTP/1.1");
    sample->request.headers = sample->headers;
    sample->request.head_size = strlen(method) + 1 + strlen(target) + 1 + strlen("HTTP/1.1") + 2 + 2;
    for (size_t i = 0; lines[i] != NULL; i++) {
        read_line(sample, lines[i]);
    }
}

#define LINES(...) ((const char *const[MAX_LINES]){"Host: tnw.example:8443", __VA_ARGS__})

static enum tnw_err
check(const char *method, const char *target, const char *const *lines)
{
    struct sample sample;
    struct admitted out;
    const char *detail = NULL;
    read_sample(&sample, method, target, lines);
    enum tnw_err err = admit_check(&sample.request, &out, &detail);
    assert_true((err == TNW_OK) == (detail == NULL));
    return err;
}

#define REFUSED TNW_E_MALFORMED_REQUEST
#define JSON "Content-Type: application/json"

static void
a_plain_request_is_let_in_and_taken_apart(void **state)
{
    (void)state;
    struct sample sample;
    struct admitted out;
    const char *detail = NULL;
    read_sample(&sample, "POST", "/v1/dossiers?limit=2",
                LINES("Content-Length: 12", JSON, "TNW-Role: huisarts", "Accept: */*", "Idempotency-Key: "));
    assert_int_equal(admit_check(&sample.request, &out, &detail), TNW_OK);
    assert_true(slice_eq(out.path, slice_str("/v1/dossiers")));
    assert_true(slice_eq(out.query, slice_str("limit=2")));
    assert_true(out.has_body);
    assert_int_equal(out.content_length, 12);
    assert_true(slice_eq(out.known[ADMIT_ROLE], slice_str("huisarts")));
    assert_non_null(out.known[ADMIT_IDEMPOTENCY_KEY].ptr);
    assert_int_equal(out.known[ADMIT_IDEMPOTENCY_KEY].len, 0);
    assert_null(out.known[ADMIT_IF_MATCH].ptr);
}

static void
only_http_1_1_is_spoken(void **state)
{
    (void)state;
    static const char *const versions[] = {"HTTP/1.0", "HTTP/1.2", "HTTP/2.0", "http/1.1", "HTTP/1.1 ", ""};
    for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++) {
        struct sample sample;
        struct admitted out;
        const char *detail = NULL;
        read_sample(&sample, "GET", "/v1/me", LINES());
        sample.request.head_size += strlen(versions[i]) - sample.request.version.len;
        sample.request.version = slice_str(versions[i]);
        assert_int_equal(admit_check(&sample.request, &out, &detail), REFUSED);
    }
}

static void
a_target_is_a_plain_absolute_path(void **state)
{
    (void)state;
    static const char *const good[] = {"/", "/v1/me", "/v1/actors?q=a%20b&role=", "/v1/a.b_c-d", "/v1/actors?"};
    static const char *const bad[] = {
        "",           "*",         "v1/me",        "http://tnw.example/v1/me",
        "//v1/me",    "/v1//me",   "/v1/../me",    "/v1/./me",
        "/v1/..",     "/.git",     "/v1/%2e%2e",   "/v1%2Fme",
        "/v1/me%00",  "/v1/m e",   "/v1/me#x",     "/v1/me?x#y",
        "/v1/m\\e",   "/v1/m\x7f", "/v1/\xc3\xa9", "/v1/me?a=\xc3\xa9",
        "/v1/me?a b", "/v1/me;x",  "/v1/me?\x01",
    };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_int_equal(check("GET", good[i], LINES()), TNW_OK);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(check("GET", bad[i], LINES()), REFUSED);
    }
}

static void
a_target_has_a_greatest_length(void **state)
{
    (void)state;
    char target[LIMIT_TARGET_MAX + 2];
    memset(target, 'a', sizeof target);
    target[0] = '/';
    target[LIMIT_TARGET_MAX] = '\0';
    assert_int_equal(check("GET", target, LINES()), TNW_OK);
    target[LIMIT_TARGET_MAX] = 'a';
    target[LIMIT_TARGET_MAX + 1] = '\0';
    assert_int_equal(check("GET", target, LINES()), REFUSED);
}

/* Each row is let in by the twin without its tampering, shown in the tests around this one. */
static void
a_doubtful_header_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "Host: tnw.example:8443",
        "Host : x",
        ": x",
        "A B: x",
        "A\t: x",
        "\xc3\xa9: x",
        "A:: x",
        "A:  x",
        "A: x ",
        "A: \x01",
        "A: a\tb",
        "A: a\rb",
        "A: \x7f",
        "TNW-Role: \xc3\xa9",
        "Upgrade: h2c",
        "Expect: 200-ok",
        "Expect: ",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(check("GET", "/v1/me", LINES(bad[i])), REFUSED);
    }
    assert_int_equal(check("GET", "/v1/me", LINES("User-Agent: caf\xc3\xa9 (x; y)", "Expect: 100-Continue")), TNW_OK);
}

static void
a_nul_in_a_value_is_refused(void **state)
{
    (void)state;
    struct sample sample;
    struct admitted out;
    const char *detail = NULL;
    read_sample(&sample, "GET", "/v1/me", LINES("A: xyz"));
    assert_int_equal(admit_check(&sample.request, &out, &detail), TNW_OK);
    sample.headers[1].value = slice_of("x\0z", 3);
    assert_int_equal(admit_check(&sample.request, &out, &detail), REFUSED);
}

static void
a_head_that_is_longer_or_shorter_than_its_parts_is_refused(void **state)
{
    (void)state;
    for (int difference = -3; difference <= 3; difference++) {
        struct sample sample;
        struct admitted out;
        const char *detail = NULL;
        read_sample(&sample, "GET", "/v1/me", LINES("Accept: */*"));
        sample.request.head_size += (size_t)difference;
        assert_int_equal(admit_check(&sample.request, &out, &detail), difference == 0 ? TNW_OK : REFUSED);
    }
}

static void
there_is_exactly_one_host(void **state)
{
    (void)state;
    static const char *const none[] = {"Accept: */*", NULL};
    static const char *const empty[] = {"Host: ", NULL};
    static const char *const odd[] = {"Host: a/b", NULL};
    static const char *const two[] = {"Host: a", "host: a", NULL};
    static const char *const v6[] = {"Host: [::1]:8443", NULL};
    assert_int_equal(check("GET", "/v1/me", none), REFUSED);
    assert_int_equal(check("GET", "/v1/me", empty), REFUSED);
    assert_int_equal(check("GET", "/v1/me", odd), REFUSED);
    assert_int_equal(check("GET", "/v1/me", two), REFUSED);
    assert_int_equal(check("GET", "/v1/me", v6), TNW_OK);
}

static void
each_header_with_a_meaning_stands_once(void **state)
{
    (void)state;
    static const char *const once[] = {"TNW-Role: a",        "TNW-Actor: a",    "TNW-For: a", "TNW-Purpose: a",
                                       "Idempotency-Key: a", "If-Match: \"1\"", "Accept: a",  JSON};
    for (size_t i = 0; i < sizeof once / sizeof once[0]; i++) {
        bool free_to_repeat = strcmp(once[i], "Accept: a") == 0;
        assert_int_equal(check("POST", "/v1/me", LINES(once[i])), TNW_OK);
        assert_int_equal(check("POST", "/v1/me", LINES(once[i], once[i])), free_to_repeat ? TNW_OK : REFUSED);
    }
}

static void
framing_is_unambiguous(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "Content-Length: ",        "Content-Length: +2",
        "Content-Length: -1",      "Content-Length: 2, 2",
        "Content-Length: 0x2",     "Content-Length: 1234567890123456789",
        "Transfer-Encoding: gzip", "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: ",     "Transfer-Encoding: chunked, chunked",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(check("POST", "/v1/me", LINES(JSON, bad[i])), REFUSED);
    }
    assert_int_equal(check("POST", "/v1/me", LINES(JSON, "Content-Length: 2")), TNW_OK);
    assert_int_equal(check("POST", "/v1/me", LINES(JSON, "Transfer-Encoding: chunked")), TNW_OK);
    assert_int_equal(check("POST", "/v1/me", LINES(JSON, "Content-Length: 2", "Content-Length: 2")), REFUSED);
    assert_int_equal(check("POST", "/v1/me", LINES(JSON, "Content-Length: 2", "Transfer-Encoding: chunked")), REFUSED);
}

static void
a_body_is_json_in_utf_8(void **state)
{
    (void)state;
    static const char *const good[] = {JSON, "content-type: Application/JSON; charset=UTF-8",
                                       "Content-Type: application/json;charset=\"utf-8\""};
    static const char *const bad[] = {
        "Content-Type: text/plain",
        "Content-Type: application/jsonp",
        "Content-Type: application/json; charset=latin1",
        "Content-Type: application/json; charset=utf-8; x=y",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: application/json,text/plain",
        "Content-Type: application/json;",
        "Accept: application/json",
    };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_int_equal(check("POST", "/v1/me", LINES(good[i], "Content-Length: 2")), TNW_OK);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(check("POST", "/v1/me", LINES(bad[i], "Content-Length: 2")), TNW_E_UNSUPPORTED_MEDIA_TYPE);
        assert_int_equal(check("POST", "/v1/me", LINES(bad[i], "Content-Length: 0")), TNW_OK);
    }
}

static void
another_site_cannot_change_anything(void **state)
{
    (void)state;
    static const char *const own[] = {"Origin: https://tnw.example:8443", "Origin: https://TNW.example:8443",
                                      "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none"};
    static const char *const foreign[] = {
        "Origin: https://evil.example",
        "Origin: http://tnw.example:8443",
        "Origin: https://tnw.example",
        "Origin: null",
        "Origin: ",
        "Origin: https://tnw.example:84430",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: ",
    };
    static const char *const methods[] = {"POST", "PUT", "PATCH", "DELETE"};
    for (size_t m = 0; m < sizeof methods / sizeof methods[0]; m++) {
        for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
            assert_int_equal(check(methods[m], "/v1/me", LINES(own[i])), TNW_OK);
        }
        for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
            assert_int_equal(check(methods[m], "/v1/me", LINES(foreign[i])), TNW_E_CROSS_SITE);
        }
    }
    assert_int_equal(check("GET", "/v1/me", LINES("Sec-Fetch-Site: cross-site")), TNW_OK);
}

static void
headers_are_counted(void **state)
{
    (void)state;
    const char *lines[LIMIT_HEADERS_MAX + 2] = {"Host: a"};
    for (size_t i = 1; i <= LIMIT_HEADERS_MAX; i++) {
        lines[i] = i < LIMIT_HEADERS_MAX ? "A: b" : NULL;
    }
    assert_int_equal(check("GET", "/v1/me", lines), TNW_OK);
    lines[LIMIT_HEADERS_MAX] = "A: b";
    assert_int_equal(check("GET", "/v1/me", lines), REFUSED);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_request_is_let_in_and_taken_apart),
        cmocka_unit_test(only_http_1_1_is_spoken),
        cmocka_unit_test(a_target_is_a_plain_absolute_path),
        cmocka_unit_test(a_target_has_a_greatest_length),
        cmocka_unit_test(a_doubtful_header_is_refused),
        cmocka_unit_test(a_nul_in_a_value_is_refused),
        cmocka_unit_test(a_head_that_is_longer_or_shorter_than_its_parts_is_refused),
        cmocka_unit_test(there_is_exactly_one_host),
        cmocka_unit_test(each_header_with_a_meaning_stands_once),
        cmocka_unit_test(framing_is_unambiguous),
        cmocka_unit_test(a_body_is_json_in_utf_8),
        cmocka_unit_test(another_site_cannot_change_anything),
        cmocka_unit_test(headers_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
