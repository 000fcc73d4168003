#include "service/core/caller/caller.h"

#include <string.h>

#include "service/core/caller/acting.h"
#include "service/core/op.h"
#include "service/core/problem.h"
#include "store/records/actor.h"
#include "store/records/dossier.h"
#include "store/records/trio/thread.h"
#include "store/txn.h"

static void
read_candidates(const struct call *call, struct txn *txn, struct candidates *out)
{
    struct person *person = &out->person;
    *out = (struct candidates){.count = 0};
    person->count = actor_by_identity(txn, &call->in->peer.identity_index, person->actors);
    for (size_t i = 0; i < person->count; i++) {
        struct actor actor;
        if (!actor_get(txn, &person->actors[i], &actor)) {
            continue;
        }
        person->organisations[i] = actor.organisation;
        if (actor.disabled) {
            out->disabled = actor.id;
        } else {
            out->list[out->count].id = actor.id;
            out->list[out->count].organisation = actor.organisation;
            out->list[out->count].roles = actor.roles;
            out->list[out->count].quota_factor = actor.quota_factor;
            out->count++;
            out->roles |= actor.roles;
        }
        actor_wipe(&actor);
    }
    person->roles = out->roles;
}

/* What an earlier request on the connection found, while the registry is as it was then. What a batch that changes the
 * registry sees is not kept: it may not come to be. */
static void
find_candidates(struct call *call, struct txn *txn, struct candidates *out)
{
    struct caller_memo *memo = call->in->memo;
    uint64_t registry = txn_registry(txn);
    bool holds = memo != NULL && memo->holds && memo->registry == registry;
    if (holds) {
        *out = memo->found;
    } else {
        read_candidates(call, txn, out);
    }
    if (memo != NULL && !holds && !txn_registry_moves(txn) && txn_error(txn) == TNW_OK) {
        *memo = (struct caller_memo){.holds = true, .registry = registry, .found = *out};
    }
    call->found.person = out->person;
    call->found.actor = out->disabled; /* for the record, if nothing better is found */
}

bool
caller_is_stranger(const struct call *call)
{
    struct id ids[LIMIT_IDENTITY_ACTORS];
    struct txn *txn;
    if (call->in->local || txn_begin_read(call->world->store, &txn) != TNW_OK) {
        return false;
    }
    bool stranger = actor_by_identity(txn, &call->in->peer.identity_index, ids) == 0 && txn_error(txn) == TNW_OK;
    txn_abort(&txn);
    return stranger;
}

static void
take_candidate(struct call *call, const struct candidates *all, size_t which)
{
    call->found.actor = all->list[which].id;
    call->found.organisation = all->list[which].organisation;
    call->found.quota_factor = all->list[which].quota_factor;
}

/* A registration as a patient only, which anybody makes who opens a dossier for that person, takes no default away from
 * who has another. */
static code_set
roles_to_choose_from(const struct candidates *all)
{
    code_set others = 0;
    for (size_t i = 0; i < all->count; i++) {
        others |= all->list[i].roles == CODE_BIT(ROLE_PATIENT) ? 0 : all->list[i].roles;
    }
    return others != 0 ? others : all->roles;
}

/* TNW-For says the role by itself. */
static enum tnw_err
choose_deputy_role(struct call *call, const struct candidates *all)
{
    const char *medewerker = codes_text(&codes_role, ROLE_MEDEWERKER);
    if (call->in->role_text != NULL && strcmp(call->in->role_text, medewerker) != 0) {
        return TNW_E_ACTING_ROLE;
    }
    if ((all->roles & CODE_BIT(ROLE_MEDEWERKER)) == 0) {
        return TNW_E_ROLE_NOT_HELD;
    }
    call->found.role = ROLE_MEDEWERKER;
    return TNW_OK;
}

static enum tnw_err
choose_role(struct call *call, const struct candidates *all)
{
    if (call->in->for_text != NULL) {
        return choose_deputy_role(call, all);
    }
    if (call->in->role_text != NULL) {
        int role = codes_find(&codes_role, call->in->role_text);
        if (role < 0) {
            return problem(call, TNW_E_INVALID_HEADER, "TNW-Role is not one of the roles");
        }
        if ((all->roles & CODE_BIT(role)) == 0) {
            return TNW_E_ROLE_NOT_HELD;
        }
        call->found.role = (enum role)role;
        return TNW_OK;
    }
    code_set roles = roles_to_choose_from(all);
    bool single = roles != 0 && (roles & (roles - 1)) == 0;
    if (single) {
        call->found.role = (enum role)__builtin_ctz(roles);
        return TNW_OK;
    }
    return call->in->op->any_role ? TNW_OK : TNW_E_ROLE_REQUIRED;
}

static enum tnw_err
choose_actor(struct call *call, const struct candidates *all)
{
    struct id wanted = {0};
    if (call->in->actor_text != NULL && id_parse(&wanted, ID_ACTOR, call->in->actor_text) != TNW_OK) {
        return problem(call, TNW_E_INVALID_HEADER, "TNW-Actor is not an actor's id");
    }
    size_t found = 0;
    for (size_t i = 0; i < all->count; i++) {
        bool fits = call->found.role == ROLE_NONE || (all->list[i].roles & CODE_BIT(call->found.role)) != 0;
        if (!fits || (call->in->actor_text != NULL && !id_eq(&wanted, &all->list[i].id))) {
            continue;
        }
        if (found == 0) {
            take_candidate(call, all, i);
        }
        found++;
    }
    if (found == 0) {
        return problem(call, TNW_E_ROLE_NOT_HELD, "TNW-Actor names no registration of yours with this role");
    }
    return found > 1 && !call->in->op->any_role ? TNW_E_ACTOR_REQUIRED : TNW_OK;
}

static enum tnw_err
choose_purpose(struct call *call)
{
    if (call->in->purpose_text == NULL) {
        call->found.purpose = PURPOSE_TNW_TRAJECT;
        return TNW_OK;
    }
    int purpose = codes_find(&codes_purpose, call->in->purpose_text);
    if (purpose < 0) {
        return problem(call, TNW_E_INVALID_HEADER, "TNW-Purpose is not one of the purposes");
    }
    call->found.purpose = (enum purpose)purpose;
    return TNW_OK;
}

void
caller_recognise(struct call *call, struct txn *txn)
{
    struct candidates all;
    find_candidates(call, txn, &all);
    if (all.count > 0) {
        take_candidate(call, &all, 0);
    }
}

static enum tnw_err
let_in(struct call *call, struct txn *txn)
{
    struct candidates all;
    find_candidates(call, txn, &all);
    if (all.count == 0) {
        return call->found.person.count == 0 ? TNW_E_ACTOR_UNKNOWN : TNW_E_ACTOR_DISABLED;
    }
    take_candidate(call, &all, 0); /* so that a refusal below has somebody's name */
    enum tnw_err err = choose_role(call, &all);
    if (err == TNW_OK) {
        err = choose_actor(call, &all);
    }
    if (err == TNW_OK) {
        err = choose_purpose(call);
    }
    if (err == TNW_OK && call->in->for_text != NULL) {
        err = acting_begin(call, txn);
    }
    if (err == TNW_OK && !call->in->op->any_role && (call->in->op->roles & CODE_BIT(call->found.role)) == 0) {
        err = TNW_E_ROLE_NOT_ALLOWED;
    }
    return err;
}

/* Who is turned away at the door of a dossier stands in its patient's access log, as who is refused inside it. */
void
caller_file_refusal(struct call *call, struct txn *txn)
{
    struct id dossier = call->in->path_id[0];
    bool known = call->in->op->place == PLACE_THREAD ? thread_place(txn, &call->in->path_id[0], &dossier)
                                                     : call->in->op->place == PLACE_DOSSIER;
    if (known && dossier_epoch(txn, &dossier) != 0) {
        call->found.audit.dossier = dossier;
    }
}

enum tnw_err
caller_identify(struct call *call, struct txn *txn)
{
    if (call->in->local) {
        call->found.role = ROLE_BEHEERDER;
        return TNW_OK;
    }
    if (call->in->op->anyone) {
        return TNW_OK;
    }
    enum tnw_err err = let_in(call, txn);
    if (err != TNW_OK) {
        caller_file_refusal(call, txn);
    }
    return err;
}
