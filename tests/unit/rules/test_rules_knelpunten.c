/* Obstacles: the data that is embedded loads, and what is told of a count lets nobody tell who was counted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "json/schema.h"
#include "rules/elz/knelpunten.h"

/* Longer rows of tosses are rarer than one in so many. */
#define ROWS 12

/* How likely, in parts of 2^(2 * ROWS), each told number is: tosses are enumerated by their length. */
static void
spread(uint32_t people, uint64_t out[64])
{
    for (unsigned i = 0; i < 64; i++) {
        out[i] = 0;
    }
    for (unsigned up = 0; up < ROWS; up++) {
        for (unsigned down = 0; down < ROWS; down++) {
            uint32_t told = knelpunten_told(people, (UINT64_C(1) << up) - 1, (UINT64_C(1) << down) - 1);
            assert_int_equal(told % 5, 0);
            out[told / 5] += UINT64_C(1) << (2 * ROWS - 2 - up - down);
        }
    }
}

static void
one_more_or_less_makes_no_answer_more_than_twice_as_likely(void **state)
{
    (void)state;
    for (uint32_t people = 0; people < 60; people++) {
        uint64_t without[64];
        uint64_t with[64];
        spread(people, without);
        spread(people + 1, with);
        for (unsigned i = 0; i < 20; i++) {
            /* what the tosses that were left out could add */
            uint64_t rest = UINT64_C(1) << (ROWS + 2);
            assert_true(with[i] <= 2 * without[i] + rest && without[i] <= 2 * with[i] + rest);
        }
        assert_true(without[people / 5] > 0);
    }
}

static void
what_is_embedded_loads(void **state)
{
    (void)state;
    static struct knelpunten all;
    size_t len = 0;
    char where[256] = "";
    const char *text = schema_embedded_file("knelpunten.json", &len);
    assert_int_equal(knelpunten_load(&all, slice_of(text, len), where), TNW_OK);
    assert_true(all.count > 0 && all.theme_count > 0);
    for (size_t i = 0; i < all.count; i++) {
        assert_ptr_equal(knelpunten_find(&all, all.rows[i].code), &all.rows[i]);
    }
    assert_null(knelpunten_find(&all, "geen"));
    assert_null(knelpunten_find(&all, NULL));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_more_or_less_makes_no_answer_more_than_twice_as_likely),
        cmocka_unit_test(what_is_embedded_loads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
