/* Obstacles: a person counts once, and no answer tells who met one, nor that somebody did. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "json/json.h"
#include "service/elz/counting.h"
#include "store/records/actor.h"
#include "unit/service/service_world.h"

#define NEIGHBOUR "70011010109"
#define OWNERSHIP "{\"code\":\"geen_overzicht\"}"
#define QUARTER_MS ((time_ms)92 * 86400000)

static struct id
add_helper(struct test_world *w, const char *niss)
{
    return service_add_actor(w, niss, CODE_BIT(ROLE_HULPVERLENER), false);
}

/* By the registration that is named; NULL: the only one. */
static int
report_as(struct test_world *w, const char *niss, const char *actor, const char *body, json_t **answer)
{
    struct call *call = service_call(w, "knelpunt.report", niss, body);
    service_in(call)->actor_text = actor;
    return service_finish(w, call, answer);
}

static int
report(struct test_world *w, const char *niss, const char *body, json_t **answer)
{
    return report_as(w, niss, NULL, body, answer);
}

static void
tend(struct test_world *w)
{
    struct txn *txn = place_write(w->place);
    counting_tend(&w->world, txn, date_in_belgium(w->now));
    place_commit(txn);
}

/* The count as it lies in the store. */
static struct knelpunt_count
count_of(struct test_world *w, quarter_num quarter, const char *theme, bool *marks)
{
    struct knelpunt_count count;
    quarter_num first;
    struct txn *txn = place_read(w->place);
    (void)knelpunt_get(txn, quarter, theme, &count);
    *marks = knelpunt_first_mark(txn, &first);
    txn_abort(&txn);
    return count;
}

static void
a_person_counts_once_and_nothing_tells_what_it_was(void **state)
{
    struct test_world *w = *state;
    (void)add_helper(w, HUISARTS);
    (void)add_helper(w, NEIGHBOUR);
    quarter_num quarter = quarter_of(date_in_belgium(w->now));
    json_t *first;
    json_t *second;
    bool marks;
    tend(w);
    assert_int_equal(report(w, HUISARTS, "{\"code\":\"geen_overzicht\"}", &first), 200);
    service_assert_last(w, "object", NULL);
    assert_int_equal(report(w, HUISARTS, "{\"code\":\"hulp_te_ver\"}", &second), 200);
    assert_true(json_equal(first, second));
    json_decref(first);
    json_decref(second);
    assert_int_equal(report(w, HUISARTS, "{\"code\":\"geen_coordinatie\"}", NULL), 200);
    assert_int_equal(count_of(w, quarter, "ownership", &marks).people, 1);
    assert_int_equal(count_of(w, quarter, "toegankelijkheid", &marks).people, 1);
    assert_int_equal(report(w, NEIGHBOUR, "{\"code\":\"geen_overzicht\"}", NULL), 200);
    assert_int_equal(count_of(w, quarter, "ownership", &marks).people, 2);
    assert_int_equal(report(w, NEIGHBOUR, "{\"code\":\"iets\"}", NULL), 422);
}

static int64_t
told(struct test_world *w, const char *quarter, const char *theme)
{
    json_t *answer;
    int64_t people = 0;
    struct call *call = service_call(w, "knelpunt.counts", HUISARTS, NULL);
    service_set_query(call, "quarter", quarter);
    assert_int_equal(service_run(call), TNW_OK);
    assert_int_equal(json_load_strict(&answer, buf_slice(&call->reply.body), NULL), TNW_OK);
    const json_t *items = json_object_get(answer, "items");
    for (size_t i = 0; i < json_array_size(items); i++) {
        const json_t *item = json_array_get(items, i);
        if (strcmp(json_string_value(json_object_get(item, "theme")), theme) == 0) {
            people = json_integer_value(json_object_get(item, "people"));
        }
    }
    json_decref(answer);
    call_free(&call);
    return people;
}

static void
a_quarter_is_told_of_once_it_is_over(void **state)
{
    struct test_world *w = *state;
    (void)add_helper(w, HUISARTS);
    quarter_num quarter = quarter_of(date_in_belgium(w->now));
    char text[QUARTER_TEXT];
    bool marks;
    quarter_format(text, quarter);
    tend(w);
    struct txn *txn = place_write(w->place);
    for (unsigned i = 0; i < 100; i++) {
        struct hash person = {{(uint8_t)i, 1}};
        knelpunt_add(txn, quarter, "ownership", &person);
        knelpunt_add(txn, quarter, "ownership", &person);
    }
    place_commit(txn);
    assert_int_equal(told(w, text, "ownership"), 0);
    w->now += (time_ms)92 * 86400000;
    assert_int_equal(told(w, text, "ownership"), 0);
    tend(w);
    int64_t first = told(w, text, "ownership");
    assert_true(first >= 35 && first <= 165 && first % 5 == 0);
    tend(w);
    tend(w);
    assert_int_equal(told(w, text, "ownership"), first);
    struct knelpunt_count count = count_of(w, quarter, "ownership", &marks);
    assert_true(count.closed && !marks);
    assert_int_equal(count.people, first);
}

/* What the counts of three quarters say, whole: the one before, this one, the next. */
static struct buf
look(struct test_world *w, const char *niss, quarter_num quarter)
{
    struct buf seen = {0};
    for (quarter_num i = quarter - 1; i <= quarter + 1; i++) {
        char text[QUARTER_TEXT];
        quarter_format(text, i);
        struct call *call = service_call(w, "knelpunt.counts", niss, NULL);
        service_set_query(call, "quarter", text);
        assert_int_equal(service_run(call), TNW_OK);
        buf_put_slice(&seen, buf_slice(&call->reply.body));
        call_free(&call);
    }
    assert_int_equal(seen.err, TNW_OK);
    return seen;
}

/* One person reports between two looks: whoever sees both sees the same. */
static void
expect_no_difference(struct test_world *w, quarter_num quarter)
{
    struct buf before = look(w, HUISARTS, quarter);
    assert_int_equal(report(w, NEIGHBOUR, OWNERSHIP, NULL), 200);
    struct buf after = look(w, HUISARTS, quarter);
    assert_true(slice_eq(buf_slice(&before), buf_slice(&after)));
    buf_free(&before);
    buf_free(&after);
}

/* While the quarter runs; when it is over and not told yet; when it is told, and the report is of the next one. */
static void
two_looks_do_not_differ_by_who_reported_between_them(void **state)
{
    struct test_world *w = *state;
    bool marks;
    (void)add_helper(w, HUISARTS);
    (void)add_helper(w, NEIGHBOUR);
    quarter_num quarter = quarter_of(date_in_belgium(w->now));
    tend(w);
    struct txn *txn = place_write(w->place);
    for (unsigned i = 0; i < 9; i++) {
        knelpunt_add(txn, quarter, "ownership", &(struct hash){{(uint8_t)i, 1}});
    }
    place_commit(txn);
    expect_no_difference(w, quarter);
    assert_int_equal(count_of(w, quarter, "ownership", &marks).people, 10);
    w->now += QUARTER_MS;
    expect_no_difference(w, quarter);
    assert_int_equal(count_of(w, quarter, "ownership", &marks).people, 10);
    tend(w);
    struct knelpunt_count told_once = count_of(w, quarter, "ownership", &marks);
    w->now += 1000;
    expect_no_difference(w, quarter);
    assert_int_equal(count_of(w, quarter, "ownership", &marks).people, told_once.people);
    assert_int_equal(count_of(w, quarter + 1, "ownership", &marks).people, 1);
}

/* By another registration, and with another code of the same theme. */
static void
a_second_registration_counts_no_second_time(void **state)
{
    struct test_world *w = *state;
    bool marks;
    json_t *answers[3];
    char first[ID_TEXT];
    char second[ID_TEXT];
    struct id one = add_helper(w, HUISARTS);
    struct id other = add_helper(w, HUISARTS);
    quarter_num quarter = quarter_of(date_in_belgium(w->now));
    tend(w);
    id_format(first, ID_ACTOR, &one);
    id_format(second, ID_ACTOR, &other);
    assert_int_equal(report_as(w, HUISARTS, first, OWNERSHIP, &answers[0]), 200);
    assert_int_equal(report_as(w, HUISARTS, second, OWNERSHIP, &answers[1]), 200);
    assert_int_equal(report_as(w, HUISARTS, second, "{\"code\":\"geen_coordinatie\"}", &answers[2]), 200);
    assert_int_equal(count_of(w, quarter, "ownership", &marks).people, 1);
    assert_true(json_equal(answers[0], answers[1]) && json_equal(answers[0], answers[2]));
    for (size_t i = 0; i < 3; i++) {
        json_decref(answers[i]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(a_person_counts_once_and_nothing_tells_what_it_was),
        WITH_WORLD(a_second_registration_counts_no_second_time),
        WITH_WORLD(two_looks_do_not_differ_by_who_reported_between_them),
        WITH_WORLD(a_quarter_is_told_of_once_it_is_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
