/* What a dossier holds ends by itself: told beforehand, in bounded steps, on the log's time, whatever happens to the
 * server and its clock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/inside.h"
#include "store/records/dossier.h"
#include "store/records/erasure/erasure.h"
#include "store/records/own/kept_clock.h"
#include "unit/service/jumping_scene.h"
#include "unit/service/schedule_scene.h"

static size_t
warned(const struct schedule_scene *s)
{
    struct id patient = schedule_patient(s);
    return schedule_events(s, &patient, EVENT_RETENTION_WARNED, "");
}

static struct expiry_term
term_of(const struct schedule_scene *s)
{
    struct txn *txn = place_read(s->w->place);
    struct dossier dossier;
    assert_true(dossier_get(txn, &s->people.dossier, &dossier));
    struct expiry_term term = dossier.term;
    dossier_wipe(&dossier);
    txn_abort(&txn);
    return term;
}

static day_num
day_of(const char *text)
{
    day_num day;
    assert_int_equal(date_parse(&day, text), TNW_OK);
    return day;
}

/* It is of 2026: it is told on the 2nd of December of 2028, thirty days before the 1st of January of 2029. */
static void
the_patient_is_told_once_on_the_day_and_not_before(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    schedule_go(&s, "2028-12-01");
    assert_int_equal(warned(&s), 0);
    uint64_t records = service_records(s.w);
    schedule_go(&s, "2028-12-02");
    assert_int_equal(warned(&s), 1);
    assert_int_equal(service_records(s.w), records + 1);
    service_assert_last(s.w, "action", "dossier.retention_warned");
    service_assert_last(s.w, "ground", "erasure:2029-01-01");
    service_assert_last(s.w, "origin", "server");
    assert_int_equal(s.announced, 1);
    schedule_go(&s, "2028-12-02");
    schedule_go(&s, "2028-12-31");
    assert_int_equal(warned(&s), 1);
    assert_int_equal(term_of(&s).warned, day_of("2028-12-02"));
    assert_int_equal(term_of(&s).warned_at, records + 1);
    assert_int_equal(schedule_rows(&s, SPACE_EXPIRY), 1);
    schedule_close(&s);
}

static bool
is_erased(const struct schedule_scene *s)
{
    struct txn *txn = place_read(s->w->place);
    struct erasure erasure;
    struct dossier dossier;
    bool there = dossier_get(txn, &s->people.dossier, &dossier);
    bool erased = erasure_get(txn, &s->people.dossier, &erasure);
    dossier_wipe(&dossier);
    txn_abort(&txn);
    assert_int_equal(there, !erased);
    assert_true(!erased || erasure.why == ERASURE_RETENTION);
    return erased;
}

/* On its day and not before, with a record of its own; its row goes with it. */
static void
it_is_erased_on_the_day_that_was_told(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    schedule_go(&s, "2028-12-02");
    schedule_go(&s, "2028-12-31");
    assert_false(is_erased(&s));
    schedule_go(&s, "2029-01-01");
    assert_true(is_erased(&s));
    service_assert_last(s.w, "action", "dossier.erase");
    service_assert_last(s.w, "ground", "retention");
    assert_int_equal(schedule_rows(&s, SPACE_EXPIRY), 0);
    schedule_close(&s);
}

/* It was to be erased years ago: that the server was off is not the patient's loss. */
static void
after_a_long_stop_nothing_is_erased_that_was_not_told_for_thirty_days(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    schedule_go(&s, "2033-05-05");
    schedule_go(&s, "2033-06-03");
    assert_false(is_erased(&s));
    schedule_go(&s, "2033-06-04");
    assert_true(is_erased(&s));
    schedule_close(&s);
}

/* A year later something is added on the last day on which it can be. */
static void
what_is_added_begins_it_anew(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    assert_int_equal(term_of(&s).year, 2026);
    s.w->now = day_of("2027-12-31") * SCHEDULE_DAY;
    (void)service_fragment(s.w, &s.people.dossier);
    assert_int_equal(term_of(&s).year, 2027);
    schedule_go(&s, "2028-12-02");
    assert_int_equal(warned(&s), 0);
    schedule_go(&s, "2029-12-02");
    assert_int_equal(warned(&s), 1);
    schedule_close(&s);
}

/* In one year however much is added, the header and the index are put once. */
static void
a_year_is_noted_once(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    s.w->now = day_of("2027-03-01") * SCHEDULE_DAY;
    (void)service_fragment(s.w, &s.people.dossier);
    struct expiry_term first = term_of(&s);
    for (unsigned i = 0; i < 3; i++) {
        (void)service_fragment(s.w, &s.people.dossier);
    }
    struct expiry_term then = term_of(&s);
    assert_memory_equal(&first, &then, sizeof then);
    assert_int_equal(schedule_rows(&s, SPACE_EXPIRY), 1);
    schedule_close(&s);
}

/* Reads, consents and what else is no content move nothing. */
static void
what_is_no_content_moves_nothing(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    s.w->now = day_of("2027-03-01") * SCHEDULE_DAY;
    struct call *consent =
        service_call(s.w, "consent.give", PATIENT,
                     "{\"effect\":\"exclude\",\"grantee\":{\"role\":\"arbeidsarts\"},\"categories\":[\"gao\"]}");
    service_in(consent)->path_id[0] = s.people.dossier;
    assert_int_equal(service_finish(s.w, consent, NULL), 201);
    struct call *read = service_call(s.w, "fragment.list", PATIENT, NULL);
    service_in(read)->path_id[0] = s.people.dossier;
    assert_int_equal(service_finish(s.w, read, NULL), 200);
    assert_int_equal(term_of(&s).year, 2026);
    schedule_close(&s);
}

/* The server was off for years: the warning comes when it is back, and stands as long as ever. */
static void
after_a_long_stop_it_is_told_first(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    schedule_go(&s, "2033-05-05");
    assert_int_equal(warned(&s), 1);
    service_assert_last(s.w, "ground", "erasure:2033-06-04");
    schedule_go(&s, "2033-06-03");
    assert_int_equal(warned(&s), 1);
    assert_int_equal(term_of(&s).warned, day_of("2033-05-05"));
    schedule_close(&s);
}

static void
nothing_ends_on_a_clock_that_is_not_believed(void **state)
{
    struct jumping j;
    jumping_open(&j, *state);
    jumping_set(&j, "2028-12-05");
    jumping_look(&j);
    assert_int_equal(warned(&j.s), 0);
    jumping_accept(&j);
    jumping_look(&j);
    assert_int_equal(warned(&j.s), 1);
    jumping_close(&j);
}

/* Also not what is due by the time that is counted on meanwhile: who knows how right that is. */
static void
what_is_counted_on_meanwhile_ends_nothing_either(void **state)
{
    struct jumping j;
    jumping_open(&j, *state);
    jumping_set(&j, "2028-12-01");
    jumping_accept(&j);
    jumping_set(&j, "2030-01-01");
    j.reading.running += SCHEDULE_DAY;
    jumping_look(&j);
    assert_int_equal(warned(&j.s), 0);
    jumping_set(&j, "2028-12-02");
    jumping_look(&j);
    assert_int_equal(warned(&j.s), 1);
    jumping_close(&j);
}

/* Somebody accepted a clock that was wrong, and then the right one: what was told meanwhile does not count, and is told
 * again when its day comes. */
static void
a_warning_by_a_wrong_clock_does_not_count(void **state)
{
    struct jumping j;
    jumping_open(&j, *state);
    jumping_set(&j, "2030-06-01");
    jumping_accept(&j);
    jumping_look(&j);
    assert_int_equal(warned(&j.s), 1);
    jumping_set(&j, "2026-06-01");
    jumping_accept(&j);
    jumping_set(&j, "2030-07-02");
    jumping_look(&j); /* ahead again, and not believed: nothing is erased */
    assert_false(is_erased(&j.s));
    jumping_accept(&j);
    jumping_look(&j); /* believed: but what was told before the clock went back does not count, and is told anew */
    assert_false(is_erased(&j.s));
    assert_int_equal(warned(&j.s), 2);
    jumping_set(&j, "2026-06-02");
    jumping_accept(&j);
    jumping_look(&j);
    assert_int_equal(term_of(&j.s).warned, 0);
    jumping_set(&j, "2028-12-02");
    jumping_accept(&j);
    jumping_look(&j);
    assert_int_equal(warned(&j.s), 3);
    jumping_close(&j);
}

static struct id
other_id(unsigned number)
{
    return (struct id){{7, (uint8_t)(number >> 8), (uint8_t)number}};
}

static void
others_open_dossiers(struct schedule_scene *s, unsigned count)
{
    struct txn *txn = place_write(s->w->place);
    struct dossier dossier;
    assert_true(dossier_get(txn, &s->people.dossier, &dossier));
    for (unsigned i = 0; i < count; i++) {
        struct hash identity = {{(uint8_t)i, (uint8_t)(i >> 8)}};
        dossier.id = other_id(i);
        dossier_create(txn, &dossier, &identity);
    }
    dossier_wipe(&dossier);
    place_commit(txn);
}

static uint64_t
generation(const struct schedule_scene *s)
{
    struct txn *txn = place_read(s->w->place);
    uint64_t now = txn_generation(txn);
    txn_abort(&txn);
    return now;
}

/* All of a country end on the same day: no step is of more than LIMIT_WAKE_BATCH dossiers, and each adds as much to the
 * generation as any other step. */
static void
steps_are_bounded_however_many_end(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    others_open_dossiers(&s, 5 * LIMIT_WAKE_BATCH);
    uint64_t before = generation(&s);
    schedule_go(&s, "2028-12-02");
    assert_int_equal(warned(&s), 5 * LIMIT_WAKE_BATCH + 1);
    assert_true(generation(&s) - before >= 6);
    schedule_go(&s, "2028-12-02");
    assert_int_equal(warned(&s), 5 * LIMIT_WAKE_BATCH + 1);
    schedule_close(&s);
}

/* As a store of an older format has them: no year, no row, and nobody came by. */
static void
what_an_older_format_left_is_taken_over_by_its_newest_change(void **state)
{
    struct schedule_scene s;
    struct dossier dossier;
    schedule_open(&s, *state);
    s.w->now = day_of("2027-05-05") * SCHEDULE_DAY;
    (void)service_fragment(s.w, &s.people.dossier);
    struct txn *txn = place_write(s.w->place);
    assert_true(dossier_get(txn, &s.people.dossier, &dossier));
    expiry_del(txn, &dossier.id, &dossier.term);
    dossier.term = (struct expiry_term){.year = 0};
    dossier_put(txn, &dossier);
    dossier_wipe(&dossier);
    place_commit(txn);
    schedule_go(&s, "2035-01-01");
    assert_int_equal(schedule_rows(&s, SPACE_EXPIRY), 1);
    assert_int_equal(term_of(&s).year, 2027);
    assert_int_equal(warned(&s), 1);
    schedule_close(&s);
}

/* One that cannot be read keeps no other from being told. */
static void
a_damaged_dossier_keeps_no_other_from_its_day(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    others_open_dossiers(&s, 3);
    struct txn *txn = place_write(s.w->place);
    struct id damaged = other_id(1);
    txn_put(txn, SPACE_DOSSIER, id_slice(&damaged), slice_str("no dossier"));
    place_commit(txn);
    s.w->now = day_of("2028-12-02") * SCHEDULE_DAY;
    assert_int_not_equal(scheduler_look(&s.options), TNW_OK);
    assert_int_equal(warned(&s), 3);
    schedule_close(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(the_patient_is_told_once_on_the_day_and_not_before),
        WITH_WORLD(it_is_erased_on_the_day_that_was_told),
        WITH_WORLD(after_a_long_stop_nothing_is_erased_that_was_not_told_for_thirty_days),
        WITH_WORLD(what_is_added_begins_it_anew),
        WITH_WORLD(a_year_is_noted_once),
        WITH_WORLD(what_is_no_content_moves_nothing),
        WITH_WORLD(after_a_long_stop_it_is_told_first),
        WITH_WORLD(nothing_ends_on_a_clock_that_is_not_believed),
        WITH_WORLD(what_is_counted_on_meanwhile_ends_nothing_either),
        WITH_WORLD(a_warning_by_a_wrong_clock_does_not_count),
        WITH_WORLD(steps_are_bounded_however_many_end),
        WITH_WORLD(what_an_older_format_left_is_taken_over_by_its_newest_change),
        WITH_WORLD(a_damaged_dossier_keeps_no_other_from_its_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
