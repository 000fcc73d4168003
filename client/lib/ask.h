/*
 * What every function of the API does: build the request, send it (again where that is safe), judge and decode the
 * answer.
 */
#ifndef TNW_LIB_ASK_H
#define TNW_LIB_ASK_H

#include "shapes/result.h"
#include "shapes/shape.h"
#include "tnw/client.h"
#include "transport/target.h"
#include "transport/transport.h"

struct tnw_client {
    struct arena arena; /* of the configuration */
    struct tnw_config config;
    struct arena act_arena; /* of role, actor and purpose, which can change */
    struct arena for_arena; /* of config.acting_for, since tnw_client_act_for */
    struct transport *transport;
    struct transport_answer answer;
    struct tnw_failure failure;
    void *problem; /* holds the texts of failure, when the server said them */
    char detail[512];
};

struct ask {
    const char *method;
    const char *path; /* "/v1/dossiers/{}" */
    const char *ids[TARGET_IDS];
    struct target_param query[TARGET_PARAMS]; /* the last two places are for page */
    const struct tnw_page *page;
    const char *if_match;
    unsigned wait_s;
    const char *idempotency_key; /* of a POST; NULL: a fresh one */
    struct file_flow *file;      /* its body, or that of the answer, is a file; NULL: neither */
    const struct shape *in;      /* NULL: no body */
    const void *body;
    const char *json;        /* the body as JSON, where it has no shape */
    const struct shape *out; /* NULL: the answer has no body */
};

/* Out: result, for result_free; NULL on failure or without a shape. */
TNW_MUST_CHECK enum tnw_err ask_run(struct tnw_client *client, const struct ask *ask, void **result);

/* Sends a checked request, again where that is safe; file as of transport_send. Returns the answer's error, with
 * client->failure filled. */
TNW_MUST_CHECK enum tnw_err ask_exchange(struct tnw_client *client, const struct tnw_request *request,
                                         struct file_flow *file, unsigned extra_ms);

/* Makes err the client's failure, with a detail in our own words. Returns err. */
enum tnw_err ask_fail(struct tnw_client *client, enum tnw_err err, const char *detail);

/* Forgets the failure of the call before. */
void ask_begin(struct tnw_client *client);

/* Public functions are this: a call, and its result with the right type. */
#define ASK_RETURN(client, out, ...)                                                                                   \
    do {                                                                                                               \
        void *result_ = NULL;                                                                                          \
        enum tnw_err err_ = ask_run(client, &(struct ask){__VA_ARGS__}, &result_);                                     \
        *(out) = result_;                                                                                              \
        return err_;                                                                                                   \
    } while (0)

#define ASK_FREE(type)                                                                                                 \
    void tnw_##type##_free(struct tnw_##type **type)                                                                   \
    {                                                                                                                  \
        if (type != NULL) {                                                                                            \
            result_free(*type);                                                                                        \
            *type = NULL;                                                                                              \
        }                                                                                                              \
    }

#endif
