#include "crash/erasing/erasing_stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/records/actor.h"
#include "store/records/dossier.h"
#include "store/records/inbox.h"

#define PATH_ROOM (2 * SERVER_PATH)
#define DAY_MS 86400000LL
#define NOON_MS (11 * 3600000LL)
#define TRIES 1200

const char *const erasing_stage_sets[] = {"clock.longest_stop=36500", NULL};

void
erasing_stage_open(struct stage *stage, char dossier[ID_TEXT])
{
    char path[128];
    char thread[ID_TEXT];
    char consent[ID_TEXT];
    stage_open_dossier(stage, dossier);
    stage_add_participant(stage, dossier, WHO_ADVISEREND_ARTS);
    stage_grant(stage, dossier, WHO_HUISARTS, "confer", "2026-12-31", consent);
    stage_grant(stage, dossier, WHO_ADVISEREND_ARTS, "confer", "2026-12-31", consent);
    stage_grant(stage, dossier, WHO_HUISARTS, "write", "2026-12-31", consent);
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/fragments", dossier);
    stage_call(stage, WHO_HUISARTS, path,
               "{\"category\": \"fit_note\", \"content\": {\"from\": \"2026-02-01\", \"until\": \"2026-03-01\", "
               "\"tasks\": [\"Balie\"]}}",
               NULL);
    stage_start_thread(stage, dossier, WHO_ADVISEREND_ARTS, thread);
    (void)snprintf(path, sizeof path, "/v1/threads/%s/messages", thread);
    stage_call(stage, WHO_HUISARTS, path, "{\"kind\": \"vraag\", \"text\": \"Wanneer?\"}", NULL);
}

/* The sentence is what the server shows. */
bool
erasing_stage_ask(struct stage *stage, const char *dossier)
{
    char path[128];
    char body[400];
    struct peer_answer answer;
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/erasure", dossier);
    assert_true(stage_ask(stage, WHO_PATIENT, &(struct peer_request){.method = "GET", .path = path}, &answer));
    (void)snprintf(body, sizeof body, "{\"understood\": \"%s\"}", peer_text(&answer, "understood"));
    peer_answer_clear(&answer);
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/erase", dossier);
    const struct peer_request erase = {.method = "POST", .path = path, .body = body};
    bool answered = stage_ask(stage, WHO_PATIENT, &erase, &answer);
    assert_true(!answered || answer.status == 200);
    peer_answer_clear(&answer);
    return answered;
}

void
erasing_stage_await(struct stage *stage, const char *dossier, const char *state)
{
    char path[128];
    bool there = false;
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/erasure", dossier);
    for (unsigned i = 0; i < TRIES && !there; i++) {
        struct peer_answer answer;
        there = stage_ask(stage, WHO_PATIENT, &(struct peer_request){.method = "GET", .path = path}, &answer) &&
                strcmp(peer_text(&answer, "state"), state) == 0;
        peer_answer_clear(&answer);
        (void)nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    }
    if (!there) {
        fail_msg("%s does not come to %s", dossier, state);
    }
}

int
erasing_stage_run(const struct server *server, const char *const *words, const char *point)
{
    char program[SERVER_PATH + 32];
    char config[PATH_ROOM];
    const char *argv[24] = {program};
    size_t count = 1;
    const char *bin = getenv("TNW_BIN_DIR");
    (void)snprintf(program, sizeof program, "%s/server/tnwd", bin == NULL ? "." : bin);
    (void)snprintf(config, sizeof config, "%s/server/tnwd.conf", server->dir);
    for (size_t i = 0; words[i] != NULL; i++) {
        argv[count++] = words[i];
    }
    argv[count++] = "--config";
    argv[count++] = config;
    if (point != NULL) {
        (void)setenv("TNW_STOP_AT", point, 1);
    }
    int status = server_run(argv);
    (void)unsetenv("TNW_STOP_AT");
    return status;
}

/* For all that is started from here on. Sanitizers want to be loaded first; here they need not. */
void
erasing_stage_day(const struct server *server, const char *day)
{
    char path[PATH_ROOM];
    char text[41];
    char options[256];
    struct timespec now;
    day_num number;
    const char *before = getenv("ASAN_OPTIONS");
    assert_int_equal(date_parse(&number, day), TNW_OK);
    (void)clock_gettime(CLOCK_REALTIME, &now);
    long long ahead = number * DAY_MS + NOON_MS - (now.tv_sec * 1000LL);
    (void)snprintf(path, sizeof path, "%s/clock", server->dir);
    (void)snprintf(text, sizeof text, "%-19lld %-19lld\n", ahead, ahead);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(fd >= 0 && write(fd, text, 40) == 40);
    (void)close(fd);
    if (before == NULL || strstr(before, "verify_asan_link_order") == NULL) {
        (void)snprintf(options, sizeof options, "%s:verify_asan_link_order=0", before == NULL ? "" : before);
        (void)setenv("ASAN_OPTIONS", options, 1);
    }
    (void)setenv("TNW_TEST_CLOCK", path, 1);
}

/* That it is to be erased, in the inbox of its patient. */
static unsigned
count_told(const struct server *server, struct txn *txn, const struct id *dossier)
{
    struct id patient;
    struct range walk;
    struct event event;
    unsigned count = 0;
    assert_int_equal(id_parse(&patient, ID_ACTOR, server->ids[WHO_PATIENT]), TNW_OK);
    inbox_walk(&walk, txn, &patient, 0);
    while (inbox_next(&walk, &patient, &event)) {
        count += event.type == EVENT_RETENTION_WARNED && id_eq(&event.dossier, dossier);
    }
    range_close(&walk);
    return count;
}

struct counting {
    const char *dossier;
    const char *action;
    unsigned count;
};

static bool
count_record(void *ctx, uint64_t seq, const json_t *record, char where[LOG_WHERE])
{
    struct counting *it = ctx;
    const char *dossier = json_string_value(json_object_get(record, "dossier"));
    (void)seq;
    (void)where;
    it->count += dossier != NULL && strcmp(dossier, it->dossier) == 0 &&
                 strcmp(json_string_value(json_object_get(record, "action")), it->action) == 0;
    return true;
}

static unsigned
count_logged(struct txn *txn, const char *dossier, const char *action)
{
    char where[LOG_WHERE];
    struct counting it = {.dossier = dossier, .action = action};
    (void)log_check(txn, count_record, &it, where);
    stage_expect_empty(where);
    return it.count;
}

static enum erasing_is
look_at(const struct server *server, struct txn *txn, const char *text)
{
    struct id id;
    struct dossier dossier;
    struct erasure erasure;
    assert_int_equal(id_parse(&id, ID_DOSSIER, text), TNW_OK);
    bool there = dossier_get(txn, &id, &dossier);
    bool warned = there && dossier.term.warned != 0;
    dossier_wipe(&dossier);
    bool erased = erasure_get(txn, &id, &erasure);
    assert_int_equal(txn_error(txn), TNW_OK);
    assert_int_equal(there, !erased);
    assert_int_equal(count_logged(txn, text, "dossier.erase"), erased);
    assert_int_equal(count_logged(txn, text, "dossier.emptied"), erased && erasure.state >= ERASURE_EMPTIED);
    assert_int_equal(count_logged(txn, text, "dossier.erased"), erased && erasure.state == ERASURE_COMPLETE);
    if (there) {
        assert_int_equal(warned, count_told(server, txn, &id));
        assert_int_equal(warned, count_logged(txn, text, "dossier.retention_warned"));
    }
    return there ? ERASING_THERE : (enum erasing_is)(ERASING_WAITS + erasure.state);
}

enum erasing_is
erasing_stage_look(const struct server *server, const char *dossier)
{
    struct keyring *keyring;
    struct store *store;
    struct txn *txn;
    server_verify(server);
    server_open_data(server, &keyring, &store);
    assert_int_equal(txn_begin_read(store, &txn), TNW_OK);
    enum erasing_is is = look_at(server, txn, dossier);
    txn_abort(&txn);
    store_close(&store);
    keyring_free(&keyring);
    return is;
}

unsigned
erasing_stage_warnings(const struct server *server, const char *dossier)
{
    struct keyring *keyring;
    struct store *store;
    struct txn *txn;
    server_open_data(server, &keyring, &store);
    assert_int_equal(txn_begin_read(store, &txn), TNW_OK);
    unsigned count = count_logged(txn, dossier, "dossier.retention_warned");
    txn_abort(&txn);
    store_close(&store);
    keyring_free(&keyring);
    return count;
}
