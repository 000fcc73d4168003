#include "app/directory/csv.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static bool
starts_with(struct slice text, const char *with)
{
    size_t len = strlen(with);
    return text.len >= len && memcmp(text.ptr, with, len) == 0;
}

static void
csv_skip(struct csv_reader *reader, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        reader->line += reader->left.ptr[i] == '\n';
    }
    reader->left = slice_of(reader->left.ptr + len, reader->left.len - len);
}

struct csv_reader
csv_open(struct slice text)
{
    size_t mark = starts_with(text, BYTE_ORDER_MARK) ? strlen(BYTE_ORDER_MARK) : 0;
    struct csv_reader reader = {.left = slice_of(text.ptr + mark, text.len - mark), .line = 1, .separator = ','};
    size_t first = 0;
    while (first < reader.left.len && reader.left.ptr[first] != '\n') {
        first++;
    }
    if (first > 0 && memchr(reader.left.ptr, ';', first) != NULL) {
        reader.separator = ';';
    }
    return reader;
}

/* How long the line end is that begins here; 0: none does. */
static size_t
line_end(struct slice left)
{
    return starts_with(left, "\r\n") ? 2 : starts_with(left, "\n") ? 1 : 0;
}

static bool
is_at_end(const struct csv_reader *reader)
{
    return reader->left.len == 0 || line_end(reader->left) > 0 || reader->left.ptr[0] == (uint8_t)reader->separator;
}

static const char *
read_quoted(struct csv_reader *reader, struct buf *out)
{
    csv_skip(reader, 1);
    while (reader->left.len > 0) {
        size_t end = line_end(reader->left);
        if (end > 0) {
            buf_put_u8(out, '\n');
            csv_skip(reader, end);
        } else if (starts_with(reader->left, "\"\"")) {
            buf_put_u8(out, '"');
            csv_skip(reader, 2);
        } else if (reader->left.ptr[0] == '"') {
            csv_skip(reader, 1);
            return is_at_end(reader) ? NULL : "has text behind its closing quote: a quote within is written twice";
        } else {
            buf_put_u8(out, reader->left.ptr[0]);
            csv_skip(reader, 1);
        }
    }
    return "begins with a quote and does not end: close it, or write a quote within twice";
}

static const char *
read_plain(struct csv_reader *reader, struct buf *out)
{
    while (!is_at_end(reader)) {
        uint8_t byte = reader->left.ptr[0];
        if (byte == '"') {
            return "has a quote within: put the field in quotes, and write this one twice";
        }
        if (byte == '\r' || byte == 0) {
            return "has a character that ends no line and is no text: remove it";
        }
        buf_put_u8(out, byte);
        csv_skip(reader, 1);
    }
    return NULL;
}

/* What a spreadsheet takes for the beginning of a formula, or may drop in front of one; and the guard itself. */
static bool
is_computed(uint8_t byte)
{
    return byte != 0 && strchr("=+-@'\t\r\n", byte) != NULL;
}

/* What csv_put put in front. */
static void
take_guard(struct buf *text, size_t from)
{
    if (text->len >= from + 2 && text->ptr[from] == '\'' && is_computed(text->ptr[from + 1])) {
        memmove(text->ptr + from, text->ptr + from + 1, text->len - from - 1);
        text->len--;
    }
}

static void
read_csv_row(struct csv_reader *reader, struct csv_row *row)
{
    bool more = true;
    while (more && row->fault == NULL) {
        size_t from = row->text.len;
        row->fault_field = row->count;
        if (row->count == CSV_FIELDS_MAX) {
            row->fault = "is one too many: no table of the directory has so many columns";
            return;
        }
        row->fault = starts_with(reader->left, "\"") ? read_quoted(reader, &row->text) : read_plain(reader, &row->text);
        take_guard(&row->text, from);
        row->ends[row->count++] = row->text.len;
        more = row->fault == NULL && reader->left.len > 0 && line_end(reader->left) == 0;
        csv_skip(reader, more ? 1 : 0);
    }
}

static void
pass_line(struct csv_reader *reader)
{
    size_t len = 0;
    while (len < reader->left.len && reader->left.ptr[len] != '\n') {
        len++;
    }
    csv_skip(reader, len < reader->left.len ? len + 1 : len);
}

bool
csv_next(struct csv_reader *reader, struct csv_row *row)
{
    do {
        if (reader->left.len == 0) {
            return false;
        }
        buf_clear(&row->text);
        row->count = 0;
        row->fault = NULL;
        row->line = reader->line;
        read_csv_row(reader, row);
        if (row->fault != NULL) {
            pass_line(reader);
        } else {
            csv_skip(reader, line_end(reader->left));
        }
    } while (row->fault == NULL && row->text.len == 0);
    return true;
}

struct slice
csv_field(const struct csv_row *row, size_t index)
{
    size_t from = index == 0 ? 0 : row->ends[index - 1];
    return index < row->count ? slice_of(row->text.ptr + from, row->ends[index] - from) : slice_of(NULL, 0);
}

void
csv_row_wipe(struct csv_row *row)
{
    buf_free(&row->text);
    *row = (struct csv_row){.count = 0};
}

static bool
needs_quotes(struct slice field, char separator)
{
    bool needs = field.len > 0 && (field.ptr[0] == ' ' || field.ptr[field.len - 1] == ' ');
    for (size_t i = 0; i < field.len && !needs; i++) {
        needs = strchr("\"\r\n", field.ptr[i]) != NULL || field.ptr[i] == (uint8_t)separator;
    }
    return needs;
}

void
csv_put(struct buf *out, struct slice field, char separator)
{
    bool quotes = needs_quotes(field, separator);
    buf_put_str(out, quotes ? "\"" : "");
    buf_put_str(out, field.len > 0 && is_computed(field.ptr[0]) ? "'" : "");
    for (size_t i = 0; i < field.len; i++) {
        if (field.ptr[i] == '"') {
            buf_put_u8(out, '"');
        }
        buf_put_u8(out, field.ptr[i]);
    }
    buf_put_str(out, quotes ? "\"" : "");
}
