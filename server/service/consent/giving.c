#include "service/consent/giving.h"

#include <stdio.h>

#include "service/core/audit_facts.h"
#include "service/core/caller/person.h"
#include "service/core/problem.h"
#include "store/records/actor.h"

static enum tnw_err
giving_problem(struct call *call, const struct giving_place *place, const char *pointer, const char *code,
               const char *detail)
{
    char whole[64];
    (void)snprintf(whole, sizeof whole, "%s%s", place->at, pointer);
    return problem_at(call, whole, code, detail);
}

/* The patient gives; a doctor of the dossier records, with evidence, for a patient who cannot. An exclusion is the
 * patient's own word: nobody records it for them. */
static enum tnw_err
check_giver(struct call *call, const struct access *access, const struct consent *consent,
            const struct giving_place *place)
{
    size_t count = access->consent_count + place->before;
    if (access->dossier.closed != 0 && !consent->exclude) {
        return TNW_E_DOSSIER_CLOSED;
    }
    size_t most = consent->exclude ? LIMIT_CONSENTS : LIMIT_CONSENTS_GRANTS;
    if (count >= most) {
        return problem(call, TNW_E_CONFLICT,
                       consent->exclude ? "The dossier has %zu consents; more than %zu is not possible."
                                        : "The dossier has %zu consents; more than %zu can only be exclusions.",
                       count, most);
    }
    if (access->is_subject) {
        audit_facts_ground(&call->found.audit, "own_dossier");
        return consent->evidence == EVIDENCE_NONE ? TNW_OK
                                                  : giving_problem(call, place, "/evidence", "rule",
                                                                   "is for who records the consent of somebody else");
    }
    bool recorder = (call->world->policy->may_record_consent & CODE_BIT(call->found.role)) != 0;
    if (!recorder || !access->is_participant || consent->exclude) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED,
                       "Only the patient, or for a grant a doctor of the dossier, may do this.");
    }
    if (count >= LIMIT_CONSENTS_RECORDED) {
        return problem(call, TNW_E_CONFLICT,
                       "The dossier has %d consents, which is the most for others than the patient.",
                       LIMIT_CONSENTS_RECORDED);
    }
    audit_facts_ground(&call->found.audit, "recorded");
    if (consent->evidence == EVIDENCE_NONE) {
        return TNW_E_EVIDENCE_REQUIRED;
    }
    return consent->evidence_date <= call->found.today
               ? TNW_OK
               : giving_problem(call, place, "/evidence/date", "rule", "must not be in the future");
}

void
giving_find_grantee(const struct call *call, struct txn *txn, const struct consent *consent, struct grantee *out)
{
    struct actor actor;
    *out = (struct grantee){.roles = consent->role == ROLE_NONE ? 0 : CODE_BIT(consent->role)};
    if (consent->role == ROLE_NONE && actor_get(txn, &consent->actor, &actor)) {
        out->roles = actor.roles & ~CODE_BIT(ROLE_PATIENT); /* which is worth nothing in another's dossier */
        actor_wipe(&actor);
        (void)person_of_actor(call, txn, &consent->actor, &out->person);
    }
}

/* An exclusion is said of the person, whom the patient may know by a registration that holds no role any more. */
static enum tnw_err
check_grantee(struct call *call, const struct access *access, const struct consent *consent,
              const struct grantee *grantee, const struct giving_place *place)
{
    bool known = grantee->roles != 0 || (consent->exclude && grantee->person.count > 0);
    if (!known) {
        return giving_problem(call, place, "/grantee/actor", "reference", "must be an actor of the directory");
    }
    return person_has(&grantee->person, &access->dossier.patient)
               ? giving_problem(call, place, "/grantee/actor", "rule",
                                "is the patient, who is no doctor in their own dossier")
               : TNW_OK;
}

static enum tnw_err
check_period(struct call *call, const struct consent *consent, code_set roles, const struct giving_place *place)
{
    struct grant_period period = {.from = consent->from, .until = consent->until};
    int max_days = policy_consent_of(call->world->policy, roles).max_days;
    return problem_breach(call, place->at, grant_check_period(&period, consent->exclude, call->found.today, max_days));
}

static void
name_categories(char *out, size_t size, code_set set)
{
    size_t len = 0;
    out[0] = 0;
    for (unsigned i = 0; i < CATEGORY_COUNT && len < size; i++) {
        if ((set & CODE_BIT(i)) != 0) {
            len +=
                (size_t)snprintf(out + len, size - len, "%s%s", len == 0 ? "" : ", ", codes_text(&codes_category, i));
        }
    }
}

struct grant_excess
giving_excess(const struct call *call, const struct consent *consent, const struct grantee *grantee)
{
    const struct consent_terms terms = consent_terms(consent);
    return consent->exclude ? (struct grant_excess){.categories = 0}
                            : grant_beyond_ceiling(call->world->policy, grantee->roles, &terms);
}

/* A grant of what its grantee can never have would stand there as active, and be worth nothing. */
enum tnw_err
giving_check_ceiling(struct call *call, const struct consent *consent, const struct giving_place *place,
                     const struct grantee *grantee)
{
    struct grant_excess excess = giving_excess(call, consent, grantee);
    char names[192];
    if (excess.categories != 0) {
        (void)giving_problem(call, place, "/categories", "ceiling", "holds what this grantee can never see or write");
        name_categories(names, sizeof names, excess.categories);
        return problem(call, TNW_E_INVALID_BODY, "Whatever the patient consents to, this grantee can never have: %s.",
                       names);
    }
    return excess.confer
               ? giving_problem(call, place, "/actions", "ceiling", "holds confer: this grantee can never do that")
               : TNW_OK;
}

/* What a doctor would record for this grantee reaches whom the patient meant with that one: the same grantee, somebody
 * who holds the role, the role of an actor. */
static bool
reaches(const struct call *call, struct txn *txn, const struct consent_terms *taken, const struct consent_terms *terms,
        const struct grantee *grantee)
{
    struct person person;
    if (grant_same_grantee(taken, terms, &grantee->person)) {
        return true;
    }
    if (taken->role != ROLE_NONE) {
        return ((grantee->roles | grantee->person.roles) & CODE_BIT(taken->role)) != 0;
    }
    return terms->role != ROLE_NONE && person_of_actor(call, txn, &taken->actor, &person) &&
           (person.roles & CODE_BIT(terms->role)) != 0;
}

/* Whether a word of the patient's own stands that says what the two have in common, and for as long. */
static bool
stands_again(const struct call *call, const struct access *access, const struct consent_terms *taken,
             const struct consent_terms *terms, const struct grantee *grantee)
{
    for (size_t i = 0; i < access->consent_count; i++) {
        const struct consent_terms *own = &access->consents[i];
        bool stands =
            grant_stands(own, call->found.today) && !own->exclude && !own->recorded && own->until >= terms->until;
        code_set categories = taken->categories & terms->categories;
        code_set actions = taken->actions & terms->actions;
        code_set purposes = taken->purposes & terms->purposes;
        if (stands && grant_same_grantee(own, terms, &grantee->person) && (categories & ~own->categories) == 0 &&
            (actions & ~own->actions) == 0 && (purposes & ~own->purposes) == 0) {
            return true;
        }
    }
    return false;
}

/* What the patient took back, only the patient gives again. */
static enum tnw_err
check_not_taken_back(struct call *call, struct txn *txn, const struct access *access, const struct consent *consent,
                     const struct grantee *grantee)
{
    const struct consent_terms terms = consent_terms(consent);
    for (size_t i = 0; i < access->consent_count; i++) {
        const struct consent_terms *taken = &access->consents[i];
        if (taken->taken_back && !taken->exclude && grant_overlaps(taken, &terms) &&
            reaches(call, txn, taken, &terms, grantee) && !stands_again(call, access, taken, &terms, grantee)) {
            return TNW_E_WITHDRAWN_BY_PATIENT;
        }
    }
    return txn_error(txn);
}

enum tnw_err
giving_check(struct call *call, struct txn *txn, const struct access *access, const struct consent *consent,
             const struct giving_place *place, struct grantee *grantee)
{
    enum tnw_err err = check_giver(call, access, consent, place);
    if (err == TNW_OK) {
        giving_find_grantee(call, txn, consent, grantee);
        err = check_grantee(call, access, consent, grantee, place);
    }
    if (err == TNW_OK) {
        err = check_period(call, consent, grantee->roles, place);
    }
    if (err == TNW_OK && !access->is_subject) {
        err = check_not_taken_back(call, txn, access, consent, grantee);
    }
    return err;
}

/* Whether the terms speak of who takes part there as that: by name, or by the role. */
static bool
speaks_of(const struct consent_terms *terms, const struct participant *who)
{
    return terms->role != ROLE_NONE ? terms->role == who->role : id_eq(&terms->actor, &who->actor);
}

/* Whether somebody takes part of whom both speak, the one by name or by a role, the other by a role. */
static bool
share_participant(const struct access *access, const struct consent_terms *one, const struct consent_terms *other)
{
    const struct dossier *dossier = &access->dossier;
    for (size_t i = 0; i < dossier->participant_count; i++) {
        const struct participant *who = &dossier->participants[i];
        for (size_t j = 0; speaks_of(one, who) && j < dossier->participant_count; j++) {
            const struct participant *same = &dossier->participants[j];
            if (id_eq(&who->actor, &same->actor) && speaks_of(other, same)) {
                return true;
            }
        }
    }
    return false;
}

/* The role by which a grant holds for all that one to this actor does: they take part as that, hold no other role as
 * which only their name would let them in, and need not be named (rules/policy.h, conflict). ROLE_NONE: there is none.
 */
static enum role
only_role(const struct call *call, struct txn *txn, const struct access *access, const struct consent_terms *terms,
          const struct grantee *grantee)
{
    const struct participant *who =
        terms->role == ROLE_NONE ? access_participant(access, &terms->actor, ROLE_NONE) : NULL;
    struct decide_facts facts;
    bool one = who != NULL && grantee->roles == CODE_BIT(who->role);
    return one && access_facts_of(call, txn, access, who, &facts) && !facts.works_for_employer ? who->role : ROLE_NONE;
}

struct beside {
    enum giving_beside which;
    const struct consent_terms *terms;
    const struct grantee *grantee;
    enum role role; /* BESIDE_COVERS: as only_role */
};

static bool
stands_beside(const struct call *call, const struct access *access, const struct beside *b,
              const struct consent_terms *other)
{
    day_num today = call->found.today;
    bool same = grant_same_grantee(other, b->terms, &b->grantee->person);
    if (other->withdrawn || id_eq(&other->id, &b->terms->id)) {
        return false;
    }
    switch (b->which) {
    case BESIDE_COVERS:
        return !other->exclude && grant_stands(other, today) &&
               (same || (b->role != ROLE_NONE && other->role == b->role)) && grant_covers(other, b->terms, today);
    case BESIDE_OVERLAPS: /* also what begins later: it lets them in again */
        return !other->exclude && today <= other->until && (same || share_participant(access, other, b->terms)) &&
               grant_overlaps(other, b->terms);
    default: {
        struct person named = b->grantee->person;
        named.roles |= b->grantee->roles;
        return decide_excludes(other, &named, today) && grant_overlaps(other, b->terms);
    }
    }
}

void
giving_show_beside(struct json_writer *jw, const char *key, const struct call *call, struct txn *txn,
                   const struct access *access, const struct consent *consent, const struct grantee *grantee,
                   enum giving_beside which)
{
    const struct consent_terms terms = consent_terms(consent);
    struct beside beside = {.which = which, .terms = &terms, .grantee = grantee, .role = ROLE_NONE};
    if (which == BESIDE_COVERS) {
        beside.role = only_role(call, txn, access, &terms, grantee);
    }
    jw_open_list(jw, key);
    for (size_t i = 0; i < access->consent_count; i++) {
        if (stands_beside(call, access, &beside, &access->consents[i])) {
            jw_id(jw, NULL, ID_CONSENT, &access->consents[i].id);
        }
    }
    jw_close_list(jw);
}

day_num
giving_latest(const struct call *call, const struct consent *consent, const struct grantee *grantee)
{
    return consent->from + policy_consent_of(call->world->policy, grantee->roles).max_days;
}
