/* schema validate: says without the server what the server would say of a content, with the server's own code. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "form/form_embedded.h"
#include "json/json.h"
#include "json/schema.h"
#include "rules/category/category.h"
#include "whole_file.h"

#define FILE_MAX ((size_t)1 << 20)

/* A schema among those that it is loaded with. */
struct held {
    struct schema_set *set;
    const struct schema *schema;
    enum category category; /* CATEGORY_NONE: of a file; no rule goes with it */
};

static enum tnw_err
read_text(struct cli *cli, const char *path, char **text, size_t *len)
{
    enum tnw_err err = whole_file_read(path, FILE_MAX, text, len);
    return err == TNW_OK ? TNW_OK : cli_fail(cli, err, path, strerror(errno));
}

static enum tnw_err
load_one(struct cli *cli, const char *name, const char *text, size_t len, struct held *out)
{
    char where[256] = "";
    const struct schema_source sources[] = {{name, text, len}, {NULL, NULL, 0}};
    enum tnw_err err = schema_set_load(&out->set, sources, where);
    out->schema = err == TNW_OK ? schema_find(out->set, name) : NULL;
    return err == TNW_OK ? TNW_OK : cli_fail(cli, err, name, where);
}

static enum tnw_err
load_category(struct cli *cli, const char *category, struct held *out)
{
    char name[64];
    const struct form_source *form = form_embedded;
    (void)snprintf(name, sizeof name, "category/%s", category);
    while (form->name != NULL && strcmp(form->name, name) != 0) {
        form++;
    }
    int code = codes_find(&codes_category, category);
    if (form->name == NULL || code < 0) {
        return cli_usage(cli, TEXT_NO_SUCH_CATEGORY, FILL(category));
    }
    out->category = (enum category)code;
    return load_one(cli, form->name, form->text, form->len, out);
}

static enum tnw_err
load_file(struct cli *cli, const char *path, struct held *out)
{
    char *text = NULL;
    size_t len = 0;
    enum tnw_err err = read_text(cli, path, &text, &len);
    if (err == TNW_OK) {
        err = load_one(cli, path, text, len, out);
    }
    free(text);
    return err;
}

/* The elements of errors[] as lines: where, and what it must be. */
static void
show_faults(const struct cli *cli, const struct buf *errors)
{
    struct buf list = {0};
    buf_printf(&list, "[%.*s]", (int)errors->len, (const char *)errors->ptr);
    json_t *all = json_loadb((const char *)list.ptr, list.len, 0, NULL);
    size_t i;
    const json_t *one;
    json_array_foreach(all, i, one)
    {
        fprintf(cli->out, "%s: %s (%s)\n", json_string_value(json_object_get(one, "pointer")),
                json_string_value(json_object_get(one, "detail")), json_string_value(json_object_get(one, "code")));
    }
    json_decref(all);
    buf_free(&list);
}

static enum tnw_err
hold_against(const struct cli *cli, const struct held *held, const json_t *content)
{
    struct buf errors = {0};
    struct clock clock = clock_system();
    day_num today = date_in_belgium(clock_now(&clock));
    enum tnw_err err = schema_validate(held->schema, content, "", today, &errors);
    struct breach breach = err == TNW_OK ? category_check(held->category, content, today) : BREACH_NONE;
    if (err == TNW_E_INVALID_BODY) {
        show_faults(cli, &errors);
    } else if (breach.pointer != NULL) {
        fprintf(cli->out, "%s: %s (rule)\n", breach.pointer, breach.text);
        err = TNW_E_INVALID_BODY;
    }
    buf_free(&errors);
    return err;
}

static enum tnw_err
load_content(struct cli *cli, const char *text, size_t len, json_t **content)
{
    char where[160] = "";
    enum tnw_err err = json_load_strict(content, slice_of(text, len), where);
    return err == TNW_OK ? TNW_OK : cli_fail(cli, err, cli->args[0], where);
}

enum tnw_err
cmd_schema_validate(struct cli *cli)
{
    struct held held = {.category = CATEGORY_NONE};
    const char *category = cli_text(cli, OPTION_CATEGORY);
    const char *file = cli_text(cli, OPTION_SCHEMA);
    char *text = NULL;
    size_t len = 0;
    json_t *content = NULL;
    if ((category == NULL) == (file == NULL)) {
        return cli_usage(cli, TEXT_CATEGORY_OR_SCHEMA, NULL);
    }
    enum tnw_err err = category != NULL ? load_category(cli, category, &held) : load_file(cli, file, &held);
    if (err == TNW_OK) {
        err = read_text(cli, cli->args[0], &text, &len);
    }
    if (err == TNW_OK) {
        err = load_content(cli, text, len, &content);
    }
    if (err == TNW_OK) {
        err = hold_against(cli, &held, content);
    }
    if (text != NULL) {
        explicit_bzero(text, len);
    }
    free(text);
    json_decref(content);
    schema_set_free(held.set);
    return err;
}
