/*
 * The first fourteen months of four patients, row by row of the tables in this folder, against a server whose clock
 * goes on from date to date. Every row that comes out otherwise is printed; then the test fails.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/house_test.h"
#include "story.h"
#include "story_clock.h"

#define FIRST_DAY "2025-06-01"

enum { DATES_OF_A_RUN = 12, DAYS_OF_A_CRL = 25 };

static const char *const patients[] = {"employed",   "unemployed", "self_employed", "relapse", "relapse_new",
                                       "two_spells", NULL};

static day_num
day_of(const char *text)
{
    day_num day;
    assert_int_equal(date_parse(&day, text), TNW_OK);
    return day;
}

/* What whoever runs the CA does every few weeks. */
static void
renew_crl(struct house *house, day_num today, day_num *renewed)
{
    if (today - *renewed < DAYS_OF_A_CRL) {
        return;
    }
    const char *const argv[] = {"certs/tnw-pki", "crl", sandbox_text(&house->sandbox, "pki"), NULL};
    assert_int_equal(sandbox_run(argv), 0);
    assert_true(sandbox_reload(&house->sandbox));
    *renewed = today;
}

/* Whether somebody should have been told something by that date: what is due is looked for when a server starts, and
 * else once a minute, which is long for a test. */
static bool
asks_for_events(const struct story_row *row, const struct story_row *end)
{
    for (const char *date = row->date; row < end && strcmp(row->date, date) == 0; row++) {
        if (strcmp(row->line, "told") == 0) {
            return true;
        }
    }
    return false;
}

/* The next date comes; now and then the server was stopped in between. */
static void
go_to(struct story *story, const struct story_row *row, size_t count, day_num *renewed)
{
    struct house *house = story->house;
    house_hang_up(house);
    story_clock_go(&house->sandbox, row->date);
    renew_crl(house, day_of(row->date), renewed);
    if (count % DATES_OF_A_RUN == 0 || asks_for_events(row, story->table.rows + story->table.count)) {
        house_restart(house);
    }
}

static void
play_row(struct story *story, const struct story_row *row)
{
    if (strcmp(row->line, "do") == 0 || strcmp(row->line, "cannot") == 0) {
        story_deed(story, row);
    } else {
        story_look(story, row);
    }
}

static void
test_fourteen_months(void **state)
{
    struct story story = {.house = *state, .table = story_table_read(patients), .inboxes = json_object()};
    day_num renewed = day_of(FIRST_DAY);
    const char *date = "";
    size_t dates = 0;
    size_t compared = 0;
    for (size_t i = 0; i < story.table.count; i++) {
        const struct story_row *row = &story.table.rows[i];
        if (strcmp(row->date, date) != 0) {
            date = row->date;
            go_to(&story, row, ++dates, &renewed);
        }
        compared += strcmp(row->line, "do") != 0;
        play_row(&story, row);
    }
    story_check_inboxes(&story);
    print_message("  %zu dates, %zu rows compared, %zu differences\n", dates, compared, story.differences);
    story_table_free(&story.table);
    json_decref(story.inboxes);
    assert_int_equal(story.differences, 0);
}

int
main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_fourteen_months)};
    (void)setenv("TNW_SANDBOX_DAYS", "800", 1);
    story_clock_enter(argv, FIRST_DAY);
    return cmocka_run_group_tests_name("the first fourteen months of four patients", tests, house_setup,
                                       house_teardown);
}
