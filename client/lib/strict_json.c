#include "strict_json.h"

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
