#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/tile.h"

static const struct {
    const char *text;
    uint64_t index;
    uint64_t width;
} names[] = {
    {"000", 0, 256},
    {"007", 7, 256},
    {"999", 999, 256},
    {"x001/000", 1000, 256},
    {"x001/x234/067", 1234067, 256},
    {"x123/456", 123456, 256},
    {"000.p/1", 0, 1},
    {"x001/x234/067.p/255", 1234067, 255},
    {"x999/x999/x999/x999/x999/999", UINT64_C(999999999999999999), 256},
};

static void
a_tile_has_one_name_and_is_found_by_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct tile tile;
        struct buf text = {0};
        assert_int_equal(tile_parse(&tile, 3, slice_str(names[i].text)), TNW_OK);
        assert_int_equal(tile.level, 3);
        assert_int_equal(tile.index, names[i].index);
        assert_int_equal(tile.width, names[i].width);
        tile_format(&text, &tile);
        assert_string_equal(buf_text(&text), names[i].text);
        buf_free(&text);
    }
}

static void
another_name_is_no_tile(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "0",
        "00",
        "0000",
        "01",
        "x000",
        "x000/001",
        "x001",
        "x001/",
        "x001/1",
        "x001/0001",
        "001/002",
        "x001/002/",
        "x001//002",
        "x001/y002",
        "x000/x001/002",
        "X001/002",
        "000.p",
        "000.p/",
        "000.p/0",
        "000.p/01",
        "000.p/256",
        "000.p/999",
        "000.p/1000",
        "000.p/1/",
        "000.p/x",
        "000.q/1",
        "000p/1",
        "000/p/1",
        "000/1",
        "-01",
        "+01",
        "0x1",
        "00 ",
        "x001/00a",
        ".p/1",
        "x999/x999/x999/x999/x999/x999/999",
        "x001/x234/067.p/255/",
        "000.p/-1",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct tile tile = {.index = 77};
        if (tile_parse(&tile, 0, slice_str(bad[i])) != TNW_E_NOT_FOUND) {
            fail_msg("%s is taken for a tile", bad[i]);
        }
        assert_int_equal(tile.index, 77);
    }
    struct tile tile;
    assert_int_equal(tile_parse(&tile, 63, slice_str("000")), TNW_OK);
    assert_int_equal(tile_parse(&tile, 64, slice_str("000")), TNW_E_NOT_FOUND);
    assert_int_equal(tile_parse(&tile, 256, slice_str("000")), TNW_E_NOT_FOUND);
}

static bool
exists(uint64_t level, const char *text, uint64_t size)
{
    struct tile tile;
    assert_int_equal(tile_parse(&tile, level, slice_str(text)), TNW_OK);
    return tile_exists(&tile, size);
}

/* The example of the specification: 273 full tiles and one of 112, one full and one of 17, one of 1. */
static void
a_log_of_70000_has_the_tiles_of_the_specification(void **state)
{
    (void)state;
    enum { SIZE = 70000 };
    assert_true(exists(0, "272", SIZE));
    assert_false(exists(0, "273", SIZE));
    assert_true(exists(0, "273.p/112", SIZE));
    assert_true(exists(0, "273.p/1", SIZE));
    assert_false(exists(0, "273.p/113", SIZE));
    assert_false(exists(0, "274.p/1", SIZE));
    assert_true(exists(1, "000", SIZE));
    assert_true(exists(1, "000.p/9", SIZE));
    assert_false(exists(1, "001", SIZE));
    assert_true(exists(1, "001.p/17", SIZE));
    assert_false(exists(1, "001.p/18", SIZE));
    assert_true(exists(2, "000.p/1", SIZE));
    assert_false(exists(2, "000.p/2", SIZE));
    assert_false(exists(3, "000.p/1", SIZE));
    assert_false(exists(63, "000.p/1", SIZE));
}

static void
the_borders_are_exact(void **state)
{
    (void)state;
    assert_false(exists(0, "000.p/1", 0));
    assert_false(exists(0, "000", 255));
    assert_true(exists(0, "000", 256));
    assert_false(exists(0, "001.p/1", 256));
    assert_true(exists(1, "000.p/1", 256));
    assert_false(exists(1, "000.p/1", 255));
    assert_true(exists(7, "000.p/127", INT64_MAX));
    assert_false(exists(7, "000.p/128", INT64_MAX));
    assert_false(exists(8, "000.p/1", INT64_MAX));
    assert_false(exists(0, "x999/x999/x999/x999/x999/999", INT64_MAX));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tile_has_one_name_and_is_found_by_it),
        cmocka_unit_test(another_name_is_no_tile),
        cmocka_unit_test(a_log_of_70000_has_the_tiles_of_the_specification),
        cmocka_unit_test(the_borders_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
