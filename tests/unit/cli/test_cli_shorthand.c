/* What people type in place of an id: each form is told apart, and a name can never pass for another one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "resolve/recent.h"
#include "resolve/shorthand.h"

#define DOS1 "dos_2THXXRC4W2BX9WJG3KX6DAJM94"
#define DOS2 "dos_2THXXRC4W2BX9WJG3KX6DAJM95"
#define FRG1 "frg_2THXXRC4W2BX9WJG3KX6DAJM96"
#define ACT1 "act_2THXXRC4W2BX9WJG3KX6DAJM97"

static void
each_form_is_told_by_what_it_looks_like(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum shorthand_form form;
    } rows[] = {
        {DOS1, SHORTHAND_WHOLE},
        {"@last", SHORTHAND_LAST},
        {"@1", SHORTHAND_ROW},
        {"@20", SHORTHAND_ROW},
        {"dos_AJM94", SHORTHAND_PART},
        {"dos_ajmx", SHORTHAND_PART},
        {"AJM94", SHORTHAND_PART},
        {"claes", SHORTHAND_NAME},
        {"peters", SHORTHAND_NAME}, /* letters of ids, and no digit */
        {"An Peeters", SHORTHAND_NAME},
        {"2026-03-02", SHORTHAND_NAME},
        {"", SHORTHAND_WRONG},
        {"@", SHORTHAND_WRONG},
        {"@0", SHORTHAND_WRONG},
        {"@-1", SHORTHAND_WRONG},
        {"@LAST", SHORTHAND_WRONG},
        {"@claes", SHORTHAND_WRONG},
        {"@99999999999999999999", SHORTHAND_WRONG},
        {"dos_", SHORTHAND_WRONG},
        {"dos_AJM", SHORTHAND_WRONG},
        {"dos_Jan Willems", SHORTHAND_WRONG},
        {DOS1 "X", SHORTHAND_WRONG},
        {"dos_2THXXRC4W2BX9WJG3KX6DAJM9U", SHORTHAND_WRONG}, /* no letter of an id */
        {ACT1, SHORTHAND_WRONG},                             /* of another kind */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (shorthand_of(rows[i].text, "dos_").form != rows[i].form) {
            fail_msg("\"%s\" is taken for form %d", rows[i].text, (int)shorthand_of(rows[i].text, "dos_").form);
        }
    }
    assert_int_equal(shorthand_of("@3", "dos_").row, 2);
    assert_string_equal(shorthand_of("dos_AJM94", "dos_").part, "AJM94");
    assert_string_equal(shorthand_kind("DOSSIER"), "dos_");
    assert_string_equal(shorthand_kind("[THREAD]"), "thr_");
    assert_string_equal(shorthand_kind("DOSSIER|EMPLOYER"), "dos_");
    assert_null(shorthand_kind("DOS"));
    assert_null(shorthand_kind("DOSSIERS"));
}

static void
a_part_is_where_an_id_begins_or_ends(void **state)
{
    (void)state;
    assert_true(shorthand_fits(DOS1, "AJM94"));
    assert_true(shorthand_fits(DOS1, "ajm94"));
    assert_true(shorthand_fits(DOS1, "2THX"));
    assert_false(shorthand_fits(DOS1, "XRC4"));
    assert_false(shorthand_fits(DOS1, "AJM95"));
    assert_false(shorthand_fits("dos_short", "short"));
}

static void
a_name_is_found_by_beginnings_of_its_words(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *wanted;
        bool found;
    } rows[] = {
        {"Dr. Tom Claes", "claes", true},
        {"Dr. Tom Claes", "cla tom", true},
        {"Dr. Tom Claes", "CLAES", true},
        {"Dr. Tom Claes", "laes", false},
        {"Dr. Tom Claes", "claes jan", false},
        {"Dr. Tom Claes", "claesen", false},
        {"Zoë Müller-D'Hondt", "zoe", true},
        {"Zoë Müller-D'Hondt", "MULLER", true},
        {"Zoe Muller", "Zoë", true},
        {"Zoë Müller-D'Hondt", "hondt", true},
        {"Dr. Tom Claes", "", false},
        {"Dr. Tom Claes", " . ", false},
        {"", "x", false},
        {"\xc3", "a", false},
        {"a", "\xc3", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (shorthand_is_name(rows[i].name, rows[i].wanted) != rows[i].found) {
            fail_msg("\"%s\" in \"%s\"", rows[i].wanted, rows[i].name);
        }
    }
}

static void
an_answer_is_remembered_by_its_ids_alone(void **state)
{
    (void)state;
    struct recent recent = {.all = json_object(), .own = json_object()};
    recent_note_answer(&recent, "{\"items\":[{\"id\":\"" DOS1 "\",\"patient\":{\"name\":\"Jan Willems\"}},"
                                "{\"id\":\"" DOS2 "\"}],\"next\":null}");
    assert_string_equal(recent_row(&recent, "dos_", 1), DOS2);
    assert_null(recent_row(&recent, "dos_", 2));
    assert_null(recent_last(&recent, "dos_"));
    recent_note_answer(&recent, "{\"id\":\"" FRG1 "\",\"dossier\":\"" DOS2 "\"}");
    assert_string_equal(recent_last(&recent, "frg_"), FRG1);
    assert_null(recent_row(&recent, "frg_", 0));
    recent_note(&recent, DOS1);
    assert_string_equal(recent_last(&recent, "dos_"), DOS1);
    assert_string_equal(recent_seen(&recent, "dos_", 0), DOS1);
    assert_string_equal(recent_seen(&recent, "dos_", 1), DOS2);
    assert_null(recent_seen(&recent, "dos_", 2));
    /* An inbox: its rows are what the events are of; a row without one is none. */
    recent_note_answer(&recent, "{\"items\":[{\"seq\":1,\"dossier\":null},{\"seq\":2,\"dossier\":\"" DOS2 "\"}]}");
    assert_null(recent_row(&recent, "dos_", 0));
    assert_string_equal(recent_row(&recent, "dos_", 1), DOS2);
    char *text = json_dumps(recent.own, 0);
    assert_null(strstr(text, "Willems"));
    free(text);
    json_decref(recent.own);
    recent_close(&recent);
}

static void
what_is_no_answer_or_no_id_is_not_remembered(void **state)
{
    (void)state;
    static const char *const answers[] = {
        "",
        "x",
        "[]",
        "{\"id\":7}",
        "{\"id\":\"@last\"}",
        "{\"id\":\"dos_2THXXRC4W2BX9WJG3KX6DAJM9\\u001b\"}",
        "{\"items\":{}}",
        "{\"items\":[1,null,{\"id\":[]}]}",
        "{\"items\":[{\"id\":\"x\"}]}",
    };
    struct recent recent = {.all = json_object(), .own = json_object()};
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        recent_note_answer(&recent, answers[i]);
    }
    assert_int_equal(json_object_size(recent.own), 0);
    /* Nor is what somebody else wrote into the file taken for an id. */
    json_object_set_new(recent.own, "dos_", json_pack("{s:s, s:[s]}", "last", "../me", "rows", FRG1));
    assert_null(recent_last(&recent, "dos_"));
    assert_null(recent_row(&recent, "dos_", 0));
    json_decref(recent.own);
    recent_close(&recent);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_is_told_by_what_it_looks_like),
        cmocka_unit_test(a_part_is_where_an_id_begins_or_ends),
        cmocka_unit_test(a_name_is_found_by_beginnings_of_its_words),
        cmocka_unit_test(an_answer_is_remembered_by_its_ids_alone),
        cmocka_unit_test(what_is_no_answer_or_no_id_is_not_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
