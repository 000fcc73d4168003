#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

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
        assert_true(number_is_niss(niss[i]));
        assert_int_equal(taken_when_tampered(number_is_niss, niss[i], 11), 0);
        assert_form_is_checked(number_is_niss, niss[i]);
    }
}

static void
a_niss_with_right_check_digits_needs_a_date_and_a_counter(void **state)
{
    (void)state;
    assert_false(number_is_niss("80131295766")); /* month 13 */
    assert_false(number_is_niss("80531295755")); /* month 53 */
    assert_false(number_is_niss("80611295714")); /* month 61 */
    assert_false(number_is_niss("80033295775")); /* day 32 */
    assert_false(number_is_niss("80031200080")); /* counter 000 */
    assert_false(number_is_niss("80031299951")); /* counter 999 */
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
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_niss_is_known_by_its_check_digits),
        cmocka_unit_test(a_niss_with_right_check_digits_needs_a_date_and_a_counter),
        cmocka_unit_test(a_nihii_is_known_by_either_modulus),
        cmocka_unit_test(a_cbe_is_known_by_its_check_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
