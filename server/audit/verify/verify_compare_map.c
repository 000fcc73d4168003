#include <inttypes.h>
#include <string.h>

#include "audit/verify/verify_compare.h"
#include "audit/verify/verify_log.h"
#include "store/audit/evidence.h"
#include "store/layout.h"

/* Stored nodes, and those that the records make, in many snapshots: each node as both were at one moment. */
struct comparing {
    struct verify_run *run;
    bool root_told;
    uint64_t strangers; /* nodes that no record accounts for */
    struct buf unseen;  /* what was not met among the stored ones: key (32) ‖ depth (1) */
};

/* Reads on until the map of the records can be that which the snapshot has. false: it cannot. */
static bool
stand_at_map(struct comparing *it)
{
    struct verify_run *run = it->run;
    struct hash root;
    verify_log_follow(run, VERIFY_UNTIL_MAP);
    if (run->err != TNW_OK || run->bad.tail || run->bad.mapped || run->tree.size < run->mapped) {
        return false;
    }
    run->err = map_follow_root(&run->follow, run->mapped, &root);
    if (run->err == TNW_OK && !it->root_told && !hash_eq(&root, &run->map)) {
        it->root_told = true;
        verify_run_find(run, VERIFY_MAP, "map: its root is not that of the %" PRIu64 " records that it is made of",
                        run->mapped);
    }
    return run->err == TNW_OK;
}

static void
find_node(struct verify_run *run, struct slice place, const char *wrong)
{
    char prefix[2 * HASH_SIZE + 1];
    hex_encode(prefix, place.ptr + 1, place.len - 2);
    verify_run_find(run, VERIFY_MAP, "map: the node of depth %u at key %s… is %s", map_place_depth(place), prefix,
                    wrong);
}

static void
look_at_stored(struct comparing *it, struct slice place, struct slice stored)
{
    uint8_t value[MAP_VALUE_MAX];
    struct slice node;
    if (!map_follow_see(&it->run->follow, place, value, &node)) {
        it->strangers++;
    } else if (!slice_eq(node, stored)) {
        find_node(it->run, place, "not that of the records");
    }
}

/* Copies the key of the next one, which is to outlive its snapshot. */
static bool
next_stored(struct comparing *it, uint8_t last[KEY_MAX], size_t *len)
{
    struct slice place = slice_of(last, *len);
    struct slice value;
    bool found = evidence_next_map(it->run->txn, &place, &value);
    if (found) {
        *len = place.len < KEY_MAX ? place.len : KEY_MAX;
        memcpy(last, place.ptr, *len);
        look_at_stored(it, place, value);
    }
    return found;
}

static void
look_at_all_stored(struct comparing *it)
{
    uint8_t last[KEY_MAX];
    size_t len = 0;
    for (bool more = stand_at_map(it); more;) {
        more =
            next_stored(it, last, &len) && (!verify_run_renew(it->run) || stand_at_map(it)) && it->run->err == TNW_OK;
    }
    if (verify_run_was_damaged(it->run)) {
        verify_run_find(it->run, VERIFY_MAP, "map: a node has a place that is none");
    }
    if (it->strangers > 0) {
        verify_run_find(it->run, VERIFY_MAP, "map: has %" PRIu64 " nodes that no record accounts for", it->strangers);
    }
}

static bool
note_unseen(void *ctx, const struct hash *key, unsigned depth)
{
    struct buf *unseen = ctx;
    buf_put_slice(unseen, hash_slice(key));
    buf_put_u8(unseen, (uint8_t)depth);
    return unseen->err == TNW_OK;
}

/* One that was not met: it came meanwhile, or it is missing. */
static void
look_for_node(struct comparing *it, const struct hash *key, unsigned depth)
{
    struct verify_run *run = it->run;
    uint8_t value[MAP_VALUE_MAX];
    uint8_t bytes[MAP_PLACE_MAX];
    struct slice node;
    struct slice stored;
    const struct slice place = map_place(bytes, key, depth);
    bool found = evidence_map_get(run->txn, place, &stored);
    bool fits = found && map_follow_see(&run->follow, place, value, &node) && slice_eq(node, stored);
    if (verify_run_was_damaged(run) || !fits) {
        find_node(run, place, found ? "not that of the records" : "missing");
    }
}

static void
look_for_unseen(struct comparing *it)
{
    map_follow_unseen(&it->run->follow, note_unseen, &it->unseen);
    if (it->unseen.err != TNW_OK) {
        it->run->err = it->unseen.err;
        return;
    }
    struct cursor cur = cursor_of(buf_slice(&it->unseen));
    while (cur.left > 0) {
        struct hash key;
        uint64_t snapshot = it->run->snapshots;
        cursor_bytes(&cur, key.bytes, HASH_SIZE);
        look_for_node(it, &key, cursor_u8(&cur));
        (void)verify_run_renew(it->run);
        if (it->run->err != TNW_OK || (it->run->snapshots != snapshot && !stand_at_map(it))) {
            return;
        }
    }
}

void
verify_compare_map(struct verify_run *run)
{
    struct comparing it = {.run = run};
    look_at_all_stored(&it);
    if (stand_at_map(&it)) {
        look_for_unseen(&it);
    }
    buf_free(&it.unseen);
}
