#include "audit/verify/verify_log.h"

#include "audit/verify/verify_checkpoint.h"
#include "audit/verify/verify_record.h"
#include "store/audit/evidence.h"

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

void
verify_log_ends(struct verify_run *run)
{
    const struct audit_tail *tail = audit_log_tail(run->txn);
    run->bad = (struct verify_bad){.tail = tail == NULL};
    run->tail = tail == NULL ? (struct audit_tail){.time = 0} : *tail;
    run->sealed = run->mapped = run->filed = run->end = 0;
    if (tail == NULL) {
        (void)verify_run_was_damaged(run);
        return;
    }
    uint64_t stored = count_records(run);
    run->end = stored < run->tail.tree.size ? stored : run->tail.tree.size; /* a spoilt tail can say any number */
    run->sealed = evidence_sealed(run->txn);
    run->bad.sealed = verify_run_was_damaged(run);
    run->mapped = evidence_mapped(run->txn, &run->map);
    run->bad.mapped = verify_run_was_damaged(run);
    run->filed = evidence_filed(run->txn);
    run->bad.filed = verify_run_was_damaged(run);
}

/* Up to where records are read so that the map can be computed as it is stored: each record that names a map of so many
 * records, or of fewer, and none that names a larger one: the sealer writes that before it stores the map. */
static uint64_t
end_of_map(struct verify_run *run)
{
    struct evidence_map_place place;
    uint64_t until = run->mapped;
    bool placed = evidence_map_place(run->txn, &place);
    if (verify_run_was_damaged(run)) {
        placed = false;
    }
    if (placed && place.size > run->mapped) {
        until = place.seq;
    } else if (placed && place.seq >= run->mapped) {
        until = place.seq + 1;
    }
    return until < run->end ? until : run->end;
}

void
verify_log_follow(struct verify_run *run, enum verify_until until)
{
    for (bool fresh = true; fresh && run->err == TNW_OK;) {
        verify_log_ends(run);
        const uint64_t end = until == VERIFY_UNTIL_MAP ? end_of_map(run) : run->end;
        const uint64_t snapshot = run->snapshots;
        while (run->err == TNW_OK && run->tree.size < end) {
            verify_record_next(run);
            verify_checkpoint_at(run, run->tree.size);
            (void)verify_run_renew(run);
        }
        fresh = run->snapshots != snapshot;
    }
}
