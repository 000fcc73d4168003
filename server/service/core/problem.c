#include "service/core/problem.h"

#include <stdarg.h>
#include <stdio.h>

#include "json/write.h"

enum tnw_err
problem(struct call *call, enum tnw_err err, const char *format, ...)
{
    char *detail = call->found.fault.detail;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(detail, sizeof call->found.fault.detail, format, args);
    va_end(args);
    return err;
}

enum tnw_err
problem_at(struct call *call, const char *pointer, const char *code, const char *detail)
{
    struct buf *errors = &call->found.fault.errors;
    if (errors->len > 0) {
        buf_put_u8(errors, ',');
    }
    struct json_writer jw = json_writer(errors);
    jw_open(&jw, NULL);
    jw_str(&jw, "pointer", pointer);
    jw_str(&jw, "code", code);
    jw_str(&jw, "detail", detail);
    jw_close(&jw);
    return TNW_E_INVALID_BODY;
}

enum tnw_err
problem_tell(struct call *call, const struct fault *fault)
{
    buf_put_slice(&call->found.fault.errors, buf_slice(&fault->errors));
    return problem(call, fault->err, "%s", fault->detail);
}
