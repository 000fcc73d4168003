#include "audit/verify/verify.h"

#include <inttypes.h>

#include "audit/verify/verify_checkpoint.h"
#include "audit/verify/verify_heads.h"
#include "audit/verify/verify_index.h"
#include "audit/verify/verify_map.h"
#include "audit/verify/verify_record.h"
#include "audit/verify/verify_sample.h"
#include "audit/verify/verify_tree.h"
#include "base/limits.h"
#include "store/audit/evidence.h"
#include "store/check/check_rows.h"
#include "store/layout.h"

_Static_assert(SPACE_COUNT <= VERIFY_SPACES, "each space has its kind of findings");

static bool
note_last(void *ctx, uint64_t seq, struct slice record)
{
    (void)record;
    *(uint64_t *)ctx = seq + 1;
    return false;
}

/* How many records there are, whatever else is said of them. */
static uint64_t
count_records(struct verify_run *run)
{
    uint64_t stored = 0;
    (void)audit_log_list(run->txn, UINT64_MAX, true, 1, note_last, &stored);
    (void)verify_run_was_damaged(run);
    return stored;
}

/* How many records to look at: a tail that was changed can say any number. */
static void
find_end(struct verify_run *run)
{
    uint64_t stored = count_records(run);
    run->end = stored < run->tail.tree.size ? stored : run->tail.tree.size;
    if (run->end < run->tail.tree.size) {
        verify_run_find(run, VERIFY_RECORD, "record %" PRIu64 ": is missing: the tail says that there are %" PRIu64,
                        run->end, run->tail.tree.size);
    }
}

/* Where the log ends, and up to where it is sealed. */
static void
read_ends(struct verify_run *run)
{
    const struct audit_tail *tail = audit_log_tail(run->txn);
    if (tail == NULL) {
        verify_run_find(run, VERIFY_TAIL, "tail: damaged; no record can be looked at without it");
        (void)verify_run_was_damaged(run);
        return;
    }
    run->tail = *tail;
    find_end(run);
    run->sealed = evidence_sealed(run->txn);
    if (verify_run_was_damaged(run)) {
        verify_run_find(run, VERIFY_CHECKPOINT, "sealed: damaged");
    }
    run->mapped = evidence_mapped(run->txn, &run->map);
    if (verify_run_was_damaged(run)) {
        verify_run_find(run, VERIFY_MAP, "mapped: damaged");
    }
}

/* What is to be compared when so many records were read. */
static void
look_at_size(struct verify_run *run)
{
    if (run->tree.size == run->mapped) {
        verify_map_compare(run);
    }
    verify_checkpoint_at(run, run->tree.size);
}

/* What the map is made of stays as it is, and can be read in many snapshots: one for the whole log would keep a server
 * that runs meanwhile from using its pages again. All but the newest records are read so. The rest, and what changes
 * with the log, is for a last one, whose map is not older. */
static void
read_ahead(struct verify_run *run)
{
    const struct audit_tail *tail = audit_log_tail(run->txn);
    if (verify_run_was_damaged(run) || tail == NULL) {
        return;
    }
    run->tail = *tail;
    run->sealed = run->mapped = UINT64_MAX; /* nothing is compared with them yet */
    while (run->err == TNW_OK) {
        struct hash map;
        uint64_t mapped = evidence_mapped(run->txn, &map);
        uint64_t stored = verify_run_was_damaged(run) ? 0 : count_records(run);
        uint64_t settled = mapped < stored ? mapped : stored;
        if (settled < run->tree.size + 2 * (uint64_t)LIMIT_CHECK_ROWS) {
            return;
        }
        for (bool same = true; same && run->err == TNW_OK;) {
            look_at_size(run);
            verify_record_next(run);
            same = !verify_run_renew(run);
        }
    }
}

/* What a crash left is to be found by the next start. */
static void
look_at_engine(struct verify_run *run)
{
    char where[256];
    enum tnw_err err = store_check(run->input->store, where);
    if (err == TNW_E_CORRUPT) {
        verify_run_find(run, VERIFY_STORE, "journal: %s", where);
    } else {
        run->err = err;
    }
}

static void
tell_finding_in_row(void *ctx, unsigned space, const char *finding)
{
    verify_run_find(ctx, VERIFY_KINDS + space, "%s", finding);
}

static void
note_rows(void *ctx, uint64_t passed, const struct check_place *place)
{
    struct verify_run *run = ctx;
    uint64_t before = run->done;
    run->place.rows = *place;
    run->done = before + passed - run->passed;
    run->passed = passed;
    verify_run_note(run);
}

static void
verify_rows(struct verify_run *run)
{
    uint64_t rows = 0;
    const struct check_task task = {.store = run->input->store,
                                    .tell = tell_finding_in_row,
                                    .ctx = run,
                                    .at = note_rows,
                                    .from = run->place.rows,
                                    .sample = run->input->sample,
                                    .seed = run->input->seed};
    run->counted = run->result->rows;
    run->err = check_rows_of(&task, &rows);
    run->result->rows = run->counted + rows;
}

/* All of the log but its search index. */
static void
verify_log(struct verify_run *run)
{
    read_ahead(run);
    read_ends(run);
    look_at_size(run);
    while (run->err == TNW_OK && run->tree.size < run->end) {
        verify_record_next(run);
        look_at_size(run);
    }
    void (*const last[])(struct verify_run *) = {verify_record_end, verify_tree_end, verify_heads_compare,
                                                 verify_checkpoint_end, verify_map_end};
    for (size_t i = 0; i < sizeof last / sizeof last[0] && run->err == TNW_OK; i++) {
        last[i](run);
    }
    run->result->records = run->tree.size;
    run->result->dossiers = run->heads.count;
    run->place.part = VERIFY_POSTINGS;
    run->place.size = run->tree.size;
    run->place.root = merkle_root(&run->tree);
}

/* Where another one was: what it looked at is looked at, if the log is the one of then, grown. */
static void
go_on_there(struct verify_run *run)
{
    struct hash root;
    run->place = *run->input->from;
    *run->result = run->place.result;
    enum tnw_err err = proof_root(&run->source, run->place.size, &root);
    if (err != TNW_OK || !hash_eq(&root, &run->place.root)) {
        (void)verify_run_was_damaged(run);
        run->err = run->err == TNW_OK ? TNW_E_CONFLICT : run->err;
        return;
    }
    read_ends(run);
    run->done = run->place.part == VERIFY_ROWS ? 2 * run->place.size : run->place.size + run->place.seq;
}

static void
count_looks(struct verify_run *run)
{
    uint64_t rows = 0;
    run->err = check_rows_count(run->txn, &rows);
    run->total = rows + audit_log_size(run->txn); /* the rows of the log stand for its keys */
    (void)verify_run_was_damaged(run);
}

static void
verify_parts(struct verify_run *run)
{
    count_looks(run);
    if (run->input->sample > 0) {
        verify_sample(run);
    } else if (run->input->from != NULL && run->input->from->part != VERIFY_LOG) {
        go_on_there(run);
    } else {
        verify_log(run);
    }
    if (run->err == TNW_OK && run->input->sample == 0) {
        verify_index_compare(run);
    }
}

enum tnw_err
verify_store(const struct verify_input *input, struct verify_result *out)
{
    *out = (struct verify_result){0};
    struct verify_run run = {.input = input, .result = out};
    look_at_engine(&run);
    if (run.err == TNW_OK) {
        verify_run_begin(&run);
    }
    if (run.err == TNW_OK) {
        verify_parts(&run);
    }
    verify_heads_wipe(&run.heads);
    map_follow_wipe(&run.follow);
    txn_abort(&run.txn);
    if (run.err == TNW_OK) {
        verify_rows(&run);
    }
    if (run.err != TNW_OK) {
        return run.err;
    }
    return out->findings > 0 ? TNW_E_CORRUPT : TNW_OK;
}
