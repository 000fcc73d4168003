/* Any k shares give the secret back, fewer and wrong ones do not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "crypto/escrow/shamir.h"

static const uint8_t one_to_32[SHAMIR_SECRET] = {1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16,
                                                 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32};

/* Computed by another program, with tables of logarithms to the base 3. */
static const struct {
    uint8_t number;
    const char *value;
} vectors[] = {
    {1, "17156882277893a9bc42a19a73f628d75b9ce3f2da87cc0df807edef2c6dc87e"},
    {2, "78c1907894b99a2c42278ad856da875ef4132b05f9bcdf302bffeef1b8b68da6"},
    {5, "aa115acd670a3c0ec2daad886fb9160a5586b2e5a6b2c8551d87146e4c056b81"},
    {16, "11e543692a06a9e9e982d8c514d1390bd421798674de3ba30cf5127428a02af2"},
};

static void
published_shares_join(void **state)
{
    (void)state;
    enum { COUNT = sizeof vectors / sizeof vectors[0] };
    struct shamir_share all[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        all[i].number = vectors[i].number;
        assert_int_equal(hex_decode(all[i].value, SHAMIR_SECRET, vectors[i].value), TNW_OK);
    }
    for (size_t out = 0; out < COUNT; out++) {
        struct shamir_share three[COUNT];
        uint8_t secret[SHAMIR_SECRET];
        size_t n = 0;
        for (size_t i = 0; i < COUNT; i++) {
            if (i != out) {
                three[n++] = all[i];
            }
        }
        assert_int_equal(shamir_join(three, 3, secret), TNW_OK);
        assert_memory_equal(secret, one_to_32, SHAMIR_SECRET);
    }
}

static size_t
pick(const struct shamir_share *all, unsigned n, unsigned subset, struct shamir_share *out)
{
    size_t count = 0;
    for (unsigned i = 0; i < n; i++) {
        if ((subset >> i & 1u) != 0) {
            out[count++] = all[i];
        }
    }
    return count;
}

static void
exactly_those_with_enough_shares_have_the_secret(void **state)
{
    (void)state;
    for (unsigned n = 1; n <= 6; n++) {
        for (unsigned k = 1; k <= n; k++) {
            uint8_t secret[SHAMIR_SECRET];
            uint8_t joined[SHAMIR_SECRET];
            struct shamir_share all[SHAMIR_MAX];
            struct shamir_share some[SHAMIR_MAX];
            random_fill(secret, sizeof secret);
            assert_int_equal(shamir_split(secret, k, n, all), TNW_OK);
            for (unsigned subset = 1; subset < 1u << n; subset++) {
                size_t count = pick(all, n, subset, some);
                assert_int_equal(shamir_join(some, (unsigned)count, joined), TNW_OK);
                bool same = memcmp(joined, secret, SHAMIR_SECRET) == 0;
                assert_int_equal(same, count >= k);
            }
        }
    }
}

static void
sixteen_of_sixteen_work_and_one_more_is_refused(void **state)
{
    (void)state;
    uint8_t joined[SHAMIR_SECRET];
    struct shamir_share all[SHAMIR_MAX];
    assert_int_equal(shamir_split(one_to_32, 16, 16, all), TNW_OK);
    assert_int_equal(shamir_join(all, 16, joined), TNW_OK);
    assert_memory_equal(joined, one_to_32, SHAMIR_SECRET);
    assert_int_equal(shamir_split(one_to_32, 1, 17, all), TNW_E_USAGE);
    assert_int_equal(shamir_split(one_to_32, 0, 2, all), TNW_E_USAGE);
    assert_int_equal(shamir_split(one_to_32, 3, 2, all), TNW_E_USAGE);
}

static void
the_same_number_twice_and_number_zero_are_refused(void **state)
{
    (void)state;
    uint8_t joined[SHAMIR_SECRET];
    struct shamir_share all[SHAMIR_MAX];
    assert_int_equal(shamir_split(one_to_32, 2, 3, all), TNW_OK);
    const struct shamir_share twice[] = {all[1], all[1]};
    assert_int_equal(shamir_join(twice, 2, joined), TNW_E_USAGE);
    all[0].number = 0;
    assert_int_equal(shamir_join(all, 2, joined), TNW_E_USAGE);
}

static void
one_changed_bit_changes_the_secret(void **state)
{
    (void)state;
    struct shamir_share all[SHAMIR_MAX];
    uint8_t joined[SHAMIR_SECRET];
    assert_int_equal(shamir_split(one_to_32, 3, 3, all), TNW_OK);
    all[2].value[31] ^= 1;
    assert_int_equal(shamir_join(all, 3, joined), TNW_OK);
    assert_memory_equal(joined, one_to_32, SHAMIR_SECRET - 1);
    assert_int_not_equal(joined[31], one_to_32[31]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_shares_join),
        cmocka_unit_test(exactly_those_with_enough_shares_have_the_secret),
        cmocka_unit_test(sixteen_of_sixteen_work_and_one_more_is_refused),
        cmocka_unit_test(the_same_number_twice_and_number_zero_are_refused),
        cmocka_unit_test(one_changed_bit_changes_the_secret),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
