#include "audit/verify/verify_checkpoint.h"

/* The checkpoints, and what the log's key signed last. */
#include <inttypes.h>

#include "audit/seal.h"
#include "store/audit/evidence.h"

static bool
has_root(const struct verify_run *run, const struct checkpoint *checkpoint)
{
    struct hash root = merkle_root(&run->tree);
    return hash_eq(&root, &checkpoint->root);
}

static void
check_signature(struct verify_run *run, const struct checkpoint *checkpoint, const struct note *note)
{
    if (!slice_eq(checkpoint->origin, slice_str(run->input->log->name))) {
        run->result->strangers++;
    } else if (note_verify(note, run->input->log, NULL) != TNW_OK) {
        verify_run_find(run, VERIFY_CHECKPOINT, "checkpoint %" PRIu64 ": is not signed by the log's key",
                        checkpoint->size);
    }
}

/* By the index the newest one with a quorum is found: what it does not name, nobody would be shown. */
static void
check_cosigned(struct verify_run *run, uint64_t size, const struct note *note)
{
    struct slice stated = {0};
    struct buf signers = {0};
    bool stands = evidence_get_cosigned(run->txn, size, &stated);
    seal_put_signers(&signers, note);
    run->err = signers.err;
    bool fits = stands ? slice_eq(stated, buf_slice(&signers)) : note->count <= 1;
    if (run->err == TNW_OK && !fits) {
        verify_run_find(run, VERIFY_CHECKPOINT, "cosigned %" PRIu64 ": does not name who signed that checkpoint", size);
    }
    buf_free(&signers);
}

static void
check_stored(struct verify_run *run, uint64_t size, struct slice bytes)
{
    struct checkpoint checkpoint;
    struct note note;
    run->result->checkpoints++;
    if (note_parse(&note, bytes) != TNW_OK || checkpoint_parse(&checkpoint, note.text) != TNW_OK ||
        checkpoint.size != size) {
        verify_run_find(run, VERIFY_CHECKPOINT, "checkpoint %" PRIu64 ": is none, or one of another size", size);
        return;
    }
    check_signature(run, &checkpoint, &note);
    check_cosigned(run, size, &note);
    if (!has_root(run, &checkpoint)) {
        verify_run_find(run, VERIFY_CHECKPOINT, "checkpoint %" PRIu64 ": its root is not that of the records", size);
    }
    if (size != run->named && run->holes != size) {
        verify_run_find(run, VERIFY_CHECKPOINT, "checkpoint %" PRIu64 ": does not end with a record that names the map",
                        size);
    }
    const struct state_file *state = run->input->state;
    if (size == state->size && slice_eq(checkpoint.origin, buf_slice(&state->origin)) &&
        !slice_eq(note.text, buf_slice(&state->text))) {
        verify_run_find(run, VERIFY_STATE,
                        "state: a checkpoint of %" PRIu64 " records was signed that is not the stored one", size);
    }
}

static void
check_against_state(struct verify_run *run)
{
    struct checkpoint signed_last;
    if (checkpoint_parse(&signed_last, buf_slice(&run->input->state->text)) != TNW_OK || !has_root(run, &signed_last)) {
        verify_run_find(run, VERIFY_STATE,
                        "state: the checkpoint of %" PRIu64 " records that was signed last stands for another log",
                        run->tree.size);
    }
}

void
verify_checkpoint_at(struct verify_run *run, uint64_t size)
{
    struct slice bytes;
    if (run->err != TNW_OK) {
        return;
    }
    if (evidence_get_checkpoint(run->txn, size, &bytes)) {
        check_stored(run, size, bytes);
    } else if (evidence_get_cosigned(run->txn, size, &bytes)) {
        verify_run_find(run, VERIFY_CHECKPOINT, "checkpoint %" PRIu64 ": is missing, and was cosigned", size);
    }
    if (size > 0 && size == run->input->state->size) {
        check_against_state(run);
    }
    (void)verify_run_was_damaged(run);
}

void
verify_checkpoint_end(struct verify_run *run)
{
    uint64_t size = 0;
    struct slice bytes;
    if (run->sealed > 0 && run->sealed <= run->tree.size && !evidence_get_checkpoint(run->txn, run->sealed, &bytes)) {
        verify_run_find(run, VERIFY_CHECKPOINT, "checkpoint %" PRIu64 ": is missing, and the log is sealed up to there",
                        run->sealed);
    }
    if (evidence_last_checkpoint(run->txn, &size, &bytes) && size > run->sealed) {
        verify_run_find(run, VERIFY_CHECKPOINT, "checkpoint %" PRIu64 ": the log is sealed only up to %" PRIu64, size,
                        run->sealed);
    }
    if (verify_run_was_damaged(run)) {
        verify_run_find(run, VERIFY_CHECKPOINT, "checkpoint: there is one whose size cannot be read");
    }
    if (size > run->tree.size || run->sealed > run->tree.size) {
        verify_run_find(run, VERIFY_TAIL,
                        "tail: the log has %" PRIu64 " records and was sealed up to %" PRIu64 ": its end was cut off",
                        run->tree.size, size > run->sealed ? size : run->sealed);
    }
    if (run->input->state->size > run->tree.size) {
        verify_run_find(run, VERIFY_STATE,
                        "state: a checkpoint of %" PRIu64 " records was signed, and the log has %" PRIu64
                        ": this is an older copy of it, or its end was cut off",
                        run->input->state->size, run->tree.size);
    }
}
