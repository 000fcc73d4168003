/* What the timeline goes by of each category: the event that its content makes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/category/category.h"

#define WRITTEN 20500 /* 2026-02-16 */
#define NONE PROCESS_NO_VALUE

/* Dates as text, NULL for none; day NULL: the day on which it was written. */
static const struct row {
    enum category category;
    const char *content;
    const char *kind;
    const char *step;
    int value;
    const char *day;
    const char *from;
    const char *until;
    const char *next;
} rows[] = {
    {CATEGORY_GAO, "{'begin':'2026-02-01','end':'2026-02-20','reason':'illness'}", "incapacity", "",
     REASON_GROUP_ILLNESS, "2026-02-01", "2026-02-01", "2026-02-20", NULL},
    {CATEGORY_GAO, "{'kind':'relapse','begin':'2026-02-01','end':'2026-02-20','reason':'occupational_disease'}",
     "relapse", "", REASON_GROUP_WORK, "2026-02-01", "2026-02-01", "2026-02-20", NULL},
    {CATEGORY_QUICKSCAN, "{'instrument':'riziv_quickscan','state':'sent','date':'2026-02-10'}", "riziv_quickscan", "",
     0, "2026-02-10", NULL, NULL, NULL},
    {CATEGORY_QUICKSCAN, "{'instrument':'rtw_se','state':'answered','own_view':'x','expected_return':'not'}", "rtw_se",
     "", 1, NULL, NULL, NULL, NULL},
    {CATEGORY_ARBEIDSPOTENTIEEL,
     "{'variant':'insurance','category':3,'motivation':'x','date':'2026-02-10','next_estimate':'2026-06-01'}",
     "insurance", "", 3, "2026-02-10", NULL, NULL, "2026-06-01"},
    {CATEGORY_ARBEIDSPOTENTIEEL, "{'variant':'occupational','potential':true,'method':'x'}", "occupational", "", 1,
     NULL, NULL, NULL, NULL},
    {CATEGORY_ARBEIDSPOTENTIEEL, "{'variant':'occupational','potential':false,'method':'x'}", "occupational", "", 0,
     NULL, NULL, NULL, NULL},
    {CATEGORY_POTENTIEEL_UITKOMST, "{'potential':true,'date':'2026-02-10'}", "", "", 1, "2026-02-10", NULL, NULL, NULL},
    {CATEGORY_BEOORDELING, "{'regime':'2022','letter':'A','next':'2026-06-01'}", "2022", "", 1, NULL, NULL, NULL,
     "2026-06-01"},
    {CATEGORY_BEOORDELING, "{'regime':'2016','letter':'E','date':'2021-05-04'}", "2016", "", 5, "2021-05-04", NULL,
     NULL, NULL},
    {CATEGORY_VERZOEK, "{'kind':'rit','date':'2026-02-10'}", "rit", "", NONE, "2026-02-10", NULL, NULL, NULL},
    {CATEGORY_VERZOEK, "{'kind':'progressief','resume_on':'2026-03-02'}", "progressief", "", NONE, NULL, "2026-03-02",
     NULL, NULL},
    {CATEGORY_DOORVERWIJZING, "{'to_role':'tnw_coordinator','purpose':'tnw_traject','reason':'x'}", "tnw_coordinator",
     "", NONE, NULL, NULL, NULL, NULL},
    {CATEGORY_ENGAGEMENT, "{'statement':'x','date':'2026-02-10'}", "", "", 0, "2026-02-10", NULL, NULL, NULL},
    {CATEGORY_PLAN,
     "{'procedure':'tnw_traject','appointments':[{'date':'2026-05-01'},{'date':'2026-04-01'},{'date':'2026-06-01'}]}",
     "tnw_traject", "", 1, NULL, NULL, NULL, "2026-04-01"},
    {CATEGORY_PLAN, "{'procedure':'rit','outcome':'report','motivation':'x'}", "rit", "", 0, NULL, NULL, NULL, NULL},
    {CATEGORY_OPVOLGING,
     "{'step':'m4_contact','date':'2026-02-10','channel':'phone','present':true,'next':'2026-05-01'}", "", "m4_contact",
     1, "2026-02-10", NULL, NULL, "2026-05-01"},
    {CATEGORY_OPVOLGING, "{'date':'2026-02-10','channel':'phone','present':false}", "", "", 0, "2026-02-10", NULL, NULL,
     NULL},
    {CATEGORY_PROGRESSIEVE_TEWERKSTELLING,
     "{'permitted':true,'asked_on':'2026-02-01','from':'2026-03-01','until':'2026-08-31','hours_per_week':19}", "", "",
     1, NULL, "2026-03-01", "2026-08-31", NULL},
    {CATEGORY_PROGRESSIEVE_TEWERKSTELLING, "{'permitted':false,'asked_on':'2026-02-01','date':'2026-02-10'}", "", "", 0,
     "2026-02-10", NULL, NULL, NULL},
    {CATEGORY_OPLEIDING,
     "{'kind':'herscholing','offer':'x','from':'2026-09-01','until':'2027-01-31','approved':true,"
     "'approved_by':'adviserend_arts','approved_on':'2026-02-10'}",
     "herscholing", "", 1, "2026-02-10", "2026-09-01", "2027-01-31", NULL},
    {CATEGORY_OPLEIDING, "{'kind':'opleiding','offer':'x','approved':false}", "opleiding", "", 0, NULL, NULL, NULL,
     NULL},
    {CATEGORY_INSCHRIJVING, "{'service':'vdab','date':'2026-02-10'}", "vdab", "", NONE, "2026-02-10", NULL, NULL, NULL},
    {CATEGORY_OPMERKING, "{'about':'plan','text':'x','step':'m4_contact'}", "", "m4_contact", NONE, NULL, NULL, NULL,
     NULL},
};

/* JSON with ' for ". */
static json_t *
content_of(const char *text)
{
    char copy[512];
    size_t i = 0;
    for (; text[i] != 0 && i + 1 < sizeof copy; i++) {
        copy[i] = text[i];
        if (text[i] == '\'') {
            copy[i] = '"';
        }
    }
    copy[i] = 0;
    json_t *content = json_loads(copy, 0, NULL);
    assert_non_null(content);
    return content;
}

static void
assert_day(day_num got, const char *expected, day_num otherwise)
{
    day_num day = otherwise;
    if (expected != NULL) {
        assert_int_equal(date_parse(&day, expected), TNW_OK);
    }
    assert_int_equal(got, day);
}

static void
each_category_makes_the_event_that_the_timeline_knows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *row = &rows[i];
        struct process_event event = {
            .category = row->category, .by = ROLE_HUISARTS, .purpose = PURPOSE_RIT, .recorded = WRITTEN};
        json_t *content = content_of(row->content);
        assert_true(category_event(&event, content));
        assert_int_equal(event.category, row->category);
        assert_int_equal(event.by, ROLE_HUISARTS);
        assert_int_equal(event.purpose, PURPOSE_RIT);
        assert_int_equal(event.recorded, WRITTEN);
        assert_string_equal(event.kind, row->kind);
        assert_string_equal(event.step, row->step);
        assert_int_equal(event.value, row->value);
        assert_day(event.day, row->day, WRITTEN);
        assert_day(event.from, row->from, 0);
        assert_day(event.until, row->until, 0);
        assert_day(event.next, row->next, 0);
        json_decref(content);
    }
}

/* What they say is nobody's step. */
static void
diagnosis_fit_note_and_work_post_make_none(void **state)
{
    (void)state;
    static const enum category without[] = {CATEGORY_DIAGNOSE, CATEGORY_FIT_NOTE, CATEGORY_WERKPOST, CATEGORY_NONE};
    json_t *content = json_object();
    for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
        struct process_event event = {.category = without[i], .recorded = WRITTEN};
        assert_false(category_event(&event, content));
    }
    json_decref(content);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_category_makes_the_event_that_the_timeline_knows),
        cmocka_unit_test(diagnosis_fit_note_and_work_post_make_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
