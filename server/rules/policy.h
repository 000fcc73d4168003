/*
 * The policy: which role may ever see, write or confer on what, and which rules of law are a ground beside consent.
 * Data with a version (schemas/policy.json), checked when it is loaded, immutable after.
 */
#ifndef TNW_RULES_POLICY_H
#define TNW_RULES_POLICY_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/codes.h"

#define POLICY_LAW_MAX 32
#define POLICY_CODE_MAX 48

/* Of which fragments of its categories a law speaks, when it does not of all: of those that somebody like that wrote,
 * since the law counts, for so long a time or of such a kind. */
struct policy_law_fragment {
    code_set author_roles;
    code_set author_qualifications;
    int min_days;
    code_set or_kinds; /* of enum gao_kind */
};

/* A rule of law: whoever takes part in the dossier in one of these roles may do these actions on these categories,
 * for these purposes, without consent, on days from..until. */
struct policy_law {
    char code[POLICY_CODE_MAX]; /* shows up as ground "law:CODE" */
    bool of_some;               /* only of the fragments that `fragment` tells */
    struct policy_law_fragment fragment;
    code_set roles;
    code_set categories;
    code_set actions;
    code_set purposes;
    unsigned seats; /* of each role, for how many of those who take part it counts: the first to come */
    day_num from;
    day_num until; /* last day; INT32_MAX when open */
};

/* How long a consent for somebody in a role lasts, in days: at most, and when nothing else is said. */
struct policy_consent {
    int max_days; /* 0: somebody in that role can be granted nothing */
    int default_days;
};

/* Requests for consent: how many days one stays open, and how many a professional can have in a dossier. */
struct policy_asking {
    int days;
    unsigned open;
    unsigned kept;
};

/* In years from the 1st of January after the last addition; the log's, from the record. */
struct policy_retention {
    int content_years; /* content can be read and edited */
    int consent_years; /* after that: read only with the patient's consent */
    int warning_days;  /* the patient is told that long before it is erased */
    int casus_years;   /* so many years are case discussions read, and then removed */
    int log_years;
};

/* What a medewerker of one function may do in the name of a doctor at most, whatever the doctor may. */
struct policy_function {
    code_set read;     /* categories */
    code_set write;    /* categories */
    bool confer;       /* may take part in the doctor's threads */
    code_set messages; /* kinds of messages that they may send there */
};

/* What somebody who works for the patient's employer does not reach as a care giver, unless the patient granted it to
 * them by name. */
struct policy_conflict {
    code_set roles;      /* of care givers */
    code_set categories; /* of what is read; threads always */
};

struct policy {
    uint8_t hash[32]; /* SHA-256 of the canonical JSON; in every audit record */
    char version[16];
    code_set kind[CATEGORY_KIND_COUNT]; /* the categories of that kind: each category has one */
    code_set known_categories;          /* those with a content schema in this version; others are refused as unknown */
    code_set read_ceiling[ROLE_COUNT];  /* categories that the role may ever read */
    code_set write_ceiling[ROLE_COUNT]; /* categories that the role may ever write */
    bool confer_ceiling[ROLE_COUNT];    /* may ever take part in a TRIO thread */
    code_set addressed_roles;           /* see of a thread of others what is addressed to them only (conferring.h) */
    code_set addressed_qualifications;  /* the same, of a huisarts by what they are */
    code_set may_invite[ROLE_COUNT];    /* roles that this role may bring into a dossier it takes part in */
    code_set acts_for;                  /* roles in whose name somebody may act */
    code_set regie;                     /* roles that see to it that somebody keeps the overview, */
    code_set regie_otherwise;           /* and those that do where none of these takes part */
    code_set may_record_consent;        /* roles that may record a consent with evidence */
    struct policy_consent consent[ROLE_COUNT];
    struct policy_function functions[FUNCTION_COUNT];
    struct policy_conflict employer_conflict;
    struct policy_asking asking;
    struct policy_retention retention;
    bool releases_statistics;                /* counts dossiers for numbers without people, and tells the patients so */
    uint32_t quota[ROLE_COUNT][QUOTA_COUNT]; /* of a person in that role, a day */
    code_set fact_read[FACT_COUNT];          /* roles that may see the fact of a dossier they take part in */
    code_set fact_write[FACT_COUNT];         /* roles that may set it: among those */
    code_set fact_among[FACT_COUNT];         /* of a fact that is a participant: in one of these roles */
    code_set niss_read;                      /* roles that are shown the patient's number */
    code_set team_read[ROLE_COUNT];          /* the roles of a dossier's team of which this role knows */
    code_set suspension_purposes;            /* whose steps can stand still */
    code_set suspension_read;                /* as of facts */
    code_set suspension_write;
    struct policy_law law[POLICY_LAW_MAX];
    size_t law_count;
};

/* The longest that a consent for somebody in one of these roles lasts; 0: there can be none. */
struct policy_consent policy_consent_of(const struct policy *policy, code_set roles);
/* The kind of a category. */
enum category_kind policy_kind_of(const struct policy *policy, enum category category);

#endif
