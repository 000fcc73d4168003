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
    {"{dossier}", ID_DOSSIER}, {"{fragment}", ID_FRAGMENT}, {"{consent}", ID_CONSENT},
    {"{thread}", ID_THREAD},   {"{message}", ID_MESSAGE},   {"{actor}", ID_ACTOR},
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
        if (slice_eq(want, slice_str("{seq}")) || slice_eq(want, slice_str("{level}"))) {
            err = parse_seq(&out->path_seq, have);
        } else if (slice_eq(want, slice_str("{rest}"))) {
            out->path_rest = slice_of(have.ptr, have.len + path.len);
        } else if (want.len > 0 && want.ptr[0] == '{') {
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

enum tnw_err
route_find(struct slice method, struct slice path, struct route_match *out)
{
    memset(out, 0, sizeof *out);
    enum op_method wanted = route_method(method);
    unsigned methods = 0;
    for (size_t i = 0; i < operations_count; i++) {
        if (!same_shape(operations[i].path, path)) {
            continue;
        }
        if (operations[i].method == wanted) {
            out->op = &operations[i];
            return parse_placeholders(slice_str(operations[i].path), path, out);
        }
        methods |= 1U << operations[i].method;
    }
    write_allow(methods, out->allow);
    return methods == 0 ? TNW_E_NOT_FOUND : TNW_E_METHOD_NOT_ALLOWED;
}
