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

#define GUESSES 160

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

/* What somebody looks at in a release: all numbers together, how many rows there are, and where a median lies. */
enum { LOOK_NUMBERS, LOOK_ROWS, LOOK_MEDIAN, LOOKS };

struct looks {
    double sum[LOOKS];
    double squares[LOOKS];
    size_t drawn; /* random bytes of one release */
};

struct counting {
    uint64_t seed;
    size_t drawn;
};

static void
fill_counted(void *ctx, void *out, size_t len)
{
    struct counting *counting = ctx;
    const struct noise noise = case_noise(&counting->seed);
    counting->drawn += len;
    noise.fill(noise.ctx, out, len);
}

/* The others, of whom everything is known, and the one of whom it is asked. */
struct attack {
    struct statistics_counts *without;
    struct statistics_counts *with;
    struct statistics_table known[PLAN_TABLES];
    struct statistics_table added[PLAN_TABLES];
};

static double
evidence_of(int64_t seen, int64_t known, int64_t added, double sigma)
{
    double d = (double)added;
    return ((double)(seen - known) * d - d * d / 2) / (sigma * sigma);
}

/* What a row says for "counted": of each number that is shown, how much likelier it is then. */
static double
evidence_in_row(const struct attack *attack, const struct statistic_row *row)
{
    uint8_t aspects[ASPECT_COUNT];
    unsigned table = statistic_row_aspects(row);
    double sigma = plan_sigma(plan_level(table));
    for (unsigned i = 0; i < ASPECT_COUNT; i++) {
        aspects[i] = row->aspects[i] == STATISTIC_ALL ? 0 : row->aspects[i];
    }
    size_t at = plan_cell_in(table, plan_cell(aspects)) * attack->known[table].numbers;
    const int64_t *known = &attack->known[table].number[at];
    const int64_t *added = &attack->added[table].number[at];
    if (row->figure != FIGURE_STEP) {
        size_t number = row->figure == FIGURE_ESTIMATE
                            ? statistics_number_of_estimate(attack->with, row->code)
                            : statistics_number_of_outcome(attack->with, (enum outcome)row->code);
        return evidence_of(row->count, known[number], added[number], sigma);
    }
    size_t done = statistics_number_of_step(row->code, PLAN_DONE);
    size_t late = statistics_number_of_step(row->code, PLAN_OVERDUE);
    size_t open = statistics_number_of_step(row->code, PLAN_OPEN);
    if (row->done == STATISTIC_HIDDEN || row->overdue == STATISTIC_HIDDEN) {
        return evidence_of(row->count, known[done] + known[late] + known[open], added[done] + added[late] + added[open],
                           sigma * sqrt(PLAN_STATES));
    }
    return evidence_of(row->done, known[done], added[done], sigma) +
           evidence_of(row->overdue, known[late], added[late], sigma) +
           evidence_of(row->count - row->done - row->overdue, known[open], added[open], sigma);
}

static void
look_at(const struct attack *attack, const struct statistics_counts *counts, const struct noise *noise,
        double look[LOOKS])
{
    struct statistic_release release;
    assert_int_equal(statistics_publish(&release, counts, noise, 1), TNW_OK);
    memset(look, 0, LOOKS * sizeof *look);
    look[LOOK_ROWS] = (double)release.row_count;
    for (size_t i = 0; i < release.row_count; i++) {
        const struct statistic_row *row = &release.rows[i];
        look[LOOK_NUMBERS] += evidence_in_row(attack, row);
        look[LOOK_MEDIAN] += row->median_days != STATISTIC_NO_MEDIAN ? row->median_days : 0;
        assert_true(row->aspects[ASPECT_REGION] != REGION_OSTBELGIEN); /* where nobody is but that one */
    }
    statistics_release_wipe(&release);
}

static struct looks
look_often(const struct attack *attack, const struct statistics_counts *counts, uint64_t seed)
{
    struct looks looks = {.drawn = 0};
    for (int i = 0; i < GUESSES; i++) {
        double look[LOOKS];
        struct counting counting = {.seed = seed + (uint64_t)i};
        const struct noise noise = {.fill = fill_counted, .ctx = &counting};
        look_at(attack, counts, &noise, look);
        for (int k = 0; k < LOOKS; k++) {
            looks.sum[k] += look[k];
            looks.squares[k] += look[k] * look[k];
        }
        looks.drawn = counting.drawn;
    }
    return looks;
}

/* How far apart what is seen with and without lies, in its own standard deviations: the mu of who looks there. */
static double
distance(const struct looks *with, const struct looks *without, int look)
{
    double a = with->sum[look] / GUESSES;
    double b = without->sum[look] / GUESSES;
    double variance = (with->squares[look] / GUESSES - a * a + without->squares[look] / GUESSES - b * b) / 2;
    return variance > 0 ? fabs(a - b) / sqrt(variance) : 0;
}

/* Two thousand, half of them seen five weeks before the last day and half five weeks behind it, so that one more moves
 * the exact median by two months; and some who are in month 24. */
static struct statistics_counts *
count_others(const struct timeline *timeline)
{
    static const char *const lives[] = {"opvolging #m4_contact =1 2026-04-02", "opvolging #m4_contact =1 2026-06-15"};
    struct statistics_counts *counts = statistics_counts_new(timeline, CASE_QUARTER);
    assert_non_null(counts);
    for (int i = 0; i < 2000; i++) {
        struct case_dossier one = {.dossier.opened = case_day("2026-04-01")};
        one.process = case_process("2026-01-10 unemployed", lives[i % 2]);
        one.process.facts.region = REGION_BRUSSEL;
        case_count(counts, &one);
    }
    for (int i = 0; i < 400; i++) {
        struct case_dossier one = {.dossier.opened = case_day("2024-06-01")};
        one.process = case_process("2024-05-15 employed", NULL);
        one.process.facts.region = REGION_WALLONIE;
        case_count(counts, &one);
    }
    return counts;
}

static void
attack_open(struct attack *attack, const struct timeline *timeline, const struct case_dossier *last)
{
    struct statistics_counts *alone = statistics_counts_new(timeline, CASE_QUARTER);
    *attack = (struct attack){.without = count_others(timeline), .with = count_others(timeline)};
    assert_non_null(alone);
    case_count(attack->with, last);
    case_count(alone, last);
    for (unsigned i = 0; i < PLAN_TABLES; i++) {
        assert_true(statistics_table_make(&attack->known[i], attack->without, i, NULL));
        assert_true(statistics_table_make(&attack->added[i], alone, i, NULL));
    }
    statistics_counts_free(&alone);
}

static void
attack_close(struct attack *attack)
{
    statistics_counts_free(&attack->with);
    statistics_counts_free(&attack->without);
    for (unsigned i = 0; i < PLAN_TABLES; i++) {
        statistics_table_free(&attack->known[i]);
        statistics_table_free(&attack->added[i]);
    }
}

static double
mu_of(const struct attack *attack)
{
    double sum = 0;
    for (unsigned i = 0; i < PLAN_TABLES; i++) {
        const struct statistics_table *added = &attack->added[i];
        sum += case_square_of_table(added);
    }
    return sqrt(sum);
}

/* Each is sought by all that is known of the others. */
static void
whoever_is_looked_for_in_what_is_shown_is_not_found(void **state)
{
    static const struct {
        const char *facts;
        const char *events;
        enum region region;
        bool tips_median;
    } last[] = {
        /* The one who is late, in the middle of all others: the median */
        {"2026-01-10 unemployed", "opvolging #m4_contact =1 2026-06-15", REGION_BRUSSEL, true},
        /* A rare reason, where nobody else is */
        {"2026-01-10 self_employed", "gao incapacity =3 2026-01-10 from:2026-01-10 until:2026-03-01", REGION_OSTBELGIEN,
         false},
        /* Month 24, with an estimate */
        {"2024-05-15 employed", "arbeidspotentieel insurance =2 2026-05-01 by:adviserend_arts", REGION_WALLONIE, false},
    };
    struct timeline *few = case_load_few();
    double chance = 3 * sqrt(2.0 / GUESSES);
    (void)state;
    for (size_t i = 0; i < sizeof last / sizeof last[0]; i++) {
        struct attack attack;
        double seen[2][LOOKS];
        struct case_dossier one = {.dossier.opened = case_day("2026-04-01")};
        one.process = case_process(last[i].facts, last[i].events);
        one.process.facts.region = last[i].region;
        attack_open(&attack, few, &one);
        struct looks with = look_often(&attack, attack.with, 1000 * i);
        struct looks without = look_often(&attack, attack.without, 1000 * i + 500);
        for (int look = 0; look < LOOKS; look++) {
            assert_true(distance(&with, &without, look) <= mu_of(&attack) + chance);
        }
        assert_int_equal(with.drawn, without.drawn); /* nor how long it takes */
        /* Without noise it would tell: the attacks are good ones. */
        look_at(&attack, attack.with, NULL, seen[0]);
        look_at(&attack, attack.without, NULL, seen[1]);
        assert_true(seen[0][LOOK_NUMBERS] > seen[1][LOOK_NUMBERS]);
        assert_true(!last[i].tips_median || seen[0][LOOK_MEDIAN] > seen[1][LOOK_MEDIAN] + 50);
        attack_close(&attack);
    }
    timeline_free(&few);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_knows_all_others_cannot_tell_whether_the_last_was_counted),
        cmocka_unit_test(whoever_is_looked_for_in_what_is_shown_is_not_found),
        cmocka_unit_test(nothing_shown_together_tells_whether_a_hidden_cell_is_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
