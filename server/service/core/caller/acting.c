#include "service/core/caller/acting.h"

#include "service/core/caller/person.h"
#include "service/core/op.h"
#include "service/core/problem.h"
#include "store/records/actor.h"

enum role
acting_role(const struct policy *policy, code_set roles)
{
    code_set doctor = roles & policy->acts_for;
    bool single = doctor != 0 && (doctor & (doctor - 1)) == 0;
    return single ? (enum role)__builtin_ctz(doctor) : ROLE_NONE;
}

static bool
acts_for(const struct actor_facts *facts, const struct id *actor)
{
    for (size_t i = 0; i < facts->acts_for_count; i++) {
        if (id_eq(&facts->acts_for[i], actor)) {
            return true;
        }
    }
    return false;
}

/* What the caller's registration says. Out: function; FUNCTION_NONE: they may not act for that actor. */
static enum function
function_for(struct txn *txn, const struct id *caller, const struct id *principal)
{
    struct actor actor;
    enum function function = FUNCTION_NONE;
    if (actor_get(txn, caller, &actor)) {
        function = acts_for(&actor.facts, principal) ? actor.facts.function : FUNCTION_NONE;
        actor_wipe(&actor);
    }
    return function;
}

/* The caller becomes the deputy, and the call the principal's. */
static void
change_places(struct call *call, const struct actor *principal, enum function function)
{
    struct findings *found = &call->found;
    found->deputy = (struct deputy){
        .acts = true,
        .actor = found->actor,
        .organisation = found->organisation,
        .limits = {.person = found->person, .function = function},
    };
    found->actor = principal->id;
    found->organisation = principal->organisation;
    found->role = acting_role(call->world->policy, principal->roles);
}

enum tnw_err
acting_begin(struct call *call, struct txn *txn)
{
    struct id id;
    struct actor principal;
    struct person person;
    if (id_parse(&id, ID_ACTOR, call->in->for_text) != TNW_OK) {
        return problem(call, TNW_E_INVALID_HEADER, "TNW-For is not an actor's id");
    }
    if (!call->in->op->acting) {
        return problem(call, TNW_E_ACTING_NOT_ALLOWED, "This is done in person, not for somebody else.");
    }
    /* Why not is the same for all: whom one may not act for is nobody whose state one learns. */
    enum function function = function_for(txn, &call->found.actor, &id);
    bool known = function != FUNCTION_NONE && actor_get(txn, &id, &principal);
    bool may = known && !principal.disabled && acting_role(call->world->policy, principal.roles) != ROLE_NONE &&
               !person_has(&call->found.person, &id) && person_of_actor(call, txn, &id, &person);
    if (may) {
        change_places(call, &principal, function);
        call->found.person = person;
    }
    if (known) {
        actor_wipe(&principal);
    }
    return may ? TNW_OK : problem(call, TNW_E_ACTING_NOT_ALLOWED, "You do not act for this actor.");
}

const struct id *
acting_hand(const struct call *call)
{
    return call->found.deputy.acts ? &call->found.deputy.actor : &call->found.actor;
}

const struct person *
acting_person(const struct call *call)
{
    return call->found.deputy.acts ? &call->found.deputy.limits.person : &call->found.person;
}

const struct decide_deputy *
acting_deputy(const struct call *call)
{
    return call->found.deputy.acts ? &call->found.deputy.limits : NULL;
}

static const struct policy_function *
function_of(const struct call *call)
{
    return &call->world->policy->functions[call->found.deputy.limits.function];
}

bool
acting_may_confer(const struct call *call)
{
    return !call->found.deputy.acts || function_of(call)->confer;
}

bool
acting_may_send(const struct call *call, enum message_kind kind)
{
    return !call->found.deputy.acts || (function_of(call)->messages & CODE_BIT(kind)) != 0;
}
