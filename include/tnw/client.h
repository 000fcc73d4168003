/*
 * The connection to one server, as one certificate; its errors; and the raw way to any operation.
 */
#ifndef TNW_CLIENT_H
#define TNW_CLIENT_H

#include "tnw/api.h"

TNW_BEGIN

struct tnw_client;

struct tnw_config {
    const char *url;         /* "https://HOST[:PORT]", nothing behind it */
    const char *ca;          /* PEM file of accepted issuers of the server's certificate; NULL: the system's */
    const char *certificate; /* PEM file, chain included; or use pkcs12 */
    const char *key;         /* PEM file; NULL: the key is in the file `certificate` */
    const char *pkcs12;      /* .p12 file, instead of certificate and key */
    const char *password;    /* of key or pkcs12; NULL: none */
    const char *role;        /* TNW-Role; NULL: the only one held */
    const char *actor;       /* TNW-Actor, "act_..."; NULL: not sent */
    const char *purpose;     /* TNW-Purpose; NULL: the server's default */
    const char *acting_for;  /* TNW-For, "act_...": for whom a medewerker acts; NULL: for nobody */
    const char *language;    /* of sentences in answers: nl, fr, de, en; NULL: the server's default */
    unsigned connect_ms;     /* to the end of the TLS handshake; 0: 10 000 */
    unsigned timeout_ms;     /* one try of one request, all in; 0: 30 000 */
    unsigned tries;          /* of a request that may be repeated, 1 to 10; 0: 3 */
};

/* Why a call failed. All texts live until the next call on the same client; they come from the server or from this
 * library, are never NULL, and may hold any character: escape them before they reach a terminal. */
struct tnw_failure {
    enum tnw_err err;       /* TNW_E_PROTOCOL when the server's code is not known here; see code */
    int status;             /* HTTP status; 0 when there was no answer */
    const char *code;       /* stable code, "consent_required" */
    const char *title;      /* one line */
    const char *detail;     /* this occurrence; "" for none */
    const char *hint;       /* what to do next; "" for none */
    const char *request_id; /* where the audit log has it; "" for none */
    const struct tnw_failure_item *items;
    size_t item_count;
};

/* One thing that is wrong with a body. */
struct tnw_failure_item {
    const char *pointer; /* JSON Pointer into the body */
    const char *code;
    const char *detail;
};

/* Returns the version of the library, "MAJOR.MINOR.PATCH"; static. Any thread. */
TNW_API const char *tnw_version(void);

/* Looks at a configuration without connecting.
 * In: config. Out: why, one line about what is wrong; "" when all is well.
 * Errors: USAGE for a text that cannot be sent (a line break in role, a url that is not https), CONFIGURATION for a
 * file that cannot be read. Any thread. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_config_check(const struct tnw_config *config, char why[256]);

/* Makes a client; connects only with the first call. TLS 1.2 or higher, the server's certificate always verified,
 * no redirects, no proxy, whatever the environment says.
 * In: config, copied. Out: client, freed with tnw_client_free.
 * Errors: those of tnw_config_check; NO_MEMORY. Any thread: libcurl is initialised once, by the first to come, and
 * stays so until the process ends. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_client_new(const struct tnw_config *config, struct tnw_client **client);

/* Closes the connection, wipes and frees. In/Out: client, set to NULL; may be NULL or point to NULL. */
TNW_API void tnw_client_free(struct tnw_client **client);

/* From the next call on, act in another role, as another registration, for another purpose; the connection stays.
 * In: each may be NULL for the server's default. Errors: USAGE, and then nothing has changed. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_client_act(struct tnw_client *client, const char *role, const char *actor,
                                                   const char *purpose);

/* From the next call on, act for that doctor or team, as a medewerker whom the registry names for them; role,
 * registration and purpose stay. In: principal, "act_..."; NULL: act for nobody any more. Errors: USAGE, and then
 * nothing has changed. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_client_act_for(struct tnw_client *client, const char *principal);

/* Returns why the last call failed (err is TNW_OK when it did not); never NULL, valid until the next call. */
TNW_API const struct tnw_failure *tnw_client_error(const struct tnw_client *client);

/* Returns the body of the last answer, "" when there was none; valid until the next call. */
TNW_API const char *tnw_client_json(const struct tnw_client *client);

struct tnw_request {
    const char *method;          /* GET POST PUT PATCH DELETE */
    const char *target;          /* path and query, below /v1, already percent-encoded */
    const char *body;            /* JSON; NULL: none */
    const char *if_match;        /* an etag as an answer gave it; NULL: not sent */
    const char *idempotency_key; /* NULL: a fresh random one with POST, none otherwise */
};

struct tnw_reply {
    int status;
    const char *json;       /* "" when the answer has no body */
    const char *etag;       /* "" for none */
    const char *request_id; /* "" for none */
};

/* Returns the TNW-Request of the last answer, "" for none or what is no request's id: under it the answer's record is
 * found. Lives until the next request. */
TNW_API const char *tnw_client_answered(const struct tnw_client *client);

/* Sends any request. A POST or GET is tried again after a failure that makes this safe (no connection, connection lost,
 * no answer in time, 429 and 503 with Retry-After), each time with the same Idempotency-Key; anything else is sent at
 * most once.
 * In: request. Out: reply, whenever there was an answer, whatever its status; NULL otherwise.
 * Errors: USAGE for a method, target or header that cannot be sent; the answer's own error when its status is not
 * 2xx. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_client_request(struct tnw_client *client, const struct tnw_request *request,
                                                       struct tnw_reply **reply);
TNW_API void tnw_reply_free(struct tnw_reply **reply);

TNW_END
#endif
