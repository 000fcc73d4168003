#include "app/directory/fiche_columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json/json.h"

#define HINT_TEL "digits, with + at the beginning, and blanks, ( ) . / - between"
#define HINT_FLAG "yes or no; nothing where it is not known"
#define HINT_DATE "YYYY-MM-DD"

const struct column fiche_columns[] = {
    {"ref", COLUMN_TEXT, "your own key, which stays: letters, digits, . _ : / -; at most 64"},
    {"name", COLUMN_TEXT, "1 to 200 characters, in one line"},
    {"kind", COLUMN_TEXT,
     "one of preventiedienst ziekenfonds vdab forem actiris adg gtb gob jobcoach huisartsenpraktijk ziekenhuis "
     "hulpverlener rentree ips vakbond sociaal_secretariaat fedris verzekeraar andere"},
    {"place", COLUMN_TEXT, "the municipality, at most 100 characters"},
    {"zones", COLUMN_LIST, "primary-care zones with | between; at most 8"},
    {"regions", COLUMN_LIST, "vlaanderen brussel wallonie ostbelgien, with | between"},
    {"help", COLUMN_LIST,
     "diagnosis_first work_adaptation partial_work own_employer_return other_employer training coach money_info "
     "mental_support talk_first after_cancer, with | between"},
    {"serves", COLUMN_LIST, "employee self_employed jobseeker employer, with | between"},
    {"languages", COLUMN_LIST, "nl fr de en, with | between"},
    {"about_nl", COLUMN_ABOUT, "what it does, at most 1000 characters; in one language at least"},
    {"about_fr", COLUMN_ABOUT, "what it does, at most 1000 characters; in one language at least"},
    {"about_de", COLUMN_ABOUT, "what it does, at most 1000 characters; in one language at least"},
    {"about_en", COLUMN_ABOUT, "what it does, at most 1000 characters; in one language at least"},
    {"address", COLUMN_TEXT, "at most 300 characters"},
    {"phone", COLUMN_TEXT, HINT_TEL},
    {"email", COLUMN_TEXT, "an address of the organisation, with one @"},
    {"url", COLUMN_TEXT, "begins with https:// or http://"},
    {"cost", COLUMN_TEXT, "at most 300 characters, in one line"},
    {"reimbursed", COLUMN_FLAG, HINT_FLAG},
    {"accessible", COLUMN_FLAG, HINT_FLAG},
    {"waiting_weeks", COLUMN_NUMBER, "whole weeks, 0 to 520"},
    {"referral_needed", COLUMN_FLAG, HINT_FLAG},
    {"referrers", COLUMN_LIST, "roles with | between, where referral_needed is yes"},
    {"project", COLUMN_TEXT, "at most 200 characters, in one line"},
    {"valid_until", COLUMN_TEXT, HINT_DATE},
    {"verified_on", COLUMN_TEXT, HINT_DATE ", not in the future"},
    {"actor", COLUMN_TEXT, "act_..., of a registration; nothing where it has none"},
    {COLUMN_PROFESSIONAL, COLUMN_JSON, "JSON: {\"contacts\":[{\"name\":...}],\"remarks\":...}"},
    {.name = NULL},
};

const struct column employer_columns[] = {
    {"cbe", COLUMN_TEXT, "ten digits, with or without dots"},
    {"service", COLUMN_TEXT, "the ref of the fiche of a preventiedienst"},
    {.name = NULL},
};

static const struct column *
column_of(const struct column *columns, struct slice name)
{
    for (; columns->name != NULL; columns++) {
        if (slice_eq(slice_str(columns->name), name)) {
            return columns;
        }
    }
    return NULL;
}

static bool
has_column(const struct columns *columns, const char *name)
{
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->column[i] != NULL && strcmp(columns->column[i]->name, name) == 0) {
            return true;
        }
    }
    return false;
}

const char *
columns_read(struct columns *out, const struct csv_row *header, size_t *field)
{
    *out = (struct columns){.count = 0};
    for (size_t i = 0; i < header->count; i++) {
        out->of_employers = out->of_employers || slice_eq(csv_field(header, i), slice_str("cbe"));
    }
    const struct column *known = out->of_employers ? employer_columns : fiche_columns;
    for (*field = 0; *field < header->count; (*field)++) {
        const struct column *column = column_of(known, csv_field(header, *field));
        if (column == NULL) {
            return "is no column of the directory: remove it, or see the first line of an export";
        }
        if (has_column(out, column->name)) {
            return "is there twice: remove one";
        }
        out->column[out->count++] = column;
    }
    *field = 0;
    bool whole = out->of_employers ? has_column(out, "service")
                                   : has_column(out, "ref") && has_column(out, "name") && has_column(out, "kind");
    return whole ? NULL
           : out->of_employers
               ? "the column service is missing"
               : "a table of fiches has the columns ref, name and kind, one of employers cbe and service";
}

static bool
is_blank(struct slice text)
{
    return text.len == 0;
}

static json_t *
json_of(struct slice text)
{
    return json_stringn((const char *)text.ptr, text.len);
}

static struct slice
trimmed(struct slice text)
{
    while (text.len > 0 && text.ptr[0] == ' ') {
        text = slice_of(text.ptr + 1, text.len - 1);
    }
    while (text.len > 0 && text.ptr[text.len - 1] == ' ') {
        text.len--;
    }
    return text;
}

static json_t *
list_of(struct slice text)
{
    json_t *list = json_array();
    while (list != NULL && text.len > 0) {
        const uint8_t *bar = memchr(text.ptr, '|', text.len);
        size_t len = bar == NULL ? text.len : (size_t)(bar - text.ptr);
        if (json_array_append_new(list, json_of(trimmed(slice_of(text.ptr, len)))) != 0) {
            json_decref(list);
            return NULL;
        }
        size_t whole = bar == NULL ? len : len + 1;
        text = slice_of(text.ptr + whole, text.len - whole);
    }
    return list;
}

static json_t *
flag_of(struct slice text)
{
    static const char *const yes[] = {"yes", "ja", "oui", "true", "1"};
    static const char *const no[] = {"no", "nee", "nein", "non", "false", "0"};
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++) {
        if (slice_eq(text, slice_str(yes[i]))) {
            return json_true();
        }
    }
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++) {
        if (slice_eq(text, slice_str(no[i]))) {
            return json_false();
        }
    }
    return json_of(text); /* the schema refuses it, by its place */
}

static json_t *
number_of(struct slice text)
{
    json_int_t value = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || text.len > 6) {
            return json_of(text);
        }
        value = value * 10 + (text.ptr[i] - '0');
    }
    return json_integer(value);
}

static json_t *
object_of(struct slice text)
{
    json_t *object = NULL;
    return json_load_strict(&object, text, NULL) == TNW_OK ? object : json_of(text);
}

static json_t *
column_value(const struct column *column, struct slice text)
{
    switch (column->kind) {
    case COLUMN_LIST:
        return list_of(text);
    case COLUMN_FLAG:
        return flag_of(text);
    case COLUMN_NUMBER:
        return number_of(text);
    case COLUMN_JSON:
        return object_of(text);
    default:
        return json_of(text);
    }
}

/* What of a fiche stays when it is left out, so that nothing there must be said. */
static bool
goes_with_null(const struct column *column)
{
    return strcmp(column->name, "actor") == 0 || strcmp(column->name, COLUMN_PROFESSIONAL) == 0;
}

static int
set_member(json_t *object, const struct column *column, struct slice text)
{
    if (is_blank(text)) {
        return goes_with_null(column) ? json_object_set_new(object, column->name, json_null()) : 0;
    }
    if (column->kind != COLUMN_ABOUT) {
        return json_object_set_new(object, column->name, column_value(column, text));
    }
    json_t *about = json_object_get(object, "about");
    if (about == NULL) {
        about = json_object();
        if (json_object_set_new(object, "about", about) != 0) {
            return -1;
        }
    }
    return json_object_set_new(about, strchr(column->name, '_') + 1, json_of(text));
}

json_t *
columns_object(const struct columns *columns, struct csv_row *row)
{
    if (row->count != columns->count) {
        row->fault_field = row->count < columns->count ? row->count : columns->count;
        row->fault = row->count < columns->count ? "is missing: the row is shorter than the first one"
                                                 : "is one too many: the row is longer than the first one";
        return NULL;
    }
    json_t *object = json_object();
    for (size_t i = 0; object != NULL && i < row->count; i++) {
        struct slice text = csv_field(row, i);
        json_t *whole = json_stringn((const char *)text.ptr, text.len);
        bool is_text = whole != NULL && memchr(text.len > 0 ? text.ptr : (const uint8_t *)"x", 0, text.len) == NULL;
        json_decref(whole);
        if (!is_text || set_member(object, columns->column[i], text) != 0) {
            row->fault_field = i;
            row->fault = is_text ? NULL : "is no UTF-8: save the table as CSV UTF-8";
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

static bool
is_put(const struct column *column, bool professional)
{
    return professional || strcmp(column->name, COLUMN_PROFESSIONAL) != 0;
}

void
columns_put_header(struct buf *out, const struct column *columns, bool professional, char separator)
{
    for (const struct column *column = columns; column->name != NULL; column++) {
        if (is_put(column, professional)) {
            buf_put(out, &separator, column == columns ? 0 : 1);
            buf_put_str(out, column->name);
        }
    }
    buf_put_str(out, "\r\n");
}

static const json_t *
member_of(const struct column *column, const json_t *object)
{
    return column->kind == COLUMN_ABOUT
               ? json_object_get(json_object_get(object, "about"), strchr(column->name, '_') + 1)
               : json_object_get(object, column->name);
}

/* As columns_object reads it. */
static void
put_cell(struct buf *out, const json_t *value)
{
    size_t i;
    const json_t *element;
    switch (json_typeof(value)) {
    case JSON_STRING:
        buf_put(out, json_string_value(value), json_string_length(value));
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        buf_put_str(out, json_is_true(value) ? "yes" : "no");
        break;
    case JSON_INTEGER:
        buf_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        break;
    case JSON_ARRAY:
        json_array_foreach(value, i, element)
        {
            buf_put_str(out, i == 0 ? "" : "|");
            buf_put_str(out, json_string_value(element));
        }
        break;
    case JSON_OBJECT:
        json_canonical(out, value);
        break;
    default: /* null: nothing */
        break;
    }
}

void
columns_put_row(struct buf *out, const struct column *columns, bool professional, const json_t *object, char separator)
{
    struct buf field = {0};
    for (const struct column *column = columns; column->name != NULL; column++) {
        const json_t *value = member_of(column, object);
        if (!is_put(column, professional)) {
            continue;
        }
        buf_clear(&field);
        if (value != NULL) {
            put_cell(&field, value);
        }
        buf_put(out, &separator, column == columns ? 0 : 1);
        csv_put(out, buf_slice(&field), separator);
        buf_fail(out, field.err);
    }
    buf_put_str(out, "\r\n");
    buf_free(&field);
}

const struct column *
columns_at(const struct column *columns, const char *pointer)
{
    const char *name = pointer[0] == '/' ? pointer + 1 : pointer;
    char joined[32];
    if (strncmp(name, "about/", 6) == 0) {
        (void)snprintf(joined, sizeof joined, "about_%.8s", name + 6);
        name = joined;
    }
    if (strcmp(name, "about") == 0) {
        name = "about_nl";
    }
    size_t len = strcspn(name, "/");
    return column_of(columns, slice_of(name, len));
}
