/* The look before anything is served: a store that is not the one that was signed is refused, an older copy above
 * all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/note/checkpoint.h"
#include "audit/seal.h"
#include "audit/verify/check.h"
#include "seal_place.h"
#include "store/inside.h"
#include "store/txn.h"

static enum tnw_err
check(struct seal_place *it, char where[CHECK_WHERE])
{
    struct txn *txn = place_read(it->place);
    enum tnw_err err = check_store(txn, &it->key.public, &it->state, where);
    txn_abort(&txn);
    assert_true(err == TNW_OK || where[0] != 0);
    return err;
}

/* Notes down that the newest checkpoint was signed, as the sealer does beforehand. */
static void
note_signed(struct seal_place *it)
{
    struct checkpoint checkpoint;
    struct note note;
    struct txn *txn = place_read(it->place);
    assert_int_equal(seal_newest(txn, &checkpoint, &note), TNW_OK);
    assert_int_equal(state_file_advance(&it->state, note.text), TNW_OK);
    txn_abort(&txn);
}

static void
seal(struct seal_place *it)
{
    seal_place_seal(it->place->store, &it->key, 8);
    note_signed(it);
}

static void
store_that_was_signed_passes(void **state)
{
    struct seal_place *it = *state;
    char where[CHECK_WHERE];
    assert_int_equal(check(it, where), TNW_OK);
    seal_place_records(it->place, 19);
    assert_int_equal(check(it, where), TNW_OK);
    seal(it);
    assert_int_equal(check(it, where), TNW_OK);
    seal_place_records(it->place, 2);
    assert_int_equal(check(it, where), TNW_OK);
}

/* A crash between the signature and its commit. */
static void
signed_checkpoint_that_was_not_stored_yet_passes(void **state)
{
    struct seal_place *it = *state;
    static const uint8_t policy[HASH_SIZE];
    char where[CHECK_WHERE];
    struct seal_plan plan;
    seal_place_records(it->place, 19);
    struct txn *txn = place_read(it->place);
    assert_int_equal(seal_plan_make(&plan, txn, slice_str("seal.test"), 100), TNW_OK);
    txn_abort(&txn);
    txn = place_write(it->place);
    assert_int_equal(seal_plan_record(&plan, txn, policy, 0), TNW_OK);
    place_commit(txn);
    assert_int_equal(state_file_advance(&it->state, buf_slice(&plan.text)), TNW_OK);
    seal_plan_wipe(&plan);
    assert_int_equal(check(it, where), TNW_OK);
    seal(it);
}

/* The same log as the place's, but with so many records only, or with others in it. */
static void
check_copy(struct seal_place *it, size_t count, size_t others, const char *why)
{
    char where[CHECK_WHERE];
    void *other;
    const struct id dossier = place_id(77);
    assert_int_equal(place_set_up(&other), 0);
    seal_place_records(other, count);
    seal_place_seal(((struct place *)other)->store, &it->key, 8);
    if (others > 0) {
        struct txn *txn = place_write(other);
        for (size_t i = 0; i < others; i++) {
            seal_place_record(txn, &dossier, slice_of("", 0));
        }
        place_commit(txn);
    }
    seal_place_seal(((struct place *)other)->store, &it->key, 8);
    struct place *own = it->place;
    it->place = other;
    enum tnw_err err = check(it, where);
    it->place = own;
    (void)place_tear_down(&other);
    assert_int_equal(err, why == NULL ? TNW_OK : TNW_E_CORRUPT);
    assert_true(why == NULL || strstr(where, why) != NULL);
}

static void
older_copy_is_refused(void **state)
{
    struct seal_place *it = *state;
    seal_place_records(it->place, 19);
    seal(it);
    check_copy(it, 19, 0, NULL);
    check_copy(it, 18, 0, "has signed a checkpoint of 20 records and the store holds 19: it is an older copy");
    check_copy(it, 0, 0, "the store holds 0");
}

static void
older_copy_that_grew_again_is_refused(void **state)
{
    struct seal_place *it = *state;
    seal_place_records(it->place, 19);
    seal(it);
    check_copy(it, 16, 3, "has signed another log of 20 records");
    check_copy(it, 16, 9, "has signed another log of 20 records");
    check_copy(it, 19, 9, NULL);
}

static void
flip(struct seal_place *it, enum space space, struct slice key, size_t at)
{
    struct txn *txn = place_write(it->place);
    struct slice value;
    struct buf copy = {0};
    assert_true(txn_get(txn, space, key, &value));
    buf_put_slice(&copy, value);
    copy.ptr[at] = copy.ptr[at] == 'A' ? 'B' : 'A';
    txn_put(txn, space, key, buf_slice(&copy));
    buf_free(&copy);
    place_commit(txn);
}

static void
assert_refused_after_flip(struct seal_place *it, enum space space, struct slice key, size_t at, const char *why)
{
    char where[CHECK_WHERE];
    seal_place_records(it->place, 19);
    seal(it);
    assert_int_equal(check(it, where), TNW_OK);
    flip(it, space, key, at);
    assert_int_equal(check(it, where), TNW_E_CORRUPT);
    if (strstr(where, why) == NULL) {
        fail_msg("%s", where);
    }
}

static void
changed_root_in_the_checkpoint_is_refused(void **state)
{
    const struct key key = key_of_u64(20);
    assert_refused_after_flip(*state, SPACE_CHECKPOINT, key_slice(&key), 20, "is not the one that its checkpoint");
}

static void
changed_signature_is_refused(void **state)
{
    const struct key key = key_of_u64(20);
    /* origin, size, root, blank line, dash and name, and into the base64 */
    size_t at = 10 + 3 + 45 + 1 + 4 + 10 + 20;
    assert_refused_after_flip(*state, SPACE_CHECKPOINT, key_slice(&key), at, "is not signed by the log's key");
}

static void
changed_node_below_the_root_is_refused(void **state)
{
    const struct key key = key_of_u64(15); /* its value begins with the nodes of levels 1 to 4 */
    assert_refused_after_flip(*state, SPACE_AUDIT, key_slice(&key), 3 * HASH_SIZE,
                              "does not end in what its tail says");
}

static void
changed_top_of_the_map_is_refused(void **state)
{
    assert_refused_after_flip(*state, SPACE_MAP, slice_of("\0\0\0", 3), 5, "the map of dossiers is not that");
}

static void
checkpoint_that_was_taken_away_is_refused(void **state)
{
    struct seal_place *it = *state;
    char where[CHECK_WHERE];
    const struct key key = key_of_u64(20);
    seal_place_records(it->place, 19);
    seal(it);
    struct txn *txn = place_write(it->place);
    txn_del(txn, SPACE_CHECKPOINT, key_slice(&key));
    place_commit(txn);
    assert_int_equal(check(it, where), TNW_E_CORRUPT);
    assert_non_null(strstr(where, "not the newest that there was"));
}

/* Another root. */
static void
other_text_of_a_size_that_was_signed_is_refused(void **state)
{
    struct seal_place *it = *state;
    char where[CHECK_WHERE];
    seal_place_records(it->place, 19);
    seal(it);
    uint8_t *digit = &it->state.text.ptr[it->state.text.len - 10];
    *digit = *digit == 'A' ? 'B' : 'A';
    assert_int_equal(check(it, where), TNW_E_CORRUPT);
    assert_non_null(strstr(where, "has signed another log of 20 records"));
}

static void
fresh_key_takes_a_store_over(void **state)
{
    struct seal_place *it = *state;
    char where[CHECK_WHERE];
    char path[SCRATCH_PATH + 16];
    seal_place_records(it->place, 19);
    seal(it);
    log_key_wipe(&it->key);
    state_file_wipe(&it->state);
    (void)snprintf(path, sizeof path, "%s/fresh", it->place->folder);
    seal_place_key(&it->key, path, "fresh.test");
    (void)snprintf(path, sizeof path, "%s/state", it->place->folder);
    assert_int_equal(state_file_create(path, slice_str("fresh.test")), TNW_OK);
    assert_int_equal(state_file_load(&it->state, path, slice_str("fresh.test"), where), TNW_OK);
    assert_int_equal(check(it, where), TNW_OK);
    seal(it);
    assert_int_equal(check(it, where), TNW_OK);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SEAL_PLACE(store_that_was_signed_passes),
        WITH_SEAL_PLACE(signed_checkpoint_that_was_not_stored_yet_passes),
        WITH_SEAL_PLACE(older_copy_is_refused),
        WITH_SEAL_PLACE(older_copy_that_grew_again_is_refused),
        WITH_SEAL_PLACE(changed_root_in_the_checkpoint_is_refused),
        WITH_SEAL_PLACE(changed_signature_is_refused),
        WITH_SEAL_PLACE(changed_node_below_the_root_is_refused),
        WITH_SEAL_PLACE(changed_top_of_the_map_is_refused),
        WITH_SEAL_PLACE(checkpoint_that_was_taken_away_is_refused),
        WITH_SEAL_PLACE(other_text_of_a_size_that_was_signed_is_refused),
        WITH_SEAL_PLACE(fresh_key_takes_a_store_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
