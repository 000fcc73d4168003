/* A table that others wrote: every row is read or refused with its place, and one that was read is written and read
 * again the same. */
#include <stdlib.h>
#include <string.h>

#include "app/directory/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require_that(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void
read_again(const struct csv_row *row, char separator)
{
    struct buf text = {0};
    struct csv_row back = {.count = 0};
    buf_put_str(&text, "first\n"); /* only there a byte order mark is none of the text */
    for (size_t i = 0; i < row->count; i++) {
        buf_put(&text, &separator, i == 0 ? 0 : 1);
        csv_put(&text, csv_field(row, i), separator);
    }
    buf_put_str(&text, "\r\n");
    struct csv_reader reader = csv_open(buf_slice(&text));
    reader.separator = separator;
    require_that(csv_next(&reader, &back) && csv_next(&reader, &back) && back.fault == NULL &&
                 back.count == row->count);
    for (size_t i = 0; i < row->count; i++) {
        require_that(slice_eq(csv_field(&back, i), csv_field(row, i)));
    }
    csv_row_wipe(&back);
    buf_free(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct csv_row row = {.count = 0};
    struct csv_reader reader = csv_open(slice_of(data, size));
    size_t lines = 1;
    for (size_t i = 0; i < size; i++) {
        lines += data[i] == '\n';
    }
    while (csv_next(&reader, &row)) {
        require_that(row.line >= 1 && row.line <= lines && row.count <= CSV_FIELDS_MAX);
        bool kept = row.text.len == 0 ||
                    (memchr(row.text.ptr, 0, row.text.len) == NULL && memchr(row.text.ptr, '\r', row.text.len) == NULL);
        if (row.fault == NULL && kept) {
            read_again(&row, reader.separator);
        }
    }
    csv_row_wipe(&row);
    return 0;
}
