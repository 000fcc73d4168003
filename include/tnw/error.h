/*
 * Errors: server and client speak of the same failure by the same name. One registry holds their stable codes, HTTP
 * statuses and texts; the API documentation is held against it.
 */
#ifndef TNW_ERROR_H
#define TNW_ERROR_H

#ifdef __cplusplus
extern "C" {
#endif

#define TNW_MUST_CHECK __attribute__((warn_unused_result))

/* Grouped by class: what the caller can do about it. The registry's rows, without which this does not build, stand in
 * server/base/error.c. */
enum tnw_err {
    TNW_OK = 0,

    /* INPUT: the request is wrong; change it */
    TNW_E_MALFORMED_REQUEST,
    TNW_E_INVALID_HEADER,
    TNW_E_INVALID_JSON,
    TNW_E_INVALID_PARAMETER,
    TNW_E_ROLE_REQUIRED,
    TNW_E_ACTOR_REQUIRED,
    TNW_E_ACTING_ROLE,
    TNW_E_INVALID_BODY,
    TNW_E_EVIDENCE_REQUIRED,
    TNW_E_IDEMPOTENCY_MISMATCH,
    TNW_E_BODY_TOO_LARGE,
    TNW_E_UNSUPPORTED_MEDIA_TYPE,
    TNW_E_PRECONDITION_REQUIRED,
    TNW_E_METHOD_NOT_ALLOWED,

    /* DENY: understood, and refused */
    TNW_E_CERTIFICATE_REVOKED,
    TNW_E_CERTIFICATE_EXPIRED,
    TNW_E_CERTIFICATE_REFUSED,
    TNW_E_ACTOR_UNKNOWN,
    TNW_E_ACTOR_DISABLED,
    TNW_E_ROLE_NOT_HELD,
    TNW_E_ROLE_NOT_ALLOWED,
    TNW_E_ACTING_NOT_ALLOWED,
    TNW_E_CONSENT_REQUIRED,
    TNW_E_CATEGORY_NOT_FOR_ROLE,
    TNW_E_NOT_AUTHOR,
    TNW_E_WITHDRAWN_BY_PATIENT,
    TNW_E_CROSS_SITE,
    TNW_E_NOT_FOUND,

    /* STATE: true a moment ago, not any more; look again */
    TNW_E_DOSSIER_CLOSED,
    TNW_E_DOSSIER_READ_ONLY,
    TNW_E_THREAD_CLOSED,
    TNW_E_CONFLICT,
    TNW_E_VERSION_CONFLICT,

    /* SERVER: not the caller's fault; try again later */
    TNW_E_RATE_LIMITED,
    TNW_E_QUOTA_EXCEEDED,
    TNW_E_INTERNAL,
    TNW_E_UNAVAILABLE,
    TNW_E_NOT_SEALED_YET,
    TNW_E_AUDIT_UNAVAILABLE,
    TNW_E_STORAGE_FULL,

    /* LOCAL: never left this machine (client library, command line) */
    TNW_E_USAGE,
    TNW_E_CONFIGURATION,
    TNW_E_NO_MEMORY,
    TNW_E_IO,
    TNW_E_CRYPTO,
    TNW_E_CORRUPT,
    TNW_E_CONNECT,
    TNW_E_TLS_SERVER,
    TNW_E_TLS_REFUSED,
    TNW_E_TIMEOUT,
    TNW_E_PROTOCOL,

    TNW_E_COUNT
};

enum tnw_err_class {
    TNW_CLASS_NONE,
    TNW_CLASS_INPUT,
    TNW_CLASS_DENY,
    TNW_CLASS_STATE,
    TNW_CLASS_SERVER,
    TNW_CLASS_LOCAL
};

/* What the registry knows of one error. All strings are static. */
struct tnw_error_info {
    const char *code;
    const char *title;
    const char *hint;
    int status; /* HTTP status; 0 when it never crosses the wire */
    enum tnw_err_class class_;
};

/* Returns the registry's row; never NULL (an unknown number gives the row of TNW_E_INTERNAL, TNW_OK a row "ok",
 * 200). */
const struct tnw_error_info *tnw_error_info(enum tnw_err err);

/* Returns the error with that stable code, or TNW_E_PROTOCOL when no such code is known. In: code, NUL-terminated. */
enum tnw_err tnw_error_from_code(const char *code);

#ifdef __cplusplus
}
#endif
#endif
