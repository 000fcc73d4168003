#include "tnw/process.h"

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_timeline_get(struct tnw_client *client, const char *dossier, bool all, struct tnw_timeline **timeline)
{
    ASK_RETURN(client, timeline, .method = "GET", .path = "/v1/dossiers/{}/timeline", .ids = {dossier},
               .query = {{"language", client->config.language}, {"all", all ? "1" : NULL}}, .out = &shapes_timeline);
}

enum tnw_err
tnw_team_get(struct tnw_client *client, const char *dossier, struct tnw_team **team)
{
    ASK_RETURN(client, team, .method = "GET", .path = "/v1/dossiers/{}/team", .ids = {dossier},
               .query = {{"language", client->config.language}}, .out = &shapes_team);
}

enum tnw_err
tnw_regie_set(struct tnw_client *client, const char *dossier, const char *actor, struct tnw_regie **regie)
{
    const struct shapes_regie_hand body = {actor};
    ASK_RETURN(client, regie, .method = "POST", .path = "/v1/dossiers/{}/regie", .ids = {dossier},
               .in = &shapes_regie_new, .body = &body, .out = &shapes_regie);
}

enum tnw_err
tnw_suspension_begin(struct tnw_client *client, const char *dossier, const struct tnw_suspension_new *suspension,
                     struct tnw_suspension **begun)
{
    ASK_RETURN(client, begun, .method = "POST", .path = "/v1/dossiers/{}/suspensions", .ids = {dossier},
               .in = &shapes_suspension_new, .body = suspension, .out = &shapes_suspension);
}

enum tnw_err
tnw_suspension_end(struct tnw_client *client, const char *dossier, const char *id, const char *until,
                   struct tnw_suspension **ended)
{
    const struct shapes_last_day body = {until};
    ASK_RETURN(client, ended, .method = "POST", .path = "/v1/dossiers/{}/suspensions/{}/end", .ids = {dossier, id},
               .in = &shapes_suspension_last, .body = &body, .out = &shapes_suspension);
}

/* The answer is no JSON: it stays with the client. */
static enum tnw_err
get_text(struct tnw_client *client, const char *path, const char *dossier)
{
    void *nothing = NULL;
    return ask_run(
        client,
        &(struct ask){
            .method = "GET", .path = path, .ids = {dossier}, .query = {{"language", client->config.language}}},
        &nothing);
}

enum tnw_err
tnw_timeline_calendar(struct tnw_client *client, const char *dossier)
{
    return get_text(client, "/v1/dossiers/{}/timeline.ics", dossier);
}

enum tnw_err
tnw_timeline_fiche(struct tnw_client *client, const char *dossier)
{
    return get_text(client, "/v1/dossiers/{}/fiche", dossier);
}

enum tnw_err
tnw_facts_get(struct tnw_client *client, const char *dossier, struct tnw_facts **facts)
{
    ASK_RETURN(client, facts, .method = "GET", .path = "/v1/dossiers/{}/facts", .ids = {dossier}, .out = &shapes_facts);
}

enum tnw_err
tnw_facts_set(struct tnw_client *client, const char *dossier, const char *etag, const char *change,
              struct tnw_facts **facts)
{
    ASK_RETURN(client, facts, .method = "PUT", .path = "/v1/dossiers/{}/facts", .ids = {dossier}, .if_match = etag,
               .json = change, .out = &shapes_facts);
}

ASK_FREE(facts)
ASK_FREE(timeline)
ASK_FREE(team)
ASK_FREE(regie)
ASK_FREE(suspension)
