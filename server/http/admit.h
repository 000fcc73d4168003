/*
 * Which HTTP requests are let in at all: pure rules over what the parser saw. libmicrohttpd forgives much; this does
 * not. Every refusal also ends the connection, since after a doubtful request nobody knows where the next one begins.
 */
#ifndef TNW_HTTP_ADMIT_H
#define TNW_HTTP_ADMIT_H

#include "base/bytes.h"
#include "base/domain/media.h"

struct admit_header {
    struct slice name;
    struct slice value;
};

/* As received: nothing decoded, nothing normalised. */
struct admit_request {
    struct slice method;
    struct slice target;
    struct slice version;
    const struct admit_header *headers;
    size_t header_count;
    size_t head_size; /* bytes from the method to the end of the blank line after the headers */
};

/* The headers that mean something here; each at most once. */
enum admit_known {
    ADMIT_HOST,
    ADMIT_CONTENT_LENGTH,
    ADMIT_TRANSFER_ENCODING,
    ADMIT_CONTENT_TYPE,
    ADMIT_EXPECT,
    ADMIT_UPGRADE,
    ADMIT_ORIGIN,
    ADMIT_SEC_FETCH_SITE,
    ADMIT_ROLE,
    ADMIT_ACTOR,
    ADMIT_FOR,
    ADMIT_PURPOSE,
    ADMIT_IDEMPOTENCY_KEY,
    ADMIT_IF_MATCH,
    ADMIT_KNOWN
};

/* What came of it; slices point into the request. An absent header has a NULL ptr. */
struct admitted {
    struct slice path;
    struct slice query; /* after the '?'; empty when there is none */
    bool has_body;
    uint64_t content_length; /* 0 when the body is chunked */
    enum media media;        /* of a body that is a file; MEDIA_COUNT: it is JSON, or there is none */
    struct slice known[ADMIT_KNOWN];
};

/* detail: a static English text for the answer. Errors: MALFORMED_REQUEST, CROSS_SITE, UNSUPPORTED_MEDIA_TYPE. */
TNW_MUST_CHECK enum tnw_err admit_check(const struct admit_request *request, struct admitted *out, const char **detail);

#endif
