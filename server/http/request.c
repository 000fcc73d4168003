#include "http/request.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "http/exchange.h"
#include "http/file/file_request.h"
#include "http/submit.h"
#include "service/core/answer.h"
#include "service/core/dispatch.h"
#include "service/core/op.h"

static void
set_deadline(struct request *request, int64_t ms)
{
    atomic_store(&request->connection->member.deadline, deadline_after(clock_monotonic_ms(), ms));
}

void *
request_begin(void *cls, const char *uri, struct MHD_Connection *mhd)
{
    struct http *http = cls;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct connection *connection = info == NULL ? NULL : info->socket_context;
    struct request *request = connection == NULL ? NULL : calloc(1, sizeof *request);
    if (request == NULL) {
        return NULL;
    }
    request->http = http;
    request->connection = connection;
    request->mhd = mhd;
    memcpy(request->target, uri, strnlen(uri, sizeof request->target - 1));
    atomic_fetch_add(&http->active, 1);
    atomic_store(&connection->member.busy, true);
    set_deadline(request, LIMIT_REQUEST_MS);
    return request;
}

/* libmicrohttpd corks the socket before its first reply, for good, and pushes each reply before ours is there: so the
 * cork comes off, once. A reply that does not fit into the socket's empty buffer at once belongs to a peer that does
 * not read. */
static void
let_go(struct request *request)
{
    int fd = request->connection->member.fd;
    int off = 0;
    gnutls_session_t session = request->connection->session;
    if (gnutls_record_uncork(session, 0) < 0 || gnutls_record_check_corked(session) > 0 ||
        (!request->connection->uncorked && setsockopt(fd, IPPROTO_TCP, TCP_CORK, &off, sizeof off) != 0)) {
        (void)shutdown(fd, SHUT_RDWR);
    }
    request->connection->uncorked = true;
}

static void
forget_call(struct ledger_job *job, enum tnw_err outcome)
{
    (void)outcome;
    struct call *call = (struct call *)(void *)job;
    call_free(&call);
}

/* A head that libmicrohttpd cannot parse it answers by itself, with an error page that holds nothing. The record then
 * comes after the answer: better than none. */
static void
record_unheard(const struct request *request)
{
    struct incoming *in;
    struct call *call = call_new(request->http->front.world, NULL, &in);
    if (call == NULL) {
        return;
    }
    in->peer = request->connection->member.peer;
    incoming_refuse(in, TNW_E_MALFORMED_REQUEST, "");
    call->job.execute = dispatch_execute;
    call->job.done = forget_call;
    if (ledger_submit(request->http->ledger, &call->job) != TNW_OK) {
        call_free(&call);
    }
}

void
request_end(void *cls, struct MHD_Connection *mhd, void **context, enum MHD_RequestTerminationCode why)
{
    (void)cls;
    (void)mhd;
    struct request *request = *context;
    if (request == NULL) {
        return;
    }
    if (request->held_back && why == MHD_REQUEST_TERMINATED_COMPLETED_OK) {
        let_go(request);
    }
    if (request->state == REQUEST_FRESH && atomic_load(&request->connection->member.verified) &&
        why == MHD_REQUEST_TERMINATED_WITH_ERROR) {
        record_unheard(request);
    }
    set_deadline(request, LIMIT_IDLE_MS);
    atomic_fetch_sub(&request->http->active, 1);
    atomic_store(&request->connection->member.busy, false);
    file_request_end(request);
    call_free(&request->call);
    buf_free(&request->body);
    bytes_wipe(request, sizeof *request);
    free(request);
    *context = NULL;
}

static void
wake_poll(struct longpoll_waiter *waiter, enum longpoll_end end)
{
    struct request *request = (struct request *)(void *)((char *)waiter - offsetof(struct request, waiter));
    if (end == LONGPOLL_TIME) {
        request->in->may_wait = false;
    } else if (end == LONGPOLL_GONE) {
        request->state = REQUEST_GONE;
    }
    MHD_resume_connection(request->mhd);
}

static enum MHD_Result
wait_for_event(struct request *request)
{
    if (request->wait_until == 0) {
        request->wait_until = deadline_after(clock_monotonic_ms(), (int64_t)request->call->found.wait_s * 1000);
    }
    request->waiter = (struct longpoll_waiter){
        .actor = request->call->found.actor,
        .person = request->connection->member.peer.identity_index,
        .until = request->wait_until,
        .fd = request->connection->member.fd,
        .wake = wake_poll,
    };
    request->state = REQUEST_RUN;
    MHD_suspend_connection(request->mhd);
    enum longpoll_outcome outcome = longpoll_wait(&request->http->polls, &request->waiter, request->mark);
    if (outcome == LONGPOLL_WAITS) {
        return MHD_YES; /* from here on the request may already be another thread's */
    }
    if (outcome == LONGPOLL_CLOSED) {
        request->in->may_wait = false;
    } else if (outcome == LONGPOLL_CROWDED) {
        call_reset(request->call);
        exchange_refuse(request, TNW_E_RATE_LIMITED, "So many requests of yours wait for an event already.", false);
    }
    MHD_resume_connection(request->mhd);
    return MHD_YES;
}

static enum MHD_Result
begin_call(struct request *request)
{
    switch (dispatch_begin(request->call)) {
    case CALL_SUBMIT:
        return submit_call(request, REQUEST_READY);
    case CALL_WAIT:
        return wait_for_event(request);
    case CALL_SEND:
        break;
    }
    request->state = REQUEST_SENT;
    return exchange_send(request);
}

/* Ledger thread. */
static void
call_settled(struct ledger_job *job, enum tnw_err outcome)
{
    struct request *request = (struct request *)(void *)((char *)job - offsetof(struct request, settle));
    if (outcome != TNW_OK) {
        request->state = REQUEST_READY;
        answer_failure(request->call, TNW_E_AUDIT_UNAVAILABLE);
    }
    MHD_resume_connection(request->mhd);
}

static enum MHD_Result
settle_first(struct request *request)
{
    request->settle = (struct ledger_job){.waits = true, .done = call_settled};
    request->state = REQUEST_LOOK;
    MHD_suspend_connection(request->mhd);
    enum tnw_err err = ledger_submit(request->http->ledger, &request->settle);
    if (err != TNW_OK) {
        request->state = REQUEST_READY;
        answer_failure(request->call, err);
        MHD_resume_connection(request->mhd);
    }
    return MHD_YES;
}

static void
wake_braked(struct brake_waiter *waiter)
{
    struct request *request = (struct request *)(void *)((char *)waiter - offsetof(struct request, brake));
    MHD_resume_connection(request->mhd);
}

static enum MHD_Result
brake_first(struct request *request)
{
    request->brake.wake = wake_braked;
    request->state = REQUEST_LOOK;
    MHD_suspend_connection(request->mhd);
    brake_hold(&request->http->brake, &request->brake, clock_monotonic_ms());
    return MHD_YES;
}

static enum MHD_Result
run_request(struct request *request)
{
    atomic_store(&request->connection->member.deadline, DEADLINE_NONE);
    if (request->in->refusal_wait_s > 0) {
        return brake_first(request);
    }
    /* Before the question whether snapshots show all: an event between the two must not count as seen. */
    request->mark = longpoll_mark(&request->http->polls);
    if (dispatch_needs_settled(request->call) && !ledger_is_settled(request->http->ledger)) {
        return settle_first(request);
    }
    return begin_call(request);
}

/* After a wait the certificate may have been revoked meanwhile. */
static enum MHD_Result
run_request_again(struct request *request)
{
    enum tnw_err err = connection_recheck(request->connection);
    if (err != TNW_OK) {
        call_reset(request->call); /* the empty answer of the look before */
        exchange_refuse(request, err, "Your certificate is no longer accepted.", true);
    }
    return run_request(request);
}

/* MHD can answer before the body only to POST and PUT (it then ends the connection); with other methods it would wait
 * for a body that nobody takes. Without a body, the usual way keeps the connection. */
static bool
can_answer_early(struct request *request, const char *method)
{
    bool has_body =
        MHD_lookup_connection_value(request->mhd, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH) != NULL ||
        MHD_lookup_connection_value(request->mhd, MHD_HEADER_KIND, MHD_HTTP_HEADER_TRANSFER_ENCODING) != NULL;
    return has_body && (strcmp(method, "POST") == 0 || strcmp(method, "PUT") == 0);
}

static enum MHD_Result
start_request(struct request *request, const char *method, const char *version)
{
    if (!exchange_take_head(request, method, version)) {
        return MHD_NO;
    }
    if (request->refused && can_answer_early(request, method)) {
        return run_request(request);
    }
    if (!request->refused && request->in->op->streams) {
        return file_request_begin(request);
    }
    request->state = REQUEST_BODY;
    return MHD_YES;
}

static enum MHD_Result
take_body(struct request *request, const char *upload, size_t *upload_size)
{
    if (*upload_size > 0) {
        bool ok = exchange_take_body(request, upload, *upload_size);
        *upload_size = 0;
        return ok ? MHD_YES : MHD_NO;
    }
    if (request->body.err != TNW_OK) {
        return MHD_NO;
    }
    request->in->body_text = buf_slice(&request->body);
    return run_request(request);
}

enum MHD_Result
request_handle(void *cls, struct MHD_Connection *mhd, const char *url, const char *method, const char *version,
               const char *upload, size_t *upload_size, void **context)
{
    (void)cls;
    (void)mhd;
    (void)url;
    struct request *request = *context;
    /* The handshake lets nobody in without a certificate; this is the second lock on the same door. */
    if (request == NULL || !atomic_load(&request->connection->member.verified)) {
        return MHD_NO;
    }
    switch (request->state) {
    case REQUEST_FRESH:
        return start_request(request, method, version);
    case REQUEST_BODY:
        return take_body(request, upload, upload_size);
    case REQUEST_HEAD:
        return file_request_head(request);
    case REQUEST_FILE:
        return file_request_take(request, upload, upload_size);
    case REQUEST_RUN:
        return run_request_again(request);
    case REQUEST_LOOK:
        return begin_call(request);
    case REQUEST_READY:
        request->state = REQUEST_SENT;
        return exchange_send(request);
    case REQUEST_SENT:
    case REQUEST_GONE:
        break;
    }
    return MHD_NO;
}
