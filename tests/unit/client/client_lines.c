#include "client_lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

struct client_lines
client_lines_of(struct buf text)
{
    struct client_lines lines = {.text = text};
    size_t begin = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\n') {
            lines.line[lines.count++] = slice_of(text.ptr + begin, i + 1 - begin);
            begin = i + 1;
        }
    }
    return lines;
}

void
client_lines_remove(struct client_lines *lines, size_t at, size_t count)
{
    memmove(&lines->line[at], &lines->line[at + count], (lines->count - at - count) * sizeof lines->line[0]);
    lines->count -= count;
}

json_t *
client_lines_value(const struct client_lines *lines, size_t at)
{
    json_t *value = json_loadb((const char *)lines->line[at].ptr, lines->line[at].len, 0, NULL);
    assert_non_null(value);
    return value;
}

void
client_lines_put(struct client_lines *lines, size_t at, json_t *value)
{
    assert_true(lines->made_count < CLIENT_LINES_MADE);
    struct buf *made = &lines->made[lines->made_count++];
    *made = client_log_text(value);
    buf_put_u8(made, '\n');
    lines->line[at] = buf_slice(made);
    json_decref(value);
}

void
client_lines_free(struct client_lines *lines)
{
    buf_free(&lines->text);
    for (size_t i = 0; i < lines->made_count; i++) {
        buf_free(&lines->made[i]);
    }
}
