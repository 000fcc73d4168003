#include "http/admit.h"

#include <string.h>
#include <strings.h>

#include "base/domain/media.h"
#include "base/limits.h"

static const char *const known_names[ADMIT_KNOWN] = {
    [ADMIT_HOST] = "Host",
    [ADMIT_CONTENT_LENGTH] = "Content-Length",
    [ADMIT_TRANSFER_ENCODING] = "Transfer-Encoding",
    [ADMIT_CONTENT_TYPE] = "Content-Type",
    [ADMIT_EXPECT] = "Expect",
    [ADMIT_UPGRADE] = "Upgrade",
    [ADMIT_ORIGIN] = "Origin",
    [ADMIT_SEC_FETCH_SITE] = "Sec-Fetch-Site",
    [ADMIT_ROLE] = "TNW-Role",
    [ADMIT_ACTOR] = "TNW-Actor",
    [ADMIT_FOR] = "TNW-For",
    [ADMIT_PURPOSE] = "TNW-Purpose",
    [ADMIT_IDEMPOTENCY_KEY] = "Idempotency-Key",
    [ADMIT_IF_MATCH] = "If-Match",
};

static bool
is_alnum(uint8_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool
has_only(struct slice text, const char *punctuation)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!is_alnum(text.ptr[i]) && (text.ptr[i] == '\0' || strchr(punctuation, text.ptr[i]) == NULL)) {
            return false;
        }
    }
    return text.len > 0;
}

static bool
equals_word(struct slice text, const char *word)
{
    return text.len == strlen(word) && strncasecmp((const char *)text.ptr, word, text.len) == 0;
}

static bool
is_present(const struct admitted *out, enum admit_known header)
{
    return out->known[header].ptr != NULL;
}

/* RFC 9112 §2.2, §5: one blank after the colon, CRLF at the end of each line, no folding. MHD keeps no trace of what it
 * forgave, but the sum of the parts then differs from the size of the head. */
static bool
adds_up(const struct admit_request *request)
{
    size_t size = request->method.len + 1 + request->target.len + 1 + request->version.len + 2;
    for (size_t i = 0; i < request->header_count; i++) {
        size += request->headers[i].name.len + 2 + request->headers[i].value.len + 2;
    }
    return size + 2 == request->head_size;
}

static bool
path_is_plain(struct slice path)
{
    if (path.len == 0 || path.ptr[0] != '/' || !has_only(path, "._/-")) {
        return false;
    }
    for (size_t i = 0; i < path.len; i++) {
        if (path.ptr[i] != '/') {
            continue;
        }
        struct slice rest = slice_of(path.ptr + i + 1, path.len - i - 1);
        if (rest.len > 0 && (rest.ptr[0] == '/' || rest.ptr[0] == '.')) {
            return false; /* "//", and segments "." and ".."; no resource of ours begins with a dot */
        }
    }
    return true;
}

static bool
query_is_plain(struct slice query)
{
    for (size_t i = 0; i < query.len; i++) {
        if (query.ptr[i] <= 0x20 || query.ptr[i] >= 0x7f || query.ptr[i] == '#') {
            return false;
        }
    }
    return true;
}

static const char *
check_request_line(const struct admit_request *request, struct admitted *out)
{
    if (!slice_eq(request->version, slice_str("HTTP/1.1"))) {
        return "Only HTTP/1.1 is spoken here.";
    }
    if (!has_only(request->method, "")) {
        return "The method is not a word.";
    }
    if (request->target.len > LIMIT_TARGET_MAX) {
        return "The target is too long.";
    }
    out->path = request->target;
    const uint8_t *mark = request->target.len == 0 ? NULL : memchr(request->target.ptr, '?', request->target.len);
    if (mark != NULL) {
        out->path.len = (size_t)(mark - request->target.ptr);
        out->query = slice_of(mark + 1, request->target.len - out->path.len - 1);
    }
    if (!path_is_plain(out->path) || !query_is_plain(out->query)) {
        return "The target must be a plain absolute path, with or without a query.";
    }
    return NULL;
}

static bool
value_is_plain(struct slice value)
{
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] < 0x20 || value.ptr[i] == 0x7f) {
            return false;
        }
    }
    return value.len == 0 || (value.ptr[0] != ' ' && value.ptr[value.len - 1] != ' ');
}

static bool
is_ascii(struct slice value)
{
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

static const char *
remember_header(struct admitted *out, const struct admit_header *header)
{
    for (int i = 0; i < ADMIT_KNOWN; i++) {
        if (!equals_word(header->name, known_names[i])) {
            continue;
        }
        if (out->known[i].ptr != NULL) {
            return "A header that may stand once stands twice.";
        }
        if (!is_ascii(header->value)) {
            return "A header holds bytes outside ASCII.";
        }
        out->known[i] = header->value.len == 0 ? slice_str("") : header->value;
    }
    return NULL;
}

static const char *
check_headers(const struct admit_request *request, struct admitted *out)
{
    if (request->header_count > LIMIT_HEADERS_MAX) {
        return "There are too many headers.";
    }
    for (size_t i = 0; i < request->header_count; i++) {
        const struct admit_header *header = &request->headers[i];
        if (!has_only(header->name, "!#$%&'*+-.^_`|~")) {
            return "A header's name is not a token.";
        }
        if (!value_is_plain(header->value)) {
            return "A header's value holds control characters or stray blanks.";
        }
        const char *problem = remember_header(out, header);
        if (problem != NULL) {
            return problem;
        }
    }
    return adds_up(request) ? NULL : "Each header must be one line: name, colon, one blank, value, CRLF.";
}

static bool
parse_length(struct slice text, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || i >= 18) {
            return false;
        }
        *out = *out * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    return text.len > 0;
}

static const char *
check_framing(struct admitted *out)
{
    bool has_length = is_present(out, ADMIT_CONTENT_LENGTH);
    bool has_encoding = is_present(out, ADMIT_TRANSFER_ENCODING);
    if (has_length && has_encoding) {
        return "Content-Length and Transfer-Encoding exclude each other.";
    }
    if (has_length && !parse_length(out->known[ADMIT_CONTENT_LENGTH], &out->content_length)) {
        return "Content-Length must be a plain number.";
    }
    if (has_encoding && !equals_word(out->known[ADMIT_TRANSFER_ENCODING], "chunked")) {
        return "The only Transfer-Encoding is chunked.";
    }
    out->has_body = has_encoding || out->content_length > 0;
    return NULL;
}

static const char *
check_meaning(const struct admitted *out)
{
    if (!is_present(out, ADMIT_HOST) || !has_only(out->known[ADMIT_HOST], ".-:[]")) {
        return "There must be one Host, a name or address with or without a port.";
    }
    if (is_present(out, ADMIT_UPGRADE)) {
        return "There is nothing to upgrade to.";
    }
    if (is_present(out, ADMIT_EXPECT) && !equals_word(out->known[ADMIT_EXPECT], "100-continue")) {
        return "The only Expect is 100-continue.";
    }
    return NULL;
}

/* Client certificates are ambient authority in a browser: another site can make it send requests. */
static bool
is_foreign(const struct admitted *out)
{
    struct slice site = out->known[ADMIT_SEC_FETCH_SITE];
    if (site.ptr != NULL && !equals_word(site, "same-origin") && !equals_word(site, "none")) {
        return true;
    }
    struct slice origin = out->known[ADMIT_ORIGIN];
    if (origin.ptr == NULL) {
        return false;
    }
    static const char scheme[] = "https://";
    size_t skip = sizeof scheme - 1;
    struct slice host = out->known[ADMIT_HOST];
    return origin.len != skip + host.len || memcmp(origin.ptr, scheme, skip) != 0 ||
           strncasecmp((const char *)origin.ptr + skip, (const char *)host.ptr, host.len) != 0;
}

static bool
is_json(struct slice type)
{
    static const char json[] = "application/json";
    size_t skip = sizeof json - 1;
    if (type.len < skip || strncasecmp((const char *)type.ptr, json, skip) != 0) {
        return false;
    }
    struct slice rest = slice_of(type.ptr + skip, type.len - skip);
    if (rest.len == 0) {
        return true;
    }
    if (rest.ptr[0] != ';') {
        return false;
    }
    do {
        rest.ptr++;
        rest.len--;
    } while (rest.len > 0 && rest.ptr[0] == ' ');
    return equals_word(rest, "charset=utf-8") || equals_word(rest, "charset=\"utf-8\"");
}

static enum media
media_of(struct slice type)
{
    unsigned media = 0;
    while (media < MEDIA_COUNT && !equals_word(type, media_type((enum media)media))) {
        media++;
    }
    return (enum media)media;
}

enum tnw_err
admit_check(const struct admit_request *request, struct admitted *out, const char **detail)
{
    memset(out, 0, sizeof *out);
    *detail = check_request_line(request, out);
    if (*detail == NULL) {
        *detail = check_headers(request, out);
    }
    if (*detail == NULL) {
        *detail = check_framing(out);
    }
    if (*detail == NULL) {
        *detail = check_meaning(out);
    }
    if (*detail != NULL) {
        return TNW_E_MALFORMED_REQUEST;
    }
    if (!slice_eq(request->method, slice_str("GET")) && is_foreign(out)) {
        *detail = "Sec-Fetch-Site or Origin names another site.";
        return TNW_E_CROSS_SITE;
    }
    out->media = out->has_body ? media_of(out->known[ADMIT_CONTENT_TYPE]) : MEDIA_COUNT;
    if (out->has_body && out->media == MEDIA_COUNT && !is_json(out->known[ADMIT_CONTENT_TYPE])) {
        *detail = "A body needs Content-Type: application/json, or a file its own.";
        return TNW_E_UNSUPPORTED_MEDIA_TYPE;
    }
    return TNW_OK;
}
