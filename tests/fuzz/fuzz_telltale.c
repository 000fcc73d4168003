/* A text behind another one, held against a name; each ends with a NUL. What is found stands in the text. */
#include <stdlib.h>
#include <string.h>

#include "rules/telltale/telltale.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require_that(bool holds)
{
    if (!holds) {
        abort();
    }
}

static struct slice
take_part(struct slice *rest)
{
    const uint8_t *end = rest->len == 0 ? NULL : memchr(rest->ptr, 0, rest->len);
    size_t len = end == NULL ? rest->len : (size_t)(end - rest->ptr);
    struct slice part = slice_of(rest->ptr, len);
    *rest = end == NULL ? slice_of(rest->ptr + len, 0) : slice_of(end + 1, rest->len - len - 1);
    return part;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice rest = slice_of(data, size);
    struct slice before = take_part(&rest);
    struct slice text = take_part(&rest);
    struct telltale_text *opened = NULL;
    struct telltales found = {.count = 0};
    require_that(telltale_open(&opened, before, text, 20000, &found) == TNW_OK);
    require_that(telltale_name(opened, take_part(&rest), &found) == TNW_OK);
    require_that(found.count <= TELLTALES_MAX);
    for (size_t i = 0; i < found.count; i++) {
        require_that(found.list[i].at >= 1 && found.list[i].at <= text.len);
    }
    telltale_free(&opened);
    return 0;
}
