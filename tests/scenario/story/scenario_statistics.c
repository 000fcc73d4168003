/*
 * Statistics over TLS: four hundred dossiers, a quarter that passes, a release that is killed and made once, and who
 * reads it: auditors, the same as everybody reads in what is exported; nobody else. Then copies that are put back.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/house_test.h"
#include "scenario/play.h"
#include "story_clock.h"

#define FIRST_DAY "2026-03-25"
#define COUNTED_DAY "2026-07-31"
#define DOSSIERS 400
#define COMMAND 1024
#define EXIT_REFUSED 65 /* EX_DATAERR */

static const struct step before[] = {
    {"of a quarter that is not over there is nothing", {"auditor", "GET", "/v1/statistics"}, 404, "not_found"},
    {"nor a list", {"auditor", "GET", "/v1/statistics/quarters"}, 200, NULL, .is = {{"/items/#", "0"}}},
};

static const struct step others[] = {
    {"a patient does not read them", {"patient", "GET", "/v1/statistics"}, 403, "role_not_allowed"},
    {"no huisarts", {"huisarts", "GET", "/v1/statistics"}, 403, "role_not_allowed"},
    {"no adviserend arts", {"adviserend_arts", "GET", "/v1/statistics"}, 403, "role_not_allowed"},
    {"no arbeidsarts", {"arbeidsarts", "GET", "/v1/statistics"}, 403, "role_not_allowed"},
    {"no coordinator", {"tnw_coordinator", "GET", "/v1/statistics"}, 403, "role_not_allowed"},
    {"no bemiddelaar", {"bemiddelaar", "GET", "/v1/statistics"}, 403, "role_not_allowed"},
    {"no hulpverlener", {"hulpverlener", "GET", "/v1/statistics"}, 403, "role_not_allowed"},
    {"no werkgever", {"werkgever", "GET", "/v1/statistics"}, 403, "role_not_allowed"},
    {"no beheerder", {"beheerder", "GET", "/v1/statistics"}, 403, "role_not_allowed"},
    {"nor which quarters there are", {"beheerder", "GET", "/v1/statistics/quarters"}, 403, "role_not_allowed"},
};

static const struct step after[] = {
    {"the quarter is there, once",
     {"auditor", "GET", "/v1/statistics/quarters"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/items/0/quarter", "2026-Q2"}, {"/items/0/until", "2026-06-30"}}},
    {"and so it is in the log",
     {"auditor", "GET", "/v1/audit/records?action=statistics.release"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/items/0/record/ground", "quarter:2026-Q2"}, {"/items/0/record/origin", "local"}}},
    {"by region",
     {"auditor", "GET", "/v1/statistics?by=step,region&quarter=2026-Q2"},
     200,
     NULL,
     .is = {{"/quarter", "2026-Q2"}, {"/counted", "2026-07-30"}, {"/guess_percent", "70"}, {"/by/0", "region"}}},
    {"what is looked at has a record",
     {"auditor", "GET", "/v1/audit/records?action=statistics.read"},
     200,
     NULL,
     .is = {{"/items/0/record/decision", "deny"}}},
};

/* Something is signed behind the copy. */
static const struct step before_restore[] = {
    {"somebody reads", {"auditor", "GET", "/v1/statistics?by=step"}, 200},
};

/* 900 a day; the last two digits check the others. */
static void
open_dossiers(struct house *house)
{
    for (int i = 0; i < DOSSIERS; i++) {
        char body[256];
        char key[40];
        struct answer answer;
        long digits = 700102000L + 1 + i;
        (void)snprintf(body, sizeof body,
                       "{\"patient\":{\"niss\":\"%09ld%02ld\",\"name\":\"Patient %d\"},\"start\":\"2026-03-20\","
                       "\"employment\":\"employed\"}",
                       digits, 97 - digits % 97, i);
        (void)snprintf(key, sizeof key, "key-of-statistics-%d", i);
        house_ask(
            house,
            &(struct ask){.actor = "huisarts", .method = "POST", .path = "/v1/dossiers", .body = body, .key = key},
            &answer);
        assert_int_equal(answer.status, 201);
        answer_free(&answer);
    }
}

/* Runs a line of shell, in which $tnwd, $conf and $dir stand for those of this house. Returns its status. */
static int
run_line(const struct house *house, const char *line)
{
    char text[COMMAND];
    (void)snprintf(text, sizeof text, "dir=%s; build=%s; tnwd=$build/server/tnwd; conf=$dir/server/tnwd.conf; %s",
                   house->sandbox.dir, getenv("TNW_BIN_DIR"), line);
    const char *const argv[] = {"/bin/sh", "-c", text, NULL};
    return sandbox_run(argv);
}

/* Whatever moment it is killed at, it is made once: then it never changes. */
static void
release_through_kills(const struct house *house)
{
    static const char *const moments[] = {"0.05", "0.1", "0.2", "0.3", "0.4", "0.5"};
    for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
        char line[256];
        (void)snprintf(line, sizeof line, "timeout -s KILL %s $tnwd statistics release --config $conf >$dir/said 2>&1",
                       moments[i]);
        (void)run_line(house, line);
    }
    (void)run_line(house, "$tnwd statistics release --config $conf >$dir/said 2>&1");
    assert_int_equal(run_line(house, "$tnwd statistics export --config $conf --json >$dir/first.json"), 0);
    assert_int_equal(run_line(house, "$tnwd statistics export --config $conf >$dir/first.csv"), 0);
    assert_int_not_equal(run_line(house, "$tnwd statistics release --config $conf 2>$dir/said"), 0);
    assert_int_not_equal(run_line(house, "$tnwd statistics release --config $conf --quarter 2026-Q3 2>$dir/said"), 0);
}

static void
expect_same_exports(const struct house *house)
{
    assert_int_equal(run_line(house,
                              "$tnwd statistics export --config $conf --json | cmp - $dir/first.json"
                              " && $tnwd statistics export --config $conf --quarter 2026-Q2 | cmp - $dir/first.csv"),
                     0);
}

static const json_t *
find_row(const json_t *rows, const json_t *row)
{
    size_t i;
    const json_t *one;
    json_array_foreach(rows, i, one)
    {
        if (json_equal(one, row)) {
            return one;
        }
    }
    return NULL;
}

/* What the API tells is what is exported, and near what happened: nobody was informed in time. */
static void
compare_with_export(struct house *house, const json_t *exported, const char *by, size_t least)
{
    char path[64];
    struct answer answer;
    size_t i;
    const json_t *row;
    (void)snprintf(path, sizeof path, "/v1/statistics?by=%s&limit=200", by);
    house_ask(house, &(struct ask){.actor = "auditor", .method = "GET", .path = path}, &answer);
    assert_int_equal(answer.status, 200);
    const json_t *rows = json_object_get(answer.body, "items");
    const json_int_t margin = json_integer_value(json_object_get(json_object_get(answer.body, "margin"), "due"));
    assert_true(json_array_size(rows) >= least);
    json_array_foreach(rows, i, row)
    {
        const json_int_t count = json_integer_value(json_object_get(row, "count"));
        assert_non_null(find_row(json_object_get(exported, "items"), row));
        if (strcmp(json_string_value(json_object_get(row, "code")), "w4_info") == 0) {
            assert_true(count > DOSSIERS - 3 * margin && count < DOSSIERS + 3 * margin);
        }
    }
    answer_free(&answer);
}

static void
read_what_was_released(struct house *house)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/first.json", house->sandbox.dir);
    json_t *exported = json_load_file(path, 0, NULL);
    assert_non_null(exported);
    compare_with_export(house, exported, "step", 1);
    compare_with_export(house, exported, "step,employment", 0);
    json_decref(exported);
    assert_int_equal(run_line(house, "grep -Eq '^step,w4_info,all,all,all,all,[0-9]+,' $dir/first.csv"), 0);
    assert_int_equal(run_line(house,
                              "$build/client/cli/tnw --sandbox $dir --as auditor --lang nl statistics show >$dir/shown"
                              " && grep -q 'stap' $dir/shown && grep -q '2026-Q2' $dir/shown"),
                     0);
    assert_int_equal(run_line(house, "$build/client/cli/tnw --sandbox $dir --as auditor statistics quarters >$dir/shown"
                                     " && grep -q '2026-Q2' $dir/shown"),
                     0);
}

/* While the server stands still. */
static void
keep_copy(struct house *house, const char *name)
{
    char line[128];
    house_hang_up(house);
    sandbox_stop(&house->sandbox);
    (void)snprintf(line, sizeof line, "cp -a $dir/server/data $dir/%s", name);
    assert_int_equal(run_line(house, line), 0);
    house_start(house);
}

static void
a_quarter_passes_and_is_told_without_people(void **state)
{
    struct house *house = *state;
    open_dossiers(house);
    PLAY(house, before);
    keep_copy(house, "copy_before");
    house_hang_up(house);
    story_clock_go(&house->sandbox, COUNTED_DAY);
    release_through_kills(house);
    PLAY(house, others);
    PLAY(house, after);
    read_what_was_released(house);
    house_restart(house);
    expect_same_exports(house);
    read_what_was_released(house);
    assert_int_equal(run_line(house, "$tnwd verify --config $conf >$dir/said 2>&1"), 0);
}

/* A second machine with the files of this one, and an older copy of the data; audit-state as it is now. */
static void
put_back(const struct house *house, const char *name)
{
    char line[512];
    (void)snprintf(line, sizeof line,
                   "rm -rf $dir/again; cp -a $dir/server $dir/again && rm -rf $dir/again/data"
                   " && cp -a $dir/%s $dir/again/data && sed -i \"s#$dir/server#$dir/again#g\" $dir/again/tnwd.conf",
                   name);
    assert_int_equal(run_line(house, line), 0);
}

/* The server signed more since: it does not start on the copy until the operator begins a new log. */
static void
begin_new_log(const struct house *house, const char *origin)
{
    char line[256];
    assert_int_equal(run_line(house, "timeout 60 $tnwd serve --config $dir/again/tnwd.conf --set server.port=0"
                                     " --set ops.port=0 >$dir/said 2>&1"),
                     EXIT_REFUSED);
    assert_int_equal(run_line(house, "grep -q 'has signed a checkpoint of' $dir/said"), 0);
    (void)snprintf(line, sizeof line, "$tnwd log-key --config $dir/again/tnwd.conf --new --origin %s >$dir/said 2>&1",
                   origin);
    assert_int_equal(run_line(house, line), 0);
}

/* What was told is never told again, otherwise; what the copy does not know is made anew, with fresh chance, and only
 * where the operator was told that the log is shorter. */
static void
after_a_restore_a_quarter_is_as_it_was_or_made_anew_and_seen(void **state)
{
    struct house *house = *state;
    keep_copy(house, "copy_after");
    PLAY(house, before_restore);
    house_restart(house); /* which signs what there is */
    put_back(house, "copy_after");
    begin_new_log(house, "sandbox.example/again");
    assert_int_equal(
        run_line(house, "$tnwd statistics export --config $dir/again/tnwd.conf --json | cmp - $dir/first.json"), 0);
    assert_int_not_equal(run_line(house, "$tnwd statistics release --config $dir/again/tnwd.conf 2>$dir/said"), 0);
    put_back(house, "copy_before");
    assert_int_not_equal(run_line(house, "$tnwd statistics export --config $dir/again/tnwd.conf 2>$dir/said"), 0);
    begin_new_log(house, "sandbox.example/older");
    assert_int_equal(run_line(house, "$tnwd statistics release --config $dir/again/tnwd.conf 2>$dir/said"), 0);
    assert_int_equal(run_line(house, "$tnwd statistics export --config $dir/again/tnwd.conf --json >$dir/second.json"),
                     0);
    assert_int_not_equal(run_line(house, "cmp -s $dir/first.json $dir/second.json"), 0);
    assert_int_equal(run_line(house, "$tnwd verify --config $dir/again/tnwd.conf >$dir/said 2>&1"), 0);
}

int
main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_quarter_passes_and_is_told_without_people),
                                       cmocka_unit_test(after_a_restore_a_quarter_is_as_it_was_or_made_anew_and_seen)};
    (void)setenv("TNW_SANDBOX_DAYS", "800", 1);
    story_clock_enter(argv, FIRST_DAY);
    return cmocka_run_group_tests_name("statistics over TLS", tests, house_setup, house_teardown);
}
