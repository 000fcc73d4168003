/* Who may come in, as whom and in which role: every way to be refused, with its error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "json/json.h"
#include "service/core/dispatch.h"
#include "store/records/actor.h"
#include "store/txn.h"
#include "unit/service/service_world.h"

#define DOCTOR CODE_BIT(ROLE_HUISARTS)
#define SICK CODE_BIT(ROLE_PATIENT)

/* One request by HUISARTS for dossiers, with these headers. */
static enum tnw_err
ask(struct test_world *w, const char *op, const char *role, const char *actor, const char *purpose)
{
    struct call *call = service_call(w, op, HUISARTS, NULL);
    service_in(call)->role_text = role;
    service_in(call)->actor_text = actor;
    service_in(call)->purpose_text = purpose;
    enum tnw_err err = service_run(call);
    call_free(&call);
    return err;
}

static void
who_is_not_registered_is_unknown_and_recorded_as_nobody(void **state)
{
    struct test_world *w = *state;
    (void)service_add_actor(w, STRANGER, DOCTOR, false);
    assert_int_equal(ask(w, "dossier.list", NULL, NULL, NULL), TNW_E_ACTOR_UNKNOWN);
    service_assert_last(w, "actor", NULL);
    service_assert_last(w, "decision", "deny");
}

static void
a_disabled_registration_is_refused_by_name(void **state)
{
    struct test_world *w = *state;
    char text[ID_TEXT];
    struct id id = service_add_actor(w, HUISARTS, DOCTOR, true);
    assert_int_equal(ask(w, "dossier.list", NULL, NULL, NULL), TNW_E_ACTOR_DISABLED);
    assert_int_equal(ask(w, "me.read", NULL, NULL, NULL), TNW_E_ACTOR_DISABLED);
    id_format(text, ID_ACTOR, &id);
    service_assert_last(w, "actor", text);
    (void)service_add_actor(w, HUISARTS, DOCTOR, false);
    assert_int_equal(ask(w, "dossier.list", NULL, NULL, NULL), TNW_OK);
}

static enum tnw_err
ask_again(struct test_world *w, struct caller_memo *memo)
{
    struct call *call = service_call(w, "dossier.list", HUISARTS, NULL);
    service_in(call)->memo = memo;
    enum tnw_err err = service_run(call);
    call_free(&call);
    return err;
}

static void
put_disabled(struct txn *txn, const struct id *id, bool disabled)
{
    struct actor actor;
    assert_true(actor_get(txn, id, &actor));
    actor.disabled = disabled;
    actor.epoch++;
    actor_put(txn, &actor);
    actor_wipe(&actor);
}

static void
set_disabled(struct test_world *w, const struct id *id, bool disabled)
{
    struct txn *txn = place_write(w->place);
    put_disabled(txn, id, disabled);
    place_commit(txn);
}

static void
what_a_connection_knows_of_who_calls_ends_with_the_next_change_of_the_registry(void **state)
{
    struct test_world *w = *state;
    struct caller_memo memo = {.holds = false};
    struct id id = service_add_actor(w, HUISARTS, DOCTOR, false);
    assert_int_equal(ask_again(w, &memo), TNW_OK);
    assert_true(memo.holds);
    memo.found.count = 0; /* it is gone by */
    assert_int_equal(ask_again(w, &memo), TNW_E_ACTOR_DISABLED);
    (void)service_add_actor(w, STRANGER, DOCTOR, false);
    assert_int_equal(ask_again(w, &memo), TNW_OK);
    set_disabled(w, &id, true);
    assert_int_equal(ask_again(w, &memo), TNW_E_ACTOR_DISABLED);
    set_disabled(w, &id, false);
    assert_int_equal(ask_again(w, &memo), TNW_OK);
}

static void
what_a_batch_that_fails_would_have_changed_is_not_known_afterwards(void **state)
{
    struct test_world *w = *state;
    struct caller_memo memo = {.holds = false};
    struct id id = service_add_actor(w, HUISARTS, DOCTOR, false);
    struct call *call = service_call(w, "dossier.list", HUISARTS, NULL);
    service_in(call)->memo = &memo;
    struct txn *txn = place_write(w->place);
    put_disabled(txn, &id, true);
    assert_int_equal(dispatch_execute(&call->job, txn), TNW_OK);
    assert_int_equal(call->found.outcome, TNW_E_ACTOR_DISABLED);
    txn_abort(&txn);
    call_free(&call);
    assert_false(memo.holds);
    txn = place_write(w->place);
    txn_raise_registry(txn); /* what another batch changes has the number that the first one's would have had */
    place_commit(txn);
    assert_int_equal(ask_again(w, &memo), TNW_OK);
}

static void
a_single_role_needs_no_naming(void **state)
{
    struct test_world *w = *state;
    (void)service_add_actor(w, HUISARTS, DOCTOR, false);
    assert_int_equal(ask(w, "dossier.list", NULL, NULL, NULL), TNW_OK);
    service_assert_last(w, "role", "huisarts");
    service_assert_last(w, "purpose", "tnw_traject");
    assert_int_equal(ask(w, "dossier.list", "huisarts", NULL, NULL), TNW_OK);
}

static void
of_several_roles_one_must_be_named(void **state)
{
    struct test_world *w = *state;
    (void)service_add_actor(w, HUISARTS, DOCTOR | SICK, false);
    assert_int_equal(ask(w, "dossier.list", NULL, NULL, NULL), TNW_E_ROLE_REQUIRED);
    assert_int_equal(ask(w, "dossier.list", "patient", NULL, NULL), TNW_OK);
    service_assert_last(w, "role", "patient");
    assert_int_equal(ask(w, "me.read", NULL, NULL, NULL), TNW_OK);
    service_assert_last(w, "role", NULL);
}

static void
a_role_must_exist_be_held_and_be_allowed(void **state)
{
    struct test_world *w = *state;
    (void)service_add_actor(w, HUISARTS, DOCTOR, false);
    assert_int_equal(ask(w, "dossier.list", "doctor", NULL, NULL), TNW_E_INVALID_HEADER);
    assert_int_equal(ask(w, "dossier.list", "", NULL, NULL), TNW_E_INVALID_HEADER);
    assert_int_equal(ask(w, "dossier.list", "patient", NULL, NULL), TNW_E_ROLE_NOT_HELD);
    assert_int_equal(ask(w, "me.read", "patient", NULL, NULL), TNW_E_ROLE_NOT_HELD);
    assert_int_equal(ask(w, "audit.list", NULL, NULL, NULL), TNW_E_ROLE_NOT_ALLOWED);
    assert_int_equal(ask(w, "audit.list", "huisarts", NULL, NULL), TNW_E_ROLE_NOT_ALLOWED);
    service_assert_last(w, "role", "huisarts");
    service_assert_last(w, "decision", "deny");
}

static void
of_several_registrations_with_the_role_one_must_be_named(void **state)
{
    struct test_world *w = *state;
    char first[ID_TEXT];
    char second[ID_TEXT];
    char patient[ID_TEXT];
    char stranger[ID_TEXT];
    struct id id = service_add_actor(w, HUISARTS, DOCTOR, false);
    id_format(first, ID_ACTOR, &id);
    id = service_add_actor(w, HUISARTS, DOCTOR, false);
    id_format(second, ID_ACTOR, &id);
    id = service_add_actor(w, HUISARTS, SICK, false);
    id_format(patient, ID_ACTOR, &id);
    id = service_add_actor(w, STRANGER, DOCTOR, false);
    id_format(stranger, ID_ACTOR, &id);
    assert_int_equal(ask(w, "dossier.list", "huisarts", NULL, NULL), TNW_E_ACTOR_REQUIRED);
    assert_int_equal(ask(w, "dossier.list", "huisarts", second, NULL), TNW_OK);
    service_assert_last(w, "actor", second);
    assert_int_equal(ask(w, "dossier.list", "huisarts", first, NULL), TNW_OK);
    service_assert_last(w, "actor", first);
    assert_int_equal(ask(w, "dossier.list", "patient", NULL, NULL), TNW_OK);
    service_assert_last(w, "actor", patient);
    assert_int_equal(ask(w, "dossier.list", "huisarts", patient, NULL), TNW_E_ROLE_NOT_HELD);
    assert_int_equal(ask(w, "dossier.list", "huisarts", stranger, NULL), TNW_E_ROLE_NOT_HELD);
    assert_int_equal(ask(w, "dossier.list", "huisarts", "act_", NULL), TNW_E_INVALID_HEADER);
}

static void
a_purpose_must_exist(void **state)
{
    struct test_world *w = *state;
    (void)service_add_actor(w, HUISARTS, DOCTOR, false);
    assert_int_equal(ask(w, "dossier.list", NULL, NULL, "curiosity"), TNW_E_INVALID_HEADER);
    assert_int_equal(ask(w, "dossier.list", NULL, NULL, "rit"), TNW_OK);
    service_assert_last(w, "purpose", "rit");
}

static void
who_may_not_call_is_not_told_what_is_wrong_with_the_body(void **state)
{
    struct test_world *w = *state;
    (void)service_add_actor(w, HUISARTS, DOCTOR, false);
    struct call *call = service_call(w, "actor.add", HUISARTS, "{\"nonsense\":1}");
    assert_int_equal(service_run(call), TNW_E_ROLE_NOT_ALLOWED);
    assert_null(memmem(call->reply.body.ptr, call->reply.body.len, "errors", 6));
    call_free(&call);
    call = service_call(w, "actor.add", HUISARTS, "{\"nonsense\"");
    assert_int_equal(service_run(call), TNW_E_ROLE_NOT_ALLOWED);
    json_t *reply;
    assert_int_equal(json_load_strict(&reply, buf_slice(&call->reply.body), NULL), TNW_OK);
    assert_string_equal(json_string_value(json_object_get(reply, "detail")),
                        json_string_value(json_object_get(reply, "title")));
    json_decref(reply);
    call_free(&call);
    (void)service_add_actor(w, STRANGER, CODE_BIT(ROLE_BEHEERDER), false);
    call = service_call(w, "actor.add", STRANGER, "{\"nonsense\"");
    assert_int_equal(service_run(call), TNW_E_INVALID_JSON);
    assert_non_null(memmem(call->reply.body.ptr, call->reply.body.len, "line", 4));
    call_free(&call);
    call = service_call(w, "actor.add", STRANGER, "{\"nonsense\":1}");
    assert_int_equal(service_run(call), TNW_E_INVALID_BODY);
    assert_non_null(memmem(call->reply.body.ptr, call->reply.body.len, "errors", 6));
    call_free(&call);
}

static void
a_role_that_was_taken_away_stops_at_the_next_request(void **state)
{
    struct test_world *w = *state;
    struct actor actor;
    struct id id = service_add_actor(w, HUISARTS, DOCTOR, false);
    assert_int_equal(ask(w, "dossier.list", "huisarts", NULL, NULL), TNW_OK);
    struct txn *txn = place_write(w->place);
    assert_true(actor_get(txn, &id, &actor));
    actor.roles = SICK;
    actor.epoch++;
    actor_put(txn, &actor);
    txn_raise_generation(txn);
    place_commit(txn);
    actor_wipe(&actor);
    assert_int_equal(ask(w, "dossier.list", "huisarts", NULL, NULL), TNW_E_ROLE_NOT_HELD);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(who_is_not_registered_is_unknown_and_recorded_as_nobody),
        WITH_WORLD(a_disabled_registration_is_refused_by_name),
        WITH_WORLD(what_a_connection_knows_of_who_calls_ends_with_the_next_change_of_the_registry),
        WITH_WORLD(what_a_batch_that_fails_would_have_changed_is_not_known_afterwards),
        WITH_WORLD(a_single_role_needs_no_naming),
        WITH_WORLD(of_several_roles_one_must_be_named),
        WITH_WORLD(a_role_must_exist_be_held_and_be_allowed),
        WITH_WORLD(of_several_registrations_with_the_role_one_must_be_named),
        WITH_WORLD(a_purpose_must_exist),
        WITH_WORLD(who_may_not_call_is_not_told_what_is_wrong_with_the_body),
        WITH_WORLD(a_role_that_was_taken_away_stops_at_the_next_request),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
