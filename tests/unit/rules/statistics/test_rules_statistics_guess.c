/* Who knows all other dossiers cannot tell better than promised whether the last one was counted; nor does anything
 * that is shown tell what is hidden. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "statistics_case.h"
#include "unit/rules/timeline_case.h"

#define GUESSES 120

/* A life that shows as much as any can: in each release five things, all of them in the same cell. It is set by hand,
 * since no real one does. */
static struct statistics_counts *
make_last(const struct timeline *small)
{
    struct case_dossier one = {.dossier.opened = case_day("2026-04-01")};
    struct statistics_counts *counts = statistics_counts_new(small, CASE_QUARTER);
    one.process = case_process("2026-01-05 employed from_20",
                               "arbeidspotentieel insurance =4 2026-05-01 by:adviserend_arts; opvolging #m4_contact "
                               "2026-05-02 by:adviserend_arts");
    one.process.facts.region = REGION_OSTBELGIEN;
    assert_non_null(counts);
    case_count(counts, &one);
    return counts;
}

/* What speaks for "counted": the logarithm of how much likelier all numbers with noise are then. Who knows all others
 * takes their part off, so that they are left out here. Before anything is hidden: more than is ever shown. */
static double
evidence_in_table(const struct statistics_counts *seen, const struct statistics_table *added, unsigned number,
                  const struct noise *noise)
{
    struct statistics_table shown;
    double sigma = plan_sigma(plan_level(number));
    double sigma_weeks = plan_sigma_weeks(plan_level(number));
    double evidence = 0;
    assert_true(statistics_table_make(&shown, seen, number, noise));
    for (size_t i = 0; i < added->cells * added->numbers; i++) {
        double d = (double)added->number[i];
        evidence += ((double)shown.number[i] * d - d * d / 2) / (sigma * sigma);
    }
    for (size_t i = 0; added->week != NULL && i < added->cells * added->steps * PLAN_WEEKS; i++) {
        double d = (double)added->week[i];
        evidence += ((double)shown.week[i] * d - d * d / 2) / (sigma_weeks * sigma_weeks);
    }
    statistics_table_free(&shown);
    return evidence;
}

/* How often of GUESSES the best guess is right, over so many releases each. */
static int
guess(const struct statistics_counts *without, const struct statistics_counts *with, int releases,
      const struct noise *noise)
{
    int right = 0;
    struct statistics_table added[PLAN_TABLES];
    for (unsigned i = 0; i < PLAN_TABLES; i++) {
        assert_true(statistics_table_make(&added[i], with, i, NULL));
    }
    for (int i = 0; i < GUESSES; i++) {
        bool counted = i % 2 == 0;
        double evidence = 0;
        for (unsigned k = 0; k < (unsigned)releases * PLAN_TABLES; k++) {
            evidence += evidence_in_table(counted ? with : without, &added[k % PLAN_TABLES], k % PLAN_TABLES, noise);
        }
        right += (evidence > 0) == counted;
    }
    for (unsigned i = 0; i < PLAN_TABLES; i++) {
        statistics_table_free(&added[i]);
    }
    return right;
}

static double
normal(double x)
{
    return erfc(-x / sqrt(2)) / 2;
}

static void
who_knows_all_others_cannot_tell_whether_the_last_was_counted(void **state)
{
    uint64_t seed = 3;
    struct timeline *small = case_load_few();
    const struct noise noise = case_noise(&seed);
    struct statistics_counts *with = make_last(small);
    struct statistics_counts *without = statistics_counts_new(small, CASE_QUARTER);
    double mu = sqrt(case_square(with) * PLAN_QUARTERS);
    (void)state;
    assert_non_null(without);
    assert_true(mu > 0.5 && mu <= PLAN_MU_MILLI / 1000.0 + 1e-9);
    double promised = normal(mu / 2) * GUESSES;
    double chance = 3 * sqrt(GUESSES) / 2; /* three standard deviations of so many guesses */
    int right = guess(without, with, PLAN_QUARTERS, &noise);
    assert_true(right <= promised + chance);
    assert_true(right >= promised - chance); /* the guess is the best that there is: with less noise it would show */
    assert_true(promised * 100 <= PLAN_GUESS_PERCENT * GUESSES);
    assert_int_equal(guess(without, with, 1, NULL), GUESSES); /* without noise it tells */
    statistics_counts_free(&with);
    statistics_counts_free(&without);
    timeline_free(&small);
}

/* Four dossiers of the finest cell, each counted once: whether that cell, which is hidden, is empty. */
static void
nothing_shown_together_tells_whether_a_hidden_cell_is_empty(void **state)
{
    double square = 0;
    (void)state;
    for (unsigned i = 0; i < PLAN_TABLES; i++) {
        double sigma = plan_sigma(plan_level(i));
        square += 16 / (sigma * sigma);
    }
    assert_true(normal(sqrt(square) / 2) < 0.62);
    /* Nor does any pair: what is shown, less what is shown of its parts, is off by more than what is hidden. */
    for (unsigned coarse = 0; coarse < PLAN_TABLES; coarse++) {
        for (unsigned fine = 0; fine < PLAN_TABLES; fine++) {
            struct statistic_margin whole = plan_margin(plan_level(coarse));
            struct statistic_margin part = plan_margin(plan_level(fine));
            assert_true(hypot(whole.other, part.other) > 5);
            assert_true(plan_least(plan_level(fine), 1) >= 5);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_knows_all_others_cannot_tell_whether_the_last_was_counted),
        cmocka_unit_test(nothing_shown_together_tells_whether_a_hidden_cell_is_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
