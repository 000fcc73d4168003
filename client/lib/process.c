#include "tnw/process.h"

#include "ask.h"
#include "shapes.h"

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

ASK_FREE(timeline)
ASK_FREE(team)
ASK_FREE(regie)
ASK_FREE(suspension)
