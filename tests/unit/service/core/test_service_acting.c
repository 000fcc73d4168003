/* Acting for a doctor: who may, that both stand in the record, and that it ends at the next request with whatever it
 * rests on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "service/core/dispatch.h"
#include "store/inside.h"
#include "store/records/actor.h"
#include "store/records/dossier.h"
#include "store/txn.h"
#include "unit/service/service_world.h"

#define MEDEWERKER STRANGER

/* A medewerker who acts for the adviserend arts of the dossier. */
struct acting {
    struct service_reading s;
    struct id medewerker;
    char doctor[ID_TEXT];
    char own[ID_TEXT];
};

static void
change_actor(struct test_world *w, const struct id *id, void (*change)(struct actor *actor, const void *with),
             const void *with)
{
    struct actor actor;
    struct txn *txn = place_write(w->place);
    assert_true(actor_get(txn, id, &actor));
    change(&actor, with);
    actor.epoch++;
    actor_put(txn, &actor);
    actor_wipe(&actor);
    txn_raise_generation(txn);
    place_commit(txn);
}

static void
act_for(struct actor *actor, const void *with)
{
    actor->facts = ACTOR_FACTS_NONE;
    actor->facts.function = FUNCTION_MULTIDISCIPLINARY;
    actor->facts.acts_for[0] = *(const struct id *)with;
    actor->facts.acts_for_count = with == NULL ? 0 : 1;
}

static void
act_for_nobody(struct actor *actor, const void *with)
{
    (void)with;
    actor->facts.acts_for_count = 0;
}

static void
set_function(struct actor *actor, const void *with)
{
    actor->facts.function = *(const enum function *)with;
}

static void
set_roles(struct actor *actor, const void *with)
{
    actor->roles = *(const code_set *)with;
}

static void
set_disabled(struct actor *actor, const void *with)
{
    actor->disabled = *(const bool *)with;
}

static struct acting
everybody(struct test_world *w)
{
    struct acting a = {.s = service_reading(w)};
    call_free(&a.s.read);
    a.medewerker = service_add_actor(w, MEDEWERKER, CODE_BIT(ROLE_MEDEWERKER), false);
    change_actor(w, &a.medewerker, act_for, &a.s.doctor);
    id_format(a.doctor, ID_ACTOR, &a.s.doctor);
    id_format(a.own, ID_ACTOR, &a.medewerker);
    return a;
}

static struct call *
reading(struct test_world *w, const struct acting *a)
{
    struct call *call = service_call(w, "fragment.read", MEDEWERKER, NULL);
    service_in(call)->path_id[0] = a->s.dossier;
    service_in(call)->path_id[1] = a->s.fragment;
    service_in(call)->for_text = a->doctor;
    return call;
}

static enum tnw_err
read_it(struct test_world *w, const struct acting *a)
{
    struct call *call = reading(w, a);
    enum tnw_err err = service_run(call);
    call_free(&call);
    return err;
}

static void
what_the_doctor_may_read_the_medewerker_reads_and_both_are_recorded(void **state)
{
    struct test_world *w = *state;
    struct acting a = everybody(w);
    assert_int_equal(read_it(w, &a), TNW_OK);
    service_assert_last(w, "decision", "permit");
    service_assert_last(w, "actor", a.own);
    service_assert_last(w, "for", a.doctor);
    service_assert_last(w, "role", "adviserend_arts");
}

static void
without_the_header_nothing_is_theirs(void **state)
{
    struct test_world *w = *state;
    struct acting a = everybody(w);
    struct call *call = reading(w, &a);
    service_in(call)->for_text = NULL;
    assert_int_equal(service_run(call), TNW_E_NOT_FOUND);
    call_free(&call);
    service_assert_last(w, "actor", a.own);
    service_assert_last(w, "for", NULL);
    service_assert_last(w, "role", "medewerker");
}

static void
another_role_than_medewerker_acts_for_nobody(void **state)
{
    struct test_world *w = *state;
    struct acting a = everybody(w);
    struct call *call = reading(w, &a);
    service_in(call)->role_text = "huisarts";
    assert_int_equal(service_run(call), TNW_E_ACTING_ROLE);
    call_free(&call);
    call = service_call(w, "dossier.list", HUISARTS, NULL);
    service_in(call)->for_text = a.doctor;
    assert_int_equal(service_run(call), TNW_E_ROLE_NOT_HELD);
    call_free(&call);
    call = reading(w, &a);
    service_in(call)->role_text = "medewerker";
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
}

static void
only_who_is_named_and_can_be_acted_for(void **state)
{
    struct test_world *w = *state;
    struct acting a = everybody(w);
    struct acting other = a;
    enum function none = FUNCTION_NONE;
    struct id stranger = service_add_actor(w, "66011094353", CODE_BIT(ROLE_HUISARTS), false);
    id_format(other.doctor, ID_ACTOR, &stranger);
    assert_int_equal(read_it(w, &other), TNW_E_ACTING_NOT_ALLOWED);
    (void)snprintf(other.doctor, sizeof other.doctor, "act_00000000000000000000000001");
    assert_int_equal(read_it(w, &other), TNW_E_ACTING_NOT_ALLOWED);
    (void)snprintf(other.doctor, sizeof other.doctor, "dr. Els");
    assert_int_equal(read_it(w, &other), TNW_E_INVALID_HEADER);
    change_actor(w, &a.medewerker, set_function, &none);
    assert_int_equal(read_it(w, &a), TNW_E_ACTING_NOT_ALLOWED);
    service_assert_last(w, "for", NULL);
    change_actor(w, &a.medewerker, act_for, &a.medewerker);
    (void)snprintf(other.doctor, sizeof other.doctor, "%s", a.own);
    assert_int_equal(read_it(w, &other), TNW_E_ACTING_NOT_ALLOWED);
}

/* Each in turn, between the worker's run and the ledger's, too. */
static void
it_ends_with_what_it_rests_on_also_for_a_read_under_way(void **state)
{
    struct test_world *w = *state;
    struct acting a = everybody(w);
    const bool yes = true;
    const bool no = false;
    const code_set two = CODE_BIT(ROLE_ADVISEREND_ARTS) | CODE_BIT(ROLE_HUISARTS);
    const code_set one = CODE_BIT(ROLE_ADVISEREND_ARTS);
    const struct {
        const struct id *actor;
        void (*change)(struct actor *actor, const void *with);
        const void *with;
        void (*undo)(struct actor *actor, const void *with);
        const void *back;
    } ends[] = {{&a.s.doctor, set_disabled, &yes, set_disabled, &no},
                {&a.s.doctor, set_roles, &two, set_roles, &one},
                {&a.medewerker, act_for_nobody, NULL, act_for, &a.s.doctor}};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct call *call = reading(w, &a);
        assert_int_equal(dispatch_begin(call), CALL_SUBMIT);
        change_actor(w, ends[i].actor, ends[i].change, ends[i].with);
        assert_int_equal(service_execute(call), TNW_E_ACTING_NOT_ALLOWED);
        call_free(&call);
        assert_int_equal(read_it(w, &a), TNW_E_ACTING_NOT_ALLOWED);
        change_actor(w, ends[i].actor, ends[i].undo, ends[i].back);
        assert_int_equal(read_it(w, &a), TNW_OK);
    }
}

static void
it_ends_with_the_consent_of_the_doctor(void **state)
{
    struct test_world *w = *state;
    struct acting a = everybody(w);
    struct call *call = reading(w, &a);
    assert_int_equal(dispatch_begin(call), CALL_SUBMIT);
    struct call *withdraw = service_call(w, "consent.withdraw", PATIENT, NULL);
    service_in(withdraw)->path_id[0] = a.s.dossier;
    service_in(withdraw)->path_id[1] = a.s.consent;
    assert_int_equal(service_run(withdraw), TNW_OK);
    call_free(&withdraw);
    assert_int_equal(service_execute(call), TNW_E_CONSENT_REQUIRED);
    call_free(&call);
    service_assert_last(w, "for", a.doctor);
    service_assert_last(w, "decision", "deny");
}

/* The function is admin, which reads process fragments only. */
static void
the_function_bounds_it(void **state)
{
    struct test_world *w = *state;
    struct acting a = everybody(w);
    enum function admin = FUNCTION_ADMIN;
    change_actor(w, &a.medewerker, set_function, &admin);
    assert_int_equal(read_it(w, &a), TNW_E_CONSENT_REQUIRED);
    service_assert_last(w, "ground", "function_ceiling");
}

static void
exclude(struct test_world *w, const struct acting *a, const char *grantee)
{
    char body[256];
    (void)snprintf(body, sizeof body, "{\"effect\":\"exclude\",\"grantee\":{%s}}", grantee);
    struct call *call = service_call(w, "consent.give", PATIENT, body);
    service_in(call)->path_id[0] = a->s.dossier;
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
}

/* The medewerker is a werkgever as well, and that role is excluded. */
static void
an_exclusion_of_the_medewerker_in_any_registration_counts(void **state)
{
    struct test_world *w = *state;
    struct acting a = everybody(w);
    (void)service_add_actor(w, MEDEWERKER, CODE_BIT(ROLE_WERKGEVER), false);
    assert_int_equal(read_it(w, &a), TNW_OK);
    exclude(w, &a, "\"role\":\"werkgever\"");
    assert_int_equal(read_it(w, &a), TNW_E_NOT_FOUND);
    service_assert_last(w, "for", a.doctor);
}

static void
nobody_acts_in_their_own_dossier_nor_in_that_of_the_doctor(void **state)
{
    struct test_world *w = *state;
    struct acting a = everybody(w);
    struct dossier dossier;
    struct txn *txn = place_write(w->place);
    assert_true(dossier_get(txn, &a.s.dossier, &dossier));
    (void)snprintf(dossier.niss, sizeof dossier.niss, "%s", MEDEWERKER);
    dossier_put(txn, &dossier);
    place_commit(txn);
    assert_int_equal(read_it(w, &a), TNW_E_NOT_FOUND);
    txn = place_write(w->place);
    (void)snprintf(dossier.niss, sizeof dossier.niss, "%s", ADVISEREND);
    dossier.patient = a.s.doctor;
    dossier_put(txn, &dossier);
    place_commit(txn);
    dossier_wipe(&dossier);
    assert_int_equal(read_it(w, &a), TNW_E_NOT_FOUND);
}

static void
what_changes_who_has_access_is_done_in_person(void **state)
{
    struct test_world *w = *state;
    struct acting a = everybody(w);
    static const char *const in_person[] = {
        "dossier.open",     "dossier.close", "participant.add", "participant.remove",  "consent.give",
        "consent.withdraw", "thread.start",  "thread.close",    "message.acknowledge", "me.read"};
    for (size_t i = 0; i < sizeof in_person / sizeof in_person[0]; i++) {
        struct call *call = service_call(w, in_person[i], MEDEWERKER, "{}");
        service_in(call)->path_id[0] = a.s.dossier;
        service_in(call)->for_text = a.doctor;
        assert_int_equal(service_run(call), TNW_E_ACTING_NOT_ALLOWED);
        call_free(&call);
    }
}

static struct call *
following_up(struct test_world *w, const struct acting *a, const char *principal)
{
    struct call *call = service_call(w, "fragment.add", MEDEWERKER,
                                     "{\"category\":\"fit_note\",\"content\":{\"from\":\"2026-03-01\",\"until\":\"2026-"
                                     "04-01\",\"hours_per_week\":8}}");
    service_in(call)->path_id[0] = a->s.dossier;
    service_in(call)->for_text = principal;
    service_in(call)->idempotency_key = "one";
    return call;
}

/* fit_note is nothing that the function may write: the refusal is kept for nobody. Then it may. */
static void
a_kept_answer_is_of_the_medewerker_and_the_doctor_together(void **state)
{
    struct test_world *w = *state;
    struct acting a = everybody(w);
    struct id second = service_add_actor(w, "66011094353", CODE_BIT(ROLE_ADVISEREND_ARTS), false);
    char other[ID_TEXT];
    id_format(other, ID_ACTOR, &second);
    struct call *call = following_up(w, &a, a.doctor);
    assert_int_equal(service_run(call), TNW_E_CATEGORY_NOT_FOR_ROLE);
    call_free(&call);
    w->policy.functions[FUNCTION_MULTIDISCIPLINARY].write |= CODE_BIT(CATEGORY_FIT_NOTE);
    w->policy.write_ceiling[ROLE_ADVISEREND_ARTS] |= CODE_BIT(CATEGORY_FIT_NOTE);
    for (int i = 0; i < 2; i++) {
        call = following_up(w, &a, a.doctor);
        assert_int_equal(service_run(call), TNW_OK);
        assert_int_equal(call->reply.status, 201);
        call_free(&call);
    }
    service_assert_last(w, "ground", "replay");
    change_actor(w, &a.medewerker, act_for, &second);
    call = following_up(w, &a, other);
    assert_int_equal(service_run(call), TNW_E_IDEMPOTENCY_MISMATCH);
    call_free(&call);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(what_the_doctor_may_read_the_medewerker_reads_and_both_are_recorded),
        WITH_WORLD(without_the_header_nothing_is_theirs),
        WITH_WORLD(another_role_than_medewerker_acts_for_nobody),
        WITH_WORLD(only_who_is_named_and_can_be_acted_for),
        WITH_WORLD(it_ends_with_what_it_rests_on_also_for_a_read_under_way),
        WITH_WORLD(it_ends_with_the_consent_of_the_doctor),
        WITH_WORLD(the_function_bounds_it),
        WITH_WORLD(an_exclusion_of_the_medewerker_in_any_registration_counts),
        WITH_WORLD(nobody_acts_in_their_own_dossier_nor_in_that_of_the_doctor),
        WITH_WORLD(what_changes_who_has_access_is_done_in_person),
        WITH_WORLD(a_kept_answer_is_of_the_medewerker_and_the_doctor_together),
    };
    return cmocka_run_group_tests_name("service/acting", tests, NULL, NULL);
}
