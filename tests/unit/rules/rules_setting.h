/* A small world for tests of the decision. */
#ifndef TNW_TESTS_RULES_SETTING_H
#define TNW_TESTS_RULES_SETTING_H

#include "rules/decide.h"

#define TODAY 20500

/* A small world: a doctor in role HUISARTS (actor 1), one grant (id 1) to them, and tests that change one thing. */
struct setting {
    struct policy policy;
    struct consent_terms consents[3];
    struct decide_facts facts;
    struct decide_question ask;
};

static inline struct id
id_number(uint8_t number)
{
    return (struct id){.bytes = {[15] = number}};
}

static inline struct consent_terms
grant_to_actor(uint8_t id, uint8_t actor)
{
    return (struct consent_terms){
        .id = id_number(id),
        .role = ROLE_NONE,
        .actor = id_number(actor),
        .categories = CODE_BIT(CATEGORY_FIT_NOTE),
        .actions = CODE_BIT(ACTION_READ) | CODE_BIT(ACTION_CONFER),
        .purposes = CODE_BIT(PURPOSE_TNW_TRAJECT),
        .from = TODAY - 1,
        .until = TODAY + 1,
    };
}

static inline struct setting
with_grant(void)
{
    struct setting s = {
        .consents[0] = grant_to_actor(1, 1),
        .facts = {.dossier_open = true,
                  .actor_active = true,
                  .is_participant = true,
                  .role = ROLE_HUISARTS,
                  .actor = id_number(1),
                  .consent_count = 1},
        .ask = {.action = ACTION_READ, .category = CATEGORY_FIT_NOTE, .purpose = PURPOSE_TNW_TRAJECT, .today = TODAY},
    };
    s.policy.read_ceiling[ROLE_PATIENT] = CODE_ALL(CATEGORY_COUNT);
    s.policy.write_ceiling[ROLE_PATIENT] = CODE_BIT(CATEGORY_QUICKSCAN);
    s.policy.read_ceiling[ROLE_HUISARTS] = CODE_BIT(CATEGORY_FIT_NOTE) | CODE_BIT(CATEGORY_GAO);
    s.policy.write_ceiling[ROLE_HUISARTS] = CODE_BIT(CATEGORY_FIT_NOTE);
    s.policy.confer_ceiling[ROLE_HUISARTS] = true;
    s.policy.law_count = 1;
    s.policy.law[0] = (struct policy_law){
        .code = "some_law",
        .roles = CODE_BIT(ROLE_HUISARTS),
        .categories = CODE_BIT(CATEGORY_GAO),
        .actions = CODE_BIT(ACTION_READ),
        .purposes = CODE_BIT(PURPOSE_TNW_TRAJECT),
        .seats = 1,
        .from = TODAY,
        .until = TODAY,
    };
    return s;
}

static inline struct setting
with_law(void)
{
    struct setting s = with_grant();
    s.facts.consent_count = 0;
    s.ask.category = CATEGORY_GAO;
    return s;
}

static inline struct setting
of_patient(void)
{
    struct setting s = with_grant();
    s.facts.role = ROLE_PATIENT;
    s.facts.is_subject = true;
    s.facts.is_participant = false;
    s.facts.consent_count = 0;
    s.ask.category = CATEGORY_DIAGNOSE;
    return s;
}

#endif
