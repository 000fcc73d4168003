#include "rules/field.h"

#include "json/json.h"

const char *
field_text(const json_t *body, const char *name)
{
    return json_string_value(json_object_get(body, name));
}

struct id
field_id(const json_t *body, const char *name, enum id_kind kind)
{
    struct id id = {0};
    const char *text = field_text(body, name);
    if (text != NULL && id_parse(&id, kind, text) != TNW_OK) {
        return (struct id){0};
    }
    return id;
}

size_t
field_ids(const json_t *body, const char *name, enum id_kind kind, struct id out[], size_t max)
{
    const json_t *texts = json_object_get(body, name);
    size_t count = 0;
    for (; count < json_array_size(texts) && count < max; count++) {
        const char *text = json_string_value(json_array_get(texts, count));
        if (text == NULL || id_parse(&out[count], kind, text) != TNW_OK) {
            out[count] = (struct id){0};
        }
    }
    return count;
}

day_num
field_date(const json_t *body, const char *name, day_num otherwise)
{
    day_num day;
    const char *text = field_text(body, name);
    return text != NULL && date_parse(&day, text) == TNW_OK ? day : otherwise;
}

unsigned
field_code(const json_t *body, const char *name, const struct code_list *list, unsigned otherwise)
{
    int code = codes_find(list, field_text(body, name));
    return code < 0 ? otherwise : (unsigned)code;
}

code_set
field_codes(const json_t *body, const char *name, const struct code_list *list, code_set otherwise)
{
    const json_t *texts = json_object_get(body, name);
    if (texts == NULL) {
        return otherwise;
    }
    code_set set = 0;
    size_t i;
    const json_t *text;
    json_array_foreach(texts, i, text)
    {
        int code = codes_find(list, json_string_value(text));
        set |= code < 0 ? 0 : CODE_BIT(code);
    }
    return set;
}

void
field_canonical(struct buf *out, const json_t *body, const char *name)
{
    const json_t *value = json_object_get(body, name);
    if (value == NULL) {
        buf_put_str(out, "{}");
        return;
    }
    json_canonical(out, value);
}
