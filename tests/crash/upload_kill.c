/*
 * The server is killed in the middle of files that come in, again and again on the same state: what was acknowledged is
 * there, of all else there is no half, and a second try under the same key works.
 *
 * TNW_SEED repeats the moments, TNW_ROUNDS sets how often, TNW_KEEP keeps the state.
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
#include <time.h>
#include <unistd.h>

#include "crash/stage.h"
#include "sample_file.h"
#include "store/range.h"
#include "store/records/file/attachment.h"

enum { ROUNDS = 6, SENDERS = 4, SENT_MAX = 400, FILE_SIZE = 1 << 20 };

/* One file: the key under which it is sent, and its id once that was told. */
struct sent {
    char key[32];
    char id[ID_TEXT];
};

struct scene {
    struct server server;
    struct stage stage;
    unsigned seed;
    unsigned round;
    char dossier[ID_TEXT];
    char path[128];
    struct buf pdf;
    pthread_mutex_t lock; /* guards what follows */
    struct sent sent[SENT_MAX];
    size_t count;
    unsigned cut; /* in the middle, by a kill */
};

struct sender {
    struct scene *scene;
    unsigned number;
};

/* Returns whether there was a whole answer; then it must be that the file is there. */
static bool
send_file(const struct scene *scene, struct peer *peer, struct sent *sent)
{
    struct peer_request request = {
        .method = "POST", .path = scene->path, .key = sent->key, .file = buf_slice(&scene->pdf)};
    struct peer_answer answer;
    bool whole = peer_call(peer, &request, &answer);
    if (whole && answer.status != 201) {
        printf("a file: %d %s\n", answer.status, answer.code);
        abort();
    }
    if (whole) {
        (void)snprintf(sent->id, sizeof sent->id, "%.30s", peer_text(&answer, "id"));
    }
    peer_answer_clear(&answer);
    return whole;
}

static void *
send_until_killed(void *arg)
{
    struct sender *sender = arg;
    struct scene *scene = sender->scene;
    struct peer *peer = peer_new(&scene->server, WHO_HUISARTS);
    bool whole = true;
    for (unsigned n = 0; whole; n++) {
        struct sent sent = {.id = ""};
        (void)snprintf(sent.key, sizeof sent.key, "%u-%u-%u", scene->round, sender->number, n);
        whole = send_file(scene, peer, &sent);
        (void)pthread_mutex_lock(&scene->lock);
        scene->cut += !whole;
        if (scene->count == SENT_MAX) {
            abort();
        }
        scene->sent[scene->count++] = sent;
        (void)pthread_mutex_unlock(&scene->lock);
    }
    peer_free(peer);
    return NULL;
}

static void
kill_in_the_middle(struct scene *scene)
{
    pthread_t threads[SENDERS];
    struct sender senders[SENDERS];
    for (unsigned i = 0; i < SENDERS; i++) {
        senders[i] = (struct sender){.scene = scene, .number = i};
        assert_int_equal(pthread_create(&threads[i], NULL, send_until_killed, &senders[i]), 0);
    }
    long ms = 100 + rand_r(&scene->seed) % 2900;
    (void)nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000}, NULL);
    server_kill(&scene->server);
    for (unsigned i = 0; i < SENDERS; i++) {
        (void)pthread_join(threads[i], NULL);
    }
}

/* Those on their way in that are no file: their ids. */
static size_t
find_halves(const struct scene *scene, char ids[SENDERS * ROUNDS][ID_TEXT])
{
    struct keyring *keyring;
    struct store *store;
    struct txn *txn;
    struct range range;
    struct slice key;
    struct slice value;
    size_t count = 0;
    server_open_data(&scene->server, &keyring, &store);
    assert_int_equal(txn_begin_read(store, &txn), TNW_OK);
    range_open(&range, txn, SPACE_ATTACHMENT_DRAFT, slice_of("", 0), slice_of("", 0), false);
    while (range_next(&range, &key, &value)) {
        struct attachment file;
        struct id dossier;
        struct id id;
        struct cursor cur = cursor_of(key);
        (void)cursor_u32(&cur);
        cursor_bytes(&cur, dossier.bytes, ID_SIZE);
        cursor_bytes(&cur, id.bytes, ID_SIZE);
        if (!attachment_get(txn, &dossier, &id, &file)) {
            assert_true(count < SENDERS * ROUNDS);
            id_format(ids[count++], ID_ATTACHMENT, &id);
        }
    }
    range_close(&range);
    txn_abort(&txn);
    store_close(&store);
    keyring_free(&keyring);
    return count;
}

static void
expect_file(const struct scene *scene, struct peer *peer, const char *id, bool there)
{
    char path[200];
    struct peer_answer answer;
    (void)snprintf(path, sizeof path, "%s/%s", scene->path, id);
    struct peer_request request = {.method = "GET", .path = path};
    assert_true(peer_call(peer, &request, &answer));
    assert_int_equal(answer.status, there ? 200 : 404);
    assert_true(!there || slice_eq(peer_bytes(peer), buf_slice(&scene->pdf)));
    peer_answer_clear(&answer);
}

/* All that were acknowledged, in this round or long before, are there and whole: before anything is sent again. */
static void
expect_acknowledged(const struct scene *scene)
{
    struct peer *peer = peer_new(&scene->server, WHO_HUISARTS);
    for (size_t i = 0; i < scene->count; i++) {
        if (scene->sent[i].id[0] != '\0') {
            expect_file(scene, peer, scene->sent[i].id, true);
        }
    }
    peer_free(peer);
}

/* Each is there, or comes under its key; under that of one which was acknowledged nothing else comes. */
static void
try_again(struct scene *scene, size_t from)
{
    struct peer *peer = peer_new(&scene->server, WHO_HUISARTS);
    for (size_t i = from; i < scene->count; i++) {
        struct sent again = scene->sent[i];
        assert_true(send_file(scene, peer, &again));
        if (scene->sent[i].id[0] != '\0') {
            assert_string_equal(again.id, scene->sent[i].id);
        }
        scene->sent[i] = again;
        expect_file(scene, peer, again.id, true);
    }
    peer_free(peer);
}

static void
a_kill_in_the_middle_of_files_leaves_no_half(void **state)
{
    struct scene *scene = *state;
    char halves[SENDERS * ROUNDS][ID_TEXT];
    size_t half = 0;
    const char *rounds = getenv("TNW_ROUNDS");
    unsigned last = rounds == NULL ? ROUNDS : (unsigned)strtoul(rounds, NULL, 10);
    server_start(&scene->server, NULL);
    stage_open_dossier(&scene->stage, scene->dossier);
    (void)snprintf(scene->path, sizeof scene->path, "/v1/dossiers/%s/attachments", scene->dossier);
    for (scene->round = 0; scene->round < last && scene->round < ROUNDS; scene->round++) {
        size_t before = scene->count;
        kill_in_the_middle(scene);
        server_verify(&scene->server);
        half = find_halves(scene, halves);
        server_start(&scene->server, NULL);
        struct peer *peer = peer_new(&scene->server, WHO_HUISARTS);
        for (size_t i = 0; i < half; i++) {
            expect_file(scene, peer, halves[i], false);
        }
        peer_free(peer);
        expect_acknowledged(scene);
        try_again(scene, before);
        printf("  round %u: %zu files, %u cut off, %zu halves\n", scene->round, scene->count, scene->cut, half);
    }
    assert_int_equal(server_stop(&scene->server), 0);
    (void)stage_check_log(&scene->stage);
    assert_true(half > 0); /* else no kill came in the middle */
}

static int
set_up(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    const char *seed = getenv("TNW_SEED");
    scene->seed = seed == NULL ? (unsigned)time(NULL) : (unsigned)strtoul(seed, NULL, 10);
    printf("  TNW_SEED=%u\n", scene->seed);
    (void)pthread_mutex_init(&scene->lock, NULL);
    sample_file_packed_pdf(&scene->pdf, FILE_SIZE);
    stage_begin(&scene->stage, &scene->server, "upload-kill");
    *state = scene;
    return 0;
}

static int
tear_down(void **state)
{
    struct scene *scene = *state;
    stage_end(&scene->stage, &scene->server);
    buf_free(&scene->pdf);
    (void)pthread_mutex_destroy(&scene->lock);
    free(scene);
    return 0;
}

int
main(void)
{
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_kill_in_the_middle_of_files_leaves_no_half, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
