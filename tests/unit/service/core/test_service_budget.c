/* Buckets of tokens: what each may ask, and that a flood of newcomers takes nothing from the others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "service/budget/budget.h"

#define NEWCOMERS (4 * (int)LIMIT_BUDGET_ADDRESSES)

static const struct budget_rate rates[BUDGET_PAYERS] = {
    [BUDGET_PERSON] = {.per_s = 10, .burst = 100},
    [BUDGET_STRANGER] = {.per_s = 1, .burst = 5},
    [BUDGET_ADDRESS] = {.per_s = 20, .burst = 150},
};

static struct hash
numbered(const char *kind, int number)
{
    char text[32];
    (void)snprintf(text, sizeof text, "%s %d", kind, number);
    return hash_of(slice_str(text));
}

/* A read, which costs one token. */
static int
ask_as(struct budget *budget, int person, int address, bool stranger, int64_t now)
{
    struct hash identity = numbered("person", person);
    struct hash place = numbered("address", address);
    const struct budget_purse purse = {.identity = &identity, .address = &place, .stranger = stranger};
    return budget_take(budget, &purse, COST_READ, now);
}

static int
take_all(struct budget *budget, int person, int address, bool stranger, int64_t now)
{
    int taken = 0;
    while (ask_as(budget, person, address, stranger, now) == 0) {
        taken++;
    }
    return taken;
}

static int
set_up(void **state)
{
    struct budget *budget;
    assert_int_equal(budget_new(&budget, rates), TNW_OK);
    *state = budget;
    return 0;
}

static int
tear_down(void **state)
{
    budget_free((struct budget **)state);
    return 0;
}

static void
a_bucket_gives_its_burst_and_then_its_rate(void **state)
{
    assert_int_equal(take_all(*state, 1, 1, false, 1000), 100);
    assert_int_equal(ask_as(*state, 1, 1, false, 1000), 1);
    assert_int_equal(take_all(*state, 1, 1, false, 3000), 20);
    assert_int_equal(take_all(*state, 1, 1, false, 1000000), 100);
    assert_int_equal(budget_refused(*state, BUDGET_PERSON), 4);
    assert_int_equal(budget_refused(*state, BUDGET_ADDRESS), 0);
}

/* More than the bucket ever holds costs all of it. */
static void
a_price_above_the_bucket_can_be_paid(void **state)
{
    struct hash identity = numbered("person", 1);
    struct hash place = numbered("address", 1);
    const struct budget_purse purse = {.identity = &identity, .address = &place, .stranger = true};
    assert_int_equal(budget_take(*state, &purse, COST_BULK, 1000), 0);
    assert_int_equal(budget_take(*state, &purse, COST_BULK, 1000), 5);
    assert_int_equal(budget_take(*state, &purse, COST_BULK, 6000), 0);
}

static void
persons_at_one_address_share_it(void **state)
{
    assert_int_equal(take_all(*state, 1, 7, false, 1000), 100);
    assert_int_equal(take_all(*state, 2, 7, false, 1000), 50);
    assert_int_equal(take_all(*state, 2, 8, false, 1000), 50);
    assert_int_equal(budget_refused(*state, BUDGET_ADDRESS), 1);
}

static void
who_need_not_share_the_address_pays_alone(void **state)
{
    struct hash identity = numbered("person", 3);
    const struct budget_purse purse = {.identity = &identity};
    assert_int_equal(take_all(*state, 1, 7, false, 1000), 100);
    assert_int_equal(take_all(*state, 2, 7, false, 1000), 50);
    assert_int_equal(ask_as(*state, 3, 7, false, 1000), 1);
    for (int i = 0; i < 50; i++) {
        assert_int_equal(budget_take(*state, &purse, COST_WRITE, 1000), 0);
    }
    assert_int_equal(budget_take(*state, &purse, COST_WRITE, 1000), 1);
}

static void
strangers_in_numbers_get_little_and_take_nothing(void **state)
{
    struct budget *budget = *state;
    assert_int_equal(take_all(budget, 1, 1, false, 1000), 100);
    int served = 0;
    for (int i = 0; i < NEWCOMERS; i++) {
        served += ask_as(budget, 100 + i, 100 + i, true, 1000) == 0 ? 1 : 0;
    }
    /* Each place once, and the shared bucket. */
    assert_true(served <= (int)LIMIT_BUDGET_STRANGERS + 5);
    /* Whose bucket is empty is not forgotten; and who comes new, from a new address too, is served in full. */
    assert_int_equal(take_all(budget, 1, 1, false, 1000), 0);
    assert_int_equal(take_all(budget, 2, 2, false, 1000), 100);
    assert_int_equal(take_all(budget, 3, -3, false, 1000), 100);
}

/* Registered persons from more addresses than there are places: an address without a place costs them nothing. */
/* Some of a day's tokens come back each second, and all of them in a day. */
static void
a_day_has_an_end(void **state)
{
    (void)state;
    static const struct budget_rate of_a_day[BUDGET_PAYERS] = {
        [BUDGET_PERSON] = {.per_s = 1000, .burst = 50, .day = 864},
        [BUDGET_ADDRESS] = {.per_s = 1000, .burst = 5000},
    };
    struct budget *budget;
    int64_t now = 1000;
    int taken = 0;
    assert_int_equal(budget_new(&budget, of_a_day), TNW_OK);
    for (int second = 0; second < 60; second++, now += 1000) {
        taken += take_all(budget, 1, 1, false, now);
    }
    assert_int_equal(taken, 864);
    assert_int_equal(take_all(budget, 2, 1, false, now), 50); /* another's day is their own */
    now += 100 * 1000;
    assert_int_equal(take_all(budget, 1, 1, false, now), 1);
    int wait = ask_as(budget, 1, 1, false, now);
    assert_true(wait > 0 && wait <= 100);
    now += INT64_C(86400) * 1000;
    assert_int_equal(take_all(budget, 1, 1, false, now), 50);
    budget_free(&budget);
}

static void
addresses_in_numbers_deny_nobody(void **state)
{
    struct budget *budget = *state;
    for (int i = 0; i < NEWCOMERS; i++) {
        (void)ask_as(budget, i % 1000, i, false, 1000);
    }
    assert_int_equal(take_all(budget, 5000, NEWCOMERS + 1, false, 1000), 100);
}

static void
who_is_known_is_remembered_until_the_bucket_is_full(void **state)
{
    struct hash somebody = numbered("person", 1);
    assert_false(budget_knows(*state, &somebody));
    assert_int_equal(ask_as(*state, 1, 1, true, 1000), 0);
    assert_false(budget_knows(*state, &somebody));
    assert_int_equal(ask_as(*state, 1, 1, false, 1000), 0);
    assert_true(budget_knows(*state, &somebody));
}

static void
addresses_of_one_network_are_one(void **state)
{
    (void)state;
    struct hash here = budget_address("2001:db8:1:2::1");
    struct hash there = budget_address("2001:db8:1:2:ffff::2");
    struct hash far = budget_address("2001:db8:1:3::1");
    struct hash v4 = budget_address("192.0.2.1");
    struct hash other = budget_address("192.0.2.2");
    assert_true(hash_eq(&here, &there));
    assert_false(hash_eq(&here, &far));
    assert_false(hash_eq(&v4, &other));
}

static void
no_rate_is_no_limit(void **state)
{
    (void)state;
    static const struct budget_rate none[BUDGET_PAYERS] = {{.burst = 1}, {.burst = 1}, {.burst = 1}};
    struct budget *budget;
    assert_int_equal(budget_new(&budget, none), TNW_OK);
    struct hash anybody = {{1}};
    assert_true(budget_knows(budget, &anybody)); /* nobody looks into the store for who it is */
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(ask_as(budget, 1, 1, i % 2 == 0, 1000), 0);
    }
    budget_free(&budget);
}

int
main(void)
{
#define WITH_BUDGET(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_BUDGET(a_bucket_gives_its_burst_and_then_its_rate),
        WITH_BUDGET(a_price_above_the_bucket_can_be_paid),
        WITH_BUDGET(persons_at_one_address_share_it),
        WITH_BUDGET(who_need_not_share_the_address_pays_alone),
        WITH_BUDGET(strangers_in_numbers_get_little_and_take_nothing),
        cmocka_unit_test(a_day_has_an_end),
        WITH_BUDGET(addresses_in_numbers_deny_nobody),
        WITH_BUDGET(who_is_known_is_remembered_until_the_bucket_is_full),
        cmocka_unit_test(addresses_of_one_network_are_one),
        cmocka_unit_test(no_rate_is_no_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
