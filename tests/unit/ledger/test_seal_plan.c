/* Sealing: a checkpoint holds the tree's root and the map of the records before it, and nothing changed is built
 * upon. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/seal.h"
#include "seal_place.h"
#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"
#include "store/inside.h"
#include "store/txn.h"

static const uint64_t all = UINT64_MAX;

static struct slice
origin(void)
{
    return slice_str("seal.test");
}

static struct checkpoint
newest(struct txn *txn, struct note *note)
{
    struct checkpoint checkpoint;
    assert_int_equal(seal_newest(txn, &checkpoint, note), TNW_OK);
    return checkpoint;
}

static enum tnw_err
plan_once(struct seal_place *it, uint64_t max)
{
    struct seal_plan plan;
    struct txn *txn = place_read(it->place);
    enum tnw_err err = seal_plan_make(&plan, txn, origin(), max);
    seal_plan_wipe(&plan);
    txn_abort(&txn);
    return err;
}

static void
newest_checkpoint_is_signed_and_holds_root_and_size(void **state)
{
    struct seal_place *it = *state;
    seal_place_records(it->place, 21);
    seal_place_seal(it->place->store, &it->key, all);
    struct txn *txn = place_read(it->place);
    struct note note;
    struct checkpoint checkpoint = newest(txn, &note);
    struct hash root;
    const struct proof_source source = seal_tree(txn);
    assert_int_equal(checkpoint.size, 22);
    assert_int_equal(evidence_sealed(txn), 22);
    assert_int_equal(proof_root(&source, 22, &root), TNW_OK);
    assert_true(hash_eq(&root, &checkpoint.root));
    assert_int_equal(note_verify(&note, &it->key.public, NULL), TNW_OK);
    struct note_key other = it->key.public;
    other.public_key[0] ^= 1;
    assert_int_equal(note_verify(&note, &other, NULL), TNW_E_CRYPTO);
    txn_abort(&txn);
}

static void
assert_proves(struct txn *txn, const struct hash *map, const struct id *dossier)
{
    const struct map_store store = seal_map(txn);
    const struct hash key = map_key(dossier);
    struct audit_head head;
    struct map_proof proof;
    bool member;
    bool known = audit_log_get_head(txn, dossier, &head);
    assert_int_equal(map_prove(&store, map, &key, &proof), TNW_OK);
    assert_int_equal(map_check(&proof, map, &key, &member), TNW_OK);
    assert_int_equal(member, known);
    if (known) {
        assert_int_equal(proof.leaf.counter, head.counter);
        assert_true(hash_eq(&proof.leaf.head, &head.leaf));
    }
}

static void
map_has_the_newest_record_of_each_dossier_listed_ones_too(void **state)
{
    struct seal_place *it = *state;
    for (size_t round = 0; round < 4; round++) {
        seal_place_records(it->place, 7);
        seal_place_seal(it->place->store, &it->key, all);
        struct txn *txn = place_read(it->place);
        struct note note;
        struct checkpoint checkpoint = newest(txn, &note);
        struct map_root map;
        struct slice record;
        assert_int_equal(seal_map_of(txn, checkpoint.size, &map, &record), TNW_OK);
        assert_int_equal(map.size, checkpoint.size - 1);
        for (uint8_t number = 1; number < 8; number++) {
            const struct id dossier = place_id(number);
            assert_proves(txn, &map.root, &dossier);
        }
        txn_abort(&txn);
    }
}

static void
small_steps_lead_to_the_same_map_as_one_large_one(void **state)
{
    struct seal_place *it = *state;
    struct slice bytes;
    struct map_root map;
    struct seal_plan plan;
    seal_place_records(it->place, 30);
    struct txn *txn = place_read(it->place);
    assert_int_equal(seal_plan_make(&plan, txn, origin(), all), TNW_OK);
    assert_int_equal(plan.next, SEAL_RECORD);
    struct hash wanted = plan.map;
    seal_plan_wipe(&plan);
    txn_abort(&txn);
    seal_place_seal(it->place->store, &it->key, 7);
    txn = place_read(it->place);
    assert_int_equal(seal_map_of(txn, 31, &map, &bytes), TNW_OK);
    assert_int_equal(map.size, 30);
    assert_true(hash_eq(&map.root, &wanted));
    for (uint64_t size = 1; size < 31; size++) { /* a step alone has no checkpoint */
        assert_false(evidence_get_checkpoint(txn, size, &bytes));
    }
    assert_true(evidence_get_checkpoint(txn, 31, &bytes));
    txn_abort(&txn);
}

/* In a snapshot of its own. */
static void
make_plan(struct seal_place *it, struct seal_plan *plan)
{
    struct txn *txn = place_read(it->place);
    assert_int_equal(seal_plan_make(plan, txn, origin(), all), TNW_OK);
    txn_abort(&txn);
}

static void
record_plan(struct seal_place *it, struct seal_plan *plan)
{
    static const uint8_t policy[HASH_SIZE];
    struct txn *txn = place_write(it->place);
    assert_int_equal(plan->next, SEAL_RECORD);
    assert_int_equal(seal_plan_record(plan, txn, policy, 0), TNW_OK);
    assert_int_equal(plan->next, SEAL_SIGN);
    place_commit(txn);
}

static void
plan_holds_while_the_log_grows_and_not_after_another_one(void **state)
{
    struct seal_place *it = *state;
    struct seal_plan plan;
    struct txn *txn = place_read(it->place);
    assert_int_equal(seal_plan_make(&plan, txn, origin(), all), TNW_OK);
    assert_int_equal(plan.next, SEAL_IDLE); /* an empty log has nothing to seal */
    txn_abort(&txn);
    seal_place_records(it->place, 10);
    make_plan(it, &plan);
    seal_place_records(it->place, 10);
    record_plan(it, &plan);
    seal_place_records(it->place, 10);
    struct buf note = {0};
    assert_int_equal(log_key_sign(&it->key, buf_slice(&plan.text), &note), TNW_OK);
    txn = place_write(it->place);
    assert_int_equal(seal_plan_apply(&plan, txn, buf_slice(&note)), TNW_OK);
    assert_int_equal(seal_plan_apply(&plan, txn, buf_slice(&note)), TNW_E_CONFLICT);
    place_commit(txn);
    seal_plan_wipe(&plan);
    buf_free(&note);
    txn = place_read(it->place);
    assert_int_equal(evidence_sealed(txn), 21);
    assert_int_equal(evidence_mapped(txn, NULL), 10); /* the ten that came in between are not in the map yet */
    txn_abort(&txn);
    seal_place_seal(it->place->store, &it->key, all);
    assert_int_equal(plan_once(it, all), TNW_OK);
}

/* What came in between the plan and its record is brought into the map although nothing follows, and then it ends. */
static void
map_catches_up_on_an_idle_log_and_then_stands_still(void **state)
{
    struct seal_place *it = *state;
    struct seal_plan plan;
    seal_place_records(it->place, 10);
    make_plan(it, &plan);
    seal_place_records(it->place, 4);
    record_plan(it, &plan);
    seal_plan_wipe(&plan);
    for (size_t i = 0; i < 3; i++) {
        seal_place_seal(it->place->store, &it->key, all);
        struct txn *txn = place_read(it->place);
        assert_int_equal(audit_log_size(txn), 16);
        assert_int_equal(evidence_sealed(txn), 16);
        assert_int_equal(evidence_mapped(txn, NULL), 15);
        txn_abort(&txn);
    }
}

/* Killed, or without its state file, after the record: the same record is signed later, and no other is made. */
static void
record_that_was_not_signed_is_taken_up_again(void **state)
{
    struct seal_place *it = *state;
    struct seal_plan plan;
    seal_place_records(it->place, 10);
    make_plan(it, &plan);
    record_plan(it, &plan);
    struct hash text = hash_of(buf_slice(&plan.text));
    seal_plan_wipe(&plan);
    seal_place_records(it->place, 3);
    for (size_t i = 0; i < 3; i++) {
        make_plan(it, &plan);
        assert_int_equal(plan.next, SEAL_SIGN);
        struct hash again = hash_of(buf_slice(&plan.text));
        assert_true(hash_eq(&again, &text));
        seal_plan_wipe(&plan);
    }
    seal_place_seal(it->place->store, &it->key, 4);
    struct txn *txn = place_read(it->place);
    struct slice bytes;
    assert_true(evidence_get_checkpoint(txn, 11, &bytes));
    assert_int_equal(evidence_sealed(txn), 15);
    txn_abort(&txn);
}

/* Changes one byte of a value behind the store's back. */
static void
flip(struct seal_place *it, enum space space, struct slice key, size_t from_end)
{
    struct txn *txn = place_write(it->place);
    struct buf copy = {0};
    struct slice value;
    assert_true(txn_get(txn, space, key, &value));
    buf_put_slice(&copy, value);
    copy.ptr[copy.len - 1 - from_end] ^= 1;
    txn_put(txn, space, key, buf_slice(&copy));
    buf_free(&copy);
    place_commit(txn);
}

static void
record_changed_before_it_is_sealed_stops_sealing(void **state)
{
    struct seal_place *it = *state;
    const struct key at = key_of_u64(6);
    seal_place_records(it->place, 9);
    assert_int_equal(plan_once(it, all), TNW_OK);
    flip(it, SPACE_AUDIT, key_slice(&at), 3); /* a digit of its time: still a record */
    assert_int_equal(plan_once(it, all), TNW_E_CORRUPT);
    assert_int_equal(plan_once(it, 6), TNW_OK);
}

static void
changed_opening_of_a_list_stops_sealing(void **state)
{
    struct seal_place *it = *state;
    const struct key at = key_of_u64(4);
    seal_place_records(it->place, 9);
    flip(it, SPACE_AUDIT_LINK, key_slice(&at), 0);
    assert_int_equal(plan_once(it, all), TNW_E_CORRUPT);
}

static void
openings_that_are_cut_off_stop_sealing(void **state)
{
    struct seal_place *it = *state;
    const struct key at = key_of_u64(4);
    struct slice links;
    uint8_t first[AUDIT_LINK_SIZE];
    seal_place_records(it->place, 9);
    struct txn *txn = place_write(it->place);
    assert_true(audit_log_get_links(txn, 4, &links));
    memcpy(first, links.ptr, sizeof first);
    txn_put(txn, SPACE_AUDIT_LINK, key_slice(&at), slice_of(first, sizeof first));
    place_commit(txn);
    assert_int_equal(plan_once(it, all), TNW_E_CORRUPT);
}

static void
changed_map_stops_sealing(void **state)
{
    struct seal_place *it = *state;
    const uint8_t top[3] = {0};
    seal_place_records(it->place, 9);
    seal_place_seal(it->place->store, &it->key, all);
    seal_place_records(it->place, 9);
    flip(it, SPACE_MAP, slice_of(top, sizeof top), 0);
    assert_int_equal(plan_once(it, all), TNW_E_CORRUPT);
}

static void
checkpoint_that_was_taken_away_stops_sealing(void **state)
{
    struct seal_place *it = *state;
    const struct key at = key_of_u64(10);
    seal_place_records(it->place, 9);
    seal_place_seal(it->place->store, &it->key, 4);
    struct txn *txn = place_write(it->place);
    txn_del(txn, SPACE_CHECKPOINT, key_slice(&at));
    place_commit(txn);
    seal_place_records(it->place, 1);
    assert_int_equal(plan_once(it, all), TNW_E_CORRUPT);
}

static void
new_key_makes_the_newest_checkpoint_again_under_its_own_name(void **state)
{
    struct seal_place *it = *state;
    struct log_key fresh;
    char path[SCRATCH_PATH + 16];
    (void)snprintf(path, sizeof path, "%s/fresh", it->place->folder);
    seal_place_key(&fresh, path, "fresh.test");
    seal_place_records(it->place, 9);
    seal_place_seal(it->place->store, &it->key, all);
    seal_place_seal(it->place->store, &fresh, all);
    struct txn *txn = place_read(it->place);
    struct note note;
    struct checkpoint checkpoint = newest(txn, &note);
    assert_int_equal(checkpoint.size, 10);
    assert_int_equal(audit_log_size(txn), 10);
    assert_true(slice_eq(checkpoint.origin, slice_str("fresh.test")));
    assert_int_equal(note_verify(&note, &fresh.public, NULL), TNW_OK);
    txn_abort(&txn);
    log_key_wipe(&fresh);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SEAL_PLACE(newest_checkpoint_is_signed_and_holds_root_and_size),
        WITH_SEAL_PLACE(map_has_the_newest_record_of_each_dossier_listed_ones_too),
        WITH_SEAL_PLACE(small_steps_lead_to_the_same_map_as_one_large_one),
        WITH_SEAL_PLACE(plan_holds_while_the_log_grows_and_not_after_another_one),
        WITH_SEAL_PLACE(map_catches_up_on_an_idle_log_and_then_stands_still),
        WITH_SEAL_PLACE(record_that_was_not_signed_is_taken_up_again),
        WITH_SEAL_PLACE(record_changed_before_it_is_sealed_stops_sealing),
        WITH_SEAL_PLACE(changed_opening_of_a_list_stops_sealing),
        WITH_SEAL_PLACE(openings_that_are_cut_off_stop_sealing),
        WITH_SEAL_PLACE(changed_map_stops_sealing),
        WITH_SEAL_PLACE(checkpoint_that_was_taken_away_stops_sealing),
        WITH_SEAL_PLACE(new_key_makes_the_newest_checkpoint_again_under_its_own_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
