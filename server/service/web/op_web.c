#include <stdlib.h>
#include <string.h>

#include "service/core/answer.h"
#include "service/core/problem.h"
#include "service/operations.h"
#include "service/web/web.h"

static int
compare_path(const void *key, const void *row)
{
    const struct slice *path = key;
    const char *name = ((const struct web_file *)row)->path;
    size_t len = strlen(name);
    int order = memcmp(path->ptr, name, path->len < len ? path->len : len);
    return order != 0 ? order : (path->len > len) - (path->len < len);
}

const struct web_file *
web_find(struct slice path)
{
    return bsearch(&path, web_files, web_files_count, sizeof *web_files, compare_path);
}

static enum tnw_err
show_file(struct call *call)
{
    const struct web_file *file = web_find(call->in->target_path);
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
    return show_file(call);
}

/* Its name is that of its content. */
enum tnw_err
op_web_file(struct call *call, struct txn *txn)
{
    (void)txn;
    enum tnw_err err = show_file(call);
    if (err == TNW_OK) {
        answer_lasts(call);
    }
    return err;
}
