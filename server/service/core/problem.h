/*
 * Why a call is refused, in words: the detail and errors[] of its problem document.
 */
#ifndef TNW_SERVICE_CORE_PROBLEM_H
#define TNW_SERVICE_CORE_PROBLEM_H

#include "rules/breach.h"
#include "service/core/call.h"

/* Sets the detail and returns err: `return problem(call, TNW_E_CONFLICT, "…")`. No personal data in it. */
enum tnw_err problem(struct call *call, enum tnw_err err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* An element of errors[] for a body that fits its schema but not the rest; returns INVALID_BODY. detail: static text. */
enum tnw_err problem_at(struct call *call, const char *pointer, const char *code, const char *detail);

/* The same from what a rule found, its pointer behind the prefix; TNW_OK when nothing breaks it. */
TNW_MUST_CHECK enum tnw_err problem_breach(struct call *call, const char *prefix, struct breach breach);

/* The two for a fault that is told later. */
enum tnw_err fault_at(struct fault *fault, const char *pointer, const char *code, const char *detail);
TNW_MUST_CHECK enum tnw_err fault_breach(struct fault *fault, const char *prefix, struct breach breach);

/* Tells what was found wrong before the run; returns its error, TNW_OK when nothing was. */
enum tnw_err problem_tell(struct call *call, const struct fault *fault);

#endif
