#include "app/directory/directory_export.h"

#include <stdlib.h>
#include <string.h>

#include "app/directory/directory_page.h"
#include "app/directory/fiche_columns.h"
#include "json/json.h"
#include "rules/field.h"

/* Each row as it will be written, behind what it is called. */
struct line {
    char *name;
    char *text;
};

struct lines {
    const struct directory_export *export;
    struct line *list;
    size_t count;
    size_t cap;
};

static char *
copy_of(struct buf *text)
{
    const char *whole = buf_text(text);
    char *copy = whole == NULL ? NULL : strdup(whole);
    buf_free(text);
    return copy;
}

static char *
name_line(const json_t *row)
{
    struct buf text = {0};
    const char *cbe = field_text(row, "cbe");
    buf_put_str(&text, cbe == NULL ? "" : cbe);
    buf_put_str(&text, cbe == NULL ? "" : " ");
    buf_put_str(&text, field_text(row, cbe == NULL ? "ref" : "service"));
    return copy_of(&text);
}

static char *
write_line(const struct directory_export *export, const json_t *row)
{
    struct buf text = {0};
    if (export->json) {
        json_canonical(&text, row);
    } else {
        columns_put_row(&text, export->employers ? employer_columns : fiche_columns, export->professional, row,
                        export->excel ? ';' : ',');
    }
    return copy_of(&text);
}

static enum tnw_err
add_line(void *ctx, const json_t *row)
{
    struct lines *lines = ctx;
    if (lines->count == lines->cap) {
        size_t cap = lines->cap == 0 ? 1024 : lines->cap * 2;
        struct line *list = realloc(lines->list, cap * sizeof *list);
        if (list == NULL) {
            return TNW_E_NO_MEMORY;
        }
        lines->list = list;
        lines->cap = cap;
    }
    struct line *line = &lines->list[lines->count++];
    *line = (struct line){.name = name_line(row), .text = write_line(lines->export, row)};
    return line->name == NULL || line->text == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}

static int
compare_lines(const void *left, const void *right)
{
    return strcmp(((const struct line *)left)->name, ((const struct line *)right)->name);
}

static void
print_lines(const struct lines *lines)
{
    const struct directory_export *export = lines->export;
    struct buf header = {0};
    if (!export->json) {
        columns_put_header(&header, export->employers ? employer_columns : fiche_columns, export->professional,
                           export->excel ? ';' : ',');
    }
    fputs(export->json ? "[" : export->excel ? "\xef\xbb\xbf" : "", export->out);
    if (header.len > 0) {
        (void)fwrite(header.ptr, 1, header.len, export->out);
    }
    buf_free(&header);
    for (size_t i = 0; i < lines->count; i++) {
        fputs(!export->json ? "" : i == 0 ? "\n" : ",\n", export->out);
        fputs(lines->list[i].text, export->out);
    }
    fputs(export->json ? "\n]\n" : "", export->out);
}

enum tnw_err
directory_export_run(const struct directory_export *export, char where[CONFIG_WHERE])
{
    struct lines lines = {.export = export};
    const struct directory_pages pages = {.world = export->world,
                                          .op = export->employers ? "directory.employers" : "directory.export",
                                          .professional = export->professional,
                                          .each = add_line,
                                          .ctx = &lines};
    enum tnw_err err = directory_pages_walk(&pages, where);
    if (err == TNW_OK) {
        if (lines.count > 0) {
            qsort(lines.list, lines.count, sizeof *lines.list, compare_lines);
        }
        print_lines(&lines);
        err = fflush(export->out) == 0 && !ferror(export->out) ? TNW_OK : TNW_E_IO;
    }
    for (size_t i = 0; i < lines.count; i++) {
        free(lines.list[i].name);
        free(lines.list[i].text);
    }
    free(lines.list);
    return err;
}
