/*
 * Random histories of one dossier against a model of the decision, and what must hold whatever the history: an
 * exclusion or a withdrawal never opens anything, nothing goes above the ceiling, a consent that is named covers, who
 * acts for a doctor never gets what the doctor would not, nor who works for the patient's employer what they would not
 * get otherwise.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "property/decide_model.h"

#define HISTORIES 10000
#define QUESTIONS 8 /* after each step: 1 280 000 in all */

static struct asked
some_question(struct history *h)
{
    struct asked a = {.h = h,
                      .actor = history_below(h, ACTORS),
                      .role = history_below(h, ROLE_COUNT),
                      .author = history_chance(h, 10)};
    a.subject = a.role == ROLE_PATIENT && history_chance(h, 70);
    a.deputy = history_below(h, ACTORS);
    a.acting = !a.subject && h->acts_for[a.actor][a.deputy];
    a.q = (struct decide_question){.action = (enum action)history_below(h, ACTION_COUNT),
                                   .category = (enum category)history_below(h, CATEGORY_COUNT),
                                   .purpose = (enum purpose)history_below(h, PURPOSE_COUNT),
                                   .today = h->today};
    if (a.q.action == ACTION_CONFER) {
        a.q.category = CATEGORY_NONE;
    }
    return a;
}

static struct person
person_of(const struct history *h, unsigned of)
{
    struct person person = {.count = of == 2 ? 1 : 2};
    for (unsigned actor = 0, i = 0; actor < ACTORS; actor++) {
        if (model_same_person(actor, of)) {
            person.actors[i++] = history_actor(actor);
            person.roles |= h->holds[actor];
        }
    }
    return person;
}

static struct decision
answer(const struct asked *a)
{
    const struct history *h = a->h;
    const struct decide_deputy deputy = {.person = person_of(h, a->deputy), .function = h->function[a->deputy]};
    const struct decide_facts facts = {.dossier_open = h->open && h->phase == RETENTION_OPEN,
                                       .phase = h->phase,
                                       .actor_active = h->active[a->actor],
                                       .is_subject = a->subject,
                                       .is_participant = h->takes_part[a->actor][a->role],
                                       .is_author = a->author,
                                       .role = (enum role)a->role,
                                       .actor = history_actor(a->actor),
                                       .seat = model_seat(a),
                                       .person = person_of(h, a->actor),
                                       .deputy = a->acting ? &deputy : NULL,
                                       .works_for_employer =
                                           h->employed[a->actor] || (a->acting && h->employed[a->deputy]),
                                       .consents = h->consents,
                                       .consent_count = h->count};
    return decide(&h->policy, &facts, &a->q);
}

static void
check_named_consent(const struct asked *a, const struct decision *d)
{
    bool names = d->reason == REASON_CONSENT || d->reason == REASON_EXCLUDED || d->reason >= REASON_CONSENT_PURPOSE;
    if (!names) {
        assert_true(id_is_zero(&d->consent));
        return;
    }
    const struct consent_terms *t = &a->h->consents[d->consent.bytes[15] - 1];
    assert_true(id_eq(&t->id, &d->consent));
    assert_int_equal(t->exclude, d->reason == REASON_EXCLUDED);
    if (d->reason == REASON_CONSENT) {
        assert_false(t->withdrawn);
        assert_int_equal(model_period(a, t), 0);
        assert_true(model_meant(a, t) && model_in(t->purposes, a->q.purpose));
        assert_true(model_same_thing(a, t->categories, t->actions));
    }
}

static void
decision_is_that_of_the_model_on_every_history(void **state)
{
    (void)state;
    unsigned seen[REASON_COUNT] = {0};
    struct history h;
    for (uint64_t seed = 1; seed <= HISTORIES; seed++) {
        history_begin(&h, seed);
        for (unsigned i = 0; i < STEPS * QUESTIONS; i++) {
            if (i % QUESTIONS == 0) {
                history_step(&h);
            }
            struct asked a = some_question(&h);
            struct decision d = answer(&a);
            assert_int_equal(d.reason, model_decide(&a));
            assert_int_equal(d.permit, d.reason <= REASON_CONSENT);
            assert_true(!d.permit || model_ceiling(&a));
            check_named_consent(&a, &d);
            seen[d.reason]++;
        }
    }
    for (unsigned reason = 0; reason < REASON_COUNT; reason++) {
        assert_true(seen[reason] > 100); /* else the histories are too tame to show anything */
    }
}

static void
exclusion_or_withdrawal_never_opens_anything(void **state)
{
    (void)state;
    struct history h;
    unsigned closed = 0;
    for (uint64_t seed = 1; seed <= HISTORIES; seed++) {
        history_begin(&h, seed + HISTORIES);
        for (unsigned i = 0; i < STEPS; i++) {
            history_step(&h);
        }
        for (unsigned i = 0; i < QUESTIONS; i++) {
            struct asked a = some_question(&h);
            bool before = answer(&a).permit;
            struct history after = h;
            struct asked again = a;
            again.h = &after;
            size_t at = history_below(&h, (unsigned)h.count + 1);
            if (at < h.count && !h.consents[at].exclude) {
                after.consents[at].withdrawn = true;
            } else {
                after.consents[after.count] = history_terms(&after, true);
                after.count++;
            }
            bool permit = answer(&again).permit;
            assert_true(before || !permit);
            closed += before && !permit;
        }
    }
    assert_true(closed > 100);
}

static void
nobody_who_acts_for_somebody_gets_what_they_would_not(void **state)
{
    (void)state;
    struct history h;
    unsigned less = 0;
    unsigned same = 0;
    for (uint64_t seed = 1; seed <= HISTORIES; seed++) {
        history_begin(&h, seed + 2 * HISTORIES);
        for (unsigned i = 0; i < STEPS; i++) {
            history_step(&h);
        }
        for (unsigned i = 0; i < QUESTIONS; i++) {
            struct asked in_person = some_question(&h);
            in_person.acting = false;
            struct asked for_them = in_person;
            for_them.acting = !in_person.subject;
            bool doctor = answer(&in_person).permit;
            bool deputy = answer(&for_them).permit;
            assert_true(doctor || !deputy);
            less += doctor && !deputy;
            same += doctor && deputy;
        }
    }
    assert_true(less > 100 && same > 100);
}

static void
working_for_the_employer_never_opens_anything(void **state)
{
    (void)state;
    struct history h;
    unsigned closed = 0;
    for (uint64_t seed = 1; seed <= HISTORIES; seed++) {
        history_begin(&h, seed + 3 * HISTORIES);
        for (unsigned i = 0; i < STEPS; i++) {
            history_step(&h);
        }
        for (unsigned i = 0; i < QUESTIONS; i++) {
            struct asked a = some_question(&h);
            h.employed[a.actor] = h.employed[a.deputy] = false;
            struct history after = h;
            struct asked again = a;
            again.h = &after;
            after.employed[a.actor] = true;
            bool before = answer(&a).permit;
            bool permit = answer(&again).permit;
            assert_true(before || !permit);
            closed += before && !permit;
        }
    }
    assert_true(closed > 100);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decision_is_that_of_the_model_on_every_history),
        cmocka_unit_test(exclusion_or_withdrawal_never_opens_anything),
        cmocka_unit_test(nobody_who_acts_for_somebody_gets_what_they_would_not),
        cmocka_unit_test(working_for_the_employer_never_opens_anything),
    };
    return cmocka_run_group_tests_name("property/decide", tests, NULL, NULL);
}
