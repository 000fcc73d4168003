/*
 * A disk that fails: the sync, or a write, of a commit comes back with EIO (strace makes it so). The server must end at
 * once, with status 74, and leave everybody of that batch without an answer; what was answered before is there.
 *
 * Skipped (exit status 77) where strace is missing or may not trace. TNW_KEEP keeps the state.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "crash/journal.h"
#include "crash/stage.h"

#define SKIPPED 77
#define WRITERS 4
#define END_SECONDS 60
/* Well above what a writer does before the fault: then it never came. */
#define WRITES_MAX 400

struct scene {
    struct server server;
    struct stage stage;
    char dossier[ID_TEXT];
};

struct writer {
    struct scene *scene;
    unsigned number;
    pthread_t thread;
    struct peer *peer;
    struct writes writes;
    struct requests answered;
    unsigned failed; /* answers that say that it failed: not to be, since nobody can know */
};

static void *
work(void *arg)
{
    struct writer *writer = arg;
    bool on = true;
    for (unsigned n = 0; on && n < WRITES_MAX; n++) {
        struct write *write = writes_add(&writer->writes);
        write->kind = WRITE_FRAGMENT;
        write->version = 1;
        (void)snprintf(write->dossier, sizeof write->dossier, "%s", writer->scene->dossier);
        (void)snprintf(write->tag, sizeof write->tag, "writer %u number %u", writer->number, n);
        (void)snprintf(write->key, sizeof write->key, "%u-%u", writer->number, n);
        struct peer_answer answer;
        on = write_perform(write, writer->peer, &answer);
        requests_add(&writer->answered, answer.request);
        writer->failed += on && !write->acknowledged;
        peer_answer_clear(&answer);
    }
    return NULL;
}

/* All write until the server is gone. Returns how many writes were acknowledged. */
static size_t
write_until_gone(struct scene *scene, struct writes *all)
{
    struct writer writers[WRITERS];
    size_t acknowledged = 0;
    unsigned failed = 0;
    for (unsigned i = 0; i < WRITERS; i++) {
        writers[i] = (struct writer){.scene = scene, .number = i, .peer = peer_new(&scene->server, WHO_HUISARTS)};
        assert_int_equal(pthread_create(&writers[i].thread, NULL, work, &writers[i]), 0);
    }
    for (unsigned i = 0; i < WRITERS; i++) {
        (void)pthread_join(writers[i].thread, NULL);
        for (size_t n = 0; n < writers[i].writes.count; n++) {
            acknowledged += writers[i].writes.list[n].acknowledged;
            *writes_add(all) = writers[i].writes.list[n];
        }
        requests_join(&scene->stage.answered, &writers[i].answered);
        failed += writers[i].failed;
        writes_free(&writers[i].writes);
        requests_free(&writers[i].answered);
        peer_free(writers[i].peer);
    }
    assert_int_equal(failed, 0);
    return acknowledged;
}

static void
check_disk(struct scene *scene, const struct writes *writes)
{
    struct keyring *keyring;
    struct store *store;
    struct txn *txn;
    char where[DATA_WHERE] = "";
    struct found *found = found_new();
    (void)stage_check_log(&scene->stage);
    server_open_data(&scene->server, &keyring, &store);
    assert_int_equal(txn_begin_read(store, &txn), TNW_OK);
    (void)found_read(found, txn, scene->dossier, where);
    found_sort(found);
    for (size_t i = 0; where[0] == 0 && i < writes->count; i++) {
        (void)found_agrees(found, &writes->list[i], where);
    }
    found_free(found);
    txn_abort(&txn);
    store_close(&store);
    keyring_free(&keyring);
    stage_expect_empty(where);
}

static void
retry_all(struct scene *scene, struct writes *writes)
{
    struct peer *peer = peer_new(&scene->server, WHO_HUISARTS);
    for (size_t i = 0; i < writes->count; i++) {
        struct peer_answer answer;
        if (!writes->list[i].acknowledged) {
            assert_true(write_perform(&writes->list[i], peer, &answer));
            assert_int_equal(answer.status, 201);
            peer_answer_clear(&answer);
        }
    }
    peer_free(peer);
}

/* inject: what strace is to do. The scene is set before, without it. */
static void
fail_with(struct scene *scene, const char *inject)
{
    char data[SERVER_PATH + 32];
    (void)snprintf(data, sizeof data, "%s/server/data/data.mdb", scene->server.dir);
    const char *const prefix[] = {"strace", "-f", "-qq", "-o", "/dev/null", "-P", data, "-e", inject, NULL};
    struct writes writes = {.list = NULL};
    server_start(&scene->server, NULL);
    stage_open_dossier(&scene->stage, scene->dossier);
    assert_int_equal(server_stop(&scene->server), 0);

    server_start(&scene->server, &(struct server_start){.prefix = prefix});
    size_t acknowledged = write_until_gone(scene, &writes);
    printf("  %s: %zu acknowledged of %zu\n", inject, acknowledged, writes.count);
    assert_int_equal(server_wait(&scene->server, END_SECONDS), EX_IOERR);
    assert_true(acknowledged > 0);
    check_disk(scene, &writes);

    server_start(&scene->server, NULL);
    retry_all(scene, &writes);
    assert_int_equal(server_stop(&scene->server), 0);
    check_disk(scene, &writes);
    writes_free(&writes);
}

static void
a_failing_sync_ends_the_server_before_it_answers(void **state)
{
    fail_with(*state, "inject=fdatasync:error=EIO:when=30+");
}

static void
a_sync_that_fails_once_is_as_fatal(void **state)
{
    fail_with(*state, "inject=fdatasync:error=EIO:when=20");
}

static void
a_failing_write_of_the_data_ends_the_server_before_it_answers(void **state)
{
    fail_with(*state, "inject=pwrite64,pwritev,writev:error=EIO:when=40");
}

static int
set_up(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    stage_begin(&scene->stage, &scene->server, "fsync-fails");
    *state = scene;
    return 0;
}

static int
tear_down(void **state)
{
    struct scene *scene = *state;
    stage_end(&scene->stage, &scene->server);
    free(scene);
    return 0;
}

int
main(void)
{
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const char *const probe[] = {"strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=fdatasync:error=EIO",
                                 "true",   NULL};
    if (server_run(probe) != 0) {
        printf("skipped: strace is not installed, or may not trace here\n");
        return SKIPPED;
    }
    /* The leak checker traces too, and there can be only one. The other tests look for leaks. */
    (void)setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_failing_sync_ends_the_server_before_it_answers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_sync_that_fails_once_is_as_fatal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_failing_write_of_the_data_ends_the_server_before_it_answers, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
