#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "store/layout.h"
#include "store/range.h"
#include "store/records/file/attachment.h"

void
stage_begin(struct stage *stage, struct server *server, const char *name)
{
    stage->server = server;
    server_prepare(server, name);
}

void
stage_end(struct stage *stage, struct server *server)
{
    server_remove(server, false);
    requests_free(&stage->answered);
}

bool
stage_ask(struct stage *stage, enum who who, const struct peer_request *request, struct peer_answer *answer)
{
    struct peer *peer = peer_new(stage->server, who);
    bool whole = peer_call(peer, request, answer);
    bool unrecorded = answer->status == 503 || answer->status == 507;
    if (!unrecorded) {
        requests_add(&stage->answered, answer->request);
    }
    peer_free(peer);
    return whole;
}

void
stage_call(struct stage *stage, enum who who, const char *path, const char *body, char *id)
{
    struct peer_request request = {.method = body == NULL ? "GET" : "POST", .path = path, .body = body};
    struct peer_answer answer;
    bool whole = stage_ask(stage, who, &request, &answer);
    if (!whole || answer.status >= 300) {
        fail_msg("%s: %d %s", path, answer.status, answer.code);
    }
    if (id != NULL) {
        (void)snprintf(id, ID_TEXT, "%.30s", peer_text(&answer, "id"));
    }
    peer_answer_clear(&answer);
}

void
stage_open_dossier(struct stage *stage, char id[ID_TEXT])
{
    char body[256];
    (void)snprintf(body, sizeof body,
                   "{\"patient\": {\"niss\": \"%s\", \"name\": \"Jan Willems\"}, \"start\": \"2026-02-01\", "
                   "\"employment\": \"employed\"}",
                   server_niss(WHO_PATIENT));
    stage_call(stage, WHO_HUISARTS, "/v1/dossiers", body, id);
}

void
stage_add_participant(struct stage *stage, const char *dossier, enum who who)
{
    char path[128];
    char body[128];
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/participants", dossier);
    (void)snprintf(body, sizeof body, "{\"actor\": \"%s\", \"role\": \"%s\"}", stage->server->ids[who],
                   server_name(who));
    stage_call(stage, WHO_HUISARTS, path, body, NULL);
}

void
stage_grant(struct stage *stage, const char *dossier, enum who role, const char *action, const char *until, char *id)
{
    char path[128];
    char body[512];
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/consents", dossier);
    (void)snprintf(body, sizeof body,
                   "{\"effect\": \"grant\", \"grantee\": {\"role\": \"%s\"}, \"categories\": [\"fit_note\"], "
                   "\"actions\": [\"%s\"], \"purposes\": [\"tnw_traject\"], \"until\": \"%s\"}",
                   server_name(role), action, until);
    stage_call(stage, WHO_PATIENT, path, body, id);
}

void
stage_start_thread(struct stage *stage, const char *dossier, enum who with, char id[ID_TEXT])
{
    char path[128];
    char body[256];
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/threads", dossier);
    (void)snprintf(body, sizeof body,
                   "{\"procedure\": \"tnw_traject\", \"subject\": \"Overleg\", \"participants\": [\"%s\"]}",
                   stage->server->ids[with]);
    stage_call(stage, WHO_HUISARTS, path, body, id);
}

void
stage_expect_empty(const char *where)
{
    if (where[0] != 0) {
        fail_msg("%s", where);
    }
}

void
stage_expect_files(const struct server *server, unsigned count)
{
    struct keyring *keyring;
    struct store *store;
    struct txn *txn;
    struct slice key;
    struct slice value;
    struct range range;
    unsigned drafts = 0;
    server_open_data(server, &keyring, &store);
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
        assert_true(attachment_get(txn, &dossier, &id, &file));
        drafts++;
    }
    range_close(&range);
    assert_int_equal(drafts, count);
    txn_abort(&txn);
    store_close(&store);
    keyring_free(&keyring);
}

uint64_t
stage_check_log(struct stage *stage)
{
    struct keyring *keyring;
    struct store *store;
    struct txn *txn;
    char where[LOG_WHERE];
    server_verify(stage->server);
    server_open_data(stage->server, &keyring, &store);
    assert_int_equal(txn_begin_read(store, &txn), TNW_OK);
    struct requests logged = {.list = NULL};
    (void)log_check(txn, requests_visit, &logged, where);
    uint64_t requests = logged.count;
    requests_sort(&logged);
    if (where[0] == 0) {
        (void)requests_contain(&logged, &stage->answered, where);
    }
    requests_free(&logged);
    txn_abort(&txn);
    store_close(&store);
    keyring_free(&keyring);
    stage_expect_empty(where);
    return requests;
}
