/* The head of a request: whatever is let in keeps the promises that the layers behind it rely on. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "http/admit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The parser's view: lines end with LF, names with ": ", the request line has two blanks. */
static struct slice
cut(struct slice *rest, const char *mark)
{
    size_t len = strlen(mark);
    const uint8_t *at = rest->len == 0 ? NULL : memmem(rest->ptr, rest->len, mark, len);
    struct slice part = slice_of(rest->ptr, at == NULL ? rest->len : (size_t)(at - rest->ptr));
    size_t used = at == NULL ? rest->len : part.len + len;
    *rest = slice_of(rest->ptr + used, rest->len - used);
    return part;
}

static void
must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void
check_admitted(const struct admit_request *request, const struct admitted *out)
{
    must(slice_eq(request->version, slice_str("HTTP/1.1")));
    must(out->path.len > 0 && out->path.ptr[0] == '/' && request->target.len <= LIMIT_TARGET_MAX);
    must(memmem(out->path.ptr, out->path.len, "..", 2) == NULL ||
         memmem(out->path.ptr, out->path.len, "/.", 2) == NULL);
    must(memmem(out->path.ptr, out->path.len, "//", 2) == NULL && memchr(out->path.ptr, '%', out->path.len) == NULL);
    must(out->known[ADMIT_HOST].len > 0 && out->known[ADMIT_UPGRADE].ptr == NULL);
    must(out->known[ADMIT_CONTENT_LENGTH].ptr == NULL || out->known[ADMIT_TRANSFER_ENCODING].ptr == NULL);
    for (size_t i = 0; i < request->header_count; i++) {
        struct slice value = request->headers[i].value;
        must(request->headers[i].name.len > 0);
        must(value.len == 0 ||
             (memchr(value.ptr, '\0', value.len) == NULL && memchr(value.ptr, '\r', value.len) == NULL));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct admit_header headers[LIMIT_HEADERS_MAX + 1];
    struct slice rest = slice_of(data, size);
    struct slice line = cut(&rest, "\r\n");
    struct admit_request request = {.headers = headers, .head_size = size};
    request.method = cut(&line, " ");
    request.target = cut(&line, " ");
    request.version = line;
    while (rest.len > 2 && request.header_count <= LIMIT_HEADERS_MAX) {
        line = cut(&rest, "\r\n");
        headers[request.header_count].name = cut(&line, ": ");
        headers[request.header_count].value = line;
        request.header_count++;
    }
    struct admitted out;
    const char *detail = NULL;
    enum tnw_err err = admit_check(&request, &out, &detail);
    must((err == TNW_OK) == (detail == NULL));
    if (err == TNW_OK) {
        check_admitted(&request, &out);
    }
    return 0;
}
