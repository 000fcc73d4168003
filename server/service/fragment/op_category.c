#include <stdio.h>
#include <string.h>

#include "base/codes.h"
#include "json/schema.h"
#include "service/core/answer.h"
#include "service/operations.h"

/* Errors: INTERNAL: it is not built in. */
static enum tnw_err
put_form(struct call *call, const char *name)
{
    char path[64];
    size_t len = 0;
    (void)snprintf(path, sizeof path, "forms/%s.json", name);
    const char *text = schema_embedded_file(path, &len);
    if (text == NULL) {
        return TNW_E_INTERNAL;
    }
    buf_put(&call->reply.body, text, len);
    return TNW_OK;
}

static enum tnw_err
put_schema(struct call *call, const char *name)
{
    char path[64];
    (void)snprintf(path, sizeof path, "category/%s", name);
    for (const struct schema_source *source = schema_embedded; source->name != NULL; source++) {
        if (strcmp(source->name, path) == 0) {
            buf_put(&call->reply.body, source->text, source->len);
            return TNW_OK;
        }
    }
    return TNW_E_INTERNAL;
}

enum tnw_err
op_category_list(struct call *call, struct txn *txn)
{
    (void)txn;
    enum tnw_err err = put_form(call, "index");
    if (err == TNW_OK) {
        answer_shown(call);
    }
    return err;
}

enum tnw_err
op_category_read(struct call *call, struct txn *txn)
{
    unsigned category = 0;
    (void)txn;
    while (category < CATEGORY_COUNT &&
           !slice_eq(call->in->path_rest, slice_str(codes_text(&codes_category, category)))) {
        category++;
    }
    if (category == CATEGORY_COUNT) {
        return TNW_E_NOT_FOUND;
    }
    buf_put_str(&call->reply.body, "{\"form\":");
    enum tnw_err err = put_form(call, codes_text(&codes_category, category));
    buf_put_str(&call->reply.body, ",\"schema\":");
    if (err == TNW_OK) {
        err = put_schema(call, codes_text(&codes_category, category));
    }
    buf_put_str(&call->reply.body, "}");
    if (err == TNW_OK) {
        answer_shown(call);
    }
    return err;
}
