#include "tnw/error.h"

#include <assert.h>
#include <string.h>

/* The registry. It is not in the header that all include, so that a better hint builds one file again and not all. */
#define REGISTRY(X)                                                                                                    \
    /* name, code, HTTP status, class, title, hint */                                                                  \
    X(MALFORMED_REQUEST, "malformed_request", 400, INPUT, "The HTTP request is not acceptable",                        \
      "Send one plain HTTP/1.1 request with an origin-form target and unambiguous framing.")                           \
    X(INVALID_HEADER, "invalid_header", 400, INPUT, "A request header has an invalid value",                           \
      "See detail for the header and what it takes.")                                                                  \
    X(INVALID_JSON, "invalid_json", 400, INPUT, "The body is not acceptable JSON",                                     \
      "Send one UTF-8 JSON object without duplicate keys, at most 32 levels deep.")                                    \
    X(INVALID_PARAMETER, "invalid_parameter", 400, INPUT, "A query parameter is invalid",                              \
      "See detail for the parameter and what it takes.")                                                               \
    X(ROLE_REQUIRED, "role_required", 400, INPUT, "Say in which role you act",                                         \
      "You hold several roles: name one in the header TNW-Role.")                                                      \
    X(ACTOR_REQUIRED, "actor_required", 400, INPUT, "Say as which actor you act",                                      \
      "Several of your registrations hold this role: name one in the header TNW-Actor.")                               \
    X(ACTING_ROLE, "acting_role", 400, INPUT, "Only a medewerker acts for somebody",                                   \
      "Leave out TNW-For, or act in the role medewerker.")                                                             \
    X(INVALID_BODY, "invalid_body", 422, INPUT, "The body does not fit its schema", "Mend what errors[] points at.")   \
    X(EVIDENCE_REQUIRED, "evidence_required", 422, INPUT, "A recorded consent needs its evidence",                     \
      "Only the patient consents without evidence: say in evidence how the patient agreed.")                           \
    X(IDEMPOTENCY_MISMATCH, "idempotency_mismatch", 422, INPUT, "This Idempotency-Key was used for another request",   \
      "Use a fresh key for a new request.")                                                                            \
    X(BODY_TOO_LARGE, "body_too_large", 413, INPUT, "The body is too large", "Send less; see detail for the limit.")   \
    X(UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", 415, INPUT, "The body is not of a type that this takes",       \
      "Send application/json; as an attachment a PDF, JPEG or PNG that is what its Content-Type says.")                \
    X(PRECONDITION_REQUIRED, "precondition_required", 428, INPUT, "A change needs If-Match",                           \
      "Read it first and send its ETag in If-Match.")                                                                  \
    X(METHOD_NOT_ALLOWED, "method_not_allowed", 405, INPUT, "This resource does not take that method",                 \
      "See the header Allow.")                                                                                         \
    X(CERTIFICATE_REVOKED, "certificate_revoked", 403, DENY, "Your certificate is revoked",                            \
      "Ask the issuer for a new certificate.")                                                                         \
    X(CERTIFICATE_EXPIRED, "certificate_expired", 403, DENY, "Your certificate has expired",                           \
      "Ask the issuer for a new certificate.")                                                                         \
    X(CERTIFICATE_REFUSED, "certificate_refused", 403, DENY, "Your certificate is not accepted",                       \
      "Use a personal or organisation client certificate of an accepted issuer.")                                      \
    X(ACTOR_UNKNOWN, "actor_unknown", 403, DENY, "You are not in the actor registry",                                  \
      "Your certificate is valid, but nobody registered you: ask the beheerder.")                                      \
    X(ACTOR_DISABLED, "actor_disabled", 403, DENY, "Your registration is disabled", "Ask the beheerder.")              \
    X(ROLE_NOT_HELD, "role_not_held", 403, DENY, "You do not hold this role",                                          \
      "GET /v1/me lists the roles that the registry gives you.")                                                       \
    X(ROLE_NOT_ALLOWED, "role_not_allowed", 403, DENY, "Your role may not do this",                                    \
      "Use a role for which this operation is meant.")                                                                 \
    X(ACTING_NOT_ALLOWED, "acting_not_allowed", 403, DENY, "You may not do this for somebody else",                    \
      "GET /v1/me lists for whom you may act; some things a doctor does in person.")                                   \
    X(CONSENT_REQUIRED, "consent_required", 403, DENY, "There is no ground for this access",                           \
      "The patient's consent gives it, unless it is never for your role: GET /v1/policy/explain tells.")               \
    X(CATEGORY_NOT_FOR_ROLE, "category_not_for_role", 403, DENY, "Your role never has access to this category",        \
      "No consent changes this; ask a doctor for what you need.")                                                      \
    X(NOT_AUTHOR, "not_author", 403, DENY, "Only its author can change this", "Add a fragment of your own instead.")   \
    X(WITHDRAWN_BY_PATIENT, "withdrawn_by_patient", 403, DENY, "The patient took this consent back",                   \
      "Nobody records it again for them: ask the patient to give it themself.")                                        \
    X(CROSS_SITE, "cross_site", 403, DENY, "Refused: the request comes from another site",                             \
      "Changes are accepted from this site's own page or from a program, not from elsewhere.")                         \
    X(NOT_FOUND, "not_found", 404, DENY, "There is no such thing for you",                                             \
      "Check the identifier, and whether you take part in this dossier.")                                              \
    X(DOSSIER_CLOSED, "dossier_closed", 409, STATE, "The dossier is closed", "Nothing can be added any more.")         \
    X(DOSSIER_READ_ONLY, "dossier_read_only", 409, STATE, "The dossier is only kept to be read",                       \
      "Nothing was added for so long that it is to be erased; for what is new a new dossier is opened.")               \
    X(THREAD_CLOSED, "thread_closed", 409, STATE, "The thread has its conclusion", "Start a new thread.")              \
    X(CONFLICT, "conflict", 409, STATE, "This does not fit the present state", "See detail, and look again.")          \
    X(VERSION_CONFLICT, "version_conflict", 412, STATE, "It changed since you read it",                                \
      "Read it again, apply your change to that, and send the new ETag.")                                              \
    X(RATE_LIMITED, "rate_limited", 429, SERVER, "Too many at once", "Wait for Retry-After seconds.")                  \
    X(QUOTA_EXCEEDED, "quota_exceeded", 429, SERVER, "Your quota for today is used up",                                \
      "It is new tomorrow; a beheerder can raise it. See detail for which one.")                                       \
    X(INTERNAL, "internal", 500, SERVER, "Our mistake", "Report the request_id; try again later.")                     \
    X(UNAVAILABLE, "unavailable", 503, SERVER, "Not available now", "Try again after Retry-After seconds.")            \
    X(NOT_SEALED_YET, "not_sealed_yet", 503, SERVER, "No signed checkpoint covers this yet",                           \
      "The log is sealed within a second: try again after Retry-After seconds.")                                       \
    X(AUDIT_UNAVAILABLE, "audit_unavailable", 503, SERVER, "The audit log cannot be written, so nothing is answered",  \
      "Try again after Retry-After seconds.")                                                                          \
    X(STORAGE_FULL, "storage_full", 507, SERVER, "The server has no room left",                                        \
      "Nothing was stored and nothing is lost. The operator must enlarge the store.")                                  \
    X(USAGE, "usage", 0, LOCAL, "The call is not right", "See detail.")                                                \
    X(CONFIGURATION, "configuration", 0, LOCAL, "The configuration is not right", "See detail.")                       \
    X(NO_MEMORY, "no_memory", 0, LOCAL, "Out of memory", "Free some memory and try again.")                            \
    X(IO, "io", 0, LOCAL, "A file could not be read or written", "See detail.")                                        \
    X(CRYPTO, "crypto", 0, LOCAL, "A cryptographic check failed", "The data was changed, or the key is another.")      \
    X(CORRUPT, "corrupt", 0, LOCAL, "Stored data is damaged", "Stop, keep the data folder, restore a backup.")         \
    X(CONNECT, "connect", 0, LOCAL, "The server cannot be reached", "Check address, port and network.")                \
    X(TLS_SERVER, "tls_server", 0, LOCAL, "The server's certificate is not trusted",                                   \
      "Check the CA file and the server's name.")                                                                      \
    X(TLS_REFUSED, "tls_refused", 0, LOCAL, "The server refused your certificate",                                     \
      "It may be expired, revoked, of another issuer, or not meant for clients.")                                      \
    X(TIMEOUT, "timeout", 0, LOCAL, "No answer in time", "Try again; the same Idempotency-Key makes that safe.")       \
    X(PROTOCOL, "protocol", 0, LOCAL, "The answer is not what the API promises", "Check that the address is a tnwd.")

#define ROW(name, code, status, class, title, hint) [TNW_E_##name] = {code, title, hint, status, TNW_CLASS_##class},
static const struct tnw_error_info table[TNW_E_COUNT] = {[TNW_OK] = {"ok", "Done", "", 200, TNW_CLASS_NONE},
                                                         REGISTRY(ROW)};
#undef ROW

/* As many rows as errors; and -Wextra refuses a second row for one error, so none is missing. */
#define COUNT(name, ...) +1
static_assert(1 REGISTRY(COUNT) == TNW_E_COUNT, "each error has one row in the registry");
#undef COUNT

const struct tnw_error_info *
tnw_error_info(enum tnw_err err)
{
    if ((unsigned)err >= TNW_E_COUNT) {
        return &table[TNW_E_INTERNAL];
    }
    return &table[err];
}

enum tnw_err
tnw_error_from_code(const char *code)
{
    for (unsigned i = 1; i < TNW_E_COUNT; i++) {
        if (strcmp(table[i].code, code) == 0) {
            return (enum tnw_err)i;
        }
    }
    return TNW_E_PROTOCOL;
}
