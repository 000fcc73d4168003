/*
 * Random histories of one dossier against a model of the decision, and what must hold whatever the history:
 * an exclusion or a withdrawal never opens anything, nothing goes above the ceiling, a consent that is named covers, who
 * acts for a doctor never gets what the doctor would not, nor who works for the patient's employer what they would not
 * get without.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "property/decide_history.h"

#define HISTORIES 10000
#define QUESTIONS 8 /* after each step: 1 280 000 in all */

/* --- the model: plain words, one sentence a function
 * --------------------------------------------------------------- */

struct asked {
    const struct history *h;
    unsigned actor;
    unsigned role;
    bool subject;
    bool author;
    bool acting;
    unsigned deputy; /* who asks for the actor */
    struct decide_question q;
};

static bool
model_in(code_set set, unsigned member)
{
    return set / (1U << member) % 2 == 1;
}

static bool
model_same_thing(const struct asked *a, code_set categories, code_set actions)
{
    switch (a->q.action) {
    case ACTION_CONFER:
        return model_in(actions, ACTION_CONFER);
    default:
        return model_in(actions, a->q.action) && model_in(categories, a->q.category);
    }
}

static bool
model_same_person(unsigned one, unsigned other)
{
    return one == other || one + other == 1;
}

/* An exclusion is said of the person, and of who asks for them; of a role, to everybody who holds it or acts in it. */
static bool
model_excluded_by(const struct asked *a, const struct consent_terms *t)
{
    bool named = t->role == a->role;
    for (unsigned actor = 0; actor < ACTORS; actor++) {
        struct id id = history_actor(actor);
        bool mine = model_same_person(actor, a->actor) || (a->acting && model_same_person(actor, a->deputy));
        named |= mine && (t->role == ROLE_NONE ? memcmp(&t->actor, &id, sizeof id) == 0
                                               : model_in(a->h->holds[actor], t->role));
    }
    return named;
}

static unsigned
model_seat(const struct asked *a)
{
    unsigned before = 0;
    for (unsigned actor = 0; actor < a->actor; actor++) {
        before += a->h->takes_part[actor][a->role];
    }
    return before;
}

static bool
model_meant(const struct asked *a, const struct consent_terms *t)
{
    struct id me = history_actor(a->actor);
    if (t->exclude) {
        return model_excluded_by(a, t);
    }
    if (t->role == ROLE_NONE) {
        return memcmp(&t->actor, &me, sizeof me) == 0 && (!t->recorded || a->h->takes_part[a->actor][a->role]);
    }
    return t->role == a->role && a->h->takes_part[a->actor][a->role];
}

static int
model_period(const struct asked *a, const struct consent_terms *t)
{
    return a->q.today < t->from ? -1 : a->q.today > t->until ? 1 : 0;
}

static bool
model_ceiling(const struct asked *a)
{
    const struct policy *p = &a->h->policy;
    if (a->role == ROLE_PATIENT && !a->subject) {
        return false;
    }
    return a->q.action == ACTION_READ    ? model_in(p->read_ceiling[a->role], a->q.category)
           : a->q.action == ACTION_WRITE ? model_in(p->write_ceiling[a->role], a->q.category)
                                         : p->confer_ceiling[a->role];
}

static bool
model_law(const struct asked *a)
{
    bool found = false;
    for (size_t i = 0; i < a->h->policy.law_count; i++) {
        const struct policy_law *l = &a->h->policy.law[i];
        bool day = !(a->q.today < l->from || a->q.today > l->until);
        found |= model_in(l->roles, a->role) && model_in(l->purposes, a->q.purpose) && day &&
                 model_same_thing(a, l->categories, l->actions) && model_seat(a) < l->seats;
    }
    return found && a->h->takes_part[a->actor][a->role];
}

/* How many consents are of that kind: the reasons are then a matter of counting. */
static unsigned
model_count(const struct asked *a, bool exclude, bool purpose, bool withdrawn, int period, bool any_period)
{
    unsigned count = 0;
    for (size_t i = 0; i < a->h->count; i++) {
        const struct consent_terms *t = &a->h->consents[i];
        count += t->exclude == exclude && t->withdrawn == withdrawn && model_meant(a, t) &&
                 model_in(t->purposes, a->q.purpose) == purpose && (any_period || model_period(a, t) == period) &&
                 model_same_thing(a, t->categories, t->actions);
    }
    return count;
}

static enum decide_reason
model_consent(const struct asked *a)
{
    if (model_count(a, false, true, false, 0, false) > 0) {
        return REASON_CONSENT;
    }
    if (model_count(a, false, true, true, 0, true) > 0) {
        return REASON_CONSENT_WITHDRAWN;
    }
    if (model_count(a, false, true, false, -1, false) > 0) {
        return REASON_CONSENT_PENDING;
    }
    if (model_count(a, false, true, false, 1, false) > 0) {
        return REASON_CONSENT_EXPIRED;
    }
    return model_count(a, false, false, false, 0, false) > 0 ? REASON_CONSENT_PURPOSE : REASON_NO_CONSENT;
}

static bool
model_function(const struct asked *a)
{
    const struct policy_function *f = &a->h->policy.functions[a->h->function[a->deputy]];
    return !a->acting || (a->q.action == ACTION_READ    ? model_in(f->read, a->q.category)
                          : a->q.action == ACTION_WRITE ? model_in(f->write, a->q.category)
                                                        : f->confer);
}

static bool
model_conflict(const struct asked *a)
{
    const struct policy_conflict *c = &a->h->policy.employer_conflict;
    bool employed = a->h->employed[a->actor] || (a->acting && a->h->employed[a->deputy]);
    bool medical =
        a->q.action == ACTION_CONFER || (a->q.action == ACTION_READ && model_in(c->categories, a->q.category));
    return employed && medical && model_in(c->roles, a->role);
}

/* Only what the patient's own hand gave to that very actor. */
static bool
model_granted_by_name(const struct asked *a)
{
    bool found = false;
    for (size_t i = 0; i < a->h->count; i++) {
        const struct consent_terms *t = &a->h->consents[i];
        found |= !t->exclude && !t->withdrawn && !t->recorded && t->role == ROLE_NONE && model_meant(a, t) &&
                 model_in(t->purposes, a->q.purpose) && model_period(a, t) == 0 &&
                 model_same_thing(a, t->categories, t->actions);
    }
    return found;
}

static enum decide_reason
model_decide(const struct asked *a)
{
    if (!a->h->active[a->actor]) {
        return REASON_ACTOR_INACTIVE;
    }
    if (a->q.action != ACTION_READ && !a->h->open) {
        return REASON_DOSSIER_CLOSED;
    }
    if (!model_ceiling(a)) {
        return REASON_CEILING;
    }
    if (!model_function(a)) {
        return REASON_FUNCTION;
    }
    if (a->subject) {
        return REASON_OWN_DOSSIER;
    }
    bool excluded = model_count(a, true, true, false, 0, false) > 0;
    if (a->author && a->q.action == ACTION_READ && !(a->acting && excluded)) {
        return REASON_AUTHOR;
    }
    if (excluded) {
        return REASON_EXCLUDED;
    }
    if (model_conflict(a)) {
        return model_granted_by_name(a) ? REASON_CONSENT : REASON_EMPLOYER;
    }
    return model_law(a) ? REASON_LAW : model_consent(a);
}

/* --- the question, and the checks
 * ---------------------------------------------------------------------------------- */

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
    const struct decide_facts facts = {.dossier_open = h->open,
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
