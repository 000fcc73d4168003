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
        hex_encode(prefix, place.ptr + 2, place.len - 2);
        verify_run_find(building->run, VERIFY_MAP, "map: the node of depth %u at key %s… is %s",
                        (unsigned)place.ptr[0] << 8 | place.ptr[1], prefix,
                        found ? "not that of the records" : "missing");
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
    run->map = map_empty();
    enum tnw_err err = entries == NULL ? TNW_E_NO_MEMORY : map_update(&store, &run->map, entries, run->heads.count);
    free(entries);
    if (err != TNW_OK) {
        run->err = err;
    } else if (run->err == TNW_OK) {
        count_stored(run, building.nodes);
    }
}
