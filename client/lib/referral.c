#include "tnw/referral.h"

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_referral_ask(struct tnw_client *client, const char *facts, struct tnw_referral **referral)
{
    ASK_RETURN(client, referral, .method = "POST", .path = "/v1/doorverwijshulp",
               .query = {{"language", client->config.language}}, .json = facts, .out = &shapes_referral);
}

ASK_FREE(referral)
