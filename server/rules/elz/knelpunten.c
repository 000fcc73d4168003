#include "rules/elz/knelpunten.h"

#include <stdio.h>
#include <string.h>

#include "rules/reader.h"

static void
read_obstacle_texts(const struct reader *row, char out[LANGUAGE_COUNT][KNELPUNTEN_TEXT])
{
    const char *names[LANGUAGE_COUNT + 1] = {NULL};
    struct reader texts = reader_object(row, "text");
    for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
        names[i] = codes_text(&codes_language, i);
        (void)snprintf(out[i], KNELPUNTEN_TEXT, "%s", reader_text(&texts, names[i], KNELPUNTEN_TEXT - 1));
    }
    reader_only(&texts, names);
}

static const struct knelpunten_theme *
find_obstacle_theme(const struct knelpunten *all, const char *code)
{
    for (size_t i = 0; i < all->theme_count; i++) {
        if (strcmp(all->themes[i].code, code) == 0) {
            return &all->themes[i];
        }
    }
    return NULL;
}

static void
read_obstacle_theme(const struct reader *row, struct knelpunten *all)
{
    static const char *const names[] = {"code", "text", "source", "why", NULL};
    struct knelpunten_theme *theme = &all->themes[all->theme_count];
    const char *code = reader_text(row, "code", sizeof theme->code - 1);
    reader_only(row, names);
    reader_prose(row);
    if (find_obstacle_theme(all, code) != NULL) {
        reader_fail(row, "code", "is that of an earlier theme");
    }
    (void)snprintf(theme->code, sizeof theme->code, "%s", code);
    read_obstacle_texts(row, theme->text);
    all->theme_count++;
}

static void
read_obstacle(const struct reader *row, struct knelpunten *all)
{
    static const char *const names[] = {"code", "theme", "text", "source", "why", NULL};
    struct knelpunten_row *it = &all->rows[all->count];
    const char *code = reader_text(row, "code", sizeof it->code - 1);
    reader_only(row, names);
    reader_prose(row);
    if (knelpunten_find(all, code) != NULL) {
        reader_fail(row, "code", "is that of an earlier one");
    }
    it->theme = find_obstacle_theme(all, reader_text(row, "theme", KNELPUNTEN_CODE - 1));
    if (it->theme == NULL) {
        reader_fail(row, "theme", "is none of the themes");
    }
    (void)snprintf(it->code, sizeof it->code, "%s", code);
    read_obstacle_texts(row, it->text);
    all->count++;
}

enum tnw_err
knelpunten_load(struct knelpunten *out, struct slice json, char where[256])
{
    static const char *const names[] = {"version", "themes", "knelpunten", NULL};
    json_t *root;
    struct reader_error error = {.where = where};
    struct reader top = reader_load(&error, json, &root);
    memset(out, 0, sizeof *out);
    reader_only(&top, names);
    (void)snprintf(out->version, sizeof out->version, "%s", reader_text(&top, "version", sizeof out->version - 1));
    size_t themes = reader_count(&top, "themes", KNELPUNTEN_THEMES);
    for (size_t i = 0; i < themes; i++) {
        struct reader row = reader_element(&top, "themes", i);
        read_obstacle_theme(&row, out);
    }
    size_t count = reader_count(&top, "knelpunten", KNELPUNTEN_MAX);
    for (size_t i = 0; i < count; i++) {
        struct reader row = reader_element(&top, "knelpunten", i);
        read_obstacle(&row, out);
    }
    json_decref(root);
    return error.err;
}

const struct knelpunten_row *
knelpunten_find(const struct knelpunten *all, const char *code)
{
    for (size_t i = 0; code != NULL && i < all->count; i++) {
        if (strcmp(all->rows[i].code, code) == 0) {
            return &all->rows[i];
        }
    }
    return NULL;
}

/* How many tosses of a coin in a row come out the same: 0 in half of all cases, 1 in a quarter, and so on. */
static int64_t
tosses(uint64_t random)
{
    int64_t count = 0;
    for (; (random & 1) != 0; random >>= 1) {
        count++;
    }
    return count;
}

uint32_t
knelpunten_told(uint32_t people, uint64_t up, uint64_t down)
{
    int64_t moved = (int64_t)people + tosses(up) - tosses(down);
    return moved < KNELPUNTEN_LEAST ? 0 : (uint32_t)(moved - moved % KNELPUNTEN_LEAST);
}
