/* The sealer: what is recorded comes under a signed checkpoint while others write, each size is signed once, and a
 * sealer that cannot go on stops nobody else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/verify/verify.h"
#include "base/limits.h"
#include "ledger/sealer.h"
#include "ledger_job.h"
#include "seal_place.h"
#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"
#include "store/inside.h"
#include "store/txn.h"

#define PATIENCE_MS 20000

/* A job that appends records, as a request does. */
struct recording {
    struct ledger_job job; /* first */
    size_t count;
    struct test_job over; /* its gate opens when it is done */
};

static enum tnw_err
record(struct ledger_job *job, struct txn *txn)
{
    const struct recording *it = (const struct recording *)(void *)job;
    for (size_t i = 0; i < it->count; i++) {
        const struct id dossier = place_id((uint8_t)(1 + i % 50));
        seal_place_record(txn, &dossier, slice_of("", 0));
    }
    return TNW_OK;
}

static void
recorded(struct ledger_job *job, enum tnw_err outcome)
{
    struct recording *it = (struct recording *)(void *)job;
    it->over.outcome = outcome;
    test_job_let_go(&it->over);
}

static void
wait_over(struct test_job *over)
{
    (void)pthread_mutex_lock(&over->lock);
    while (!over->let_go) {
        (void)pthread_cond_wait(&over->moved, &over->lock);
    }
    (void)pthread_mutex_unlock(&over->lock);
}

static void
write_records(struct ledger *ledger, size_t count)
{
    struct recording it = {.job = {.weight = count * 1024, .execute = record, .done = recorded}, .count = count};
    test_job_init(&it.over, 0);
    assert_int_equal(ledger_submit(ledger, &it.job), TNW_OK);
    wait_over(&it.over);
    assert_int_equal(it.over.outcome, TNW_OK);
}

struct house {
    struct seal_place *it;
    struct log log;
    struct clock clock;
    struct ledger *ledger;
    struct sealer *sealer;
};

static void
start(struct house *house, struct seal_place *it)
{
    *house = (struct house){.it = it, .log = {-1}};
    assert_int_equal(ledger_start(&house->ledger, it->place->store, NULL, &house->log, test_job_no_fatal, NULL),
                     TNW_OK);
    static const uint8_t policy[HASH_SIZE];
    house->clock = clock_system();
    const struct sealer_options options = {.store = it->place->store,
                                           .ledger = house->ledger,
                                           .log = &house->log,
                                           .key = &it->key,
                                           .clock = &house->clock,
                                           .policy = policy,
                                           .state = &it->state};
    assert_int_equal(sealer_start(&house->sealer, &options), TNW_OK);
}

static void
stop(struct house *house)
{
    sealer_stop(&house->sealer);
    sealer_stop(&house->sealer); /* once more is fine */
    ledger_free(&house->ledger);
}

static uint64_t
sealed(struct house *house)
{
    struct txn *txn = place_read(house->it->place);
    uint64_t size = evidence_sealed(txn);
    txn_abort(&txn);
    return size;
}

static bool
is_sealed_soon(struct house *house, uint64_t size)
{
    for (int waited = 0; waited < PATIENCE_MS; waited += 20) {
        if (sealed(house) >= size) {
            return true;
        }
        (void)usleep(20000);
    }
    return false;
}

static void
tell(void *ctx, const char *finding)
{
    (void)ctx;
    print_error("%s\n", finding);
}

static void
assert_whole(struct house *house)
{
    struct verify_result result;
    const struct verify_input input = {
        .store = house->it->place->store, .log = &house->it->key.public, .state = &house->it->state, .tell = tell};
    assert_int_equal(verify_store(&input, &result), TNW_OK);
}

static void
what_is_recorded_is_sealed_and_signed_by_itself(void **state)
{
    struct house house;
    start(&house, *state);
    write_records(house.ledger, 30);
    assert_true(is_sealed_soon(&house, 30));
    write_records(house.ledger, 12);
    assert_true(is_sealed_soon(&house, 42));
    stop(&house);
    assert_int_equal(house.it->state.size, sealed(&house));
    assert_whole(&house);
}

static void
last_records_are_sealed_when_it_stops(void **state)
{
    struct house house;
    start(&house, *state);
    write_records(house.ledger, 5);
    stop(&house);
    assert_int_equal(sealed(&house), 6); /* the last one names the map */
    assert_whole(&house);
}

static void
long_backlog_is_sealed_in_steps(void **state)
{
    struct house house;
    struct slice note;
    seal_place_records(((struct seal_place *)*state)->place, LIMIT_SEAL_RECORDS + 300);
    start(&house, *state);
    assert_true(is_sealed_soon(&house, LIMIT_SEAL_RECORDS + 300));
    stop(&house);
    struct txn *txn = place_read(house.it->place);
    assert_true(evidence_get_checkpoint(txn, LIMIT_SEAL_RECORDS + 301, &note));
    txn_abort(&txn);
    assert_whole(&house);
}

static void
idle_log_gets_no_further_checkpoint(void **state)
{
    struct house house;
    uint64_t size = 0;
    struct slice note;
    start(&house, *state);
    write_records(house.ledger, 3);
    assert_true(is_sealed_soon(&house, 3));
    struct ledger_stats before = ledger_stats(house.ledger);
    (void)usleep(2 * LIMIT_SEAL_MS * 1000);
    assert_int_equal(ledger_stats(house.ledger).jobs, before.jobs);
    stop(&house);
    struct txn *txn = place_read(house.it->place);
    assert_true(evidence_next_checkpoint(txn, &size, &note));
    assert_int_equal(size, 4);
    assert_int_equal(audit_log_size(txn), 4);
    assert_false(evidence_next_checkpoint(txn, &size, &note));
    txn_abort(&txn);
}

static void
state_file_that_fails_stops_the_signing_and_nothing_else(void **state)
{
    struct house house;
    struct seal_place *it = *state;
    char blocked[SCRATCH_PATH + 32];
    (void)snprintf(blocked, sizeof blocked, "%s.new", it->state_path);
    assert_int_equal(mkdir(blocked, 0700), 0);
    start(&house, it);
    write_records(house.ledger, 3);
    (void)usleep(2 * LIMIT_SEAL_MS * 1000);
    assert_int_equal(sealed(&house), 0);
    write_records(house.ledger, 3);
    assert_int_equal(rmdir(blocked), 0);
    assert_true(is_sealed_soon(&house, 8));
    stop(&house);
    struct txn *txn = place_read(it->place);
    assert_int_equal(audit_log_size(txn), 8); /* it tried again and again, and recorded that map once */
    txn_abort(&txn);
    assert_whole(&house);
}

static void
other_log_of_a_size_that_was_signed_is_never_signed(void **state)
{
    struct house house;
    struct seal_place *it = *state;
    start(&house, it);
    write_records(house.ledger, 6);
    assert_true(is_sealed_soon(&house, 6));
    stop(&house);
    void *other;
    assert_int_equal(place_set_up(&other), 0);
    struct place *own = it->place;
    it->place = other;
    start(&house, it);
    write_records(house.ledger, 4);
    (void)usleep(2 * LIMIT_SEAL_MS * 1000);
    stop(&house);
    assert_int_equal(sealed(&house), 0);
    assert_int_equal(it->state.size, 7);
    it->place = own;
    (void)place_tear_down(&other);
}

static void
writers_and_sealer_get_along(void **state)
{
    struct house house;
    start(&house, *state);
    for (size_t i = 0; i < 200; i++) {
        write_records(house.ledger, 1 + i % 40);
    }
    stop(&house);
    struct txn *txn = place_read(house.it->place);
    assert_int_equal(evidence_sealed(txn), audit_log_size(txn));
    txn_abort(&txn);
    assert_whole(&house);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SEAL_PLACE(what_is_recorded_is_sealed_and_signed_by_itself),
        WITH_SEAL_PLACE(last_records_are_sealed_when_it_stops),
        WITH_SEAL_PLACE(long_backlog_is_sealed_in_steps),
        WITH_SEAL_PLACE(idle_log_gets_no_further_checkpoint),
        WITH_SEAL_PLACE(state_file_that_fails_stops_the_signing_and_nothing_else),
        WITH_SEAL_PLACE(other_log_of_a_size_that_was_signed_is_never_signed),
        WITH_SEAL_PLACE(writers_and_sealer_get_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
