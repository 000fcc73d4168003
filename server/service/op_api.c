#include "json/schema.h"
#include "service/core/answer.h"
#include "service/operations.h"

enum tnw_err
op_api_describe(struct call *call, struct txn *txn)
{
    (void)txn;
    size_t len = 0;
    const char *text = schema_embedded_file("bundle/openapi.json", &len);
    if (text == NULL) {
        return TNW_E_INTERNAL;
    }
    buf_put(&call->reply.body, text, len);
    answer_shown(call);
    return TNW_OK;
}
