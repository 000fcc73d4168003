#include "app/directory/row_check.h"

#include <stdlib.h>
#include <string.h>

#include "json/json.h"
#include "service/directory/directory_rows.h"

struct row_name {
    char *text; /* of a fiche its ref; of an employer the number, a blank and the service's ref */
    const struct table_source *source;
    size_t line;
};

/* A spreadsheet takes the leading nought off a number, and people write dots. */
static json_t *
plain_cbe(const json_t *value)
{
    char digits[16] = "";
    size_t len = 0;
    const char *text = json_string_value(value);
    text = text != NULL && strncmp(text, "BE", 2) == 0 ? text + 2 : text;
    for (; text != NULL && *text != 0 && len < sizeof digits - 2; text++) {
        if (*text >= '0' && *text <= '9') {
            digits[len++] = *text;
        } else if (*text != '.' && *text != ' ') {
            return json_incref(json_unconst(value));
        }
    }
    if (len == 9) {
        memmove(digits + 1, digits, len + 1);
        digits[0] = '0';
    }
    return json_string(digits);
}

json_t *
row_body(json_t *object, bool of_employer)
{
    json_t *body = NULL;
    if (of_employer) {
        const json_t *cbe = json_object_get(object, "cbe");
        if (json_is_string(cbe)) {
            (void)json_object_set_new(object, "cbe", plain_cbe(cbe));
        }
        body = json_pack("{s:[O]}", "employers", object);
    } else {
        json_t *verified = json_incref(json_object_get(object, "verified_on"));
        (void)json_object_del(object, "verified_on");
        body = verified == NULL || json_is_null(verified)
                   ? json_pack("{s:[{s:O}]}", "fiches", "fiche", object)
                   : json_pack("{s:[{s:O,s:O}]}", "fiches", "fiche", object, "verified_on", verified);
        json_decref(verified);
    }
    json_decref(object);
    return body;
}

/* The place within the row. */
static const char *
within_row(const char *pointer)
{
    static const char *const prefixes[] = {"/fiches/0/fiche", "/fiches/0", "/employers/0"};
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        size_t len = strlen(prefixes[i]);
        if (strncmp(pointer, prefixes[i], len) == 0) {
            return pointer + len;
        }
    }
    return pointer;
}

/* Where a pattern or a list of codes is missed, what the column may be says it better. */
static bool
is_said_by_hint(const char *code)
{
    return strcmp(code, "pattern") == 0 || strcmp(code, "enum") == 0 || strcmp(code, "type") == 0 ||
           strcmp(code, "format") == 0;
}

static void
tell_row_fault(const struct table_source *source, struct table_report *report, const char *pointer, const char *code,
               const char *detail)
{
    const char *at = within_row(pointer);
    const struct column *column = columns_at(source->of_employers ? employer_columns : fiche_columns, at);
    const char *place = at[0] == 0 ? "the row" : at;
    const char *hint = column == NULL ? NULL : column->hint;
    bool said = hint != NULL && is_said_by_hint(code);
    table_fault(source, report, column != NULL && !source->is_json ? column->name : place,
                said ? "is not what it may be" : detail, hint);
}

static enum tnw_err
tell_row_faults(const struct table_source *source, struct table_report *report, struct buf *errors)
{
    size_t i;
    json_t *error;
    struct buf text = {0};
    json_t *list = NULL;
    buf_put_str(&text, "{\"errors\":[");
    buf_put_slice(&text, buf_slice(errors));
    buf_put_str(&text, "]}");
    enum tnw_err err = text.err == TNW_OK ? json_load_strict(&list, buf_slice(&text), NULL) : text.err;
    json_array_foreach(json_object_get(list, "errors"), i, error)
    {
        tell_row_fault(source, report, json_string_value(json_object_get(error, "pointer")),
                       json_string_value(json_object_get(error, "code")),
                       json_string_value(json_object_get(error, "detail")));
    }
    json_decref(list);
    buf_free(&text);
    return err;
}

/* What no schema can say. */
static enum tnw_err
check_row_meaning(const struct table_source *source, const json_t *body, day_num today, struct table_report *report)
{
    struct directory_row row;
    if (source->of_employers) {
        return TNW_OK;
    }
    directory_rows_read(&row, json_array_get(json_object_get(body, "fiches"), 0));
    struct breach breach = fiche_body_breach(&row.body);
    if (row.body.given.texts[FICHE_REF].len == 0) {
        breach = (struct breach){"/ref", "is needed: a row is known by it"};
    } else if (row.verified_on > today) {
        breach = (struct breach){"/verified_on", "must not be in the future"};
    }
    if (breach.pointer != NULL) {
        tell_row_fault(source, report, breach.pointer, "rule", breach.text);
    }
    enum tnw_err err = fiche_body_error(&row.body);
    fiche_body_wipe(&row.body);
    return err;
}

enum tnw_err
row_check(const struct world *world, const struct table_source *source, const json_t *body, day_num today,
          struct table_report *report)
{
    struct buf errors = {0};
    const struct schema *schema = schema_find(world->schemas, "body/directory_import");
    enum tnw_err err = schema_validate(schema, body, "", today, &errors);
    if (err == TNW_E_INVALID_BODY) {
        err = tell_row_faults(source, report, &errors);
    } else if (err == TNW_OK) {
        err = check_row_meaning(source, body, today, report);
    }
    buf_free(&errors);
    return err;
}

static char *
name_text(const char *name, const char *service)
{
    struct buf text = {0};
    buf_put_str(&text, name);
    if (service != NULL) {
        buf_put_u8(&text, ' ');
        buf_put_str(&text, service);
    }
    char *copy = buf_text(&text) == NULL ? NULL : strdup(buf_text(&text));
    buf_free(&text);
    return copy;
}

static char *
row_name_of(const json_t *body)
{
    const json_t *employer = json_array_get(json_object_get(body, "employers"), 0);
    if (employer != NULL) {
        return name_text(json_string_value(json_object_get(employer, "cbe")),
                         json_string_value(json_object_get(employer, "service")));
    }
    const json_t *row = json_array_get(json_object_get(body, "fiches"), 0);
    return name_text(json_string_value(json_object_get(json_object_get(row, "fiche"), "ref")), NULL);
}

/* text: taken; NULL: no memory. */
static enum tnw_err
add_row_name(struct row_names *names, const struct table_source *source, char *text)
{
    if (names->count == names->cap) {
        size_t cap = names->cap == 0 ? 1024 : names->cap * 2;
        struct row_name *list = realloc(names->list, cap * sizeof *list);
        if (list == NULL) {
            free(text);
            return TNW_E_NO_MEMORY;
        }
        names->list = list;
        names->cap = cap;
    }
    if (text == NULL) {
        return TNW_E_NO_MEMORY;
    }
    names->list[names->count++] = (struct row_name){.text = text, .source = source, .line = source->line};
    return TNW_OK;
}

enum tnw_err
row_names_add(struct row_names *names, const struct table_source *source, const json_t *body)
{
    return add_row_name(names, source, row_name_of(body));
}

enum tnw_err
row_names_add_text(struct row_names *names, const struct table_source *source, const char *text)
{
    return add_row_name(names, source, strdup(text));
}

static int
compare_names(const void *left, const void *right)
{
    const struct row_name *a = left;
    const struct row_name *b = right;
    int order = strcmp(a->text, b->text);
    return order != 0 ? order : a->line < b->line ? -1 : a->line > b->line;
}

void
row_names_check(struct row_names *names, const char *what, struct table_report *report)
{
    if (names->count > 0) {
        qsort(names->list, names->count, sizeof *names->list, compare_names);
    }
    for (size_t i = 1; i < names->count; i++) {
        const struct row_name *before = &names->list[i - 1];
        const struct row_name *name = &names->list[i];
        if (strcmp(name->text, before->text) == 0) {
            char text[TABLE_FAULT];
            (void)snprintf(text, sizeof text, "%s %.100s:%zu; remove one", what, before->source->path, before->line);
            table_fault_at(name->source, name->line, report, NULL, text, NULL);
        }
    }
}

static int
compare_text(const void *text, const void *name)
{
    return strcmp(text, ((const struct row_name *)name)->text);
}

bool
row_names_have(const struct row_names *names, const char *name, const char *service)
{
    char *text = name_text(name, service);
    bool have = text != NULL && names->count > 0 &&
                bsearch(text, names->list, names->count, sizeof *names->list, compare_text) != NULL;
    free(text);
    return have;
}

void
row_names_free(struct row_names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        free(names->list[i].text);
    }
    free(names->list);
    *names = (struct row_names){.count = 0};
}
