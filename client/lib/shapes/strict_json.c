#include "strict_json.h"

#include "json/json.h"
#include "json/parse.h"
#include "shape.h"

enum tnw_err
strict_json_parse(json_t **value, const char *text, size_t len)
{
    struct json_fault fault;
    *value = NULL;
    enum tnw_err err = text == NULL ? TNW_E_CORRUPT : json_parse(value, slice_of(text, len), SHAPE_DEPTH_MAX, &fault);
    return err == TNW_E_INVALID_JSON ? TNW_E_CORRUPT : err;
}

enum tnw_err
strict_json_canonical(const json_t *value, struct slice text)
{
    struct buf canonical = {0};
    json_canonical(&canonical, value);
    enum tnw_err err = canonical.err;
    if (err == TNW_OK && !slice_eq(buf_slice(&canonical), text)) {
        err = TNW_E_CORRUPT;
    }
    buf_free(&canonical);
    return err;
}
