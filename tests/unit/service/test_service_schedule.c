/* What time alone makes due is told once, to who is to do it, whatever happens to the server; and what is due is found
 * by an index that every change keeps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "schedule_scene.h"
#include "store/inside.h"
#include "store/records/process/agenda.h"
#include "store/records/process/process.h"

/* By the patient: of that category alone. */
static void
exclude_from(struct schedule_scene *s, const char *category)
{
    char actor[ID_TEXT];
    char body[200];
    id_format(actor, ID_ACTOR, &s->people.doctor);
    (void)snprintf(body, sizeof body, "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"%s\"},\"categories\":[\"%s\"]}",
                   actor, category);
    struct call *call = service_call(s->w, "consent.give", PATIENT, body);
    service_in(call)->path_id[0] = s->people.dossier;
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
}

/* An estimate by somebody else, found again later: the step runs from it. */
static void
note_estimate(struct schedule_scene *s)
{
    struct txn *txn = place_write(s->w->place);
    static struct process process;
    struct process_marks marks;
    assert_true(process_get(txn, &s->people.dossier, &process, &marks));
    process.events[process.event_count++] = (struct process_event){.object = place_id(7),
                                                                   .category = CATEGORY_ARBEIDSPOTENTIEEL,
                                                                   .by = ROLE_ADVISEREND_ARTS,
                                                                   .purpose = PURPOSE_TNW_TRAJECT,
                                                                   .kind = "insurance",
                                                                   .value = 3,
                                                                   .day = 20514,
                                                                   .recorded = 20514,
                                                                   .next = 20544};
    process_put(txn, &s->people.dossier, &process, &marks);
    place_commit(txn);
}

static void
who_is_excluded_from_what_it_runs_from_is_not_told(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    note_estimate(&s);
    exclude_from(&s, "arbeidspotentieel");
    schedule_go(&s, "2026-03-30");
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 1);
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_DUE, "inschatting_opnieuw"), 0);
    schedule_close(&s);
}

static void
who_is_not_is(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    note_estimate(&s);
    exclude_from(&s, "quickscan");
    schedule_go(&s, "2026-03-30");
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_DUE, "inschatting_opnieuw"), 1);
    schedule_close(&s);
}

static void
set_start(struct schedule_scene *s, const char *day, const char *version)
{
    char body[64];
    (void)snprintf(body, sizeof body, "{\"start\":\"%s\"}", day);
    struct call *call = service_call(s->w, "facts.set", PATIENT, body);
    service_in(call)->path_id[0] = s->people.dossier;
    service_in(call)->if_match = version;
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
}

/* Forth and back: what they were told of before is nothing new, and one day brings one event for each step. */
static void
whoever_moves_the_start_floods_nobody(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    schedule_go(&s, "2026-03-30");
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 1);
    schedule_go(&s, "2026-03-31");
    set_start(&s, "2026-02-02", "\"1\"");
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 2);
    set_start(&s, "2026-02-01", "\"2\"");
    set_start(&s, "2026-02-03", "\"3\"");
    set_start(&s, "2026-02-02", "\"4\"");
    set_start(&s, "2026-02-03", "\"5\"");
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 2);
    schedule_go(&s, "2026-04-01");
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 3);
    schedule_close(&s);
}

static void
each_is_told_once_and_late_once_more(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    struct id patient = schedule_patient(&s);
    schedule_go(&s, "2026-03-28");
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 0);
    schedule_go(&s, "2026-03-30");
    schedule_go(&s, "2026-03-30");
    schedule_go(&s, "2026-04-02");
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 1);
    assert_int_equal(schedule_events(&s, &patient, EVENT_STEP_DUE, "w10_vragenlijst"), 0);
    assert_true(s.announced > 0);
    schedule_go(&s, "2026-04-20");
    schedule_go(&s, "2026-04-21");
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 1);
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_OVERDUE, "w10_vragenlijst"), 1);
    assert_int_equal(schedule_events(&s, &patient, EVENT_STEP_OVERDUE, "w10_vragenlijst"), 1);
    schedule_close(&s);
}

static void
a_leap_of_a_year_tells_what_is_late_and_goes_on(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    schedule_go(&s, "2027-03-30");
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 0);
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_OVERDUE, "w10_vragenlijst"), 1);
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_OVERDUE, "m4_inschatting"), 1);
    size_t announced = s.announced;
    schedule_go(&s, "2027-03-30");
    assert_int_equal(s.announced, announced);
    schedule_close(&s);
}

/* A clock that is set back, by hand or by a store that came from a backup: what was told stays told, and what is due
 * later is told at its time. */
static void
a_leap_back_tells_nothing_again_and_loses_nothing(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    schedule_go(&s, "2026-03-30");
    size_t agenda = schedule_rows(&s, SPACE_AGENDA);
    size_t announced = s.announced;
    schedule_go(&s, "2026-03-04");
    schedule_go(&s, "2025-03-30");
    assert_int_equal(s.announced, announced);
    assert_int_equal(schedule_rows(&s, SPACE_AGENDA), agenda);
    assert_int_equal(schedule_rows(&s, SPACE_WAKE), 1);
    schedule_go(&s, "2026-03-31");
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 1);
    schedule_go(&s, "2026-04-20");
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_OVERDUE, "w10_vragenlijst"), 1);
    schedule_close(&s);
}

/* Something is written while the clock is back: the timeline is reckoned for that day, and later again. */
static void
what_is_written_in_a_year_that_was_tells_nothing_again(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    schedule_go(&s, "2026-03-30");
    schedule_go(&s, "2026-03-10");
    exclude_from(&s, "quickscan");
    schedule_go(&s, "2026-03-31");
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 1);
    schedule_go(&s, "2027-03-30");
    schedule_go(&s, "2026-03-30");
    schedule_go(&s, "2027-03-31");
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 1);
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_OVERDUE, "w10_vragenlijst"), 1);
    assert_int_equal(schedule_rows(&s, SPACE_WAKE), 1);
    schedule_close(&s);
}

static void
exclude(const struct schedule_scene *s, const struct id *actor)
{
    char id[ID_TEXT];
    char body[128];
    id_format(id, ID_ACTOR, actor);
    (void)snprintf(body, sizeof body, "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"%s\"}}", id);
    struct call *call = service_call(s->w, "consent.give", PATIENT, body);
    service_in(call)->path_id[0] = s->people.dossier;
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
}

static void
who_is_out_hears_nothing(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    struct id patient = schedule_patient(&s);
    exclude(&s, &s.people.doctor);
    schedule_go(&s, "2026-04-20");
    assert_int_equal(schedule_events(&s, &s.people.doctor, EVENT_STEP_OVERDUE, "w10_vragenlijst"), 0);
    assert_int_equal(schedule_events(&s, &patient, EVENT_STEP_OVERDUE, "w10_vragenlijst"), 1);
    schedule_close(&s);
}

static void
that_nobody_keeps_the_overview_is_told_the_day_after(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    struct id patient = schedule_patient(&s);
    schedule_go(&s, "2026-03-02");
    assert_int_equal(schedule_events(&s, &patient, EVENT_REGIE_NONE, ""), 0);
    schedule_go(&s, "2026-03-03");
    schedule_go(&s, "2026-03-05");
    assert_int_equal(schedule_events(&s, &patient, EVENT_REGIE_NONE, ""), 1);
    schedule_close(&s);
}

/* By a patient who then puts out who keeps it. */
static void
whoever_keeps_the_overview_and_is_put_out_leaves_an_alert(void **state)
{
    struct schedule_scene s;
    char doctor[ID_TEXT];
    char body[96];
    schedule_open(&s, *state);
    struct id patient = schedule_patient(&s);
    struct id third = service_add_actor(s.w, STRANGER, CODE_BIT(ROLE_TNW_COORDINATOR), false);
    id_format(doctor, ID_ACTOR, &third);
    (void)snprintf(body, sizeof body, "{\"actor\":\"%s\",\"role\":\"tnw_coordinator\"}", doctor);
    struct call *call = service_call(s.w, "participant.add", PATIENT, body);
    service_in(call)->path_id[0] = s.people.dossier;
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
    (void)snprintf(body, sizeof body, "{\"actor\":\"%s\"}", doctor);
    call = service_call(s.w, "regie.set", PATIENT, body);
    service_in(call)->path_id[0] = s.people.dossier;
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
    schedule_go(&s, "2026-03-04");
    assert_int_equal(schedule_events(&s, &patient, EVENT_REGIE_NONE, ""), 0);
    exclude(&s, &third);
    schedule_go(&s, "2026-03-05");
    assert_int_equal(schedule_events(&s, &patient, EVENT_REGIE_NONE, ""), 1);
    assert_int_equal(schedule_events(&s, &third, EVENT_REGIE_NONE, ""), 0);
    schedule_close(&s);
}

/* A dossier whose rows a crash, or damage, left in the index alone. */
static void
rows_of_nothing_go_away(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    struct id gone = id_new(5);
    struct txn *txn = place_write(s.w->place);
    wake_put(txn, 20000, &gone);
    wake_put(txn, 20001, &s.people.dossier);
    place_commit(txn);
    assert_int_equal(schedule_rows(&s, SPACE_WAKE), 3);
    schedule_go(&s, "2026-03-04");
    assert_int_equal(schedule_rows(&s, SPACE_WAKE), 1);
    schedule_close(&s);
}

static void
damage_one(const struct schedule_scene *s)
{
    struct txn *txn = place_write(s->w->place);
    txn_put(txn, SPACE_PROCESS, id_slice(&s->people.dossier), slice_str("this is no process at all, and too long"));
    wake_put(txn, 20000, &s->people.dossier);
    place_commit(txn);
}

static void
one_that_is_damaged_keeps_no_other_from_its_day(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    struct id second = service_open_dossier(s.w);
    struct process *process = calloc(1, sizeof *process);
    struct process_marks *marks = calloc(1, sizeof *marks);
    assert_true(process != NULL && marks != NULL);
    damage_one(&s);
    s.w->now += 60 * SCHEDULE_DAY;
    assert_int_equal(scheduler_look(&s.options), TNW_E_CORRUPT);
    struct txn *txn = place_read(s.w->place);
    assert_true(process_get(txn, &second, process, marks));
    assert_true(marks->wake > date_in_belgium(s.w->now));
    txn_abort(&txn);
    free(process);
    free(marks);
    schedule_close(&s);
}

static void
a_closed_dossier_has_no_rows_and_a_reopened_one_has_them_again(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    size_t agenda = schedule_rows(&s, SPACE_AGENDA);
    assert_true(agenda > 2);
    struct call *call = service_call(s.w, "dossier.close", HUISARTS, NULL);
    service_in(call)->path_id[0] = s.people.dossier;
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
    assert_int_equal(schedule_rows(&s, SPACE_AGENDA), 0);
    assert_int_equal(schedule_rows(&s, SPACE_WAKE), 0);
    call = service_call(s.w, "dossier.reopen", PATIENT, NULL);
    service_in(call)->path_id[0] = s.people.dossier;
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
    assert_int_equal(schedule_rows(&s, SPACE_AGENDA), agenda);
    assert_int_equal(schedule_rows(&s, SPACE_WAKE), 1);
    schedule_close(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(who_is_excluded_from_what_it_runs_from_is_not_told),
        WITH_WORLD(who_is_not_is),
        WITH_WORLD(whoever_moves_the_start_floods_nobody),
        WITH_WORLD(each_is_told_once_and_late_once_more),
        WITH_WORLD(a_leap_of_a_year_tells_what_is_late_and_goes_on),
        WITH_WORLD(a_leap_back_tells_nothing_again_and_loses_nothing),
        WITH_WORLD(what_is_written_in_a_year_that_was_tells_nothing_again),
        WITH_WORLD(who_is_out_hears_nothing),
        WITH_WORLD(that_nobody_keeps_the_overview_is_told_the_day_after),
        WITH_WORLD(whoever_keeps_the_overview_and_is_put_out_leaves_an_alert),
        WITH_WORLD(rows_of_nothing_go_away),
        WITH_WORLD(one_that_is_damaged_keeps_no_other_from_its_day),
        WITH_WORLD(a_closed_dossier_has_no_rows_and_a_reopened_one_has_them_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
