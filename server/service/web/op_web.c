#include <stdlib.h>
#include <string.h>

#include "service/core/answer.h"
#include "service/core/problem.h"
#include "service/operations.h"
#include "service/web/web.h"

static int
compare_name(const void *key, const void *row)
{
    const struct slice *wanted = key;
    const char *name = ((const struct web_file *)row)->name;
    size_t len = strlen(name);
    int order = memcmp(wanted->ptr, name, wanted->len < len ? wanted->len : len);
    return order != 0 ? order : (wanted->len > len) - (wanted->len < len);
}

const struct web_file *
web_find(struct slice name)
{
    return bsearch(&name, web_files, web_files_count, sizeof *web_files, compare_name);
}

static enum tnw_err
show_file(struct call *call, struct slice name)
{
    const struct web_file *file = web_find(name);
    if (file == NULL) {
        return problem(call, TNW_E_NOT_FOUND, "%s",
                       web_files_count == 0 ? "This server was built without the web page."
                                            : "The page has no such file: load it again from its start.");
    }
    buf_put(&call->reply.body, file->bytes, file->len);
    answer_web_file(call, file->type);
    return TNW_OK;
}

enum tnw_err
op_web_page(struct call *call, struct txn *txn)
{
    (void)txn;
    return show_file(call, slice_str("/"));
}

/* Its name is that of its content. */
enum tnw_err
op_web_file(struct call *call, struct txn *txn)
{
    (void)txn;
    enum tnw_err err = show_file(call, call->in->path_rest);
    if (err == TNW_OK) {
        answer_lasts(call);
    }
    return err;
}
