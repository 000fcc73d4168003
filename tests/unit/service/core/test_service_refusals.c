/* Refusals that tell nothing of anybody: the first ones have a record each, the others are counted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/origin.h"
#include "base/limits.h"
#include "ledger/ledger_run.h"
#include "service/budget/refusals.h"
#include "unit/service/service_world.h"

struct scene {
    struct test_world *w;
    struct ledger *ledger;
    struct refusals *refusals;
};

static void
no_end(void *ctx, enum tnw_err err)
{
    (void)ctx;
    fail_msg("the ledger ended: %s", tnw_error_info(err)->code);
}

static int
set_up(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_int_equal(service_set_up((void **)&scene->w), 0);
    assert_int_equal(refusals_new(&scene->refusals, 2), TNW_OK);
    assert_int_equal(ledger_start(&scene->ledger, scene->w->world.store, NULL, &scene->w->log, no_end, NULL), TNW_OK);
    scene->w->world.refusals = scene->refusals;
    *state = scene;
    return 0;
}

static int
tear_down(void **state)
{
    struct scene *scene = *state;
    ledger_free(&scene->ledger);
    refusals_free(&scene->refusals);
    (void)service_tear_down((void **)&scene->w);
    free(scene);
    return 0;
}

static struct peer
peer_of(int person)
{
    struct peer peer = {.origin = "192.0.2.7"};
    peer.identity_index = hash_of(slice_of(&person, sizeof person));
    return peer;
}

/* Reports all, and waits until the ledger has written it. */
static void
report_all(struct scene *scene)
{
    refusals_report(&scene->w->world, scene->ledger, true);
    assert_int_equal(ledger_run(scene->ledger, 0, NULL, NULL), TNW_OK);
}

static void
the_first_ones_are_recorded_and_the_rest_is_one_record(void **state)
{
    struct scene *scene = *state;
    struct peer peer = peer_of(1);
    uint64_t before = service_records(scene->w);
    assert_false(refusals_take(scene->refusals, &peer, 0));
    assert_false(refusals_take(scene->refusals, &peer, 0));
    assert_true(refusals_take(scene->refusals, &peer, 0));
    refusals_count(scene->refusals, &peer, 60000);
    report_all(scene);
    assert_int_equal(service_records(scene->w), before + 1);
    service_assert_last(scene->w, "action", "refusals.count");
    service_assert_last(scene->w, "ground", "counted:2 since:1970-01-01T00:00:00.000Z");
    char origin[ORIGIN_TEXT];
    origin_pseudonym(origin, scene->w->place->keyring, "192.0.2.7");
    service_assert_last(scene->w, "origin", origin);
    service_assert_last(scene->w, "decision", "deny");
    assert_int_equal(refusals_counted(scene->refusals), 2);
    report_all(scene);
    assert_int_equal(service_records(scene->w), before + 1);
}

static void
before_the_minute_is_over_nothing_is_told(void **state)
{
    struct scene *scene = *state;
    struct peer peer = peer_of(1);
    uint64_t before = service_records(scene->w);
    refusals_count(scene->refusals, &peer, 0);
    refusals_report(&scene->w->world, scene->ledger, false);
    assert_int_equal(ledger_run(scene->ledger, 0, NULL, NULL), TNW_OK);
    assert_int_equal(service_records(scene->w), before);
}

/* A flood of persons is bounded in memory and in records; those without a place are counted as nobody's. */
static void
many_persons_share_what_is_left(void **state)
{
    struct scene *scene = *state;
    int persons = 3 * (int)LIMIT_REFUSAL_TALLIES;
    uint64_t before = service_records(scene->w);
    for (int i = 0; i < persons; i++) {
        struct peer peer = peer_of(i);
        refusals_count(scene->refusals, &peer, 0);
    }
    report_all(scene);
    assert_true(service_records(scene->w) <= before + LIMIT_REFUSAL_TALLIES + 1);
    assert_int_equal(refusals_counted(scene->refusals), persons);
}

/* A ledger that takes nothing any more loses no count. */
static void
what_cannot_be_written_is_kept(void **state)
{
    struct scene *scene = *state;
    struct peer peer = peer_of(1);
    uint64_t before = service_records(scene->w);
    refusals_count(scene->refusals, &peer, 0);
    ledger_stop(scene->ledger);
    refusals_report(&scene->w->world, scene->ledger, true);
    ledger_free(&scene->ledger);
    assert_int_equal(ledger_start(&scene->ledger, scene->w->world.store, NULL, &scene->w->log, no_end, NULL), TNW_OK);
    report_all(scene);
    assert_int_equal(service_records(scene->w), before + 1);
    service_assert_last(scene->w, "ground", "counted:1 since:1970-01-01T00:00:00.000Z");
}

/* The dispatcher: what names a dossier, or an object, always has its record. */
static void
what_names_somebody_is_never_counted(void **state)
{
    struct scene *scene = *state;
    struct test_world *w = scene->w;
    (void)service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    uint64_t before = service_records(w);
    for (int i = 0; i < 5; i++) {
        struct call *call = service_call(w, "actor.read", HUISARTS, NULL);
        service_in(call)->path_id[0].bytes[0] = 1;
        assert_int_equal(service_run(call), TNW_E_NOT_FOUND);
        call_free(&call);
    }
    assert_int_equal(service_records(w), before + 5);
    for (int i = 0; i < 5; i++) {
        struct call *call = service_call(w, "audit.list", HUISARTS, NULL);
        assert_int_equal(service_run(call), TNW_E_ROLE_NOT_ALLOWED);
        call_free(&call);
    }
    assert_int_equal(service_records(w), before + 7);
}

int
main(void)
{
#define WITH_SCENE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_SCENE(the_first_ones_are_recorded_and_the_rest_is_one_record),
        WITH_SCENE(before_the_minute_is_over_nothing_is_told),
        WITH_SCENE(many_persons_share_what_is_left),
        WITH_SCENE(what_cannot_be_written_is_kept),
        WITH_SCENE(what_names_somebody_is_never_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
