#include "form/form.h"

#include <stdlib.h>
#include <string.h>

#include "form/form_embedded.h"
#include "vocabulary.h"

/* Returns a document that is compiled in, a new reference; NULL: there is none. */
static json_t *
load_embedded(const char *folder, const char *category, const char *end)
{
    char name[80];
    (void)snprintf(name, sizeof name, "%s/%s%s", folder, category, end);
    for (const struct form_source *source = form_embedded; source->name != NULL; source++) {
        if (strcmp(source->name, name) == 0) {
            return json_loadb(source->text, source->len, JSON_REJECT_DUPLICATES, NULL);
        }
    }
    return NULL;
}

enum tnw_err
form_open(struct cli *cli, const char *category, struct form *out)
{
    *out = (struct form){.language = cli->language};
    if (!vocabulary_has("CATEGORY", category)) {
        return cli_usage(cli, TEXT_NO_SUCH_CATEGORY, FILL(category));
    }
    out->schema = load_embedded("category", category, "");
    out->words = load_embedded("forms", category, ".json");
    out->index = load_embedded("forms", "index", ".json");
    out->category = json_string_value(json_object_get(out->words, "category"));
    return out->schema != NULL && out->category != NULL && out->index != NULL ? TNW_OK : TNW_E_NO_MEMORY;
}

void
form_wipe(struct form *form)
{
    json_decref(form->schema);
    json_decref(form->words);
    json_decref(form->index);
    *form = (struct form){.schema = NULL};
}

const char *
form_words(const struct form *form, const json_t *words)
{
    const char *text = json_string_value(json_object_get(words, text_code(form->language)));
    return text == NULL ? "" : text;
}

static const json_t *
index_entry(const struct form *form)
{
    size_t i;
    const json_t *entry;
    json_array_foreach(json_object_get(form->index, "items"), i, entry)
    {
        const char *category = json_string_value(json_object_get(entry, "category"));
        if (category != NULL && strcmp(category, form->category) == 0) {
            return entry;
        }
    }
    return NULL;
}

const char *
form_title(const struct form *form)
{
    return form_words(form, json_object_get(index_entry(form), "title"));
}

const char *
form_help(const struct form *form)
{
    return form_words(form, json_object_get(index_entry(form), "help"));
}

static const char *
schema_text(const json_t *schema, const char *member)
{
    const char *text = json_string_value(json_object_get(schema, member));
    return text == NULL ? "" : text;
}

static enum form_type
type_of(const json_t *schema)
{
    const char *type = schema_text(schema, "type");
    if (json_is_array(json_object_get(schema, "enum"))) {
        return FORM_CHOICE;
    }
    if (strcmp(type, "array") == 0) {
        enum form_type item = type_of(json_object_get(schema, "items"));
        return item == FORM_TEXT || item == FORM_CHOICE ? FORM_LIST : FORM_JSON;
    }
    static const struct {
        const char *type;
        enum form_type form;
    } rows[] = {{"number", FORM_NUMBER}, {"integer", FORM_INTEGER}, {"boolean", FORM_BOOLEAN}, {"object", FORM_JSON}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].type, type) == 0) {
            return rows[i].form;
        }
    }
    return strcmp(schema_text(schema, "format"), "date") == 0 ? FORM_DATE : FORM_TEXT;
}

static bool
is_required(const struct form *form, const char *name)
{
    const json_t *required = json_object_get(form->schema, "required");
    for (size_t i = 0; i < json_array_size(required); i++) {
        if (strcmp(json_string_value(json_array_get(required, i)), name) == 0) {
            return true;
        }
    }
    return false;
}

static void
describe_field(const struct form *form, const json_t *group, const json_t *words, struct form_field *out)
{
    const char *name = json_string_value(json_object_get(words, "name"));
    const json_t *schema = json_object_get(json_object_get(form->schema, "properties"), name);
    bool first = json_array_get(json_object_get(group, "fields"), 0) == words;
    *out = (struct form_field){
        .name = name,
        .type = type_of(schema),
        .choices = json_object_get(schema, "enum"),
        .meanings = json_object_get(words, "values"),
        .parts = json_object_get(words, "fields"),
        .group = first ? form_words(form, json_object_get(group, "title")) : NULL,
        .label = form_words(form, json_object_get(words, "label")),
        .help = form_words(form, json_object_get(words, "help")),
        .unit = form_words(form, json_object_get(words, "unit")),
        .required = is_required(form, name),
    };
}

bool
form_field(const struct form *form, size_t i, struct form_field *out)
{
    size_t k;
    const json_t *group;
    json_array_foreach(json_object_get(form->words, "groups"), k, group)
    {
        const json_t *fields = json_object_get(group, "fields");
        if (i < json_array_size(fields)) {
            describe_field(form, group, json_array_get(fields, i), out);
            return true;
        }
        i -= json_array_size(fields);
    }
    return false;
}

bool
form_find(const struct form *form, const char *name, struct form_field *out)
{
    struct form_field field;
    for (size_t i = 0; form_field(form, i, &field); i++) {
        if (strcmp(field.name, name) == 0) {
            *out = field;
            return true;
        }
    }
    return false;
}

/* Out: a text with all of them, freed with free(). */
static char *
list_choices(const json_t *choices)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    for (size_t i = 0; out != NULL && i < json_array_size(choices); i++) {
        const char *choice = json_string_value(json_array_get(choices, i));
        fprintf(out, "%s%s", i == 0 ? "" : ", ", choice == NULL ? "-" : choice);
    }
    return out != NULL && fclose(out) == 0 ? text : NULL;
}

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
value_of(const struct form_field *field, const char *text)
{
    json_t *value = NULL;
    switch (field->type) {
    case FORM_TEXT:
    case FORM_LIST:
        return json_string(text);
    case FORM_DATE:
        return is_date(text) ? json_string(text) : NULL;
    case FORM_CHOICE:
        return is_choice(field->choices, text) ? json_string(text) : NULL;
    case FORM_NUMBER:
    case FORM_INTEGER:
    case FORM_BOOLEAN:
    case FORM_JSON:
        break;
    }
    value = json_loads(text, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
    bool fits = (field->type == FORM_NUMBER && json_is_number(value)) ||
                (field->type == FORM_INTEGER && json_is_integer(value)) ||
                (field->type == FORM_BOOLEAN && json_is_boolean(value)) ||
                (field->type == FORM_JSON && (json_is_array(value) || json_is_object(value)));
    if (!fits) {
        json_decref(value);
        value = NULL;
    }
    return value;
}

static enum tnw_err
refuse_value(struct cli *cli, const struct form_field *field, const char *text)
{
    static const enum text wanted[] = {
        [FORM_TEXT] = TEXT_WANTS_TEXT,       [FORM_DATE] = TEXT_WANTS_DATE,       [FORM_NUMBER] = TEXT_WANTS_NUMBER,
        [FORM_INTEGER] = TEXT_WANTS_INTEGER, [FORM_BOOLEAN] = TEXT_WANTS_BOOLEAN, [FORM_CHOICE] = TEXT_WANTS_CHOICE,
        [FORM_LIST] = TEXT_WANTS_TEXT,       [FORM_JSON] = TEXT_WANTS_JSON};
    char *choices = list_choices(field->choices);
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
    if (field.type != FORM_LIST) {
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

enum tnw_err
form_complete(struct cli *cli, const struct form *form, const json_t *content)
{
    struct form_field field;
    for (size_t i = 0; form_field(form, i, &field); i++) {
        if (field.required && json_object_get(content, field.name) == NULL) {
            return cli_usage(cli, TEXT_FIELD_NEEDED, FILL(form->category, field.name, field.label));
        }
    }
    return TNW_OK;
}

json_t *
form_template(const struct form *form)
{
    json_t *all = json_object();
    struct form_field field;
    for (size_t i = 0; form_field(form, i, &field); i++) {
        char *choices = list_choices(field.choices);
        json_t *value = field.type == FORM_DATE      ? json_string("2026-01-31")
                        : field.type == FORM_CHOICE  ? json_string(choices == NULL ? "" : choices)
                        : field.type == FORM_BOOLEAN ? json_false()
                        : field.type == FORM_LIST    ? json_pack("[s]", "")
                        : field.type == FORM_JSON    ? json_array()
                        : field.type == FORM_TEXT    ? json_string("")
                                                     : json_integer(0);
        json_object_set_new(all, field.name, value);
        free(choices);
    }
    return all;
}
