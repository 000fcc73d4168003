#include "form/form_set.h"

#include <stdlib.h>
#include <string.h>

static bool
is_choice(const json_t *choices, const char *value)
{
    for (size_t i = 0; i < json_array_size(choices); i++) {
        const char *choice = json_string_value(json_array_get(choices, i));
        if (choice != NULL && strcmp(choice, value) == 0) {
            return true;
        }
    }
    return false;
}

static bool
is_date(const char *text)
{
    static const char form[] = "0000-00-00";
    size_t i = 0;
    for (; form[i] != 0 && text[i] != 0; i++) {
        if (form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9') {
            return false;
        }
    }
    return form[i] == 0 && text[i] == 0;
}

/* Returns a new value, or NULL: it is not of that type. */
static json_t *
plain_value(const struct form_field *field, const char *text)
{
    json_t *value = NULL;
    switch (field->type) {
    case FORM_TEXT:
        return json_string(text);
    case FORM_LIST:
        return field->choices == NULL || is_choice(field->choices, text) ? json_string(text) : NULL;
    case FORM_DATE:
        return is_date(text) ? json_string(text) : NULL;
    case FORM_CHOICE:
        return is_choice(field->choices, text) ? json_string(text) : NULL;
    case FORM_NUMBER:
    case FORM_INTEGER:
    case FORM_BOOLEAN:
    case FORM_PARTS:
    case FORM_JSON:
        break;
    }
    value = json_loads(text, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
    bool fits = (field->type == FORM_NUMBER && json_is_number(value)) ||
                (field->type == FORM_INTEGER && json_is_integer(value)) ||
                (field->type == FORM_BOOLEAN && json_is_boolean(value)) ||
                (field->type == FORM_PARTS && json_is_array(value)) ||
                (field->type == FORM_JSON && (json_is_array(value) || json_is_object(value)));
    if (!fits) {
        json_decref(value);
        value = NULL;
    }
    return value;
}

/* One line "part: value" of an item. */
static bool
set_part(const struct form_field *field, json_t *item, const char *line, size_t len)
{
    const char *colon = memchr(line, ':', len);
    char *name = colon == NULL ? NULL : strndup(line, (size_t)(colon - line));
    char *text = colon == NULL ? NULL : strndup(colon + 1, len - (size_t)(colon + 1 - line));
    const json_t *schema = name == NULL ? NULL : json_object_get(json_object_get(field->item, "properties"), name);
    const char *value = text == NULL ? "" : text + strspn(text, " ");
    const struct form_field part = {
        .name = name, .type = form_type_of(schema), .choices = json_object_get(schema, "enum")};
    json_t *made = schema == NULL || json_object_get(item, name) != NULL ? NULL : plain_value(&part, value);
    bool set = made != NULL && json_object_set_new(item, name, made) == 0;
    free(name);
    free(text);
    return set;
}

/* Returns a new object, or NULL: a line is not right. */
static json_t *
item_of(const struct form_field *field, const char *text)
{
    json_t *item = json_object();
    bool right = true;
    while (*text != 0 && right) {
        size_t len = strcspn(text, "\n");
        right = len == 0 || set_part(field, item, text, len);
        text += len + (text[len] == '\n');
    }
    if (!right || json_object_size(item) == 0) {
        json_decref(item);
        item = NULL;
    }
    return item;
}

/* Returns a new value, or NULL: it is not of that type. JSON of a whole list is no item of it. */
static json_t *
value_of(const struct form_field *field, const char *text)
{
    bool is_item = field->type == FORM_PARTS && *text != '[';
    return is_item ? item_of(field, text) : plain_value(field, text);
}

static enum tnw_err
refuse_value(struct cli *cli, const struct form_field *field, const char *text)
{
    static const enum text wanted[] = {
        [FORM_TEXT] = TEXT_WANTS_TEXT,       [FORM_DATE] = TEXT_WANTS_DATE,       [FORM_NUMBER] = TEXT_WANTS_NUMBER,
        [FORM_INTEGER] = TEXT_WANTS_INTEGER, [FORM_BOOLEAN] = TEXT_WANTS_BOOLEAN, [FORM_CHOICE] = TEXT_WANTS_CHOICE,
        [FORM_LIST] = TEXT_WANTS_CHOICE,     [FORM_PARTS] = TEXT_WANTS_PARTS,     [FORM_JSON] = TEXT_WANTS_JSON};
    char *choices = form_choices(field->choices);
    enum tnw_err err = cli_usage(cli, wanted[field->type], FILL(field->name, text, choices == NULL ? "" : choices));
    free(choices);
    return err;
}

static enum tnw_err
refuse_field(struct cli *cli, const struct form *form, const char *name)
{
    char *names = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&names, &size);
    struct form_field field;
    for (size_t i = 0; out != NULL && form_field(form, i, &field); i++) {
        fprintf(out, "%s%s", i == 0 ? "" : ", ", field.name);
    }
    bool made = out != NULL && fclose(out) == 0;
    enum tnw_err err = cli_usage(cli, TEXT_NO_SUCH_FIELD, FILL(form->category, name, made ? names : ""));
    free(names);
    return err;
}

enum tnw_err
form_set(struct cli *cli, const struct form *form, json_t *content, const char *name, const char *value)
{
    struct form_field field;
    if (!form_find(form, name, &field)) {
        return refuse_field(cli, form, name);
    }
    if (*value == 0) {
        (void)json_object_del(content, name);
        return TNW_OK;
    }
    json_t *made = value_of(&field, value);
    if (made == NULL) {
        return refuse_value(cli, &field, value);
    }
    bool grows = field.type == FORM_LIST || (field.type == FORM_PARTS && json_is_object(made));
    if (!grows) {
        return json_object_set_new(content, field.name, made) == 0 ? TNW_OK : TNW_E_NO_MEMORY;
    }
    if (!json_is_array(json_object_get(content, name))) {
        json_object_set_new(content, field.name, json_array());
    }
    return json_array_append_new(json_object_get(content, name), made) == 0 ? TNW_OK : TNW_E_NO_MEMORY;
}

enum tnw_err
form_set_all(struct cli *cli, const struct form *form, json_t *content, const char *const *pairs)
{
    json_t *begun = json_object();
    enum tnw_err err = TNW_OK;
    for (; pairs != NULL && *pairs != NULL && err == TNW_OK; pairs++) {
        size_t len = strcspn(*pairs, "=");
        if ((*pairs)[len] == 0 || len == 0) {
            err = cli_usage(cli, TEXT_SET_TAKES, FILL(*pairs));
            break;
        }
        char *name = strndup(*pairs, len);
        if (name != NULL && json_object_get(begun, name) == NULL) {
            (void)json_object_del(content, name);
            json_object_set_new(begun, name, json_true());
        }
        err = name == NULL ? TNW_E_NO_MEMORY : form_set(cli, form, content, name, *pairs + len + 1);
        free(name);
    }
    json_decref(begun);
    return err;
}
