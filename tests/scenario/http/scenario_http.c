/* What a peer with a good certificate may send: everything else is refused, recorded, and leaves the server as it
 * was. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "scenario/house_test.h"
#include "scenario/journal.h"
#include "scenario/swarm.h"

#define HOST "Host: localhost\r\n"
#define ME "GET /v1/me HTTP/1.1\r\n"
#define SEARCH "POST /v1/dossiers/search HTTP/1.1\r\n" HOST
#define JSON "Content-Type: application/json\r\n"
#define END "\r\n"

/* Bytes may hold a NUL: each literal's length is counted. */
#define BYTES(text) text, sizeof(text) - 1

struct attempt {
    const char *label;
    const char *bytes;
    size_t len;
    int status;
    const char *code;
    bool stays_open;
    bool may_be_silent; /* libmicrohttpd 1.0 ends the connection over it without a word */
};

/* Whatever two readers of the same bytes could understand differently, and whatever HTTP/1.1 has that the API needs
 * not. */
static const struct attempt malformed[] = {
    {"both framings", BYTES(SEARCH JSON "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400,
     "malformed_request"},
    {"two lengths", BYTES(SEARCH JSON "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x"), 400, "malformed_request"},
    {"the same length twice", BYTES(SEARCH JSON "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"), 400,
     "malformed_request"},
    {"a blank before the colon", BYTES(SEARCH JSON "Content-Length : 2\r\n\r\n{}"), 400, "malformed_request"},
    {"a length with a sign", BYTES(SEARCH JSON "Content-Length: +2\r\n\r\n{}"), 400, NULL},
    {"a length in hex", BYTES(SEARCH JSON "Content-Length: 0x2\r\n\r\n{}"), 400, NULL},
    {"a length below nothing", BYTES(SEARCH JSON "Content-Length: -1\r\n\r\n{}"), 400, NULL},
    {"a length beyond 64 bits", BYTES(SEARCH JSON "Content-Length: 99999999999999999999999\r\n\r\n{}"), 413, NULL},
    {"another coding", BYTES(SEARCH JSON "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), 400,
     "malformed_request"},
    {"a hidden coding", BYTES(SEARCH JSON "Transfer-Encoding: xchunked\r\nContent-Length: 2\r\n\r\n{}"), 400,
     "malformed_request"},
    {"a coding behind a tab is that coding", BYTES(SEARCH JSON "Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n"), 400,
     "invalid_json", true},
    {"a line that ends with LF", BYTES("GET /v1/me HTTP/1.1\nHost: localhost\n\n"), 400, "malformed_request"},
    {"a header that ends with LF", BYTES(ME "Host: localhost\nX: y\r\n\r\n"), 400, "malformed_request"},
    {"a header that ends with CR", BYTES(ME "Host: localhost\rX: y\r\n\r\n"), 400, "malformed_request"},
    {"a folded header", BYTES(ME HOST "X: y\r\n z\r\n\r\n"), 400, "malformed_request"},
    {"a header without a name", BYTES(ME HOST ": y\r\n\r\n"), 400, "malformed_request"},
    {"a header without a colon", BYTES(ME HOST "nonsense\r\n\r\n"), 400, NULL},
    {"a name that is no token", BYTES(ME HOST "X(y): z\r\n\r\n"), 400, "malformed_request"},
    {"a NUL in a value", BYTES(ME HOST "TNW-Role: huisarts\0x\r\n\r\n"), 400, "malformed_request"},
    {"a control character in a value",
     BYTES(ME HOST "X: a\x01"
                   "b\r\n\r\n"),
     400, "malformed_request"},
    {"no host", BYTES(ME END), 400, NULL},
    {"two hosts", BYTES(ME HOST HOST END), 400, "malformed_request"},
    {"a host with a path", BYTES(ME "Host: localhost/x\r\n\r\n"), 400, "malformed_request"},
    {"HTTP/1.0", BYTES("GET /v1/me HTTP/1.0\r\n" HOST END), 400, "malformed_request"},
    {"HTTP/1.2", BYTES("GET /v1/me HTTP/1.2\r\n" HOST END), 400, "malformed_request"},
    {"an absolute target", BYTES("GET https://localhost/v1/me HTTP/1.1\r\n" HOST END), 400, "malformed_request"},
    {"no target", BYTES("OPTIONS * HTTP/1.1\r\n" HOST END), 400, "malformed_request"},
    {"an encoded slash", BYTES("GET /v1%2Fme HTTP/1.1\r\n" HOST END), 400, "malformed_request"},
    {"a NUL in the target", BYTES("GET /v1/me\0/x HTTP/1.1\r\n" HOST END), 400, "malformed_request",
     .may_be_silent = true},
    {"a way up", BYTES("GET /v1/x/../me HTTP/1.1\r\n" HOST END), 400, "malformed_request"},
    {"an empty segment", BYTES("GET //v1/me HTTP/1.1\r\n" HOST END), 400, "malformed_request"},
    {"a fragment", BYTES("GET /v1/me?a=b#c HTTP/1.1\r\n" HOST END), 400, "malformed_request"},
    {"an upgrade", BYTES(ME HOST "Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n"), 400, "malformed_request"},
    {"another expectation", BYTES(SEARCH JSON "Expect: magic\r\nContent-Length: 2\r\n\r\n{}"), 400,
     "malformed_request"},
    {"a doubled role", BYTES(ME HOST "TNW-Role: huisarts\r\nTNW-Role: auditor\r\n\r\n"), 400, "malformed_request"},
    {"a foreign tongue", BYTES("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505, NULL},
};

static const struct attempt refused[] = {
    {"TRACE", BYTES("TRACE /v1/me HTTP/1.1\r\n" HOST END), 405, "method_not_allowed", true},
    {"another method", BYTES("BREW /v1/me HTTP/1.1\r\n" HOST END), 405, "method_not_allowed", true},
    {"a foreign origin", BYTES(SEARCH JSON "Origin: https://evil.example\r\nContent-Length: 2\r\n\r\n{}"), 403,
     "cross_site"},
    {"no origin at all", BYTES(SEARCH JSON "Origin: null\r\nContent-Length: 2\r\n\r\n{}"), 403, "cross_site"},
    {"the origin without TLS", BYTES(SEARCH JSON "Origin: http://localhost\r\nContent-Length: 2\r\n\r\n{}"), 403,
     "cross_site"},
    {"another site's page", BYTES(SEARCH JSON "Sec-Fetch-Site: cross-site\r\nContent-Length: 2\r\n\r\n{}"), 403,
     "cross_site"},
    {"a sister site's page", BYTES(SEARCH JSON "Sec-Fetch-Site: same-site\r\nContent-Length: 2\r\n\r\n{}"), 403,
     "cross_site"},
    {"another site deletes",
     BYTES("DELETE /v1/dossiers/dos_01000000000000000000000000/participants/act_01000000000000000000000000 "
           "HTTP/1.1\r\n" HOST "Origin: https://evil.example\r\n\r\n"),
     403, "cross_site"},
    {"a form", BYTES(SEARCH "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 2\r\n\r\n{}"), 415,
     "unsupported_media_type"},
    {"plain text", BYTES(SEARCH "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}"), 415,
     "unsupported_media_type"},
    {"something like JSON", BYTES(SEARCH "Content-Type: application/json-patch\r\nContent-Length: 2\r\n\r\n{}"), 415,
     "unsupported_media_type"},
    {"JSON in another alphabet",
     BYTES(SEARCH "Content-Type: application/json; charset=utf-16\r\nContent-Length: 2\r\n\r\n{}"), 415,
     "unsupported_media_type"},
    {"nothing said of it", BYTES(SEARCH "Content-Length: 2\r\n\r\n{}"), 415, "unsupported_media_type"},
    {"a body to a GET", BYTES(ME HOST JSON "Content-Length: 2\r\n\r\n{}"), 413, "body_too_large"},
    {"a length that is too large", BYTES(SEARCH JSON "Content-Length: 300000\r\n\r\n{}"), 413, "body_too_large"},
    {"an unknown parameter", BYTES("GET /v1/dossiers?colour=red HTTP/1.1\r\n" HOST END), 400, "invalid_parameter",
     true},
    {"a parameter twice", BYTES("GET /v1/dossiers?limit=1&limit=2 HTTP/1.1\r\n" HOST END), 400, "invalid_parameter",
     true},
    {"half an escape", BYTES("GET /v1/actors?q=%4 HTTP/1.1\r\n" HOST END), 400, "invalid_parameter", true},
    {"an escaped NUL", BYTES("GET /v1/actors?q=a%00b HTTP/1.1\r\n" HOST END), 400, "invalid_parameter", true},
    {"a number that is none", BYTES("GET /v1/dossiers?limit=1e3 HTTP/1.1\r\n" HOST END), 400, "invalid_parameter",
     true},
    {"a number beyond 64 bits",
     BYTES("GET /v1/audit/records?after=18446744073709551616 HTTP/1.1\r\n" HOST "TNW-Role: huisarts\r\n\r\n"), 403,
     "role_not_allowed", true},
    {"another's cursor", BYTES("GET /v1/dossiers?after=frg_01000000000000000000000000 HTTP/1.1\r\n" HOST END), 400,
     "invalid_parameter", true},
};

/* Bodies that are not JSON as everybody reads it. */
static const struct attempt bodies[] = {
    {"nothing", BYTES(""), 400, "invalid_json"},
    {"a list", BYTES("[]"), 400, NULL},
    {"a number", BYTES("1"), 400, "invalid_json"},
    {"half an object", BYTES("{\"niss\":"), 400, "invalid_json"},
    {"more than one", BYTES("{} {}"), 400, "invalid_json"},
    {"a member twice", BYTES("{\"niss\":\"85021595110\",\"niss\":\"85021595110\"}"), 400, "invalid_json"},
    {"a byte order mark", BYTES("\xef\xbb\xbf{}"), 400, "invalid_json"},
    {"a NUL", BYTES("{\"niss\":\"\0\"}"), 400, "invalid_json"},
    {"an escaped NUL", BYTES("{\"niss\":\"\\u0000\"}"), 400, "invalid_json"},
    {"no UTF-8", BYTES("{\"niss\":\"\xff\xfe\"}"), 400, "invalid_json"},
    {"an overlong slash", BYTES("{\"niss\":\"\xc0\xaf\"}"), 400, "invalid_json"},
    {"half a surrogate", BYTES("{\"niss\":\"\\ud800\"}"), 400, "invalid_json"},
    {"a number beyond doubles", BYTES("{\"niss\":1e999}"), 400, "invalid_json"},
    {"a number beyond 64 bits", BYTES("{\"niss\":99999999999999999999}"), 400, "invalid_json"},
    {"not a number", BYTES("{\"niss\":NaN}"), 400, "invalid_json"},
    {"a comment", BYTES("{/**/}"), 400, "invalid_json"},
    {"an unknown member", BYTES("{\"niss\":\"85021595110\",\"x\":1}"), 422, "invalid_body"},
    {"a member of another type", BYTES("{\"niss\":85021595110}"), 422, "invalid_body"},
};

static void
expect_attempt(struct house *house, const struct attempt *attempt, struct slice bytes)
{
    struct wire wire;
    struct answer answer;
    assert_true(wire_open(&wire, house_tls(house, "huisarts"), house->sandbox.port));
    if (!house_exchange(house, &wire, bytes, &answer)) {
        if (!attempt->may_be_silent) {
            fail_msg("%s: no answer", attempt->label);
        }
        print_message("  %s: not ours, and not answered\n", attempt->label);
        wire_close(&wire);
        return;
    }
    /* The newer libmicrohttpd is, the more it refuses by itself, before it is ours to say why. */
    bool not_ours = answer.request[0] == 0 && attempt->code != NULL && strcmp(attempt->code, "malformed_request") == 0;
    bool says = attempt->code == NULL || not_ours || strcmp(answer.code, attempt->code) == 0;
    bool fits = answer.status == attempt->status && says;
    if (!fits) {
        fail_msg("%s: expected %d %s, got %d %s", attempt->label, attempt->status, attempt->code, answer.status,
                 answer.code);
    }
    if (!attempt->stays_open && !wire_drain(&wire, 10000)) {
        fail_msg("%s: the connection stays open", attempt->label);
    }
    if (answer.request[0] == 0) { /* libmicrohttpd's own page: it never became a request, and has no record */
        print_message("  %s: not ours\n", attempt->label);
        house->entry_count--;
    }
    if (wire.in.len != 0 && answer.request[0] != 0) {
        fail_msg("%s: something came after the answer", attempt->label);
    }
    answer_free(&answer);
    wire_close(&wire);
}

static void
expect_attempts(struct house *house, const struct attempt *attempts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        expect_attempt(house, &attempts[i], slice_of(attempts[i].bytes, attempts[i].len));
    }
    house_expect(house, house_wire(house, "huisarts"),
                 &(struct ask){.actor = "huisarts", .method = "GET", .path = "/v1/me"}, 200, "");
}

static void
what_can_be_read_in_two_ways_is_refused(void **state)
{
    expect_attempts(*state, malformed, sizeof malformed / sizeof malformed[0]);
}

static size_t
count_malformed(struct house *house)
{
    const json_t *log = journal_log(house);
    size_t count = 0;
    size_t i;
    const json_t *record;
    json_array_foreach(log, i, record)
    {
        const char *ground = json_string_value(json_object_get(record, "ground"));
        count += strcmp(ground, "malformed_request") == 0;
    }
    return count;
}

/* libmicrohttpd answers what it cannot parse by itself; the record follows the answer then. */
static void
what_never_became_a_request_is_recorded_too(void **state)
{
    static const struct attempt sign = {"a length with a sign", BYTES(SEARCH JSON "Content-Length: +2\r\n\r\n{}"), 400,
                                        NULL};
    static const struct timespec pause = {.tv_nsec = 20L * 1000 * 1000};
    size_t before = count_malformed(*state);
    expect_attempt(*state, &sign, slice_of(sign.bytes, sign.len));
    for (int i = 0; i < 250 && count_malformed(*state) == before; i++) {
        nanosleep(&pause, NULL);
    }
    assert_int_equal(count_malformed(*state), before + 1);
}

static void
what_does_not_belong_here_is_refused(void **state)
{
    expect_attempts(*state, refused, sizeof refused / sizeof refused[0]);
}

static void
write_search(struct buf *out, struct slice body)
{
    buf_printf(out, SEARCH JSON "Content-Length: %zu\r\n\r\n", body.len);
    buf_put_slice(out, body);
}

static void
a_body_is_json_or_refused(void **state)
{
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        struct attempt attempt = bodies[i];
        struct buf request = {0};
        attempt.stays_open = true;
        write_search(&request, slice_of(attempt.bytes, attempt.len));
        expect_attempt(*state, &attempt, buf_slice(&request));
        buf_free(&request);
    }
}

static void
expect_search(struct house *house, const struct attempt *attempt, const struct buf *body)
{
    struct buf request = {0};
    write_search(&request, buf_slice(body));
    expect_attempt(house, attempt, buf_slice(&request));
    buf_free(&request);
}

/* A thousand levels, and as many bytes as one may send. */
static void
deep_and_long_bodies_are_refused(void **state)
{
    static const struct attempt deep = {.label = "depth", .status = 400, .code = "invalid_json", .stays_open = true};
    static const struct attempt full = {.label = "full", .status = 422, .code = "invalid_body", .stays_open = true};
    static const struct attempt more = {.label = "one byte more", .status = 413, .code = "body_too_large"};
    static const size_t max = (size_t)16 * 1024;
    struct buf body = {0};
    for (int i = 0; i < 1000; i++) {
        buf_put_str(&body, "{\"a\":");
    }
    expect_search(*state, &deep, &body);
    buf_clear(&body);
    buf_put_str(&body, "{\"niss\":\"");
    while (body.len < max - 2) {
        buf_put_str(&body, "x");
    }
    buf_put_str(&body, "\"}");
    expect_search(*state, &full, &body);
    buf_put_str(&body, " ");
    expect_search(*state, &more, &body);
    buf_free(&body);
}

/* The same without saying the length before. */
static void
a_long_body_in_chunks_is_refused(void **state)
{
    static const struct attempt more = {.label = "chunks", .status = 413, .code = "body_too_large"};
    struct buf request = {0};
    buf_put_str(&request, SEARCH JSON "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 20; i++) {
        buf_printf(&request, "400\r\n%01024d\r\n", 0);
    }
    buf_put_str(&request, "0\r\n\r\n");
    expect_attempt(*state, &more, buf_slice(&request));
    buf_free(&request);
}

static void
two_requests_in_one_packet_get_two_answers(void **state)
{
    struct house *house = *state;
    struct wire wire;
    struct answer answer;
    assert_true(wire_open(&wire, house_tls(house, "huisarts"), house->sandbox.port));
    assert_true(house_exchange(house, &wire, slice_str(ME HOST END ME HOST END), &answer));
    assert_int_equal(answer.status, 200);
    answer_free(&answer);
    assert_true(house_exchange(house, &wire, slice_str(""), &answer));
    assert_int_equal(answer.status, 200);
    answer_free(&answer);
    wire_close(&wire);
}

static void
a_request_inside_a_body_is_a_body(void **state)
{
    static const struct attempt smuggled = {
        .label = "a request as body", .status = 400, .code = "invalid_json", .stays_open = true};
    struct buf request = {0};
    write_search(&request, slice_str(ME HOST END));
    expect_attempt(*state, &smuggled, buf_slice(&request));
    buf_free(&request);
}

static void
every_answer_has_its_record(void **state)
{
    journal_check(*state);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_can_be_read_in_two_ways_is_refused),
        cmocka_unit_test(what_never_became_a_request_is_recorded_too),
        cmocka_unit_test(what_does_not_belong_here_is_refused),
        cmocka_unit_test(a_body_is_json_or_refused),
        cmocka_unit_test(deep_and_long_bodies_are_refused),
        cmocka_unit_test(a_long_body_in_chunks_is_refused),
        cmocka_unit_test(two_requests_in_one_packet_get_two_answers),
        cmocka_unit_test(a_request_inside_a_body_is_a_body),
        cmocka_unit_test(every_answer_has_its_record),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
