#include "tnw/elz.h"

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_casus_start(struct tnw_client *client, const struct tnw_casus_new *start, struct tnw_casus **casus)
{
    ASK_RETURN(client, casus, .method = "POST", .path = "/v1/casus", .in = &shapes_casus_new, .body = start,
               .out = &shapes_casus);
}

enum tnw_err
tnw_casus_get_all(struct tnw_client *client, const char *moment, const struct tnw_page *page,
                  struct tnw_casus_list **list)
{
    ASK_RETURN(client, list, .method = "GET", .path = "/v1/casus", .query = {{"moment", moment}}, .page = page,
               .out = &shapes_casus_list);
}

enum tnw_err
tnw_casus_get(struct tnw_client *client, const char *id, struct tnw_casus **casus)
{
    ASK_RETURN(client, casus, .method = "GET", .path = "/v1/casus/{}", .ids = {id}, .out = &shapes_casus);
}

enum tnw_err
tnw_casus_close(struct tnw_client *client, const char *id, const char *conclusion, struct tnw_casus **casus)
{
    ASK_RETURN(client, casus, .method = "POST", .path = "/v1/casus/{}/close", .ids = {id}, .in = &shapes_thread_end,
               .body = &(struct shapes_conclude){.conclusion = conclusion}, .out = &shapes_casus);
}

enum tnw_err
tnw_casus_say(struct tnw_client *client, const char *casus, const struct tnw_casus_message_new *message,
              struct tnw_casus_message **said)
{
    ASK_RETURN(client, said, .method = "POST", .path = "/v1/casus/{}/messages", .ids = {casus},
               .in = &shapes_casus_message_new, .body = message, .out = &shapes_casus_message);
}

enum tnw_err
tnw_casus_get_messages(struct tnw_client *client, const char *casus, const struct tnw_page *page,
                       struct tnw_casus_messages **messages)
{
    ASK_RETURN(client, messages, .method = "GET", .path = "/v1/casus/{}/messages", .ids = {casus}, .page = page,
               .out = &shapes_casus_messages);
}

enum tnw_err
tnw_moment_add(struct tnw_client *client, const struct tnw_moment_new *announced, struct tnw_moment **moment)
{
    ASK_RETURN(client, moment, .method = "POST", .path = "/v1/netwerkmomenten", .in = &shapes_moment_new,
               .body = announced, .out = &shapes_moment);
}

enum tnw_err
tnw_moment_change(struct tnw_client *client, const char *id, const char *etag, const struct tnw_moment_new *changed,
                  struct tnw_moment **moment)
{
    ASK_RETURN(client, moment, .method = "PUT", .path = "/v1/netwerkmomenten/{}", .ids = {id}, .if_match = etag,
               .in = &shapes_moment_new, .body = changed, .out = &shapes_moment);
}

enum tnw_err
tnw_moment_cancel(struct tnw_client *client, const char *id, struct tnw_moment **moment)
{
    ASK_RETURN(client, moment, .method = "POST", .path = "/v1/netwerkmomenten/{}/cancel", .ids = {id},
               .out = &shapes_moment);
}

enum tnw_err
tnw_moment_list(struct tnw_client *client, const char *zone, const char *from, const struct tnw_page *page,
                struct tnw_moments **moments)
{
    ASK_RETURN(client, moments, .method = "GET", .path = "/v1/netwerkmomenten",
               .query = {{"zone", zone}, {"from", from}}, .page = page, .out = &shapes_moments);
}

enum tnw_err
tnw_moment_get(struct tnw_client *client, const char *id, struct tnw_moment **moment)
{
    ASK_RETURN(client, moment, .method = "GET", .path = "/v1/netwerkmomenten/{}", .ids = {id}, .out = &shapes_moment);
}

enum tnw_err
tnw_moment_sign_up(struct tnw_client *client, const char *id, struct tnw_moment **moment)
{
    ASK_RETURN(client, moment, .method = "POST", .path = "/v1/netwerkmomenten/{}/signup", .ids = {id},
               .out = &shapes_moment);
}

enum tnw_err
tnw_moment_sign_off(struct tnw_client *client, const char *id)
{
    void *nothing = NULL;
    return ask_run(client, &(struct ask){.method = "DELETE", .path = "/v1/netwerkmomenten/{}/signup", .ids = {id}},
                   &nothing);
}

enum tnw_err
tnw_knelpunt_report(struct tnw_client *client, const char *code, struct tnw_knelpunt_reported **reported)
{
    ASK_RETURN(client, reported, .method = "POST", .path = "/v1/knelpunten", .in = &shapes_knelpunt_new,
               .body = &(struct shapes_obstacle){.code = code}, .out = &shapes_knelpunt_reported);
}

enum tnw_err
tnw_knelpunt_list(struct tnw_client *client, struct tnw_knelpunten **knelpunten)
{
    ASK_RETURN(client, knelpunten, .method = "GET", .path = "/v1/knelpunten",
               .query = {{"language", client->config.language}}, .out = &shapes_knelpunten);
}

enum tnw_err
tnw_knelpunt_get_counts(struct tnw_client *client, const char *quarter, struct tnw_knelpunt_counts **counts)
{
    ASK_RETURN(client, counts, .method = "GET", .path = "/v1/knelpunten/counts",
               .query = {{"quarter", quarter}, {"language", client->config.language}}, .out = &shapes_knelpunt_counts);
}

ASK_FREE(casus)
ASK_FREE(casus_list)
ASK_FREE(casus_message)
ASK_FREE(casus_messages)
ASK_FREE(moment)
ASK_FREE(moments)
ASK_FREE(knelpunten)
ASK_FREE(knelpunt_counts)
ASK_FREE(knelpunt_reported)
