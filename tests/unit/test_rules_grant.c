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
        cmocka_unit_test(only_what_asks_names_a_day_and_none_that_is_past),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
