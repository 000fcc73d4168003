/* Why, and which consent would change it: random cases with our policy, held against the decision itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/explain.h"
#include "rules/policy_load.h"

#define TODAY 20784
#define CONSENTS 6
#define CASES 200000

struct random_case {
    struct consent_terms consents[CONSENTS + 1];
    struct decide_facts facts;
    struct decide_question ask;
};

static uint64_t seed = 20261127;

static unsigned
below(unsigned bound)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(seed >> 33) % bound;
}

static code_set
some_of(unsigned count, unsigned percent)
{
    code_set set = 0;
    for (unsigned i = 0; i < count; i++) {
        set |= below(100) < percent ? CODE_BIT(i) : 0;
    }
    return set;
}

static struct id
actor_of(unsigned number)
{
    return (struct id){.bytes = {[15] = (uint8_t)(number + 1)}};
}

static struct consent_terms
some_terms(unsigned number, bool exclude)
{
    return (struct consent_terms){
        .id = {.bytes = {[0] = 9, [15] = (uint8_t)(number + 1)}},
        .exclude = exclude,
        .withdrawn = below(4) == 0,
        .recorded = !exclude && below(4) == 0,
        .role = below(2) == 0 ? ROLE_NONE : (enum role)below(ROLE_COUNT),
        .actor = actor_of(below(2)),
        .categories = some_of(CATEGORY_COUNT, 50),
        .actions = some_of(ACTION_COUNT, 60),
        .purposes = some_of(PURPOSE_COUNT, 60),
        .from = TODAY - 2 + (day_num)below(4),
        .until = TODAY - 2 + (day_num)below(5),
    };
}

static void
make_case(struct random_case *c, unsigned exclude_percent)
{
    enum role role = (enum role)below(ROLE_COUNT);
    enum retention_phase phase = below(3) == 0 ? (enum retention_phase)below(RETENTION_OVER + 1) : RETENTION_OPEN;
    *c = (struct random_case){.facts = {.dossier_open = phase == RETENTION_OPEN && below(8) != 0,
                                        .phase = phase,
                                        .actor_active = below(8) != 0,
                                        .is_subject = role == ROLE_PATIENT,
                                        .is_participant = below(4) != 0,
                                        .seat = below(3),
                                        .role = role,
                                        .actor = actor_of(0),
                                        .works_for_employer = below(6) == 0,
                                        .consent_count = below(CONSENTS + 1)}};
    c->facts.person = (struct person){.count = 1, .actors = {actor_of(0)}, .roles = CODE_BIT(role)};
    for (unsigned i = 0; i < c->facts.consent_count; i++) {
        c->consents[i] = some_terms(i, below(100) < exclude_percent);
    }
    c->facts.consents = c->consents;
    c->ask = (struct decide_question){.action = (enum action)below(ACTION_COUNT),
                                      .category = (enum category)below(CATEGORY_COUNT),
                                      .purpose = (enum purpose)below(PURPOSE_COUNT),
                                      .today = TODAY};
    c->ask.category = c->ask.action == ACTION_CONFER ? CATEGORY_NONE : c->ask.category;
}

static bool
permits_with(const struct policy *policy, const struct random_case *c, const struct consent_terms *grant)
{
    struct random_case with = *c;
    with.facts.consents = with.consents;
    with.consents[with.facts.consent_count] = *grant;
    with.consents[with.facts.consent_count++].id = (struct id){.bytes = {7}};
    return decide(policy, &with.facts, &with.ask).permit;
}

static void
what_the_patient_is_told_is_the_decision(void **state)
{
    unsigned helped = 0;
    for (unsigned i = 0; i < CASES; i++) {
        struct random_case c;
        make_case(&c, 30);
        struct decision real = decide(*state, &c.facts, &c.ask);
        struct explanation why = explain(*state, &c.facts, &c.ask, EXPLAIN_TO_PATIENT);
        assert_int_equal(why.decision.permit, real.permit);
        assert_int_equal(why.decision.reason, real.reason);
        assert_true(id_eq(&why.decision.consent, &real.consent));
        const struct consent_terms everything = {.role = ROLE_NONE,
                                                 .actor = c.facts.actor,
                                                 .categories = TERMS_EVERYTHING,
                                                 .actions = TERMS_EVERYTHING,
                                                 .purposes = TERMS_EVERYTHING,
                                                 .from = TODAY,
                                                 .until = TODAY};
        if (why.consent_helps) {
            assert_true(permits_with(*state, &c, &why.proposal));
            helped++;
        } else if (!real.permit) {
            assert_false(permits_with(*state, &c, &everything)); /* no consent lifts it */
        }
    }
    assert_true(helped > CASES / 20);
}

static void
an_exclusion_reads_like_no_consent_to_whom_it_is_about(void **state)
{
    unsigned excluded = 0;
    for (unsigned i = 0; i < CASES; i++) {
        struct random_case c;
        make_case(&c, 0);
        if (decide(*state, &c.facts, &c.ask).permit) {
            c.facts.consent_count = 0;
        }
        struct explanation before = explain(*state, &c.facts, &c.ask, EXPLAIN_TO_THEMSELF);
        if (before.decision.permit) {
            continue; /* the law, their own dossier: what is shut off then is a no that was a yes */
        }
        c.consents[c.facts.consent_count++] = (struct consent_terms){.id = {.bytes = {3}},
                                                                     .exclude = true,
                                                                     .role = ROLE_NONE,
                                                                     .actor = c.facts.actor,
                                                                     .categories = TERMS_EVERYTHING,
                                                                     .actions = TERMS_EVERYTHING,
                                                                     .purposes = TERMS_EVERYTHING,
                                                                     .from = INT32_MIN,
                                                                     .until = INT32_MAX};
        struct explanation after = explain(*state, &c.facts, &c.ask, EXPLAIN_TO_THEMSELF);
        excluded += decide(*state, &c.facts, &c.ask).reason == REASON_EXCLUDED;
        assert_int_equal(after.decision.reason, before.decision.reason);
        assert_true(id_eq(&after.decision.consent, &before.decision.consent));
        assert_true(after.some == before.some);
        assert_int_equal(after.consent_helps, before.consent_helps);
        assert_memory_equal(&after.proposal, &before.proposal, sizeof after.proposal);
    }
    assert_true(excluded > CASES / 20);
}

static void
bulk_says_what_each_question_would(void **state)
{
    for (unsigned i = 0; i < CASES / 100; i++) {
        struct random_case c;
        make_case(&c, 20);
        struct explain_sight sight = explain_sight(*state, &c.facts, c.ask.purpose, TODAY);
        for (unsigned category = 0; category < CATEGORY_COUNT; category++) {
            c.ask.category = (enum category)category;
            c.ask.action = ACTION_READ;
            assert_int_equal((sight.read & CODE_BIT(category)) != 0, decide(*state, &c.facts, &c.ask).permit);
            c.ask.action = ACTION_WRITE;
            assert_int_equal((sight.write & CODE_BIT(category)) != 0, decide(*state, &c.facts, &c.ask).permit);
        }
    }
}

static int
load_policy(void **state)
{
    struct policy *policy = calloc(1, sizeof *policy);
    static char text[65536];
    char where[256];
    FILE *file = fopen("schemas/policy.json", "rb");
    assert_non_null(policy);
    assert_non_null(file);
    size_t len = fread(text, 1, sizeof text, file);
    (void)fclose(file);
    assert_int_equal(policy_load(policy, slice_of(text, len), where), TNW_OK);
    *state = policy;
    return 0;
}

static int
free_policy(void **state)
{
    free(*state);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_patient_is_told_is_the_decision),
        cmocka_unit_test(an_exclusion_reads_like_no_consent_to_whom_it_is_about),
        cmocka_unit_test(bulk_says_what_each_question_would),
    };
    return cmocka_run_group_tests_name("rules/explain", tests, load_policy, free_policy);
}
