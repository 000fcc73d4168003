#include "rules/decide.h"

#include "rules/grant.h"
#include "rules/policy_law.h"

struct case_of {
    const struct policy *policy;
    const struct decide_facts *facts;
    const struct decide_question *ask;
};

static const char *const reasons[REASON_COUNT] = {
    [REASON_OWN_DOSSIER] = "own_dossier",
    [REASON_LAW] = "law",
    [REASON_AUTHOR] = "author",
    [REASON_CONSENT] = "consent",
    [REASON_DOSSIER_CLOSED] = "dossier_closed",
    [REASON_RETENTION_READ] = "retention_read",
    [REASON_RETENTION_OVER] = "retention_over",
    [REASON_ACTOR_INACTIVE] = "actor_inactive",
    [REASON_CEILING] = "ceiling",
    [REASON_FUNCTION] = "function_ceiling",
    [REASON_EXCLUDED] = "excluded",
    [REASON_EMPLOYER] = "employer_conflict",
    [REASON_NO_CONSENT] = "no_consent",
    [REASON_RETENTION_CONSENT] = "retention_consent",
    [REASON_CONSENT_PURPOSE] = "consent_purpose",
    [REASON_CONSENT_EXPIRED] = "consent_expired",
    [REASON_CONSENT_PENDING] = "consent_pending",
    [REASON_CONSENT_WITHDRAWN] = "consent_withdrawn",
};

static struct decision
permit(enum decide_reason reason)
{
    return (struct decision){.permit = true, .reason = reason};
}

static struct decision
deny(enum decide_reason reason)
{
    return (struct decision){.permit = false, .reason = reason};
}

static bool
is_in_vocabulary(const struct case_of *c)
{
    bool category = c->ask->category < CATEGORY_COUNT || c->ask->action == ACTION_CONFER;
    return c->facts->role < ROLE_COUNT && c->ask->action < ACTION_COUNT && c->ask->purpose < PURPOSE_COUNT && category;
}

/* The role `patient` is a role in one's own dossier only: in another's it may do nothing. */
static bool
is_below_ceiling(const struct case_of *c)
{
    enum role role = c->facts->role;
    if (!is_in_vocabulary(c) || (role == ROLE_PATIENT) != c->facts->is_subject) {
        return false;
    }
    switch (c->ask->action) {
    case ACTION_READ:
        return codes_has(c->policy->read_ceiling[role], c->ask->category);
    case ACTION_WRITE:
        return codes_has(c->policy->write_ceiling[role], c->ask->category);
    case ACTION_CONFER:
        return c->policy->confer_ceiling[role];
    default:
        return false;
    }
}

static bool
is_for_function(const struct case_of *c)
{
    const struct decide_deputy *deputy = c->facts->deputy;
    if (deputy == NULL) {
        return true;
    }
    if (deputy->function >= FUNCTION_COUNT) {
        return false;
    }
    const struct policy_function *may = &c->policy->functions[deputy->function];
    switch (c->ask->action) {
    case ACTION_READ:
        return codes_has(may->read, c->ask->category);
    case ACTION_WRITE:
        return codes_has(may->write, c->ask->category);
    default:
        return may->confer;
    }
}

static bool
covers_action(const struct case_of *c, code_set actions, code_set categories)
{
    bool category = c->ask->action == ACTION_CONFER || codes_has(categories, c->ask->category);
    return category && codes_has(actions, c->ask->action);
}

static bool
names_actor(const struct case_of *c, const struct consent_terms *terms)
{
    return terms->role == ROLE_NONE ? id_eq(&terms->actor, &c->facts->actor) : terms->role == c->facts->role;
}

static bool
names_person(const struct person *person, const struct consent_terms *terms)
{
    bool named = terms->role != ROLE_NONE && codes_has(person->roles, terms->role);
    for (size_t i = 0; !named && terms->role == ROLE_NONE && i < person->count; i++) {
        named = id_eq(&person->actors[i], &terms->actor) || id_eq(&person->organisations[i], &terms->actor);
    }
    return named;
}

bool
decide_excludes(const struct consent_terms *terms, const struct person *person, day_num today)
{
    return terms->exclude && grant_stands(terms, today) && names_person(person, terms);
}

static bool
is_in_period(const struct case_of *c, const struct consent_terms *terms)
{
    return terms->from <= c->ask->today && c->ask->today <= terms->until;
}

/* Whether they take part in the dossier or not. */
static bool
excludes(const struct case_of *c, const struct consent_terms *terms)
{
    const struct decide_deputy *deputy = c->facts->deputy;
    bool named = names_actor(c, terms) || names_person(&c->facts->person, terms) ||
                 (deputy != NULL && names_person(&deputy->person, terms));
    return terms->exclude && grant_stands(terms, c->ask->today) && named &&
           covers_action(c, terms->actions, terms->categories) && codes_has(terms->purposes, c->ask->purpose);
}

static const struct consent_terms *
find_exclusion(const struct case_of *c)
{
    for (size_t i = 0; !c->facts->overlooks_exclusions && i < c->facts->consent_count; i++) {
        if (excludes(c, &c->facts->consents[i])) {
            return &c->facts->consents[i];
        }
    }
    return NULL;
}

static bool
is_of_what_is_asked(const struct case_of *c, const struct policy_law *law)
{
    return !law->of_some || (c->ask->of_fragment && policy_law_is_of(law, &c->ask->fragment));
}

/* Whether it is a law for them today, of whichever fragments. */
static bool
is_law_for(const struct case_of *c, const struct policy_law *law)
{
    return c->facts->is_participant && codes_has(law->roles, c->facts->role) && c->facts->seat < law->seats &&
           covers_action(c, law->actions, law->categories) && codes_has(law->purposes, c->ask->purpose) &&
           law->from <= c->ask->today && c->ask->today <= law->until;
}

static const struct policy_law *
find_law(const struct case_of *c)
{
    for (size_t i = 0; i < c->policy->law_count; i++) {
        const struct policy_law *law = &c->policy->law[i];
        if (is_law_for(c, law) && is_of_what_is_asked(c, law)) {
            return law;
        }
    }
    return NULL;
}

const struct policy_law *
decide_law_of_some(const struct policy *policy, const struct decide_facts *facts,
                   const struct decide_question *question)
{
    const struct case_of c = {.policy = policy, .facts = facts, .ask = question};
    for (size_t i = 0; question->category < CATEGORY_COUNT && i < policy->law_count; i++) {
        if (policy->law[i].of_some && is_law_for(&c, &policy->law[i])) {
            return &policy->law[i];
        }
    }
    return NULL;
}

/* What one grant says: REASON_CONSENT, or how far it falls short. */
static enum decide_reason
weigh_grant(const struct case_of *c, const struct consent_terms *terms)
{
    bool needs_part = (terms->role != ROLE_NONE || terms->recorded) && !c->facts->is_participant;
    if (terms->exclude || needs_part || !names_actor(c, terms) ||
        !covers_action(c, terms->actions, terms->categories)) {
        return REASON_NO_CONSENT;
    }
    if (!codes_has(terms->purposes, c->ask->purpose)) {
        return terms->withdrawn || !is_in_period(c, terms) ? REASON_NO_CONSENT : REASON_CONSENT_PURPOSE;
    }
    if (terms->withdrawn) {
        return REASON_CONSENT_WITHDRAWN;
    }
    if (c->ask->today < terms->from) {
        return REASON_CONSENT_PENDING;
    }
    return c->ask->today > terms->until ? REASON_CONSENT_EXPIRED : REASON_CONSENT;
}

/* The first grant that covers it; else the most telling refusal, which is the one furthest down in enum
 * decide_reason. */
static struct decision
decide_consent(const struct case_of *c)
{
    struct decision best = deny(REASON_NO_CONSENT);
    for (size_t i = 0; i < c->facts->consent_count; i++) {
        const struct consent_terms *terms = &c->facts->consents[i];
        enum decide_reason reason = weigh_grant(c, terms);
        if (reason == REASON_CONSENT) {
            return (struct decision){.permit = true, .reason = reason, .consent = terms->id};
        }
        if (reason > best.reason) {
            best = (struct decision){.reason = reason, .consent = terms->id};
        }
    }
    return best;
}

/* Writing reaches nothing that the writer does not know. */
static bool
is_in_conflict(const struct case_of *c)
{
    const struct policy_conflict *conflict = &c->policy->employer_conflict;
    bool reaches = c->ask->action == ACTION_CONFER ||
                   (c->ask->action == ACTION_READ && codes_has(conflict->categories, c->ask->category));
    return reaches && c->facts->works_for_employer && codes_has(conflict->roles, c->facts->role);
}

/* What the patient themself granted to this very actor; a doctor who records a consent may work for that employer. */
static struct decision
decide_in_conflict(const struct case_of *c)
{
    for (size_t i = 0; i < c->facts->consent_count; i++) {
        const struct consent_terms *terms = &c->facts->consents[i];
        if (terms->role == ROLE_NONE && !terms->recorded && weigh_grant(c, terms) == REASON_CONSENT) {
            return (struct decision){.permit = true, .reason = REASON_CONSENT, .consent = terms->id};
        }
    }
    return deny(REASON_EMPLOYER);
}

/* Whoever had another ground is told that it counts no longer. */
static struct decision
decide_by_consent_only(const struct case_of *c, bool had_ground)
{
    struct decision decision = decide_consent(c);
    if (decision.reason == REASON_NO_CONSENT && had_ground) {
        decision.reason = REASON_RETENTION_CONSENT;
    }
    return decision;
}

struct decision
decide(const struct policy *policy, const struct decide_facts *facts, const struct decide_question *question)
{
    const struct case_of c = {.policy = policy, .facts = facts, .ask = question};
    if (!facts->actor_active) {
        return deny(REASON_ACTOR_INACTIVE);
    }
    if (!facts->dossier_open && question->action != ACTION_READ) {
        return deny(facts->phase == RETENTION_OPEN ? REASON_DOSSIER_CLOSED : REASON_RETENTION_READ);
    }
    if (!is_below_ceiling(&c)) {
        return deny(REASON_CEILING);
    }
    if (!is_for_function(&c)) {
        return deny(REASON_FUNCTION);
    }
    if (facts->is_subject) { /* no exclusion hits the patient */
        return permit(REASON_OWN_DOSSIER);
    }
    if (facts->phase == RETENTION_OVER) {
        return deny(REASON_RETENTION_OVER);
    }
    bool has_written = facts->is_author && question->action == ACTION_READ;
    bool is_own = has_written && facts->phase == RETENTION_OPEN;
    if (is_own && facts->deputy == NULL) {
        return permit(REASON_AUTHOR);
    }
    const struct consent_terms *exclusion = find_exclusion(&c);
    if (exclusion != NULL) {
        return (struct decision){.reason = REASON_EXCLUDED, .consent = exclusion->id};
    }
    if (is_own) {
        return permit(REASON_AUTHOR);
    }
    if (is_in_conflict(&c)) {
        return decide_in_conflict(&c);
    }
    const struct policy_law *law = find_law(&c);
    if (facts->phase == RETENTION_CONSENT) {
        return decide_by_consent_only(&c, has_written || law != NULL);
    }
    if (law != NULL) {
        return (struct decision){.permit = true, .reason = REASON_LAW, .law_code = law->code};
    }
    return decide_consent(&c);
}

bool
decide_has_grant(const struct decide_facts *facts, day_num today)
{
    const struct decide_question ask = {.today = today};
    const struct case_of c = {.facts = facts, .ask = &ask};
    for (size_t i = 0; i < facts->consent_count; i++) {
        const struct consent_terms *terms = &facts->consents[i];
        bool needs_part = (terms->role != ROLE_NONE || terms->recorded) && !facts->is_participant;
        if (!terms->exclude && grant_stands(terms, today) && names_actor(&c, terms) && !needs_part) {
            return true;
        }
    }
    return false;
}

const struct consent_terms *
decide_opening_grant(const struct consent_terms *consents, size_t count, const struct id *actor, day_num today)
{
    for (size_t i = 0; i < count; i++) {
        const struct consent_terms *terms = &consents[i];
        bool names = terms->role == ROLE_NONE && id_eq(&terms->actor, actor);
        if (names && !terms->exclude && !terms->recorded && grant_stands(terms, today)) {
            return terms;
        }
    }
    return NULL;
}

static bool
includes(code_set set, unsigned count)
{
    return (set & CODE_ALL(count)) == CODE_ALL(count);
}

static bool
forbids_all(const struct consent_terms *terms)
{
    return includes(terms->categories, CATEGORY_COUNT) && includes(terms->actions, ACTION_COUNT) &&
           includes(terms->purposes, PURPOSE_COUNT);
}

/* Whether the exclusions of the person leave nothing of an action for a purpose. To confer has no category. */
static bool
is_forbidden(const struct consent_terms *consents, size_t count, const struct person *person, day_num today,
             enum action action, enum purpose purpose)
{
    code_set categories = 0;
    for (size_t i = 0; i < count; i++) {
        const struct consent_terms *terms = &consents[i];
        if (decide_excludes(terms, person, today) && codes_has(terms->actions, action) &&
            codes_has(terms->purposes, purpose)) {
            categories |= action == ACTION_CONFER ? CODE_ALL(CATEGORY_COUNT) : terms->categories;
        }
    }
    return includes(categories, CATEGORY_COUNT);
}

static bool
nothing_is_left(const struct consent_terms *consents, size_t count, const struct person *person, day_num today)
{
    for (unsigned pair = 0; pair < ACTION_COUNT * PURPOSE_COUNT; pair++) {
        enum action action = (enum action)(pair % ACTION_COUNT);
        enum purpose purpose = (enum purpose)(pair / ACTION_COUNT);
        if (!is_forbidden(consents, count, person, today, action, purpose)) {
            return false;
        }
    }
    return true;
}

const struct consent_terms *
decide_out(const struct consent_terms *consents, size_t count, const struct person *person, day_num today)
{
    const struct consent_terms *some = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!decide_excludes(&consents[i], person, today)) {
            continue;
        }
        if (forbids_all(&consents[i])) {
            return &consents[i];
        }
        some = some == NULL ? &consents[i] : some;
    }
    return some != NULL && nothing_is_left(consents, count, person, today) ? some : NULL;
}

const char *
decide_reason_code(enum decide_reason reason)
{
    return reason < REASON_COUNT ? reasons[reason] : "";
}
