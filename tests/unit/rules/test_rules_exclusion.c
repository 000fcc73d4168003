/* Whom an exclusion hits, with what, and what it leaves. */
#include "rules_setting_test.h"

static void
exclusion_beats_consent_and_law(void **state)
{
    (void)state;
    struct setting s = with_grant();
    s.facts.consent_count = 2;
    s.consents[1] = grant_to_actor(9, 1);
    s.consents[1].exclude = true;
    s.consents[1].until = INT32_MAX;
    expect(s, REASON_EXCLUDED, 9);
    s.consents[1].role = ROLE_HUISARTS;
    s.facts.is_participant = false; /* a role's exclusion needs nobody to take part */
    expect(s, REASON_EXCLUDED, 9);

    s = with_law();
    s.facts.consent_count = 1;
    s.consents[0].exclude = true;
    s.consents[0].categories = CODE_ALL(CATEGORY_COUNT);
    expect(s, REASON_EXCLUDED, 1);
}

static void
exclusion_hits_the_person_in_every_registration_and_role(void **state)
{
    (void)state;
    struct setting s = with_grant();
    s.facts.consent_count = 2;
    s.facts.person = (struct person){.count = 2,
                                     .actors = {id_number(1), id_number(5)},
                                     .roles = CODE_BIT(ROLE_HUISARTS) | CODE_BIT(ROLE_ARBEIDSARTS)};
    s.consents[1] = grant_to_actor(9, 5);
    s.consents[1].exclude = true;
    expect(s, REASON_EXCLUDED, 9);
    TWIN(s, consents[1].actor = id_number(6), REASON_CONSENT, 1);
    s.consents[1].role = ROLE_ARBEIDSARTS;
    expect(s, REASON_EXCLUDED, 9);
    TWIN(s, consents[1].role = ROLE_WERKGEVER, REASON_CONSENT, 1);
    s.consents[1].exclude = false; /* a grant is to that registration, in that role */
    s.facts.consent_count = 1;
    TWIN(s, consents[0].actor = id_number(5), REASON_NO_CONSENT, 0);
}

static void
exclusion_leaves_authors_what_they_wrote(void **state)
{
    (void)state;
    struct setting s = with_grant();
    s.consents[0].exclude = true;
    s.consents[0].actions = TERMS_EVERYTHING;
    TWIN(s, facts.is_author = true, REASON_AUTHOR, 0);
    s.facts.is_author = true;
    s.ask.action = ACTION_WRITE;
    expect(s, REASON_EXCLUDED, 1);
}

static void
who_is_excluded_from_everything_is_out(void **state)
{
    (void)state;
    const struct person person = {.count = 1, .actors = {id_number(1)}, .roles = CODE_BIT(ROLE_HUISARTS)};
    struct consent_terms all = {.id = id_number(3),
                                .exclude = true,
                                .role = ROLE_NONE,
                                .actor = id_number(1),
                                .categories = TERMS_EVERYTHING,
                                .actions = TERMS_EVERYTHING,
                                .purposes = TERMS_EVERYTHING,
                                .from = TODAY,
                                .until = TODAY};
    struct consent_terms twin = all;
    assert_ptr_equal(decide_out(&all, 1, &person, TODAY), &all);
    assert_null(decide_out(&all, 0, &person, TODAY));
    assert_null(decide_out(&all, 1, &person, TODAY + 1));
    twin.purposes = CODE_ALL(PURPOSE_COUNT); /* each of them by name */
    assert_non_null(decide_out(&twin, 1, &person, TODAY));
    twin.purposes = CODE_ALL(PURPOSE_COUNT) & ~CODE_BIT(PURPOSE_RIT);
    assert_null(decide_out(&twin, 1, &person, TODAY));
    twin = all;
    twin.withdrawn = true;
    assert_null(decide_out(&twin, 1, &person, TODAY));
    twin = all;
    twin.exclude = false;
    assert_null(decide_out(&twin, 1, &person, TODAY));
    twin = all;
    twin.actor = id_number(2);
    assert_null(decide_out(&twin, 1, &person, TODAY));
    twin.role = ROLE_HUISARTS;
    assert_non_null(decide_out(&twin, 1, &person, TODAY));
    twin.role = ROLE_ARBEIDSARTS;
    assert_null(decide_out(&twin, 1, &person, TODAY));
}

static void
exclusion_hits_only_what_it_names_while_it_counts(void **state)
{
    (void)state;
    struct setting base = with_grant();
    base.facts.consent_count = 2;
    base.consents[1] = grant_to_actor(9, 1);
    base.consents[1].exclude = true;

    TWIN(base, consents[1].from = TODAY, REASON_EXCLUDED, 9);
    TWIN(base, consents[1].until = TODAY, REASON_EXCLUDED, 9);
    TWIN(base, consents[1].withdrawn = true, REASON_CONSENT, 1);
    TWIN(base, consents[1].from = TODAY + 1, REASON_CONSENT, 1);
    TWIN(base, consents[1].until = TODAY - 1, REASON_CONSENT, 1);
    TWIN(base, consents[1].actor = id_number(2), REASON_CONSENT, 1);
    TWIN(base, consents[1].role = ROLE_ARBEIDSARTS, REASON_CONSENT, 1);
    TWIN(base, consents[1].categories = CODE_BIT(CATEGORY_GAO), REASON_CONSENT, 1);
    TWIN(base, consents[1].actions = CODE_BIT(ACTION_WRITE), REASON_CONSENT, 1);
    TWIN(base, consents[1].purposes = CODE_BIT(PURPOSE_RIT), REASON_CONSENT, 1);
}

static void
exclusion_alone_is_never_a_ground(void **state)
{
    (void)state;
    struct setting s = with_grant();
    s.consents[0].exclude = true;
    s.consents[0].withdrawn = true;
    expect(s, REASON_NO_CONSENT, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exclusion_beats_consent_and_law),
        cmocka_unit_test(exclusion_hits_the_person_in_every_registration_and_role),
        cmocka_unit_test(exclusion_leaves_authors_what_they_wrote),
        cmocka_unit_test(who_is_excluded_from_everything_is_out),
        cmocka_unit_test(exclusion_hits_only_what_it_names_while_it_counts),
        cmocka_unit_test(exclusion_alone_is_never_a_ground),
    };
    return cmocka_run_group_tests_name("rules/exclusion", tests, NULL, NULL);
}
