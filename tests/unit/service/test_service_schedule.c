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

#include "ledger/ledger.h"
#include "service/process/scheduler.h"
#include "service_world.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/dossier.h"
#include "store/records/inbox.h"
#include "store/records/process/agenda.h"
#include "store/records/process/process.h"

#define DAY INT64_C(86400000)

/* HUISARTS and ADVISEREND take part in a dossier that starts on 2026-02-01; it is 2026-03-02. */
struct scene {
    struct test_world *w;
    struct service_reading people;
    struct ledger *ledger;
    struct scheduler_options options;
    size_t announced;
};

static void
end_test(void *ctx, enum tnw_err err)
{
    (void)ctx;
    fail_msg("the ledger ends the process: %s", tnw_error_info(err)->code);
}

static void
count_announced(void *ctx, struct slice actors)
{
    ((struct scene *)ctx)->announced += actors.len / ID_SIZE;
}

static void
open_scene(struct scene *s, struct test_world *w)
{
    *s = (struct scene){.w = w, .people = service_reading(w)};
    assert_int_equal(ledger_start(&s->ledger, w->place->store, NULL, &w->log, end_test, NULL), TNW_OK);
    s->options =
        (struct scheduler_options){.world = &w->world, .ledger = s->ledger, .announce = count_announced, .ctx = s};
}

static void
close_scene(struct scene *s)
{
    call_free(&s->people.read);
    ledger_stop(s->ledger);
    ledger_free(&s->ledger);
}

static void
go_to(struct scene *s, const char *date)
{
    day_num day;
    assert_int_equal(date_parse(&day, date), TNW_OK);
    s->w->now = day * DAY + DAY / 2;
    assert_int_equal(scheduler_look(&s->options), TNW_OK);
}

/* How many events of that type and rule the actor has. */
static size_t
count_events(const struct scene *s, const struct id *actor, enum event_type type, const char *rule)
{
    struct txn *txn = place_read(s->w->place);
    struct range walk;
    struct event event;
    size_t count = 0;
    inbox_walk(&walk, txn, actor, 0);
    while (inbox_next(&walk, actor, &event)) {
        count += event.type == type && strcmp(event.rule, rule) == 0;
    }
    range_close(&walk);
    txn_abort(&txn);
    return count;
}

static size_t
count_rows(const struct scene *s, enum space space)
{
    struct txn *txn = place_read(s->w->place);
    struct range range;
    struct slice rest;
    struct slice value;
    size_t count = 0;
    range_open(&range, txn, space, slice_of("", 0), slice_of("", 0), false);
    while (range_next(&range, &rest, &value)) {
        count++;
    }
    range_close(&range);
    txn_abort(&txn);
    return count;
}

static struct id
patient_of_scene(const struct scene *s)
{
    struct txn *txn = place_read(s->w->place);
    struct dossier dossier;
    assert_true(dossier_get(txn, &s->people.dossier, &dossier));
    struct id patient = dossier.patient;
    dossier_wipe(&dossier);
    txn_abort(&txn);
    return patient;
}

/* By the patient: of that category alone. */
static void
exclude_from(struct scene *s, const char *category)
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
note_estimate(struct scene *s)
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
    struct scene s;
    open_scene(&s, *state);
    note_estimate(&s);
    exclude_from(&s, "arbeidspotentieel");
    go_to(&s, "2026-03-30");
    assert_int_equal(count_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 1);
    assert_int_equal(count_events(&s, &s.people.doctor, EVENT_STEP_DUE, "inschatting_opnieuw"), 0);
    close_scene(&s);
}

static void
who_is_not_is(void **state)
{
    struct scene s;
    open_scene(&s, *state);
    note_estimate(&s);
    exclude_from(&s, "quickscan");
    go_to(&s, "2026-03-30");
    assert_int_equal(count_events(&s, &s.people.doctor, EVENT_STEP_DUE, "inschatting_opnieuw"), 1);
    close_scene(&s);
}

static void
set_start(struct scene *s, const char *day, const char *version)
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
    struct scene s;
    open_scene(&s, *state);
    go_to(&s, "2026-03-30");
    assert_int_equal(count_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 1);
    go_to(&s, "2026-03-31");
    set_start(&s, "2026-02-02", "\"1\"");
    assert_int_equal(count_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 2);
    set_start(&s, "2026-02-01", "\"2\"");
    set_start(&s, "2026-02-03", "\"3\"");
    set_start(&s, "2026-02-02", "\"4\"");
    set_start(&s, "2026-02-03", "\"5\"");
    assert_int_equal(count_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 2);
    go_to(&s, "2026-04-01");
    assert_int_equal(count_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 3);
    close_scene(&s);
}

static void
each_is_told_once_and_late_once_more(void **state)
{
    struct scene s;
    open_scene(&s, *state);
    struct id patient = patient_of_scene(&s);
    go_to(&s, "2026-03-28");
    assert_int_equal(count_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 0);
    go_to(&s, "2026-03-30");
    go_to(&s, "2026-03-30");
    go_to(&s, "2026-04-02");
    assert_int_equal(count_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 1);
    assert_int_equal(count_events(&s, &patient, EVENT_STEP_DUE, "w10_vragenlijst"), 0);
    assert_true(s.announced > 0);
    go_to(&s, "2026-04-20");
    go_to(&s, "2026-04-21");
    assert_int_equal(count_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 1);
    assert_int_equal(count_events(&s, &s.people.doctor, EVENT_STEP_OVERDUE, "w10_vragenlijst"), 1);
    assert_int_equal(count_events(&s, &patient, EVENT_STEP_OVERDUE, "w10_vragenlijst"), 1);
    close_scene(&s);
}

static void
a_leap_of_a_year_tells_what_is_late_and_goes_on(void **state)
{
    struct scene s;
    open_scene(&s, *state);
    go_to(&s, "2027-03-30");
    assert_int_equal(count_events(&s, &s.people.doctor, EVENT_STEP_DUE, "w10_vragenlijst"), 0);
    assert_int_equal(count_events(&s, &s.people.doctor, EVENT_STEP_OVERDUE, "w10_vragenlijst"), 1);
    assert_int_equal(count_events(&s, &s.people.doctor, EVENT_STEP_OVERDUE, "m4_inschatting"), 1);
    size_t announced = s.announced;
    go_to(&s, "2027-03-30");
    assert_int_equal(s.announced, announced);
    close_scene(&s);
}

static void
exclude(const struct scene *s, const struct id *actor)
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
    struct scene s;
    open_scene(&s, *state);
    struct id patient = patient_of_scene(&s);
    exclude(&s, &s.people.doctor);
    go_to(&s, "2026-04-20");
    assert_int_equal(count_events(&s, &s.people.doctor, EVENT_STEP_OVERDUE, "w10_vragenlijst"), 0);
    assert_int_equal(count_events(&s, &patient, EVENT_STEP_OVERDUE, "w10_vragenlijst"), 1);
    close_scene(&s);
}

static void
that_nobody_keeps_the_overview_is_told_the_day_after(void **state)
{
    struct scene s;
    open_scene(&s, *state);
    struct id patient = patient_of_scene(&s);
    go_to(&s, "2026-03-02");
    assert_int_equal(count_events(&s, &patient, EVENT_REGIE_NONE, ""), 0);
    go_to(&s, "2026-03-03");
    go_to(&s, "2026-03-05");
    assert_int_equal(count_events(&s, &patient, EVENT_REGIE_NONE, ""), 1);
    close_scene(&s);
}

/* By a patient who then puts out who keeps it. */
static void
whoever_keeps_the_overview_and_is_put_out_leaves_an_alert(void **state)
{
    struct scene s;
    char doctor[ID_TEXT];
    char body[96];
    open_scene(&s, *state);
    struct id patient = patient_of_scene(&s);
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
    go_to(&s, "2026-03-04");
    assert_int_equal(count_events(&s, &patient, EVENT_REGIE_NONE, ""), 0);
    exclude(&s, &third);
    go_to(&s, "2026-03-05");
    assert_int_equal(count_events(&s, &patient, EVENT_REGIE_NONE, ""), 1);
    assert_int_equal(count_events(&s, &third, EVENT_REGIE_NONE, ""), 0);
    close_scene(&s);
}

/* A dossier whose rows a crash, or damage, left in the index alone. */
static void
rows_of_nothing_go_away(void **state)
{
    struct scene s;
    open_scene(&s, *state);
    struct id gone = id_new(5);
    struct txn *txn = place_write(s.w->place);
    wake_put(txn, 20000, &gone);
    wake_put(txn, 20001, &s.people.dossier);
    place_commit(txn);
    assert_int_equal(count_rows(&s, SPACE_WAKE), 3);
    go_to(&s, "2026-03-04");
    assert_int_equal(count_rows(&s, SPACE_WAKE), 1);
    close_scene(&s);
}

static void
damage_one(const struct scene *s)
{
    struct txn *txn = place_write(s->w->place);
    txn_put(txn, SPACE_PROCESS, id_slice(&s->people.dossier), slice_str("this is no process at all, and too long"));
    wake_put(txn, 20000, &s->people.dossier);
    place_commit(txn);
}

static void
one_that_is_damaged_keeps_no_other_from_its_day(void **state)
{
    struct scene s;
    open_scene(&s, *state);
    struct id second = service_open_dossier(s.w);
    struct process *process = calloc(1, sizeof *process);
    struct process_marks *marks = calloc(1, sizeof *marks);
    assert_true(process != NULL && marks != NULL);
    damage_one(&s);
    s.w->now += 60 * DAY;
    assert_int_equal(scheduler_look(&s.options), TNW_E_CORRUPT);
    struct txn *txn = place_read(s.w->place);
    assert_true(process_get(txn, &second, process, marks));
    assert_true(marks->wake > date_in_belgium(s.w->now));
    txn_abort(&txn);
    free(process);
    free(marks);
    close_scene(&s);
}

static void
a_closed_dossier_has_no_rows_and_a_reopened_one_has_them_again(void **state)
{
    struct scene s;
    open_scene(&s, *state);
    size_t agenda = count_rows(&s, SPACE_AGENDA);
    assert_true(agenda > 2);
    struct call *call = service_call(s.w, "dossier.close", HUISARTS, NULL);
    service_in(call)->path_id[0] = s.people.dossier;
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
    assert_int_equal(count_rows(&s, SPACE_AGENDA), 0);
    assert_int_equal(count_rows(&s, SPACE_WAKE), 0);
    call = service_call(s.w, "dossier.reopen", PATIENT, NULL);
    service_in(call)->path_id[0] = s.people.dossier;
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
    assert_int_equal(count_rows(&s, SPACE_AGENDA), agenda);
    assert_int_equal(count_rows(&s, SPACE_WAKE), 1);
    close_scene(&s);
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
        WITH_WORLD(who_is_out_hears_nothing),
        WITH_WORLD(that_nobody_keeps_the_overview_is_told_the_day_after),
        WITH_WORLD(whoever_keeps_the_overview_and_is_put_out_leaves_an_alert),
        WITH_WORLD(rows_of_nothing_go_away),
        WITH_WORLD(one_that_is_damaged_keeps_no_other_from_its_day),
        WITH_WORLD(a_closed_dossier_has_no_rows_and_a_reopened_one_has_them_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
