/*
 * Claims: requests are BER that can be read back, however long their texts; an answer is taken whole, in whatever
 * pieces it comes; what is no answer to the one request is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "bench/ldap.h"
#include "bench/template.h"

/* Message 1: an entry without attributes; the result of a search. */
#define ENTRY "\x30\x0a\x02\x01\x01\x64\x05\x04\x01x\x30\x00"
#define FOUND "\x30\x0c\x02\x01\x01\x65\x07\x0a\x01\x00\x04\x00\x04\x00"

struct answer {
    const char *bytes;
    size_t len;
    int status;
};

#define ANSWER(text, status)                                                                                           \
    {                                                                                                                  \
        text, sizeof(text) - 1, status                                                                                 \
    }

static enum tnw_err
feed_in_pieces(struct response *resp, const struct answer *answer, size_t piece)
{
    enum tnw_err err = TNW_OK;
    response_init(resp, false);
    for (size_t at = 0; err == TNW_OK && at < answer->len; at += piece) {
        size_t used = 0;
        size_t len = answer->len - at < piece ? answer->len - at : piece;
        err = ldap_feed(resp, answer->bytes + at, len, &used);
        assert_true(err != TNW_OK || used == len);
    }
    return err;
}

static void
answers_are_taken_in_pieces(void **state)
{
    (void)state;
    static const struct answer answers[] = {
        ANSWER(ENTRY FOUND, 200),
        ANSWER(FOUND, 404),
        ANSWER("\x30\x82\x00\x0c\x02\x01\x01\x69\x07\x0a\x01\x00\x04\x00\x04\x00", 201),
        ANSWER("\x30\x0c\x02\x01\x01\x61\x07\x0a\x01\x00\x04\x00\x04\x00", 200),
        ANSWER("\x30\x0c\x02\x01\x01\x69\x07\x0a\x01\x44\x04\x00\x04\x00", 568),
        ANSWER("\x30\x0c\x02\x01\x01\x61\x07\x0a\x01\x0e\x04\x00\x04\x00", 514),
    };
    struct response resp;
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        for (size_t piece = 1; piece <= answers[i].len; piece++) {
            assert_int_equal(feed_in_pieces(&resp, &answers[i], piece), TNW_OK);
            assert_true(resp.done);
            assert_int_equal(resp.status, answers[i].status);
        }
    }
}

static void
what_comes_behind_the_result_is_left(void **state)
{
    (void)state;
    struct response resp;
    size_t used = 0;
    response_init(&resp, false);
    assert_int_equal(ldap_feed(&resp, FOUND ENTRY, sizeof(FOUND ENTRY) - 1, &used), TNW_OK);
    assert_int_equal(used, sizeof(FOUND) - 1);
}

static void
other_answers_are_refused(void **state)
{
    (void)state;
    static const struct answer wrong[] = {
        ANSWER("HTTP/1.1 200 OK", 0),
        ANSWER("\x30\x80\x02\x01", 0),                                         /* no definite length */
        ANSWER("\x30\x85\x00\x00\x00\x00\x05", 0),                             /* a length of five bytes */
        ANSWER("\x30\x84\x7f\xff\xff\xff", 0),                                 /* larger than we read */
        ANSWER("\x30\x00", 0),                                                 /* nothing in it */
        ANSWER("\x30\x0c\x02\x01\x02\x65\x07\x0a\x01\x00\x04\x00\x04\x00", 0), /* of another message */
        ANSWER("\x30\x0c\x02\x01\x00\x78\x07\x0a\x01\x34\x04\x00\x04\x00", 0), /* notice of disconnection */
        ANSWER("\x30\x0c\x02\x01\x01\x77\x07\x0a\x01\x00\x04\x00\x04\x00", 0), /* not an answer */
        ANSWER("\x30\x0c\x02\x01\x01\x65\x08\x0a\x01\x00\x04\x00\x04\x00", 0), /* longer than the message */
        ANSWER("\x30\x0c\x02\x01\x01\x65\x07\x04\x01\x00\x04\x00\x04\x00", 0), /* no result code */
        ANSWER("\x30\x05\x02\x01\x01\x65\x00", 0),
        ANSWER("\x30\x04\x02\x01\x01\x65", 0),
    };
    struct response resp;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        for (size_t piece = 1; piece <= wrong[i].len; piece++) {
            assert_int_equal(feed_in_pieces(&resp, &wrong[i], piece), TNW_E_PROTOCOL);
        }
    }
}

/* Steps into the element at bytes[*at], and returns how many bytes it has. */
static size_t
enter(struct slice bytes, size_t *at, uint8_t tag)
{
    assert_true(*at + 2 <= bytes.len);
    assert_int_equal(bytes.ptr[*at], tag);
    size_t len = bytes.ptr[*at + 1];
    *at += 2;
    if (len == 0x82) {
        len = (size_t)bytes.ptr[*at] << 8 | bytes.ptr[*at + 1];
        *at += 2;
    }
    assert_true(*at + len <= bytes.len);
    return len;
}

static void
pass_over(struct slice bytes, size_t *at, uint8_t tag, const char *content)
{
    size_t len = enter(bytes, at, tag);
    assert_int_equal(len, strlen(content));
    assert_memory_equal(bytes.ptr + *at, content, len);
    *at += len;
}

/* The same of one that goes on to the end. */
static void
enter_rest(struct slice bytes, size_t *at, uint8_t tag)
{
    size_t len = enter(bytes, at, tag);
    assert_int_equal(len, bytes.len - *at);
}

static struct slice
request_of(struct template_set *set, struct buf *scratch, const char *path, const char *body)
{
    struct template_parts parts = {.ldap = true, .method = "GET", .path = path, .body = body};
    assert_int_equal(template_set_build(set, &parts), TNW_OK);
    return template_render(set, 7, scratch);
}

static void
a_search_reads_back(void **state)
{
    (void)state;
    struct template_set set = {0};
    struct buf scratch = {0};
    size_t at = 0;
    struct slice request = request_of(&set, &scratch, "/cn=a{n},dc=b", NULL);
    enter_rest(request, &at, 0x30);
    at += 3;
    enter_rest(request, &at, 0x63);
    pass_over(request, &at, 0x04, "cn=a000000000007,dc=b");
    at += 5 * 3;
    pass_over(request, &at, 0x87, "objectClass");
    pass_over(request, &at, 0x30, "");
    assert_int_equal(at, request.len);
    buf_free(&scratch);
    template_set_free(&set);
}

static void
an_addition_reads_back(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"objectClass", "device"}, {"cn", "000000000007"}, {"description", "text {of} 000000000007"}};
    struct template_set set = {0};
    struct buf scratch = {0};
    size_t at = 0;
    struct slice request = request_of(&set, &scratch, "/cn={n},dc=b", "text {of} {n}");
    enter_rest(request, &at, 0x30);
    at += 3;
    enter_rest(request, &at, 0x68);
    pass_over(request, &at, 0x04, "cn=000000000007,dc=b");
    enter_rest(request, &at, 0x30);
    for (size_t i = 0; i < 3; i++) {
        size_t len = enter(request, &at, 0x30);
        size_t end = at + len;
        pass_over(request, &at, 0x04, rows[i][0]);
        (void)enter(request, &at, 0x31);
        pass_over(request, &at, 0x04, rows[i][1]);
        assert_int_equal(at, end);
    }
    assert_int_equal(at, request.len);
    buf_free(&scratch);
    template_set_free(&set);
}

static void
an_addition_needs_a_name_and_fits(void **state)
{
    (void)state;
    static char large[70000];
    struct template_parts parts[] = {{.ldap = true, .method = "POST", .path = "/dc=b", .body = "x"},
                                     {.ldap = true, .method = "POST", .path = "/cn=b", .body = "x"},
                                     {.ldap = true, .method = "POST", .path = "/cn=b,dc=c", .body = large}};
    memset(large, 'x', sizeof large - 1);
    for (size_t i = 0; i < 3; i++) {
        struct template_set set = {0};
        assert_int_equal(template_set_build(&set, &parts[i]), TNW_E_USAGE);
        template_set_free(&set);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_are_taken_in_pieces), cmocka_unit_test(what_comes_behind_the_result_is_left),
        cmocka_unit_test(other_answers_are_refused),   cmocka_unit_test(a_search_reads_back),
        cmocka_unit_test(an_addition_reads_back),      cmocka_unit_test(an_addition_needs_a_name_and_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
