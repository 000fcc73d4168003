#include "service/core/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "service/core/problem.h"

#define STATUS_CONTINUE 100
#define STATUS_OK 200
#define STATUS_CREATED 201
#define STATUS_NO_CONTENT 204
#define STATUS_REFUSED 400 /* this and all above */

/* Where things lie. place: what the id of the place is; ID_KINDS for what lies by itself. */
static const struct {
    enum id_kind kind;
    enum id_kind place;
    const char *before; /* the id of the place */
    const char *after;
} locations[] = {
    {ID_ACTOR, ID_KINDS, "/v1/actors/", ""},
    {ID_DOSSIER, ID_KINDS, "/v1/dossiers/", ""},
    {ID_THREAD, ID_KINDS, "/v1/threads/", ""},
    {ID_FICHE, ID_KINDS, "/v1/fiches/", ""},
    {ID_ACTOR, ID_DOSSIER, "/v1/dossiers/", "/participants/"},
    {ID_FRAGMENT, ID_DOSSIER, "/v1/dossiers/", "/fragments/"},
    {ID_CONSENT, ID_DOSSIER, "/v1/dossiers/", "/consents/"},
    {ID_ATTACHMENT, ID_DOSSIER, "/v1/dossiers/", "/attachments/"},
    {ID_MESSAGE, ID_THREAD, "/v1/threads/", "/messages/"},
    {ID_CASUS, ID_KINDS, "/v1/casus/", ""},
    {ID_MESSAGE, ID_CASUS, "/v1/casus/", "/messages/"},
    {ID_MOMENT, ID_KINDS, "/v1/netwerkmomenten/", ""},
};

/* Nearly all answers that show one thing are shorter. */
#define REPLY_USUAL 2000

struct json_writer
answer_open(struct call *call)
{
    buf_reserve(&call->reply.body, REPLY_USUAL);
    return json_writer(&call->reply.body);
}

void
answer_shown(struct call *call)
{
    call->reply.status = STATUS_OK;
}

void
answer_file(struct call *call, const struct attachment *attachment, const char *name)
{
    struct reply *reply = &call->reply;
    answer_shown(call);
    reply->type = media_type(attachment->media);
    reply->file = (struct reply_file){.dossier = attachment->dossier, .id = attachment->id, .size = attachment->size};
    (void)snprintf(reply->file.name, sizeof reply->file.name, "%s", name);
    hex_encode(reply->file.salt, attachment->salt, sizeof attachment->salt);
    hex_encode(reply->etag, attachment->sha256.bytes, HASH_SIZE);
}

void
answer_awaits_body(struct call *call)
{
    call->reply.status = STATUS_CONTINUE;
}

bool
answer_is_awaiting(const struct call *call)
{
    return call->reply.status == STATUS_CONTINUE;
}

void
answer_empty(struct call *call)
{
    call->reply.status = STATUS_NO_CONTENT;
}

void
answer_created(struct call *call, const struct id *place, enum id_kind kind, const struct id *id)
{
    char own[ID_TEXT];
    char outer[ID_TEXT] = "";
    answer_shown(call);
    call->reply.status = STATUS_CREATED;
    id_format(own, kind, id);
    for (size_t i = 0; i < sizeof locations / sizeof locations[0]; i++) {
        if (locations[i].kind != kind || (locations[i].place == ID_KINDS) != (place == NULL)) {
            continue;
        }
        if (place != NULL) {
            id_format(outer, locations[i].place, place);
        }
        (void)snprintf(call->reply.location, sizeof call->reply.location, "%s%s%s%s", locations[i].before, outer,
                       locations[i].after, own);
    }
}

void
answer_shown_as(struct call *call, enum answer_form form)
{
    static const char *const types[] = {
        [ANSWER_NOTE] = "text/plain; charset=utf-8", [ANSWER_LINES] = "application/x-ndjson",
        [ANSWER_BYTES] = "application/octet-stream", [ANSWER_CALENDAR] = "text/calendar; charset=utf-8",
        [ANSWER_PAGE] = "text/html; charset=utf-8",
    };
    call->reply.status = STATUS_OK;
    call->reply.type = types[form];
}

void
answer_web_file(struct call *call, const char *type)
{
    call->reply.status = STATUS_OK;
    call->reply.type = type;
    call->reply.compressed = true;
    call->reply.page = true;
}

void
answer_version(struct call *call, uint64_t version)
{
    (void)snprintf(call->reply.etag, sizeof call->reply.etag, "%llu", (unsigned long long)version);
}

void
answer_goes_on(struct call *call, uint64_t next)
{
    call->reply.next = next;
}

void
answer_lasts(struct call *call)
{
    call->reply.keep = KEEP_FOR_EVER;
}

void
answer_keep_hour(struct call *call)
{
    call->reply.keep = KEEP_AN_HOUR;
}

/* Our ETags are numbers: "7", strong, one. */
enum tnw_err
answer_wanted_version(struct call *call, uint64_t *version)
{
    const char *text = call->in->if_match;
    if (text == NULL) {
        return TNW_E_PRECONDITION_REQUIRED;
    }
    size_t len = strlen(text);
    size_t digits = len < 3 ? 0 : strspn(text + 1, "0123456789");
    if (digits == 0 || digits > 18 || text[0] != '"' || digits + 2 != len || text[len - 1] != '"') {
        return problem(call, TNW_E_INVALID_HEADER, "If-Match must be the ETag of an earlier answer, with its quotes");
    }
    *version = strtoull(text + 1, NULL, 10);
    return TNW_OK;
}

/* Whether the caller should come back by itself, and after how many seconds. */
static int
retry_after(enum tnw_err err)
{
    switch (err) {
    case TNW_E_NOT_SEALED_YET:
        return 1;
    case TNW_E_RATE_LIMITED:
    case TNW_E_UNAVAILABLE:
    case TNW_E_AUDIT_UNAVAILABLE:
        return 2;
    case TNW_E_STORAGE_FULL:
        return 60;
    default:
        return 0;
    }
}

static void
write_problem(struct call *call, enum tnw_err err, const struct tnw_error_info *info)
{
    char type[96];
    const struct fault *fault = &call->found.fault;
    (void)snprintf(type, sizeof type, "urn:tnw:error:%s", info->code);
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_str(&jw, "type", type);
    jw_str(&jw, "title", info->title);
    jw_int(&jw, "status", info->status);
    jw_str(&jw, "detail", fault->detail[0] == 0 ? info->title : fault->detail);
    jw_str(&jw, "hint", info->hint);
    jw_str(&jw, "code", info->code);
    jw_id(&jw, "request_id", ID_REQUEST, &call->in->request);
    bool of_body = err == TNW_E_INVALID_BODY || err == TNW_E_CONSENT_REQUIRED;
    if (of_body && fault->errors.len > 0 && fault->errors.err == TNW_OK) {
        jw_open_list(&jw, "errors");
        jw_raw(&jw, NULL, buf_slice(&fault->errors));
        jw_close_list(&jw);
    }
    jw_close(&jw);
}

void
answer_problem(struct call *call, enum tnw_err err)
{
    const struct tnw_error_info *info = tnw_error_info(err);
    if (info->status == 0) {
        log_bug(call->world->log, "local_error_on_the_wire", "code=%s", info->code);
        info = tnw_error_info(TNW_E_INTERNAL);
    }
    buf_free(&call->reply.body);
    call->reply =
        (struct reply){.status = info->status, .type = "application/problem+json", .retry_after = retry_after(err)};
    if (call->found.fault.wait_s > 0) {
        call->reply.retry_after = call->found.fault.wait_s;
    }
    write_problem(call, err, info);
    if (call->reply.body.err != TNW_OK) {
        buf_free(&call->reply.body); /* no memory for words: the status says it alone */
    }
}

void
answer_failure(struct call *call, enum tnw_err err)
{
    buf_clear(&call->found.notified);
    buf_clear(&call->found.fault.errors);
    call->found.fault.detail[0] = 0;
    call->found.fault.wait_s = 0;
    call->found.wrote = false;
    answer_problem(call, err);
}

bool
answer_is_there(const struct call *call)
{
    return call->reply.status != 0;
}

bool
answer_permits(const struct call *call)
{
    return call->reply.status < STATUS_REFUSED;
}
