/*
 * Acknowledged means kept: writers and readers work, the server is killed at a random moment, and what then lies on
 * disk is held against what everybody was told. Again and again on the same state.
 *
 * TNW_SEED repeats the moments, TNW_ROUNDS sets how often, TNW_KEEP keeps the state.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "crash/journal.h"
#include "crash/stage.h"

#define ROUNDS_MAX 200
#define ROUNDS_DEFAULT 15
/* The dossier of a round holds at most 512 consents. */
#define GRANTS_PER_ROUND 150
#define READS_AFTER_RESTART 20
/* Rests a reader takes, so that the writers get the machine. */
#define READER_REST_US 3000

struct round {
    char dossier[ID_TEXT];
    char thread[ID_TEXT];
};

struct world {
    struct server server;
    unsigned seed;
    struct round rounds[ROUNDS_MAX];
    unsigned round; /* the present one */
    struct writes writes;
    struct stage stage;
};

struct worker {
    struct world *world;
    unsigned number;
    enum who who;
    void (*run)(struct worker *worker);
    pthread_t thread;
    struct peer *peer;
    struct writes writes;
    struct requests answered;
    unsigned serial;
    char unexpected[128]; /* a refusal that should not be */
};

/* Notes what came of a call. Returns whether the worker goes on: the server is still there and did what it should. */
static bool
settle(struct worker *worker, bool whole, struct peer_answer *answer)
{
    requests_add(&worker->answered, answer->request);
    if (whole && answer->status >= 300) {
        (void)snprintf(worker->unexpected, sizeof worker->unexpected, "%d %s", answer->status, answer->code);
    }
    bool on = whole && answer->status < 300;
    peer_answer_clear(answer);
    return on;
}

static struct write *
begin_write(struct worker *worker, enum write_kind kind)
{
    struct world *world = worker->world;
    const struct round *round = &world->rounds[world->round];
    struct write *write = writes_add(&worker->writes);
    write->kind = kind;
    unsigned serial = worker->serial++;
    (void)snprintf(write->dossier, sizeof write->dossier, "%s", round->dossier);
    (void)snprintf(write->target, sizeof write->target, "%s", round->thread);
    (void)snprintf(write->tag, sizeof write->tag, "round %u writer %u number %u", world->round, worker->number, serial);
    (void)snprintf(write->key, sizeof write->key, "%u-%u-%u", world->round, worker->number, serial);
    return write;
}

static bool
perform(struct worker *worker, struct write *write)
{
    struct peer_answer answer;
    bool whole = write_perform(write, worker->peer, &answer);
    return settle(worker, whole, &answer);
}

static void
add_fragments(struct worker *worker)
{
    bool on = true;
    while (on) {
        struct write *write = begin_write(worker, WRITE_FRAGMENT);
        write->version = 1;
        on = perform(worker, write);
    }
}

/* One fragment, again and again. */
static void
amend_fragment(struct worker *worker)
{
    struct write *write = begin_write(worker, WRITE_FRAGMENT);
    write->version = 1;
    bool on = perform(worker, write);
    char id[ID_TEXT];
    (void)snprintf(id, sizeof id, "%s", write->id);
    for (unsigned version = 2; on; version++) {
        write = begin_write(worker, WRITE_AMENDMENT);
        (void)snprintf(write->target, sizeof write->target, "%s", id);
        write->version = version;
        on = perform(worker, write);
    }
}

static void
send_messages(struct worker *worker)
{
    while (perform(worker, begin_write(worker, WRITE_MESSAGE))) {
    }
}

/* Grants, each other one withdrawn at once. */
static void
give_and_withdraw(struct worker *worker)
{
    bool on = true;
    day_num today = date_in_belgium((time_ms)time(NULL) * 1000);
    for (int n = 1; on && n <= GRANTS_PER_ROUND; n++) {
        char day[DATE_TEXT];
        date_format(day, today + n);
        struct write *write = begin_write(worker, WRITE_GRANT);
        (void)snprintf(write->tag, sizeof write->tag, "%s/%s", write->dossier, day);
        on = perform(worker, write);
        if (on && n % 2 == 0) {
            struct write given = *write;
            write = begin_write(worker, WRITE_WITHDRAWAL);
            (void)snprintf(write->target, sizeof write->target, "%s", given.id);
            (void)snprintf(write->tag, sizeof write->tag, "%s", given.tag);
            on = perform(worker, write);
        }
    }
}

static void
read_lists(struct worker *worker)
{
    static const char *const lists[] = {"fragments", "consents", "threads"};
    bool on = true;
    for (unsigned n = 0; on; n++) {
        char path[128];
        const struct round *round = &worker->world->rounds[worker->world->round];
        (void)snprintf(path, sizeof path, "/v1/dossiers/%s/%s?limit=10", round->dossier, lists[n % 3]);
        struct peer_request request = {.method = "GET", .path = path};
        struct peer_answer answer;
        bool whole = peer_call(worker->peer, &request, &answer);
        on = settle(worker, whole, &answer);
        (void)usleep(READER_REST_US);
    }
}

static const struct {
    enum who who;
    void (*run)(struct worker *worker);
} jobs[] = {
    {WHO_HUISARTS, add_fragments},    {WHO_HUISARTS, add_fragments}, {WHO_HUISARTS, amend_fragment},
    {WHO_ARBEIDSARTS, send_messages}, {WHO_HUISARTS, send_messages}, {WHO_PATIENT, give_and_withdraw},
    {WHO_PATIENT, read_lists},        {WHO_HUISARTS, read_lists},
};

#define WORKERS (sizeof jobs / sizeof jobs[0])

static void *
work(void *arg)
{
    struct worker *worker = arg;
    worker->run(worker);
    return NULL;
}

static void
open_round(struct world *world)
{
    struct round *round = &world->rounds[world->round];
    struct stage *stage = &world->stage;
    stage_open_dossier(stage, round->dossier);
    stage_add_participant(stage, round->dossier, WHO_ARBEIDSARTS);
    stage_grant(stage, round->dossier, WHO_HUISARTS, "confer", "2030-12-30", NULL);
    stage_grant(stage, round->dossier, WHO_ARBEIDSARTS, "confer", "2030-12-31", NULL);
    stage_start_thread(stage, round->dossier, WHO_ARBEIDSARTS, round->thread);
}

static void
nap_ms(unsigned ms)
{
    (void)nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000}, NULL);
}

static void
take_over(struct world *world, struct worker *worker)
{
    for (size_t i = 0; i < worker->writes.count; i++) {
        *writes_add(&world->writes) = worker->writes.list[i];
    }
    requests_join(&world->stage.answered, &worker->answered);
    writes_free(&worker->writes);
    requests_free(&worker->answered);
    peer_free(worker->peer);
    if (worker->unexpected[0] != 0) {
        fail_msg("writer %u was refused: %s", worker->number, worker->unexpected);
    }
}

/* Everybody works until the server is gone. */
static void
work_until_killed(struct world *world)
{
    struct worker workers[WORKERS];
    for (unsigned i = 0; i < WORKERS; i++) {
        workers[i] = (struct worker){.world = world, .number = i, .who = jobs[i].who, .run = jobs[i].run};
        workers[i].peer = peer_new(&world->server, jobs[i].who);
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    nap_ms(100 + (unsigned)rand_r(&world->seed) % 900);
    server_kill(&world->server);
    for (unsigned i = 0; i < WORKERS; i++) {
        (void)pthread_join(workers[i].thread, NULL);
    }
    for (unsigned i = 0; i < WORKERS; i++) {
        take_over(world, &workers[i]);
    }
}

/* Holds the data on disk against what everybody was told. */
static void
check_disk(struct world *world)
{
    struct keyring *keyring;
    struct store *store;
    struct txn *txn;
    char where[LOG_WHERE] = "";
    server_verify(&world->server);
    server_open_data(&world->server, &keyring, &store);
    assert_int_equal(txn_begin_read(store, &txn), TNW_OK);
    struct requests logged = {.list = NULL};
    uint64_t records = log_check(txn, requests_visit, &logged, where);
    requests_sort(&logged);
    if (where[0] == 0) {
        (void)requests_contain(&logged, &world->stage.answered, where);
    }
    struct found *found = found_new();
    for (unsigned i = 0; where[0] == 0 && i <= world->round; i++) {
        (void)found_read(found, txn, world->rounds[i].dossier, where);
    }
    found_sort(found);
    for (size_t i = 0; where[0] == 0 && i < world->writes.count; i++) {
        (void)found_agrees(found, &world->writes.list[i], where);
    }
    for (enum who who = 0; where[0] == 0 && who < WHO_COUNT; who++) {
        struct id actor;
        assert_int_equal(id_parse(&actor, ID_ACTOR, world->server.ids[who]), TNW_OK);
        (void)data_check_inbox(txn, &actor, where);
    }
    printf("  round %u: %zu writes, %zu answers, %ju records\n", world->round, world->writes.count,
           world->stage.answered.count, (uintmax_t)records);
    found_free(found);
    requests_free(&logged);
    txn_abort(&txn);
    store_close(&store);
    keyring_free(&keyring);
    stage_expect_empty(where);
}

static enum who
writer_of(const struct write *write)
{
    if (write->kind == WRITE_MESSAGE) {
        unsigned round;
        unsigned number;
        assert_int_equal(sscanf(write->tag, "round %u writer %u", &round, &number), 2);
        return jobs[number].who;
    }
    return write->kind == WRITE_GRANT || write->kind == WRITE_WITHDRAWAL ? WHO_PATIENT : WHO_HUISARTS;
}

/* An amendment has no key, but its If-Match: a second one is refused when the first had been applied. */
static void
retry(struct world *world, struct write *write)
{
    struct peer *peer = peer_new(&world->server, writer_of(write));
    struct peer_answer answer;
    assert_true(write_perform(write, peer, &answer));
    requests_add(&world->stage.answered, answer.request);
    bool applied_before = write->kind == WRITE_AMENDMENT && strcmp(answer.code, "version_conflict") == 0;
    if (applied_before) {
        write->acknowledged = true;
        (void)snprintf(write->id, sizeof write->id, "%s", write->target);
    }
    if (!write->acknowledged) {
        fail_msg("the retry of %s was refused: %d %s", write->tag, answer.status, answer.code);
    }
    peer_answer_clear(&answer);
    peer_free(peer);
}

static void
retry_pending(struct world *world)
{
    for (size_t i = 0; i < world->writes.count; i++) {
        if (!world->writes.list[i].acknowledged) {
            retry(world, &world->writes.list[i]);
        }
    }
}

/* What was acknowledged can be read over the network, as it was written. */
static void
read_some(struct world *world)
{
    struct peer *peer = peer_new(&world->server, WHO_HUISARTS);
    for (unsigned n = 0; n < READS_AFTER_RESTART; n++) {
        const struct write *write = &world->writes.list[(size_t)rand_r(&world->seed) % world->writes.count];
        if (write->kind != WRITE_FRAGMENT && write->kind != WRITE_AMENDMENT) {
            continue;
        }
        char path[128];
        (void)snprintf(path, sizeof path, "/v1/dossiers/%s/fragments/%s?version=%u", write->dossier, write->id,
                       write->version);
        struct peer_request request = {.method = "GET", .path = path};
        struct peer_answer answer;
        assert_true(peer_call(peer, &request, &answer));
        assert_int_equal(answer.status, 200);
        const json_t *content = json_object_get(answer.body, "content");
        assert_string_equal(json_string_value(json_object_get(content, "note")), write->tag);
        requests_add(&world->stage.answered, answer.request);
        peer_answer_clear(&answer);
    }
    peer_free(peer);
}

static void
acknowledged_writes_and_records_survive_kill(void **state)
{
    struct world *world = *state;
    const char *text = getenv("TNW_ROUNDS");
    unsigned rounds = text == NULL ? ROUNDS_DEFAULT : (unsigned)strtoul(text, NULL, 10);
    server_start(&world->server, NULL);
    for (world->round = 0; world->round < rounds && world->round < ROUNDS_MAX; world->round++) {
        open_round(world);
        work_until_killed(world);
        check_disk(world);
        server_start(&world->server, NULL);
        retry_pending(world);
        read_some(world);
    }
    world->round--;
    assert_int_equal(server_stop(&world->server), 0);
    check_disk(world);
}

static int
set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    const char *seed = getenv("TNW_SEED");
    world->seed = seed == NULL ? (unsigned)time(NULL) : (unsigned)strtoul(seed, NULL, 10);
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    printf("TNW_SEED=%u\n", world->seed);
    world->stage.server = &world->server;
    server_prepare(&world->server, "crash-kill");
    *state = world;
    return 0;
}

static int
tear_down(void **state)
{
    struct world *world = *state;
    server_remove(&world->server, false);
    writes_free(&world->writes);
    requests_free(&world->stage.answered);
    free(world);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(acknowledged_writes_and_records_survive_kill)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
