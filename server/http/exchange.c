#include "http/exchange.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "http/admit.h"
#include "http/connection.h"
#include "http/file/file_reply.h"
#include "http/route.h"
#include "service/budget/budget.h"
#include "service/core/answer.h"
#include "service/core/caller/caller.h"
#include "service/core/op.h"
#include "service/process/sheet.h"

struct header_sink {
    struct admit_header headers[LIMIT_HEADERS_MAX + 1];
    size_t count;
};

static enum MHD_Result
take_header(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_len, const char *value, size_t value_len)
{
    (void)kind;
    struct header_sink *sink = cls;
    if (sink->count <= LIMIT_HEADERS_MAX) {
        sink->headers[sink->count].name = slice_of(name, name_len);
        sink->headers[sink->count].value = slice_of(value, value_len);
        sink->count++;
    }
    return MHD_YES;
}

void
exchange_refuse(struct request *request, enum tnw_err err, const char *detail, bool close)
{
    request->refused = true;
    request->close = request->close || close;
    request->connection->lingers = request->close;
    incoming_refuse(request->in, err, detail);
}

static enum tnw_err
admit_head(struct request *request, const char *method, const char *version, struct admitted *out, const char **detail)
{
    struct header_sink sink;
    sink.count = 0;
    (void)MHD_get_connection_values_n(request->mhd, MHD_HEADER_KIND, take_header, &sink);
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(request->mhd, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    struct admit_request parsed = {
        .method = slice_str(method),
        .target = slice_str(request->target),
        .version = slice_str(version),
        .headers = sink.headers,
        .header_count = sink.count,
        .head_size = info == NULL ? 0 : info->header_size,
    };
    return admit_check(&parsed, out, detail);
}

/* MHD ends each value with a NUL; NULL when the header is absent. */
static const char *
known_text(const struct admitted *admitted, enum admit_known header)
{
    return (const char *)admitted->known[header].ptr;
}

static void
fill_call(struct request *request, const struct admitted *admitted)
{
    struct incoming *in = request->in;
    in->target_path = admitted->path;
    in->role_text = known_text(admitted, ADMIT_ROLE);
    in->actor_text = known_text(admitted, ADMIT_ACTOR);
    in->for_text = known_text(admitted, ADMIT_FOR);
    in->purpose_text = known_text(admitted, ADMIT_PURPOSE);
    in->idempotency_key = known_text(admitted, ADMIT_IDEMPOTENCY_KEY);
    in->if_match = known_text(admitted, ADMIT_IF_MATCH);
}

static void
refuse_too_large(struct request *request)
{
    char detail[64] = "This operation takes no body.";
    if (request->in->op->body_max > 0) {
        snprintf(detail, sizeof detail, "At most %zu bytes.", request->in->op->body_max);
    }
    exchange_refuse(request, TNW_E_BODY_TOO_LARGE, detail, true);
}

/* A file has one of its types and says how long it is, all else is JSON. */
static void
check_body(struct request *request, const struct admitted *admitted)
{
    struct incoming *in = request->in;
    bool is_file = admitted->media != MEDIA_COUNT;
    in->media = admitted->media;
    in->file_size = in->op->streams ? admitted->content_length : 0;
    if (admitted->content_length > in->op->body_max || (admitted->has_body && in->op->body_max == 0)) {
        refuse_too_large(request);
    } else if (in->op->streams && admitted->content_length == 0) {
        exchange_refuse(request, TNW_E_INVALID_HEADER, "A file needs Content-Length, and is not empty.", true);
    } else if (admitted->has_body && is_file != in->op->streams) {
        exchange_refuse(request, TNW_E_UNSUPPORTED_MEDIA_TYPE,
                        is_file ? "This operation takes application/json."
                                : "An attachment is application/pdf, image/jpeg or image/png.",
                        true);
    }
}

static void
find_route(struct request *request, const char *method, const struct admitted *admitted)
{
    struct incoming *in = request->in;
    struct route_match match;
    enum tnw_err err = route_find(slice_str(method), admitted->path, &match);
    in->op = match.op;
    if (err != TNW_OK) {
        memcpy(request->allow, match.allow, sizeof request->allow);
        exchange_refuse(request, err, err == TNW_E_NOT_FOUND ? "There is no such resource." : "See the header Allow.",
                        false);
        return;
    }
    in->method = match.op->method;
    memcpy(in->path_id, match.path_id, sizeof in->path_id);
    in->path_seq = match.path_seq;
    in->path_rest = match.path_rest;
    memcpy(request->query, admitted->query.len == 0 ? "" : (const char *)admitted->query.ptr, admitted->query.len);
    char detail[128];
    err = route_query(in->op, request->query, in->query, detail);
    if (err != TNW_OK) {
        exchange_refuse(request, err, detail, false);
    } else {
        check_body(request, admitted);
    }
}

/* Who asks more than their share is told so before the body is read, and before anything is queued. Nobody is kept from
 * a withdrawal or the like by others of their address. */
static void
charge(struct request *request)
{
    struct incoming *in = request->in;
    struct budget *budget = request->call->world->budget;
    if (budget == NULL) {
        return;
    }
    const struct budget_purse purse = {
        .identity = &in->peer.identity_index,
        .address = in->op != NULL && in->op->spares_room ? NULL : &request->connection->address,
        .stranger = !budget_knows(budget, &in->peer.identity_index) && caller_is_stranger(request->call),
    };
    enum op_cost cost = in->op == NULL ? COST_READ : in->op->cost;
    int wait_s = budget_take(budget, &purse, cost, clock_monotonic_ms());
    if (wait_s > 0) {
        in->refusal_wait_s = wait_s;
        exchange_refuse(request, TNW_E_RATE_LIMITED, "You ask more than your share for now: see Retry-After.", false);
    }
}

static void
fill_peer(struct request *request)
{
    struct incoming *in = request->in;
    in->peer = request->connection->member.peer;
    in->memo = &request->connection->memo;
    in->target_path = slice_str(request->target);
    in->may_wait = !atomic_load(&request->http->draining);
}

static void
take_head(struct request *request, const char *method, const char *version)
{
    enum tnw_err err = connection_recheck(request->connection);
    if (err != TNW_OK) {
        exchange_refuse(request, err, "Your certificate is no longer accepted.", true);
        return;
    }
    struct admitted admitted;
    const char *detail = NULL;
    err = admit_head(request, method, version, &admitted, &detail);
    if (err != TNW_OK) {
        exchange_refuse(request, err, detail, true);
        return;
    }
    fill_call(request, &admitted);
    find_route(request, method, &admitted);
}

bool
exchange_take_head(struct request *request, const char *method, const char *version)
{
    request->call = call_new(request->http->front.world, &request->connection->ids, &request->in);
    if (request->call == NULL) {
        return false;
    }
    fill_peer(request);
    take_head(request, method, version);
    charge(request);
    return true;
}

bool
exchange_take_body(struct request *request, const char *part, size_t len)
{
    request->received += len;
    if (!request->refused) {
        size_t max = request->in->op->body_max;
        if (request->received > max) {
            refuse_too_large(request);
            buf_free(&request->body);
        } else {
            buf_put(&request->body, part, len);
        }
    }
    return request->received <= 2 * LIMIT_BODY_MAX;
}

int64_t
exchange_stream_ms(uint64_t size)
{
    return (int64_t)(size * 1000 / LIMIT_STREAM_BYTES_S);
}

static const struct {
    const char *name;
    const char *value;
} fixed_headers[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Strict-Transport-Security", "max-age=31536000"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};

#define POLICY "default-src 'none'; style-src 'sha256-" SHEET_STYLE_SHA256 "'; frame-ancestors 'none'"
/* The page is made of its own files alone, and writes no markup: what others typed can only be text in it. */
#define POLICY_PAGE                                                                                                    \
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " \
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "                               \
    "require-trusted-types-for 'script'; trusted-types tnw"
/* Where a browser shows a file nevertheless, nothing in it runs. */
#define POLICY_FILE "default-src 'none'; frame-ancestors 'none'; sandbox"

static bool
add_header(struct MHD_Response *response, const char *name, const char *value)
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
        ok = ok && add_header(response, "ETag", etag);
    }
    if (reply->location[0] != '\0') {
        ok = ok && add_header(response, "Location", reply->location);
    }
    if (reply->retry_after > 0) {
        char seconds[16];
        snprintf(seconds, sizeof seconds, "%d", reply->retry_after);
        ok = ok && add_header(response, "Retry-After", seconds);
    }
    if (reply->status == MHD_HTTP_METHOD_NOT_ALLOWED) {
        ok = ok && add_header(response, "Allow", request->allow);
    }
    if (reply->next > 0) {
        char next[24];
        snprintf(next, sizeof next, "%" PRIu64, reply->next);
        ok = ok && add_header(response, "TNW-Next", next);
    }
    if (reply->compressed) {
        ok = ok && add_header(response, "Content-Encoding", "gzip");
    }
    if (reply->file.size > 0) {
        char disposition[FILE_REPLY_DISPOSITION];
        file_reply_disposition(disposition, reply->file.name);
        ok = ok && add_header(response, "Content-Disposition", disposition) &&
             add_header(response, "TNW-Salt", reply->file.salt);
    }
    if (reply->body.len > 0 || reply->file.size > 0) {
        ok = ok && add_header(response, "Content-Type", reply->type == NULL ? "application/json" : reply->type);
    }
    if (request->close || atomic_load(&request->http->draining)) {
        ok = ok && add_header(response, "Connection", "close");
    }
    return ok;
}

static const char *
policy_of(const struct reply *reply)
{
    return reply->page ? POLICY_PAGE : reply->file.size > 0 ? POLICY_FILE : POLICY;
}

static bool
add_headers(struct MHD_Response *response, const struct request *request)
{
    char id[ID_TEXT];
    const struct reply *reply = &request->call->reply;
    id_format(id, ID_REQUEST, &request->call->in->request);
    static const char *const keep[] = {[KEEP_NOT] = "no-store",
                                       [KEEP_AN_HOUR] = "private, max-age=3600",
                                       [KEEP_FOR_EVER] = "private, max-age=31536000, immutable"};
    bool ok = add_header(response, "TNW-Request", id) && add_header(response, "Cache-Control", keep[reply->keep]);
    ok = ok && add_header(response, "Content-Security-Policy", policy_of(reply));
    if (reply->page) {
        ok = ok && add_header(response, "Cross-Origin-Opener-Policy", "same-origin");
        ok = ok && add_header(response, "Referrer-Policy", "no-referrer");
    }
    for (size_t i = 0; i < sizeof fixed_headers / sizeof fixed_headers[0]; i++) {
        ok = ok && add_header(response, fixed_headers[i].name, fixed_headers[i].value);
    }
    return ok && add_optional(response, request);
}

/* libmicrohttpd sends head and body as two TLS records, so two packets. A small reply is held back until both are
 * there; request_end lets it go. Not when the connection closes after it: then the goodbye would overtake it. */
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
exchange_send(struct request *request)
{
    struct call *call = request->call;
    if (call->reply.status == 0) {
        log_bug(request->http->front.world->log, "no_reply", "operation=%s",
                call->in->op == NULL ? "none" : call->in->op->name);
        answer_failure(call, TNW_E_INTERNAL);
    }
    int64_t ms = LIMIT_REPLY_MS + exchange_stream_ms(call->reply.file.size);
    atomic_store(&request->connection->member.deadline, deadline_after(clock_monotonic_ms(), ms));
    struct MHD_Response *response = file_reply_or_body(call);
    if (response == NULL) {
        return MHD_NO;
    }
    enum MHD_Result result = MHD_NO;
    if (add_headers(response, request)) {
        hold_back(request);
        result = MHD_queue_response(request->mhd, (unsigned)call->reply.status, response);
        metrics_count_reply(&request->http->front.metrics, call);
    }
    MHD_destroy_response(response);
    return result;
}
