#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "pki/number.h"

/* All are fictitious, with check digits worked out by hand from the rules in number.c. */
static const char *const niss[] = {
    "80031295793", /* born in 1980 */
    "00123195740", /* 31 December 1900 */
    "05060795776", /* 7 June 2005: a 2 goes in front */
    "40320395717", /* BIS, month 12 + 20 */
    "50522895705", /* BIS, month 12 + 40 */
    "00000100166", /* date of birth unknown */
};
static const char *const nihii[] = {"12345625", "12345625004", "13421731", "14590877991"};
static const char *const nihii89[] = {"12345676", "12345676004"};
static const char *const cbe[] = {"0999000129", "0999000228", "1000000021"};

#define TODAY 20500 /* 2026-02-16 */

static bool
is_niss(const char *text)
{
    return number_is_niss(text, TODAY);
}

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* How many of the strings that differ from text in one of the first len digits are still taken. */
static int
taken_when_tampered(bool (*valid)(const char *), const char *text, size_t len)
{
    int taken = 0;
    char copy[16] = {0};
    for (size_t i = 0; i < len; i++) {
        for (char digit = '0'; digit <= '9'; digit++) {
            memcpy(copy, text, strlen(text) + 1);
            copy[i] = digit;
            taken += digit != text[i] && valid(copy);
        }
    }
    return taken;
}

/* Each with one character less, one more, and with something else than a digit. */
static void
assert_form_is_checked(bool (*valid)(const char *), const char *text)
{
    char copy[16] = {0};
    size_t len = strlen(text);
    memcpy(copy, text, len);
    copy[len] = '0';
    assert_false(valid(copy));
    copy[len - 1] = 0;
    assert_false(valid(copy));
    for (size_t i = 0; i < len; i++) {
        memcpy(copy, text, len + 1);
        copy[i] = ' ';
        assert_false(valid(copy));
    }
    assert_false(valid(""));
}

static void
a_niss_is_known_by_its_check_digits(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(niss); i++) {
        assert_true(is_niss(niss[i]));
        assert_int_equal(taken_when_tampered(is_niss, niss[i], 11), 0);
        assert_form_is_checked(is_niss, niss[i]);
    }
}

/* Nine digits, and the check digits of their century. */
static bool
fits(const char *nine, bool from_2000, day_num today)
{
    char text[12];
    unsigned long body = strtoul(nine, NULL, 10) + (from_2000 ? 2000000000UL : 0);
    (void)snprintf(text, sizeof text, "%.9s%02lu", nine, 97 - body % 97);
    return number_is_niss(text, today);
}

/* A month and a day with another that differs in one thing and is no date; born before 2000, or after. */
static const struct {
    const char *good;
    const char *bad;
    bool from_2000;
} births[] = {
    {"801231957", "801331957", false}, /* month 13 */
    {"800331957", "800332957", false}, /* day 32 */
    {"800229957", "810229957", false}, /* a leap day */
    {"960229957", "000229957", false}, /* 1900 had none */
    {"000229957", "010229957", true},  /* 2000 had one */
    {"800430957", "800431957", false}, {"800228957", "800230957", false},
    {"803130957", "803330957", false}, /* BIS: month 11, 13 */
    {"802929957", "802231957", false}, /* BIS: September, February */
    {"805229957", "805329957", false}, /* BIS: month 12, 13 */
    {"804130957", "806130957", false}, /* BIS: 40, not 60 */
    {"804430957", "804431957", false}, /* BIS: April */
    {"800100957", "801300957", false}, /* the day is not known */
    {"802000957", "801900957", false}, /* BIS: month and day are not known */
    {"804005957", "804032957", false}, /* the same, where 998 people got a number each before */
    {"800000957", "800032957", false}, {"800312001", "800312000", false}, /* counter */
    {"800312998", "800312999", false},
};

static void
a_niss_with_right_check_digits_needs_a_date_and_a_counter(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(births); i++) {
        if (!fits(births[i].good, births[i].from_2000, TODAY) || fits(births[i].bad, births[i].from_2000, TODAY)) {
            fail_msg("%s, %s", births[i].good, births[i].bad);
        }
    }
}

static void
nobody_is_born_after_today(void **state)
{
    (void)state;
    assert_true(fits("260216957", true, TODAY));
    assert_false(fits("260217957", true, TODAY));
    assert_false(fits("262217957", true, TODAY));
    assert_true(fits("260217957", true, TODAY + 1));
    assert_true(fits("260217957", false, TODAY)); /* 1926 */
    assert_true(fits("260200957", true, TODAY));  /* some day of this month */
    assert_false(fits("260300957", true, TODAY));
    assert_true(fits("260000957", true, TODAY)); /* some day of this year */
    assert_false(fits("270000957", true, TODAY));
    assert_true(fits("990000957", false, TODAY));
}

static void
a_nihii_is_known_by_either_modulus(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(nihii); i++) {
        assert_true(number_is_nihii(nihii[i]));
    }
    for (size_t i = 0; i < COUNT(nihii89); i++) {
        assert_true(number_is_nihii(nihii89[i]));
    }
    assert_int_equal(taken_when_tampered(number_is_nihii, "12345676", 8), 0);
    assert_form_is_checked(number_is_nihii, "12345625004");
    assert_form_is_checked(number_is_nihii, "12345625");
    assert_false(number_is_nihii("1234562500"));
}

static void
a_cbe_is_known_by_its_check_digits(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cbe); i++) {
        assert_true(number_is_cbe(cbe[i]));
        assert_int_equal(taken_when_tampered(number_is_cbe, cbe[i], 10), 0);
        assert_form_is_checked(number_is_cbe, cbe[i]);
    }
    assert_true(number_is_cbe("1999999943"));
    assert_false(number_is_cbe("2000000042"));
    assert_false(number_is_cbe("9999999917"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_niss_is_known_by_its_check_digits),
        cmocka_unit_test(a_niss_with_right_check_digits_needs_a_date_and_a_counter),
        cmocka_unit_test(nobody_is_born_after_today),
        cmocka_unit_test(a_nihii_is_known_by_either_modulus),
        cmocka_unit_test(a_cbe_is_known_by_its_check_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
