#include "service/core/problem.h"

#include <stdarg.h>
#include <stdio.h>

#include "json/write.h"

static const char *
type_of(const struct tnw_error_info *info, char out[96])
{
    (void)snprintf(out, 96, "urn:tnw:error:%s", info->code);
    return out;
}

/* Whether the caller should come back by itself, and after how many seconds. */
static int
retry_after(enum tnw_err err)
{
    switch (err) {
    case TNW_E_NOT_SEALED_YET:
        return 1;
    case TNW_E_RATE_LIMITED:
    case TNW_E_UNAVAILABLE:
    case TNW_E_AUDIT_UNAVAILABLE:
        return 2;
    case TNW_E_STORAGE_FULL:
        return 60;
    default:
        return 0;
    }
}

void
problem_reply(struct call *call, enum tnw_err err)
{
    const struct tnw_error_info *info = tnw_error_info(err);
    if (info->status == 0) {
        log_bug(call->world->log, "local_error_on_the_wire", "code=%s", info->code);
        info = tnw_error_info(TNW_E_INTERNAL);
    }
    char type[96];
    const char *allow = call->reply.allow;
    buf_free(&call->reply.body);
    call->reply =
        (struct reply){.status = info->status, .problem = true, .retry_after = retry_after(err), .allow = allow};
    struct json_writer jw = json_writer(&call->reply.body);
    jw_open(&jw, NULL);
    jw_str(&jw, "type", type_of(info, type));
    jw_str(&jw, "title", info->title);
    jw_int(&jw, "status", info->status);
    jw_str(&jw, "detail", call->detail[0] == 0 ? info->title : call->detail);
    jw_str(&jw, "hint", info->hint);
    jw_str(&jw, "code", info->code);
    jw_id(&jw, "request_id", ID_REQUEST, &call->request);
    /* Who may not call learns nothing of how the body should look. */
    if (err == TNW_E_INVALID_BODY && call->problem_errors.len > 0 && call->problem_errors.err == TNW_OK) {
        jw_open_list(&jw, "errors");
        jw_raw(&jw, NULL, buf_slice(&call->problem_errors));
        jw_close_list(&jw);
    }
    jw_close(&jw);
    if (call->reply.body.err != TNW_OK) {
        buf_free(&call->reply.body); /* no memory for words: the status says it alone */
    }
}

enum tnw_err
problem(struct call *call, enum tnw_err err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    (void)vsnprintf(call->detail, sizeof call->detail, format, args);
    va_end(args);
    return err;
}

enum tnw_err
problem_at(struct call *call, const char *pointer, const char *code, const char *detail)
{
    if (call->problem_errors.len > 0) {
        buf_put_u8(&call->problem_errors, ',');
    }
    struct json_writer jw = json_writer(&call->problem_errors);
    jw_open(&jw, NULL);
    jw_str(&jw, "pointer", pointer);
    jw_str(&jw, "code", code);
    jw_str(&jw, "detail", detail);
    jw_close(&jw);
    return TNW_E_INVALID_BODY;
}
