#include "audit/verify/verify_map.h"

#include <inttypes.h>

#include "store/audit/evidence.h"

/* Whether something was found already that makes another map. */
static bool
is_upset(const struct verify_run *run)
{
    return run->told[VERIFY_RECORD] + run->told[VERIFY_TREE] + run->told[VERIFY_LINK] + run->told[VERIFY_LISTED] > 0;
}

void
verify_map_named(struct verify_run *run, const struct record_view *view)
{
    struct hash root;
    uint64_t before = run->named;
    run->named = view->seq + 1;
    run->named_size = view->map.size;
    if (view->map.size > view->seq || view->map.size < before) {
        verify_run_find(run, VERIFY_MAP,
                        "record %" PRIu64 ": names a map of %" PRIu64 " records, where one of %" PRIu64 " to %" PRIu64
                        " belongs",
                        view->seq, view->map.size, before, view->seq);
        return;
    }
    enum tnw_err err = map_follow_root(&run->follow, view->map.size, &root);
    if (err != TNW_OK) {
        run->err = err;
    } else if (!hash_eq(&root, &view->map.root) && !is_upset(run)) {
        verify_run_find(run, VERIFY_MAP,
                        "record %" PRIu64 ": names a map that is not that of the first %" PRIu64 " records", view->seq,
                        view->map.size);
    }
}

void
verify_map_end(struct verify_run *run)
{
    struct evidence_map_place place;
    bool placed = evidence_map_place(run->txn, &place);
    if (verify_run_was_damaged(run)) {
        verify_run_find(run, VERIFY_MAP, "map_place: damaged");
    } else if (run->holes == 0 &&
               ((placed ? place.seq + 1 : 0) != run->named || (placed && place.size != run->named_size))) {
        verify_run_find(run, VERIFY_MAP, "map_place: is not the newest record that names a map");
    } else if (placed && place.seq >= run->sealed && run->mapped >= place.size) {
        verify_run_find(run, VERIFY_CHECKPOINT,
                        "checkpoint %" PRIu64 ": is the newest, and the map is of %" PRIu64
                        " records already: one behind it was taken away",
                        run->sealed, run->mapped);
    }
    if (run->mapped > run->tree.size) {
        verify_run_find(run, VERIFY_TAIL, "tail: the log has %" PRIu64 " records and the map is of %" PRIu64,
                        run->tree.size, run->mapped);
    }
}
