#include "tnw/fiche.h"

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_fiche_list(struct tnw_client *client, const struct tnw_fiche_query *query, struct tnw_fiches **fiches)
{
    static const struct tnw_fiche_query all;
    query = query == NULL ? &all : query;
    ASK_RETURN(client, fiches, .method = "GET", .path = "/v1/fiches",
               .query = {{"q", query->q},
                         {"kind", query->kind},
                         {"help", query->help},
                         {"serves", query->serves},
                         {"zone", query->zone},
                         {"region", query->region},
                         {"language", query->language}},
               .page = &query->page, .out = &shapes_fiches);
}

enum tnw_err
tnw_fiche_get(struct tnw_client *client, const char *id, struct tnw_fiche **fiche)
{
    ASK_RETURN(client, fiche, .method = "GET", .path = "/v1/fiches/{}", .ids = {id}, .out = &shapes_fiche);
}

enum tnw_err
tnw_fiche_get_professional(struct tnw_client *client, const char *id, struct tnw_fiche **fiche)
{
    ASK_RETURN(client, fiche, .method = "GET", .path = "/v1/fiches/{}/professional", .ids = {id}, .out = &shapes_fiche);
}

enum tnw_err
tnw_fiche_add(struct tnw_client *client, const char *fiche, struct tnw_fiche **added)
{
    ASK_RETURN(client, added, .method = "POST", .path = "/v1/fiches", .json = fiche, .out = &shapes_fiche);
}

enum tnw_err
tnw_fiche_change(struct tnw_client *client, const char *id, const char *etag, const char *fiche,
                 struct tnw_fiche **changed)
{
    ASK_RETURN(client, changed, .method = "PUT", .path = "/v1/fiches/{}", .ids = {id}, .if_match = etag, .json = fiche,
               .out = &shapes_fiche);
}

enum tnw_err
tnw_fiche_verify(struct tnw_client *client, const char *id, struct tnw_fiche **fiche)
{
    ASK_RETURN(client, fiche, .method = "POST", .path = "/v1/fiches/{}/verify", .ids = {id}, .out = &shapes_fiche);
}

enum tnw_err
tnw_fiche_remove(struct tnw_client *client, const char *id)
{
    void *nothing = NULL;
    return ask_run(client, &(struct ask){.method = "DELETE", .path = "/v1/fiches/{}", .ids = {id}}, &nothing);
}

enum tnw_err
tnw_service_list(struct tnw_client *client, const char *employer, const struct tnw_page *page,
                 struct tnw_services **services)
{
    ASK_RETURN(client, services, .method = "GET", .path = "/v1/services", .query = {{"employer", employer}},
               .page = page, .out = &shapes_services);
}

ASK_FREE(fiche)
ASK_FREE(fiches)
ASK_FREE(services)
