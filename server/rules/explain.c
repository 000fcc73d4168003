#include "rules/explain.h"

/* Looked for in every case, so that whether there is an exclusion does not show in how long it takes. */
static struct decision
decide_without_exclusions(const struct policy *policy, const struct decide_facts *facts,
                          const struct decide_question *question)
{
    struct decide_facts without = *facts;
    without.overlooks_exclusions = true;
    return decide(policy, &without, question);
}

/* What the excluded are told: what they would be without it, and when that would be a yes, that nothing covers it. */
static struct decision
as_told(struct decision real, struct decision without)
{
    if (real.reason != REASON_EXCLUDED) {
        return real;
    }
    return without.permit ? (struct decision){.reason = REASON_NO_CONSENT} : without;
}

static bool
lacks_only_consent(enum decide_reason reason)
{
    return reason >= REASON_EMPLOYER;
}

/* To confer has no category; the grant names what one would confer about: what somebody can still do. */
static code_set
proposed_categories(const struct policy *policy, const struct decide_facts *facts,
                    const struct decide_question *question)
{
    if (question->action != ACTION_CONFER) {
        return CODE_BIT(question->category);
    }
    code_set read = policy->read_ceiling[facts->role];
    code_set functional = read & policy->kind[CATEGORY_KIND_FUNCTIONAL];
    return functional == 0 ? read : functional;
}

struct explanation
explain(const struct policy *policy, const struct decide_facts *facts, const struct decide_question *question,
        enum explain_to to)
{
    struct decision real = decide(policy, facts, question);
    struct decision without = decide_without_exclusions(policy, facts, question);
    struct explanation out = {.decision = to == EXPLAIN_TO_PATIENT ? real : as_told(real, without)};
    out.some = out.decision.permit ? NULL : decide_law_of_some(policy, facts, question);
    out.consent_helps = lacks_only_consent(out.decision.reason) && policy->consent[facts->role].max_days > 0;
    if (out.consent_helps) {
        out.proposal = (struct consent_terms){
            .role = ROLE_NONE,
            .actor = facts->actor,
            .categories = proposed_categories(policy, facts, question),
            .actions = CODE_BIT(question->action),
            .purposes = CODE_BIT(question->purpose),
            .from = question->today,
            .until = question->today + policy->consent[facts->role].default_days,
        };
    }
    return out;
}

struct explain_sight
explain_sight(const struct policy *policy, const struct decide_facts *facts, enum purpose purpose, day_num today)
{
    struct explain_sight out = {.read = 0};
    struct decide_question ask = {.purpose = purpose, .today = today};
    for (unsigned category = 0; category < CATEGORY_COUNT; category++) {
        ask.category = (enum category)category;
        ask.action = ACTION_READ;
        struct decision read = decide(policy, facts, &ask);
        out.read |= read.permit ? CODE_BIT(category) : 0;
        out.by_law |= read.reason == REASON_LAW ? CODE_BIT(category) : 0;
        out.excluded = out.excluded || read.reason == REASON_EXCLUDED;
        out.some |= !read.permit && decide_law_of_some(policy, facts, &ask) != NULL ? CODE_BIT(category) : 0;
        ask.action = ACTION_WRITE;
        out.write |= decide(policy, facts, &ask).permit ? CODE_BIT(category) : 0;
    }
    ask.category = CATEGORY_NONE;
    ask.action = ACTION_CONFER;
    out.confer = decide(policy, facts, &ask).permit;
    return out;
}
