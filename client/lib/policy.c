#include "tnw/policy.h"

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_policy_explain(struct tnw_client *client, const char *dossier, const struct tnw_explain_query *query,
                   struct tnw_explanation **explanation)
{
    ASK_RETURN(client, explanation, .method = "GET", .path = "/v1/policy/explain",
               .query = {{"dossier", dossier},
                         {"actor", query->actor},
                         {"role", query->role},
                         {"action", query->action},
                         {"category", query->category},
                         {"purpose", query->purpose},
                         {"language", client->config.language}},
               .out = &shapes_explanation);
}

ASK_FREE(explanation)
