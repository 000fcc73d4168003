#include "store/follow/operations.h"

#include <assert.h>

#include "store/engine.h"

static void
put_key(struct buf *out, unsigned what, struct slice key)
{
    assert(key.len > 0 && key.len <= ENGINE_KEY_MAX);
    buf_put_u8(out, (uint8_t)what);
    buf_put_u8(out, (uint8_t)key.len);
    buf_put_slice(out, key);
}

void
operations_put_head(struct buf *out, unsigned space, struct slice key, size_t len)
{
    put_key(out, space, key);
    buf_put_u32(out, (uint32_t)len);
}

void
operations_put(struct buf *out, unsigned space, struct slice key, struct slice value)
{
    operations_put_head(out, space, key, value.len);
    buf_put_slice(out, value);
}

void
operations_del(struct buf *out, unsigned space, struct slice key)
{
    put_key(out, space | OPERATION_DELETE, key);
}

enum tnw_err
operations_visit(struct slice operations, operations_visitor *visit, void *ctx)
{
    struct cursor cur = cursor_of(operations);
    while (cur.left > 0) {
        uint8_t what = cursor_u8(&cur);
        bool deletes = (what & OPERATION_DELETE) != 0;
        struct slice key = cursor_slice(&cur, cursor_u8(&cur));
        struct slice value = slice_of(NULL, 0);
        if (!deletes) {
            value = cursor_slice(&cur, cursor_u32(&cur));
        }
        if (cur.err != TNW_OK || key.len == 0 || key.len > ENGINE_KEY_MAX) {
            return TNW_E_CORRUPT;
        }
        unsigned space = what & ~(unsigned)OPERATION_DELETE;
        enum tnw_err err = visit == NULL ? TNW_OK : visit(ctx, space, key, value);
        if (err != TNW_OK) {
            return err;
        }
    }
    return TNW_OK;
}
