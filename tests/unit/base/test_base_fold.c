/* Words as people look for them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fold.h"

static void
assert_words(const char *text, const char *expected)
{
    struct fold_words words;
    struct buf joined = {0};
    fold_text(&words, slice_str(text));
    for (size_t i = 0; i < words.count; i++) {
        buf_printf(&joined, "%s%.*s", i == 0 ? "" : " ", (int)words.words[i].len, words.words[i].text);
    }
    assert_true(slice_eq(buf_slice(&joined), slice_str(expected)));
    buf_free(&joined);
}

static void
case_and_accents_are_lost_and_words_parted(void **state)
{
    (void)state;
    assert_words("", "");
    assert_words(" -- ", "");
    assert_words("Dr. H\xc3\xa9l\xc3\xa8ne D'Hondt-\xc3\x87\xc3\xa6sar", "dr helene d hondt caesar");
    assert_words("e\xcc\x81t\xc3\xa9 2", "ete 2");
    assert_words("\xc5\x81\xc3\xb3"
                 "d\xc5\xba \xc5\xbd \xc5\xbf",
                 "lodz z s");
    assert_words("\xd0\x96\xd0\xb0\xe2\x80\x94x", "\xd0\xb6\xd0\xb0 x");
    assert_words("a\xc3\x97"
                 "b",
                 "a b");
    assert_words("Stra\xc3\x9f"
                 "e STRASSE",
                 "strasse strasse");
    assert_words("\xc5\x93uvre \xc5\x92UVRE \xc3\x86ste", "oeuvre oeuvre aeste");
    assert_words("\xc4\xb0stanbul \xc4\xb1smir", "istanbul ismir");
    assert_words("\xef\xbc\xa7\xef\xbd\x85nt \xef\xac\x81x", "gent fix"); /* full width, and a ligature */
    assert_words("\xc4\xb2zer", "ijzer");
    assert_words("\xce\xa3\xce\xa3 \xcf\x83\xcf\x82", "\xcf\x83\xcf\x83 \xcf\x83\xcf\x83");
    assert_words("so\xc2\xad"
                 "ft w\xe2\x80\x8bide",
                 "soft wide");
}

/* Whatever the bytes are. */
static void
what_is_no_utf8_does_no_harm(void **state)
{
    (void)state;
    struct fold_words words;
    for (unsigned a = 0; a < 256; a++) {
        for (unsigned b = 0; b < 256; b++) {
            const uint8_t text[2] = {(uint8_t)a, (uint8_t)b};
            fold_text(&words, slice_of(text, 2));
            assert_true(words.count <= 2);
        }
    }
}

static void
long_words_and_long_texts_are_cut(void **state)
{
    (void)state;
    struct fold_words words;
    fold_text(&words, slice_str("abcdefghijklmnopqrstuvwxyzabcdefghij x"));
    assert_int_equal(words.count, 2);
    assert_int_equal(words.words[0].len, FOLD_WORD);
    fold_text(&words, slice_str("a b c d e f g h i j k l m n o p"));
    assert_int_equal(words.count, FOLD_WORDS);
}

static void
each_word_begins_one_of_the_others(void **state)
{
    (void)state;
    static const struct {
        const char *these;
        bool fits;
    } rows[] = {{"an", true}, {"pee an", true}, {"", true}, {"peeterse", false}, {"an bo", false}, {"n", false}};
    struct fold_words others;
    fold_text(&others, slice_str("An Peeters"));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fold_words these;
        fold_text(&these, slice_str(rows[i].these));
        assert_int_equal(fold_begin(&these, &others), rows[i].fits);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_and_accents_are_lost_and_words_parted),
        cmocka_unit_test(what_is_no_utf8_does_no_harm),
        cmocka_unit_test(long_words_and_long_texts_are_cut),
        cmocka_unit_test(each_word_begins_one_of_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
