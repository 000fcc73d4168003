#include "property/decide_model.h"

#include <string.h>

bool
model_in(code_set set, unsigned member)
{
    return set / (1U << member) % 2 == 1;
}

bool
model_same_thing(const struct asked *a, code_set categories, code_set actions)
{
    switch (a->q.action) {
    case ACTION_CONFER:
        return model_in(actions, ACTION_CONFER);
    default:
        return model_in(actions, a->q.action) && model_in(categories, a->q.category);
    }
}

bool
model_same_person(unsigned one, unsigned other)
{
    return one == other || one + other == 1;
}

/* An exclusion is said of the person, and of who asks for them; of a role, to everybody who holds it or acts in it. */
static bool
model_excluded_by(const struct asked *a, const struct consent_terms *t)
{
    bool named = t->role == a->role;
    for (unsigned actor = 0; actor < ACTORS; actor++) {
        struct id id = history_actor(actor);
        bool mine = model_same_person(actor, a->actor) || (a->acting && model_same_person(actor, a->deputy));
        named |= mine && (t->role == ROLE_NONE ? memcmp(&t->actor, &id, sizeof id) == 0
                                               : model_in(a->h->holds[actor], t->role));
    }
    return named;
}

unsigned
model_seat(const struct asked *a)
{
    unsigned before = 0;
    for (unsigned actor = 0; actor < a->actor; actor++) {
        before += a->h->takes_part[actor][a->role];
    }
    return before;
}

bool
model_meant(const struct asked *a, const struct consent_terms *t)
{
    struct id me = history_actor(a->actor);
    if (t->exclude) {
        return model_excluded_by(a, t);
    }
    if (t->role == ROLE_NONE) {
        return memcmp(&t->actor, &me, sizeof me) == 0 && (!t->recorded || a->h->takes_part[a->actor][a->role]);
    }
    return t->role == a->role && a->h->takes_part[a->actor][a->role];
}

int
model_period(const struct asked *a, const struct consent_terms *t)
{
    return a->q.today < t->from ? -1 : a->q.today > t->until ? 1 : 0;
}

bool
model_ceiling(const struct asked *a)
{
    const struct policy *p = &a->h->policy;
    if (a->role == ROLE_PATIENT && !a->subject) {
        return false;
    }
    return a->q.action == ACTION_READ    ? model_in(p->read_ceiling[a->role], a->q.category)
           : a->q.action == ACTION_WRITE ? model_in(p->write_ceiling[a->role], a->q.category)
                                         : p->confer_ceiling[a->role];
}

static bool
model_law(const struct asked *a)
{
    bool found = false;
    for (size_t i = 0; i < a->h->policy.law_count; i++) {
        const struct policy_law *l = &a->h->policy.law[i];
        bool day = !(a->q.today < l->from || a->q.today > l->until);
        found |= model_in(l->roles, a->role) && model_in(l->purposes, a->q.purpose) && day &&
                 model_same_thing(a, l->categories, l->actions) && model_seat(a) < l->seats;
    }
    return found && a->h->takes_part[a->actor][a->role];
}

/* How many consents are of that kind: the reasons are then a matter of counting. */
static unsigned
model_count(const struct asked *a, bool exclude, bool purpose, bool withdrawn, int period, bool any_period)
{
    unsigned count = 0;
    for (size_t i = 0; i < a->h->count; i++) {
        const struct consent_terms *t = &a->h->consents[i];
        count += t->exclude == exclude && t->withdrawn == withdrawn && model_meant(a, t) &&
                 model_in(t->purposes, a->q.purpose) == purpose && (any_period || model_period(a, t) == period) &&
                 model_same_thing(a, t->categories, t->actions);
    }
    return count;
}

static enum decide_reason
model_consent(const struct asked *a)
{
    if (model_count(a, false, true, false, 0, false) > 0) {
        return REASON_CONSENT;
    }
    if (model_count(a, false, true, true, 0, true) > 0) {
        return REASON_CONSENT_WITHDRAWN;
    }
    if (model_count(a, false, true, false, -1, false) > 0) {
        return REASON_CONSENT_PENDING;
    }
    if (model_count(a, false, true, false, 1, false) > 0) {
        return REASON_CONSENT_EXPIRED;
    }
    return model_count(a, false, false, false, 0, false) > 0 ? REASON_CONSENT_PURPOSE : REASON_NO_CONSENT;
}

static bool
model_function(const struct asked *a)
{
    const struct policy_function *f = &a->h->policy.functions[a->h->function[a->deputy]];
    return !a->acting || (a->q.action == ACTION_READ    ? model_in(f->read, a->q.category)
                          : a->q.action == ACTION_WRITE ? model_in(f->write, a->q.category)
                                                        : f->confer);
}

static bool
model_conflict(const struct asked *a)
{
    const struct policy_conflict *c = &a->h->policy.employer_conflict;
    bool employed = a->h->employed[a->actor] || (a->acting && a->h->employed[a->deputy]);
    bool medical =
        a->q.action == ACTION_CONFER || (a->q.action == ACTION_READ && model_in(c->categories, a->q.category));
    return employed && medical && model_in(c->roles, a->role);
}

/* Only what the patient's own hand gave to that very actor. */
static bool
model_granted_by_name(const struct asked *a)
{
    bool found = false;
    for (size_t i = 0; i < a->h->count; i++) {
        const struct consent_terms *t = &a->h->consents[i];
        found |= !t->exclude && !t->withdrawn && !t->recorded && t->role == ROLE_NONE && model_meant(a, t) &&
                 model_in(t->purposes, a->q.purpose) && model_period(a, t) == 0 &&
                 model_same_thing(a, t->categories, t->actions);
    }
    return found;
}

enum decide_reason
model_decide(const struct asked *a)
{
    if (!a->h->active[a->actor]) {
        return REASON_ACTOR_INACTIVE;
    }
    if (a->q.action != ACTION_READ && a->h->phase != RETENTION_OPEN) {
        return REASON_RETENTION_READ;
    }
    if (a->q.action != ACTION_READ && !a->h->open) {
        return REASON_DOSSIER_CLOSED;
    }
    if (!model_ceiling(a)) {
        return REASON_CEILING;
    }
    if (!model_function(a)) {
        return REASON_FUNCTION;
    }
    if (a->subject) {
        return REASON_OWN_DOSSIER;
    }
    if (a->h->phase == RETENTION_OVER) {
        return REASON_RETENTION_OVER;
    }
    bool excluded = model_count(a, true, true, false, 0, false) > 0;
    bool author = a->author && a->q.action == ACTION_READ;
    if (author && a->h->phase == RETENTION_OPEN && !(a->acting && excluded)) {
        return REASON_AUTHOR;
    }
    if (excluded) {
        return REASON_EXCLUDED;
    }
    if (model_conflict(a)) {
        return model_granted_by_name(a) ? REASON_CONSENT : REASON_EMPLOYER;
    }
    if (a->h->phase == RETENTION_CONSENT) {
        enum decide_reason consent = model_consent(a);
        return consent == REASON_NO_CONSENT && (author || model_law(a)) ? REASON_RETENTION_CONSENT : consent;
    }
    return model_law(a) ? REASON_LAW : model_consent(a);
}
