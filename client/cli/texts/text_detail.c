#include "texts/text_detail.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form/form.h"
#include "texts/code_word.h"

#define DETAIL_PLACES 3

/* What stands in a text in the place of {0}, {1}, {2}. */
struct found {
    const char *text[DETAIL_PLACES];
    size_t len[DETAIL_PLACES];
};

static bool
is_place(const char *text)
{
    return text[0] == '{' && text[1] >= '0' && text[1] < '0' + DETAIL_PLACES && (text[2] == '}' || text[2] == ':');
}

/* A place goes up to where the rest of the row begins; the last one up to the end. */
static bool
row_fits(const char *row, const char *text, struct found *out)
{
    while (*row != 0) {
        if (!is_place(row)) {
            if (*row++ != *text++) {
                return false;
            }
            continue;
        }
        size_t place = (size_t)(row[1] - '0');
        size_t rest = strcspn(row + 3, "{");
        const char *end = text + strlen(text);
        row += 3;
        if (rest > 0 && row[rest] == 0) { /* the row ends with it, so does the text */
            end = (size_t)(end - text) > rest ? end - rest : text;
        } else if (rest > 0) {
            char between[64];
            (void)snprintf(between, sizeof between, "%.*s", (int)rest, row);
            end = strstr(text, between);
        }
        if (end == NULL || end == text) {
            return false;
        }
        out->text[place] = text;
        out->len[place] = (size_t)(end - text);
        text = end;
    }
    return *text == 0;
}

/* Returns the row's text in that language; NULL: no row fits. */
static const char *
find_row(const json_t *rows, const char *language, const char *english, struct found *out)
{
    size_t i;
    const json_t *row;
    json_array_foreach(rows, i, row)
    {
        if (row_fits(json_string_value(json_object_get(row, "en")), english, out)) {
            return json_string_value(json_object_get(row, language));
        }
    }
    return NULL;
}

/* Codes, with ", " between, by their words. */
static void
put_codes(FILE *to, enum lang language, char *codes)
{
    const char *between = "";
    for (char *code = codes; code != NULL;) {
        char *next = strstr(code, ", ");
        if (next != NULL) {
            *next = 0;
            next += 2;
        }
        fprintf(to, "%s%s", between, code_word(language, code));
        between = ", ";
        code = next;
    }
}

/* place: "{0}" as it is, "{0:detail}" a detail itself, "{0:role}" and the like codes of that kind. Returns what follows
 * it. */
static const char *
put_place(FILE *to, enum lang language, const char *place, const struct found *found)
{
    size_t number = (size_t)(place[1] - '0');
    char *held = strndup(found->text[number], found->len[number]);
    if (held != NULL && strncmp(place + 2, ":detail", 7) == 0) {
        char *said = text_detail(language, held);
        fputs(said == NULL ? held : said, to);
        free(said);
    } else if (held != NULL && place[2] == ':') {
        put_codes(to, language, held);
    } else if (held != NULL) {
        fputs(held, to);
    }
    free(held);
    return strchr(place, '}') + 1;
}

char *
text_detail(enum lang language, const char *english)
{
    static const char *const names[LANG_COUNT] = {
        [LANG_NL] = "nl", [LANG_FR] = "fr", [LANG_DE] = "de", [LANG_EN] = "en"};
    struct found found = {{NULL}, {0}};
    json_t *rows = language == LANG_EN ? NULL : form_file("words/details.json");
    const char *row = find_row(rows, names[language], english, &found);
    const char *text = row == NULL ? english : row;
    char *out = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&out, &size);
    while (to != NULL && *text != 0) {
        if (row != NULL && is_place(text)) {
            text = put_place(to, language, text, &found);
        } else {
            (void)fputc(*text++, to);
        }
    }
    json_decref(rows);
    if (to == NULL || fclose(to) != 0) {
        free(out);
        return NULL;
    }
    return out;
}
