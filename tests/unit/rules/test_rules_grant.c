/* Periods of grants and exclusions, and the day that a message names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/conferring.h"
#include "rules/grant.h"

#define TODAY 20500
#define MOST 100

/* What the text says when the rule is broken; NULL: it must fit. */
static void
period(day_num from, day_num until, bool exclude, const char *says)
{
    struct grant_period it = {.from = from, .until = until};
    struct breach breach = grant_check_period(&it, exclude, TODAY, MOST);
    assert_int_equal(breach.pointer == NULL, says == NULL);
    if (says != NULL) {
        assert_string_equal(breach.pointer, "/until");
        assert_non_null(strstr(breach.text, says));
    }
}

static void
a_grant_has_an_end_that_is_not_past_and_not_too_far(void **state)
{
    (void)state;
    period(TODAY, TODAY, false, NULL);
    period(TODAY + 1, TODAY, false, "before from");
    period(TODAY - 5, TODAY - 1, false, "past");
    period(TODAY, TODAY + MOST, false, NULL);
    period(TODAY, TODAY + MOST + 1, false, "policy");
    period(TODAY - 1, TODAY + MOST, false, "policy");
    period(TODAY, INT32_MAX, false, "policy");
    period(-TODAY, INT32_MAX, false, "policy"); /* further apart than a day_num can say */
}

static void
an_exclusion_may_be_past_or_without_end_but_not_upside_down(void **state)
{
    (void)state;
    period(TODAY, INT32_MAX, true, NULL);
    period(TODAY - 5, TODAY - 1, true, NULL);
    period(TODAY + 1, TODAY, true, "before from");
}

static void
the_state_is_by_both_included_days_and_a_withdrawal_beats_it(void **state)
{
    (void)state;
    struct grant_period it = {.from = TODAY, .until = TODAY + 1};
    assert_string_equal(grant_state(&it, false, TODAY - 1), "pending");
    assert_string_equal(grant_state(&it, false, TODAY), "active");
    assert_string_equal(grant_state(&it, false, TODAY + 1), "active");
    assert_string_equal(grant_state(&it, false, TODAY + 2), "expired");
    for (day_num day = TODAY - 1; day <= TODAY + 2; day++) {
        assert_string_equal(grant_state(&it, true, day), "withdrawn");
    }
}

static struct consent_terms
grant_of(code_set categories, code_set actions)
{
    return (struct consent_terms){.role = ROLE_NONE,
                                  .actor = {.bytes = {1}},
                                  .categories = categories,
                                  .actions = actions,
                                  .purposes = CODE_BIT(PURPOSE_RIT),
                                  .from = TODAY,
                                  .until = TODAY + 5};
}

#define READ CODE_BIT(ACTION_READ)
#define WRITE CODE_BIT(ACTION_WRITE)
#define CONFER CODE_BIT(ACTION_CONFER)
#define GAO CODE_BIT(CATEGORY_GAO)
#define PLAN CODE_BIT(CATEGORY_PLAN)

static void
a_grant_is_beyond_the_ceiling_where_it_could_come_to_nothing(void **state)
{
    (void)state;
    struct policy policy = {.read_ceiling[ROLE_WERKGEVER] = PLAN,
                            .write_ceiling[ROLE_BEMIDDELAAR] = GAO,
                            .confer_ceiling[ROLE_HUISARTS] = true};
    code_set employer = CODE_BIT(ROLE_WERKGEVER);
    struct consent_terms grant = grant_of(PLAN | GAO, READ | WRITE);
    assert_int_equal(grant_beyond_ceiling(&policy, employer, &grant).categories, GAO);
    assert_int_equal(grant_beyond_ceiling(&policy, employer | CODE_BIT(ROLE_BEMIDDELAAR), &grant).categories, 0);
    grant.actions = READ;
    assert_int_equal(grant_beyond_ceiling(&policy, employer | CODE_BIT(ROLE_BEMIDDELAAR), &grant).categories, GAO);
    assert_false(grant_beyond_ceiling(&policy, employer, &grant).confer);
    grant.actions = CONFER;
    assert_true(grant_beyond_ceiling(&policy, employer, &grant).confer);
    assert_int_equal(grant_beyond_ceiling(&policy, employer, &grant).categories, 0); /* a thread has none */
    assert_false(grant_beyond_ceiling(&policy, employer | CODE_BIT(ROLE_HUISARTS), &grant).confer);
}

static void
grants_overlap_in_an_action_its_category_and_a_purpose(void **state)
{
    (void)state;
    struct consent_terms one = grant_of(GAO, READ | CONFER);
    struct consent_terms other = grant_of(GAO | PLAN, READ);
    assert_true(grant_overlaps(&one, &other));
    other.categories = PLAN;
    assert_false(grant_overlaps(&one, &other));
    other.actions = CONFER | WRITE; /* to confer has no category */
    assert_true(grant_overlaps(&one, &other));
    other.purposes = CODE_BIT(PURPOSE_BEZOEK);
    assert_false(grant_overlaps(&one, &other));
}

static void
a_grant_covers_another_when_nothing_is_left_of_it(void **state)
{
    (void)state;
    struct consent_terms one = grant_of(GAO | PLAN, READ | WRITE);
    struct consent_terms other = grant_of(GAO, READ);
    assert_true(grant_covers(&one, &other, TODAY));
    assert_false(grant_covers(&other, &one, TODAY));
    struct consent_terms twin = one;
    twin.until--;
    assert_false(grant_covers(&twin, &other, TODAY));
    twin = one;
    twin.from++;
    assert_false(grant_covers(&twin, &other, TODAY));
    twin = one;
    twin.withdrawn = true;
    assert_false(grant_covers(&twin, &other, TODAY));
    twin = one;
    twin.purposes = CODE_BIT(PURPOSE_BEZOEK);
    assert_false(grant_covers(&twin, &other, TODAY));
    twin = one;
    twin.recorded = true; /* counts for who takes part only */
    assert_false(grant_covers(&twin, &other, TODAY));
    other.recorded = true;
    assert_true(grant_covers(&twin, &other, TODAY));
}

static void
grants_are_to_the_same_by_role_or_by_person(void **state)
{
    (void)state;
    struct person person = {.count = 2, .actors = {{.bytes = {1}}, {.bytes = {2}}}};
    struct consent_terms one = grant_of(GAO, READ);
    struct consent_terms other = grant_of(GAO, READ);
    assert_true(grant_same_grantee(&one, &other, &person));
    one.actor.bytes[0] = 2;
    assert_true(grant_same_grantee(&one, &other, &person));
    one.actor.bytes[0] = 3;
    assert_false(grant_same_grantee(&one, &other, &person));
    one.role = ROLE_HUISARTS;
    assert_false(grant_same_grantee(&one, &other, &person));
    other.role = ROLE_HUISARTS;
    assert_true(grant_same_grantee(&one, &other, &person));
}

static void
only_what_asks_names_a_day_and_none_that_is_past(void **state)
{
    (void)state;
    for (unsigned kind = 0; kind < MESSAGE_KIND_COUNT; kind++) {
        bool asks = kind == MESSAGE_KIND_VRAAG || kind == MESSAGE_KIND_OVERLEGVERZOEK;
        assert_null(conferring_check_answer_by((enum message_kind)kind, 0, TODAY).pointer);
        assert_int_equal(conferring_check_answer_by((enum message_kind)kind, TODAY, TODAY).pointer == NULL, asks);
        assert_non_null(conferring_check_answer_by((enum message_kind)kind, TODAY - 1, TODAY).pointer);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_grant_has_an_end_that_is_not_past_and_not_too_far),
        cmocka_unit_test(an_exclusion_may_be_past_or_without_end_but_not_upside_down),
        cmocka_unit_test(the_state_is_by_both_included_days_and_a_withdrawal_beats_it),
        cmocka_unit_test(a_grant_is_beyond_the_ceiling_where_it_could_come_to_nothing),
        cmocka_unit_test(grants_overlap_in_an_action_its_category_and_a_purpose),
        cmocka_unit_test(a_grant_covers_another_when_nothing_is_left_of_it),
        cmocka_unit_test(grants_are_to_the_same_by_role_or_by_person),
        cmocka_unit_test(only_what_asks_names_a_day_and_none_that_is_past),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
