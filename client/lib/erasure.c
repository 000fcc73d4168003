#include "tnw/erasure.h"

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_erasure_get(struct tnw_client *client, const char *dossier, struct tnw_erasure **erasure)
{
    ASK_RETURN(client, erasure, .method = "GET", .path = "/v1/dossiers/{}/erasure", .ids = {dossier},
               .query = {{"language", client->config.language}}, .out = &shapes_erasure);
}

enum tnw_err
tnw_dossier_erase(struct tnw_client *client, const char *dossier, const struct tnw_erasing *erasing,
                  struct tnw_erasure **erasure)
{
    ASK_RETURN(client, erasure, .method = "POST", .path = "/v1/dossiers/{}/erase", .ids = {dossier},
               .query = {{"language", client->config.language}}, .in = &shapes_erasing, .body = erasing,
               .out = &shapes_erasure);
}

enum tnw_err
tnw_erasure_list(struct tnw_client *client, const struct tnw_page *page, struct tnw_erasures **erasures)
{
    ASK_RETURN(client, erasures, .method = "GET", .path = "/v1/erasures",
               .query = {{"language", client->config.language}}, .page = page, .out = &shapes_erasures);
}

ASK_FREE(erasure)
ASK_FREE(erasures)
