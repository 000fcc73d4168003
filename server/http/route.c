#include "http/route.h"

#include <stdio.h>
#include <string.h>

static const char *const method_names[METHOD_COUNT] = {
    [METHOD_GET] = "GET",     [METHOD_POST] = "POST",     [METHOD_PUT] = "PUT",
    [METHOD_PATCH] = "PATCH", [METHOD_DELETE] = "DELETE",
};

static const struct {
    const char *name;
    enum id_kind kind;
} placeholders[] = {
    {"{dossier}", ID_DOSSIER},       {"{fragment}", ID_FRAGMENT}, {"{consent}", ID_CONSENT},
    {"{thread}", ID_THREAD},         {"{message}", ID_MESSAGE},   {"{actor}", ID_ACTOR},
    {"{suspension}", ID_SUSPENSION}, {"{asking}", ID_ASKING},     {"{fiche}", ID_FICHE},
    {"{attachment}", ID_ATTACHMENT}, {"{casus}", ID_CASUS},       {"{moment}", ID_MOMENT},
};

enum op_method
route_method(struct slice text)
{
    unsigned method = 0;
    while (method < METHOD_COUNT && !slice_eq(text, slice_str(method_names[method]))) {
        method++;
    }
    return (enum op_method)method;
}

/* Takes the segment after the leading slash off the path; false when none is left. */
static bool
next_segment(struct slice *path, struct slice *segment)
{
    if (path->len == 0 || path->ptr[0] != '/') {
        return false;
    }
    const uint8_t *begin = path->ptr + 1;
    const uint8_t *end = memchr(begin, '/', path->len - 1);
    *segment = slice_of(begin, end == NULL ? path->len - 1 : (size_t)(end - begin));
    path->ptr = begin + segment->len;
    path->len -= segment->len + 1;
    return true;
}

static bool
is_rest(const char *placeholder)
{
    return strcmp(placeholder, "{rest}") == 0;
}

/* A placeholder stands for one whole segment that is not empty, {rest} at the end for all that is left; all else is
 * literal. */
static bool
same_shape(const char *template, struct slice path)
{
    size_t at = 0;
    for (const char *t = template; *t != '\0'; t++) {
        if (*t == '{') {
            size_t begin = at;
            bool rest = is_rest(t);
            while (at < path.len && (rest || path.ptr[at] != '/')) {
                at++;
            }
            if (at == begin) {
                return false;
            }
            t = strchr(t, '}');
        } else if (at == path.len || path.ptr[at++] != (uint8_t)*t) {
            return false;
        }
    }
    return at == path.len;
}

/* Nearly all rows are told apart by their last literal, while those of one thing begin alike. */
static bool
may_end_alike(const char *template, struct slice path)
{
    size_t t = strlen(template);
    size_t at = path.len;
    while (t > 0 && template[t - 1] != '}' && at > 0 && template[t - 1] == (char)path.ptr[at - 1]) {
        t--;
        at--;
    }
    return t == 0 || template[t - 1] == '}';
}

static enum tnw_err
parse_id(struct id *out, struct slice name, struct slice text)
{
    char copy[ID_TEXT];
    if (text.len >= sizeof copy) {
        return TNW_E_NOT_FOUND;
    }
    memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    for (size_t i = 0; i < sizeof placeholders / sizeof placeholders[0]; i++) {
        if (slice_eq(name, slice_str(placeholders[i].name))) {
            return id_parse(out, placeholders[i].kind, copy);
        }
    }
    return TNW_E_NOT_FOUND;
}

/* Canonical decimal only, so that one record has one URL. */
static enum tnw_err
parse_seq(uint64_t *out, struct slice text)
{
    *out = 0;
    if (text.len == 0 || text.len > 18 || (text.len > 1 && text.ptr[0] == '0')) {
        return TNW_E_NOT_FOUND;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') {
            return TNW_E_NOT_FOUND;
        }
        *out = *out * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    return TNW_OK;
}

static enum tnw_err
parse_placeholders(struct slice template, struct slice path, struct route_match *out)
{
    size_t ids = 0;
    struct slice want;
    struct slice have;
    enum tnw_err err = TNW_OK;
    while (err == TNW_OK && next_segment(&template, &want) && next_segment(&path, &have)) {
        if (want.len == 0 || want.ptr[0] != '{') {
            continue;
        }
        if (slice_eq(want, slice_str("{seq}")) || slice_eq(want, slice_str("{level}"))) {
            err = parse_seq(&out->path_seq, have);
        } else if (slice_eq(want, slice_str("{rest}"))) {
            out->path_rest = slice_of(have.ptr, have.len + path.len);
        } else if (slice_eq(want, slice_str("{category}"))) {
            out->path_rest = have;
        } else {
            err = ids < CALL_PATH_IDS ? parse_id(&out->path_id[ids++], want, have) : TNW_E_NOT_FOUND;
        }
    }
    return err;
}

static void
write_allow(unsigned methods, char out[ROUTE_ALLOW])
{
    size_t len = 0;
    for (unsigned i = 0; i < METHOD_COUNT; i++) {
        if ((methods & (1U << i)) != 0) {
            len += (size_t)snprintf(out + len, ROUTE_ALLOW - len, "%s%s", len == 0 ? "" : ", ", method_names[i]);
        }
    }
}

/* Returns the row of that method and shape; operations_count: none. */
static size_t
row_of_shape(enum op_method method, struct slice path)
{
    size_t i = 0;
    while (i < operations_count && (operations[i].method != method || !may_end_alike(operations[i].path, path) ||
                                    !same_shape(operations[i].path, path))) {
        i++;
    }
    return i;
}

enum tnw_err
route_find(struct slice method, struct slice path, struct route_match *out)
{
    memset(out, 0, sizeof *out);
    enum op_method wanted = route_method(method);
    size_t row = row_of_shape(wanted, path);
    if (row < operations_count) {
        out->op = &operations[row];
        return parse_placeholders(slice_str(operations[row].path), path, out);
    }
    unsigned methods = 0;
    for (unsigned other = 0; other < METHOD_COUNT; other++) {
        methods |= row_of_shape((enum op_method)other, path) < operations_count ? 1U << other : 0;
    }
    write_allow(methods, out->allow);
    return methods == 0 ? TNW_E_NOT_FOUND : TNW_E_METHOD_NOT_ALLOWED;
}

static int
hex_digit(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c == '\0' ? NULL : strchr(digits, c >= 'A' && c <= 'F' ? c + ('a' - 'A') : c);
    return at == NULL ? -1 : (int)(at - digits);
}

/* Percent-decoding in place, once; '+' is a blank (WHATWG URL, urlencoded). False for a broken escape. */
static bool
percent_decode(char *text)
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
take_parameter(const struct op *op, char *pair, const char *values[CALL_QUERY_MAX], const char **name)
{
    char *value = strchr(pair, '=');
    if (value == NULL) {
        return "must have the form name=value";
    }
    *value++ = '\0';
    int i = op_parameter(op, pair);
    if (i < 0) {
        return "is not known here";
    }
    *name = op->query[i];
    if (values[i] != NULL) {
        return "stands twice";
    }
    if (!percent_decode(value) || !is_clean_text(value)) {
        return "must be percent-encoded UTF-8 without control characters";
    }
    values[i] = value;
    return NULL;
}

enum tnw_err
route_query(const struct op *op, char *text, const char *values[CALL_QUERY_MAX], char detail[128])
{
    memset(values, 0, CALL_QUERY_MAX * sizeof values[0]);
    char *rest = text[0] == '\0' ? NULL : text;
    while (rest != NULL) {
        char *pair = strsep(&rest, "&");
        const char *name = pair;
        const char *problem = take_parameter(op, pair, values, &name);
        if (problem != NULL) {
            snprintf(detail, 128, "The parameter \"%.40s\" %s.", name, problem);
            return TNW_E_INVALID_PARAMETER;
        }
    }
    return TNW_OK;
}
