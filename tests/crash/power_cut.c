/*
 * The power is cut, anywhere: a server is recorded while several write and read, and from the recording comes what can
 * be left on its disk at a moment, when of what was not synced anything may be lost or torn. On that it must start,
 * with all that was answered by then and no half of anything, and its log is the one that was signed.
 *
 * And as if the journal were never synced: then something that was answered must be missing, or this test sees nothing.
 * TNW_CUTS: how many (40); TNW_SEED; TNW_KEEP keeps the state.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/note/log_key.h"
#include "audit/verify/check.h"
#include "base/file.h"
#include "crash/full/filling.h"
#include "crash/journal.h"
#include "crash/power_disk.h"
#include "crash/recording.h"
#include "lmdb_store.h"

#define WRITERS 4
#define ROUNDS 30 /* of each writer: a write, a read */
#define CUTS 40
#define STARTS 2 /* of the cuts, those on which the server itself is started */
#define FOLDER (2 * SERVER_PATH)

/* An answer, and how long the recording was when it had come. */
struct answered {
    struct id request;
    uint64_t position;
};

struct writer {
    struct scene *scene;
    unsigned number;
    pthread_t thread;
    struct peer *peer;
    struct writes writes;
    uint64_t positions[ROUNDS]; /* of the writes' answers */
    struct answered answers[2 * ROUNDS];
    size_t count;
};

struct scene {
    struct server server;
    struct stage stage;
    char dossier[ID_TEXT];
    char recording[FOLDER];
    char cut[FOLDER]; /* what is left, in its folder `server` */
    struct writer writers[WRITERS];
    struct power_disk *disk;
    const uint8_t *events;
    size_t len;
};

static uint64_t
position_now(const struct scene *scene)
{
    struct stat st;
    assert_int_equal(stat(scene->recording, &st), 0);
    return (uint64_t)st.st_size;
}

static void
take_answer(struct writer *writer, struct peer_answer *answer, int status)
{
    struct answered *it = &writer->answers[writer->count++];
    it->position = position_now(writer->scene);
    if (answer->status != status || id_parse(&it->request, ID_REQUEST, answer->request) != TNW_OK) {
        (void)fprintf(stderr, "power_cut: answered %d %s\n", answer->status, answer->code);
        abort();
    }
    peer_answer_clear(answer);
}

static void *
work(void *arg)
{
    struct writer *writer = arg;
    char path[128];
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s", writer->scene->dossier);
    const struct peer_request look = {.method = "GET", .path = path};
    for (unsigned n = 0; n < ROUNDS; n++) {
        struct peer_answer answer;
        struct write *write = writes_add(&writer->writes);
        write->kind = WRITE_FRAGMENT;
        write->version = 1;
        (void)snprintf(write->dossier, sizeof write->dossier, "%s", writer->scene->dossier);
        (void)snprintf(write->tag, sizeof write->tag, "writer %u number %u", writer->number, n);
        (void)snprintf(write->key, sizeof write->key, "%u-%u", writer->number, n);
        (void)write_perform(write, writer->peer, &answer);
        take_answer(writer, &answer, 201);
        writer->positions[n] = writer->answers[writer->count - 1].position;
        (void)peer_call(writer->peer, &look, &answer);
        take_answer(writer, &answer, 200);
    }
    return NULL;
}

static void
write_and_read(struct scene *scene)
{
    for (unsigned i = 0; i < WRITERS; i++) {
        struct writer *writer = &scene->writers[i];
        *writer = (struct writer){.scene = scene, .number = i, .peer = peer_new(&scene->server, WHO_HUISARTS)};
        assert_int_equal(pthread_create(&writer->thread, NULL, work, writer), 0);
    }
    for (unsigned i = 0; i < WRITERS; i++) {
        (void)pthread_join(scene->writers[i].thread, NULL);
        peer_free(scene->writers[i].peer);
    }
}

static void
map_recording(struct scene *scene)
{
    int fd = open(scene->recording, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    scene->len = (size_t)position_now(scene);
    void *bytes = mmap(NULL, scene->len, PROT_READ, MAP_PRIVATE, fd, 0);
    assert_true(bytes != MAP_FAILED);
    scene->events = bytes;
    (void)close(fd);
}

static int
record(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    char folder[FOLDER + 16];
    stage_begin(&scene->stage, &scene->server, "power-cut");
    server_start(&scene->server, NULL);
    stage_open_dossier(&scene->stage, scene->dossier);
    assert_int_equal(server_stop(&scene->server), 0);
    filling_forget_room(&scene->server);

    (void)snprintf(folder, sizeof folder, "%s/server", scene->server.dir);
    (void)snprintf(scene->recording, sizeof scene->recording, "%s/recording", scene->server.dir);
    (void)snprintf(scene->cut, sizeof scene->cut, "%s/cut", scene->server.dir);
    scene->disk = power_disk_new(folder);
    (void)setenv(RECORDING_FILE, scene->recording, 1);
    (void)setenv(RECORDING_FOLDER, folder, 1);
    server_start(&scene->server, &(struct server_start){.program = "tests/crash/tnwd_recorded"});
    (void)unsetenv(RECORDING_FILE);
    write_and_read(scene);
    server_kill(&scene->server);
    map_recording(scene);
    assert_int_equal(mkdir(scene->cut, 0700), 0);
    (void)snprintf(folder, sizeof folder, "%s/server", scene->cut);
    assert_int_equal(mkdir(folder, 0700), 0);
    char tls[FOLDER + 16];
    (void)snprintf(tls, sizeof tls, "%s/server/tls", scene->server.dir);
    const char *const copy[] = {"cp", "-a", tls, folder, NULL}; /* with its links */
    assert_int_equal(server_run(copy), 0);
    (void)snprintf(tls, sizeof tls, "%s/pki", scene->cut);
    assert_int_equal(symlink("../pki", tls), 0);
    *state = scene;
    return 0;
}

/* What was answered by then is there, and nothing half. */
static bool
holds_answers(const struct scene *scene, struct txn *txn, uint64_t position, char where[LOG_WHERE])
{
    struct requests logged = {.list = NULL};
    struct requests due = {.list = NULL};
    struct found *found = found_new();
    (void)log_check(txn, requests_visit, &logged, where);
    requests_sort(&logged);
    (void)(where[0] == 0 && found_read(found, txn, scene->dossier, where));
    found_sort(found);
    for (unsigned i = 0; where[0] == 0 && i < WRITERS; i++) {
        const struct writer *writer = &scene->writers[i];
        for (size_t n = 0; where[0] == 0 && n < writer->writes.count; n++) {
            struct write write = writer->writes.list[n];
            write.acknowledged = writer->positions[n] <= position;
            (void)found_agrees(found, &write, where);
        }
        for (size_t n = 0; n < writer->count; n++) {
            char text[ID_TEXT];
            id_format(text, ID_REQUEST, &writer->answers[n].request);
            requests_add(&due, writer->answers[n].position <= position ? text : "");
        }
    }
    bool holds = where[0] == 0 && requests_contain(&logged, &due, where);
    requests_free(&logged);
    requests_free(&due);
    found_free(found);
    return holds;
}

/* The log is the one that was signed. */
static bool
is_signed(const char *folder, struct txn *txn, char where[CHECK_WHERE])
{
    char path[FOLDER + 32];
    struct log_key key;
    struct state_file state = {.size = 0};
    (void)snprintf(path, sizeof path, "%s/audit-key", folder);
    enum tnw_err err = log_key_load(&key, path, where);
    (void)snprintf(path, sizeof path, "%s/audit-state", folder);
    if (err == TNW_OK) {
        err = state_file_load(&state, path, slice_str(key.public.name), where);
    }
    if (err == TNW_OK) {
        err = check_store(txn, &key.public, &state, where);
    }
    state_file_wipe(&state);
    log_key_wipe(&key);
    return err == TNW_OK;
}

static bool
holds(const struct scene *scene, uint64_t position, char where[CHECK_WHERE])
{
    char folder[FOLDER + 16];
    char path[FOLDER + 32];
    struct keyring *keyring = NULL;
    struct store *store = NULL;
    struct txn *txn = NULL;
    (void)snprintf(folder, sizeof folder, "%s/server", scene->cut);
    (void)snprintf(path, sizeof path, "%s/keyring", folder);
    assert_int_equal(keyring_load(&keyring, path, where), TNW_OK);
    (void)snprintf(path, sizeof path, "%s/data", folder);
    const struct lmdb_options options = {.path = path, .map_size = (size_t)1 << 30, .reserve = (size_t)2 << 20};
    where[0] = 0;
    bool ok = lmdb_store_open(&store, &options, keyring, where) == TNW_OK && txn_begin_read(store, &txn) == TNW_OK;
    ok = ok && holds_answers(scene, txn, position, where) && is_signed(folder, txn, where);
    txn_abort(&txn);
    store_close(&store);
    keyring_free(&keyring);
    return ok;
}

static void
start_on_it(const struct scene *scene, unsigned number)
{
    struct server left = {.restarts = number}; /* a log of its own */
    (void)snprintf(left.dir, sizeof left.dir, "%.200s", scene->cut);
    server_start(&left, NULL);
    assert_int_equal(server_stop(&left), 0);
    server_verify(&left);
}

/* When somebody has just got an answer, or at any moment; in order. */
static uint64_t *
choose_moments(const struct scene *scene, size_t count, uint64_t *seed)
{
    uint64_t *moments = calloc(count, sizeof *moments);
    assert_non_null(moments);
    for (size_t i = 0; i < count; i++) {
        const struct writer *writer = &scene->writers[power_disk_number(seed) % WRITERS];
        moments[i] = i % 2 == 0 ? writer->answers[power_disk_number(seed) % writer->count].position
                                : power_disk_number(seed) % scene->len;
    }
    power_disk_sort(moments, count);
    return moments;
}

/* Returns how many do not hold. */
static size_t
cut_often(struct scene *scene, const char *unsynced, bool starts)
{
    char folder[FOLDER + 16];
    uint64_t seed = power_disk_setting("TNW_SEED", (uint64_t)getpid());
    size_t count = unsynced == NULL ? (size_t)power_disk_setting("TNW_CUTS", CUTS) : CUTS;
    size_t bad = 0;
    printf("  TNW_SEED=%llu: %zu cuts of %zu bytes\n", (unsigned long long)seed, count, scene->len);
    uint64_t *moments = choose_moments(scene, count, &seed);
    (void)snprintf(folder, sizeof folder, "%s/server", scene->cut);
    power_disk_play(scene->disk, scene->events, scene->len, unsynced);
    for (size_t i = 0; i < count; i++) {
        char where[CHECK_WHERE] = "";
        enum power_loss loss = (enum power_loss)(power_disk_number(&seed) % POWER_LOSSES);
        power_disk_advance(scene->disk, moments[i]);
        assert_true(power_disk_cut(scene->disk, loss, power_disk_number(&seed), folder));
        if (starts && i >= count - STARTS) {
            start_on_it(scene, (unsigned)i);
        }
        if (!holds(scene, moments[i], where)) {
            bad++;
            printf("  %s cut at %llu, losing %u: %s\n",
                   unsynced == NULL ? "" : "as to be seen:", (unsigned long long)moments[i], (unsigned)loss, where);
        }
    }
    free(moments);
    return bad;
}

static void
what_was_answered_outlives_every_cut(void **state)
{
    assert_int_equal(cut_often(*state, NULL, true), 0);
}

static void
without_the_journals_syncs_something_is_lost(void **state)
{
    assert_true(cut_often(*state, "journal", false) > 0);
}

static int
clean_up(void **state)
{
    struct scene *scene = *state;
    union {
        const uint8_t *in;
        void *out;
    } cast = {.in = scene->events};
    (void)munmap(cast.out, scene->len);
    power_disk_free(scene->disk);
    for (unsigned i = 0; i < WRITERS; i++) {
        writes_free(&scene->writers[i].writes);
    }
    stage_end(&scene->stage, &scene->server);
    free(scene);
    return 0;
}

int
main(void)
{
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_answered_outlives_every_cut),
        cmocka_unit_test(without_the_journals_syncs_something_is_lost),
    };
    return cmocka_run_group_tests(tests, record, clean_up);
}
