#include "schema/validation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form/form_embedded.h"
#include "json/json.h"
#include "rules/category/category.h"
#include "texts/text_detail.h"

enum tnw_err
validation_load(struct cli *cli, const char *name, const char *text, size_t len, struct validation *out)
{
    char where[256] = "";
    const struct schema_source sources[] = {{name, text, len}, {NULL, NULL, 0}};
    enum tnw_err err = schema_set_load(&out->set, sources, where);
    out->schema = err == TNW_OK ? schema_find(out->set, name) : NULL;
    return err == TNW_OK ? TNW_OK : cli_fail(cli, err, name, where);
}

enum tnw_err
validation_load_category(struct cli *cli, const char *category, struct validation *out)
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
    return validation_load(cli, form->name, form->text, form->len, out);
}

/* The elements of errors[] as lines: where, and what it must be. */
static void
show_faults(enum lang language, FILE *out, const struct buf *errors)
{
    struct buf list = {0};
    buf_printf(&list, "[%.*s]", (int)errors->len, (const char *)errors->ptr);
    json_t *all = json_loadb((const char *)list.ptr, list.len, 0, NULL);
    size_t i;
    const json_t *one;
    json_array_foreach(all, i, one)
    {
        char *detail = text_detail(language, json_string_value(json_object_get(one, "detail")));
        fprintf(out, "%s: %s (%s)\n", json_string_value(json_object_get(one, "pointer")), detail,
                json_string_value(json_object_get(one, "code")));
        free(detail);
    }
    json_decref(all);
    buf_free(&list);
}

enum tnw_err
validation_run(enum lang language, const struct validation *held, const json_t *content, FILE *out)
{
    struct buf errors = {0};
    struct clock clock = clock_system();
    day_num today = date_in_belgium(clock_now(&clock));
    enum tnw_err err = schema_validate(held->schema, content, "", today, &errors);
    struct breach breach = err == TNW_OK ? category_check(held->category, content, today) : BREACH_NONE;
    if (err == TNW_E_INVALID_BODY) {
        show_faults(language, out, &errors);
    } else if (breach.pointer != NULL) {
        fprintf(out, "%s: %s (rule)\n", breach.pointer, breach.text);
        err = TNW_E_INVALID_BODY;
    }
    buf_free(&errors);
    return err;
}

void
validation_wipe(struct validation *held)
{
    schema_set_free(held->set);
    held->set = NULL;
}

enum tnw_err
validation_of_content(struct cli *cli, const char *category, const char *content)
{
    struct validation held = {.category = CATEGORY_NONE};
    json_t *all = json_loads(content, 0, NULL);
    enum tnw_err err = validation_load_category(cli, category, &held);
    if (err == TNW_OK) {
        err = validation_run(cli->language, &held, all, cli->err);
    }
    validation_wipe(&held);
    json_decref(all);
    return err;
}
