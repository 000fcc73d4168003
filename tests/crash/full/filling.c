#include "filling.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Of the largest content that a fit_note takes, some 45 KiB. */
#define PIECES 30
#define PIECE_CHARS 490

static void
put_pieces(struct buf *out, const char *name)
{
    buf_printf(out, ", \"%s\": [", name);
    for (unsigned i = 0; i < PIECES; i++) {
        buf_printf(out, "%s\"%0*u\"", i == 0 ? "" : ", ", PIECE_CHARS, i);
    }
    buf_put_str(out, "]");
}

bool
filling_add(struct filling *scene, struct peer_answer *answer)
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
void
filling_fill(struct filling *scene)
{
    struct peer_answer answer = {.status = 201};
    while (answer.status == 201 && scene->count < FILLING_MAX) {
        assert_true(filling_add(scene, &answer));
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

void
filling_read(struct filling *scene, enum who who, size_t number, int status)
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

void
filling_read_all(struct filling *scene)
{
    for (size_t i = 0; i < scene->count; i++) {
        filling_read(scene, WHO_HUISARTS, i, 200);
    }
}

void
filling_withdraw(struct filling *scene)
{
    char path[128];
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/consents/%s/withdraw", scene->dossier, scene->grant);
    stage_call(&scene->stage, WHO_PATIENT, path, "{}", NULL);
}

bool
filling_send_file(struct filling *scene, struct slice file)
{
    char path[128];
    struct peer_answer answer;
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/attachments", scene->dossier);
    struct peer_request request = {.method = "POST", .path = path, .file = file};
    struct peer *peer = peer_new(scene->stage.server, WHO_HUISARTS);
    bool whole = peer_call(peer, &request, &answer);
    bool full = whole && answer.status == 507 && strcmp(answer.code, "storage_full") == 0 && answer.problem_type &&
                answer.retry_after;
    bool sent = whole && answer.status == 201;
    if (!full && !sent) {
        printf("a file: %d %s\n", answer.status, answer.code);
        abort();
    }
    peer_answer_clear(&answer);
    peer_free(peer);
    return sent;
}

void
filling_must_work(struct filling *scene)
{
    struct peer_answer answer;
    assert_true(filling_add(scene, &answer));
    if (answer.status != 201) {
        fail_msg("with room again: %d %s", answer.status, answer.code);
    }
    peer_answer_clear(&answer);
    filling_read(scene, WHO_HUISARTS, scene->count - 1, 200);
}

void
filling_open(struct filling *scene)
{
    stage_open_dossier(&scene->stage, scene->dossier);
    stage_add_participant(&scene->stage, scene->dossier, WHO_ARBEIDSARTS);
    stage_grant(&scene->stage, scene->dossier, WHO_ARBEIDSARTS, "read", "2030-12-31", scene->grant);
}

/* Gives back what the sandbox set aside, as if the disk had always been small. */
void
filling_forget_room(const struct server *server)
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
