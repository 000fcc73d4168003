#include "form/form_show.h"

#include <stdlib.h>
#include <string.h>

#include "form/form.h"
#include "print.h"
#include "resolve/known.h"

static void
put_scalar(const struct cli *cli, const struct form *form, FILE *out, const json_t *meanings, const json_t *value)
{
    const char *text = json_string_value(value);
    if (text != NULL) {
        const char *words = form_words(form, json_object_get(meanings, text));
        fputs(*words != 0 ? words : known_name(cli, text), out);
    } else if (json_is_boolean(value)) {
        fputs(text_of(cli->language, json_is_true(value) ? TEXT_YES : TEXT_NO), out);
    } else {
        char *json = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
        fputs(json == NULL ? "" : json, out);
        free(json);
    }
}

/* "what: ...; who: ...", in the order of the form. */
static void
put_parts(const struct cli *cli, const struct form *form, FILE *out, const json_t *parts, const json_t *item)
{
    const char *between = "";
    size_t i;
    const json_t *part;
    json_array_foreach(parts, i, part)
    {
        const char *name = json_string_value(json_object_get(part, "name"));
        const json_t *value = name == NULL ? NULL : json_object_get(item, name);
        if (value != NULL) {
            fprintf(out, "%s%s: ", between, form_words(form, json_object_get(part, "label")));
            put_scalar(cli, form, out, json_object_get(part, "values"), value);
            between = "; ";
        }
    }
}

/* Each item of a list on a line of its own. Returns a new text, freed with free(), or NULL: no memory. */
static char *
value_text(const struct cli *cli, const struct form *form, const struct form_field *field, const json_t *value)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) {
        return NULL;
    }
    size_t count = json_is_array(value) ? json_array_size(value) : 1;
    for (size_t i = 0; i < count; i++) {
        const json_t *item = json_is_array(value) ? json_array_get(value, i) : value;
        fputs(i == 0 ? "" : "\n", out);
        if (json_is_object(item) && field->parts != NULL) {
            put_parts(cli, form, out, field->parts, item);
        } else {
            put_scalar(cli, form, out, field->meanings, item);
        }
    }
    if (json_is_number(value) && field->unit != NULL && *field->unit != 0) {
        fprintf(out, " %s", field->unit);
    }
    return fclose(out) == 0 ? text : NULL;
}

/* Further lines stand below the first. */
static void
put_field(const struct cli *cli, int width, const char *label, const char *text)
{
    while (text != NULL) {
        const char *end = strchr(text, '\n');
        char *line = end == NULL ? strdup(text) : strndup(text, (size_t)(end - text));
        fprintf(cli->out, "%s%*s", label, width - print_width(label), "");
        print_text(cli->out, line == NULL ? "" : line);
        fputc('\n', cli->out);
        free(line);
        label = "";
        text = end == NULL ? NULL : end + 1;
    }
}

static int
label_width(const struct form *form, json_t *content)
{
    int width = 0;
    const char *name;
    const json_t *value;
    struct form_field field;
    json_object_foreach(content, name, value)
    {
        int own = print_width(form_find(form, name, &field) ? field.label : name);
        width = own > width ? own : width;
    }
    return width + 2;
}

static void
show_known_fields(const struct cli *cli, const struct form *form, json_t *content, int width)
{
    struct form_field field;
    for (size_t i = 0; form_field(form, i, &field); i++) {
        const json_t *value = json_object_get(content, field.name);
        char *text = value == NULL ? NULL : value_text(cli, form, &field, value);
        put_field(cli, width, field.label, text);
        free(text);
    }
}

static void
show_other_fields(const struct cli *cli, const struct form *form, json_t *content, int width)
{
    const char *name;
    json_t *value;
    json_object_foreach(content, name, value)
    {
        struct form_field field;
        if (!form_find(form, name, &field)) {
            char *label = print_escaped(name);
            char *text = value_text(cli, form, &(struct form_field){.name = name}, value);
            put_field(cli, width, label == NULL ? "" : label, text);
            free(text);
            free(label);
        }
    }
}

void
form_show(struct cli *cli, const char *category, const char *content)
{
    struct form form = {.schema = NULL};
    json_t *all = json_loads(content, 0, NULL);
    if (form_open(cli, category, &form) != TNW_OK) {
        cli->why[0] = 0; /* a category of a newer server */
    }
    int width = label_width(&form, all);
    show_known_fields(cli, &form, all, width);
    show_other_fields(cli, &form, all, width);
    form_wipe(&form);
    json_decref(all);
}
