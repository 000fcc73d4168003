#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "json/schema_node.h"
#include "json/write.h"

#define ERRORS_MAX 20 /* enough to mend a form; a hostile body must not make a long answer */

static void
put_error(struct schema_run *run, const struct schema_place *place, const char *code, struct buf *detail)
{
    struct buf pointer = {0};
    buf_put_str(&pointer, run->prefix);
    schema_place_put(&pointer, place);
    if (run->errors->len > 0) {
        buf_put_u8(run->errors, ',');
    }
    struct json_writer jw = json_writer(run->errors);
    jw_open(&jw, NULL);
    jw_slice(&jw, "pointer", buf_slice(&pointer));
    jw_str(&jw, "code", code);
    jw_slice(&jw, "detail", buf_slice(detail));
    jw_close(&jw);
    if (pointer.err != TNW_OK || detail->err != TNW_OK || run->errors->err != TNW_OK) {
        run->err = TNW_E_NO_MEMORY;
    }
    buf_free(&pointer);
}

/* How much of a text of len bytes, cut off after max, is whole UTF-8. */
static size_t
whole_characters(const char *text, size_t len, size_t max)
{
    if (len <= max) {
        return len;
    }
    while (max > 0 && ((unsigned char)text[max - 1] & 0xC0) == 0x80) {
        max--;
    }
    return max > 0 && (unsigned char)text[max - 1] >= 0xC0 ? max - 1 : max;
}

void
schema_fail(struct schema_run *run, const struct schema_place *place, const char *code, const char *format, ...)
{
    if (run->count++ >= run->limit || run->errors == NULL) {
        return;
    }
    char text[512];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    struct buf detail = {0};
    buf_put(&detail, text, len < 0 ? 0 : whole_characters(text, (size_t)len, sizeof text - 1));
    put_error(run, place, code, &detail);
    buf_free(&detail);
}

void
schema_run(struct schema_run *run, const struct schema *schema, const json_t *value, const struct schema_place *place)
{
    unsigned kind = SCHEMA_KIND(json_typeof(value));
    for (size_t i = 0; i < schema->count && run->count < run->limit && run->err == TNW_OK; i++) {
        const struct schema_check *check = &schema->checks[i];
        if (check->keyword->check != NULL && (check->keyword->kinds & kind) != 0) {
            check->keyword->check(run, check, value, place);
        }
    }
}

bool
schema_fits(struct schema_run *run, const struct schema *schema, const json_t *value)
{
    struct schema_run inner = {.prefix = "", .today = run->today, .limit = 1};
    schema_run(&inner, schema, value, NULL);
    run->err = run->err == TNW_OK ? inner.err : run->err;
    return inner.count == 0;
}

enum tnw_err
schema_validate(const struct schema *schema, const json_t *value, const char *prefix, day_num today, struct buf *errors)
{
    struct schema_run run = {.errors = errors, .prefix = prefix, .today = today, .limit = ERRORS_MAX};
    schema_run(&run, schema, value, NULL);
    if (run.err != TNW_OK) {
        return run.err;
    }
    return run.count == 0 ? TNW_OK : TNW_E_INVALID_BODY;
}
