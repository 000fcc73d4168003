#include "http/file/file_request.h"

#include "http/exchange.h"
#include "http/submit.h"
#include "service/attachment/upload.h"
#include "service/core/answer.h"
#include "service/core/dispatch.h"

/* Who may not send it is told so before its first byte is taken. */
enum MHD_Result
file_request_begin(struct request *request)
{
    atomic_store(&request->connection->member.deadline, DEADLINE_NONE);
    request->call->stage = STAGE_HEAD;
    (void)dispatch_begin(request->call); /* a write: always the ledger's */
    return submit_call(request, REQUEST_HEAD);
}

/* The whole has its time, and each chunk: who trickles is gone with who stalls. */
static void
set_file_deadline(struct request *request)
{
    int64_t next = deadline_after(clock_monotonic_ms(), LIMIT_REQUEST_MS);
    atomic_store(&request->connection->member.deadline, next < request->file_until ? next : request->file_until);
}

enum MHD_Result
file_request_head(struct request *request)
{
    struct call *call = request->call;
    if (answer_is_awaiting(call) && upload_begin(call) != TNW_OK) {
        answer_failure(call, TNW_E_UNAVAILABLE);
    }
    if (!answer_is_awaiting(call)) {
        request->state = REQUEST_SENT;
        request->close = true;
        request->connection->lingers = true;
        return exchange_send(request);
    }
    int64_t ms = LIMIT_REQUEST_MS + exchange_stream_ms(call->in->file_size);
    request->file_until = deadline_after(clock_monotonic_ms(), ms);
    set_file_deadline(request);
    request->state = REQUEST_FILE;
    return MHD_YES;
}

/* Ledger thread. */
static void
chunk_done(struct ledger_job *job, enum tnw_err outcome)
{
    struct upload *upload = (struct upload *)(void *)job;
    struct request *request = upload->owner;
    upload_stored(upload, outcome);
    set_file_deadline(request);
    MHD_resume_connection(request->mhd);
}

/* Nothing more is taken from the peer until it is durable. */
static enum MHD_Result
store_chunk_first(struct request *request)
{
    struct upload *upload = request->call->upload;
    upload_store(upload);
    upload->owner = request;
    upload->job.done = chunk_done;
    MHD_suspend_connection(request->mhd);
    enum tnw_err err = ledger_submit(request->http->ledger, &upload->job);
    if (err != TNW_OK) {
        upload_stored(upload, err);
        MHD_resume_connection(request->mhd);
    }
    return MHD_YES;
}

enum MHD_Result
file_request_take(struct request *request, const char *bytes, size_t *len)
{
    struct upload *upload = request->call->upload;
    if (*len > 0 && !upload_has_chunk(upload)) {
        uint64_t chunks = upload->taken / LIMIT_ATTACHMENT_CHUNK;
        *len -= upload_take(upload, slice_of(bytes, *len));
        if (upload->taken / LIMIT_ATTACHMENT_CHUNK > chunks) {
            set_file_deadline(request);
        }
        return upload_has_chunk(upload) ? store_chunk_first(request) : MHD_YES;
    }
    if (upload_has_chunk(upload)) {
        return store_chunk_first(request);
    }
    atomic_store(&request->connection->member.deadline, DEADLINE_NONE);
    enum tnw_err err = connection_recheck(request->connection);
    if (err != TNW_OK) {
        exchange_refuse(request, err, "Your certificate is no longer accepted.", true);
    }
    upload_end(upload);
    request->call->stage = STAGE_END;
    return submit_call(request, REQUEST_READY);
}

void
file_request_end(struct request *request)
{
    if (request->call != NULL) {
        upload_abandon(request->http->ledger, request->call);
        upload_free(&request->call->upload);
    }
}
