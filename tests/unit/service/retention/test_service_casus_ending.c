/* Case discussions go when their time is over: not before that has stood, in bounded steps, and no other with them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "store/check/check_rows.h"
#include "store/inside.h"
#include "store/records/actor.h"
#include "store/records/elz/casus.h"
#include "store/records/elz/casus_sweep.h"
#include "unit/service/jumping_scene.h"
#include "unit/service/schedule_scene.h"

static time_ms
noon_of(const char *date)
{
    day_num day;
    assert_int_equal(date_parse(&day, date), TNW_OK);
    return day * SCHEDULE_DAY + SCHEDULE_DAY / 2;
}

static struct id
number_id(unsigned number)
{
    return (struct id){{9, (uint8_t)(number >> 8), (uint8_t)number}};
}

static struct hash
person_of(struct schedule_scene *s, struct txn *txn, const struct id *id)
{
    struct actor actor;
    assert_true(actor_get(txn, id, &actor));
    struct hash person = actor_identity_index(s->w->place->keyring, &actor.identity);
    actor_wipe(&actor);
    return person;
}

/* Of the doctor and the patient, to which something was added last on that day. */
static struct id
add_casus(struct schedule_scene *s, unsigned number, const char *last, unsigned messages)
{
    struct txn *txn = place_write(s->w->place);
    struct casus casus = {.id = number_id(number),
                          .opened = noon_of("2026-01-05"),
                          .last = noon_of(last),
                          .member_count = 2,
                          .members = {s->people.doctor, schedule_patient(s)},
                          .messages = messages};
    struct hash persons[2];
    for (size_t i = 0; i < 2; i++) {
        persons[i] = person_of(s, txn, &casus.members[i]);
    }
    buf_put_slice(&casus.subject, slice_str("Terug"));
    buf_put_slice(&casus.text, slice_str("Wie weet raad?"));
    casus_create(txn, &casus, persons, 2);
    for (unsigned i = 0; i < messages; i++) {
        struct casus_message message = {
            .id = number_id(10000 + i), .author = s->people.doctor, .author_role = ROLE_HUISARTS, .sent = casus.last};
        buf_put_slice(&message.text, slice_str("Ja"));
        casus_message_put(txn, &casus.id, &message);
        casus_message_wipe(&message);
    }
    place_commit(txn);
    struct id id = casus.id;
    casus_wipe(&casus);
    return id;
}

static bool
casus_is_there(const struct schedule_scene *s, const struct id *id)
{
    struct slice value;
    struct casus casus;
    struct txn *txn = place_read(s->w->place);
    bool there = casus_get(txn, id, &casus);
    bool key = txn_get(txn, SPACE_DATA_KEY, id_slice(id), &value);
    casus_wipe(&casus);
    txn_abort(&txn);
    assert_int_equal(there, key);
    return there;
}

static void
print_found(void *ctx, unsigned space, const char *finding)
{
    (void)space;
    ++*(unsigned *)ctx;
    print_message("%s\n", finding);
}

static void
assert_whole(const struct schedule_scene *s)
{
    unsigned count = 0;
    uint64_t rows;
    assert_int_equal(check_rows(s->w->place->store, print_found, &count, &rows), TNW_OK);
    assert_int_equal(count, 0);
}

/* Of 2026: it is read until the end of 2027; and thirty days later it is gone, with its key, and one of 2027 is not. */
static void
it_goes_when_its_time_is_over(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    struct id old = add_casus(&s, 300, "2026-12-31", 3);
    struct id younger = add_casus(&s, 301, "2027-01-01", 0);
    schedule_go(&s, "2027-12-31");
    assert_true(casus_is_there(&s, &old));
    schedule_go(&s, "2028-01-01");
    schedule_go(&s, "2028-01-30");
    assert_true(casus_is_there(&s, &old));
    schedule_go(&s, "2028-01-31");
    assert_false(casus_is_there(&s, &old));
    assert_true(casus_is_there(&s, &younger));
    assert_int_equal(schedule_rows(&s, SPACE_CASUS_MESSAGE), 0);
    assert_int_equal(schedule_rows(&s, SPACE_CASUS_MEMBER), 2);
    service_assert_last(s.w, "action", "casus.erase");
    service_assert_last(s.w, "ground", "retention:1");
    service_assert_last(s.w, "origin", "server");
    assert_whole(&s);
    uint64_t records = service_records(s.w);
    schedule_go(&s, "2028-02-01");
    assert_int_equal(service_records(s.w), records);
    schedule_close(&s);
}

/* The server was off for years, or its clock was ahead for a moment: thirty days pass first. */
static void
after_a_long_stop_it_is_not_removed_at_once(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    struct id old = add_casus(&s, 300, "2026-12-31", 0);
    schedule_go(&s, "2035-06-01");
    assert_true(casus_is_there(&s, &old));
    schedule_go(&s, "2035-06-30");
    assert_true(casus_is_there(&s, &old));
    schedule_go(&s, "2035-07-01");
    assert_false(casus_is_there(&s, &old));
    schedule_close(&s);
}

/* Long ones take several steps, and what is left in between is whole: a look that ended there would go on. */
static void
long_ones_go_in_steps(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    struct id old = add_casus(&s, 300, "2026-12-31", 2 * LIMIT_ERASE_ROWS + 5);
    struct txn *txn = place_write(s.w->place);
    assert_false(casus_sweep_remove(txn, &old, LIMIT_ERASE_ROWS));
    place_commit(txn);
    assert_whole(&s);
    schedule_go(&s, "2028-01-01");
    schedule_go(&s, "2028-02-05");
    assert_false(casus_is_there(&s, &old));
    assert_int_equal(schedule_rows(&s, SPACE_CASUS_MESSAGE), 0);
    assert_whole(&s);
    schedule_close(&s);
}

/* One that cannot be read keeps no other from its day. */
static void
a_damaged_one_is_passed_over(void **state)
{
    struct schedule_scene s;
    schedule_open(&s, *state);
    struct id damaged = add_casus(&s, 300, "2026-12-31", 0);
    struct id old = add_casus(&s, 301, "2026-12-31", 0);
    struct txn *txn = place_write(s.w->place);
    txn_put(txn, SPACE_CASUS, id_slice(&damaged), slice_str("no casus"));
    place_commit(txn);
    schedule_go(&s, "2028-01-01");
    s.w->now = noon_of("2028-02-05");
    assert_int_not_equal(scheduler_look(&s.options), TNW_OK);
    assert_false(casus_is_there(&s, &old));
    schedule_close(&s);
}

/* While the machine's clock is not believed, nothing goes, also not by the time that is counted on meanwhile. */
static void
it_does_not_go_by_a_clock_that_is_not_believed(void **state)
{
    struct jumping j;
    jumping_open(&j, *state);
    struct id old = add_casus(&j.s, 300, "2026-12-31", 0);
    jumping_set(&j, "2028-01-01");
    jumping_accept(&j);
    jumping_look(&j);
    jumping_set(&j, "2040-02-05");
    j.reading.running += 35 * SCHEDULE_DAY;
    jumping_look(&j);
    assert_true(casus_is_there(&j.s, &old));
    jumping_set(&j, "2028-02-05");
    jumping_look(&j);
    assert_false(casus_is_there(&j.s, &old));
    assert_whole(&j.s);
    jumping_close(&j);
}

/* Somebody accepted a clock that was wrong, and then the right one: the thirty days that had begun do not count, and
 * begin again when its time is over. */
static void
thirty_days_by_a_wrong_clock_do_not_count(void **state)
{
    struct jumping j;
    jumping_open(&j, *state);
    struct id old = add_casus(&j.s, 300, "2026-12-31", 0);
    static const char *const days[] = {"2028-06-01", "2026-06-01", "2028-07-05", "2028-08-03"};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        jumping_set(&j, days[i]);
        jumping_accept(&j);
        if (i != 1) { /* nobody looks while the clock is right, which would begin them anew */
            jumping_look(&j);
        }
        assert_true(casus_is_there(&j.s, &old));
        assert_whole(&j.s);
    }
    jumping_set(&j, "2028-08-04");
    jumping_accept(&j);
    jumping_look(&j);
    assert_false(casus_is_there(&j.s, &old));
    jumping_close(&j);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(it_goes_when_its_time_is_over),
        WITH_WORLD(after_a_long_stop_it_is_not_removed_at_once),
        WITH_WORLD(long_ones_go_in_steps),
        WITH_WORLD(a_damaged_one_is_passed_over),
        WITH_WORLD(it_does_not_go_by_a_clock_that_is_not_believed),
        WITH_WORLD(thirty_days_by_a_wrong_clock_do_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
