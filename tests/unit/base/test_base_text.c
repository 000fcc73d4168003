#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

static void
characters_are_taken_one_by_one(void **state)
{
    (void)state;
    static const uint32_t points[] = {'A', 0xe9, 0x20ac, 0x1f600, 0x10ffff};
    const char *text = "A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xf4\x8f\xbf\xbf";
    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) {
        assert_int_equal(text_next(&text), points[i]);
    }
    assert_int_equal(*text, 0);
}

/* The first and the last of each kind, and their neighbours outside. */
static void
what_nobody_sees_is_hidden_and_nothing_else(void **state)
{
    (void)state;
    static const uint32_t yes[] = {0x01,   0x1f,   0x7f,   0x9f,   0xad,   0x61c,  0x180e, 0x200b,  0x200f,
                                   0x2028, 0x202e, 0x2060, 0x206f, 0xfeff, 0xfff9, 0xfffb, 0xe0000, 0xe007f};
    static const uint32_t no[] = {0x20,   0x7e,   0xa0,   0xac,   0xae,   0x61b,  0x61d,  0x200a,
                                  0x2010, 0x2027, 0x202f, 0x205f, 0x2070, 0xfefe, 0xff00, 0x1f600};
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++) {
        assert_true(text_is_hidden(yes[i]));
    }
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++) {
        assert_false(text_is_hidden(no[i]));
    }
}

static void
a_name_is_a_line(void **state)
{
    (void)state;
    assert_true(text_is_line(""));
    assert_true(text_is_line("Dr. Ren\xc3\xa9 Peeters-Van \xe2\x80\x99t Hof"));
    assert_false(text_is_line("An\nPeeters"));
    assert_false(text_is_line("An\xe2\x80\xae"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_taken_one_by_one),
        cmocka_unit_test(what_nobody_sees_is_hidden_and_nothing_else),
        cmocka_unit_test(a_name_is_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
