#include "audit/verify/verify.h"

#include <inttypes.h>

#include "audit/verify/verify_checkpoint.h"
#include "audit/verify/verify_compare.h"
#include "audit/verify/verify_heads.h"
#include "audit/verify/verify_index.h"
#include "audit/verify/verify_log.h"
#include "audit/verify/verify_map.h"
#include "audit/verify/verify_record.h"
#include "audit/verify/verify_sample.h"
#include "audit/verify/verify_table.h"
#include "audit/verify/verify_tree.h"
#include "store/check/check_rows.h"
#include "store/layout.h"

_Static_assert(SPACE_COUNT <= VERIFY_SPACES, "each space has its kind of findings");

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

static bool
note_rows(void *ctx, uint64_t passed, const struct check_place *place)
{
    struct verify_run *run = ctx;
    uint64_t before = run->done;
    run->place.rows = *place;
    run->done = before + passed - run->passed;
    run->passed = passed;
    verify_run_note(run);
    return run->err == TNW_OK;
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

static void
tell_ends(struct verify_run *run)
{
    if (run->bad.tail) {
        verify_run_find(run, VERIFY_TAIL, "tail: damaged; no record can be looked at without it");
    } else if (run->end < run->tail.tree.size) {
        verify_run_find(run, VERIFY_RECORD, "record %" PRIu64 ": is missing: the tail says that there are %" PRIu64,
                        run->end, run->tail.tree.size);
    }
    if (run->bad.sealed) {
        verify_run_find(run, VERIFY_CHECKPOINT, "sealed: damaged");
    }
    if (run->bad.mapped) {
        verify_run_find(run, VERIFY_MAP, "mapped: damaged");
    }
    if (run->bad.filed) {
        verify_run_find(run, VERIFY_INDEX, "filed: damaged");
    } else if (run->filed > run->mapped && !run->bad.mapped) {
        verify_run_find(run, VERIFY_INDEX, "filed: %" PRIu64 " records, and the map is of %" PRIu64, run->filed,
                        run->mapped);
    }
}

/* What the end says, once all is read. Each looks in a snapshot whose records were read. */
static void
look_at_end(struct verify_run *run)
{
    void (*const looks[])(struct verify_run *) = {tell_ends, verify_record_end, verify_tree_end, verify_checkpoint_end,
                                                  verify_map_end};
    for (size_t i = 0; i < sizeof looks / sizeof looks[0] && run->err == TNW_OK; i++) {
        verify_log_follow(run, VERIFY_UNTIL_END);
        looks[i](run);
    }
}

/* All of the log but its search index; from run->tree on. */
static void
verify_log(struct verify_run *run)
{
    if (run->tree.size == 0) {
        verify_checkpoint_at(run, 0);
    }
    verify_compare_map(run);
    if (run->bad.tail) {
        tell_ends(run);
    } else {
        verify_compare_heads(run);
        look_at_end(run);
    }
    run->result->records = run->tree.size;
    run->result->dossiers = run->heads.count;
}

/* What was found with the log is behind: the search index comes next. */
static void
end_log(struct verify_run *run)
{
    verify_heads_wipe(&run->heads);
    map_follow_wipe(&run->follow);
    run->place.part = VERIFY_POSTINGS;
    verify_run_mark(run);
}

/* Where another one was: what it looked at is looked at, if the log is the one of then, grown. */
static void
go_on_there(struct verify_run *run)
{
    struct hash root;
    run->place = *run->input->from;
    *run->result = run->place.result;
    enum tnw_err err = proof_root(&run->source, run->place.size, &root);
    bool same = err == TNW_OK && hash_eq(&root, &run->place.root);
    (void)verify_run_was_damaged(run);
    if (run->err == TNW_OK) {
        run->err = same ? verify_table_take(run, run->input->table) : TNW_E_CONFLICT;
    }
    run->done = run->place.part == VERIFY_LOG    ? run->tree.size
                : run->place.part == VERIFY_ROWS ? 2 * run->place.size
                                                 : run->place.size + run->place.seq;
}

static void
count_looks(struct verify_run *run)
{
    uint64_t rows = 0;
    run->err = check_rows_count(run->txn, run->input->sample, &rows);
    const uint64_t records = audit_log_size(run->txn); /* the rows of the log stand for its keys */
    const uint64_t sample = run->input->sample;
    run->total = rows + (sample > 0 && sample < records ? sample : records);
    (void)verify_run_was_damaged(run);
}

static void
verify_parts(struct verify_run *run)
{
    count_looks(run);
    if (run->input->sample > 0) {
        verify_sample(run);
        return;
    }
    if (run->input->from != NULL) {
        go_on_there(run);
    }
    if (run->err == TNW_OK && run->place.part == VERIFY_LOG) {
        verify_log(run);
        end_log(run);
    }
    if (run->err == TNW_OK) {
        verify_log_ends(run);
        verify_index_compare(run);
    }
}

enum tnw_err
verify_store(const struct verify_input *input, struct verify_result *out)
{
    *out = (struct verify_result){0};
    struct verify_run run = {.input = input, .result = out, .put_table = verify_table_put};
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
