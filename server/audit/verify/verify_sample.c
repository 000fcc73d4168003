#include "audit/verify/verify_sample.h"

#include <inttypes.h>

#include "audit/record_rules.h"
#include "audit/seal.h"
#include "audit/verify/verify_index.h"
#include "store/audit/evidence.h"

/* How many of the newest records are always looked at. */
#define NEWEST 256

static void
look_at_head(struct verify_run *run, const struct record_view *view, const struct hash *leaf)
{
    struct audit_head head = {.counter = 0};
    bool there = !id_is_zero(&view->dossier) && audit_log_get_head(run->txn, &view->dossier, &head);
    bool newest = there && head.counter == view->counter;
    if (verify_run_was_damaged(run) || (!id_is_zero(&view->dossier) && (!there || head.counter < view->counter)) ||
        (newest && !hash_eq(&head.leaf, leaf))) {
        verify_run_find(run, VERIFY_HEAD, "record %" PRIu64 ": the head of its dossier does not know of it", view->seq);
    }
}

static void
look_at_form(struct verify_run *run, uint64_t seq, struct slice record, const struct hash *leaf)
{
    struct record_view view;
    if (record_view_parse(&view, record, seq) != TNW_OK) {
        verify_run_find(run, VERIFY_RECORD,
                        "record %" PRIu64 ": is not in the form of a record, or says to be at another place", seq);
        return;
    }
    const char *broken = record_rules_broken(&view);
    if (broken != NULL) {
        verify_run_find(run, VERIFY_RULE, "record %" PRIu64 ": %s", seq, broken);
    }
    look_at_head(run, &view, leaf);
    if (seq < run->mapped) {
        verify_index_of(run, seq);
    }
}

/* Its leaf gives the root, with the nodes beside it. */
static void
look_at_record(struct verify_run *run, uint64_t seq, const struct hash *root)
{
    struct slice record;
    struct proof proof;
    bool there = audit_log_get(run->txn, seq, &record);
    run->done++;
    run->result->records++;
    if (verify_run_was_damaged(run) || !there) {
        verify_run_find(run, VERIFY_RECORD, "record %" PRIu64 ": is missing, or its nodes are", seq);
        return;
    }
    const struct hash leaf = merkle_leaf(record);
    enum tnw_err err = proof_inclusion(&run->source, seq, run->tail.tree.size, &proof);
    err = err == TNW_OK ? proof_check_inclusion(&proof, &leaf, seq, run->tail.tree.size, root) : err;
    if (verify_run_was_damaged(run) || err != TNW_OK) {
        verify_run_find(run, VERIFY_TREE,
                        "record %" PRIu64 ": with the nodes beside it, it does not give the log's root", seq);
    }
    look_at_form(run, seq, record, &leaf);
}

static void
look_at_checkpoint(struct verify_run *run)
{
    struct checkpoint checkpoint;
    struct slice bytes;
    struct note note;
    struct hash root;
    uint64_t size = 0;
    if (!evidence_last_checkpoint(run->txn, &size, &bytes)) {
        return;
    }
    run->result->checkpoints++;
    bool fits = note_parse(&note, bytes) == TNW_OK && checkpoint_parse(&checkpoint, note.text) == TNW_OK &&
                checkpoint.size == size && size <= run->tail.tree.size &&
                proof_root(&run->source, size, &root) == TNW_OK && hash_eq(&root, &checkpoint.root);
    bool strange = fits && !slice_eq(checkpoint.origin, slice_str(run->input->log->name));
    run->result->strangers += strange ? 1 : 0;
    if (!fits || (!strange && note_verify(&note, run->input->log, NULL) != TNW_OK)) {
        verify_run_find(run, VERIFY_CHECKPOINT,
                        "checkpoint %" PRIu64 ": is not that of the log, or not signed by its key", size);
    }
}

static void
look_at_state(struct verify_run *run)
{
    struct checkpoint signed_last;
    struct hash root;
    const struct state_file *state = run->input->state;
    bool fits = state->size == 0 ||
                (checkpoint_parse(&signed_last, buf_slice(&state->text)) == TNW_OK &&
                 proof_root(&run->source, state->size, &root) == TNW_OK && hash_eq(&root, &signed_last.root));
    if (!fits) {
        verify_run_find(run, VERIFY_STATE,
                        "state: the checkpoint of %" PRIu64
                        " records that was signed last stands for another log, or a newer one",
                        state->size);
    }
}

/* A number that goes with seed and place; in check_rows.c the same for rows. */
static uint64_t
choose_place(uint64_t seed, uint64_t stratum, uint64_t stride)
{
    struct hash_stream stream;
    uint8_t bytes[16];
    bytes_write_be(bytes, seed, 8);
    bytes_write_be(bytes + 8, stratum, 8);
    hash_begin(&stream);
    hash_add(&stream, slice_of(bytes, sizeof bytes));
    struct hash digest = hash_end(&stream);
    struct cursor cur = cursor_of(slice_of(digest.bytes, 8));
    return cursor_u64(&cur) % stride;
}

/* In the snapshot of one size; in many where they are many: what is behind it is of no account. */
static void
look_at_some(struct verify_run *run, const struct hash *root)
{
    const uint64_t size = run->tail.tree.size;
    const uint64_t newest = size < NEWEST ? 0 : size - NEWEST;
    uint64_t stride = newest / run->input->sample;
    stride = stride == 0 ? 1 : stride;
    for (uint64_t at = 0; at < newest && run->err == TNW_OK; at += stride) {
        uint64_t seq = at + choose_place(run->input->seed, at / stride, stride);
        if (seq < newest) {
            look_at_record(run, seq, root);
        }
        (void)verify_run_renew(run);
    }
    for (uint64_t seq = newest; seq < size && run->err == TNW_OK; seq++) {
        look_at_record(run, seq, root);
    }
}

void
verify_sample(struct verify_run *run)
{
    const struct audit_tail *tail = audit_log_tail(run->txn);
    struct hash map;
    if (verify_run_was_damaged(run) || tail == NULL) {
        verify_run_find(run, VERIFY_TAIL, "tail: damaged; no record can be looked at without it");
        return;
    }
    run->tail = *tail;
    run->mapped = evidence_mapped(run->txn, &map);
    if (verify_run_was_damaged(run)) {
        verify_run_find(run, VERIFY_MAP, "mapped: damaged");
    }
    run->filed = evidence_filed(run->txn);
    if (verify_run_was_damaged(run)) {
        verify_run_find(run, VERIFY_INDEX, "filed: damaged");
    }
    look_at_checkpoint(run);
    (void)verify_run_was_damaged(run);
    look_at_state(run);
    (void)verify_run_was_damaged(run);
    const struct hash root = merkle_root(&run->tail.tree);
    look_at_some(run, &root);
}
