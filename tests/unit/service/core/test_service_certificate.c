/* Which certificates somebody used lately: once a day, the one that was used longest ago makes room. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/records/certificate.h"

static struct hash
fingerprint(uint8_t number)
{
    return hash_of(slice_of(&number, 1));
}

static bool
use(struct certificates *certificates, uint8_t number, day_num day)
{
    struct hash one = fingerprint(number);
    return certificates_use(certificates, &one, 1000 * number, day);
}

static void
a_day_of_use_is_noted_once(void **state)
{
    (void)state;
    struct certificates certificates = {.count = 0};
    assert_true(use(&certificates, 1, 20000));
    assert_false(use(&certificates, 1, 20000));
    assert_true(use(&certificates, 1, 20003));
    assert_false(use(&certificates, 1, 20002)); /* the clock was set back */
    assert_int_equal(certificates.count, 1);
    assert_int_equal(certificates.list[0].first, 20000);
    assert_int_equal(certificates.list[0].last, 20003);
    assert_int_equal(certificates.list[0].until, 1000);
}

static void
the_one_used_longest_ago_makes_room(void **state)
{
    (void)state;
    struct certificates certificates = {.count = 0};
    for (uint8_t i = 0; i < LIMIT_CERTIFICATES; i++) {
        assert_true(use(&certificates, i, 20000 + i));
    }
    assert_true(use(&certificates, 0, 20050));
    assert_true(use(&certificates, 100, 20060));
    assert_int_equal(certificates.count, LIMIT_CERTIFICATES);
    struct hash gone = fingerprint(1);
    for (size_t i = 0; i < certificates.count; i++) {
        assert_false(hash_eq(&certificates.list[i].fingerprint, &gone));
    }
    assert_true(use(&certificates, 1, 20061)); /* it comes back as a new one */
    assert_int_equal(certificates.list[2].first, 20061);
}

static void
the_one_that_ends_last_is_what_somebody_goes_on_with(void **state)
{
    (void)state;
    struct certificates certificates = {.count = 0};
    assert_null(certificates_last(&certificates));
    assert_true(use(&certificates, 2, 20000));
    assert_true(use(&certificates, 7, 20001));
    assert_true(use(&certificates, 3, 20002));
    struct hash longest = fingerprint(7);
    assert_true(hash_eq(&certificates_last(&certificates)->fingerprint, &longest));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_of_use_is_noted_once),
        cmocka_unit_test(the_one_used_longest_ago_makes_room),
        cmocka_unit_test(the_one_that_ends_last_is_what_somebody_goes_on_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
