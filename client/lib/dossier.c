#include "tnw/dossier.h"

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_dossier_open(struct tnw_client *client, const struct tnw_dossier_new *dossier, struct tnw_dossier **opened)
{
    ASK_RETURN(client, opened, .method = "POST", .path = "/v1/dossiers", .in = &shapes_dossier_new, .body = dossier,
               .out = &shapes_dossier);
}

enum tnw_err
tnw_dossier_find(struct tnw_client *client, const char *niss, struct tnw_dossiers **dossiers)
{
    ASK_RETURN(client, dossiers, .method = "POST", .path = "/v1/dossiers/search", .in = &shapes_dossier_find,
               .body = &(struct shapes_niss){.niss = niss}, .out = &shapes_dossiers);
}

enum tnw_err
tnw_dossier_list(struct tnw_client *client, const struct tnw_page *page, struct tnw_dossiers **dossiers)
{
    ASK_RETURN(client, dossiers, .method = "GET", .path = "/v1/dossiers", .page = page, .out = &shapes_dossiers);
}

enum tnw_err
tnw_dossier_get(struct tnw_client *client, const char *id, struct tnw_dossier **dossier)
{
    ASK_RETURN(client, dossier, .method = "GET", .path = "/v1/dossiers/{}", .ids = {id}, .out = &shapes_dossier);
}

enum tnw_err
tnw_dossier_close(struct tnw_client *client, const char *id, struct tnw_dossier **dossier)
{
    ASK_RETURN(client, dossier, .method = "POST", .path = "/v1/dossiers/{}/close", .ids = {id}, .out = &shapes_dossier);
}

enum tnw_err
tnw_dossier_reopen(struct tnw_client *client, const char *id, struct tnw_dossier **dossier)
{
    ASK_RETURN(client, dossier, .method = "POST", .path = "/v1/dossiers/{}/reopen", .ids = {id},
               .out = &shapes_dossier);
}

enum tnw_err
tnw_dossier_invite(struct tnw_client *client, const char *dossier, const char *actor, const char *role,
                   struct tnw_participant **participant)
{
    ASK_RETURN(client, participant, .method = "POST", .path = "/v1/dossiers/{}/participants", .ids = {dossier},
               .in = &shapes_invitation, .body = &(struct shapes_invite){.actor = actor, .role = role},
               .out = &shapes_participant);
}

enum tnw_err
tnw_dossier_remove(struct tnw_client *client, const char *dossier, const char *actor)
{
    void *nothing = NULL;
    return ask_run(
        client, &(struct ask){.method = "DELETE", .path = "/v1/dossiers/{}/participants/{}", .ids = {dossier, actor}},
        &nothing);
}

ASK_FREE(dossier)
ASK_FREE(dossiers)
ASK_FREE(participant)
