#include "tnw/consent.h"

#include "ask.h"
#include "shapes.h"

enum tnw_err
tnw_consent_give(struct tnw_client *client, const char *dossier, const struct tnw_consent_new *consent,
                 struct tnw_consent **given)
{
    ASK_RETURN(client, given, .method = "POST", .path = "/v1/dossiers/{}/consents", .ids = {dossier},
               .in = &shapes_consent_new, .body = consent, .out = &shapes_consent);
}

enum tnw_err
tnw_consent_list(struct tnw_client *client, const char *dossier, const struct tnw_page *page,
                 struct tnw_consents **consents)
{
    ASK_RETURN(client, consents, .method = "GET", .path = "/v1/dossiers/{}/consents", .ids = {dossier}, .page = page,
               .out = &shapes_consents);
}

enum tnw_err
tnw_consent_get(struct tnw_client *client, const char *dossier, const char *id, struct tnw_consent **consent)
{
    ASK_RETURN(client, consent, .method = "GET", .path = "/v1/dossiers/{}/consents/{}", .ids = {dossier, id},
               .out = &shapes_consent);
}

enum tnw_err
tnw_consent_withdraw(struct tnw_client *client, const char *dossier, const char *id, struct tnw_consent **consent)
{
    ASK_RETURN(client, consent, .method = "POST", .path = "/v1/dossiers/{}/consents/{}/withdraw", .ids = {dossier, id},
               .out = &shapes_consent);
}

ASK_FREE(consent)
ASK_FREE(consents)
