#include "service/core/show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "service/core/problem.h"

void
show_actor(struct json_writer *jw, const char *key, const struct call *call, const struct actor *actor)
{
    bool own = call->peer.identity.kind == actor->identity.kind &&
               strcmp(call->peer.identity.number, actor->identity.number) == 0;
    code_set roles = own || call->role == ROLE_BEHEERDER ? actor->roles : actor->roles & ~CODE_BIT(ROLE_PATIENT);
    jw_open(jw, key);
    jw_id(jw, "id", ID_ACTOR, &actor->id);
    jw_str(jw, "kind", actor->is_organisation ? "organisation" : "person");
    jw_slice(jw, "name", buf_slice(&actor->name));
    jw_codes(jw, "roles", &codes_role, roles);
    jw_str(jw, "state", actor->disabled ? "disabled" : "active");
    jw_str(jw, "nihii", actor->nihii[0] == 0 ? NULL : actor->nihii);
    jw_id(jw, "organisation", ID_ACTOR, &actor->organisation);
    jw_raw(jw, "contact", buf_slice(&actor->contact));
    jw_close(jw);
}

void
show_name(struct json_writer *jw, struct txn *txn, const struct id *id)
{
    struct actor actor;
    if (!actor_get(txn, id, &actor)) {
        jw_null(jw, "name");
        return;
    }
    jw_slice(jw, "name", buf_slice(&actor.name));
    actor_wipe(&actor);
}

void
show_participant(struct json_writer *jw, struct txn *txn, const struct participant *who)
{
    jw_open(jw, NULL);
    jw_id(jw, "actor", ID_ACTOR, &who->actor);
    show_name(jw, txn, &who->actor);
    jw_str(jw, "role", codes_text(&codes_role, who->role));
    jw_time(jw, "since", who->since);
    jw_close(jw);
}

/* Doctors and the coordinator of the sickness fund work with the NISS; others have no use for it. */
static bool
may_see_niss(const struct call *call)
{
    return call->role == ROLE_PATIENT || call->role == ROLE_HUISARTS || call->role == ROLE_ADVISEREND_ARTS ||
           call->role == ROLE_ARBEIDSARTS || call->role == ROLE_TNW_COORDINATOR;
}

void
show_dossier(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access)
{
    const struct dossier *dossier = &access->dossier;
    jw_open(jw, NULL);
    jw_id(jw, "id", ID_DOSSIER, &dossier->id);
    jw_str(jw, "state", dossier->closed == 0 ? "open" : "closed");
    jw_open(jw, "patient");
    jw_id(jw, "actor", ID_ACTOR, &dossier->patient);
    jw_slice(jw, "name", buf_slice(&dossier->name));
    jw_str(jw, "niss", may_see_niss(call) ? dossier->niss : NULL);
    jw_close(jw);
    jw_date(jw, "start", dossier->start);
    jw_str(jw, "employment", codes_text(&codes_employment, dossier->employment));
    jw_time(jw, "opened", dossier->opened);
    jw_id(jw, "opened_by", ID_ACTOR, &dossier->opened_by);
    jw_time(jw, "closed", dossier->closed);
    jw_open_list(jw, "participants");
    for (size_t i = 0; i < dossier->participant_count; i++) {
        show_participant(jw, txn, &dossier->participants[i]);
    }
    jw_close_list(jw);
    jw_close(jw);
}

struct json_writer
show_reply(struct call *call)
{
    return json_writer(&call->reply.body);
}

void
show_done(struct call *call, int status)
{
    call->reply.status = status;
}

void
show_location(struct call *call, const char *prefix, enum id_kind kind, const struct id *id)
{
    char text[ID_TEXT];
    id_format(text, kind, id);
    (void)snprintf(call->reply.location, sizeof call->reply.location, "%s%s", prefix, text);
}

void
show_location_in(struct call *call, const struct id *dossier, const char *what, enum id_kind kind, const struct id *id)
{
    char text[ID_TEXT];
    char prefix[80];
    id_format(text, ID_DOSSIER, dossier);
    (void)snprintf(prefix, sizeof prefix, "/v1/dossiers/%s/%s/", text, what);
    show_location(call, prefix, kind, id);
}

void
show_etag(struct call *call, uint64_t version)
{
    (void)snprintf(call->reply.etag, sizeof call->reply.etag, "%llu", (unsigned long long)version);
}

/* Our ETags are numbers: "7", strong, one. */
enum tnw_err
show_if_match(struct call *call, uint64_t *version)
{
    const char *text = call->if_match;
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
