#include <stdio.h>

#include "json/schema_node.h"

#define WHERE_SIZE 256

static void
put_step(struct buf *out, const char *key)
{
    buf_put_u8(out, '/');
    for (; *key != 0; key++) {
        if (*key == '~' || *key == '/') {
            buf_put_str(out, *key == '~' ? "~0" : "~1");
        } else {
            buf_put_u8(out, (uint8_t)*key);
        }
    }
}

void
schema_place_put(struct buf *out, const struct schema_place *place)
{
    if (place == NULL) {
        return;
    }
    schema_place_put(out, place->up);
    if (place->key != NULL) {
        put_step(out, place->key);
    } else {
        buf_printf(out, "/%zu", place->index);
    }
}

enum tnw_err
schema_refuse_at(char *where, const char *document, const struct schema_place *place, const char *text)
{
    struct buf pointer = {0};
    schema_place_put(&pointer, place);
    const char *at = buf_text(&pointer);
    (void)snprintf(where, WHERE_SIZE, "%.60s#%.120s: %.70s", document, at == NULL ? "" : at, text);
    buf_free(&pointer);
    return TNW_E_CONFIGURATION;
}

enum tnw_err
schema_refuse(const struct schema_load *load, const char *text)
{
    return schema_refuse_at(load->where, load->document->name, load->place, text);
}
