#include "story_fill.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "scenario/house_test.h"

static void
yesterday(const char *today, char out[64])
{
    day_num day;
    assert_int_equal(date_parse(&day, today), TNW_OK);
    date_format(out, day - 1);
}

bool
story_fill_name(const struct house *house, const struct story_row *row, const char *name, char out[64])
{
    char of_dossier[64];
    const char *text = NULL;
    if (strcmp(name, "today") == 0) {
        text = row->date;
    } else if (strcmp(name, "patient") == 0) {
        text = row->patient;
    } else if (strcmp(name, "value") == 0) {
        text = row->value;
    } else if (strcmp(name, "present") == 0) {
        text = story_has(row->value, "present") ? "true" : "false";
    } else if (strcmp(name, "niss") == 0) {
        text = sandbox_actor(&house->sandbox, story_actor(row, "patient"), "niss");
    } else if (strcmp(name, "invited") == 0) {
        text = sandbox_actor(&house->sandbox, story_actor(row, row->value), "id");
    } else if (strcmp(name, "yesterday") == 0) {
        yesterday(row->date, out);
        return true;
    } else if (story_get(row->value, name, out, 64)) {
        return true;
    } else if (strcmp(name, "purpose") == 0) {
        text = "tnw_traject";
    } else {
        story_name(row, name, of_dossier);
        text = house_name(house, of_dossier);
    }
    if (text == NULL) {
        return false;
    }
    (void)snprintf(out, 64, "%s", text);
    return true;
}

char *
story_fill_text(const struct house *house, const struct story_row *row, const char *text)
{
    struct buf out = {0};
    char name[64];
    char value[64];
    while (*text != 0) {
        size_t plain = strcspn(text, "{");
        buf_put(&out, text, plain);
        text += plain;
        if (*text == '{') {
            (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(text + 1, "}"), text + 1);
            if (!story_fill_name(house, row, name, value)) {
                buf_free(&out);
                return NULL;
            }
            buf_put_str(&out, value);
            text += strlen(name) + 2;
        }
    }
    char *filled = strdup(buf_text(&out));
    buf_free(&out);
    assert_non_null(filled);
    return filled;
}

static json_t *
fill_string(const struct house *house, const struct story_row *row, const char *text)
{
    char value[64];
    char name[64];
    if (text[0] == '{' && text[1] == '#') {
        (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(text + 2, "}"), text + 2);
        assert_true(story_fill_name(house, row, name, value));
        return json_loads(value, JSON_DECODE_ANY, NULL);
    }
    char *filled = story_fill_text(house, row, text);
    json_t *string = filled == NULL ? NULL : json_string(filled);
    free(filled);
    return string;
}

static json_t *
fill_object(const struct house *house, const struct story_row *row, const json_t *template)
{
    json_t *object = json_object();
    const char *name;
    const json_t *member;
    json_object_foreach((json_t *)(uintptr_t) template, name, member)
    {
        json_t *filled = story_fill_json(house, row, member);
        if (filled != NULL) {
            assert_int_equal(json_object_set_new(object, name, filled), 0);
        }
    }
    return object;
}

static json_t *
fill_array(const struct house *house, const struct story_row *row, const json_t *template)
{
    json_t *array = json_array();
    size_t i;
    const json_t *member;
    json_array_foreach(template, i, member)
    {
        assert_int_equal(json_array_append_new(array, story_fill_json(house, row, member)), 0);
    }
    return array;
}

json_t *
story_fill_json(const struct house *house, const struct story_row *row, const json_t *template)
{
    if (json_is_object(template)) {
        return fill_object(house, row, template);
    }
    if (json_is_array(template)) {
        return fill_array(house, row, template);
    }
    return json_is_string(template) ? fill_string(house, row, json_string_value(template)) : json_deep_copy(template);
}
