/* A body's text: either it is refused with a place, or its canonical form loads again and is its own canonical form. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "json/json.h"

static void
require(bool holds)
{
    if (!holds) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    json_t *value;
    char where[160] = "";
    enum tnw_err err = json_load_strict(&value, slice_of(data, size), where);
    if (err != TNW_OK) {
        require(err == TNW_E_INVALID_JSON && value == NULL && where[0] != 0 && strlen(where) < sizeof where);
        return 0;
    }
    struct buf first = {0};
    struct buf second = {0};
    json_canonical(&first, value);
    json_decref(value);
    require(first.err == TNW_OK);
    require(json_load_strict(&value, buf_slice(&first), where) == TNW_OK);
    json_canonical(&second, value);
    json_decref(value);
    require(slice_eq(buf_slice(&first), buf_slice(&second)));
    buf_free(&first);
    buf_free(&second);
    return 0;
}
