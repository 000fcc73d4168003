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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "crash/stage.h"

/* The largest content that a fit_note takes is some 45 KiB; this many fill every size used here. */
#define FRAGMENTS_MAX 2000
#define PIECES 30
#define PIECE_CHARS 490
#define ASKED_WHEN_FULL 100
/* Of the disk: what the server sets aside at first fits in, twice that does not. */
#define DISK_SIZE ((off_t)8 << 20)

struct scene {
    struct server server;
    struct stage stage;
    char dossier[ID_TEXT];
    char grant[ID_TEXT];
    char fragments[FRAGMENTS_MAX][ID_TEXT]; /* acknowledged */
    size_t count;
};

static void
put_pieces(struct buf *out, const char *name)
{
    buf_printf(out, ", \"%s\": [", name);
    for (unsigned i = 0; i < PIECES; i++) {
        buf_printf(out, "%s\"%0*u\"", i == 0 ? "" : ", ", PIECE_CHARS, i);
    }
    buf_put_str(out, "]");
}

static bool
add_large_fragment(struct scene *scene, struct peer_answer *answer)
{
    char path[128];
    struct buf body = {0};
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/fragments", scene->dossier);
    buf_printf(&body,
               "{\"category\": \"fit_note\", \"content\": {\"from\": \"2026-02-09\", \"until\": \"2026-03-31\", "
               "\"note\": \"number %zu\"",
               scene->count);
    put_pieces(&body, "tasks");
    put_pieces(&body, "restrictions");
    put_pieces(&body, "aids");
    buf_put_str(&body, "}}");
    struct peer_request request = {.method = "POST", .path = path, .body = buf_text(&body)};
    bool whole = stage_ask(&scene->stage, WHO_HUISARTS, &request, answer);
    buf_free(&body);
    if (whole && answer->status == 201) {
        (void)snprintf(scene->fragments[scene->count++], ID_TEXT, "%.30s", peer_text(answer, "id"));
    }
    return whole;
}

/* Until the server says that it is full, and says so properly. */
static void
fill(struct scene *scene)
{
    struct peer_answer answer = {.status = 201};
    while (answer.status == 201 && scene->count < FRAGMENTS_MAX) {
        assert_true(add_large_fragment(scene, &answer));
        if (answer.status == 201) {
            peer_answer_clear(&answer);
        }
    }
    assert_int_equal(answer.status, 507);
    assert_string_equal(answer.code, "storage_full");
    assert_true(answer.problem_type);
    assert_true(answer.retry_after);
    peer_answer_clear(&answer);
}

static void
read_fragment(struct scene *scene, enum who who, size_t number, int status)
{
    char path[128];
    char note[32];
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/fragments/%s", scene->dossier, scene->fragments[number]);
    struct peer_request request = {.method = "GET", .path = path};
    struct peer_answer answer;
    assert_true(stage_ask(&scene->stage, who, &request, &answer));
    assert_int_equal(answer.status, status);
    if (status == 200) {
        const json_t *content = json_object_get(answer.body, "content");
        (void)snprintf(note, sizeof note, "number %zu", number);
        assert_string_equal(json_string_value(json_object_get(content, "note")), note);
    }
    peer_answer_clear(&answer);
}

static void
read_all(struct scene *scene)
{
    for (size_t i = 0; i < scene->count; i++) {
        read_fragment(scene, WHO_HUISARTS, i, 200);
    }
}

static void
withdraw(struct scene *scene)
{
    char path[128];
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/consents/%s/withdraw", scene->dossier, scene->grant);
    stage_call(&scene->stage, WHO_PATIENT, path, "{}", NULL);
}

static void
add_must_work(struct scene *scene)
{
    struct peer_answer answer;
    assert_true(add_large_fragment(scene, &answer));
    if (answer.status != 201) {
        fail_msg("with room again: %d %s", answer.status, answer.code);
    }
    peer_answer_clear(&answer);
    read_fragment(scene, WHO_HUISARTS, scene->count - 1, 200);
}

static void
open_scene(struct scene *scene)
{
    stage_open_dossier(&scene->stage, scene->dossier);
    stage_add_participant(&scene->stage, scene->dossier, WHO_ARBEIDSARTS);
    stage_grant(&scene->stage, scene->dossier, WHO_ARBEIDSARTS, "read", "2030-12-31", scene->grant);
}

/* Answers that would have to be recorded, but for which the reserve is not. */
static void
refuse(struct scene *scene, enum who who, const char *path, const char *body)
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
live_on_without_room(struct scene *scene)
{
    static const char *const terms = "\"grantee\": {\"role\": \"arbeidsarts\"}, \"categories\": [\"fit_note\"], "
                                     "\"actions\": [\"read\"], \"purposes\": [\"tnw_traject\"]";
    char path[128];
    char body[256];
    for (size_t i = 0; i < ASKED_WHEN_FULL; i++) {
        read_fragment(scene, i % 2 == 0 ? WHO_ARBEIDSARTS : WHO_PATIENT, i % scene->count, 503);
        refuse(scene, WHO_ARBEIDSARTS, "/v1/audit/records", NULL);
    }
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/consents", scene->dossier);
    (void)snprintf(body, sizeof body, "{\"effect\": \"grant\", %s, \"until\": \"2030-12-31\"}", terms);
    refuse(scene, WHO_PATIENT, path, body);
    withdraw(scene);
    (void)snprintf(body, sizeof body, "{\"effect\": \"exclude\", %s}", terms);
    stage_call(&scene->stage, WHO_PATIENT, path, body, NULL);
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/consents/%s/withdraw", scene->dossier, scene->grant);
    refuse(scene, WHO_PATIENT, path, "{}"); /* twice is once: nothing changes */
}

static void
a_full_map_serves_withdrawals_alone(void **state)
{
    static const char *const small[] = {"store.map_size=8MiB", NULL};
    static const char *const large[] = {"store.map_size=64MiB", NULL};
    struct scene *scene = *state;
    uint64_t records = stage_check_log(&scene->stage);
    server_start(&scene->server, &(struct server_start){.sets = small});
    open_scene(scene);
    fill(scene);
    live_on_without_room(scene);
    fill(scene);
    assert_int_equal(server_stop(&scene->server), 0);
    /* Of all that was refused for want of room there is no trace. */
    assert_int_equal(stage_check_log(&scene->stage), records + scene->stage.answered.count);

    server_start(&scene->server, &(struct server_start){.sets = large});
    read_all(scene);
    add_must_work(scene);
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
    struct scene *scene = *state;
    server_start(&scene->server, &(struct server_start){.sets = sets, .file_limit = DISK_SIZE});
    open_scene(scene);
    fill(scene);
    live_on_without_room(scene);
    fill(scene);

    limit_files(&scene->server, RLIM_INFINITY);
    add_must_work(scene);
    read_all(scene);
    assert_int_equal(server_stop(&scene->server), 0);
    (void)stage_check_log(&scene->stage);
}

/* Gives back what the sandbox set aside, as if the disk had always been small. */
static void
forget_room(const struct server *server)
{
    struct keyring *keyring;
    struct store *store;
    struct store_stats stats;
    char path[SERVER_PATH + 32];
    (void)snprintf(path, sizeof path, "%s/server/data/data.mdb", server->dir);
    server_open_data(server, &keyring, &store);
    assert_int_equal(store_stats(store, &stats), TNW_OK);
    store_close(&store);
    keyring_free(&keyring);
    assert_int_equal(truncate(path, (off_t)stats.engine.used), 0);
}

static int
set_up(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    scene->stage.server = &scene->server;
    server_prepare(&scene->server, "storage-full");
    forget_room(&scene->server);
    *state = scene;
    return 0;
}

static int
tear_down(void **state)
{
    struct scene *scene = *state;
    server_remove(&scene->server, false);
    requests_free(&scene->stage.answered);
    free(scene);
    return 0;
}

int
main(void)
{
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_full_map_serves_withdrawals_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_full_disk_is_the_same_and_ends_without_restart, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
