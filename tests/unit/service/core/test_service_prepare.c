/* What the worker prepares: all that the body alone decides, told only where it was told before, and good for more than
 * one run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "service/core/dispatch.h"
#include "service/operations.h"
#include "store/records/fragment.h"
#include "unit/service/service_world.h"

#define GOOD "{\"until\":\"2026-04-01\",\"from\":\"2026-03-01\",\"hours_per_week\":8}"
#define CANONICAL "{\"from\":\"2026-03-01\",\"hours_per_week\":8,\"until\":\"2026-04-01\"}"
#define UPSIDE_DOWN "{\"until\":\"2026-02-01\",\"from\":\"2026-03-01\",\"hours_per_week\":8}"
#define NOT_OF_SCHEMA "{\"from\":\"2026-03-01\",\"until\":\"2026-04-01\",\"hours_per_week\":\"eight\"}"
#define ADD(content) "{\"category\":\"fit_note\",\"content\":" content "}"
#define AMEND(content) "{\"content\":" content "}"

static struct id
house(struct test_world *w)
{
    (void)service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    (void)service_add_actor(w, ADVISEREND, CODE_BIT(ROLE_ADVISEREND_ARTS), false);
    (void)service_add_actor(w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
    return service_open_dossier(w);
}

static struct call *
adding(struct test_world *w, const struct id *dossier, const char *body)
{
    struct call *call = service_call(w, "fragment.add", HUISARTS, body);
    service_in(call)->path_id[0] = *dossier;
    return call;
}

static struct call *
amending(struct test_world *w, const struct id *dossier, const struct id *fragment, const char *body)
{
    struct call *call = service_call(w, "fragment.amend", HUISARTS, body);
    service_in(call)->path_id[0] = *dossier;
    service_in(call)->path_id[1] = *fragment;
    service_in(call)->if_match = "\"1\"";
    return call;
}

static bool
reply_has(const struct call *call, const char *text)
{
    return memmem(call->reply.body.ptr, call->reply.body.len, text, strlen(text)) != NULL;
}

static void
assert_stored(struct test_world *w, const struct id *dossier, const struct id *fragment, uint32_t number)
{
    struct fragment_head head;
    struct fragment version;
    struct txn *txn = place_read(w->place);
    assert_true(fragment_get_head(txn, dossier, fragment, &head));
    assert_int_equal(head.latest, number);
    assert_true(fragment_get(txn, &head, number, &version));
    assert_true(slice_eq(buf_slice(&version.content), slice_str(CANONICAL)));
    fragment_wipe(&version);
    txn_abort(&txn);
}

/* Taken from it between the worker's part and the ledger's: a look into them would be a crash. */
static void
the_ledger_needs_neither_schemas_nor_the_body(void **state)
{
    struct test_world *w = *state;
    struct id dossier = house(w);
    struct call *call = adding(w, &dossier, ADD(GOOD));
    assert_int_equal(dispatch_begin(call), CALL_SUBMIT);
    json_decref(call->ready.body);
    call->ready.body = NULL;
    w->world.schemas = NULL;
    assert_int_equal(service_execute(call), TNW_OK);
    w->world.schemas = w->schemas;
    struct id fragment = service_reply_id(call, ID_FRAGMENT);
    assert_stored(w, &dossier, &fragment, 1);
    call_free(&call);
    call = amending(w, &dossier, &fragment, AMEND(GOOD));
    assert_int_equal(dispatch_begin(call), CALL_SUBMIT);
    json_decref(call->ready.body);
    call->ready.body = NULL;
    w->world.schemas = NULL;
    assert_int_equal(service_execute(call), TNW_OK);
    w->world.schemas = w->schemas;
    assert_stored(w, &dossier, &fragment, 2);
    call_free(&call);
}

static void
what_is_wrong_with_content_is_told_to_who_may_write_only(void **state)
{
    struct test_world *w = *state;
    struct id dossier = house(w);
    static const char *const bad[] = {ADD(UPSIDE_DOWN), ADD(NOT_OF_SCHEMA),
                                      "{\"category\":\"arbeidspotentieel\",\"content\":" GOOD "}"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct call *call = adding(w, &dossier, bad[i]);
        assert_int_equal(service_run(call), i == 2 ? TNW_E_CATEGORY_NOT_FOR_ROLE : TNW_E_INVALID_BODY);
        assert_int_equal(reply_has(call, "\"/content"), i < 2);
        call_free(&call);
        call = service_call(w, "fragment.add", ADVISEREND, bad[i]); /* does not even see the dossier */
        service_in(call)->path_id[0] = dossier;
        assert_int_equal(service_run(call), TNW_E_NOT_FOUND);
        assert_false(reply_has(call, "errors") || reply_has(call, "content"));
        call_free(&call);
    }
}

/* Made and amended within one batch: no snapshot shows its category yet. */
static void
an_amendment_of_what_no_snapshot_shows_is_held_against_its_category_too(void **state)
{
    struct test_world *w = *state;
    struct id dossier = house(w);
    static const char *const bodies[] = {AMEND(UPSIDE_DOWN), AMEND(NOT_OF_SCHEMA), AMEND(GOOD)};
    struct call *add = adding(w, &dossier, ADD(GOOD));
    assert_int_equal(dispatch_begin(add), CALL_SUBMIT);
    struct txn *txn = place_write(w->place);
    assert_int_equal(dispatch_execute(&add->job, txn), TNW_OK);
    struct id fragment = service_reply_id(add, ID_FRAGMENT);
    for (size_t i = 0; i < 3; i++) {
        struct call *call = amending(w, &dossier, &fragment, bodies[i]);
        assert_int_equal(dispatch_begin(call), CALL_SUBMIT);
        assert_int_equal(dispatch_execute(&call->job, txn), TNW_OK);
        assert_int_equal(call->found.outcome, i < 2 ? TNW_E_INVALID_BODY : TNW_OK);
        assert_int_equal(reply_has(call, "\"/content"), i < 2);
        call_free(&call);
    }
    place_commit(txn);
    assert_stored(w, &dossier, &fragment, 2);
    call_free(&add);
}

/* A batch that is undone runs its calls again. */
/* A body that costs something to read: blanks enough, and what is wrong with it at their end. */
static const char *
large_body(void)
{
    static char body[LIMIT_BODY_CHEAP + 256];
    (void)snprintf(body, sizeof body, "{\"category\":\"fit_note\",%*s\"content\":%s", (int)LIMIT_BODY_CHEAP, "",
                   GOOD "}");
    return body;
}

static void
what_a_stranger_sends_is_not_read(void **state)
{
    struct test_world *w = *state;
    struct id dossier = house(w);
    struct call *call = service_call(w, "fragment.add", STRANGER, large_body());
    service_in(call)->path_id[0] = dossier;
    assert_int_equal(dispatch_begin(call), CALL_SUBMIT);
    assert_false(call->ready.done);
    assert_int_equal(service_execute(call), TNW_E_ACTOR_UNKNOWN);
    call_free(&call);
}

/* Registered between the worker's look and the ledger's turn. */
static void
who_is_no_stranger_any_more_is_served(void **state)
{
    struct test_world *w = *state;
    struct id dossier = house(w);
    struct call *call = service_call(w, "fragment.add", STRANGER, large_body());
    service_in(call)->path_id[0] = dossier;
    assert_int_equal(dispatch_begin(call), CALL_SUBMIT);
    (void)service_add_actor(w, STRANGER, CODE_BIT(ROLE_HUISARTS), false);
    assert_int_equal(service_execute(call), TNW_E_NOT_FOUND); /* of a dossier in which they take no part */
    assert_true(call->ready.done);
    call_free(&call);
}

static void
what_was_prepared_is_good_for_another_run(void **state)
{
    struct test_world *w = *state;
    struct id dossier = house(w);
    struct call *call = adding(w, &dossier, ADD(GOOD));
    assert_int_equal(dispatch_begin(call), CALL_SUBMIT);
    struct txn *txn = place_write(w->place);
    assert_int_equal(dispatch_execute(&call->job, txn), TNW_OK);
    txn_abort(&txn);
    assert_int_equal(service_execute(call), TNW_OK);
    struct id fragment = service_reply_id(call, ID_FRAGMENT);
    assert_stored(w, &dossier, &fragment, 1);
    call_free(&call);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(the_ledger_needs_neither_schemas_nor_the_body),
        WITH_WORLD(what_is_wrong_with_content_is_told_to_who_may_write_only),
        WITH_WORLD(an_amendment_of_what_no_snapshot_shows_is_held_against_its_category_too),
        WITH_WORLD(what_a_stranger_sends_is_not_read),
        WITH_WORLD(who_is_no_stranger_any_more_is_served),
        WITH_WORLD(what_was_prepared_is_good_for_another_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
