#include "http/query.h"

#include <stdio.h>
#include <string.h>

#include "service/operations.h"

static int
hex_digit(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c == '\0' ? NULL : strchr(digits, c >= 'A' && c <= 'F' ? c + ('a' - 'A') : c);
    return at == NULL ? -1 : (int)(at - digits);
}

/* Percent-decoding in place, once; '+' is a blank (WHATWG URL, urlencoded). False for a broken escape. */
static bool
decode(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        if (*from != '%') {
            *to++ = *from == '+' ? ' ' : *from;
            continue;
        }
        int high = hex_digit(from[1]);
        int low = high < 0 ? -1 : hex_digit(from[2]);
        if (low < 0 || high * 16 + low == 0) {
            return false;
        }
        *to++ = (char)(high * 16 + low);
        from += 2;
    }
    *to = '\0';
    return true;
}

/* Bytes that follow a lead byte (RFC 3629); -1 when it cannot lead. */
static int
utf8_follow(unsigned char lead)
{
    if (lead < 0x80) {
        return 0;
    }
    if (lead >= 0xc2 && lead <= 0xdf) {
        return 1;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
        return 2;
    }
    return lead >= 0xf0 && lead <= 0xf4 ? 3 : -1;
}

static bool
is_clean_text(const char *text)
{
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    const unsigned char *p = (const unsigned char *)text;
    while (*p != '\0') {
        int follow = utf8_follow(*p);
        if (follow < 0) {
            return false;
        }
        uint32_t code = follow == 0 ? *p : *p & (0x3fU >> follow);
        p++;
        for (int i = 0; i < follow; i++, p++) {
            if ((*p & 0xc0) != 0x80) {
                return false;
            }
            code = code << 6 | (*p & 0x3fU);
        }
        bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
        bool surrogate = code >= 0xd800 && code <= 0xdfff;
        if (control || surrogate || code < least[follow] || code > 0x10ffff) {
            return false;
        }
    }
    return true;
}

static const char *
take(const struct op *op, char *pair, const char *values[CALL_QUERY_MAX], const char **name)
{
    char *value = strchr(pair, '=');
    if (value == NULL) {
        return "must have the form name=value";
    }
    *value++ = '\0';
    int i = operations_parameter(op, pair);
    if (i < 0) {
        return "is not known here";
    }
    *name = op->query[i];
    if (values[i] != NULL) {
        return "stands twice";
    }
    if (!decode(value) || !is_clean_text(value)) {
        return "must be percent-encoded UTF-8 without control characters";
    }
    values[i] = value;
    return NULL;
}

enum tnw_err
query_parse(const struct op *op, char *text, const char *values[CALL_QUERY_MAX], char detail[128])
{
    memset(values, 0, CALL_QUERY_MAX * sizeof values[0]);
    char *rest = text[0] == '\0' ? NULL : text;
    while (rest != NULL) {
        char *pair = strsep(&rest, "&");
        const char *name = pair;
        const char *problem = take(op, pair, values, &name);
        if (problem != NULL) {
            snprintf(detail, 128, "The parameter \"%.40s\" %s.", name, problem);
            return TNW_E_INVALID_PARAMETER;
        }
    }
    return TNW_OK;
}
