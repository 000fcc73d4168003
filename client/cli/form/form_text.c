/* "# ..." explains; "name: value" is a field; "- value" one more of a list; two blanks in front go on with a text. */
#include "form/form_text.h"

#include <stdlib.h>
#include <string.h>

#include "form/form_set.h"
#include "texts/code_word.h"

#define WIDTH 100

/* In lines of a comment. */
static void
put_comment(FILE *out, const char *text)
{
    while (*text != 0) {
        size_t len = strlen(text);
        if (len > WIDTH) {
            len = WIDTH;
            while (len > 0 && text[len] != ' ') {
                len--;
            }
            len = len == 0 ? strcspn(text, " ") : len;
        }
        fprintf(out, "# %.*s\n", (int)len, text);
        text += len;
        text += strspn(text, " ");
    }
}

static void
put_kind(const struct cli *cli, const struct form *form, FILE *out, const struct form_field *field)
{
    static const enum text kinds[] = {
        [FORM_TEXT] = TEXT_IS_TEXT,       [FORM_DATE] = TEXT_IS_DATE,       [FORM_NUMBER] = TEXT_IS_NUMBER,
        [FORM_INTEGER] = TEXT_IS_INTEGER, [FORM_BOOLEAN] = TEXT_IS_BOOLEAN, [FORM_CHOICE] = TEXT_IS_CHOICE,
        [FORM_LIST] = TEXT_IS_LIST,       [FORM_PARTS] = TEXT_IS_PARTS,     [FORM_JSON] = TEXT_IS_JSON};
    fprintf(out, "# (%s%s%s%s%s)\n", text_of(cli->language, kinds[field->type]), *field->unit == 0 ? "" : ", ",
            field->unit, field->required ? "; " : "", field->required ? text_of(cli->language, TEXT_IS_NEEDED) : "");
    for (size_t i = 0; i < json_array_size(field->choices); i++) {
        const char *choice = json_string_value(json_array_get(field->choices, i));
        choice = choice == NULL ? "-" : choice;
        const json_t *meaning = json_object_get(field->meanings, choice);
        fprintf(out, "#   %s  %s\n", choice,
                meaning == NULL ? code_word(cli->language, choice) : form_words(form, meaning));
    }
    size_t i;
    const json_t *part;
    json_array_foreach(field->parts, i, part)
    {
        const char *name = json_string_value(json_object_get(part, "name"));
        fprintf(out, "#   %s:  %s\n", name == NULL ? "" : name, form_words(form, json_object_get(part, "label")));
    }
}

/* Further lines are moved in. */
static void
put_lines(FILE *out, const char *text)
{
    for (; *text != 0; text++) {
        fputc(*text, out);
        if (*text == '\n') {
            fputs("  ", out);
        }
    }
}

/* Whether an item can stand as lines "part: value": none has lines of its own, or parts again. */
static bool
is_of_lines(json_t *list)
{
    size_t i;
    json_t *item;
    const char *name;
    const json_t *value;
    json_array_foreach(list, i, item)
    {
        json_object_foreach(item, name, value)
        {
            const char *text = json_string_value(value);
            if (json_is_array(value) || json_is_object(value) || (text != NULL && strchr(text, '\n') != NULL)) {
                return false;
            }
        }
    }
    return true;
}

static void
put_items(FILE *out, json_t *list)
{
    size_t i;
    json_t *item;
    json_array_foreach(list, i, item)
    {
        const char *start = "\n- ";
        const char *name;
        const json_t *value;
        json_object_foreach(item, name, value)
        {
            char *json = json_is_string(value) ? NULL : json_dumps(value, JSON_ENCODE_ANY);
            fprintf(out, "%s%s: %s", start, name, json != NULL ? json : json_string_value(value));
            free(json);
            start = "\n  ";
        }
    }
}

static void
put_value(FILE *out, const struct form_field *field, json_t *value)
{
    size_t i;
    const json_t *item;
    fprintf(out, "%s:", field->name);
    if (field->type == FORM_LIST) {
        json_array_foreach(value, i, item)
        {
            fputs("\n- ", out);
            put_lines(out, json_string_value(item) == NULL ? "" : json_string_value(item));
        }
    } else if (field->type == FORM_PARTS && is_of_lines(value)) {
        put_items(out, value);
    } else if (json_is_string(value)) {
        fputc(' ', out);
        put_lines(out, json_string_value(value));
    } else if (value != NULL) {
        char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
        fprintf(out, " %s", text == NULL ? "" : text);
        free(text);
    }
    fputs("\n\n", out);
}

char *
form_text_write(const struct cli *cli, const struct form *form, const json_t *content)
{
    char *text = NULL;
    size_t size = 0;
    struct form_field field;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) {
        return NULL;
    }
    put_comment(out, form_title(form));
    put_comment(out, form_help(form));
    fputs("#\n", out);
    put_comment(out, text_of(cli->language, TEXT_FORM_HOW));
    fputc('\n', out);
    for (size_t i = 0; form_field(form, i, &field); i++) {
        if (field.group != NULL) {
            fprintf(out, "# == %s\n\n", field.group);
        }
        put_comment(out, field.label);
        put_comment(out, field.help);
        put_kind(cli, form, out, &field);
        put_value(out, &field, json_object_get(content, field.name));
    }
    return fclose(out) == 0 ? text : NULL;
}

/* A field while its lines are read. */
struct reading {
    struct cli *cli;
    const struct form *form;
    json_t *content;
    char *name;  /* NULL: none yet */
    char *value; /* so far */
    size_t line;
};

static enum tnw_err
end_value(struct reading *r)
{
    enum tnw_err err = TNW_OK;
    if (r->name != NULL && r->value != NULL && *r->value != 0) {
        err = form_set(r->cli, r->form, r->content, r->name, r->value);
    }
    if (r->value != NULL) {
        explicit_bzero(r->value, strlen(r->value));
    }
    free(r->value);
    r->value = NULL;
    return err;
}

static enum tnw_err
begin_value(struct reading *r, const char *text, size_t len)
{
    while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\r')) {
        len--;
    }
    r->value = strndup(text, len);
    return r->value == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}

static enum tnw_err
go_on(struct reading *r, const char *text, size_t len)
{
    char *longer = NULL;
    if (asprintf(&longer, "%s\n%.*s", r->value == NULL ? "" : r->value, (int)len, text) < 0) {
        return TNW_E_NO_MEMORY;
    }
    free(r->value);
    r->value = longer;
    return TNW_OK;
}

static enum tnw_err
refuse_line(struct reading *r)
{
    return cli_usage(r->cli, TEXT_FORM_LINE_WRONG, FILL(NUMBER(r->line)));
}

static enum tnw_err
read_field(struct reading *r, const char *line, size_t len)
{
    const char *colon = memchr(line, ':', len);
    if (colon == NULL || colon == line) {
        return refuse_line(r);
    }
    enum tnw_err err = end_value(r);
    free(r->name);
    r->name = strndup(line, (size_t)(colon - line));
    size_t skip = (size_t)(colon - line) + 1;
    skip += skip < len && line[skip] == ' ';
    if (err == TNW_OK && r->name == NULL) {
        err = TNW_E_NO_MEMORY;
    }
    if (err == TNW_OK && json_object_get(r->content, r->name) != NULL) {
        err = refuse_line(r); /* a second time: which one is meant? */
    }
    return err == TNW_OK ? begin_value(r, line + skip, len - skip) : err;
}

static enum tnw_err
read_item(struct reading *r, const char *text, size_t len)
{
    struct form_field field;
    bool of_list =
        r->name != NULL && form_find(r->form, r->name, &field) && (field.type == FORM_LIST || field.type == FORM_PARTS);
    enum tnw_err err = of_list ? end_value(r) : refuse_line(r);
    return err == TNW_OK ? begin_value(r, text, len) : err;
}

static enum tnw_err
read_line(struct reading *r, const char *line, size_t len)
{
    bool blank = len == 0 || (len == 1 && *line == '\r');
    if (blank || *line == '#') {
        return TNW_OK;
    }
    if (len >= 2 && line[0] == ' ' && line[1] == ' ') {
        return r->name == NULL ? refuse_line(r) : go_on(r, line + 2, len - 2);
    }
    if (line[0] == '-' && (len == 1 || line[1] == ' ')) {
        return read_item(r, line + (len > 1 ? 2 : 1), len - (len > 1 ? 2 : 1));
    }
    return read_field(r, line, len);
}

enum tnw_err
form_text_read(struct cli *cli, const struct form *form, const char *text, json_t **content)
{
    struct reading r = {.cli = cli, .form = form, .content = json_object()};
    enum tnw_err err = TNW_OK;
    *content = NULL;
    while (*text != 0 && err == TNW_OK) {
        size_t len = strcspn(text, "\n");
        r.line++;
        err = read_line(&r, text, len);
        text += len + (text[len] == '\n');
    }
    if (err == TNW_OK) {
        err = end_value(&r);
    } else {
        free(r.value);
    }
    free(r.name);
    if (err != TNW_OK) {
        json_decref(r.content);
        return err;
    }
    *content = r.content;
    return TNW_OK;
}
