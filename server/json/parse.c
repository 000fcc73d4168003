#include "json/parse.h"

#include "json/parse_part.h"

static enum tnw_err parse_value(struct parser *p, json_t **out);

static void
skip_space(struct parser *p)
{
    while (parse_peek(p) == ' ' || parse_peek(p) == '\t' || parse_peek(p) == '\n' || parse_peek(p) == '\r') {
        p->at++;
    }
}

static enum tnw_err
parse_word(struct parser *p, const char *word, json_t *value, json_t **out)
{
    for (; *word != 0; word++) {
        if (!parse_take(p, (uint8_t)*word)) {
            return parse_refuse_syntax(p);
        }
    }
    *out = value;
    return TNW_OK;
}

static enum tnw_err
parse_string(struct parser *p, json_t **out)
{
    struct buf text = {0};
    enum tnw_err err = parse_text(p, &text);
    if (err == TNW_OK) {
        *out = json_stringn_nocheck((const char *)text.ptr, text.len - 1);
        err = *out == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    buf_free(&text);
    return err;
}

/* Behind an element: whether another follows. */
static enum tnw_err
parse_comma(struct parser *p, uint8_t close, bool *more)
{
    skip_space(p);
    *more = parse_take(p, ',');
    if (*more) {
        skip_space(p);
        return TNW_OK;
    }
    return parse_take(p, close) ? TNW_OK : parse_refuse_syntax(p);
}

static enum tnw_err
parse_array(struct parser *p, json_t *array)
{
    skip_space(p);
    enum tnw_err err = TNW_OK;
    bool more = !parse_take(p, ']');
    while (more && err == TNW_OK) {
        json_t *item = NULL;
        err = parse_value(p, &item);
        if (err == TNW_OK && json_array_append_new(array, item) != 0) {
            err = TNW_E_NO_MEMORY;
        }
        if (err == TNW_OK) {
            err = parse_comma(p, ']', &more);
        }
    }
    return err;
}

static enum tnw_err
parse_member(struct parser *p, json_t *object, struct buf *name)
{
    buf_clear(name);
    enum tnw_err err = parse_text(p, name);
    if (err != TNW_OK) {
        return err;
    }
    if (json_object_get(object, (const char *)name->ptr) != NULL) {
        return parse_refuse(p, "a member name stands twice in one object");
    }
    skip_space(p);
    if (!parse_take(p, ':')) {
        return parse_refuse_syntax(p);
    }
    skip_space(p);
    json_t *value = NULL;
    err = parse_value(p, &value);
    if (err == TNW_OK && json_object_set_new_nocheck(object, (const char *)name->ptr, value) != 0) {
        err = TNW_E_NO_MEMORY;
    }
    return err;
}

static enum tnw_err
parse_object(struct parser *p, json_t *object)
{
    struct buf name = {0};
    skip_space(p);
    enum tnw_err err = TNW_OK;
    bool more = !parse_take(p, '}');
    while (more && err == TNW_OK) {
        err = parse_member(p, object, &name);
        if (err == TNW_OK) {
            err = parse_comma(p, '}', &more);
        }
    }
    buf_free(&name);
    return err;
}

static enum tnw_err
parse_nested(struct parser *p, json_t *made, enum tnw_err (*fill)(struct parser *, json_t *), json_t **out)
{
    enum tnw_err err = TNW_E_NO_MEMORY;
    if (made == NULL) {
        goto out;
    }
    if (p->depth == 0) {
        err = parse_refuse(p, "nested too deeply");
        goto out;
    }
    p->depth--;
    p->at++;
    err = fill(p, made);
    p->depth++;
    if (err == TNW_OK) {
        *out = made;
        made = NULL;
    }
out:
    json_decref(made);
    return err;
}

static enum tnw_err
parse_value(struct parser *p, json_t **out)
{
    switch (parse_peek(p)) {
    case '{':
        return parse_nested(p, json_object(), parse_object, out);
    case '[':
        return parse_nested(p, json_array(), parse_array, out);
    case '"':
        return parse_string(p, out);
    case 't':
        return parse_word(p, "true", json_true(), out);
    case 'f':
        return parse_word(p, "false", json_false(), out);
    case 'n':
        return parse_word(p, "null", json_null(), out);
    default:
        return parse_peek(p) == '-' || parse_at_digit(p) ? parse_number(p, out) : parse_refuse_syntax(p);
    }
}

static void
tell_place(const struct parser *p, const uint8_t *start, struct json_fault *fault)
{
    *fault = (struct json_fault){.text = p->fault, .line = 1, .column = 1};
    for (const uint8_t *at = start; at < p->at; at++) {
        if (*at == '\n') {
            fault->line++;
            fault->column = 1;
        } else {
            fault->column += (*at & 0xC0) != 0x80;
        }
    }
}

enum tnw_err
json_parse(json_t **value, struct slice text, unsigned depth_max, struct json_fault *fault)
{
    struct parser p = {.at = text.ptr, .end = text.ptr + text.len, .depth = depth_max};
    json_t *made = NULL;
    *value = NULL;
    *fault = (struct json_fault){.text = ""};
    skip_space(&p);
    enum tnw_err err = parse_value(&p, &made);
    if (err == TNW_OK) {
        skip_space(&p);
        err = p.at == p.end ? TNW_OK : parse_refuse(&p, "something follows the value");
    }
    if (err == TNW_OK) {
        *value = made;
        return TNW_OK;
    }
    json_decref(made);
    if (err == TNW_E_INVALID_JSON) {
        tell_place(&p, text.ptr, fault);
    }
    return err;
}
