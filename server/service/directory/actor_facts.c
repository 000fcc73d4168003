#include "service/directory/actor_facts.h"

#include <stdio.h>
#include <string.h>

#include "rules/field.h"
#include "service/core/caller/acting.h"
#include "service/core/problem.h"

static bool
take_member(const json_t *body, const char *name, bool *has)
{
    *has = json_object_get(body, name) != NULL;
    return *has;
}

void
actor_facts_prepare(struct actor_facts_draft *draft, const json_t *body)
{
    struct actor_facts *given = &draft->given;
    *draft = (struct actor_facts_draft){.given = ACTOR_FACTS_NONE};
    if (take_member(body, "qualification", &draft->has_qualification)) {
        given->qualification =
            (enum qualification)field_code(body, "qualification", &codes_qualification, QUALIFICATION_NONE);
    }
    if (take_member(body, "service", &draft->has_service)) {
        given->service = (enum service)field_code(body, "service", &codes_service, SERVICE_NONE);
    }
    if (take_member(body, "function", &draft->has_function)) {
        given->function = (enum function)field_code(body, "function", &codes_function, FUNCTION_NONE);
    }
    if (take_member(body, "cbe", &draft->has_cbe)) {
        const char *cbe = field_text(body, "cbe");
        (void)snprintf(given->cbe, sizeof given->cbe, "%s", cbe == NULL ? "" : cbe);
    }
    if (take_member(body, "acts_for", &draft->has_acts_for)) {
        given->acts_for_count = (uint8_t)field_ids(body, "acts_for", ID_ACTOR, given->acts_for, LIMIT_ACTS_FOR);
    }
}

static void
merge_facts(const struct actor_facts_draft *draft, struct actor_facts *facts)
{
    const struct actor_facts *given = &draft->given;
    facts->qualification = draft->has_qualification ? given->qualification : facts->qualification;
    facts->service = draft->has_service ? given->service : facts->service;
    facts->function = draft->has_function ? given->function : facts->function;
    if (draft->has_cbe) {
        memcpy(facts->cbe, given->cbe, sizeof facts->cbe);
    }
    if (draft->has_acts_for) {
        facts->acts_for_count = given->acts_for_count;
        memcpy(facts->acts_for, given->acts_for, sizeof facts->acts_for);
    }
}

static bool
holds_role(const struct actor *actor, enum role role)
{
    return (actor->roles & CODE_BIT(role)) != 0;
}

/* Without the role there is nothing that the fact is about. */
static void
drop_facts(struct actor *actor)
{
    struct actor_facts *facts = &actor->facts;
    if (!holds_role(actor, ROLE_HUISARTS)) {
        facts->qualification = QUALIFICATION_NONE;
    }
    if (!holds_role(actor, ROLE_BEMIDDELAAR)) {
        facts->service = SERVICE_NONE;
    }
    if (!holds_role(actor, ROLE_MEDEWERKER)) {
        facts->function = FUNCTION_NONE;
        facts->acts_for_count = 0;
    }
}

static enum tnw_err
check_roles_of_facts(struct call *call, const struct actor_facts_draft *draft, const struct actor *actor)
{
    const struct actor_facts *given = &draft->given;
    if (given->qualification != QUALIFICATION_NONE && !holds_role(actor, ROLE_HUISARTS)) {
        return problem_at(call, "/qualification", "rule", "is a fact of a huisarts");
    }
    if (given->service != SERVICE_NONE && !holds_role(actor, ROLE_BEMIDDELAAR)) {
        return problem_at(call, "/service", "rule", "is a fact of a bemiddelaar");
    }
    if (given->function != FUNCTION_NONE && !holds_role(actor, ROLE_MEDEWERKER)) {
        return problem_at(call, "/function", "rule", "is a fact of a medewerker");
    }
    if (given->acts_for_count > 0 && !holds_role(actor, ROLE_MEDEWERKER)) {
        return problem_at(call, "/acts_for", "rule", "is a fact of a medewerker");
    }
    bool other_number = actor->is_organisation && actor->identity.kind != IDENTITY_CBE;
    if (given->cbe[0] != 0 && !other_number) {
        return problem_at(call, "/cbe", "rule", "is a fact of an organisation that comes in by another number");
    }
    return TNW_OK;
}

/* For whom somebody acts must be there, and be somebody for whom one can act. */
static enum tnw_err
check_acts_for(struct call *call, struct txn *txn, const struct actor *actor)
{
    const struct actor_facts *facts = &actor->facts;
    if (facts->acts_for_count > 0 && facts->function == FUNCTION_NONE) {
        return problem_at(call, "/function", "rule", "must be told of a medewerker who acts for somebody");
    }
    for (size_t i = 0; i < facts->acts_for_count; i++) {
        struct actor target;
        char pointer[32];
        bool known = actor_get(txn, &facts->acts_for[i], &target);
        bool same = known && target.identity.kind == actor->identity.kind &&
                    strcmp(target.identity.number, actor->identity.number) == 0;
        bool can = known && !target.disabled && acting_role(call->world->policy, target.roles) != ROLE_NONE;
        actor_wipe(&target);
        (void)snprintf(pointer, sizeof pointer, "/acts_for/%zu", i);
        if (same) {
            return problem_at(call, pointer, "rule", "is the medewerker themself");
        }
        if (!can) {
            return problem_at(call, pointer, "reference",
                              "must be an active doctor or team, with one role of a doctor in that registration");
        }
    }
    return txn_error(txn);
}

enum tnw_err
actor_facts_apply(struct call *call, struct txn *txn, const struct actor_facts_draft *draft, struct actor *actor)
{
    enum tnw_err err = check_roles_of_facts(call, draft, actor);
    if (err != TNW_OK) {
        return err;
    }
    merge_facts(draft, &actor->facts);
    drop_facts(actor);
    bool told = draft->has_acts_for || draft->has_function;
    return told ? check_acts_for(call, txn, actor) : TNW_OK;
}
