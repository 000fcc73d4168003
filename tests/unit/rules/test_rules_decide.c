/* Each reason of the decision, and the smallest change that makes it another one. */
#include "rules_setting_test.h"

static void
consent_permits_what_it_covers_and_nothing_beside_it(void **state)
{
    (void)state;
    expect(with_grant(), REASON_CONSENT, 1);

    TWIN(with_grant(), facts.actor = id_number(2), REASON_NO_CONSENT, 0);
    TWIN(with_grant(), consents[0].categories = CODE_BIT(CATEGORY_GAO), REASON_NO_CONSENT, 0);
    TWIN(with_grant(), consents[0].actions = CODE_BIT(ACTION_WRITE), REASON_NO_CONSENT, 0);
    TWIN(with_grant(), ask.action = ACTION_WRITE, REASON_NO_CONSENT, 0);
    TWIN(with_grant(), facts.consent_count = 0, REASON_NO_CONSENT, 0);
}

static void
consent_names_why_it_falls_short(void **state)
{
    (void)state;
    TWIN(with_grant(), ask.purpose = PURPOSE_RIT, REASON_CONSENT_PURPOSE, 1);
    TWIN(with_grant(), consents[0].until = TODAY - 1, REASON_CONSENT_EXPIRED, 1);
    TWIN(with_grant(), consents[0].from = TODAY + 1, REASON_CONSENT_PENDING, 1);
    struct setting s = with_grant();
    s.consents[0].withdrawn = true;
    expect(s, REASON_CONSENT_WITHDRAWN, 1);
    s.ask.purpose = PURPOSE_RIT; /* withdrawn and for something else: it says nothing about this */
    expect(s, REASON_NO_CONSENT, 0);
}

static void
consent_counts_on_its_first_and_last_day(void **state)
{
    (void)state;
    struct setting s = with_grant();
    s.consents[0].from = TODAY;
    s.consents[0].until = TODAY;
    expect(s, REASON_CONSENT, 1);
    s.ask.today = TODAY + 1;
    expect(s, REASON_CONSENT_EXPIRED, 1);
    s.ask.today = TODAY - 1;
    expect(s, REASON_CONSENT_PENDING, 1);
}

static void
most_telling_reason_wins_whatever_the_order(void **state)
{
    (void)state;
    struct setting s = with_grant();
    s.facts.consent_count = 3;
    s.consents[0].withdrawn = true;
    s.consents[1] = grant_to_actor(2, 1);
    s.consents[1].until = TODAY - 1;
    s.consents[2] = grant_to_actor(3, 1);
    s.consents[2].from = TODAY + 1;
    expect(s, REASON_CONSENT_WITHDRAWN, 1);
    struct consent_terms first = s.consents[0];
    s.consents[0] = s.consents[2];
    s.consents[2] = first;
    expect(s, REASON_CONSENT_WITHDRAWN, 1);
    s.facts.consent_count = 2;
    expect(s, REASON_CONSENT_PENDING, 3);
    s.consents[1] = grant_to_actor(2, 1); /* one that covers it beats them all */
    expect(s, REASON_CONSENT, 2);
}

static void
role_grant_counts_for_participants_in_that_role(void **state)
{
    (void)state;
    struct setting s = with_grant();
    s.consents[0].role = ROLE_HUISARTS;
    s.consents[0].actor = id_number(0);
    expect(s, REASON_CONSENT, 1);
    s.facts.is_participant = false;
    expect(s, REASON_NO_CONSENT, 0);
    s.facts.is_participant = true;
    s.consents[0].role = ROLE_ARBEIDSARTS;
    expect(s, REASON_NO_CONSENT, 0);
    TWIN(with_grant(), facts.is_participant = false, REASON_CONSENT, 1); /* a grant to the actor needs no more */
}

static void
conferring_asks_for_action_and_purpose_not_for_a_category(void **state)
{
    (void)state;
    struct setting s = with_grant();
    s.ask.action = ACTION_CONFER;
    s.ask.category = CATEGORY_NONE;
    expect(s, REASON_CONSENT, 1);
    s.ask.purpose = PURPOSE_RIT;
    expect(s, REASON_CONSENT_PURPOSE, 1);
    s.ask.purpose = PURPOSE_TNW_TRAJECT;
    s.consents[0].actions = CODE_BIT(ACTION_READ);
    expect(s, REASON_NO_CONSENT, 0);
    s.consents[0].actions = CODE_BIT(ACTION_CONFER);
    s.policy.confer_ceiling[ROLE_HUISARTS] = false;
    expect(s, REASON_CEILING, 0);
}

static void
law_is_a_ground_without_consent_for_participants_in_its_period(void **state)
{
    (void)state;
    struct setting s = with_law();
    expect(s, REASON_LAW, 0);
    assert_string_equal(run(&s).law_code, "some_law");

    s.facts.is_participant = false;
    expect(s, REASON_NO_CONSENT, 0);
    TWIN(with_law(), ask.today = TODAY + 1, REASON_NO_CONSENT, 0);
    TWIN(with_law(), ask.today = TODAY - 1, REASON_NO_CONSENT, 0);
    TWIN(with_law(), ask.purpose = PURPOSE_OVERMACHT, REASON_NO_CONSENT, 0);
    TWIN(with_law(), ask.category = CATEGORY_FIT_NOTE, REASON_NO_CONSENT, 0);
    TWIN(with_law(), policy.law[0].roles = CODE_BIT(ROLE_ARBEIDSARTS), REASON_NO_CONSENT, 0);
    TWIN(with_law(), policy.law[0].actions = CODE_BIT(ACTION_WRITE), REASON_NO_CONSENT, 0);
}

/* A certificate of 15 days that a general practitioner wrote since the law counts. */
static struct setting
with_law_of_some(void)
{
    struct setting s = with_law();
    s.policy.law[0].of_some = true;
    s.policy.law[0].fragment = (struct policy_law_fragment){.author_roles = CODE_BIT(ROLE_HUISARTS),
                                                            .author_qualifications = CODE_BIT(QUALIFICATION_GP),
                                                            .min_days = 15,
                                                            .or_kinds = CODE_BIT(GAO_KIND_EXTENSION)};
    s.ask.of_fragment = true;
    s.ask.fragment = (struct fragment_traits){.author_role = ROLE_HUISARTS,
                                              .author_qualification = QUALIFICATION_GP,
                                              .written = TODAY,
                                              .gao_kind = GAO_KIND_INCAPACITY,
                                              .gao_days = 15};
    return s;
}

static void
law_of_some_fragments_is_a_ground_for_those_only(void **state)
{
    (void)state;
    expect(with_law_of_some(), REASON_LAW, 0);
    TWIN(with_law_of_some(), ask.of_fragment = false, REASON_NO_CONSENT, 0);
    TWIN(with_law_of_some(), ask.fragment.gao_days = 14, REASON_NO_CONSENT, 0);
    TWIN(with_law_of_some(), ask.fragment.author_role = ROLE_ARBEIDSARTS, REASON_NO_CONSENT, 0);
    TWIN(with_law_of_some(), ask.fragment.author_qualification = QUALIFICATION_SPECIALIST, REASON_NO_CONSENT, 0);
    TWIN(with_law_of_some(), ask.fragment.author_qualification = QUALIFICATION_NONE, REASON_NO_CONSENT, 0);
    TWIN(with_law_of_some(), ask.fragment.written = TODAY - 1, REASON_NO_CONSENT, 0);
    struct setting s = with_law_of_some();
    s.ask.fragment.gao_days = 1;
    s.ask.fragment.gao_kind = GAO_KIND_EXTENSION;
    expect(s, REASON_LAW, 0);
    TWIN(s, ask.fragment.gao_kind = GAO_KIND_RELAPSE, REASON_NO_CONSENT, 0);
    TWIN(s, ask.fragment.gao_kind = GAO_KIND_NONE, REASON_NO_CONSENT, 0);
}

static void
author_keeps_reading_but_not_writing(void **state)
{
    (void)state;
    struct setting s = with_grant();
    s.facts.consent_count = 0;
    s.facts.is_author = true;
    s.facts.is_participant = false;
    expect(s, REASON_AUTHOR, 0);
    s.ask.action = ACTION_WRITE;
    expect(s, REASON_NO_CONSENT, 0);
    s.ask.action = ACTION_READ;
    s.ask.category = CATEGORY_DIAGNOSE;
    expect(s, REASON_CEILING, 0);
}

static void
law_counts_for_as_many_as_the_dossier_needs(void **state)
{
    (void)state;
    expect(with_law(), REASON_LAW, 0);
    TWIN(with_law(), facts.seat = 1, REASON_NO_CONSENT, 0);
    struct setting s = with_law();
    s.facts.seat = 1;
    s.policy.law[0].seats = 2;
    expect(s, REASON_LAW, 0);
}

static void
patient_sees_all_of_the_own_dossier_whoever_is_excluded(void **state)
{
    (void)state;
    struct setting s = of_patient();
    expect(s, REASON_OWN_DOSSIER, 0);
    s.facts.consent_count = 1;
    s.consents[0].exclude = true;
    s.consents[0].categories = CODE_ALL(CATEGORY_COUNT);
    expect(s, REASON_OWN_DOSSIER, 0);
    s.facts.dossier_open = false;
    expect(s, REASON_OWN_DOSSIER, 0);
}

static void
patient_writes_only_what_the_ceiling_allows(void **state)
{
    (void)state;
    struct setting s = of_patient();
    s.ask.action = ACTION_WRITE;
    expect(s, REASON_CEILING, 0);
    s.ask.category = CATEGORY_QUICKSCAN;
    expect(s, REASON_OWN_DOSSIER, 0);
}

static void
patient_role_is_worth_nothing_in_anothers_dossier(void **state)
{
    (void)state;
    struct setting s = of_patient();
    s.facts.is_subject = false;
    s.facts.consent_count = 1;
    s.ask.category = CATEGORY_FIT_NOTE;
    expect(s, REASON_CEILING, 0);
    s = with_grant(); /* nor does being the patient raise another role */
    s.facts.is_subject = true;
    expect(s, REASON_CEILING, 0);
}

static void
ceiling_beats_consent_and_law(void **state)
{
    (void)state;
    TWIN(with_grant(), policy.read_ceiling[ROLE_HUISARTS] = CODE_BIT(CATEGORY_GAO), REASON_CEILING, 0);
    TWIN(with_law(), policy.read_ceiling[ROLE_HUISARTS] = CODE_BIT(CATEGORY_FIT_NOTE), REASON_CEILING, 0);
}

static void
what_is_outside_the_vocabularies_is_above_every_ceiling(void **state)
{
    (void)state;
    TWIN(with_grant(), ask.category = CATEGORY_NONE, REASON_CEILING, 0);
    TWIN(with_grant(), facts.role = ROLE_NONE, REASON_CEILING, 0);
    TWIN(with_grant(), ask.purpose = PURPOSE_NONE, REASON_CEILING, 0);
    TWIN(with_grant(), ask.action = ACTION_NONE, REASON_CEILING, 0);
}

static void
closed_dossier_can_be_read_not_added_to(void **state)
{
    (void)state;
    struct setting s = with_grant();
    s.facts.dossier_open = false;
    expect(s, REASON_CONSENT, 1);
    s.ask.action = ACTION_WRITE;
    expect(s, REASON_DOSSIER_CLOSED, 0);
    s.ask.action = ACTION_CONFER;
    expect(s, REASON_DOSSIER_CLOSED, 0);
}

static void
inactive_actor_is_refused_before_anything_else(void **state)
{
    (void)state;
    struct setting s = with_grant();
    s.facts.actor_active = false;
    expect(s, REASON_ACTOR_INACTIVE, 0);
    s.ask.action = ACTION_WRITE;
    s.facts.dossier_open = false;
    expect(s, REASON_ACTOR_INACTIVE, 0);
    TWIN(of_patient(), facts.actor_active = false, REASON_ACTOR_INACTIVE, 0);
}

static void
every_reason_has_its_own_code(void **state)
{
    (void)state;
    for (unsigned i = 0; i < REASON_COUNT; i++) {
        for (unsigned j = 0; j < i; j++) {
            assert_string_not_equal(decide_reason_code((enum decide_reason)i),
                                    decide_reason_code((enum decide_reason)j));
        }
    }
    assert_string_equal(decide_reason_code(REASON_COUNT), "");
}

static bool
opens(struct setting s)
{
    struct id actor = id_number(1);
    return decide_opening_grant(s.consents, s.facts.consent_count, &actor, TODAY) == &s.consents[0];
}

/* A grant by name opens the door to who takes no part; one that is not theirs, or not theirs today, does not. */
static void
only_a_grant_by_the_patient_to_this_actor_opens_the_door(void **state)
{
    (void)state;
    struct setting s = with_grant();
    assert_true(opens(s));
    s.consents[0].from = s.consents[0].until = TODAY;
    assert_true(opens(s));
#define SHUT(change)                                                                                                   \
    do {                                                                                                               \
        struct setting twin = with_grant();                                                                            \
        twin.change;                                                                                                   \
        assert_false(opens(twin));                                                                                     \
    } while (0)
    SHUT(consents[0].exclude = true);
    SHUT(consents[0].withdrawn = true);
    SHUT(consents[0].recorded = true);
    SHUT(consents[0].role = ROLE_HUISARTS);
    SHUT(consents[0].actor = id_number(2));
    SHUT(consents[0].from = TODAY + 1);
    SHUT(consents[0].until = TODAY - 1);
    SHUT(facts.consent_count = 0);
#undef SHUT
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(consent_permits_what_it_covers_and_nothing_beside_it),
        cmocka_unit_test(consent_names_why_it_falls_short),
        cmocka_unit_test(consent_counts_on_its_first_and_last_day),
        cmocka_unit_test(most_telling_reason_wins_whatever_the_order),
        cmocka_unit_test(role_grant_counts_for_participants_in_that_role),
        cmocka_unit_test(conferring_asks_for_action_and_purpose_not_for_a_category),
        cmocka_unit_test(law_is_a_ground_without_consent_for_participants_in_its_period),
        cmocka_unit_test(law_of_some_fragments_is_a_ground_for_those_only),
        cmocka_unit_test(author_keeps_reading_but_not_writing),
        cmocka_unit_test(law_counts_for_as_many_as_the_dossier_needs),
        cmocka_unit_test(patient_sees_all_of_the_own_dossier_whoever_is_excluded),
        cmocka_unit_test(patient_writes_only_what_the_ceiling_allows),
        cmocka_unit_test(patient_role_is_worth_nothing_in_anothers_dossier),
        cmocka_unit_test(ceiling_beats_consent_and_law),
        cmocka_unit_test(what_is_outside_the_vocabularies_is_above_every_ceiling),
        cmocka_unit_test(closed_dossier_can_be_read_not_added_to),
        cmocka_unit_test(inactive_actor_is_refused_before_anything_else),
        cmocka_unit_test(every_reason_has_its_own_code),
        cmocka_unit_test(only_a_grant_by_the_patient_to_this_actor_opens_the_door),
    };
    return cmocka_run_group_tests_name("rules/decide", tests, NULL, NULL);
}
