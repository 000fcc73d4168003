#include "history_log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "property/history_world.h"

struct replay {
    const struct server *server;
    struct model *model;
    struct step **by_request;
    size_t count;
    size_t found;
    struct timespec latest_beginning;
    char *where;
};

static const char *
words(const char *text)
{
    return text == NULL ? "" : text;
}

bool
history_agrees(const struct step *step, struct verdict *verdict, char where[1024])
{
    bool has_version = verdict->version != 0;
    bool same = strcmp(step->code, verdict->code) == 0 && (verdict->code[0] != 0) == (step->status >= 300) &&
                strcmp(words(step->seen), words(verdict->seen)) == 0 &&
                (!has_version || step->etag == verdict->version);
    if (!same) {
        char line[600];
        step_describe(step, line, sizeof line);
        (void)snprintf(where, 1024, "%.500s shows \"%.100s\" etag %u; the model says: %s \"%.100s\" version %u", line,
                       words(step->seen), step->etag, verdict->code[0] == 0 ? "permit" : verdict->code,
                       words(verdict->seen), verdict->version);
    }
    free(verdict->seen);
    verdict->seen = NULL;
    return same;
}

static bool
fault(struct replay *replay, const struct step *step, const char *what, const char *detail)
{
    char line[600];
    step_describe(step, line, sizeof line);
    (void)snprintf(replay->where, 1024, "%s %.200s: %.600s", what, detail, line);
    return false;
}

static const char *
member(const json_t *record, const char *name)
{
    return words(json_string_value(json_object_get(record, name)));
}

static bool
is_before(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec < b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec < b->tv_nsec);
}

static const char *
decision_of(const struct step *step)
{
    if (step->status < 400) {
        return "permit";
    }
    return tnw_error_info(tnw_error_from_code(step->code))->class_ == TNW_CLASS_DENY ? "deny" : "fail";
}

static bool
check_facts(struct replay *replay, const struct step *step, const json_t *record)
{
    const char *dossier = step->op == STEP_OPEN ? step->id : step->dossier;
    if (strcmp(member(record, "action"), step_action(step->op)) != 0) {
        return fault(replay, step, "the record names another action:", member(record, "action"));
    }
    if (strcmp(member(record, "actor"), replay->server->ids[step->who]) != 0) {
        return fault(replay, step, "the record names another actor:", member(record, "actor"));
    }
    if (json_integer_value(json_object_get(record, "status")) != step->status ||
        strcmp(member(record, "decision"), decision_of(step)) != 0) {
        return fault(replay, step, "the record tells another outcome:", member(record, "decision"));
    }
    if (step->status < 300 && strcmp(member(record, "dossier"), dossier) != 0) {
        return fault(replay, step, "the record names another dossier:", member(record, "dossier"));
    }
    return true;
}

/* Grounds are words, separated by one blank. */
static bool
check_grounds(struct replay *replay, const struct step *step, const json_t *record)
{
    char *copy = strdup(member(record, "ground"));
    char *rest = copy;
    bool ok = copy[0] != 0 || fault(replay, step, "permitted without a ground", "");
    for (char *ground = strsep(&rest, " "); ok && ground != NULL; ground = strsep(&rest, " ")) {
        ok = world_holds(replay->model, step, ground) ||
             fault(replay, step, "the ground is not true at that point:", ground);
    }
    free(copy);
    return ok;
}

static bool
check_step(struct replay *replay, struct step *step, const json_t *record)
{
    if (is_before(&step->ended, &replay->latest_beginning)) {
        return fault(replay, step, "stands behind what was asked only after its answer", "");
    }
    if (is_before(&replay->latest_beginning, &step->began)) {
        replay->latest_beginning = step->began;
    }
    if (!check_facts(replay, step, record) || (step->status < 300 && !check_grounds(replay, step, record))) {
        return false;
    }
    struct verdict verdict = model_play(replay->model, step);
    return history_agrees(step, &verdict, replay->where);
}

static int
compare(const void *a, const void *b)
{
    return strcmp((*(struct step *const *)a)->request, (*(struct step *const *)b)->request);
}

static bool
visit(void *ctx, uint64_t seq, const json_t *record, char where[LOG_WHERE])
{
    struct replay *replay = ctx;
    struct step key = {.status = 0};
    struct step *wanted = &key;
    (void)seq;
    (void)snprintf(key.request, sizeof key.request, "%.30s", member(record, "request"));
    struct step **found = bsearch(&wanted, replay->by_request, replay->count, sizeof wanted, compare);
    bool ok = true;
    if (found != NULL) {
        replay->found++;
        ok = check_step(replay, *found, record);
    } else if (strcmp(member(record, "origin"), "local") != 0 && strcmp(member(record, "origin"), "server") != 0) {
        ok = fault(replay, &key, "the log holds a request that nobody made:", member(record, "action"));
    }
    if (!ok) {
        (void)snprintf(where, LOG_WHERE, "%.250s", replay->where);
    }
    return ok;
}

static void
read_log(struct replay *replay)
{
    struct keyring *keyring;
    struct store *store;
    struct txn *txn;
    char where[LOG_WHERE] = "the store cannot be read";
    server_open_data(replay->server, &keyring, &store);
    if (txn_begin_read(store, &txn) == TNW_OK) {
        (void)log_check(txn, visit, replay, where);
        txn_abort(&txn);
    }
    if (replay->where[0] == 0) {
        (void)snprintf(replay->where, 1024, "%s", where);
    }
    store_close(&store);
    keyring_free(&keyring);
}

bool
history_log_check(const struct server *server, const struct rules *rules, day_num today, struct step *steps,
                  size_t count, char where[1024])
{
    where[0] = 0;
    struct replay replay = {.server = server, .count = count, .where = where};
    replay.model = model_new(rules, today);
    replay.by_request = calloc(count, sizeof *replay.by_request);
    if (replay.by_request == NULL) {
        abort();
    }
    for (size_t i = 0; i < count; i++) {
        replay.by_request[i] = &steps[i];
    }
    qsort(replay.by_request, count, sizeof *replay.by_request, compare);
    read_log(&replay);
    if (where[0] == 0 && replay.found != count) {
        (void)snprintf(where, 1024, "%zu of %zu answers are not in the log", count - replay.found, count);
    }
    free(replay.by_request);
    model_free(replay.model);
    return where[0] == 0;
}
