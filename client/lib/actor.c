#include "tnw/actor.h"

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_me_get(struct tnw_client *client, struct tnw_me **me)
{
    ASK_RETURN(client, me, .method = "GET", .path = "/v1/me", .out = &shapes_me);
}

enum tnw_err
tnw_actor_list(struct tnw_client *client, const struct tnw_actor_query *query, struct tnw_actors **actors)
{
    static const struct tnw_actor_query all;
    query = query == NULL ? &all : query;
    ASK_RETURN(
        client, actors, .method = "GET", .path = "/v1/actors",
        .query = {{"role", query->role}, {"zone", query->zone}, {"organisation", query->organisation}, {"q", query->q}},
        .page = &query->page, .out = &shapes_actors);
}

enum tnw_err
tnw_actor_get(struct tnw_client *client, const char *id, struct tnw_actor **actor)
{
    ASK_RETURN(client, actor, .method = "GET", .path = "/v1/actors/{}", .ids = {id}, .out = &shapes_actor);
}

enum tnw_err
tnw_actor_add(struct tnw_client *client, const struct tnw_actor_new *actor, struct tnw_actor **added)
{
    ASK_RETURN(client, added, .method = "POST", .path = "/v1/actors", .in = &shapes_actor_new, .body = actor,
               .out = &shapes_actor);
}

enum tnw_err
tnw_actor_change(struct tnw_client *client, const char *id, const char *etag, const struct tnw_actor_patch *patch,
                 struct tnw_actor **changed)
{
    *changed = NULL;
    if (etag == NULL || !target_header_value(etag)) {
        ask_begin(client);
        return ask_fail(client, TNW_E_USAGE, "etag is needed: read the actor first");
    }
    ASK_RETURN(client, changed, .method = "PATCH", .path = "/v1/actors/{}", .ids = {id}, .if_match = etag,
               .in = &shapes_actor_patch, .body = patch, .out = &shapes_actor);
}

enum tnw_err
tnw_actor_disable(struct tnw_client *client, const char *id, struct tnw_actor **actor)
{
    ASK_RETURN(client, actor, .method = "POST", .path = "/v1/actors/{}/disable", .ids = {id}, .out = &shapes_actor);
}

enum tnw_err
tnw_actor_certificates(struct tnw_client *client, const char *id, struct tnw_certificates **certificates)
{
    ASK_RETURN(client, certificates, .method = "GET", .path = "/v1/actors/{}/certificates", .ids = {id},
               .out = &shapes_certificates);
}

enum tnw_err
tnw_actor_endings(struct tnw_client *client, const char *before, const struct tnw_page *page,
                  struct tnw_endings **endings)
{
    ASK_RETURN(client, endings, .method = "GET", .path = "/v1/certificates", .query = {{"before", before}},
               .page = page, .out = &shapes_endings);
}

ASK_FREE(certificates)
ASK_FREE(endings)
ASK_FREE(me)
ASK_FREE(actor)
ASK_FREE(actors)
