/* The catalogues of plain words are whole: every code has words, in every language, with the same places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "json/json.h"
#include "service/access_log/words.h"
#include "service/operations.h"
#include "service_world.h"

/* Loads the built-in catalogues with the first `from` of one language replaced. */
static enum tnw_err
load_changed(const struct test_world *w, enum language language, const char *from, const char *to, char where[256])
{
    struct slice texts[LANGUAGE_COUNT];
    struct words *words;
    struct buf changed = {0};
    words_embedded(texts);
    const uint8_t *at = memmem(texts[language].ptr, texts[language].len, from, strlen(from));
    assert_non_null(at);
    size_t before = (size_t)(at - texts[language].ptr);
    buf_put(&changed, texts[language].ptr, before);
    buf_put_str(&changed, to);
    buf_put(&changed, at + strlen(from), texts[language].len - before - strlen(from));
    texts[language] = buf_slice(&changed);
    enum tnw_err err = words_load(&words, texts, &w->policy, where);
    words_free(&words);
    buf_free(&changed);
    return err;
}

static void
refused(const struct test_world *w, enum language language, const char *from, const char *to, const char *why)
{
    char where[256] = "";
    assert_int_equal(load_changed(w, language, from, to, where), TNW_E_CONFIGURATION);
    if (strstr(where, why) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", where, why);
    }
}

static void
the_built_in_catalogues_are_whole(void **state)
{
    const struct test_world *w = *state;
    char where[256] = "";
    assert_int_equal(load_changed(w, LANGUAGE_FR, "huisarts", "huisarts", where), TNW_OK);
    assert_null(operations_hole(&w->world)); /* words for each operation that can stand in an access log */
    assert_true(words_know_action(w->words, "request.refused"));
    assert_false(words_know_action(w->words, "fragment.burn"));
}

static void
a_key_of_one_language_only_refuses(void **state)
{
    refused(*state, LANGUAGE_DE, "\"huisarts\":", "\"hausarzt\":", "de.json: role.huisarts: is missing");
    refused(*state, LANGUAGE_EN, "\"role\": {", "\"role\": {\"nurse\": \"nurse\",", "en.json: role.*: has a key");
    refused(*state, LANGUAGE_FR, "\"month\": {", "\"mois\": {", "fr.json: month.*: there is no such section");
    refused(*state, LANGUAGE_FR, "{\n", "{\"mois\": {},\n", "an unknown section");
}

static void
a_text_that_is_none_refuses(void **state)
{
    refused(*state, LANGUAGE_NL, "\"januari\"", "1", "nl.json: month.1: is no text");
    refused(*state, LANGUAGE_NL, "\"januari\"", "\"\"", "nl.json: month.1: is no text");
    refused(*state, LANGUAGE_NL, "\"januari\",", "\"januari\"", "nl.json:");
    refused(*state, LANGUAGE_NL, "\"2\": \"februari\"", "\"1\": \"februari\"", "nl.json:");
}

static void
a_place_that_is_not_known_there_refuses(void **state)
{
    refused(*state, LANGUAGE_EN, "{who} tried", "{whom} tried", "en.json: other.deny: has a place");
    refused(*state, LANGUAGE_EN, "{who} tried", "{who tried", "en.json: other.deny: has a place");
    refused(*state, LANGUAGE_EN, "{who} tried", "who} tried", "en.json: other.deny: has a place");
    refused(*state, LANGUAGE_EN, ": \"patient\"", ": \"{who}\"", "en.json: role.patient: has a place");
}

static void
a_translation_that_forgets_a_place_refuses(void **state)
{
    refused(*state, LANGUAGE_FR, "{who} a voulu", "On a voulu", "fr.json: other.deny: has not the same places");
}

/* It is capitalised to stand alone, by its first byte. */
static void
a_reason_that_cannot_stand_alone_refuses(void **state)
{
    refused(*state, LANGUAGE_DE, "es ist Ihr eigenes", "Überall Ihr eigenes", "de.json: reason.own_dossier: begins");
    refused(*state, LANGUAGE_EN, "it is your own dossier", "it is your own dossier.",
            "en.json: reason.own_dossier: begins");
}

/* Renames a key in all languages, so that only the codes miss it. */
static void
without_words(const struct test_world *w, const char *key, const char *why)
{
    struct slice texts[LANGUAGE_COUNT];
    struct buf changed[LANGUAGE_COUNT] = {{0}};
    struct words *words;
    char where[256] = "";
    words_embedded(texts);
    for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
        uint8_t *at = memmem(texts[i].ptr, texts[i].len, key, strlen(key));
        assert_non_null(at);
        buf_put_slice(&changed[i], texts[i]);
        changed[i].ptr[at - texts[i].ptr + 1] = 'X';
        texts[i] = buf_slice(&changed[i]);
    }
    assert_int_equal(words_load(&words, texts, &w->policy, where), TNW_E_CONFIGURATION);
    assert_null(words);
    if (strstr(where, why) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", where, why);
    }
    for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
        buf_free(&changed[i]);
    }
}

static void
a_code_without_words_refuses(void **state)
{
    without_words(*state, "\"werkgever\"", "role.werkgever");
    without_words(*state, "\"opleiding\"", "category.opleiding");
    without_words(*state, "\"overmacht\"", "purpose.overmacht");
    without_words(*state, "\"consent_withdrawn\"", "reason.consent_withdrawn");
    without_words(*state, "\"not_member\"", "reason.not_member");
    without_words(*state, "\"cross_site\"", "reason.cross_site");
    without_words(*state, "\"gao_elektronisch\"", "law.gao_elektronisch");
    without_words(*state, "\"12\"", "month.12");
    without_words(*state, "\"request.refused\"", "did.request.refused");
}

static void
places_are_filled_and_unknown_ones_left_out(void **state)
{
    (void)state;
    struct buf out = {0};
    const struct words_place places[] = {{"a", slice_str("1")}, {"bb", slice_str("{a}")}};
    words_fill(&out, "{a}-{bb}-{c}-{a}.", places, 2);
    assert_string_equal(buf_text(&out), "1-{a}--1.");
    buf_free(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(the_built_in_catalogues_are_whole),
        WITH_WORLD(a_key_of_one_language_only_refuses),
        WITH_WORLD(a_text_that_is_none_refuses),
        WITH_WORLD(a_place_that_is_not_known_there_refuses),
        WITH_WORLD(a_translation_that_forgets_a_place_refuses),
        WITH_WORLD(a_reason_that_cannot_stand_alone_refuses),
        WITH_WORLD(a_code_without_words_refuses),
        cmocka_unit_test(places_are_filled_and_unknown_ones_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
