#include "app/directory/table_source.h"

#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "json/json.h"

/* Who mends a table reads these first, and imports again; a wrong separator is a fault of every row. */
#define FAULTS_TOLD 200

void
table_fault_at(const struct table_source *source, size_t line, struct table_report *report, const char *at,
               const char *what, const char *hint)
{
    report->faults++;
    if (report->faults > FAULTS_TOLD) {
        return;
    }
    fprintf(report->out, "%s:%zu: %s%s%s%s%s\n", source->path, line, at == NULL ? "" : at, at == NULL ? "" : ": ", what,
            hint == NULL ? "" : "; it may be: ", hint == NULL ? "" : hint);
    if (report->faults == FAULTS_TOLD) {
        fputs("further faults are counted only\n", report->out);
    }
}

void
table_fault(const struct table_source *source, struct table_report *report, const char *at, const char *what,
            const char *hint)
{
    table_fault_at(source, source->line, report, at, what, hint);
}

static void
tell_csv_fault(const struct table_source *source, struct table_report *report)
{
    char number[32];
    bool known = source->row.fault_field < source->columns.count;
    const struct column *column = known ? source->columns.column[source->row.fault_field] : NULL;
    (void)snprintf(number, sizeof number, "field %zu", source->row.fault_field + 1);
    table_fault(source, report, column == NULL ? number : column->name, source->row.fault, NULL);
}

static bool
read_header(struct table_source *source, struct table_report *report)
{
    source->csv = csv_open(buf_slice(&source->text));
    source->columns.count = 0;
    if (!csv_next(&source->csv, &source->row)) {
        source->line = 1;
        table_fault(source, report, "the file", "is empty", NULL);
        return false;
    }
    source->line = source->row.line;
    struct columns columns;
    if (source->row.fault == NULL) {
        source->row.fault = columns_read(&columns, &source->row, &source->row.fault_field);
    }
    if (source->row.fault != NULL) {
        tell_csv_fault(source, report);
        return false;
    }
    source->columns = columns;
    source->of_employers = columns.of_employers;
    return true;
}

static void
skip_blanks(struct table_source *source)
{
    while (source->json.len > 0 && memchr(" \t\r\n", source->json.ptr[0], 4) != NULL) {
        source->json_line += source->json.ptr[0] == '\n';
        source->json = slice_of(source->json.ptr + 1, source->json.len - 1);
    }
}

static bool
take_mark(struct table_source *source, char mark)
{
    skip_blanks(source);
    if (source->json.len == 0 || source->json.ptr[0] != (uint8_t)mark) {
        return false;
    }
    source->json = slice_of(source->json.ptr + 1, source->json.len - 1);
    return true;
}

/* How long the object is that begins here, by its braces; all that is left, when they do not close. */
static size_t
object_length(struct slice text)
{
    size_t depth = 0;
    bool in_string = false;
    for (size_t i = 0; i < text.len; i++) {
        uint8_t byte = text.ptr[i];
        if (in_string) {
            i += byte == '\\';
            in_string = byte != '"';
        } else if (byte == '"') {
            in_string = true;
        } else if (byte == '{' || byte == '[') {
            depth++;
        } else if ((byte == '}' || byte == ']') && --depth == 0) {
            return i + 1;
        }
    }
    return text.len;
}

static void
count_lines(struct table_source *source, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        source->json_line += text.ptr[i] == '\n';
    }
}

/* The array has no more to read once something in it is no row. */
static void
end_json(struct table_source *source, struct table_report *report, const char *what)
{
    source->line = source->json_line;
    source->json = slice_of(NULL, 0);
    table_fault(source, report, "the file", what, NULL);
}

static bool
next_json_text(struct table_source *source, struct table_report *report, struct slice *text)
{
    skip_blanks(source);
    if (source->json.len == 0) {
        return false;
    }
    if (source->json.ptr[0] != '{') {
        end_json(source, report, "must be an array of objects, one for each row");
        return false;
    }
    size_t len = object_length(source->json);
    source->line = source->json_line;
    *text = slice_of(source->json.ptr, len);
    count_lines(source, *text);
    source->json = slice_of(source->json.ptr + len, source->json.len - len);
    if (take_mark(source, ',')) {
        return true;
    }
    bool closed = take_mark(source, ']');
    skip_blanks(source);
    if (!closed || source->json.len > 0) {
        size_t row = source->line;
        end_json(source, report, closed ? "has something behind its array" : "has an array that is not closed");
        source->line = row;
    }
    return true;
}

static enum tnw_err
next_json(struct table_source *source, struct table_report *report, json_t **object)
{
    char wrong[160];
    struct slice text;
    while (next_json_text(source, report, &text)) {
        enum tnw_err err = json_load_strict(object, text, wrong);
        if (err != TNW_E_INVALID_JSON) {
            return err;
        }
        table_fault(source, report, "the row", wrong, NULL);
    }
    return TNW_OK;
}

static enum tnw_err
next_csv(struct table_source *source, struct table_report *report, json_t **object)
{
    while (csv_next(&source->csv, &source->row)) {
        source->line = source->row.line;
        if (source->row.fault == NULL) {
            *object = columns_object(&source->columns, &source->row);
        }
        if (*object != NULL) {
            return source->row.text.err;
        }
        if (source->row.fault == NULL) {
            return TNW_E_NO_MEMORY;
        }
        tell_csv_fault(source, report);
    }
    return source->row.text.err;
}

enum tnw_err
table_next(struct table_source *source, struct table_report *report, json_t **object)
{
    *object = NULL;
    return source->is_json ? next_json(source, report, object) : next_csv(source, report, object);
}

static void
begin_json(struct table_source *source)
{
    source->json = buf_slice(&source->text);
    source->json_line = 1;
    if (take_mark(source, '[') && take_mark(source, ']')) {
        source->json = slice_of(NULL, 0);
    }
}

/* Of employers, when the first row is. */
static enum tnw_err
open_json(struct table_source *source)
{
    struct table_report nobody = {.out = fopen("/dev/null", "w")};
    json_t *first = NULL;
    if (nobody.out == NULL) {
        return TNW_E_IO;
    }
    begin_json(source);
    enum tnw_err err = table_next(source, &nobody, &first);
    source->of_employers = json_object_get(first, "cbe") != NULL;
    json_decref(first);
    fclose(nobody.out);
    begin_json(source);
    return err;
}

void
table_rewind(struct table_source *source)
{
    if (source->is_json) {
        begin_json(source);
    } else {
        source->csv = csv_open(buf_slice(&source->text));
        (void)csv_next(&source->csv, &source->row);
    }
}

enum tnw_err
table_open(struct table_source *source, const char *path, struct table_report *report, char where[CONFIG_WHERE])
{
    *source = (struct table_source){.path = path};
    enum tnw_err err = file_read(&source->text, path, LIMIT_TABLE_BYTES, where);
    if (err != TNW_OK) {
        return err;
    }
    source->json = buf_slice(&source->text);
    skip_blanks(source);
    source->is_json = source->json.len > 0 && (source->json.ptr[0] == '[' || source->json.ptr[0] == '{');
    if (source->is_json) {
        return open_json(source);
    }
    return read_header(source, report) ? TNW_OK : TNW_E_USAGE;
}

void
table_close(struct table_source *source)
{
    csv_row_wipe(&source->row);
    buf_free(&source->text);
}
