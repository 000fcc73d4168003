/*
 * The consent decision: one pure function. In this order: state of the actor and of the dossier, ceiling of the role
 * and of who asks in the actor's name, the patient's own dossier, what the author wrote themself, the patient's
 * exclusions, the conflict of who works for the patient's employer, grounds of law, the patient's consent, deny.
 *
 * So an exclusion beats the law, but never hits the patient, nor takes from authors the sight of what they wrote. It is
 * said of a person: it hits every registration of whom it names, and of a role everybody who holds it in one of theirs,
 * in whatever role they act. The role `patient` is worth nothing in another's dossier. A grant to a role counts for
 * those who take part in the dossier in that role. A ground of law counts for as many of a role as the dossier needs,
 * in the order in which they came. When several grants fall short, the reason furthest down in enum decide_reason is
 * given: withdrawn, pending, expired, purpose.
 *
 * In the year after that in which a dossier can be read and edited it is kept to be read, and nothing but the patient's
 * consent is a ground: no law, nor that somebody wrote it; and when that is over too, nobody but the patient reads it.
 *
 * Who asks in a doctor's name gets what the doctor would, and no more: also nothing above the ceiling of their function
 * and nothing of which the patient excluded them, be it what the doctor wrote.
 */
#ifndef TNW_RULES_DECIDE_H
#define TNW_RULES_DECIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/codes.h"
#include "base/domain/consent_terms.h"
#include "base/domain/fragment_traits.h"
#include "base/domain/person.h"
#include "base/id.h"
#include "rules/policy.h"
#include "rules/retention/retention.h"

/* A medewerker by whom a doctor's question is asked. */
struct decide_deputy {
    struct person person;
    enum function function;
};

struct decide_facts {
    bool dossier_open; /* can be written: not closed, and in its first phase */
    enum retention_phase phase;
    bool actor_active;
    bool is_subject; /* acts as patient, in their own dossier: goes with ROLE_PATIENT only, else the ceiling denies */
    bool is_participant; /* takes part in the dossier in this role */
    unsigned seat;       /* how many others of this role have, or had, a seat before them */
    bool is_author;      /* wrote the thing that is asked for */
    enum role role;
    struct id actor;
    struct person person;               /* whose registration actor is */
    const struct decide_deputy *deputy; /* who asks in their name; NULL: they do themself */
    bool works_for_employer;            /* of the patient; the deputy, or the actor */
    bool overlooks_exclusions;          /* what would be without them: to explain only, never to decide */
    const struct consent_terms *consents;
    size_t consent_count;
};

/* category is CATEGORY_NONE for ACTION_CONFER: a thread has a procedure (the purpose), no category. A consent covers a
 * confer by action, purpose and grantee, whatever its categories. A law that speaks of some fragments of a category is
 * a ground only for one that is there and is such a one. */
struct decide_question {
    enum action action;
    enum category category;
    enum purpose purpose;
    bool of_fragment; /* it is about one that is there: fragment is filled */
    struct fragment_traits fragment;
    day_num today;
};

enum decide_reason {
    REASON_OWN_DOSSIER,    /* permit: the patient sees all of their own dossier (and writes what the ceiling allows) */
    REASON_LAW,            /* permit: law_code */
    REASON_AUTHOR,         /* permit: an author keeps reading what they wrote */
    REASON_CONSENT,        /* permit: consent */
    REASON_DOSSIER_CLOSED, /* deny: write or confer in a closed dossier */
    REASON_RETENTION_READ, /* deny: write or confer in one that is only kept to be read */
    REASON_RETENTION_OVER, /* deny: it is to be erased, and only the patient reads it still */
    REASON_ACTOR_INACTIVE, /* deny */
    REASON_CEILING,        /* deny: not for this role, whatever the consent says */
    REASON_FUNCTION,       /* deny: not for a medewerker of this function, whatever the doctor may */
    REASON_EXCLUDED,       /* deny: consent is the exclusion */
    REASON_EMPLOYER,       /* deny: works for the patient's employer, and no grant by the patient names the actor */
    REASON_NO_CONSENT,     /* deny: nothing covers it */
    REASON_RETENTION_CONSENT, /* deny: a law, or having written it, gives it no longer: only the patient's consent */
    REASON_CONSENT_PURPOSE,   /* deny: a consent would cover it for another purpose */
    REASON_CONSENT_EXPIRED,   /* deny: a consent covered it until a day before today */
    REASON_CONSENT_PENDING,   /* deny: a consent will cover it from a later day */
    REASON_CONSENT_WITHDRAWN, /* deny: a consent covered it and was withdrawn */
    REASON_COUNT
};

struct decision {
    bool permit;
    enum decide_reason reason;
    struct id consent;    /* the consent that the reason speaks of: CONSENT, EXCLUDED, CONSENT_*; else zero */
    const char *law_code; /* NULL unless REASON_LAW; lives as long as the policy */
};

struct decision decide(const struct policy *policy, const struct decide_facts *facts,
                       const struct decide_question *question);

/* The law that gives some fragments of the category that is asked for, whatever the fragment; NULL: none does. */
const struct policy_law *decide_law_of_some(const struct policy *policy, const struct decide_facts *facts,
                                            const struct decide_question *question);

/* The grant to this very actor that opens the door of the dossier to them today, though they take no part in it; what
 * is behind the door, each decision tells. NULL: there is none. */
const struct consent_terms *decide_opening_grant(const struct consent_terms *consents, size_t count,
                                                 const struct id *actor, day_num today);

/* Whether some grant of the patient's stands for them today, by name or, where they take part, by role; whatever it
 * covers. For what has no category, in a dossier that only their consent opens. */
bool decide_has_grant(const struct decide_facts *facts, day_num today);

/* Whether that is an exclusion which counts today and is said of the person, of whatever part of the dossier. */
bool decide_excludes(const struct consent_terms *terms, const struct person *person, day_num today);

/* The exclusion that puts the person out of the dossier today: of all categories, actions and purposes, or the first of
 * several that together leave nothing. Who is out gets nothing of it but what they wrote, and changes nothing in it.
 * NULL: they are not. */
const struct consent_terms *decide_out(const struct consent_terms *consents, size_t count, const struct person *person,
                                       day_num today);

/* The reason's code ("own_dossier", "law", …), as in the audit record. */
const char *decide_reason_code(enum decide_reason reason);

#endif
