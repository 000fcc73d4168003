#include "tnw/fragment.h"

#include <inttypes.h>
#include <stdio.h>

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_fragment_add_with(struct tnw_client *client, const char *dossier, const char *category,
                      const struct tnw_content *content, struct tnw_fragment **fragment)
{
    const struct shapes_content body = {
        .category = category,
        .content = content->content,
        .attachments = content->attachments,
        .attachment_count = content->attachment_count,
    };
    ASK_RETURN(client, fragment, .method = "POST", .path = "/v1/dossiers/{}/fragments", .ids = {dossier},
               .idempotency_key = content->idempotency_key, .in = &shapes_fragment_new, .body = &body,
               .out = &shapes_fragment);
}

enum tnw_err
tnw_fragment_add(struct tnw_client *client, const char *dossier, const char *category, const char *content,
                 struct tnw_fragment **fragment)
{
    return tnw_fragment_add_with(client, dossier, category, &(struct tnw_content){.content = content}, fragment);
}

enum tnw_err
tnw_fragment_list(struct tnw_client *client, const char *dossier, const char *category, const struct tnw_page *page,
                  struct tnw_fragments **fragments)
{
    ASK_RETURN(client, fragments, .method = "GET", .path = "/v1/dossiers/{}/fragments", .ids = {dossier},
               .query = {{"category", category}}, .page = page, .out = &shapes_fragments);
}

enum tnw_err
tnw_fragment_get(struct tnw_client *client, const char *dossier, const char *id, int64_t version,
                 struct tnw_fragment **fragment)
{
    char number[24];
    snprintf(number, sizeof number, "%" PRId64, version);
    ASK_RETURN(client, fragment, .method = "GET", .path = "/v1/dossiers/{}/fragments/{}", .ids = {dossier, id},
               .query = {{"version", version == 0 ? NULL : number}}, .out = &shapes_fragment);
}

enum tnw_err
tnw_fragment_amend_with(struct tnw_client *client, const char *dossier, const char *id, int64_t if_version,
                        const struct tnw_content *content, struct tnw_fragment **fragment)
{
    char etag[32];
    snprintf(etag, sizeof etag, "\"%" PRId64 "\"", if_version);
    const struct shapes_content body = {
        .content = content->content,
        .attachments = content->attachments,
        .attachment_count = content->attachment_count,
    };
    ASK_RETURN(client, fragment, .method = "PUT", .path = "/v1/dossiers/{}/fragments/{}", .ids = {dossier, id},
               .if_match = etag, .in = &shapes_fragment_change, .body = &body, .out = &shapes_fragment);
}

enum tnw_err
tnw_fragment_amend(struct tnw_client *client, const char *dossier, const char *id, int64_t if_version,
                   const char *content, struct tnw_fragment **fragment)
{
    return tnw_fragment_amend_with(client, dossier, id, if_version, &(struct tnw_content){.content = content},
                                   fragment);
}

enum tnw_err
tnw_fragment_retract(struct tnw_client *client, const char *dossier, const char *id, const char *reason,
                     struct tnw_fragment **fragment)
{
    ASK_RETURN(client, fragment, .method = "POST", .path = "/v1/dossiers/{}/fragments/{}/retract", .ids = {dossier, id},
               .in = &shapes_fragment_retraction, .body = &(struct shapes_retract){.reason = reason},
               .out = &shapes_fragment);
}

enum tnw_err
tnw_fragment_sign(struct tnw_client *client, const char *dossier, const char *id, int64_t version,
                  struct tnw_signing **done)
{
    ASK_RETURN(client, done, .method = "POST", .path = "/v1/dossiers/{}/fragments/{}/signatures", .ids = {dossier, id},
               .in = &shapes_fragment_signing, .body = &(struct shapes_sign){.version = version},
               .out = &shapes_signed);
}

ASK_FREE(signing)
ASK_FREE(fragment)
ASK_FREE(fragments)
