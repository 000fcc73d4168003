#include "audit/verify/verify_map.h"

/* The map, built again from the records, against its stored nodes. */
#include <inttypes.h>
#include <stdlib.h>

#include "audit/map.h"
#include "store/audit/evidence.h"

/* The map in the making: nothing is there before, and each node that is put must be there already. */
struct building {
    struct verify_run *run;
    uint64_t nodes;
};

static bool
nothing(void *ctx, struct slice place, struct slice *value)
{
    (void)ctx;
    (void)place;
    *value = slice_of(NULL, 0);
    return false;
}

static void
compare_node(void *ctx, struct slice place, struct slice value)
{
    struct building *building = ctx;
    struct slice stored;
    char prefix[2 * HASH_SIZE + 1];
    building->nodes++;
    if (building->run->err != TNW_OK) {
        return;
    }
    bool found = evidence_map_get(building->run->txn, place, &stored);
    if (verify_run_was_damaged(building->run) || !found || !slice_eq(stored, value)) {
        hex_encode(prefix, place.ptr + 1, place.len - 2);
        verify_run_find(building->run, VERIFY_MAP, "map: the node of depth %u at key %s… is %s", map_place_depth(place),
                        prefix, found ? "not that of the records" : "missing");
    }
}

static void
count_stored(struct verify_run *run, uint64_t expected)
{
    struct slice place = slice_of("", 0);
    struct slice value;
    uint64_t count = 0;
    while (evidence_next_map(run->txn, &place, &value)) {
        count++;
    }
    if (verify_run_was_damaged(run)) {
        verify_run_find(run, VERIFY_MAP, "map: a node has a place that is none");
    } else if (count > expected) {
        verify_run_find(run, VERIFY_MAP, "map: has %" PRIu64 " nodes that no record accounts for", count - expected);
    }
}

static struct map_entry *
list_entries(const struct verify_heads *heads)
{
    struct map_entry *entries = calloc(heads->count + 1, sizeof *entries);
    size_t count = 0;
    for (size_t i = 0; entries != NULL && i < heads->room; i++) {
        const struct verify_head *head = &heads->slots[i];
        if (!id_is_zero(&head->dossier)) {
            entries[count++] =
                (struct map_entry){.key = map_key(&head->dossier), .counter = head->counter, .head = head->leaf};
        }
    }
    (void)map_sort(entries, count); /* each dossier is there once */
    return entries;
}

void
verify_map_compare(struct verify_run *run)
{
    struct building building = {.run = run};
    const struct map_store store = {.get = nothing, .put = compare_node, .ctx = &building};
    struct map_entry *entries = list_entries(&run->heads);
    struct hash root = map_empty();
    enum tnw_err err = entries == NULL ? TNW_E_NO_MEMORY : map_update(&store, &root, entries, run->heads.count);
    free(entries);
    if (err != TNW_OK) {
        run->err = err;
        return;
    }
    if (!hash_eq(&root, &run->map)) {
        verify_run_find(run, VERIFY_MAP, "map: its root is not that of the %" PRIu64 " records that it is made of",
                        run->mapped);
    }
    if (run->err == TNW_OK) {
        count_stored(run, building.nodes);
    }
}

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
