#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "bench/template.h"

static const char *const headers[] = {"Idempotency-Key: run-{n}"};

static void
assert_request(const struct template_set *set, uint64_t number, const char *expected)
{
    struct buf scratch = {0};
    struct slice got = template_render(set, number, &scratch);
    assert_true(slice_eq(got, slice_str(expected)));
    buf_free(&scratch);
}

static void
test_number_stands_in_path_header_and_body_and_counts_in_the_length(void **state)
{
    (void)state;
    const struct template_parts parts = {
        .method = "POST", .host = "h:1", .path = "/a/{n}", .body = "<{n}>", .headers = headers, .header_count = 1};
    struct template_set set;
    assert_int_equal(template_set_build(&set, &parts), TNW_OK);
    assert_request(&set, 42,
                   "POST /a/000000000042 HTTP/1.1\r\nHost: h:1\r\nIdempotency-Key: run-000000000042\r\n"
                   "Content-Length: 14\r\n\r\n<000000000042>");
    assert_request(&set, 999999999999,
                   "POST /a/999999999999 HTTP/1.1\r\nHost: h:1\r\nIdempotency-Key: run-999999999999\r\n"
                   "Content-Length: 14\r\n\r\n<999999999999>");
    template_set_free(&set);
}

static void
test_request_without_a_body_has_no_length_unless_it_is_a_post(void **state)
{
    (void)state;
    struct template_parts parts = {.method = "GET", .host = "h", .path = "/"};
    struct template_set set;
    assert_int_equal(template_set_build(&set, &parts), TNW_OK);
    assert_request(&set, 0, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    template_set_free(&set);
    parts.method = "POST";
    assert_int_equal(template_set_build(&set, &parts), TNW_OK);
    assert_request(&set, 0, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
    template_set_free(&set);
}

/* Returns the name of a file with that text, to be unlinked and freed. */
static char *
file_with(const char *text)
{
    char *name = strdup("/tmp/tnw-bench-XXXXXX");
    assert_non_null(name);
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    (void)close(fd);
    return name;
}

static void
test_lines_are_taken_in_turn_and_the_shorter_list_is_cycled(void **state)
{
    (void)state;
    char *paths = file_with("/1\n/2\n\n/3\n");
    char *bodies = file_with("x\ny");
    const struct template_parts parts = {.method = "PUT", .host = "h", .paths_file = paths, .bodies_file = bodies};
    struct template_set set;
    assert_int_equal(template_set_build(&set, &parts), TNW_OK);
    assert_int_equal(set.count, 3);
    assert_request(&set, 1, "PUT /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\ny");
    assert_request(&set, 5, "PUT /3 HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx");
    template_set_free(&set);
    (void)unlink(paths);
    (void)unlink(bodies);
    free(paths);
    free(bodies);
}

static void
test_what_cannot_be_a_request_is_refused(void **state)
{
    (void)state;
    static const char *const split[] = {"A: 1\r\nB: 2"};
    static const char *const nameless[] = {"no colon"};
    char *empty = file_with("\n");
    const struct template_parts parts[] = {
        {.method = "GET", .host = "h", .path = "/", .headers = split, .header_count = 1},
        {.method = "GET", .host = "h", .path = "/", .headers = nameless, .header_count = 1},
        {.method = "GET", .host = "h", .path = "/{n}{n}{n}{n}{n}{n}{n}{n}{n}"},
        {.method = "GET", .host = "h", .paths_file = empty},
    };
    struct template_set set;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        assert_int_equal(template_set_build(&set, &parts[i]), TNW_E_USAGE);
        template_set_free(&set);
    }
    const struct template_parts missing = {.method = "GET", .host = "h", .path = "/", .body_file = "/nowhere/at/all"};
    assert_int_equal(template_set_build(&set, &missing), TNW_E_IO);
    template_set_free(&set);
    (void)unlink(empty);
    free(empty);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_number_stands_in_path_header_and_body_and_counts_in_the_length),
        cmocka_unit_test(test_request_without_a_body_has_no_length_unless_it_is_a_post),
        cmocka_unit_test(test_lines_are_taken_in_turn_and_the_shorter_list_is_cycled),
        cmocka_unit_test(test_what_cannot_be_a_request_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
