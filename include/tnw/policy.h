/*
 * Why somebody may or may not, and which consent would change it.
 */
#ifndef TNW_POLICY_H
#define TNW_POLICY_H

#include <stdbool.h>

#include "tnw/api.h"
#include "tnw/client.h"

TNW_BEGIN

struct tnw_explain_query { /* each may be NULL: oneself, one's role, reading, all categories, one's purpose */
    const char *actor;
    const char *role;
    const char *action; /* read, write, confer */
    const char *category;
    const char *purpose;
};

/* For one category (or for confer), text and what goes with it; else purposes and never, and text is NULL. */
struct tnw_explanation {
    const char *actor;
    const char *role;
    bool permit;
    const char *reason;     /* code */
    const char *text;       /* why, in the language of the client */
    const char *because_of; /* consent; or NULL */
    const char *consent;    /* JSON of a grant that would change it; NULL: none would, or none is needed */
    const char *sentence;   /* of that grant, as the patient would read it; or NULL */
    tnw_texts notes;        /* what no consent gives, what the law gives, in the patient's words; may be empty */
    const char *purposes;   /* JSON: purpose → {"read": [category], "read_some", "write", "confer": bool} */
    const char *never;      /* JSON: {"read": [category], "write", "confer"}: whatever the patient consents to */
};

/* In: dossier; query. Out: explanation. Errors: NOT_FOUND, INVALID_PARAMETER. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_policy_explain(struct tnw_client *client, const char *dossier,
                                                       const struct tnw_explain_query *query,
                                                       struct tnw_explanation **explanation);
TNW_API void tnw_explanation_free(struct tnw_explanation **explanation);

TNW_END
#endif
