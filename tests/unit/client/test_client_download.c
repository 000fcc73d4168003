/* Files from a peer that misbehaves by script: given piece by piece, begun again from the start, and believed only when
 * every byte is the one that was meant. */
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
a_file_is_read_and_named(void **state)
{
    struct scene *scene = *state;
    struct place place = client_file_place(scene);
    struct outcome o = client_file_get(scene, &place, scene->sha256, 0, STEPS({PEER_ANSWER, scene->file}));
    assert_int_equal(o.err, TNW_OK);
    assert_string_equal(o.name, "v\xc3\xa9.pdf");
    assert_memory_equal(place.got, scene->content, FILE_SIZE);
    assert_non_null(strstr(o.requests[0], "GET /v1/dossiers/dos_1/attachments/att_1 HTTP/1.1\r\n"));
}

static void
a_name_is_text_or_none(void **state)
{
    static const struct {
        const char *header;
        const char *name;
    } rows[] = {
        {"", ""},
        {"Content-Disposition: attachment; filename=\"x.pdf\"\r\n", ""},
        {"Content-Disposition: attachment; filename*=UTF-8''%FF.pdf\r\n", ""},
        {"Content-Disposition: attachment; filename*=UTF-8''a%00.pdf\r\n", ""},
        {"Content-Disposition: attachment; filename*=UTF-8''a%2\r\n", "a%2"},
        {"Content-Disposition: attachment; filename*=UTF-8''..%2Fa%1B\r\n", "../a\x1b"},
    };
    struct scene *scene = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char answer[ANSWER_MAX];
        struct place place = client_file_place(scene);
        client_file_answer(answer, scene, rows[i].header, scene->sha256, FILE_SIZE);
        struct outcome o = client_file_get(scene, &place, NULL, 0, STEPS({PEER_ANSWER, answer}));
        assert_int_equal(o.err, TNW_OK);
        assert_string_equal(o.name, rows[i].name);
    }
}

static void
what_is_not_the_file_is_not_believed(void **state)
{
    struct scene *scene = *state;
    char other[ANSWER_MAX];
    char unsaid[ANSWER_MAX];
    char zeros[2 * HASH_SIZE + 1];
    memset(zeros, '0', sizeof zeros - 1);
    zeros[sizeof zeros - 1] = '\0';
    client_file_answer(other, scene, "", zeros, FILE_SIZE);
    client_file_answer(unsaid, scene, "", "1", FILE_SIZE);
    const struct {
        const char *answer;
        const char *sha256;
    } rows[] = {{other, NULL}, {unsaid, NULL}, {scene->file, zeros}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct place place = client_file_place(scene);
        struct outcome o = client_file_get(scene, &place, rows[i].sha256, 0, STEPS({PEER_ANSWER, rows[i].answer}));
        assert_int_equal(o.err, TNW_E_PROTOCOL);
        assert_true(o.detail[0] != '\0');
    }
}

static void
a_download_that_was_cut_off_begins_again(void **state)
{
    struct scene *scene = *state;
    char half[ANSWER_MAX];
    struct place place = client_file_place(scene);
    client_file_answer(half, scene, "", scene->sha256, FILE_SIZE * 2);
    /* The rest never comes: the next step's answer is of a new connection. */
    struct outcome o = client_file_get(scene, &place, NULL, 0, STEPS({PEER_HANGUP, NULL}, {PEER_ANSWER, scene->file}));
    assert_int_equal(o.err, TNW_OK);
    assert_int_equal(place.begun, 1);
    place = client_file_place(scene);
    scene->tries = 1;
    o = client_file_get(scene, &place, NULL, 0, STEPS({PEER_ANSWER, half}));
    assert_true(o.err == TNW_E_CONNECT || o.err == TNW_E_TIMEOUT || o.err == TNW_E_TLS_REFUSED);
}

static void
a_refusal_writes_nothing_and_what_cannot_be_written_ends_it(void **state)
{
    static const char refusal[] =
        "HTTP/1.1 404 X\r\nContent-Type: application/problem+json\r\nContent-Length: 32\r\n\r\n"
        "{\"title\":\"T\",\"code\":\"not_found\"}";
    struct scene *scene = *state;
    struct place place = client_file_place(scene);
    struct outcome o = client_file_get(scene, &place, NULL, 0, STEPS({PEER_ANSWER, refusal}));
    assert_int_equal(o.err, TNW_E_NOT_FOUND);
    assert_int_equal(place.begun, 0);
    place.fails = 0;
    o = client_file_get(scene, &place, NULL, 0, STEPS({PEER_ANSWER, scene->file}, {PEER_ANSWER, scene->file}));
    assert_int_equal(o.err, TNW_E_IO);
    assert_int_equal(place.begun, 1);
}

/* It says nothing of its length, and goes on. */
static bool
takes_all(void *context, int64_t at, const void *bytes, size_t len)
{
    (void)bytes;
    int64_t *end = context;
    *end = at + (int64_t)len;
    return true;
}

static void
an_endless_file_is_cut(void **state)
{
    struct scene *scene = *state;
    int64_t end = 0;
    struct tnw_client *client = NULL;
    struct tnw_attachment *got = NULL;
    const struct peer_step steps[] = {{PEER_FLOOD, NULL}};
    struct peer *peer = peer_start(scene->folder, steps, 1);
    assert_int_equal(client_file_open(scene, peer, &client), TNW_OK);
    const struct tnw_download to = {.write = takes_all, .context = &end};
    assert_int_equal(tnw_attachment_get(client, "dos_1", "att_1", &to, &got), TNW_E_PROTOCOL);
    assert_null(got);
    assert_in_range(end, 1, LIMIT_ATTACHMENT);
    tnw_client_free(&client);
    (void)peer_stop(peer);
    peer_free(peer);
}

/* Each in turn, until there is none left to fail: told, nothing lost, and nothing given. */
static void
reading_without_memory_is_told(void **state)
{
    unsigned failed = 0;
    for (enum tnw_err err = TNW_E_NO_MEMORY; err != TNW_OK;) {
        struct scene *scene = *state;
        struct place place = client_file_place(scene);
        err = client_file_get(scene, &place, NULL, ++failed, STEPS({PEER_ANSWER, scene->file})).err;
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
        cmocka_unit_test_setup_teardown(a_file_is_read_and_named, client_file_set_up, client_file_tear_down),
        cmocka_unit_test_setup_teardown(a_name_is_text_or_none, client_file_set_up, client_file_tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_the_file_is_not_believed, client_file_set_up,
                                        client_file_tear_down),
        cmocka_unit_test_setup_teardown(a_download_that_was_cut_off_begins_again, client_file_set_up,
                                        client_file_tear_down),
        cmocka_unit_test_setup_teardown(a_refusal_writes_nothing_and_what_cannot_be_written_ends_it, client_file_set_up,
                                        client_file_tear_down),
        cmocka_unit_test_setup_teardown(an_endless_file_is_cut, client_file_set_up, client_file_tear_down),
        cmocka_unit_test_setup_teardown(reading_without_memory_is_told, client_file_set_up, client_file_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
