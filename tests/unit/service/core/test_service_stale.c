/* The order of the log is the order of the world: a read that something overtook is run again, and a refusal, like a
 * read, changes nothing but the log. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "service/core/dispatch.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/actor.h"
#include "store/records/dossier.h"
#include "store/txn.h"
#include "unit/service/service_world.h"

static void
everybody(struct test_world *w)
{
    (void)service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    (void)service_add_actor(w, ADVISEREND, CODE_BIT(ROLE_ADVISEREND_ARTS), false);
    (void)service_add_actor(w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
}

static void
run(struct call *call)
{
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
}

static bool
shows_content(const struct call *call)
{
    return memmem(call->reply.body.ptr, call->reply.body.len, "hours_per_week", 14) != NULL;
}

static void
a_read_that_nothing_overtook_is_answered_as_it_was(void **state)
{
    struct test_world *w = *state;
    struct service_reading s = service_reading(w);
    assert_int_equal(dispatch_begin(s.read), CALL_SUBMIT);
    const uint8_t *body = s.read->reply.body.ptr;
    assert_int_equal(service_execute(s.read), TNW_OK);
    assert_ptr_equal(s.read->reply.body.ptr, body);
    assert_true(shows_content(s.read));
    service_assert_last(w, "action", "fragment.read");
    service_assert_last(w, "decision", "permit");
    call_free(&s.read);
}

static struct call *
withdrawing(struct test_world *w, const struct service_reading *s)
{
    struct call *withdraw = service_call(w, "consent.withdraw", PATIENT, NULL);
    service_in(withdraw)->path_id[0] = s->dossier;
    service_in(withdraw)->path_id[1] = s->consent;
    return withdraw;
}

/* A batch that fails is done again, each call on its own: what a call saw in between was never so. */
static void
what_a_failed_batch_showed_is_forgotten(void **state)
{
    struct test_world *w = *state;
    struct service_reading s = service_reading(w);
    struct txn *txn;
    assert_int_equal(dispatch_begin(s.read), CALL_SUBMIT);
    struct call *withdraw = withdrawing(w, &s);
    assert_int_equal(txn_begin_write(w->place->store, &txn), TNW_OK);
    assert_int_equal(dispatch_execute(&withdraw->job, txn), TNW_OK);
    assert_int_equal(dispatch_execute(&s.read->job, txn), TNW_OK);
    assert_int_equal(s.read->found.outcome, TNW_E_CONSENT_REQUIRED);
    txn_abort(&txn);
    (void)service_fragment(w, &s.dossier); /* takes the place in the log that the withdrawal had */
    assert_int_equal(service_execute(s.read), TNW_OK);
    assert_true(shows_content(s.read));
    service_assert_last(w, "decision", "permit");
    call_free(&withdraw);
    call_free(&s.read);
}

static void
a_read_overtaken_by_a_withdrawal_is_refused(void **state)
{
    struct test_world *w = *state;
    struct service_reading s = service_reading(w);
    assert_int_equal(dispatch_begin(s.read), CALL_SUBMIT);
    assert_true(shows_content(s.read));
    run(withdrawing(w, &s));
    assert_int_equal(service_execute(s.read), TNW_E_CONSENT_REQUIRED);
    assert_int_equal(s.read->reply.status, 403);
    assert_false(shows_content(s.read));
    service_assert_last(w, "action", "fragment.read");
    service_assert_last(w, "decision", "deny");
    call_free(&s.read);
}

static void
disable(struct test_world *w, const struct id *actor)
{
    static const char beheerder[] = "88050595403";
    (void)service_add_actor(w, beheerder, CODE_BIT(ROLE_BEHEERDER), false);
    struct call *call = service_call(w, "actor.disable", beheerder, NULL);
    service_in(call)->path_id[0] = *actor;
    run(call);
}

static void
a_read_overtaken_by_the_end_of_a_registration_is_refused(void **state)
{
    struct test_world *w = *state;
    struct service_reading s = service_reading(w);
    assert_int_equal(dispatch_begin(s.read), CALL_SUBMIT);
    disable(w, &s.doctor);
    assert_int_equal(service_execute(s.read), TNW_E_ACTOR_DISABLED);
    assert_false(shows_content(s.read));
    service_assert_last(w, "decision", "deny");
    call_free(&s.read);
}

/* Names stand in the registry, not in the dossier. */
static void
a_read_overtaken_by_a_new_name_shows_it(void **state)
{
    struct test_world *w = *state;
    struct service_reading s = service_reading(w);
    struct call *read = service_call(w, "dossier.read", HUISARTS, NULL);
    service_in(read)->path_id[0] = s.dossier;
    assert_int_equal(dispatch_begin(read), CALL_SUBMIT);
    struct txn *txn = place_write(w->place);
    struct actor actor;
    assert_true(actor_get(txn, &s.doctor, &actor));
    buf_clear(&actor.name);
    buf_put_str(&actor.name, "Renamed");
    actor_put(txn, &actor);
    actor_wipe(&actor);
    txn_raise_generation(txn);
    place_commit(txn);
    assert_int_equal(service_execute(read), TNW_OK);
    assert_non_null(memmem(read->reply.body.ptr, read->reply.body.len, "Renamed", 7));
    call_free(&read);
    call_free(&s.read);
}

static void
a_read_overtaken_by_an_amendment_shows_the_new_version(void **state)
{
    struct test_world *w = *state;
    struct service_reading s = service_reading(w);
    assert_int_equal(dispatch_begin(s.read), CALL_SUBMIT);
    struct call *amend =
        service_call(w, "fragment.amend", HUISARTS,
                     "{\"content\":{\"from\":\"2026-03-01\",\"until\":\"2026-04-01\",\"hours_per_week\":31}}");
    service_in(amend)->path_id[0] = s.dossier;
    service_in(amend)->path_id[1] = s.fragment;
    service_in(amend)->if_match = "\"1\"";
    run(amend);
    assert_int_equal(service_execute(s.read), TNW_OK);
    assert_non_null(memmem(s.read->reply.body.ptr, s.read->reply.body.len, "31", 2));
    assert_string_equal(s.read->reply.etag, "2");
    call_free(&s.read);
}

static void
a_read_overtaken_by_the_end_of_the_consents_last_day_is_refused(void **state)
{
    struct test_world *w = *state;
    struct service_reading s = service_reading(w);
    assert_int_equal(time_parse(&w->now, "2026-06-01T21:59:59.999Z"), TNW_OK);
    assert_int_equal(dispatch_begin(s.read), CALL_SUBMIT);
    assert_true(shows_content(s.read));
    w->now++;
    assert_int_equal(service_execute(s.read), TNW_E_CONSENT_REQUIRED);
    assert_false(shows_content(s.read));
    service_assert_last(w, "time", "2026-06-01T22:00:00.000Z");
    service_assert_last(w, "decision", "deny");
    call_free(&s.read);
}

/* Many writes a second concern other dossiers: they must not make every read run twice. */
static void
a_read_overtaken_by_another_dossiers_change_is_answered_as_it_was(void **state)
{
    struct test_world *w = *state;
    struct service_reading s = service_reading(w);
    assert_int_equal(dispatch_begin(s.read), CALL_SUBMIT);
    const uint8_t *body = s.read->reply.body.ptr;
    struct id other = service_open_dossier(w);
    assert_false(id_eq(&other, &s.dossier));
    assert_int_equal(service_execute(s.read), TNW_OK);
    assert_ptr_equal(s.read->reply.body.ptr, body);
    call_free(&s.read);
}

/* A search costs too much to be done again by the ledger for each change that somebody makes meanwhile. */
static void
an_auditors_read_is_overtaken_only_by_a_change_of_the_registry(void **state)
{
    struct test_world *w = *state;
    struct service_reading s = service_reading(w);
    struct id auditor = service_add_actor(w, STRANGER, CODE_BIT(ROLE_AUDITOR), false);
    struct call *search = service_call(w, "audit.list", STRANGER, NULL);
    assert_int_equal(dispatch_begin(search), CALL_SUBMIT);
    const uint8_t *body = search->reply.body.ptr;
    run(withdrawing(w, &s));
    assert_int_equal(service_execute(search), TNW_OK);
    assert_ptr_equal(search->reply.body.ptr, body);
    call_free(&search);
    search = service_call(w, "audit.list", STRANGER, NULL);
    assert_int_equal(dispatch_begin(search), CALL_SUBMIT);
    disable(w, &auditor);
    assert_int_equal(service_execute(search), TNW_E_ACTOR_DISABLED);
    call_free(&search);
    call_free(&s.read);
}

static void
a_refused_write_leaves_its_record_and_nothing_else(void **state)
{
    struct test_world *w = *state;
    everybody(w);
    struct id dossier = service_open_dossier(w);
    struct txn *txn = place_read(w->place);
    uint64_t generation = txn_generation(txn);
    txn_abort(&txn);
    uint64_t records = service_records(w);
    struct call *call = service_call(w, "fragment.add", ADVISEREND,
                                     "{\"category\":\"fit_note\",\"content\":{\"from\":\"2026-03-01\","
                                     "\"until\":\"2026-04-01\",\"hours_per_week\":8}}");
    service_in(call)->path_id[0] = dossier;
    service_in(call)->idempotency_key = "key";
    assert_int_equal(service_run(call), TNW_E_NOT_FOUND);
    assert_int_equal(call->found.notified.len, 0);
    call_free(&call);
    assert_int_equal(service_records(w), records + 1);
    service_assert_last(w, "decision", "deny");
    txn = place_read(w->place);
    assert_int_equal(txn_generation(txn), generation);
    struct range range;
    struct slice rest;
    struct slice value;
    range_open(&range, txn, SPACE_FRAGMENT_HEAD, slice_str(""), slice_str(""), false);
    assert_false(range_next(&range, &rest, &value));
    range_close(&range);
    range_open(&range, txn, SPACE_IDEMPOTENCY, slice_str(""), slice_str(""), false);
    assert_false(range_next(&range, &rest, &value));
    range_close(&range);
    txn_abort(&txn);
}

/* A batch that is undone runs its calls again, and what was a write may be a refusal then. */
static void
a_write_that_was_undone_and_is_refused_changes_no_epoch(void **state)
{
    struct test_world *w = *state;
    struct service_reading s = service_reading(w);
    struct call *close = service_call(w, "dossier.close", HUISARTS, NULL);
    service_in(close)->path_id[0] = s.dossier;
    assert_int_equal(dispatch_begin(close), CALL_SUBMIT);
    struct txn *txn = place_write(w->place);
    assert_int_equal(dispatch_execute(&close->job, txn), TNW_OK);
    assert_int_equal(close->found.outcome, TNW_OK);
    txn_abort(&txn);
    struct call *other = service_call(w, "dossier.close", PATIENT, NULL);
    service_in(other)->path_id[0] = s.dossier;
    run(other);
    txn = place_read(w->place);
    uint64_t epoch = dossier_epoch(txn, &s.dossier);
    txn_abort(&txn);
    assert_int_equal(service_execute(close), TNW_E_DOSSIER_CLOSED);
    txn = place_read(w->place);
    assert_int_equal(dossier_epoch(txn, &s.dossier), epoch);
    txn_abort(&txn);
    call_free(&close);
    call_free(&s.read);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(a_read_that_nothing_overtook_is_answered_as_it_was),
        WITH_WORLD(a_read_overtaken_by_a_withdrawal_is_refused),
        WITH_WORLD(a_write_that_was_undone_and_is_refused_changes_no_epoch),
        WITH_WORLD(a_read_overtaken_by_the_end_of_a_registration_is_refused),
        WITH_WORLD(a_read_overtaken_by_a_new_name_shows_it),
        WITH_WORLD(a_read_overtaken_by_an_amendment_shows_the_new_version),
        WITH_WORLD(a_read_overtaken_by_the_end_of_the_consents_last_day_is_refused),
        WITH_WORLD(a_read_overtaken_by_another_dossiers_change_is_answered_as_it_was),
        WITH_WORLD(what_a_failed_batch_showed_is_forgotten),
        WITH_WORLD(an_auditors_read_is_overtaken_only_by_a_change_of_the_registry),
        WITH_WORLD(a_refused_write_leaves_its_record_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
