/*
 * From 11 to 12: how far the search index goes is said apart from how far the map does, since it may stay behind.
 */
#include <stdio.h>

#include "store/layout.h"
#include "store/migrate/layout_11.h"
#include "store/migrate/step.h"

#define FORMAT 12

static bool
is_long_now(unsigned space)
{
    return layout_is_long((enum space)space);
}

static const struct migrate_layout layout_12 = {.schema = &layout_schema, .is_long = is_long_now};

static const char *
same_name(const char *old)
{
    return old;
}

static enum tnw_err
to_format_12(struct migrate_run *run, const struct migrate_row *row, struct buf *value, bool *keep)
{
    (void)run;
    (void)keep;
    if (slice_eq(row->key, slice_str("format"))) {
        buf_put_u8(value, FORMAT);
    } else {
        buf_put_slice(value, row->value);
    }
    return TNW_OK;
}

static migrate_convert *
convert_to_12(unsigned space)
{
    return space == V11_META ? to_format_12 : NULL;
}

/* Index and map went as far as each other. */
static enum tnw_err
begin_step_11(struct migrate_run *run, char where[256])
{
    struct slice mapped;
    enum tnw_err err = engine_get(run->task->from, V11_META, slice_str("mapped"), &mapped);
    if (err == TNW_E_NOT_FOUND) {
        return TNW_OK;
    }
    if (err == TNW_OK && mapped.len < 8) {
        (void)snprintf(where, 256, "meta mapped: cannot be read: run the verify of the tnwd that wrote it");
        return TNW_E_CORRUPT;
    }
    return err == TNW_OK ? engine_put(run->to, SPACE_META, slice_str("filed"), slice_of(mapped.ptr, 8)) : err;
}

const struct migrate_step migrate_step_11 = {
    .from = &layout_11, .to = &layout_12, .name = same_name, .convert = convert_to_12, .begin = begin_step_11};
