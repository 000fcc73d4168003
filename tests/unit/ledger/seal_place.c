#include "seal_place.h"

#include <stdio.h>
#include <stdlib.h>

#include "audit/record.h"
#include "audit/seal.h"
#include "store/audit/audit_log.h"

/* When everything is recorded. */
#define SEAL_PLACE_TIME 1772445600000

static void
must(enum tnw_err err, const char *what)
{
    if (err != TNW_OK) {
        (void)fprintf(stderr, "%s: %s\n", what, tnw_error_info(err)->code);
        abort();
    }
}

void
seal_place_key(struct log_key *out, const char *path, const char *name)
{
    char where[256] = "";
    must(log_key_create(path, name), path);
    must(log_key_load(out, path, where), where);
}

int
seal_place_set_up(void **state)
{
    struct seal_place *it = calloc(1, sizeof *it);
    char where[256] = "";
    void *place;
    if (it == NULL || place_set_up(&place) != 0) {
        abort();
    }
    it->place = place;
    (void)snprintf(it->key_path, sizeof it->key_path, "%s/audit-key", it->place->folder);
    (void)snprintf(it->state_path, sizeof it->state_path, "%s/audit-state", it->place->folder);
    seal_place_key(&it->key, it->key_path, "seal.test");
    must(state_file_create(it->state_path, slice_str("seal.test")), "state");
    must(state_file_load(&it->state, it->state_path, slice_str("seal.test"), where), where);
    *state = it;
    return 0;
}

int
seal_place_tear_down(void **state)
{
    struct seal_place *it = *state;
    void *place = it->place;
    state_file_wipe(&it->state);
    log_key_wipe(&it->key);
    (void)place_tear_down(&place);
    free(it);
    return 0;
}

void
seal_place_record(struct txn *txn, const struct id *dossier, struct slice listed)
{
    static const uint8_t policy[HASH_SIZE];
    const struct audit_record record = {
        .request = place_id(200),
        .actor = place_id(201),
        .role = ROLE_HUISARTS,
        .origin = "00112233aabbccdd",
        .action = listed.len > 0 ? "dossier.list" : "fragment.read",
        .dossier = *dossier,
        .listed = listed,
        .object = "",
        .purpose = PURPOSE_TNW_TRAJECT,
        .decision = "permit",
        .ground = slice_str("participant"),
        .status = 200,
        .policy = policy,
    };
    audit_record_append(txn, &record, SEAL_PLACE_TIME);
}

/* Of dossiers 1, 2, 3 in turn, every fifth one a list of 4 and 5. */
static void
record_in_turn(struct txn *txn, size_t i)
{
    const struct id none = {{0}};
    const struct id shown[] = {place_id(4), place_id(5)};
    const struct id dossier = place_id((uint8_t)(1 + i % 3));
    if (i % 5 == 4) {
        seal_place_record(txn, &none, slice_of(shown, sizeof shown));
    } else {
        seal_place_record(txn, &dossier, slice_of("", 0));
    }
}

void
seal_place_records(struct place *place, size_t count)
{
    struct txn *txn = place_write(place);
    for (size_t i = 0; i < count; i++) {
        record_in_turn(txn, i);
    }
    place_commit(txn);
}

void
seal_place_fill(struct seal_place *it, size_t size, size_t step)
{
    struct txn *txn = place_read(it->place);
    size_t i = audit_log_size(txn);
    txn_abort(&txn);
    for (; i < size; i++) {
        if (i % step == step - 1) {
            seal_place_seal(it->place->store, &it->key, UINT64_MAX);
            continue;
        }
        txn = place_write(it->place);
        record_in_turn(txn, i);
        place_commit(txn);
    }
}

void
seal_place_file(struct store *store)
{
    struct postings postings = {.oldest = 0};
    struct postings_turn turn = {.order = NULL};
    struct txn *txn;
    bool more = true;
    must(txn_begin_write(store, &txn), "write");
    must(postings_catch_up(&postings, txn, SIZE_MAX, &more), "postings");
    while (postings_turn_begin(&turn, txn, true)) {
        must(postings_turn_apply(&turn, txn), "file");
        postings_turn_applied(&turn);
    }
    must(txn_commit(&txn), "commit");
    postings_wipe(&postings);
}

void
seal_place_sign(struct store *store, const struct log_key *key, uint64_t max)
{
    static const uint8_t policy[HASH_SIZE];
    for (bool more = true; more;) {
        struct txn *txn;
        struct seal_plan plan;
        struct buf note = {0};
        must(txn_begin_write(store, &txn), "write");
        must(seal_plan_make(&plan, txn, slice_str(key->public.name), max), "plan");
        more = plan.next != SEAL_IDLE;
        if (plan.next == SEAL_RECORD) {
            must(seal_plan_record(&plan, txn, policy, SEAL_PLACE_TIME), "record");
        }
        if (plan.next == SEAL_SIGN) {
            must(log_key_sign(key, buf_slice(&plan.text), &note), "sign");
        }
        if (more) {
            must(seal_plan_apply(&plan, txn, buf_slice(&note)), "apply");
        }
        must(txn_commit(&txn), "commit");
        buf_free(&note);
        seal_plan_wipe(&plan);
    }
}

void
seal_place_seal(struct store *store, const struct log_key *key, uint64_t max)
{
    seal_place_sign(store, key, max);
    seal_place_file(store);
}
