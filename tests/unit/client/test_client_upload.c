/* Files on their way to a peer that misbehaves by script: read piece by piece, begun again from the start, and believed
 * to be there only when every byte is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "client_file.h"

static void
a_file_is_sent_piece_by_piece_and_as_it_is(void **state)
{
    struct scene *scene = *state;
    struct place place = client_file_place(scene);
    struct tnw_upload upload = PDF(&place);
    upload.idempotency_key = "of my own";
    struct outcome o = client_file_put(scene, upload, 0, STEPS({PEER_ANSWER, scene->draft}));
    assert_int_equal(o.err, TNW_OK);
    assert_int_equal(place.begun, 1);
    assert_non_null(strstr(o.requests[0], "\r\nContent-Type: application/pdf\r\n"));
    assert_non_null(strstr(o.requests[0], "\r\nContent-Length: 1000\r\n"));
    assert_non_null(strstr(o.requests[0], "\r\nIdempotency-Key: of my own\r\n"));
    const char *body = strstr(o.requests[0], "\r\n\r\n");
    assert_non_null(body);
    assert_memory_equal(body + 4, scene->content, FILE_SIZE);
}

static void
what_was_cut_off_begins_again_under_the_same_key(void **state)
{
    struct scene *scene = *state;
    struct place place = client_file_place(scene);
    struct outcome o = client_file_put(scene, PDF(&place), 0,
                                       STEPS({PEER_HANGUP, NULL}, {PEER_HANGUP, NULL}, {PEER_ANSWER, scene->draft}));
    assert_int_equal(o.err, TNW_OK);
    assert_int_equal(place.begun, 3);
    const char *first = strstr(o.requests[0], "Idempotency-Key: ");
    const char *last = strstr(o.requests[2], "Idempotency-Key: ");
    assert_non_null(first);
    assert_non_null(last);
    assert_memory_equal(first, last, strlen("Idempotency-Key: ") + 26);
}

static void
a_draft_of_something_else_is_not_believed(void **state)
{
    struct scene *scene = *state;
    char zeros[2 * HASH_SIZE + 1];
    char answers[3][ANSWER_MAX];
    memset(zeros, '0', sizeof zeros - 1);
    zeros[sizeof zeros - 1] = '\0';
    client_file_draft(answers[0], "application/pdf", FILE_SIZE, zeros);
    client_file_draft(answers[1], "application/pdf", FILE_SIZE + 1, scene->sha256);
    client_file_draft(answers[2], "image/png", FILE_SIZE, scene->sha256);
    for (size_t i = 0; i < 3; i++) {
        struct place place = client_file_place(scene);
        struct outcome o = client_file_put(scene, PDF(&place), 0, STEPS({PEER_ANSWER, answers[i]}));
        assert_int_equal(o.err, TNW_E_PROTOCOL);
        assert_non_null(strstr(o.detail, "another file"));
    }
}

static void
a_source_that_ends_fails_or_lies_ends_the_call(void **state)
{
    struct scene *scene = *state;
    struct place cases[] = {client_file_place(scene), client_file_place(scene), client_file_place(scene),
                            client_file_place(scene)};
    cases[0].ends = FILE_SIZE - 1;
    cases[1].fails = 500;
    cases[2].lies = PTRDIFF_MAX;
    cases[3].fails = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct outcome o =
            client_file_put(scene, PDF(&cases[i]), 0, STEPS({PEER_ANSWER, scene->draft}, {PEER_ANSWER, scene->draft}));
        assert_int_equal(o.err, TNW_E_IO);
        assert_non_null(strstr(o.detail, i == 0 ? "ends before" : "cannot be read"));
        assert_int_equal(cases[i].begun, 1); /* not tried again */
    }
}

static void
what_cannot_be_sent_is_told_before(void **state)
{
    struct scene *scene = *state;
    struct place place = client_file_place(scene);
    struct tnw_upload wrong[] = {PDF(&place), PDF(&place), PDF(&place), PDF(&place), PDF(&place)};
    wrong[0].size = 0;
    wrong[1].size = (int64_t)LIMIT_ATTACHMENT + 1;
    wrong[2].type = NULL;
    wrong[3].type = "application/pdf\r\nTNW-Role: patient";
    wrong[4].idempotency_key = "";
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct outcome o = client_file_put(scene, wrong[i], 0, STEPS({PEER_ANSWER, scene->draft}));
        assert_int_equal(o.err, TNW_E_USAGE);
        assert_int_equal(o.used, 0);
    }
    assert_int_equal(place.begun, 0);
}

/* Each in turn, until there is none left to fail: told, nothing lost, and nothing given. */
static void
sending_without_memory_is_told(void **state)
{
    unsigned failed = 0;
    for (enum tnw_err err = TNW_E_NO_MEMORY; err != TNW_OK;) {
        struct scene *scene = *state;
        struct place place = client_file_place(scene);
        err = client_file_put(scene, PDF(&place), ++failed, STEPS({PEER_ANSWER, scene->draft})).err;
        if (err != TNW_OK && err != TNW_E_NO_MEMORY) {
            fail_msg("the allocation %u: %s", failed, tnw_error_info(err)->code);
        }
    }
    assert_in_range(failed, 4, 100);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_is_sent_piece_by_piece_and_as_it_is, client_file_set_up,
                                        client_file_tear_down),
        cmocka_unit_test_setup_teardown(what_was_cut_off_begins_again_under_the_same_key, client_file_set_up,
                                        client_file_tear_down),
        cmocka_unit_test_setup_teardown(a_draft_of_something_else_is_not_believed, client_file_set_up,
                                        client_file_tear_down),
        cmocka_unit_test_setup_teardown(a_source_that_ends_fails_or_lies_ends_the_call, client_file_set_up,
                                        client_file_tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_sent_is_told_before, client_file_set_up, client_file_tear_down),
        cmocka_unit_test_setup_teardown(sending_without_memory_is_told, client_file_set_up, client_file_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
