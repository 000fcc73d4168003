#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "bench/histogram.h"

/* 34 KiB: too much for a stack frame that everybody copies. */
static struct histogram *
new_histogram(void)
{
    struct histogram *hist = calloc(1, sizeof *hist);
    assert_non_null(hist);
    return hist;
}

static void
test_empty_histogram_answers_zero(void **state)
{
    (void)state;
    struct histogram *hist = new_histogram();
    assert_int_equal(histogram_quantile(hist, 500000), 0);
    assert_int_equal(histogram_mean(hist), 0);
    free(hist);
}

static void
test_small_values_are_exact(void **state)
{
    (void)state;
    struct histogram *hist = new_histogram();
    for (uint64_t value = 1; value <= 100; value++) {
        histogram_add(hist, value);
    }
    assert_int_equal(histogram_quantile(hist, 500000), 50);
    assert_int_equal(histogram_quantile(hist, 990000), 99);
    assert_int_equal(histogram_quantile(hist, 999000), 100);
    assert_int_equal(histogram_quantile(hist, 0), 1);
    free(hist);
}

/* At every magnitude the answer is not below the value and at most 1/128 above it. */
static void
test_quantile_is_within_its_bucket_at_every_magnitude(void **state)
{
    (void)state;
    for (uint64_t value = 1; value < UINT64_C(1) << HISTOGRAM_MAX_BITS; value = value * 5 / 4 + 1) {
        struct histogram *hist = new_histogram();
        histogram_add(hist, value);
        histogram_add(hist, value * 2);
        uint64_t median = histogram_quantile(hist, 500000);
        assert_true(median >= value);
        assert_true(median - value <= value / 128);
        free(hist);
    }
}

static void
test_one_slow_answer_in_a_thousand_shows_at_p999_only(void **state)
{
    (void)state;
    struct histogram *hist = new_histogram();
    for (int i = 0; i < 998; i++) {
        histogram_add(hist, 100);
    }
    histogram_add(hist, 5000000);
    histogram_add(hist, 5000000);
    assert_int_equal(histogram_quantile(hist, 990000), 100);
    assert_true(histogram_quantile(hist, 999000) >= 5000000);
    assert_int_equal(hist->max, 5000000);
    free(hist);
}

static void
test_what_is_beyond_the_last_bucket_keeps_its_maximum(void **state)
{
    (void)state;
    struct histogram *hist = new_histogram();
    histogram_add(hist, UINT64_MAX);
    assert_true(histogram_quantile(hist, 500000) == UINT64_MAX);
    free(hist);
}

static void
test_merging_is_adding(void **state)
{
    (void)state;
    struct histogram *both = new_histogram();
    struct histogram *one = new_histogram();
    struct histogram *two = new_histogram();
    for (uint64_t value = 1; value < 3000000; value += 997) {
        histogram_add(both, value);
        histogram_add(value % 2 == 0 ? one : two, value);
    }
    histogram_add(both, 9000001);
    histogram_add(two, 9000001);
    histogram_merge(one, two);
    assert_memory_equal(one, both, sizeof *one);
    free(both);
    free(one);
    free(two);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_histogram_answers_zero),
        cmocka_unit_test(test_small_values_are_exact),
        cmocka_unit_test(test_quantile_is_within_its_bucket_at_every_magnitude),
        cmocka_unit_test(test_one_slow_answer_in_a_thousand_shows_at_p999_only),
        cmocka_unit_test(test_what_is_beyond_the_last_bucket_keeps_its_maximum),
        cmocka_unit_test(test_merging_is_adding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
