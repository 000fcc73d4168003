#include "service/core/show.h"

#include <string.h>

static void
show_fact(struct json_writer *jw, const char *key, const struct code_list *list, unsigned code)
{
    jw_str(jw, key, code < list->count ? codes_text(list, code) : NULL);
}

static void
show_actor_facts(struct json_writer *jw, const struct actor_facts *facts)
{
    show_fact(jw, "qualification", &codes_qualification, facts->qualification);
    show_fact(jw, "service", &codes_service, facts->service);
    show_fact(jw, "function", &codes_function, facts->function);
    jw_str(jw, "cbe", facts->cbe[0] == 0 ? NULL : facts->cbe);
    jw_open_list(jw, "acts_for");
    for (size_t i = 0; i < facts->acts_for_count; i++) {
        jw_id(jw, NULL, ID_ACTOR, &facts->acts_for[i]);
    }
    jw_close_list(jw);
}

void
show_actor(struct json_writer *jw, const char *key, const struct call *call, const struct actor *actor)
{
    bool own = call->in->peer.identity.kind == actor->identity.kind &&
               strcmp(call->in->peer.identity.number, actor->identity.number) == 0;
    bool all = own || call->found.role == ROLE_BEHEERDER;
    code_set roles = all ? actor->roles : actor->roles & ~CODE_BIT(ROLE_PATIENT);
    jw_open(jw, key);
    jw_id(jw, "id", ID_ACTOR, &actor->id);
    jw_str(jw, "kind", actor->is_organisation ? "organisation" : "person");
    jw_slice(jw, "name", buf_slice(&actor->name));
    jw_codes(jw, "roles", &codes_role, roles);
    jw_str(jw, "state", actor->disabled ? "disabled" : "active");
    jw_str(jw, "nihii", actor->nihii[0] == 0 ? NULL : actor->nihii);
    jw_id(jw, "organisation", ID_ACTOR, &actor->organisation);
    show_actor_facts(jw, &actor->facts);
    if (all) {
        jw_int(jw, "quota_factor", actor->quota_factor);
    }
    jw_raw(jw, "contact", buf_slice(&actor->contact));
    jw_close(jw);
}

void
show_name_as(struct json_writer *jw, const char *key, struct txn *txn, const struct id *id)
{
    struct actor actor;
    if (!actor_get(txn, id, &actor)) {
        jw_null(jw, key);
        return;
    }
    jw_slice(jw, key, buf_slice(&actor.name));
    actor_wipe(&actor);
}

void
show_name(struct json_writer *jw, struct txn *txn, const struct id *id)
{
    show_name_as(jw, "name", txn, id);
}

void
show_person_in(struct json_writer *jw, const char *key, struct txn *txn, const struct id *actor, enum role role)
{
    jw_open(jw, key);
    jw_id(jw, "actor", ID_ACTOR, actor);
    show_name(jw, txn, actor);
    jw_str(jw, "role", codes_text(&codes_role, role));
    jw_close(jw);
}

void
show_patient(struct json_writer *jw, const struct dossier *dossier)
{
    jw_open(jw, "patient");
    jw_id(jw, "actor", ID_ACTOR, &dossier->patient);
    jw_slice(jw, "name", buf_slice(&dossier->name));
    jw_close(jw);
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
