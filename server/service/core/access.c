#include "service/core/access.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "service/core/audit_facts.h"
#include "service/core/caller/acting.h"
#include "service/core/caller/employer.h"
#include "service/core/caller/person.h"
#include "service/core/op.h"
#include "store/records/actor.h"
#include "store/records/consent.h"

const struct participant *
access_participant(const struct access *access, const struct id *actor, enum role role)
{
    for (size_t i = 0; i < access->dossier.participant_count; i++) {
        const struct participant *who = &access->dossier.participants[i];
        if (id_eq(&who->actor, actor) && (role == ROLE_NONE || who->role == role)) {
            return who;
        }
    }
    return NULL;
}

/* In whatever role they act; or in whose name they do. */
static bool
is_patient(const struct call *call, const struct dossier *dossier)
{
    if (call->found.deputy.acts && person_has(&call->found.person, &dossier->patient)) {
        return true;
    }
    return call->in->peer.identity.kind == IDENTITY_NISS && strcmp(call->in->peer.identity.number, dossier->niss) == 0;
}

static const struct consent_terms *
direct_grant(const struct call *call, const struct access *access)
{
    return decide_opening_grant(access->consents, access->consent_count, &call->found.actor, call->found.today);
}

/* Who is excluded or disabled keeps nobody else from the ground of law. */
static bool
holds_seat(const struct call *call, struct txn *txn, const struct access *access, const struct id *id)
{
    struct actor actor;
    bool active = actor_get(txn, id, &actor) && !actor.disabled;
    actor_wipe(&actor);
    return active && access_out(call, txn, access, id) == NULL;
}

/* Participants stand in the order in which they came. Returns whether the actor is one of that role; seat: how many of
 * that role have, or had, one before. */
static bool
find_seat(const struct call *call, struct txn *txn, const struct access *access, const struct participant *asked,
          unsigned *seat)
{
    const struct dossier *dossier = &access->dossier;
    *seat = asked->role < ROLE_COUNT ? dossier->spent[asked->role] : 0;
    if (access_participant(access, &asked->actor, asked->role) == NULL) {
        return false;
    }
    for (size_t i = 0; i < dossier->participant_count; i++) {
        const struct participant *who = &dossier->participants[i];
        if (who->role == asked->role && id_eq(&who->actor, &asked->actor)) {
            break;
        }
        *seat += who->role == asked->role && holds_seat(call, txn, access, &who->actor);
    }
    return true;
}

static bool
counts_employer(const struct call *call, enum role role)
{
    return codes_has(call->world->policy->employer_conflict.roles, role);
}

bool
access_load(struct call *call, struct txn *txn, const struct id *dossier, struct access *out)
{
    *out = (struct access){.consents = NULL};
    if (!dossier_get(txn, dossier, &out->dossier)) {
        return false;
    }
    out->phase = retention_phase(&call->world->policy->retention, out->dossier.term.year, call->found.today);
    out->is_subject = call->found.role == ROLE_PATIENT && is_patient(call, &out->dossier);
    out->consent_count = consent_load_terms(txn, dossier, &out->consents);
    const struct participant caller = {.actor = call->found.actor, .role = call->found.role};
    out->is_participant = find_seat(call, txn, out, &caller, &out->seat);
    if (!out->is_subject) {
        out->out_by = decide_out(out->consents, out->consent_count, &call->found.person, call->found.today);
    }
    if (out->out_by == NULL && call->found.deputy.acts) {
        out->out_by = decide_out(out->consents, out->consent_count, acting_person(call), call->found.today);
    }
    out->works_for_employer =
        counts_employer(call, call->found.role) && (employer_has(txn, &out->dossier, &call->found.person) ||
                                                    employer_has(txn, &out->dossier, acting_person(call)));
    return txn_error(txn) == TNW_OK; /* deciding without an exclusion would be worse than not deciding */
}

bool
access_is_open(const struct access *access)
{
    return access->dossier.closed == 0 && access->phase == RETENTION_OPEN;
}

/* Who says to be a patient is one in their own dossier only, and there they are nothing else. */
static bool
takes_part(const struct call *call, const struct access *access)
{
    bool other =
        access->phase != RETENTION_OVER && call->found.role != ROLE_PATIENT && !is_patient(call, &access->dossier);
    return access->is_subject || (other && (access->is_participant || direct_grant(call, access) != NULL));
}

static void
note_ground(struct call *call, const struct decision *decision)
{
    char ground[96];
    char consent[ID_TEXT];
    if (decision->law_code != NULL) {
        (void)snprintf(ground, sizeof ground, "law:%s", decision->law_code);
    } else if (!id_is_zero(&decision->consent)) {
        id_format(consent, ID_CONSENT, &decision->consent);
        (void)snprintf(ground, sizeof ground, "%s:%s", decide_reason_code(decision->reason), consent);
    } else {
        (void)snprintf(ground, sizeof ground, "%s", decide_reason_code(decision->reason));
    }
    if (decision->permit) {
        audit_facts_ground(&call->found.audit, ground);
    } else {
        audit_facts_refusal(&call->found.audit, ground);
    }
}

static void
note_out(struct call *call, const struct consent_terms *exclusion)
{
    struct decision decision = {.reason = REASON_EXCLUDED, .consent = exclusion->id};
    note_ground(call, &decision);
}

/* What the dossier's patient may do stays so until it is erased, but for what adds to it. */
static enum tnw_err
check_term(struct call *call, const struct access *access)
{
    const struct op *op = call->in->op;
    call->found.term_year = access->dossier.term.year;
    if (op == NULL || op->term == TERM_UNMOVED || access->phase == RETENTION_OPEN) {
        return TNW_OK;
    }
    audit_facts_refusal(&call->found.audit, decide_reason_code(REASON_RETENTION_READ));
    return TNW_E_DOSSIER_READ_ONLY;
}

enum tnw_err
access_open(struct call *call, struct txn *txn, const struct id *dossier, struct access *out)
{
    return access_open_by(call, txn, dossier, DOOR_DOSSIER, out);
}

enum tnw_err
access_open_by(struct call *call, struct txn *txn, const struct id *dossier, enum access_door door, struct access *out)
{
    bool found = access_load(call, txn, dossier, out);
    call->found.saw.of_dossier = true;
    call->found.saw.dossier = *dossier;
    call->found.saw.epoch = dossier_epoch(txn, dossier);
    if (!found) {
        return TNW_E_NOT_FOUND;
    }
    call->found.audit.dossier = *dossier;  /* a refused attempt belongs in the patient's access log too */
    bool deputy = call->found.deputy.acts; /* what authors keep is theirs in person */
    if (door == DOOR_AUTHOR && !deputy && out->phase != RETENTION_OVER) {
        return check_term(call, out);
    }
    if (out->out_by != NULL && (door != DOOR_LIST || deputy)) {
        note_out(call, out->out_by);
        return TNW_E_NOT_FOUND;
    }
    if (!takes_part(call, out)) {
        bool over = out->phase == RETENTION_OVER;
        audit_facts_refusal(&call->found.audit, over ? decide_reason_code(REASON_RETENTION_OVER) : "not_participant");
        return TNW_E_NOT_FOUND;
    }
    return check_term(call, out);
}

enum tnw_err
access_end_list(struct call *call, const struct access *access, size_t shown)
{
    if (access->out_by == NULL || shown > 0) {
        return TNW_OK;
    }
    note_out(call, access->out_by);
    return TNW_E_NOT_FOUND;
}

enum access_peeked
access_peek(struct call *call, struct txn *txn, const struct id *dossier, struct access *out)
{
    enum access_peeked seen = PEEK_NONE;
    if (access_load(call, txn, dossier, out)) {
        seen = out->out_by != NULL ? PEEK_OUT : takes_part(call, out) ? PEEK_OPEN : PEEK_NONE;
    }
    if (seen != PEEK_OPEN) {
        access_close(out);
    }
    return seen;
}

static bool
has_exclusion(const struct access *access)
{
    for (size_t i = 0; i < access->consent_count; i++) {
        if (access->consents[i].exclude) {
            return true;
        }
    }
    return false;
}

const struct consent_terms *
access_out(const struct call *call, struct txn *txn, const struct access *access, const struct id *actor)
{
    struct person person;
    bool is_patient = id_eq(actor, &access->dossier.patient);
    return !is_patient && has_exclusion(access) && person_of_actor(call, txn, actor, &person)
               ? decide_out(access->consents, access->consent_count, &person, call->found.today)
               : NULL;
}

void
access_close(struct access *access)
{
    free(access->consents);
    dossier_wipe(&access->dossier);
    *access = (struct access){.consents = NULL};
}

static struct decide_facts
facts_of_caller(const struct call *call, const struct access *access, const struct access_question *question)
{
    return (struct decide_facts){
        .dossier_open = access_is_open(access) || question->keeps_reading,
        .phase = access->phase,
        .actor_active = true, /* caller_identify lets no other through */
        .is_subject = access->is_subject,
        .is_participant = access->is_participant,
        .seat = access->seat,
        .is_author = question->is_author,
        .role = call->found.role,
        .actor = call->found.actor,
        .person = call->found.person,
        .deputy = acting_deputy(call),
        .works_for_employer = access->works_for_employer,
        .consents = access->consents,
        .consent_count = access->consent_count,
    };
}

static struct decision
decide_by(const struct call *call, const struct decide_facts *facts, const struct access_question *question)
{
    struct decide_question ask = {
        .action = question->action,
        .category = question->category,
        .purpose = question->purpose,
        .of_fragment = question->of_fragment,
        .fragment = question->fragment,
        .today = call->found.today,
    };
    return decide(call->world->policy, facts, &ask);
}

static struct decision
decide_question(const struct call *call, const struct access *access, const struct access_question *question)
{
    struct decide_facts facts = facts_of_caller(call, access, question);
    return decide_by(call, &facts, question);
}

static void
note_decision(struct call *call, const struct access_question *question, const struct decision *decision)
{
    if (question->category != CATEGORY_NONE) {
        audit_facts_category(&call->found.audit, question->category);
    }
    note_ground(call, decision);
}

enum tnw_err
access_decide(struct call *call, const struct access *access, const struct access_question *question)
{
    struct decision decision = decide_question(call, access, question);
    note_decision(call, question, &decision);
    if (decision.permit) {
        return TNW_OK;
    }
    switch (decision.reason) {
    case REASON_DOSSIER_CLOSED:
        return TNW_E_DOSSIER_CLOSED;
    case REASON_RETENTION_READ:
        return TNW_E_DOSSIER_READ_ONLY;
    case REASON_CEILING:
    case REASON_FUNCTION:
        if (question->action == ACTION_READ) {
            return TNW_E_CONSENT_REQUIRED; /* the category of what they may not see is part of what they may not see */
        }
        return question->action == ACTION_CONFER ? TNW_E_ROLE_NOT_ALLOWED : TNW_E_CATEGORY_NOT_FOR_ROLE;
    default:
        /* Why there is no ground is between the patient and the log: the caller is not told of exclusions. */
        return TNW_E_CONSENT_REQUIRED;
    }
}

bool
access_would(const struct call *call, const struct access *access, const struct access_question *question)
{
    return decide_question(call, access, question).permit;
}

bool
access_facts_of(const struct call *call, struct txn *txn, const struct access *access, const struct participant *who,
                struct decide_facts *out)
{
    const struct access_question nothing = {.is_author = false};
    *out = facts_of_caller(call, access, &nothing);
    if (who == NULL) {
        return true;
    }
    bool anybody = id_is_zero(&who->actor);
    out->is_subject = false;
    out->actor = who->actor;
    out->role = who->role;
    out->person = (struct person){.roles = anybody ? CODE_BIT(who->role) : 0};
    out->deputy = NULL;
    out->is_participant = anybody || find_seat(call, txn, access, who, &out->seat);
    bool employer = access->dossier.facts.employer[0] != 0 && counts_employer(call, who->role);
    if (!anybody && (has_exclusion(access) || employer) && !person_of_actor(call, txn, &who->actor, &out->person)) {
        return false;
    }
    out->works_for_employer = employer && employer_has(txn, &access->dossier, &out->person);
    return true;
}

static struct decision
decide_for_other(const struct call *call, struct txn *txn, const struct access *access, const struct participant *who,
                 const struct access_question *question)
{
    struct decide_facts facts;
    if (!access_facts_of(call, txn, access, who, &facts)) {
        return (struct decision){.reason = REASON_ACTOR_INACTIVE};
    }
    facts.dossier_open = facts.dossier_open || question->keeps_reading;
    return decide_by(call, &facts, question);
}

bool
access_would_other(const struct call *call, struct txn *txn, const struct access *access, const struct participant *who,
                   const struct access_question *question)
{
    return decide_for_other(call, txn, access, who, question).permit;
}

bool
access_consents_to(const struct call *call, struct txn *txn, const struct access *access, const struct participant *who,
                   const struct access_question *question)
{
    struct decision decision = decide_for_other(call, txn, access, who, question);
    return decision.permit && decision.reason == REASON_CONSENT;
}

bool
access_may(struct call *call, const struct access *access, const struct access_question *question)
{
    struct decision decision = decide_question(call, access, question);
    if (decision.permit) {
        note_decision(call, question, &decision);
    }
    return decision.permit;
}

void
access_note_sight(struct call *call, const struct access *access)
{
    const struct consent_terms *grant = direct_grant(call, access);
    if (access->is_subject) {
        audit_facts_ground(&call->found.audit, "own_dossier");
    } else if (access->is_participant || grant == NULL) {
        audit_facts_ground(&call->found.audit, "participant");
    } else {
        struct decision decision = {.permit = true, .reason = REASON_CONSENT, .consent = grant->id};
        note_ground(call, &decision);
    }
}
