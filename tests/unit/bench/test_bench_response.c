#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bench/response.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct good {
    const char *bytes;
    int status;
    bool head;
    bool keep_alive;
};

static const struct good good[] = {
    {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, false, true},
    {"HTTP/1.1 200 OK\r\ncontent-length:5 \r\n\r\nhello", 200, false, true},
    {"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n", 201, false, true},
    {"HTTP/1.1 204 No Content\r\n\r\n", 204, false, true},
    {"HTTP/1.1 304\r\nContent-Length: 77\r\n\r\n", 304, false, true},
    {"HTTP/1.1 200 OK\r\nContent-Length: 77\r\n\r\n", 200, true, true},
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 200, false, true},
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\nA;x=1\r\n0123456789\r\n1\r\n!\r\n0\r\nT: 1\r\n\r\n", 200,
     false, true},
    {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 Busy\r\nContent-Length: 2\r\n\r\nno", 503, false, true},
    {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno", 200, false, false},
    {"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nno", 200, false, false},
};

static const char *const bad[] = {
    "HTTP/2 200 OK\r\n\r\n",
    "HTTP/1.1 2x0 OK\r\n\r\n",
    "HTTP/1.1 099 Odd\r\n\r\n",
    "HTTP/1.1 2000 OK\r\n\r\n",
    "HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
    "HTTP/1.1 200 OK\r\n: nameless\r\n\r\n",
    "HTTP/1.1 200 OK\r\nA: 1\r\n folded\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5x\r\nhello\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000000000000\r\n",
};

/* Feeds in pieces of the given size. Out: used, how many bytes were taken in all. */
static enum tnw_err
feed(struct response *resp, const char *bytes, size_t piece, size_t *used)
{
    size_t len = strlen(bytes);
    enum tnw_err err = TNW_OK;
    *used = 0;
    while (err == TNW_OK && *used < len && !resp->done) {
        size_t step = 0;
        size_t offer = len - *used < piece ? len - *used : piece;
        err = response_feed(resp, bytes + *used, offer, &step);
        *used += step;
    }
    return err;
}

static void
test_good_responses_are_read_whole_in_pieces_of_any_size(void **state)
{
    (void)state;
    struct response resp;
    size_t used = 0;
    for (size_t i = 0; i < COUNT(good); i++) {
        for (size_t piece = 1; piece <= strlen(good[i].bytes); piece++) {
            response_init(&resp, good[i].head);
            assert_int_equal(feed(&resp, good[i].bytes, piece, &used), TNW_OK);
            assert_true(resp.done);
            assert_int_equal(used, strlen(good[i].bytes));
            assert_int_equal(resp.status, good[i].status);
            assert_int_equal(resp.keep_alive, good[i].keep_alive);
        }
    }
}

static void
test_a_response_cut_anywhere_is_not_done(void **state)
{
    (void)state;
    struct response resp;
    size_t used = 0;
    for (size_t i = 0; i < COUNT(good); i++) {
        for (size_t len = 0; len < strlen(good[i].bytes); len++) {
            response_init(&resp, good[i].head);
            assert_int_equal(response_feed(&resp, good[i].bytes, len, &used), TNW_OK);
            assert_false(resp.done);
            assert_int_equal(response_eof(&resp), TNW_E_PROTOCOL);
        }
    }
}

static void
test_bad_responses_are_refused_in_pieces_of_any_size(void **state)
{
    (void)state;
    struct response resp;
    size_t used = 0;
    for (size_t i = 0; i < COUNT(bad); i++) {
        for (size_t piece = 1; piece <= strlen(bad[i]); piece++) {
            response_init(&resp, false);
            assert_int_equal(feed(&resp, bad[i], piece, &used), TNW_E_PROTOCOL);
        }
    }
}

static void
test_bytes_after_the_response_are_left(void **state)
{
    (void)state;
    static const char two[] = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n!HTTP/1.1 200 OK\r\n";
    struct response resp;
    size_t used = 0;
    response_init(&resp, false);
    assert_int_equal(response_feed(&resp, two, strlen(two), &used), TNW_OK);
    assert_true(resp.done);
    assert_string_equal(two + used, "HTTP/1.1 200 OK\r\n");
}

static void
test_a_body_without_length_ends_with_the_connection(void **state)
{
    (void)state;
    static const char bytes[] = "HTTP/1.1 200 OK\r\n\r\nsome";
    struct response resp;
    size_t used = 0;
    response_init(&resp, false);
    assert_int_equal(response_feed(&resp, bytes, strlen(bytes), &used), TNW_OK);
    assert_false(resp.done);
    assert_int_equal(response_eof(&resp), TNW_OK);
    assert_true(resp.done);
    assert_false(resp.keep_alive);
}

static void
test_a_header_line_beyond_the_limit_is_refused(void **state)
{
    (void)state;
    char *line = malloc(RESPONSE_LINE_MAX + 1);
    struct response resp;
    size_t used = 0;
    assert_non_null(line);
    memset(line, 'a', RESPONSE_LINE_MAX + 1);
    response_init(&resp, false);
    assert_int_equal(response_feed(&resp, line, RESPONSE_LINE_MAX, &used), TNW_OK);
    assert_int_equal(response_feed(&resp, line, 1, &used), TNW_E_PROTOCOL);
    free(line);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_responses_are_read_whole_in_pieces_of_any_size),
        cmocka_unit_test(test_a_response_cut_anywhere_is_not_done),
        cmocka_unit_test(test_bad_responses_are_refused_in_pieces_of_any_size),
        cmocka_unit_test(test_bytes_after_the_response_are_left),
        cmocka_unit_test(test_a_body_without_length_ends_with_the_connection),
        cmocka_unit_test(test_a_header_line_beyond_the_limit_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
