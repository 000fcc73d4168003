/* Statistics are made once for a closed quarter, and read the same for ever, by auditors, whatever becomes
 * of a dossier. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/time/quarter.h"
#include "service/statistics/release.h"
#include "service_world.h"
#include "store/inside.h"
#include "store/records/process/statistic.h"

#define DAY INT64_C(86400000)
#define AUDITOR "77060196681"
#define SPRING (4 * 2026 + 1)

static enum tnw_err
commit_here(void *owner, enum tnw_err (*run)(void *ctx, struct txn *txn), void *ctx)
{
    struct test_world *w = owner;
    struct txn *txn;
    assert_int_equal(txn_begin_write(w->place->store, &txn), TNW_OK);
    assert_int_equal(run(ctx, txn), TNW_OK);
    return txn_commit(&txn);
}

static bool
give_up(void *owner)
{
    (void)owner;
    return false;
}

static enum tnw_err
make(struct test_world *w, const char *date, uint32_t quarter, bool (*rest)(void *owner))
{
    day_num day;
    assert_int_equal(date_parse(&day, date), TNW_OK);
    w->now = day * DAY + DAY / 2;
    const struct release_options options = {.world = &w->world, .commit = commit_here, .rest = rest, .owner = w};
    return release_make(&options, quarter);
}

static void
read_as(struct test_world *w, const char *niss, const char *by, const char *quarter, struct buf *reply, int status)
{
    struct call *call = service_call(w, "statistics.read", niss, NULL);
    if (by != NULL) {
        service_set_query(call, "by", by);
    }
    if (quarter != NULL) {
        service_set_query(call, "quarter", quarter);
    }
    assert_int_equal(service_run(call) == TNW_OK, status == 200);
    assert_int_equal(call->reply.status, status);
    buf_put_slice(reply, buf_slice(&call->reply.body));
    call_free(&call);
}

static void
a_quarter_is_released_once_it_is_counted_and_never_again(void **state)
{
    struct test_world *w = *state;
    service_add_actor(w, AUDITOR, CODE_BIT(ROLE_AUDITOR), false);
    struct service_reading people = service_reading(w);
    call_free(&people.read);
    assert_int_equal(make(w, "2026-07-30", SPRING, NULL), TNW_E_CONFLICT);
    assert_int_equal(make(w, "2026-07-31", SPRING, give_up), TNW_E_UNAVAILABLE);
    uint64_t records = service_records(w);
    w->policy.releases_statistics = false;
    assert_int_equal(make(w, "2026-07-31", SPRING, NULL), TNW_E_CONFLICT);
    w->policy.releases_statistics = true;
    assert_int_equal(make(w, "2026-07-31", SPRING, NULL), TNW_OK);
    service_assert_last(w, "action", "statistics.release");
    service_assert_last(w, "ground", "quarter:2026-Q2");
    service_assert_last(w, "origin", "server");
    assert_int_equal(make(w, "2026-07-31", SPRING, NULL), TNW_E_CONFLICT);
    assert_int_equal(make(w, "2026-08-31", SPRING + 1, NULL), TNW_E_CONFLICT);
    assert_int_equal(service_records(w), records + 1);
}

static uint64_t
used(struct test_world *w)
{
    struct store_stats stats;
    assert_int_equal(store_stats(w->place->store, &stats), TNW_OK);
    return stats.engine.used;
}

/* Between two batches others write the same value again and again: were a snapshot open, each would take new pages. */
static bool
write_meanwhile(void *owner)
{
    static uint8_t value[32 * 1024];
    struct test_world *w = owner;
    uint64_t before = 0;
    for (unsigned i = 0; i < 100; i++) {
        struct txn *txn;
        before = i == 20 ? used(w) : before; /* those before took what there is of free pages */
        value[0] = (uint8_t)i;
        assert_int_equal(txn_begin_write(w->place->store, &txn), TNW_OK);
        txn_put(txn, SPACE_META, slice_str("again"), slice_of(value, sizeof value));
        assert_int_equal(txn_commit(&txn), TNW_OK);
    }
    assert_true(used(w) - before < 10 * sizeof value);
    return true;
}

static void
a_pass_keeps_no_pages_for_itself(void **state)
{
    struct test_world *w = *state;
    struct service_reading people = service_reading(w);
    call_free(&people.read);
    assert_int_equal(make(w, "2026-07-31", SPRING, write_meanwhile), TNW_OK);
}

/* Another one made it while this one was counting: its numbers stay, and nobody sees those of this one. */
static bool
make_meanwhile(void *owner)
{
    struct test_world *w = owner;
    struct statistic_release release = {.quarter = SPRING, .made = 7};
    struct txn *txn;
    assert_int_equal(txn_begin_write(w->place->store, &txn), TNW_OK);
    assert_true(statistic_put(txn, &release));
    assert_int_equal(txn_commit(&txn), TNW_OK);
    return true;
}

static void
of_two_who_make_a_quarter_one_releases_it(void **state)
{
    struct test_world *w = *state;
    struct statistic_release release;
    struct service_reading people = service_reading(w);
    call_free(&people.read);
    uint64_t records = service_records(w);
    assert_int_equal(make(w, "2026-07-31", SPRING, make_meanwhile), TNW_E_CONFLICT);
    assert_int_equal(service_records(w), records);
    struct txn *txn = place_read(w->place);
    assert_true(statistic_get(txn, SPRING, &release));
    assert_int_equal(release.made, 7);
    statistic_wipe(&release);
    txn_abort(&txn);
}

static void
what_was_released_stays_whatever_becomes_of_a_dossier(void **state)
{
    struct test_world *w = *state;
    struct buf first = {0};
    struct buf second = {0};
    struct txn *txn;
    service_add_actor(w, AUDITOR, CODE_BIT(ROLE_AUDITOR), false);
    struct service_reading people = service_reading(w);
    call_free(&people.read);
    assert_int_equal(make(w, "2026-07-31", SPRING, NULL), TNW_OK);
    read_as(w, AUDITOR, NULL, NULL, &first, 200);
    assert_int_equal(txn_begin_write(w->place->store, &txn), TNW_OK);
    txn_del(txn, SPACE_DATA_KEY, id_slice(&people.dossier));
    assert_int_equal(txn_commit(&txn), TNW_OK);
    read_as(w, AUDITOR, NULL, "2026-Q2", &second, 200);
    assert_true(slice_eq(buf_slice(&first), buf_slice(&second)));
    /* One that cannot be read any more does not stop the next quarter. */
    assert_int_equal(make(w, "2026-11-01", SPRING + 1, NULL), TNW_OK);
    buf_free(&first);
    buf_free(&second);
}

static void
rows_are_shown_that_tell_exactly_what_is_asked_apart(void **state)
{
    struct test_world *w = *state;
    struct txn *txn;
    struct buf reply = {0};
    struct statistic_row rows[] = {
        {.aspects = {255, 255, 255, 255},
         .figure = FIGURE_STEP,
         .count = 501,
         .done = 400,
         .overdue = -1,
         .median_days = -3},
        {.aspects = {255, 255, 1, 255},
         .figure = FIGURE_STEP,
         .count = 302,
         .done = -1,
         .overdue = 90,
         .median_days = STATISTIC_NO_MEDIAN},
        {.aspects = {255, 255, 254, 255},
         .figure = FIGURE_OUTCOME,
         .code = 4,
         .count = 203,
         .done = -1,
         .overdue = -1,
         .median_days = STATISTIC_NO_MEDIAN},
    };
    struct statistic_release release = {
        .quarter = SPRING, .step_count = 1, .steps = {"m4_contact"}, .row_count = 3, .rows = rows};
    service_add_actor(w, AUDITOR, CODE_BIT(ROLE_AUDITOR), false);
    service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    assert_int_equal(txn_begin_write(w->place->store, &txn), TNW_OK);
    assert_true(statistic_put(txn, &release));
    assert_false(statistic_put(txn, &release));
    assert_int_equal(txn_commit(&txn), TNW_OK);
    read_as(w, AUDITOR, "step,region", NULL, &reply, 200);
    const char *text = buf_text(&reply);
    assert_non_null(strstr(text, "{\"kind\":\"step\",\"code\":\"m4_contact\",\"region\":\"brussel\",\"count\":302,"));
    assert_non_null(strstr(text, "\"count\":302,\"done\":null,\"overdue\":90,\"median\":null}"));
    assert_null(strstr(buf_text(&reply), "501"));
    assert_null(strstr(buf_text(&reply), "203"));
    service_assert_last(w, "action", "statistics.read");
    buf_clear(&reply);
    read_as(w, AUDITOR, "region", NULL, &reply, 200);
    assert_non_null(strstr(buf_text(&reply), "\"code\":\"unfit\",\"region\":\"unknown\",\"count\":203}"));
    buf_clear(&reply);
    read_as(w, AUDITOR, NULL, NULL, &reply, 200);
    assert_non_null(strstr(buf_text(&reply), "\"median\":{\"days\":3,\"side\":\"before\"}"));
    buf_clear(&reply);
    read_as(w, AUDITOR, "zone", NULL, &reply, 400);
    read_as(w, AUDITOR, NULL, "2026-Q5", &reply, 400);
    read_as(w, AUDITOR, NULL, "2026-Q1", &reply, 404);
    read_as(w, HUISARTS, NULL, NULL, &reply, 403);
    buf_free(&reply);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(a_quarter_is_released_once_it_is_counted_and_never_again),
        WITH_WORLD(a_pass_keeps_no_pages_for_itself),
        WITH_WORLD(of_two_who_make_a_quarter_one_releases_it),
        WITH_WORLD(what_was_released_stays_whatever_becomes_of_a_dossier),
        WITH_WORLD(rows_are_shown_that_tell_exactly_what_is_asked_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
