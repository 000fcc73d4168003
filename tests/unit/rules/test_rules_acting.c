/* Who asks in a doctor's name, and who works for the patient's employer: what takes away from what the doctor may. */
#include "rules_setting_test.h"

/* The doctor's question, asked by a multidisciplinary medewerker (actor 9, of organisation 8). */
struct acting {
    struct setting s;
    struct decide_deputy deputy;
};

static struct acting
acting_with_grant(void)
{
    struct acting a = {.s = with_grant()};
    a.deputy.function = FUNCTION_MULTIDISCIPLINARY;
    a.deputy.person = (struct person){
        .count = 1, .actors = {id_number(9)}, .organisations = {id_number(8)}, .roles = CODE_BIT(ROLE_MEDEWERKER)};
    a.s.policy.functions[FUNCTION_MULTIDISCIPLINARY] =
        (struct policy_function){.read = CODE_BIT(CATEGORY_FIT_NOTE) | CODE_BIT(CATEGORY_GAO),
                                 .write = CODE_BIT(CATEGORY_FIT_NOTE),
                                 .confer = true};
    return a;
}

static void
expect_acting(struct acting a, enum decide_reason reason, uint8_t consent)
{
    a.s.facts.deputy = &a.deputy;
    expect(a.s, reason, consent);
}

#define ACTING(change, reason, consent)                                                                                \
    do {                                                                                                               \
        struct acting twin = acting_with_grant();                                                                      \
        twin.change;                                                                                                   \
        expect_acting(twin, reason, consent);                                                                          \
    } while (0)

static void
what_the_doctor_may_the_deputy_may_and_nothing_else(void **state)
{
    (void)state;
    expect_acting(acting_with_grant(), REASON_CONSENT, 1);
    ACTING(s.facts.consent_count = 0, REASON_NO_CONSENT, 0);
    ACTING(s.consents[0].withdrawn = true, REASON_CONSENT_WITHDRAWN, 1);
    ACTING(s.consents[0].exclude = true, REASON_EXCLUDED, 1);
    ACTING(s.facts.actor_active = false, REASON_ACTOR_INACTIVE, 0);
    ACTING(s.policy.read_ceiling[ROLE_HUISARTS] = 0, REASON_CEILING, 0);
    ACTING(s.consents[0].actor = id_number(9), REASON_NO_CONSENT,
           0); /* what was granted to the deputy is not the doctor's */
}

static void
the_function_bounds_what_the_deputy_may(void **state)
{
    (void)state;
    ACTING(s.policy.functions[FUNCTION_MULTIDISCIPLINARY].read = CODE_BIT(CATEGORY_GAO), REASON_FUNCTION, 0);
    ACTING(deputy.function = FUNCTION_ADMIN, REASON_FUNCTION, 0);
    ACTING(deputy.function = FUNCTION_NONE, REASON_FUNCTION, 0);
    struct acting a = acting_with_grant();
    a.s.ask.action = ACTION_CONFER;
    a.s.ask.category = CATEGORY_NONE;
    expect_acting(a, REASON_CONSENT, 1);
    a.s.policy.functions[FUNCTION_MULTIDISCIPLINARY].confer = false;
    expect_acting(a, REASON_FUNCTION, 0);
    a = acting_with_grant();
    a.s.consents[0].actions = CODE_ALL(ACTION_COUNT);
    a.s.ask.action = ACTION_WRITE;
    expect_acting(a, REASON_CONSENT, 1);
    a.s.policy.functions[FUNCTION_MULTIDISCIPLINARY].write = 0;
    expect_acting(a, REASON_FUNCTION, 0);
}

static void
law_and_authorship_are_bounded_by_the_function_too(void **state)
{
    (void)state;
    struct acting a = acting_with_grant();
    a.s.facts.consent_count = 0;
    a.s.ask.category = CATEGORY_GAO;
    expect_acting(a, REASON_LAW, 0);
    a.s.policy.functions[FUNCTION_MULTIDISCIPLINARY].read = CODE_BIT(CATEGORY_FIT_NOTE);
    expect_acting(a, REASON_FUNCTION, 0);
    a.s.facts.is_author = true;
    expect_acting(a, REASON_FUNCTION, 0);
    a.s.ask.category = CATEGORY_FIT_NOTE;
    expect_acting(a, REASON_AUTHOR, 0);
}

/* By actor, by organisation, by a role of theirs, in whatever role they act. */
static void
an_exclusion_of_the_deputy_counts_be_it_what_the_doctor_wrote(void **state)
{
    (void)state;
    struct acting a = acting_with_grant();
    a.s.facts.consent_count = 2;
    a.s.consents[1] = grant_to_actor(2, 9);
    a.s.consents[1].exclude = true;
    expect_acting(a, REASON_EXCLUDED, 2);
    a.s.facts.is_author = true;
    expect_acting(a, REASON_EXCLUDED, 2);
    expect(a.s, REASON_AUTHOR, 0); /* the doctor in person */
    a.s.consents[1].actor = id_number(8);
    expect_acting(a, REASON_EXCLUDED, 2);
    a.s.consents[1].role = ROLE_MEDEWERKER;
    expect_acting(a, REASON_EXCLUDED, 2);
    a.s.consents[1].role = ROLE_WERKGEVER;
    expect_acting(a, REASON_AUTHOR, 0);
}

static void
an_exclusion_of_the_doctor_ends_the_deputys_sight_of_what_the_doctor_wrote(void **state)
{
    (void)state;
    struct acting a = acting_with_grant();
    a.s.consents[0].exclude = true;
    a.s.facts.is_author = true;
    expect_acting(a, REASON_EXCLUDED, 1);
    expect(a.s, REASON_AUTHOR, 0);
}

static struct setting
of_employer(void)
{
    struct setting s = with_grant();
    s.facts.works_for_employer = true;
    s.policy.employer_conflict.roles = CODE_BIT(ROLE_HUISARTS);
    s.policy.employer_conflict.categories = CODE_BIT(CATEGORY_GAO) | CODE_BIT(CATEGORY_FIT_NOTE);
    return s;
}

static void
an_employers_care_giver_needs_a_grant_by_name_from_the_patient(void **state)
{
    (void)state;
    expect(of_employer(), REASON_CONSENT, 1);
    TWIN(of_employer(), consents[0].recorded = true, REASON_EMPLOYER, 0);
    TWIN(of_employer(), consents[0].withdrawn = true, REASON_EMPLOYER, 0);
    TWIN(of_employer(), consents[0].purposes = CODE_BIT(PURPOSE_RIT), REASON_EMPLOYER, 0);
    TWIN(of_employer(), facts.consent_count = 0, REASON_EMPLOYER, 0);
    TWIN(of_employer(), consents[0].role = ROLE_HUISARTS, REASON_EMPLOYER, 0);
    struct setting s = of_employer();
    s.consents[0].role = ROLE_HUISARTS;
    s.facts.works_for_employer = false;
    expect(s, REASON_CONSENT, 1);
}

static void
no_law_lifts_the_conflict_and_an_exclusion_comes_first(void **state)
{
    (void)state;
    struct setting s = of_employer();
    s.facts.consent_count = 0;
    s.ask.category = CATEGORY_GAO;
    expect(s, REASON_EMPLOYER, 0);
    s.facts.works_for_employer = false;
    expect(s, REASON_LAW, 0);
    TWIN(of_employer(), consents[0].exclude = true, REASON_EXCLUDED, 1);
}

static void
the_conflict_is_of_care_givers_medical_fragments_and_threads(void **state)
{
    (void)state;
    struct setting s = of_employer();
    s.consents[0].role = ROLE_HUISARTS;
    s.consents[0].actions = CODE_ALL(ACTION_COUNT);
    TWIN(s, policy.employer_conflict.categories = CODE_BIT(CATEGORY_GAO), REASON_CONSENT, 1);
    TWIN(s, policy.employer_conflict.roles = CODE_BIT(ROLE_HULPVERLENER), REASON_CONSENT, 1);
    TWIN(s, ask.action = ACTION_WRITE, REASON_CONSENT, 1);
    TWIN(s, facts.is_author = true, REASON_AUTHOR, 0);
    s.ask.action = ACTION_CONFER;
    s.ask.category = CATEGORY_NONE;
    expect(s, REASON_EMPLOYER, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_doctor_may_the_deputy_may_and_nothing_else),
        cmocka_unit_test(the_function_bounds_what_the_deputy_may),
        cmocka_unit_test(law_and_authorship_are_bounded_by_the_function_too),
        cmocka_unit_test(an_exclusion_of_the_deputy_counts_be_it_what_the_doctor_wrote),
        cmocka_unit_test(an_exclusion_of_the_doctor_ends_the_deputys_sight_of_what_the_doctor_wrote),
        cmocka_unit_test(an_employers_care_giver_needs_a_grant_by_name_from_the_patient),
        cmocka_unit_test(no_law_lifts_the_conflict_and_an_exclusion_comes_first),
        cmocka_unit_test(the_conflict_is_of_care_givers_medical_fragments_and_threads),
    };
    return cmocka_run_group_tests_name("rules/acting", tests, NULL, NULL);
}
