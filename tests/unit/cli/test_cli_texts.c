/* The catalogue: four languages that say the same of the same things, and an error for each of the registry. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "print.h"
#include "show.h"
#include "speak.h"
#include "texts/code_rows.h"
#include "texts/code_word.h"
#include "texts/text.h"
#include "trio/event_words.h"
#include "vocabulary.h"

/* Which of {0} to {9} a text speaks of, and how often, as digits in order. */
static void
places_of(const char *text, char places[64])
{
    unsigned count[10] = {0};
    size_t len = 0;
    for (const char *at = text; (at = strchr(at, '{')) != NULL; at++) {
        if (at[1] >= '0' && at[1] <= '9' && at[2] == '}') {
            count[at[1] - '0']++;
        }
    }
    for (unsigned i = 0; i < 10; i++) {
        len += (size_t)snprintf(places + len, 64 - len, "%u", count[i]);
    }
}

static void
each_text_is_there_in_four_languages_and_speaks_of_the_same(void **state)
{
    (void)state;
    for (unsigned i = TEXT_NONE + 1; i < TEXT_COUNT; i++) {
        char wanted[64];
        places_of(text_table[i].in[LANG_EN], wanted);
        for (unsigned language = 0; language < LANG_COUNT; language++) {
            char places[64];
            const char *text = text_table[i].in[language];
            assert_true(text != NULL && *text != 0);
            places_of(text, places);
            if (strcmp(places, wanted) != 0) {
                fail_msg("\"%s\" speaks of other things than \"%s\"", text, text_table[i].in[LANG_EN]);
            }
        }
    }
}

static void
each_error_has_its_words(void **state)
{
    (void)state;
    for (int err = TNW_OK + 1; err < TNW_E_COUNT; err++) {
        for (unsigned language = 0; language < LANG_COUNT; language++) {
            const char *title = text_error_title((enum lang)language, (enum tnw_err)err);
            assert_true(*title != 0);
            assert_non_null(text_error_hint((enum lang)language, (enum tnw_err)err));
            if (language != LANG_EN && strcmp(title, tnw_error_info((enum tnw_err)err)->title) == 0) {
                fail_msg("%s has no row in text_rows_errors.h", tnw_error_info((enum tnw_err)err)->code);
            }
        }
    }
    assert_string_equal(text_error_title(LANG_EN, TNW_E_NOT_FOUND), tnw_error_info(TNW_E_NOT_FOUND)->title);
    assert_string_equal(text_error_hint(LANG_EN, TNW_E_USAGE), "");
}

static void
each_fault_has_its_words(void **state)
{
    (void)state;
    for (int fault = 0; fault < TNW_FAULT_COUNT; fault++) {
        const char *english = tnw_fault_meaning((enum tnw_fault)fault);
        assert_string_equal(text_fault(LANG_EN, (enum tnw_fault)fault), english);
        for (unsigned language = 0; language < LANG_EN; language++) {
            if (strcmp(text_fault((enum lang)language, (enum tnw_fault)fault), english) == 0) {
                fail_msg("%s has no row in FAULT_ROWS", tnw_fault_code((enum tnw_fault)fault));
            }
        }
    }
}

/* What the server calls a role or a category in a sentence, the command line calls so too. */
static void
codes_are_called_what_the_server_calls_them(void **state)
{
    (void)state;
    static const char *const groups[] = {"role", "category"};
    for (unsigned language = 0; language < LANG_COUNT; language++) {
        char path[64];
        (void)snprintf(path, sizeof path, "schemas/words/%s.json", text_code((enum lang)language));
        json_t *all = json_load_file(path, 0, NULL);
        assert_non_null(all);
        for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
            const char *code = NULL;
            json_t *word = NULL;
            json_object_foreach(json_object_get(all, groups[i]), code, word)
            {
                assert_string_equal(code_word((enum lang)language, code), json_string_value(word));
            }
        }
        json_decref(all);
    }
}

/* Returns whether all words of a vocabulary, with blanks between, have a row. */
static bool
all_have_rows(const char *words)
{
    bool all = true;
    for (const char *at = words; *at != 0; at += strspn(at, " ")) {
        char word[64];
        size_t len = strcspn(at, " ");
        assert_true(len < sizeof word);
        (void)snprintf(word, sizeof word, "%.*s", (int)len, at);
        all = all && code_word(LANG_NL, word) != word;
        at += len;
    }
    return all;
}

static void
what_is_typed_as_a_code_has_a_word_and_each_code_only_one(void **state)
{
    (void)state;
    static const char *const shown[] = {"ROLE",         "CATEGORY",   "PURPOSE", "PROCEDURE",
                                        "MESSAGE_KIND", "EMPLOYMENT", "STATE",   "YES_NO"};
#define CODE_OF(code, nl, fr, de, en) code,
    static const char *const codes[] = {CODE_ROWS(CODE_OF)};
#undef CODE_OF
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
        assert_true(all_have_rows(vocabulary_of(shown[i])));
    }
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(codes[i], codes[k]);
        }
    }
    assert_string_equal(code_word(LANG_FR, "of_a_newer_server"), "of_a_newer_server");
    assert_null(code_word(LANG_FR, NULL));
    char *words = code_words(LANG_FR, FILL("huisarts", "adviserend_arts"));
    assert_string_equal(words, "médecin généraliste, médecin-conseil");
    free(words);
}

static void
an_event_says_which_step_or_kind_of_message_and_by_when(void **state)
{
    (void)state;
    char words[EVENT_WORDS];
    const struct cli cli = {.language = LANG_EN};
    const struct tnw_event step = {.type = "step.overdue", .rule = "gao_einde", .due = "2026-03-20"};
    const struct tnw_event question = {.type = "message.posted", .kind = "vraag", .answer_by = "2026-12-11"};
    const struct tnw_event joined = {.type = "participant.added"};
    const struct tnw_event unknown = {.type = "step.due", .rule = "of_tomorrow"};
    json_t *rules = event_rules();
    assert_string_equal(event_words(&cli, rules, &step, words), "step overdue: End of the certificate");
    assert_string_equal(event_words(&cli, rules, &unknown, words), "step to do: of_tomorrow");
    assert_string_equal(event_last_day(&step), "2026-03-20");
    assert_string_equal(event_words(&cli, rules, &question, words), "new message: question");
    assert_string_equal(event_last_day(&question), "2026-12-11");
    assert_string_equal(event_words(&cli, rules, &joined, words), "new participant");
    assert_null(event_last_day(&joined));
    json_decref(rules);
}

static void
places_are_filled_and_only_those_that_are_given(void **state)
{
    (void)state;
    char *text = text_filled(LANG_EN, TEXT_TAKES_A_NUMBER_UP_TO, FILL("--limit", NUMBER(200)));
    assert_string_equal(text, "--limit takes a number from 1 to 200");
    free(text);
    text = text_filled(LANG_NL, TEXT_TAKES_A_NUMBER_UP_TO, FILL("{1}"));
    assert_string_equal(text, "{1} krijgt een getal van 1 tot {1}");
    free(text);
    text = text_filled(LANG_FR, TEXT_REMOVED, NULL);
    assert_string_equal(text, "Retiré.");
    free(text);
}

static void
what_a_sentence_speaks_of_cannot_repaint_the_terminal(void **state)
{
    (void)state;
    char *said = NULL;
    size_t size = 0;
    FILE *err = open_memstream(&said, &size);
    struct cli cli = {.language = LANG_DE, .out = stdout, .err = err};
    show_note(&cli, TEXT_INBOX_GO_ON, FILL("a\x1b[2J\nb"));
    fclose(err);
    assert_string_equal(said, "Für das, was danach kommt: --after a\\u001b[2J\\u000ab\n");
    free(said);
}

static void
a_title_is_the_label_in_capitals(void **state)
{
    (void)state;
    static const struct {
        enum lang language;
        enum text label;
        const char *title;
    } rows[] = {
        {LANG_EN, TEXT_OPENED_BY, "OPENED BY"},
        {LANG_FR, TEXT_PROCEDURE, "PROCÉDURE"},
        {LANG_NL, TEXT_PATIENT, "PATIËNT"},
        {LANG_DE, TEXT_KEY, "SCHLÜSSEL"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *title = text_title(rows[i].language, rows[i].label);
        assert_string_equal(title, rows[i].title);
        free(title);
    }
}

#define LABEL_UNTIL(id, nl, fr, de, en) TEXT_##id,

static void
a_label_leaves_room_before_its_value(void **state)
{
    (void)state;
    static const enum text labels[] = {TEXT_ROWS_LABELS(LABEL_UNTIL) TEXT_NONE};
    for (unsigned language = 0; language < LANG_COUNT; language++) {
        for (const enum text *label = labels; *label != TEXT_NONE; label++) {
            char *shown = NULL;
            size_t size = 0;
            FILE *out = open_memstream(&shown, &size);
            struct cli cli = {.language = (enum lang)language, .out = out};
            show_label(&cli, TEXT_NONE);
            fflush(out);
            int width = print_width(shown);
            fclose(out);
            free(shown);
            if (print_width(text_of((enum lang)language, *label)) >= width) {
                fail_msg("\"%s\" is too long for a label", text_of((enum lang)language, *label));
            }
        }
    }
}

static void
the_language_is_that_of_the_line_the_environment_or_the_locale(void **state)
{
    (void)state;
    struct cli cli = {.language = LANG_EN};
    char *plain[] = {"tnw", "me", NULL};
    char *asked[] = {"tnw", "--lang", "de", "me", NULL};
    char *joined[] = {"tnw", "me", "--lang=fr", NULL};
    char *cut[] = {"tnw", "me", "--lang", NULL};
    setenv("LC_ALL", "nl_BE.UTF-8", 1);
    unsetenv("TNW_LANG");
    speak_first(&cli, 2, plain);
    assert_int_equal(cli.language, LANG_NL);
    speak_first(&cli, 4, asked);
    assert_int_equal(cli.language, LANG_DE);
    speak_first(&cli, 3, joined);
    assert_int_equal(cli.language, LANG_FR);
    speak_first(&cli, 3, cut);
    assert_int_equal(cli.language, LANG_NL);
    setenv("TNW_LANG", "fr", 1);
    speak_first(&cli, 2, plain);
    assert_int_equal(cli.language, LANG_FR);
    unsetenv("TNW_LANG");
    setenv("LC_ALL", "C", 1);
    speak_first(&cli, 2, plain);
    assert_int_equal(cli.language, LANG_EN);
    enum lang language = LANG_DE;
    assert_false(text_language("english", &language));
    assert_false(text_language("", &language));
    assert_false(text_language(NULL, &language));
    assert_int_equal(language, LANG_DE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_text_is_there_in_four_languages_and_speaks_of_the_same),
        cmocka_unit_test(each_error_has_its_words),
        cmocka_unit_test(each_fault_has_its_words),
        cmocka_unit_test(codes_are_called_what_the_server_calls_them),
        cmocka_unit_test(what_is_typed_as_a_code_has_a_word_and_each_code_only_one),
        cmocka_unit_test(an_event_says_which_step_or_kind_of_message_and_by_when),
        cmocka_unit_test(places_are_filled_and_only_those_that_are_given),
        cmocka_unit_test(what_a_sentence_speaks_of_cannot_repaint_the_terminal),
        cmocka_unit_test(a_title_is_the_label_in_capitals),
        cmocka_unit_test(a_label_leaves_room_before_its_value),
        cmocka_unit_test(the_language_is_that_of_the_line_the_environment_or_the_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
