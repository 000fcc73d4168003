#include "story_table.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/house_test.h"
#include "scenario/sandbox.h"

enum { MOST_ROWS = 2000, COLUMNS = 7 };

static void
read_row(struct story_table *table, const char *patient, int number, char *text)
{
    char *columns[COLUMNS];
    size_t count = 0;
    for (char *at = text; at != NULL && count < COLUMNS; count++) {
        columns[count] = strsep(&at, "\t");
    }
    if (count != COLUMNS || table->count == MOST_ROWS) {
        fail_msg("%s.tsv, line %d: not a row", patient, number);
    }
    table->rows[table->count++] = (struct story_row){patient,    number,     columns[0], columns[1], columns[2],
                                                     columns[3], columns[4], columns[5], columns[6]};
}

static void
read_file(struct story_table *table, const char *patient, char *text)
{
    int number = 0;
    for (char *line; (line = strsep(&text, "\n")) != NULL;) {
        number++;
        if (line[0] == '2') {
            read_row(table, patient, number, line);
        }
    }
}

/* By date; rows of one date stay in the order of the files and of their lines. */
static void
sort_rows(struct story_table *table)
{
    for (size_t i = 1; i < table->count; i++) {
        struct story_row row = table->rows[i];
        size_t at = i;
        for (; at > 0 && strcmp(table->rows[at - 1].date, row.date) > 0; at--) {
            table->rows[at] = table->rows[at - 1];
        }
        table->rows[at] = row;
    }
}

struct story_table
story_table_read(const char *const names[])
{
    struct story_table table = {.rows = calloc(MOST_ROWS, sizeof *table.rows)};
    assert_non_null(table.rows);
    for (size_t i = 0; names[i] != NULL; i++) {
        char path[128];
        assert_true(i < sizeof table.texts / sizeof table.texts[0]);
        (void)snprintf(path, sizeof path, "tests/scenario/story/%s.tsv", names[i]);
        table.texts[i] = sandbox_read_file(path);
        read_file(&table, names[i], table.texts[i]);
    }
    sort_rows(&table);
    return table;
}

void
story_table_free(struct story_table *table)
{
    for (size_t i = 0; i < sizeof table->texts / sizeof table->texts[0]; i++) {
        free(table->texts[i]);
    }
    free(table->rows);
    *table = (struct story_table){.count = 0};
}

/* Where the word stands, or begins with name=; NULL: nowhere. */
static const char *
find_word(const char *value, const char *word, const char *end)
{
    size_t len = strlen(word);
    for (const char *at = value; at != NULL && *at != 0; at = strchr(at, ' ')) {
        at += strspn(at, " ");
        if (strncmp(at, word, len) == 0 && strchr(end, at[len]) != NULL) {
            return at;
        }
    }
    return NULL;
}

bool
story_has(const char *value, const char *word)
{
    return find_word(value, word, " ") != NULL; /* strchr finds the end of the text, too */
}

bool
story_get(const char *value, const char *name, char *out, size_t room)
{
    const char *at = find_word(value, name, "=");
    if (at == NULL || at[strlen(name)] != '=') {
        return false;
    }
    at += strlen(name) + 1;
    (void)snprintf(out, room, "%.*s", (int)strcspn(at, " "), at);
    return true;
}
