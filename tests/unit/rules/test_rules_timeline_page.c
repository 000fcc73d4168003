/* docs/timeline.md shows every version of every rule as schemas/timeline.json has it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/bytes.h"

#define DOC "docs/timeline.md"
#define BEGIN "<!-- The rules: made from schemas/timeline.json, compared by test_rules_timeline_page. -->\n"
#define END "<!-- The end of the rules. -->\n"

static void
put_list(struct buf *out, const json_t *list, const char *between)
{
    size_t i;
    const json_t *value;
    json_array_foreach(list, i, value)
    {
        char number[16];
        (void)snprintf(number, sizeof number, "%d", (int)json_integer_value(value));
        buf_put_str(out, i > 0 ? between : "");
        buf_put_str(out, json_is_string(value) ? json_string_value(value) : number);
    }
}

/* " 4 months", of the unit that stands there. */
static void
put_offset(struct buf *out, const json_t *offset)
{
    static const char *const units[][2] = {
        {"months", "months"}, {"weeks", "weeks"}, {"days", "days"}, {"working_days", "working days"}};
    for (size_t i = 0; i < 4; i++) {
        const json_t *count = json_object_get(offset, units[i][0]);
        if (count != NULL) {
            char text[40];
            (void)snprintf(text, sizeof text, "%d %s", (int)json_integer_value(count), units[i][1]);
            buf_put_str(out, text);
        }
    }
}

static void
put_part(struct buf *out, const json_t *pattern, const char *key, const char *before, const char *between)
{
    const json_t *list = json_object_get(pattern, key);
    if (list != NULL) {
        buf_put_str(out, before);
        put_list(out, list, between);
    }
}

static void
put_match(struct buf *out, const json_t *match)
{
    size_t i;
    const json_t *pattern;
    json_array_foreach(match, i, pattern)
    {
        buf_put_str(out, i > 0 ? "; " : "");
        buf_put_str(out, json_string_value(json_object_get(pattern, "category")));
        put_part(out, pattern, "kind", " ", " or ");
        put_part(out, pattern, "step", " of ", " or ");
        put_part(out, pattern, "with", " with ", " or ");
        put_part(out, pattern, "value", " = ", " or ");
        put_part(out, pattern, "by", " by ", " or ");
        if (json_object_get(pattern, "has") != NULL) {
            buf_put_str(out, " that has ");
            buf_put_str(out, json_string_value(json_object_get(pattern, "has")));
        }
        if (json_is_true(json_object_get(pattern, "ahead"))) {
            buf_put_str(out, " before it begins");
        }
        if (json_object_get(pattern, "longer_than") != NULL) {
            buf_put_str(out, " longer than ");
            put_offset(out, json_object_get(pattern, "longer_than"));
        }
    }
}

static void
put_anchor(struct buf *out, const json_t *anchor)
{
    const char *of = json_string_value(json_object_get(anchor, "of"));
    if (strcmp(of, "event") != 0) {
        buf_put_str(out, of);
        return;
    }
    const char *day = json_string_value(json_object_get(anchor, "day"));
    const json_t *count = json_object_get(anchor, "count");
    char number[32];
    (void)snprintf(number, sizeof number, "number %d", (int)json_integer_value(count));
    buf_put_str(out, count != NULL ? number : json_string_value(json_object_get(anchor, "pick")));
    buf_put_str(out, " ");
    put_match(out, json_object_get(anchor, "match"));
    if (strcmp(day, "day") != 0) {
        buf_put_str(out, ": its ");
        buf_put_str(out, day);
    }
    if (count != NULL) {
        buf_put_str(out, ", each ");
        put_offset(out, json_object_get(anchor, "apart"));
        buf_put_str(out, " apart");
    }
    if (json_object_get(anchor, "within") != NULL) {
        buf_put_str(out, ", of the last ");
        buf_put_str(out, json_string_value(json_object_get(anchor, "within")));
    }
}

static void
put_term(struct buf *out, const json_t *version)
{
    size_t i;
    const json_t *offset;
    const char *term = json_string_value(json_object_get(version, "term"));
    buf_put_str(out, strcmp(term, "none") == 0 ? "no day" : term);
    json_array_foreach(json_object_get(version, "offset"), i, offset)
    {
        buf_put_str(out, i > 0 ? ", " : " ");
        put_offset(out, offset);
        put_part(out, offset, "value", " for value ", " or ");
    }
    if (json_object_get(version, "window") != NULL) {
        buf_put_str(out, ", window from ");
        put_offset(out, json_object_get(version, "window"));
    }
    if (json_object_get(version, "sooner") != NULL) {
        buf_put_str(out, ", or sooner its ");
        buf_put_str(out, json_string_value(json_object_get(version, "sooner")));
    }
    if (json_object_get(version, "repeats") != NULL) {
        char text[40];
        (void)snprintf(text, sizeof text, ", again every %d",
                       (int)json_integer_value(json_object_get(version, "repeats")));
        buf_put_str(out, text);
    }
}

static void
put_done(struct buf *out, const json_t *version)
{
    if (json_is_true(json_object_get(version, "passes"))) {
        buf_put_str(out, "the day alone");
    } else if (json_object_get(version, "done_by") != NULL) {
        put_match(out, json_object_get(version, "done_by"));
        buf_put_str(out, json_is_true(json_object_get(version, "chain")) ? ", from which the next runs" : "");
    } else {
        buf_put_str(out, "–");
    }
}

static void
put_cell(struct buf *out, const json_t *version, const char *key)
{
    const char *text = json_string_value(json_object_get(version, key));
    buf_put_str(out, " | ");
    buf_put_str(out, text == NULL ? "–" : text);
}

static void
put_row(struct buf *out, const json_t *rule, const json_t *version)
{
    buf_put_str(out, "| `");
    buf_put_str(out, json_string_value(json_object_get(rule, "rule")));
    buf_put_str(out, "`");
    put_cell(out, version, "version");
    put_cell(out, version, "valid_from");
    put_cell(out, version, "valid_until");
    put_cell(out, version, "select_by");
    put_cell(out, version, "status");
    buf_put_str(out, json_is_true(json_object_get(version, "duty")) ? " | must | " : " | may | ");
    put_list(out, json_object_get(version, "who"), ", ");
    buf_put_str(out, json_object_get(rule, "seen_by") == NULL ? " | –" : " | ");
    put_list(out, json_object_get(rule, "seen_by"), ", ");
    buf_put_str(out, json_object_get(rule, "tells") == NULL ? " | –" : " | ");
    put_list(out, json_object_get(rule, "tells"), ", ");
    buf_put_str(out, " | ");
    put_anchor(out, json_object_get(version, "anchor"));
    buf_put_str(out, " | ");
    put_term(out, version);
    buf_put_str(out, " | ");
    put_list(out, json_object_get(version, "when"), ", ");
    buf_put_str(out, " | ");
    put_done(out, version);
    put_cell(out, version, "source");
    put_cell(out, version, "note");
    buf_put_str(out, " |\n");
}

static char *
whole_page(void)
{
    FILE *file = fopen(DOC, "rb");
    assert_non_null(file);
    char *text = calloc(1, 1 << 20);
    assert_non_null(text);
    assert_true(fread(text, 1, (1 << 20) - 1, file) > 0);
    (void)fclose(file);
    return text;
}

/* With TNW_WRITE=1 the page is written instead of compared. */
static void
write_page(const char *page, const char *begin, const char *end, const struct buf *rows)
{
    FILE *file = fopen(DOC, "wb");
    assert_non_null(file);
    (void)fwrite(page, 1, (size_t)(begin - page), file);
    (void)fwrite(rows->ptr, 1, rows->len, file);
    (void)fwrite(end, 1, strlen(end), file);
    (void)fclose(file);
}

static void
page_shows_every_rule_as_it_is(void **state)
{
    (void)state;
    json_t *root = json_load_file("schemas/timeline.json", JSON_REJECT_DUPLICATES, NULL);
    struct buf rows = {0};
    assert_non_null(root);
    size_t i;
    size_t k;
    const json_t *rule;
    const json_t *version;
    buf_put_str(&rows,
                "\n| rule | version | from | until | picked by | status | duty | who | seen by | tells | runs from | "
                "due | when | done by "
                "| source | note |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    json_array_foreach(json_object_get(root, "rules"), i, rule)
    {
        json_array_foreach(json_object_get(rule, "versions"), k, version)
        {
            put_row(&rows, rule, version);
        }
    }
    buf_put_str(&rows, "\n");
    assert_int_equal(rows.err, TNW_OK);
    char *page = whole_page();
    const char *begin = strstr(page, BEGIN);
    const char *end = strstr(page, END);
    assert_true(begin != NULL && end != NULL);
    begin += strlen(BEGIN);
    if (getenv("TNW_WRITE") != NULL) {
        write_page(page, begin, end, &rows);
    } else if ((size_t)(end - begin) != rows.len || memcmp(begin, rows.ptr, rows.len) != 0) {
        fail_msg(DOC " shows other rules; TNW_WRITE=1 with this test writes them");
    }
    buf_free(&rows);
    free(page);
    json_decref(root);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_shows_every_rule_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
