/* The command line: each flag in its forms, and each misuse by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/arguments.h"

#define WORDS_MAX 8

enum flag { CONFIG, SET, JSON };

struct outcome {
    struct arguments_flag flags[4];
    const char *positional[1];
    char where[256];
    enum tnw_err err;
};

/* words: NULL-terminated unless full. */
static struct outcome
parse(char *const words[WORDS_MAX], size_t positional_count)
{
    struct outcome out = {.flags = {[CONFIG] = {.name = "config", .max = 1, .required = true},
                                    [SET] = {.name = "set", .max = 2},
                                    [JSON] = {.name = "json"},
                                    {.name = NULL}}};
    int count = 0;
    while (count < WORDS_MAX && words[count] != NULL) {
        count++;
    }
    out.err = arguments_parse(count, words, out.flags, out.positional, positional_count, out.where);
    return out;
}

static void
flags_are_taken_in_both_forms_and_any_order(void **state)
{
    (void)state;
    char *const words[WORDS_MAX] = {"--set", "a=b", "act", "--json", "--config=x=y", "--set=--c"};
    struct outcome out = parse(words, 1);
    assert_int_equal(out.err, TNW_OK);
    assert_string_equal(out.positional[0], "act");
    assert_string_equal(out.flags[CONFIG].values[0], "x=y");
    assert_int_equal(out.flags[SET].count, 2);
    assert_string_equal(out.flags[SET].values[0], "a=b");
    assert_string_equal(out.flags[SET].values[1], "--c");
    assert_int_equal(out.flags[JSON].count, 1);
}

static void
misuse_is_named(void **state)
{
    (void)state;
    static const struct {
        char *words[WORDS_MAX];
        size_t positional_count;
        const char *where;
    } bad[] = {
        {{NULL}, 0, "--config is missing"},
        {{"--config"}, 0, "--config needs a value"},
        {{"--config", "a", "--config", "b"}, 0, "--config is given too often"},
        {{"--config", "a", "--set=1", "--set=2", "--set=3"}, 0, "--set is given too often"},
        {{"--config", "a", "--json=yes"}, 0, "--json takes no value"},
        {{"--config", "a", "--conf", "b"}, 0, "unknown option --conf"},
        {{"--config", "a", "--"}, 0, "unknown option --"},
        {{"--config", "a", "b"}, 0, "unexpected argument b"},
        {{"--config", "a", "b", "c"}, 1, "unexpected argument c"},
        {{"--config", "a"}, 1, "an argument is missing"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct outcome out = parse(bad[i].words, bad[i].positional_count);
        assert_int_equal(out.err, TNW_E_USAGE);
        assert_string_equal(out.where, bad[i].where);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flags_are_taken_in_both_forms_and_any_order),
        cmocka_unit_test(misuse_is_named),
    };
    return cmocka_run_group_tests_name("program/arguments", tests, NULL, NULL);
}
