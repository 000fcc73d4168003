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
fault_at(struct fault *fault, const char *pointer, const char *code, const char *detail)
{
    if (fault->errors.len > 0) {
        buf_put_u8(&fault->errors, ',');
    }
    struct json_writer jw = json_writer(&fault->errors);
    jw_open(&jw, NULL);
    jw_str(&jw, "pointer", pointer);
    jw_str(&jw, "code", code);
    jw_str(&jw, "detail", detail);
    jw_close(&jw);
    return TNW_E_INVALID_BODY;
}

enum tnw_err
fault_breach(struct fault *fault, const char *prefix, struct breach breach)
{
    char pointer[64];
    if (breach.pointer == NULL) {
        return TNW_OK;
    }
    (void)snprintf(pointer, sizeof pointer, "%s%s", prefix, breach.pointer);
    return fault_at(fault, pointer, "rule", breach.text);
}

enum tnw_err
problem_at(struct call *call, const char *pointer, const char *code, const char *detail)
{
    return fault_at(&call->found.fault, pointer, code, detail);
}

enum tnw_err
problem_breach(struct call *call, const char *prefix, struct breach breach)
{
    return fault_breach(&call->found.fault, prefix, breach);
}

enum tnw_err
problem_tell(struct call *call, const struct fault *fault)
{
    buf_put_slice(&call->found.fault.errors, buf_slice(&fault->errors));
    return problem(call, fault->err, "%s", fault->detail);
}
