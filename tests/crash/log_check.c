#include "log_check.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/search.h"
#include "crypto/merkle.h"
#include "store/audit/audit_log.h"

struct check {
    struct txn *txn;
    log_visit *visit;
    void *ctx;
    char *where;
    uint64_t next;
    char time[32];
    struct audit_tail tail; /* of the records seen */
    struct id *requests;
    size_t request_room;
};

static bool
fault(struct check *check, const char *what)
{
    if (check->where[0] == 0) {
        (void)snprintf(check->where, LOG_WHERE, "seq %" PRIu64 ": %.200s", check->next, what);
    }
    return false;
}

static bool
node_is(struct check *check, uint8_t level, uint64_t index, const struct hash *want)
{
    struct hash stored;
    return audit_log_get_node(check->txn, level, index, &stored) && hash_eq(&stored, want);
}

/* Grows the tree by one leaf, looking at each node that it closes. */
static bool
check_nodes(struct check *check, struct slice record)
{
    struct hash hash = merkle_leaf(record);
    uint64_t index = check->next;
    uint8_t level = 0;
    if (!node_is(check, 0, index, &hash)) {
        return fault(check, "the leaf is not the hash of the record");
    }
    for (; (check->tail.tree.size >> level & 1) != 0; level++) {
        hash = merkle_node(&check->tail.tree.peaks[level], &hash);
        index >>= 1;
        if (!node_is(check, (uint8_t)(level + 1), index, &hash)) {
            return fault(check, "an inner node is not the hash of its children");
        }
    }
    check->tail.tree.peaks[level] = hash;
    check->tail.tree.size++;
    return true;
}

/* Whether a search for that member's id leads to this very record. */
static bool
is_found(struct check *check, const json_t *record, const char *member, enum id_kind kind)
{
    const char *text = json_string_value(json_object_get(record, member));
    struct search_query query = {.after = check->next == 0 ? UINT64_MAX : check->next - 1};
    struct search_hit hit;
    if (text == NULL) {
        return true;
    }
    if (id_parse(kind == ID_DOSSIER ? &query.dossier : &query.actor, kind, text) != TNW_OK) {
        return false;
    }
    struct search *search = search_open(check->txn, &query);
    bool found = search != NULL && search_next(search, &hit) && hit.seq == check->next;
    search_close(&search);
    return found;
}

/* What nobody asked for. */
static bool
is_by_server(const json_t *record)
{
    const char *origin = json_string_value(json_object_get(record, "origin"));
    return origin != NULL && strcmp(origin, "server") == 0;
}

static bool
keep_request(struct check *check, const json_t *record)
{
    if (check->next == check->request_room) {
        check->request_room = check->request_room == 0 ? 1024 : 2 * check->request_room;
        check->requests = reallocarray(check->requests, check->request_room, sizeof *check->requests);
        if (check->requests == NULL) {
            abort();
        }
    }
    const char *text = json_string_value(json_object_get(record, "request"));
    struct id *kept = &check->requests[check->next];
    if (is_by_server(record)) {
        *kept = (struct id){{0}};
        return text == NULL;
    }
    return text != NULL && id_parse(kept, ID_REQUEST, text) == TNW_OK;
}

static bool
check_members(struct check *check, const json_t *record)
{
    const char *when = json_string_value(json_object_get(record, "time"));
    if (json_integer_value(json_object_get(record, "seq")) != (json_int_t)check->next) {
        return fault(check, "the record says another seq");
    }
    if (when == NULL || strcmp(when, check->time) < 0) {
        return fault(check, "time goes back");
    }
    (void)snprintf(check->time, sizeof check->time, "%s", when);
    if (!keep_request(check, record)) {
        return fault(check, "the record names no request");
    }
    if (!is_found(check, record, "dossier", ID_DOSSIER) || !is_found(check, record, "actor", ID_ACTOR)) {
        return fault(check, "a search does not lead to the record");
    }
    return true;
}

static bool
check_record(void *ctx, uint64_t seq, struct slice bytes)
{
    struct check *check = ctx;
    if (seq != check->next) {
        return fault(check, "missing");
    }
    json_t *record = json_loadb((const char *)bytes.ptr, bytes.len, JSON_REJECT_DUPLICATES, NULL);
    bool ok = record != NULL ? check_members(check, record) && check_nodes(check, bytes) : fault(check, "is not JSON");
    ok = ok && (check->visit == NULL || check->visit(check->ctx, seq, record, check->where));
    json_decref(record);
    check->next++;
    return ok;
}

/* The stored tail is that of the records, and nothing lies to the right of the edge. */
static bool
check_edge(struct check *check)
{
    const struct audit_tail *stored = audit_log_tail(check->txn);
    if (stored == NULL || stored->tree.size != check->tail.tree.size) {
        return fault(check, "the tail counts other than the records");
    }
    for (uint8_t level = 0; level < MERKLE_LEVELS; level++) {
        struct hash hash;
        uint64_t nodes = check->tail.tree.size >> level;
        if ((nodes & 1) != 0 && !hash_eq(&stored->tree.peaks[level], &check->tail.tree.peaks[level])) {
            return fault(check, "a peak of the tail is wrong");
        }
        if (audit_log_get_node(check->txn, level, nodes, &hash)) {
            return fault(check, "a node lies behind the end of the log");
        }
    }
    return true;
}

static int
compare_ids(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct id));
}

static bool
check_requests(struct check *check)
{
    if (check->next > 0) {
        qsort(check->requests, check->next, sizeof *check->requests, compare_ids);
    }
    for (uint64_t i = 1; i < check->next; i++) {
        if (!id_is_zero(&check->requests[i]) && id_eq(&check->requests[i - 1], &check->requests[i])) {
            return fault(check, "a request stands in the log twice");
        }
    }
    return true;
}

uint64_t
log_check(struct txn *txn, log_visit *visit, void *ctx, char where[LOG_WHERE])
{
    where[0] = 0;
    struct check check = {.txn = txn, .visit = visit, .ctx = ctx, .where = where};
    (void)audit_log_list(txn, UINT64_MAX, false, SIZE_MAX, check_record, &check);
    if (where[0] == 0 && check_edge(&check) && check_requests(&check) && txn_error(txn) != TNW_OK) {
        (void)fault(&check, tnw_error_info(txn_error(txn))->code);
    }
    free(check.requests);
    return check.next;
}
