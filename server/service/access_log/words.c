#include "service/access_log/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json/json.h"
#include "json/schema.h"
#include "service/access_log/words_check.h"

/* The longest code is an action or a law's. */
#define KEY_TEXT 64

struct words {
    json_t *catalogues[LANGUAGE_COUNT];
};

void
words_embedded(struct slice texts[LANGUAGE_COUNT])
{
    for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
        char name[32];
        size_t len = 0;
        (void)snprintf(name, sizeof name, "words/%s.json", codes_text(&codes_language, i));
        const char *text = schema_embedded_file(name, &len);
        texts[i] = slice_of(text, len);
    }
}

static enum tnw_err
load_one(struct words *words, unsigned i, struct slice text, char where[256])
{
    char why[160] = "";
    enum tnw_err err = json_load_strict(&words->catalogues[i], text, why);
    if (err != TNW_OK) {
        (void)snprintf(where, 256, "words/%s.json: %s", codes_text(&codes_language, i), why);
        return err == TNW_E_NO_MEMORY ? err : TNW_E_CONFIGURATION;
    }
    err = words_check_form(words->catalogues[i], codes_text(&codes_language, i), where);
    if (err == TNW_OK && i > 0) {
        err = words_check_same(words->catalogues[0], words->catalogues[i], codes_text(&codes_language, i), where);
    }
    return err;
}

enum tnw_err
words_load(struct words **out, const struct slice texts[LANGUAGE_COUNT], const struct policy *policy, char where[256])
{
    *out = NULL;
    struct words *words = calloc(1, sizeof *words);
    enum tnw_err err = words == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    for (unsigned i = 0; err == TNW_OK && i < LANGUAGE_COUNT; i++) {
        err = load_one(words, i, texts[i], where);
    }
    if (err == TNW_OK) {
        err = words_check_codes(words->catalogues[0], policy, where);
    }
    if (err != TNW_OK) {
        words_free(&words);
        return err;
    }
    *out = words;
    return TNW_OK;
}

void
words_free(struct words **words)
{
    if (*words != NULL) {
        for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
            json_decref((*words)->catalogues[i]);
        }
        free(*words);
        *words = NULL;
    }
}

const char *
words_find(const struct words *words, enum language language, const char *section, struct slice key)
{
    char text[KEY_TEXT];
    if (key.len >= sizeof text) {
        return NULL;
    }
    (void)snprintf(text, sizeof text, "%.*s", (int)key.len, (const char *)key.ptr);
    return json_string_value(json_object_get(json_object_get(words->catalogues[language], section), text));
}

bool
words_know_action(const struct words *words, const char *name)
{
    struct slice key = slice_str(name);
    return words_find(words, LANGUAGE_NL, "did", key) != NULL && words_find(words, LANGUAGE_NL, "do", key) != NULL;
}

static struct slice
place_text(const struct words_place *places, size_t count, const char *name, size_t len)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(places[i].name) == len && memcmp(places[i].name, name, len) == 0) {
            return places[i].text;
        }
    }
    return slice_of("", 0);
}

void
words_fill(struct buf *out, const char *pattern, const struct words_place *places, size_t count)
{
    while (*pattern != 0) {
        size_t plain = strcspn(pattern, "{");
        buf_put(out, pattern, plain);
        pattern += plain;
        if (*pattern == '{') {
            size_t len = strcspn(pattern + 1, "}");
            buf_put_slice(out, place_text(places, count, pattern + 1, len));
            pattern += len + 2; /* the check at start found its } */
        }
    }
}
