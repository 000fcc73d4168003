/* The patient's access log, folded: what was done again and again on one Belgian day is one item, wherever pages
 * end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "access_scene.h"
#include "base/limits.h"

/* Compares a page with lines of "action count first-until", "-" for a next that is null. Only of the doctors. */
static void
expect(json_t *answer, const char *wanted, bool more)
{
    struct buf got = {0};
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(answer, "items"), i, item)
    {
        const char *role = json_string_value(json_object_get(item, "role"));
        if (strcmp(role, "patient") != 0) {
            buf_printf(&got, "%s %lld %.16s-%.16s\n", json_string_value(json_object_get(item, "action")),
                       (long long)json_integer_value(json_object_get(item, "count")),
                       json_string_value(json_object_get(item, "first")),
                       json_string_value(json_object_get(item, "until")));
            assert_string_equal(json_string_value(json_object_get(item, "until")),
                                json_string_value(json_object_get(item, "time")));
        }
    }
    assert_string_equal(got.len == 0 ? "" : buf_text(&got), wanted);
    assert_int_equal(json_is_string(json_object_get(answer, "next")), more);
    buf_free(&got);
}

static void
only_what_is_alike_is_folded(void **state)
{
    struct scene s = scene_set(*state);
    struct audit_record record = scene_reading(&s);
    scene_put(&s, &record, "2026-04-01T08:00:00Z");
    struct audit_record others[9];
    for (size_t i = 0; i < 9; i++) {
        others[i] = record;
    }
    others[0].actor = s.adviser;
    others[1].role = ROLE_ARBEIDSARTS;
    others[2].action = "fragment.amend";
    others[3].decision = "deny";
    others[4].ground = slice_str("author consent:cns_00000000000000000000000001");
    others[5].purpose = PURPOSE_RIT;
    others[6].categories = CODE_BIT(CATEGORY_GAO);
    others[7].organisation = s.adviser;
    others[8].object = "frg_00000000000000000000000001"; /* the same kind of access to another thing */
    for (size_t i = 0; i < 9; i++) {
        scene_put(&s, &others[i], "2026-04-01T08:01:00Z");
    }
    scene_put(&s, &record, "2026-04-01T08:30:00Z");
    json_t *answer = scene_page(&s, "en", "true", NULL, NULL);
    expect(answer,
           "fragment.read 3 2026-04-01T08:00-2026-04-01T08:30\n"
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n" /* another organisation */
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n" /* category */
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n" /* purpose */
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n" /* ground */
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n" /* decision */
           "fragment.amend 1 2026-04-01T08:01-2026-04-01T08:01\n"
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n" /* role */
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n" /* actor */,
           false);
    scene_says(
        answer, 0, "text",
        "Name (general practitioner) read a document in your dossier (note of what you can still do) on 1 April 2026, "
        "3 "
        "times between 10:00 and 10:30, for the return-to-work trajectory; this was allowed, because the author of a "
        "text "
        "may keep reading it.");
    json_decref(answer);
}

/* The clocks go forward on 29 March: that day begins at 23:00 UTC and ends at 22:00 UTC. */
static void
days_end_at_midnight_in_belgium(void **state)
{
    struct scene s = scene_set(*state);
    struct audit_record record = scene_reading(&s);
    static const char *const times[] = {"2026-03-28T22:59:59.999Z", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59.999Z",
                                        "2026-03-29T22:00:00Z",     "2026-10-24T21:59:00Z", "2026-10-24T22:00:00Z",
                                        "2026-10-25T22:59:00Z",     "2026-10-25T23:00:00Z"};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        scene_put(&s, &record, times[i]);
    }
    json_t *answer = scene_page(&s, "en", "true", NULL, NULL);
    expect(answer,
           "fragment.read 1 2026-10-25T23:00-2026-10-25T23:00\n"
           "fragment.read 2 2026-10-24T22:00-2026-10-25T22:59\n"
           "fragment.read 1 2026-10-24T21:59-2026-10-24T21:59\n"
           "fragment.read 1 2026-03-29T22:00-2026-03-29T22:00\n"
           "fragment.read 2 2026-03-28T23:00-2026-03-29T21:59\n"
           "fragment.read 1 2026-03-28T22:59-2026-03-28T22:59\n",
           false);
    json_decref(answer);
}

static void
without_fold_each_access_is_an_item(void **state)
{
    struct scene s = scene_set(*state);
    struct audit_record record = scene_reading(&s);
    scene_put(&s, &record, "2026-04-01T08:00:00Z");
    scene_put(&s, &record, "2026-04-01T08:01:00Z");
    json_t *answer = scene_page(&s, "en", "false", NULL, NULL);
    expect(answer,
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n"
           "fragment.read 1 2026-04-01T08:00-2026-04-01T08:00\n",
           false);
    json_decref(answer);
}

static char *
next_of(const json_t *answer)
{
    char *next = strdup(json_string_value(json_object_get(answer, "next")));
    assert_non_null(next);
    return next;
}

static void
a_page_holds_whole_days(void **state)
{
    struct scene s = scene_set(*state);
    struct audit_record read = scene_reading(&s);
    struct audit_record amend = read;
    amend.action = "fragment.amend";
    static const char *const days[] = {"2026-04-01T08:00:00Z", "2026-04-02T08:00:00Z", "2026-04-03T08:00:00Z"};
    for (size_t i = 0; i < 3; i++) {
        scene_put(&s, &read, days[i]);
        scene_put(&s, &amend, days[i]);
        scene_put(&s, &read, days[i]);
    }
    json_t *answer = scene_page(&s, "en", "true", "3", NULL); /* two items a day: the second day would not fit */
    expect(answer,
           "fragment.read 2 2026-04-03T08:00-2026-04-03T08:00\n"
           "fragment.amend 1 2026-04-03T08:00-2026-04-03T08:00\n",
           true);
    char *next = next_of(answer);
    json_decref(answer);
    answer = scene_page(&s, "en", "true", "1", next); /* a day is shown whole, though one item is the limit */
    expect(answer,
           "fragment.read 2 2026-04-02T08:00-2026-04-02T08:00\n"
           "fragment.amend 1 2026-04-02T08:00-2026-04-02T08:00\n",
           true);
    free(next);
    next = next_of(answer);
    json_decref(answer);
    answer = scene_page(&s, "en", "true", "50", next); /* with the patient's opening of the dossier, a month before */
    expect(answer,
           "fragment.read 2 2026-04-01T08:00-2026-04-01T08:00\n"
           "fragment.amend 1 2026-04-01T08:00-2026-04-01T08:00\n",
           false);
    free(next);
    json_decref(answer);
}

static void
only_a_day_beyond_the_bound_is_shown_in_pieces(void **state)
{
    struct scene s = scene_set(*state);
    struct audit_record record = scene_reading(&s);
    s.txn = place_write(s.w->place);
    scene_put(&s, &record, "2026-04-01T08:00:00Z");
    for (size_t i = 0; i < LIMIT_SCAN_MAX + 10; i++) {
        scene_put(&s, &record, "2026-04-02T08:00:00Z");
    }
    scene_put(&s, &record, "2026-04-03T08:00:00Z");
    place_commit(s.txn);
    s.txn = NULL;
    json_t *answer = scene_page(&s, "en", "true", NULL, NULL); /* not the day before, of which it cannot see the end */
    expect(answer, "fragment.read 1 2026-04-03T08:00-2026-04-03T08:00\n", true);
    char *next = next_of(answer);
    json_decref(answer);
    answer = scene_page(&s, "en", "true", NULL, next);
    expect(answer, "fragment.read 2000 2026-04-02T08:00-2026-04-02T08:00\n", true);
    scene_says(
        answer, 0, "text",
        "Name (general practitioner) read a document in your dossier (note of what you can still do) on 2 April 2026, "
        "2000 times at 10:00, for the return-to-work trajectory; this was allowed, because the author of a text may "
        "keep "
        "reading it.");
    free(next);
    next = next_of(answer);
    json_decref(answer);
    answer = scene_page(&s, "en", "true", NULL, next);
    expect(answer,
           "fragment.read 10 2026-04-02T08:00-2026-04-02T08:00\n"
           "fragment.read 1 2026-04-01T08:00-2026-04-01T08:00\n",
           false);
    free(next);
    json_decref(answer);
}

static void
refused(const struct scene *s, const char *name, const char *value)
{
    struct call *call = service_call(s->w, "access_log.read", PATIENT, NULL);
    service_in(call)->path_id[0] = s->dossier;
    service_set_query(call, "fold", "true");
    service_set_query(call, name, value);
    assert_int_equal(service_run(call), TNW_E_INVALID_PARAMETER);
    call_free(&call);
}

static void
what_it_does_not_take_is_refused(void **state)
{
    struct scene s = scene_set(*state);
    refused(&s, "language", "es");
    refused(&s, "language", "NL");
    refused(&s, "fold", "1");
    refused(&s, "proof", "yes");
    refused(&s, "proof", "true"); /* with fold */
    refused(&s, "size", "1");     /* without proof */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(only_what_is_alike_is_folded),
        WITH_WORLD(days_end_at_midnight_in_belgium),
        WITH_WORLD(without_fold_each_access_is_an_item),
        WITH_WORLD(a_page_holds_whole_days),
        WITH_WORLD(only_a_day_beyond_the_bound_is_shown_in_pieces),
        WITH_WORLD(what_it_does_not_take_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
