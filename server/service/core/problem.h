/*
 * Refusals: RFC 9457 problem documents from the error registry.
 */
#ifndef TNW_SERVICE_CORE_PROBLEM_H
#define TNW_SERVICE_CORE_PROBLEM_H

#include "service/core/call.h"

/* Makes the reply the problem document of that error, with call->detail and call->problem_errors. */
void problem_reply(struct call *call, enum tnw_err err);

/* Sets call->detail and returns err: `return problem(call, TNW_E_CONFLICT, "…")`. No personal data in it. */
enum tnw_err problem(struct call *call, enum tnw_err err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* An element of errors[] for a body that fits its schema but not the rest; returns INVALID_BODY. detail: static text. */
enum tnw_err problem_at(struct call *call, const char *pointer, const char *code, const char *detail);

#endif
