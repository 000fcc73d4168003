#include "http/submit.h"

#include "service/core/answer.h"
#include "service/core/op.h"

/* Ledger thread: what the call did is durable, or did not happen. After the resume the request is the worker's. */
static void
call_done(struct ledger_job *job, enum tnw_err outcome)
{
    struct call *call = (struct call *)(void *)job;
    struct request *request = call->sender;
    if (outcome != TNW_OK) {
        /* A write found no room; a read only had no room for its record. */
        bool full = outcome == TNW_E_STORAGE_FULL && call->in->op != NULL && call->in->op->kind == OP_WRITE;
        answer_failure(call, full ? TNW_E_STORAGE_FULL : TNW_E_AUDIT_UNAVAILABLE);
    } else if (call->found.notified.len > 0) {
        longpoll_announce(&request->http->polls, buf_slice(&call->found.notified));
    }
    MHD_resume_connection(request->mhd);
}

enum MHD_Result
submit_call(struct request *request, enum request_state then)
{
    request->call->sender = request;
    request->call->job.done = call_done;
    request->state = then;
    MHD_suspend_connection(request->mhd);
    enum tnw_err err = ledger_submit(request->http->ledger, &request->call->job);
    if (err != TNW_OK) {
        answer_failure(request->call, err);
        MHD_resume_connection(request->mhd);
    }
    return MHD_YES;
}
