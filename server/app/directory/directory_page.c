#include "app/directory/directory_page.h"

#include <stdio.h>
#include <string.h>

#include "json/json.h"
#include "service/core/local.h"

static enum tnw_err
refusal(const json_t *problem, char where[CONFIG_WHERE])
{
    const json_t *error = json_array_get(json_object_get(problem, "errors"), 0);
    const char *code = json_string_value(json_object_get(problem, "code"));
    const char *detail = json_string_value(json_object_get(problem, "detail"));
    const char *pointer = json_string_value(json_object_get(error, "pointer"));
    const char *what = json_string_value(json_object_get(error, "detail"));
    (void)snprintf(where, CONFIG_WHERE, "%.120s%s%.80s%s%.120s", detail == NULL ? "" : detail,
                   pointer == NULL ? "" : "; ", pointer == NULL ? "" : pointer, what == NULL ? "" : ": ",
                   what == NULL ? "" : what);
    return code == NULL ? TNW_E_INTERNAL : tnw_error_from_code(code);
}

enum tnw_err
directory_page_ask(const struct world *world, const char *op, json_t *body, json_t **answer, char where[CONFIG_WHERE])
{
    struct buf text = {0};
    int status = 0;
    *answer = NULL;
    enum tnw_err err = local_run(world, op, body, NULL, &text, &status);
    if (err == TNW_OK) {
        err = json_load_strict(answer, buf_slice(&text), where);
    }
    buf_free(&text);
    if (err == TNW_OK && status >= 400) {
        err = refusal(*answer, where);
        json_decref(*answer);
        *answer = NULL;
    }
    return err;
}

static json_t *
page_body(const struct directory_pages *pages, const json_t *next)
{
    json_t *body = json_pack("{s:s}", "limit", "200");
    int failed = body == NULL;
    if (pages->professional) {
        failed |= json_object_set_new(body, "professional", json_string("1"));
    }
    if (pages->zone != NULL) {
        failed |= json_object_set_new(body, "zone", json_string(pages->zone));
    }
    if (next != NULL) {
        failed |= json_object_set(body, "after", json_unconst(next));
    }
    if (failed) {
        json_decref(body);
        return NULL;
    }
    return body;
}

static enum tnw_err
each_item(const struct directory_pages *pages, const json_t *answer)
{
    size_t i;
    const json_t *item;
    enum tnw_err err = TNW_OK;
    json_array_foreach(json_object_get(answer, "items"), i, item)
    {
        err = err == TNW_OK ? pages->each(pages->ctx, item) : err;
    }
    return err;
}

enum tnw_err
directory_pages_walk(const struct directory_pages *pages, char where[CONFIG_WHERE])
{
    json_t *next = NULL;
    enum tnw_err err = TNW_OK;
    bool more = true;
    while (err == TNW_OK && more) {
        json_t *answer = NULL;
        json_t *body = page_body(pages, next);
        err = body == NULL ? TNW_E_NO_MEMORY : directory_page_ask(pages->world, pages->op, body, &answer, where);
        json_decref(body);
        err = err == TNW_OK ? each_item(pages, answer) : err;
        json_decref(next);
        next = json_incref(json_object_get(answer, "next"));
        more = json_is_string(next);
        json_decref(answer);
    }
    json_decref(next);
    return err;
}
