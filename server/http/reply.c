#include "http/reply.h"

#include <inttypes.h>
#include <stdio.h>

static const struct {
    const char *name;
    const char *value;
} fixed_headers[] = {
    {"Cache-Control", "no-store"},
    {"X-Content-Type-Options", "nosniff"},
    {"Strict-Transport-Security", "max-age=31536000"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
};

static bool
add(struct MHD_Response *response, const char *name, const char *value)
{
    return MHD_add_response_header(response, name, value) == MHD_YES;
}

static bool
add_optional(struct MHD_Response *response, const struct request *request)
{
    const struct reply *reply = &request->call->reply;
    bool ok = true;
    if (reply->etag[0] != '\0') {
        char etag[sizeof reply->etag + 2];
        snprintf(etag, sizeof etag, "\"%s\"", reply->etag);
        ok = ok && add(response, "ETag", etag);
    }
    if (reply->location[0] != '\0') {
        ok = ok && add(response, "Location", reply->location);
    }
    if (reply->retry_after > 0) {
        char seconds[16];
        snprintf(seconds, sizeof seconds, "%d", reply->retry_after);
        ok = ok && add(response, "Retry-After", seconds);
    }
    if (reply->status == MHD_HTTP_METHOD_NOT_ALLOWED) {
        ok = ok && add(response, "Allow", request->allow);
    }
    if (reply->next > 0) {
        char next[24];
        snprintf(next, sizeof next, "%" PRIu64, reply->next);
        ok = ok && add(response, "TNW-Next", next);
    }
    if (reply->body.len > 0) {
        ok = ok && add(response, "Content-Type", reply->type == NULL ? "application/json" : reply->type);
    }
    if (request->close || atomic_load(&request->http->draining)) {
        ok = ok && add(response, "Connection", "close");
    }
    return ok;
}

static bool
add_headers(struct MHD_Response *response, const struct request *request)
{
    char id[ID_TEXT];
    id_format(id, ID_REQUEST, &request->call->in->request);
    bool ok = add(response, "TNW-Request", id);
    for (size_t i = 0; i < sizeof fixed_headers / sizeof fixed_headers[0]; i++) {
        ok = ok && add(response, fixed_headers[i].name, fixed_headers[i].value);
    }
    return ok && add_optional(response, request);
}

/* libmicrohttpd sends head and body as two TLS records, so two packets. A small reply is held back until both are there;
 * request_end lets it go. Not when the connection closes after it: then the goodbye would overtake it. */
static void
hold_back(struct request *request)
{
    const char *wish = MHD_lookup_connection_value(request->mhd, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONNECTION);
    bool closes = request->close || atomic_load(&request->http->draining) || wish != NULL;
    size_t len = request->call->reply.body.len;
    if (!closes && len > 0 && len <= LIMIT_HELD_REPLY) {
        gnutls_record_cork(request->connection->session);
        request->held_back = true;
    }
}

enum MHD_Result
reply_send(struct request *request)
{
    struct call *call = request->call;
    if (call->reply.status == 0) {
        log_bug(request->http->world->log, "no_reply", "operation=%s",
                call->in->op == NULL ? "none" : call->in->op->name);
        call_fail_reply(call, TNW_E_INTERNAL);
    }
    int64_t deadline = deadline_after(clock_monotonic_ms(), LIMIT_REPLY_MS);
    atomic_store(&request->connection->deadline, deadline);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(call->reply.body.len, call->reply.body.ptr, MHD_RESPMEM_PERSISTENT);
    if (response == NULL) {
        return MHD_NO;
    }
    enum MHD_Result result = MHD_NO;
    if (add_headers(response, request)) {
        hold_back(request);
        result = MHD_queue_response(request->mhd, (unsigned)call->reply.status, response);
        metrics_count_reply(&request->http->metrics, call->in->op, call->reply.status);
    }
    MHD_destroy_response(response);
    return result;
}
