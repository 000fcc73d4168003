/* The doorverwijshulp over all facts: everything is answered, in order; each row wins; what is not asked does not
 * matter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "referral_case.h"

static struct referral *ours;

static int
load_table(void **state)
{
    (void)state;
    ours = referral_case_ours();
    return 0;
}

static int
free_table(void **state)
{
    (void)state;
    referral_free(&ours);
    return 0;
}

/* The facts that tie rows together, each combined with all others. What else is asked is asked by rows that stop none:
 * such a row comes and goes alone, at its place. */
static const enum referral_fact combined[] = {
    REFERRAL_EMPLOYMENT, REFERRAL_STILL_AT_WORK,      REFERRAL_SEVERITY_NO_RETURN,
    REFERRAL_ESTIMATE,   REFERRAL_OCCUPATIONAL_CAUSE, REFERRAL_POTENTIAL,
    REFERRAL_RIT_ENDED,  REFERRAL_ADVISER_AGREES,     REFERRAL_NO_VISIT_WANTED};
#define COMBINED (sizeof combined / sizeof combined[0])
static const code_set combined_helps[] = {CODE_BIT(HELP_DIAGNOSIS_FIRST), CODE_BIT(HELP_WORK_ADAPTATION),
                                          CODE_BIT(HELP_PARTIAL_WORK), CODE_BIT(HELP_OTHER_EMPLOYER),
                                          CODE_BIT(HELP_TRAINING)};
#define COMBINED_HELPS (sizeof combined_helps / sizeof combined_helps[0])

/* In half months: unknown, and the first of each band between the bounds of the table. */
static const unsigned bands[] = {0, 1, 3, 5, 6, 13, 25};
#define BANDS (sizeof bands / sizeof bands[0])

static bool won[REFERRAL_ENTRIES];
static unsigned looked;

static void
look_at(const struct referral_facts *facts, day_num today)
{
    const struct referral_entry *entries[REFERRAL_ENTRIES];
    size_t count = referral_rank(ours, facts, today, entries);
    if (count == 0 || (count > 1 && entries[count - 1]->row == 0)) {
        fail_msg("not answered, or the last resort beside an answer");
    }
    for (size_t i = 1; i < count; i++) {
        if (entries[i - 1]->order > entries[i]->order) {
            fail_msg("row %u before row %u", entries[i - 1]->row, entries[i]->row);
        }
    }
    won[entries[0] - ours->entries] = true;
    looked++;
}

static void
combine(struct referral_facts *facts, size_t next, day_num today)
{
    if (next < COMBINED) {
        const struct code_list *values = referral_fact_values(combined[next]);
        for (unsigned value = 0; value < values->count; value++) {
            /* Only of the potential a "no" is asked as such: else it is as if it were not known. */
            bool same = strcmp(values->texts[value], "no") == 0 && combined[next] != REFERRAL_POTENTIAL;
            facts->value[combined[next]] = value;
            if (!same) {
                combine(facts, next + 1, today);
            }
        }
        return;
    }
    for (size_t band = 0; band < BANDS; band++) {
        facts->value[REFERRAL_MONTHS] = bands[band];
        look_at(facts, today);
    }
}

static void
every_combination_is_answered_in_order(void **state)
{
    (void)state;
    for (unsigned set = 0; set < 1U << COMBINED_HELPS; set++) {
        struct referral_facts facts = {.value[REFERRAL_HELP] = 1};
        for (unsigned i = 0; i < COMBINED_HELPS; i++) {
            facts.help |= (set & (1U << i)) != 0 ? combined_helps[i] : 0;
        }
        combine(&facts, 0, referral_case_today());
    }
    print_message("%u combinations\n", looked);
    assert_true(looked > 500000);
}

/* So the test above leaves nothing out: the table tells no values apart that it takes for one, and what it does not
 * combine is asked only by rows that stop none. */
static void
what_is_not_combined_ties_no_rows(void **state)
{
    (void)state;
    code_set tied = CODE_BIT(REFERRAL_MONTHS) | CODE_BIT(REFERRAL_HELP);
    for (size_t i = 0; i < COMBINED; i++) {
        tied |= CODE_BIT(combined[i]);
    }
    for (size_t i = 0; i < ours->entry_count; i++) {
        const struct referral_entry *entry = &ours->entries[i];
        for (size_t k = 0; k < entry->when.count; k++) {
            const struct condition_part *part = &entry->when.any[k];
            assert_true(entry->stops == 0 || (condition_part_asks(part) & ~tied) == 0);
            for (unsigned fact = 0; fact < REFERRAL_FACT_COUNT; fact++) {
                bool answer = referral_fact_kind((enum referral_fact)fact) == REFERRAL_KIND_ANSWER;
                bool split = codes_has(part->allowed[fact], 0) != codes_has(part->allowed[fact], 2);
                assert_true(!answer || !split || fact == REFERRAL_POTENTIAL);
            }
        }
    }
}

static uint32_t seed = 2026;

static unsigned
draw(unsigned below)
{
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 10) % below;
}

/* Of all facts; known: in how many of a hundred times each is. */
static struct referral_facts
draw_facts(unsigned known)
{
    struct referral_facts facts = {.help = 0};
    for (unsigned fact = 0; fact < REFERRAL_FACT_COUNT; fact++) {
        const struct code_list *values = referral_fact_values((enum referral_fact)fact);
        unsigned value = fact == REFERRAL_HELP ? 1 : 1 + draw(values == NULL ? 40 : values->count - 1);
        facts.value[fact] = draw(100) < known ? value : 0;
    }
    facts.help = facts.value[REFERRAL_HELP] == 0 ? 0 : draw(1U << HELP_COUNT) & draw(1U << HELP_COUNT);
    return facts;
}

static void
what_is_drawn_at_random_is_answered_too(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 200000; round++) {
        struct referral_facts facts = draw_facts(round % 2 == 0 ? 70 : 12);
        look_at(&facts, referral_case_today());
    }
}

/* Of all that was looked at above. */
static void
each_of_the_24_rows_wins(void **state)
{
    (void)state;
    for (unsigned row = 0; row <= 24; row++) {
        bool wins = false;
        for (size_t i = 0; i < ours->entry_count; i++) {
            wins = wins || (ours->entries[i].row == row && won[i]);
        }
        if (!wins) {
            fail_msg("row %u is never the first", row);
        }
    }
}

/* Who is named may differ by region, the rows do not. */
static void
what_is_not_asked_changes_nothing(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 20000; round++) {
        const struct referral_entry *before[REFERRAL_ENTRIES];
        const struct referral_entry *after[REFERRAL_ENTRIES];
        struct referral_facts facts = draw_facts(35);
        size_t count = referral_rank(ours, &facts, referral_case_today(), before);
        code_set open = referral_open(ours, &facts, referral_case_today());
        for (unsigned fact = 0; fact < REFERRAL_FACT_COUNT; fact++) {
            const struct code_list *values = referral_fact_values((enum referral_fact)fact);
            if (facts.value[fact] != 0 || values == NULL || codes_has(open, fact)) {
                continue;
            }
            struct referral_facts more = facts;
            more.value[fact] = 1 + draw(values->count - 1);
            assert_int_equal(referral_rank(ours, &more, referral_case_today(), after), count);
            assert_memory_equal(before, after, count * sizeof before[0]);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_combination_is_answered_in_order),  cmocka_unit_test(what_is_not_combined_ties_no_rows),
        cmocka_unit_test(what_is_drawn_at_random_is_answered_too), cmocka_unit_test(each_of_the_24_rows_wins),
        cmocka_unit_test(what_is_not_asked_changes_nothing),
    };
    return cmocka_run_group_tests(tests, load_table, free_table);
}
