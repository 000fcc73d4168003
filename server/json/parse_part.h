/*
 * What the parts of the JSON parser share: the text that is left, and a reading position in it. Private to parse*.c.
 */
#ifndef TNW_JSON_PARSE_PART_H
#define TNW_JSON_PARSE_PART_H

#include <jansson.h>

#include "base/bytes.h"

struct parser {
    const uint8_t *at;
    const uint8_t *end;
    unsigned depth;    /* how many more levels may open */
    const char *fault; /* of INVALID_JSON; it is at `at` */
};

static inline enum tnw_err
parse_refuse(struct parser *p, const char *text)
{
    p->fault = text;
    return TNW_E_INVALID_JSON;
}

static inline enum tnw_err
parse_refuse_syntax(struct parser *p)
{
    return parse_refuse(p, p->at == p->end ? "the text ends too early" : "not JSON");
}

/* The byte at hand; 0, which stands nowhere in JSON, at the end. */
static inline uint8_t
parse_peek(const struct parser *p)
{
    return p->at < p->end ? *p->at : 0;
}

static inline bool
parse_take(struct parser *p, uint8_t c)
{
    bool found = p->at < p->end && *p->at == c;
    p->at += found;
    return found;
}

static inline bool
parse_at_digit(const struct parser *p)
{
    return parse_peek(p) >= '0' && parse_peek(p) <= '9';
}

/* Each begins at its first character and ends behind its last. Errors: INVALID_JSON, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err parse_number(struct parser *p, json_t **out);
/* A string: appends its content, as UTF-8, and a NUL. */
TNW_MUST_CHECK enum tnw_err parse_text(struct parser *p, struct buf *out);

#endif
