#include "texts/text_detail.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "texts/text_rows_details.h"

#define DETAIL_PLACES 2

#define DETAIL_ROW(en, nl, fr, de) {{nl, fr, de, en}},
static const struct words rows[] = {DETAIL_ROWS(DETAIL_ROW)};

/* What stands in a text in the place of {0} and {1}. */
struct found {
    const char *text[DETAIL_PLACES];
    size_t len[DETAIL_PLACES];
};

static bool
is_place(const char *text)
{
    return text[0] == '{' && (text[1] == '0' || text[1] == '1') && text[2] == '}';
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

static const struct words *
find_row(const char *english, struct found *out)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (row_fits(rows[i].in[LANG_EN], english, out)) {
            return &rows[i];
        }
    }
    return NULL;
}

char *
text_detail(enum lang language, const char *english)
{
    struct found found = {{NULL, NULL}, {0, 0}};
    const struct words *row = language == LANG_EN ? NULL : find_row(english, &found);
    const char *text = row == NULL ? english : row->in[language];
    char *out = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&out, &size);
    if (to == NULL) {
        return NULL;
    }
    while (*text != 0) {
        if (row != NULL && is_place(text)) {
            size_t place = (size_t)(text[1] - '0');
            (void)fwrite(found.text[place], 1, found.len[place], to);
            text += 3;
        } else {
            (void)fputc(*text++, to);
        }
    }
    if (fclose(to) != 0) {
        free(out);
        return NULL;
    }
    return out;
}
