#include "form/form.h"

#include <stdlib.h>
#include <string.h>

#include "form/form_embedded.h"
#include "vocabulary.h"

json_t *
form_file(const char *name)
{
    for (const struct form_source *source = form_embedded; source->name != NULL; source++) {
        if (strcmp(source->name, name) == 0) {
            return json_loadb(source->text, source->len, JSON_REJECT_DUPLICATES, NULL);
        }
    }
    return NULL;
}

static json_t *
load_embedded(const char *folder, const char *category, const char *end)
{
    char name[80];
    (void)snprintf(name, sizeof name, "%s/%s%s", folder, category, end);
    return form_file(name);
}

enum tnw_err
form_open_of(struct cli *cli, const char *name, json_t *schema, struct form *out)
{
    *out = (struct form){.schema = schema, .language = cli->language};
    out->words = load_embedded("forms", name, ".json");
    out->category = json_string_value(json_object_get(out->words, "category"));
    return out->schema != NULL && out->category != NULL ? TNW_OK : TNW_E_NO_MEMORY;
}

json_t *
form_schema(const char *folder, const char *name)
{
    return load_embedded(folder, name, "");
}

enum tnw_err
form_open(struct cli *cli, const char *category, struct form *out)
{
    *out = (struct form){.schema = NULL};
    if (!vocabulary_has("CATEGORY", category)) {
        return cli_usage(cli, TEXT_NO_SUCH_CATEGORY, FILL(category));
    }
    enum tnw_err err = form_open_of(cli, category, form_schema("category", category), out);
    out->index = load_embedded("forms", "index", ".json");
    return err == TNW_OK && out->index == NULL ? TNW_E_NO_MEMORY : err;
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

/* What says its title: the index of categories, or its own words. */
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
    return form->words;
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

/* What may be null as well is of the other type. */
static const char *
schema_type(const json_t *schema)
{
    const json_t *types = json_object_get(schema, "type");
    return json_is_array(types) ? json_string_value(json_array_get(types, 0)) : schema_text(schema, "type");
}

enum form_type
form_type_of(const json_t *schema)
{
    const char *type = schema_type(schema);
    if (json_is_array(json_object_get(schema, "enum"))) {
        return FORM_CHOICE;
    }
    if (strcmp(type, "array") == 0) {
        enum form_type item = form_type_of(json_object_get(schema, "items"));
        return item == FORM_TEXT || item == FORM_CHOICE ? FORM_LIST : item == FORM_JSON ? FORM_PARTS : FORM_JSON;
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
    const json_t *item = json_object_get(schema, "items");
    const json_t *choices = json_object_get(schema, "enum");
    bool first = json_array_get(json_object_get(group, "fields"), 0) == words;
    *out = (struct form_field){
        .name = name,
        .type = form_type_of(schema),
        .choices = choices != NULL ? choices : json_object_get(item, "enum"),
        .meanings = json_object_get(words, "values"),
        .parts = json_object_get(words, "fields"),
        .item = item,
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

char *
form_choices(const json_t *choices)
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

/* No value of the type, so that what was left as it is is refused, with its place. */
static json_t *
marker_of(enum form_type type, const json_t *choices)
{
    static const char *const markers[] = {[FORM_TEXT] = "",
                                          [FORM_DATE] = "YYYY-MM-DD",
                                          [FORM_NUMBER] = "number",
                                          [FORM_INTEGER] = "integer",
                                          [FORM_BOOLEAN] = "true, false",
                                          [FORM_LIST] = "",
                                          [FORM_JSON] = ""};
    char *all = type == FORM_CHOICE ? form_choices(choices) : NULL;
    json_t *marker = json_string(all != NULL ? all : markers[type] != NULL ? markers[type] : "");
    free(all);
    return marker;
}

/* [{"part": ""}] */
static json_t *
empty_item(const struct form_field *field)
{
    json_t *item = json_object();
    size_t i;
    const json_t *part;
    json_array_foreach(field->parts, i, part)
    {
        const char *name = json_string_value(json_object_get(part, "name"));
        const json_t *schema = json_object_get(json_object_get(field->item, "properties"), name);
        json_object_set_new(item, name, marker_of(form_type_of(schema), json_object_get(schema, "enum")));
    }
    return json_pack("[o]", item);
}

json_t *
form_template(const struct form *form)
{
    json_t *all = json_object();
    struct form_field field;
    for (size_t i = 0; form_field(form, i, &field); i++) {
        json_t *value = field.type == FORM_LIST
                            ? json_pack("[o]", marker_of(form_type_of(field.item), json_object_get(field.item, "enum")))
                        : field.type == FORM_PARTS ? empty_item(&field)
                                                   : marker_of(field.type, field.choices);
        json_object_set_new(all, field.name, value);
    }
    return all;
}
