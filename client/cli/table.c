#include "table.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "print.h"
#include "texts/code_word.h"

/* Of an id: "dos_" and 26 characters, of which the last ones are random. */
#define ID_LENGTH 30
#define ID_KIND 4
#define ID_SHORT 6

/* An exclusion names all categories: more than a screen is wide. */
#define LIST_SHOWN 3

struct table {
    enum lang language;
    char *titles[TABLE_COLUMNS_MAX];
    size_t columns;
    char **cells; /* escaped, row by row */
    size_t count;
    size_t room;
    bool numbered;
    bool short_ids;
};

struct table *
table_new(enum lang language, const enum text *titles)
{
    struct table *table = calloc(1, sizeof *table);
    if (table != NULL) {
        table->language = language;
        for (; titles[table->columns] != TEXT_NONE && table->columns < TABLE_COLUMNS_MAX; table->columns++) {
            table->titles[table->columns] = text_title(language, titles[table->columns]);
        }
    }
    return table;
}

void
table_number_rows(struct table *table)
{
    if (table != NULL) {
        table->numbered = true;
        table->short_ids = isatty(STDOUT_FILENO) == 1;
    }
}

/* "dos_C1WWAB" of an id; anything else as it is. */
static const char *
shorten(const char *text, char out[ID_SHORT + ID_KIND + 1])
{
    bool is_id = text != NULL && strlen(text) == ID_LENGTH && text[ID_KIND - 1] == '_' &&
                 strspn(text + ID_KIND, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") == ID_LENGTH - ID_KIND;
    if (!is_id) {
        return text;
    }
    (void)snprintf(out, ID_SHORT + ID_KIND + 1, "%.*s%s", ID_KIND, text, text + ID_LENGTH - ID_SHORT);
    return out;
}

void
table_text(struct table *table, const char *text)
{
    if (table == NULL) {
        return;
    }
    if (table->count == table->room) {
        size_t room = table->room == 0 ? 64 : table->room * 2;
        char **cells = reallocarray(table->cells, room, sizeof *cells);
        if (cells == NULL) {
            return;
        }
        table->cells = cells;
        table->room = room;
    }
    char part[ID_SHORT + ID_KIND + 1];
    table->cells[table->count++] = print_escaped(table->short_ids ? shorten(text, part) : text);
}

void
table_number(struct table *table, long long number)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", number);
    table_text(table, text);
}

void
table_time(struct table *table, const char *time)
{
    char text[PRINT_TIME];
    table_text(table, time == NULL ? NULL : print_time(text, time));
}

void
table_word(struct table *table, const char *code)
{
    table_text(table, table == NULL ? NULL : code_word(table->language, code));
}

static void
add_list(struct table *table, const char *const *values, bool are_codes)
{
    char more[24];
    const char *shown[LIST_SHOWN + 2] = {NULL};
    size_t count = 0;
    for (; values != NULL && values[count] != NULL; count++) {
        if (count < LIST_SHOWN) {
            shown[count] = are_codes ? code_word(table->language, values[count]) : values[count];
        }
    }
    if (count > LIST_SHOWN) {
        snprintf(more, sizeof more, "+%zu", count - LIST_SHOWN);
        shown[LIST_SHOWN] = more;
    }
    char *joined = print_joined(shown);
    table_text(table, count == 0 ? NULL : joined);
    free(joined);
}

void
table_list(struct table *table, const char *const *values)
{
    add_list(table, values, false);
}

void
table_words(struct table *table, const char *const *codes)
{
    if (table != NULL) {
        add_list(table, codes, true);
    }
}

static const char *
cell_text(const struct table *table, size_t at)
{
    return at < table->count && table->cells[at] != NULL ? table->cells[at] : "-";
}

static const char *
title_text(const struct table *table, size_t column)
{
    return table->titles[column] == NULL ? "" : table->titles[column];
}

static int
column_width(const struct table *table, size_t column)
{
    int width = print_width(title_text(table, column));
    for (size_t at = column; at < table->count; at += table->columns) {
        int more = print_width(cell_text(table, at));
        width = more > width ? more : width;
    }
    return width;
}

/* As wide as the last one; 0: in front of the titles. */
static void
put_row_number(const struct table *table, FILE *out, size_t number)
{
    char last[24];
    char text[24] = "";
    (void)snprintf(last, sizeof last, "@%zu", table->count / table->columns);
    if (number > 0) {
        (void)snprintf(text, sizeof text, "@%zu", number);
    }
    if (table->numbered) {
        fprintf(out, "%-*s", (int)strlen(last) + 2, text);
    }
}

static void
put_table_row(const struct table *table, FILE *out, const char *const *texts, const int *widths)
{
    for (size_t i = 0; i < table->columns; i++) {
        int pad = i + 1 < table->columns ? widths[i] - print_width(texts[i]) + 2 : 0;
        fprintf(out, "%s%*s", texts[i], pad, "");
    }
    fputc('\n', out);
}

static void
free_table(struct table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        free(table->cells[i]);
    }
    for (size_t i = 0; i < table->columns; i++) {
        free(table->titles[i]);
    }
    free(table->cells);
    free(table);
}

void
table_end(struct table *table, FILE *out)
{
    if (table == NULL) {
        return;
    }
    if (table->count == 0) {
        fprintf(out, "%s\n", text_of(table->language, TEXT_NO_ROWS));
        free_table(table);
        return;
    }
    int widths[TABLE_COLUMNS_MAX];
    const char *texts[TABLE_COLUMNS_MAX];
    for (size_t i = 0; i < table->columns; i++) {
        widths[i] = column_width(table, i);
    }
    for (size_t i = 0; i < table->columns; i++) {
        texts[i] = title_text(table, i);
    }
    put_row_number(table, out, 0);
    put_table_row(table, out, texts, widths);
    for (size_t row = 0; row < table->count; row += table->columns) {
        put_row_number(table, out, row / table->columns + 1);
        for (size_t i = 0; i < table->columns; i++) {
            texts[i] = cell_text(table, row + i);
        }
        put_table_row(table, out, texts, widths);
    }
    free_table(table);
}
