/* Verification: a log that is whole has no findings, and each way of changing it behind the server's back is found,
 * with the place named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/clock_reset.h"
#include "audit/note/checkpoint.h"
#include "audit/record.h"
#include "audit/verify/verify.h"
#include "seal_place.h"
#include "seal_tamper.h"
#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"
#include "store/records/own/kept_clock.h"

#define RECORDS SEAL_TAMPER_RECORDS
#define STEP 7

struct told {
    char lines[4096];
    size_t len;
};

static void
tell(void *ctx, const char *finding)
{
    struct told *told = ctx;
    told->len += (size_t)snprintf(told->lines + told->len, sizeof told->lines - told->len, "%s\n", finding);
    assert_true(told->len < sizeof told->lines);
}

static enum tnw_err
verify(struct seal_place *it, struct told *told, struct verify_result *result)
{
    const struct verify_input input = {
        .store = it->place->store, .log = &it->key.public, .state = &it->state, .tell = tell, .ctx = told};
    told->len = 0;
    told->lines[0] = 0;
    return verify_store(&input, result);
}

static void
fill(struct seal_place *it)
{
    struct slice note;
    struct note parsed;
    uint64_t size;
    seal_place_fill(it, RECORDS - 2, STEP);
    seal_place_seal(it->place->store, &it->key, UINT64_MAX);
    seal_place_records(it->place, 1);
    struct txn *txn = place_read(it->place);
    assert_true(evidence_last_checkpoint(txn, &size, &note));
    assert_int_equal(note_parse(&parsed, note), TNW_OK);
    assert_int_equal(state_file_advance(&it->state, parsed.text), TNW_OK);
    txn_abort(&txn);
}

static uint64_t
size_of_log(struct seal_place *it)
{
    struct txn *txn = place_read(it->place);
    uint64_t size = audit_log_size(txn);
    txn_abort(&txn);
    return size;
}

static void
whole_log_has_no_findings_at_any_length(void **state)
{
    struct seal_place *it = *state;
    struct told told;
    struct verify_result result;
    for (uint64_t size = 0; size < 40; size = size_of_log(it)) {
        assert_int_equal(verify(it, &told, &result), TNW_OK);
        assert_int_equal(told.len, 0);
        assert_int_equal(result.findings, 0);
        assert_int_equal(result.records, size);
        if (size % 3 == 0) {
            seal_place_seal(it->place->store, &it->key, 4);
        }
        seal_place_records(it->place, 1);
    }
}

static void
what_was_looked_at_is_counted(void **state)
{
    struct seal_place *it = *state;
    struct told told;
    struct verify_result result;
    fill(it);
    assert_int_equal(verify(it, &told, &result), TNW_OK);
    assert_int_equal(result.records, RECORDS);
    assert_int_equal(result.dossiers, 5);
    assert_int_equal(result.checkpoints, 4);
    assert_int_equal(result.strangers, 0);
}

static bool
is_told(const struct told *told, const char *finding)
{
    for (const char *line = told->lines; *line != 0; line = strchr(line, '\n') + 1) {
        if (strncmp(line, finding, strlen(finding)) == 0) {
            return true;
        }
    }
    return false;
}

/* Returns how many of them were not found. */
static size_t
try_tampers(const struct seal_tamper *tampers)
{
    size_t wrong = 0;
    for (const struct seal_tamper *tamper = tampers; tamper->change != NULL; tamper++) {
        void *fresh;
        struct told told;
        struct verify_result result;
        assert_int_equal(seal_place_set_up(&fresh), 0);
        struct seal_place *it = fresh;
        fill(it);
        struct txn *txn = place_write(it->place);
        tamper->change(txn);
        place_commit(txn);
        enum tnw_err err = verify(it, &told, &result);
        if (err != TNW_E_CORRUPT || !is_told(&told, tamper->finding)) {
            print_error("wanted: %s\ntold (%s):\n%s", tamper->finding, tnw_error_info(err)->code, told.lines);
            wrong++;
        }
        (void)seal_place_tear_down(&fresh);
    }
    return wrong;
}

static void
each_change_is_found_and_its_place_named(void **state)
{
    (void)state;
    assert_int_equal(try_tampers(seal_tampers), 0);
    assert_int_equal(try_tampers(seal_tampers_of_map), 0);
}

/* One bad place is not found again in all that rests on it. */
static void
changed_node_and_changed_record_are_told_apart(void **state)
{
    struct seal_place *it = *state;
    struct told told;
    struct verify_result result;
    fill(it);
    struct txn *txn = place_write(it->place);
    seal_tamper_node(txn);
    place_commit(txn);
    assert_int_equal(verify(it, &told, &result), TNW_E_CORRUPT);
    assert_int_equal(result.findings, 1);
    txn = place_write(it->place);
    seal_tamper_node(txn);
    seal_tamper_record(txn);
    place_commit(txn);
    assert_int_equal(verify(it, &told, &result), TNW_E_CORRUPT);
    assert_false(is_told(&told, "node"));
    assert_false(is_told(&told, "checkpoint"));
}

/* Whose hash is not known: what rests on it is not blamed. */
static void
missing_record_is_told_once(void **state)
{
    struct seal_place *it = *state;
    struct told told;
    struct verify_result result;
    fill(it);
    struct txn *txn = place_write(it->place);
    seal_tamper_remove(txn);
    place_commit(txn);
    assert_int_equal(verify(it, &told, &result), TNW_E_CORRUPT);
    assert_false(is_told(&told, "records"));
    assert_false(is_told(&told, "node"));
    assert_false(is_told(&told, "checkpoint 7"));
    assert_false(is_told(&told, "state"));
}

/* Stores a checkpoint of that size which the log's own key signed, with another root. */
static void
forge_checkpoint(struct seal_place *it, uint64_t size)
{
    struct checkpoint checkpoint;
    struct note parsed;
    struct slice stored;
    struct buf text = {0};
    struct buf note = {0};
    struct txn *txn = place_write(it->place);
    assert_true(evidence_get_checkpoint(txn, size, &stored));
    assert_int_equal(note_parse(&parsed, stored), TNW_OK);
    assert_int_equal(checkpoint_parse(&checkpoint, parsed.text), TNW_OK);
    checkpoint.root.bytes[0] ^= 1;
    assert_int_equal(checkpoint_encode(&text, &checkpoint), TNW_OK);
    assert_int_equal(log_key_sign(&it->key, buf_slice(&text), &note), TNW_OK);
    evidence_put_checkpoint(txn, size, buf_slice(&note));
    place_commit(txn);
    buf_free(&text);
    buf_free(&note);
}

static void
checkpoint_that_was_signed_but_does_not_follow_is_found(void **state)
{
    struct seal_place *it = *state;
    struct told told;
    struct verify_result result;
    fill(it);
    forge_checkpoint(it, 14);
    assert_int_equal(verify(it, &told, &result), TNW_E_CORRUPT);
    assert_int_equal(result.findings, 1);
    assert_true(is_told(&told, "checkpoint 14: its root is not that of the records"));
}

static void
index_of_cosigned_checkpoints_that_does_not_name_the_signers_is_found(void **state)
{
    struct seal_place *it = *state;
    struct told told;
    struct verify_result result;
    fill(it);
    struct txn *txn = place_write(it->place);
    evidence_put_cosigned(txn, 14, slice_str("12345678"));
    place_commit(txn);
    assert_int_equal(verify(it, &told, &result), TNW_E_CORRUPT);
    assert_int_equal(result.findings, 1);
    assert_true(is_told(&told, "cosigned 14: does not name who signed that checkpoint"));
}

/* The same log as the one that was signed up to record 19, and then another one. */
static void
state_of_another_log_is_found(void **state)
{
    struct seal_place *it = *state;
    struct told told;
    struct verify_result result;
    struct buf text = {0};
    const struct checkpoint other = {.origin = slice_str("seal.test"), .size = 20, .root = {{7}}};
    seal_place_records(it->place, RECORDS);
    seal_place_seal(it->place->store, &it->key, STEP);
    assert_int_equal(checkpoint_encode(&text, &other), TNW_OK);
    assert_int_equal(state_file_advance(&it->state, buf_slice(&text)), TNW_OK);
    buf_free(&text);
    assert_int_equal(verify(it, &told, &result), TNW_E_CORRUPT);
    assert_int_equal(result.findings, 1);
    assert_true(is_told(&told, "state: the checkpoint of 20 records that was signed last stands for another log"));
}

static void
log_of_another_key_and_another_state_are_found(void **state)
{
    struct seal_place *it = *state;
    struct told told;
    struct verify_result result;
    fill(it);
    it->key.public.public_key[3] ^= 1;
    assert_int_equal(verify(it, &told, &result), TNW_E_CORRUPT);
    assert_true(is_told(&told, "checkpoint 7: is not signed by the log's key"));
    it->key.public.public_key[3] ^= 1;
    it->state.text.ptr[it->state.text.len - 10] = it->state.text.ptr[it->state.text.len - 10] == 'A' ? 'B' : 'A';
    assert_int_equal(verify(it, &told, &result), TNW_E_CORRUPT);
    assert_true(is_told(&told, "state: a checkpoint of 23 records was signed that is not the stored one"));
}

/* Of the server itself, at a time that may lie before that of the last record. back: what is kept of where that was. */
static void
append_at(struct seal_place *it, const char *action, const char *ground, time_ms time, uint64_t back)
{
    static const uint8_t policy[HASH_SIZE];
    const struct audit_record record = {
        .request = place_id(202),
        .role = ROLE_NONE,
        .origin = "local",
        .action = action,
        .object = "",
        .purpose = PURPOSE_NONE,
        .decision = "permit",
        .ground = slice_str(ground),
        .status = 200,
        .policy = policy,
        .resets_clock = true,
    };
    struct txn *txn = place_write(it->place);
    audit_record_append(txn, &record, time);
    kept_clock_put(txn, &(struct kept_clock){.back = back});
    place_commit(txn);
}

static void
time_goes_back_only_in_a_record_that_says_so(void **state)
{
    static const time_ms before = 1772445600000; /* of the records of a seal_place */
    static const struct {
        const char *action;
        time_ms from; /* as the ground says, from before and from the record's own time */
        time_ms to;
        uint64_t back;
        const char *finding; /* NULL: none */
    } rows[] = {
        {CLOCK_RESET_ACTION, 0, 0, 3, NULL},
        {"actor.read", 0, 0, 0, "record 2: is older than the one in front of it"},
        {CLOCK_RESET_ACTION, -1, 0, 0, "record 2: is older than the one in front of it"},
        {CLOCK_RESET_ACTION, 0, 1, 0, "record 2: is older than the one in front of it"},
        {CLOCK_RESET_ACTION, 0, 0, 0, "clock: time went back last before record 3, and it says 0"},
        {CLOCK_RESET_ACTION, 0, 0, 2, "clock: time went back last before record 3, and it says 2"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct told told;
        struct verify_result result;
        char ground[CLOCK_RESET_GROUND];
        void *fresh;
        assert_int_equal(seal_place_set_up(&fresh), 0);
        struct seal_place *it = fresh;
        seal_place_records(it->place, 2);
        clock_reset_ground(ground, before + rows[i].from, before - 86400000 + rows[i].to);
        append_at(it, rows[i].action, ground, before - 86400000, rows[i].back);
        append_at(it, "actor.read", "participant", before - 86400000, rows[i].back);
        const char *finding = rows[i].finding;
        assert_int_equal(verify(it, &told, &result), finding == NULL ? TNW_OK : TNW_E_CORRUPT);
        assert_int_equal(result.findings, finding == NULL ? 0 : 1);
        assert_true(finding == NULL || is_told(&told, finding));
        (void)seal_place_tear_down(&fresh);
    }
    (void)state;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SEAL_PLACE(whole_log_has_no_findings_at_any_length),
        WITH_SEAL_PLACE(what_was_looked_at_is_counted),
        cmocka_unit_test(each_change_is_found_and_its_place_named),
        cmocka_unit_test(time_goes_back_only_in_a_record_that_says_so),
        WITH_SEAL_PLACE(changed_node_and_changed_record_are_told_apart),
        WITH_SEAL_PLACE(missing_record_is_told_once),
        WITH_SEAL_PLACE(checkpoint_that_was_signed_but_does_not_follow_is_found),
        WITH_SEAL_PLACE(index_of_cosigned_checkpoints_that_does_not_name_the_signers_is_found),
        WITH_SEAL_PLACE(state_of_another_log_is_found),
        WITH_SEAL_PLACE(log_of_another_key_and_another_state_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
