#include "tnw/consent.h"

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_consent_give(struct tnw_client *client, const char *dossier, const struct tnw_consent_new *consent,
                 struct tnw_consent **given)
{
    ASK_RETURN(client, given, .method = "POST", .path = "/v1/dossiers/{}/consents", .ids = {dossier},
               .query = {{"language", client->config.language}}, .in = &shapes_consent_new, .body = consent,
               .out = &shapes_consent);
}

enum tnw_err
tnw_consent_give_all(struct tnw_client *client, const char *dossier, const struct tnw_consent_act_new *act,
                     struct tnw_consent_act **given)
{
    ASK_RETURN(client, given, .method = "POST", .path = "/v1/dossiers/{}/consents", .ids = {dossier},
               .query = {{"language", client->config.language}}, .in = &shapes_consent_act_new, .body = act,
               .out = &shapes_consent_act);
}

enum tnw_err
tnw_consent_preview(struct tnw_client *client, const char *dossier, const struct tnw_consent_new *consent,
                    struct tnw_consent_preview **preview)
{
    ASK_RETURN(client, preview, .method = "POST", .path = "/v1/dossiers/{}/consents/preview", .ids = {dossier},
               .query = {{"language", client->config.language}}, .in = &shapes_consent_new, .body = consent,
               .out = &shapes_consent_preview);
}

enum tnw_err
tnw_consent_preview_all(struct tnw_client *client, const char *dossier, const struct tnw_consent_act_new *act,
                        struct tnw_consent_preview **preview)
{
    ASK_RETURN(client, preview, .method = "POST", .path = "/v1/dossiers/{}/consents/preview", .ids = {dossier},
               .query = {{"language", client->config.language}}, .in = &shapes_consent_act_new, .body = act,
               .out = &shapes_consent_preview);
}

enum tnw_err
tnw_consent_preset_list(struct tnw_client *client, const char *dossier, struct tnw_consent_presets **presets)
{
    ASK_RETURN(client, presets, .method = "GET", .path = "/v1/consent-presets",
               .query = {{"dossier", dossier}, {"language", client->config.language}}, .out = &shapes_consent_presets);
}

enum tnw_err
tnw_consent_list(struct tnw_client *client, const char *dossier, const struct tnw_page *page,
                 struct tnw_consents **consents)
{
    ASK_RETURN(client, consents, .method = "GET", .path = "/v1/dossiers/{}/consents", .ids = {dossier},
               .query = {{"language", client->config.language}}, .page = page, .out = &shapes_consents);
}

enum tnw_err
tnw_consent_get(struct tnw_client *client, const char *dossier, const char *id, struct tnw_consent **consent)
{
    ASK_RETURN(client, consent, .method = "GET", .path = "/v1/dossiers/{}/consents/{}", .ids = {dossier, id},
               .query = {{"language", client->config.language}}, .out = &shapes_consent);
}

enum tnw_err
tnw_consent_withdraw(struct tnw_client *client, const char *dossier, const char *id, struct tnw_consent **consent)
{
    ASK_RETURN(client, consent, .method = "POST", .path = "/v1/dossiers/{}/consents/{}/withdraw", .ids = {dossier, id},
               .query = {{"language", client->config.language}}, .out = &shapes_consent);
}

enum tnw_err
tnw_consent_ask(struct tnw_client *client, const char *dossier, const struct tnw_consent_request_new *request,
                struct tnw_consent_request **made)
{
    ASK_RETURN(client, made, .method = "POST", .path = "/v1/dossiers/{}/consent-requests", .ids = {dossier},
               .query = {{"language", client->config.language}}, .in = &shapes_consent_request_new, .body = request,
               .out = &shapes_consent_request);
}

enum tnw_err
tnw_consent_ask_preview(struct tnw_client *client, const char *dossier, const struct tnw_consent_request_new *request,
                        struct tnw_consent_request_preview **preview)
{
    ASK_RETURN(client, preview, .method = "POST", .path = "/v1/dossiers/{}/consent-requests/preview", .ids = {dossier},
               .query = {{"language", client->config.language}}, .in = &shapes_consent_request_new, .body = request,
               .out = &shapes_consent_request_preview);
}

enum tnw_err
tnw_consent_asked(struct tnw_client *client, const char *dossier, const struct tnw_page *page,
                  struct tnw_consent_requests **requests)
{
    ASK_RETURN(client, requests, .method = "GET", .path = "/v1/dossiers/{}/consent-requests", .ids = {dossier},
               .query = {{"language", client->config.language}}, .page = page, .out = &shapes_consent_requests);
}

enum tnw_err
tnw_consent_answer(struct tnw_client *client, const char *dossier, const char *id, const char *word, const char *until,
                   struct tnw_consent_answer **answer)
{
    ASK_RETURN(client, answer, .method = "POST", .path = "/v1/dossiers/{}/consent-requests/{}/answer",
               .ids = {dossier, id}, .query = {{"language", client->config.language}}, .in = &shapes_consent_word,
               .body = (&(struct shapes_word){.answer = word, .until = until}), .out = &shapes_consent_answer);
}

ASK_FREE(consent)
ASK_FREE(consent_request)
ASK_FREE(consent_request_preview)
ASK_FREE(consent_requests)
ASK_FREE(consent_answer)
ASK_FREE(consents)
ASK_FREE(consent_act)
ASK_FREE(consent_preview)
ASK_FREE(consent_presets)
