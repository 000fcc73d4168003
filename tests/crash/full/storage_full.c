/*
 * No room left: in the map, and on the disk. Withdrawals and exclusions go on, all else is refused by name and leaves
 * the reserve to them; nothing is lost, and with room again the work goes on.
 *
 * TNW_KEEP keeps the state.
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
#include <sys/resource.h>
#include <unistd.h>

#include "crash/full/filling.h"
#include "sample_file.h"

#define ASKED_WHEN_FULL 100
/* For one of these files, what files leave to others, and half of a second one. */
#define FILE_SIZE ((size_t)8 << 20)
#define DISK_FOR_FILES ((off_t)26 << 20)
#define SENDERS 3
/* Of the disk: what the server sets aside at first fits in, twice that does not. */
#define DISK_SIZE ((off_t)8 << 20)

/* Answers that would have to be recorded, but for which the reserve is not. */
static void
refuse(struct filling *scene, enum who who, const char *path, const char *body)
{
    struct peer_request request = {.method = body == NULL ? "GET" : "POST", .path = path, .body = body};
    struct peer_answer answer;
    assert_true(stage_ask(&scene->stage, who, &request, &answer));
    assert_int_equal(answer.status, body == NULL ? 503 : 507);
    assert_string_equal(answer.code, body == NULL ? "audit_unavailable" : "storage_full");
    assert_true(answer.problem_type);
    assert_true(answer.retry_after);
    peer_answer_clear(&answer);
}

/* Reads, refusals and grants spend nothing of the reserve, in whatever number they come; the patient's withdrawal and
 * exclusion are answered at once. */
static void
live_on_without_room(struct filling *scene)
{
    static const char *const terms = "\"grantee\": {\"role\": \"arbeidsarts\"}, \"categories\": [\"fit_note\"], "
                                     "\"actions\": [\"read\"], \"purposes\": [\"tnw_traject\"]";
    char path[128];
    char body[256];
    for (size_t i = 0; i < ASKED_WHEN_FULL; i++) {
        filling_read(scene, i % 2 == 0 ? WHO_ARBEIDSARTS : WHO_PATIENT, i % scene->count, 503);
        refuse(scene, WHO_ARBEIDSARTS, "/v1/audit/records", NULL);
    }
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/consents", scene->dossier);
    (void)snprintf(body, sizeof body, "{\"effect\": \"grant\", %s, \"until\": \"2030-12-31\"}", terms);
    refuse(scene, WHO_PATIENT, path, body);
    filling_withdraw(scene);
    (void)snprintf(body, sizeof body, "{\"effect\": \"exclude\", %s}", terms);
    stage_call(&scene->stage, WHO_PATIENT, path, body, NULL);
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/consents/%s/withdraw", scene->dossier, scene->grant);
    refuse(scene, WHO_PATIENT, path, "{}"); /* twice is once: nothing changes */
}

/* What changes the process, who sees it, who signed, and several grants in one act. if_match: 0 for none. */
static const struct {
    enum who who;
    const char *method;
    const char *path; /* below the dossier, or NULL: of the engagement that is to be signed */
    const char *body;
    unsigned if_match;
} changes[] = {
    {WHO_PATIENT, "PUT", "/facts", "{\"employer_size\": \"from_50\"}", 1},
    {WHO_PATIENT, "POST", "/suspensions", "{\"purpose\": \"tnw_traject\", \"from\": \"2026-02-10\"}", 0},
    {WHO_PATIENT, "POST", "/fragments",
     "{\"category\": \"opmerking\", \"content\": {\"about\": \"plan\", \"text\": \"Nee.\"}}", 0},
    {WHO_TNW_COORDINATOR, "POST", "/fragments",
     "{\"category\": \"engagement\", \"content\": {\"statement\": \"Samen.\"}}", 0},
    {WHO_TNW_COORDINATOR, "POST", NULL, "{\"version\": 1}", 0},
    {WHO_PATIENT, "POST", NULL, "{\"version\": 1}", 0},
    {WHO_PATIENT, "POST", "/consents",
     "{\"grants\": [{\"grantee\": {\"role\": \"huisarts\"}, \"categories\": [\"fit_note\"], \"actions\": [\"read\"], "
     "\"purposes\": [\"rit\"], \"until\": \"2030-12-31\"}, {\"grantee\": {\"role\": \"arbeidsarts\"}, \"categories\": "
     "[\"fit_note\"], \"actions\": [\"read\"], \"purposes\": [\"rit\"], \"until\": \"2030-12-31\"}]}",
     0},
};

/* An engagement that nobody has signed, while there is room. */
static void
add_engagement(struct filling *scene)
{
    char path[128];
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/fragments", scene->dossier);
    stage_call(&scene->stage, WHO_TNW_COORDINATOR, path,
               "{\"category\": \"engagement\", \"content\": {\"statement\": \"Wij.\"}}", scene->engagement);
}

/* All of them: with room each is done, and without each is refused and nothing of it is there. */
static void
try_changes(struct filling *scene, bool has_room)
{
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        char path[160];
        if (changes[i].path == NULL) {
            (void)snprintf(path, sizeof path, "/v1/dossiers/%s/fragments/%s/signatures", scene->dossier,
                           scene->engagement);
        } else {
            (void)snprintf(path, sizeof path, "/v1/dossiers/%s%s", scene->dossier, changes[i].path);
        }
        struct peer_request request = {
            .method = changes[i].method, .path = path, .body = changes[i].body, .if_match = changes[i].if_match};
        struct peer_answer answer;
        assert_true(stage_ask(&scene->stage, changes[i].who, &request, &answer));
        if (has_room ? answer.status / 100 != 2 : strcmp(answer.code, "storage_full") != 0) {
            fail_msg("%s: %d %s", path, answer.status, answer.code);
        }
        peer_answer_clear(&answer);
    }
}

/* How many there are in that list of an answer to the patient. path: below the dossier. */
static size_t
count_shown(struct filling *scene, const char *below, const char *list)
{
    char path[128];
    struct peer_answer answer;
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s%s", scene->dossier, below);
    struct peer_request request = {.method = "GET", .path = path};
    assert_true(stage_ask(&scene->stage, WHO_PATIENT, &request, &answer));
    assert_int_equal(answer.status, 200);
    size_t count = json_array_size(json_object_get(answer.body, list));
    peer_answer_clear(&answer);
    return count;
}

static size_t
count_listed(struct filling *scene, const char *below)
{
    return count_shown(scene, below, "items");
}

static size_t
count_signatures(struct filling *scene)
{
    char below[64];
    (void)snprintf(below, sizeof below, "/fragments/%s", scene->engagement);
    return count_shown(scene, below, "signatures");
}

/* With room again: nothing is there of what was refused, and all of what is done now, the act's grants both. */
static void
changes_are_whole(struct filling *scene)
{
    size_t consents = count_listed(scene, "/consents");
    assert_int_equal(count_listed(scene, "/facts/history"), 1);
    assert_int_equal(count_listed(scene, "/fragments?category=opmerking"), 0);
    assert_int_equal(count_listed(scene, "/fragments?category=engagement"), 1);
    assert_int_equal(count_signatures(scene), 0);
    assert_int_equal(consents, 2); /* a grant that was withdrawn, an exclusion */
    try_changes(scene, true);
    assert_int_equal(count_listed(scene, "/consents"), consents + 2);
    assert_int_equal(count_listed(scene, "/facts/history"), 2);
    assert_int_equal(count_listed(scene, "/fragments?category=engagement"), 2);
    assert_int_equal(count_signatures(scene), 2);
}

/* The search index is not brought up to date out of the reserve; the log says so once. */
static void
expect_nothing_filed(const struct server *server)
{
    char log[SERVER_PATH + 32];
    (void)snprintf(log, sizeof log, "%s/tnwd.%u.log", server->dir, server->restarts);
    const char *const told[] = {"grep", "-q", "event=filing_failed err=storage_full", log, NULL};
    const char *const sealing[] = {"grep", "-q", "event=seal_failed", log, NULL};
    assert_int_equal(server_run(told), 0);
    assert_int_equal(server_run(sealing), 1);
}

static void
a_full_map_serves_withdrawals_alone(void **state)
{
    static const char *const small[] = {"store.map_size=8MiB", NULL};
    static const char *const large[] = {"store.map_size=64MiB", NULL};
    struct filling *scene = *state;
    uint64_t records = stage_check_log(&scene->stage);
    server_start(&scene->server, &(struct server_start){.sets = small});
    filling_open(scene);
    stage_add_participant(&scene->stage, scene->dossier, WHO_TNW_COORDINATOR);
    add_engagement(scene);
    filling_fill(scene);
    try_changes(scene, false);
    live_on_without_room(scene);
    filling_fill(scene);
    assert_int_equal(server_stop(&scene->server), 0);
    expect_nothing_filed(&scene->server);
    /* Of all that was refused for want of room there is no trace. */
    assert_int_equal(stage_check_log(&scene->stage), records + scene->stage.answered.count);

    server_start(&scene->server, &(struct server_start){.sets = large});
    filling_read_all(scene);
    filling_must_work(scene);
    changes_are_whole(scene);
    assert_int_equal(server_stop(&scene->server), 0);
    (void)stage_check_log(&scene->stage);
}

static void
limit_files(const struct server *server, rlim_t bytes)
{
    struct rlimit limit = {.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};
    assert_int_equal(prlimit(server->pid, RLIMIT_FSIZE, &limit, NULL), 0);
}

static void
a_full_disk_is_the_same_and_ends_without_restart(void **state)
{
    static const char *const sets[] = {"store.map_size=64MiB", "store.reserve=2MiB", NULL};
    struct filling *scene = *state;
    server_start(&scene->server, &(struct server_start){.sets = sets, .file_limit = DISK_SIZE});
    filling_open(scene);
    stage_add_participant(&scene->stage, scene->dossier, WHO_TNW_COORDINATOR);
    add_engagement(scene);
    filling_fill(scene);
    try_changes(scene, false);
    live_on_without_room(scene);
    filling_fill(scene);

    limit_files(&scene->server, RLIM_INFINITY);
    filling_must_work(scene);
    filling_read_all(scene);
    changes_are_whole(scene);
    assert_int_equal(server_stop(&scene->server), 0);
    (void)stage_check_log(&scene->stage);
}

struct files {
    struct filling *scene;
    struct buf pdf;
};

static void *
send_one(void *arg)
{
    struct files *files = arg;
    return filling_send_file(files->scene, buf_slice(&files->pdf)) ? arg : NULL;
}

/* For each of them there is room, for all there is not. In the middle of a file: nothing of it stays, and all that went
 * on before does. */
static void
files_too_large_for_the_disk_leave_no_half(void **state)
{
    static const char *const sets[] = {"store.map_size=64MiB", "store.reserve=2MiB", NULL};
    struct files files = {.scene = *state};
    struct filling *scene = *state;
    pthread_t senders[SENDERS];
    unsigned taken = 0;
    sample_file_pdf(&files.pdf, FILE_SIZE);
    server_start(&scene->server, &(struct server_start){.sets = sets, .file_limit = DISK_FOR_FILES});
    filling_open(scene);
    for (unsigned i = 0; i < SENDERS; i++) {
        assert_int_equal(pthread_create(&senders[i], NULL, send_one, &files), 0);
    }
    for (unsigned i = 0; i < SENDERS; i++) {
        void *sent;
        assert_int_equal(pthread_join(senders[i], &sent), 0);
        taken += sent != NULL;
    }
    assert_in_range(taken, 0, 1);
    filling_must_work(scene);
    filling_withdraw(scene);
    filling_read(scene, WHO_ARBEIDSARTS, 0, 403);
    assert_false(filling_send_file(scene, buf_slice(&files.pdf)));
    buf_free(&files.pdf);
    assert_int_equal(server_stop(&scene->server), 0);
    server_verify(&scene->server);
    stage_expect_files(&scene->server, taken);
}

static int
set_up(void **state)
{
    struct filling *scene = calloc(1, sizeof *scene);
    stage_begin(&scene->stage, &scene->server, "storage-full");
    filling_forget_room(&scene->server);
    *state = scene;
    return 0;
}

static int
tear_down(void **state)
{
    struct filling *scene = *state;
    stage_end(&scene->stage, &scene->server);
    free(scene);
    return 0;
}

int
main(void)
{
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_full_map_serves_withdrawals_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(files_too_large_for_the_disk_leave_no_half, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_full_disk_is_the_same_and_ends_without_restart, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
