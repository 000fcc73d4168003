/*
 * A consent as the one sentence that the patient reads: who may do what, for what, until when, with which documents.
 * The words are those of the catalogues, the groups of documents those of the policy. Knows no store.
 */
#ifndef TNW_SERVICE_CONSENT_SENTENCE_H
#define TNW_SERVICE_CONSENT_SENTENCE_H

#include "base/domain/consent_terms.h"
#include "base/limits.h"
#include "rules/policy.h"
#include "service/access_log/words_say.h"

/* Whom it speaks of. */
struct sentence_party {
    bool is_role;      /* everybody in the role; else one actor */
    enum role role;    /* the role, or the one in which the actor is known; ROLE_NONE: none */
    code_set roles;    /* whose ceilings bound what it can give */
    struct slice name; /* of the actor; of a role: of the only one who holds it now, or empty */
};

struct sentence {
    struct speech speech;
    const struct policy *policy;
    const struct consent_terms *terms;    /* grantee and id are not looked at; from is the day, of an exclusion too */
    const struct sentence_party *parties; /* all roles or all actors; at least one */
    size_t count;
    day_num given; /* the day on which it is given */
    day_num today;
    enum evidence evidence; /* EVIDENCE_NONE: the patient gave it; else the next two */
    struct slice recorder;
    day_num recorded;
    time_ms withdrawn;       /* 0: not */
    struct slice withdrawer; /* who was not the patient; else empty */
};

void sentence_write(struct buf *out, const struct sentence *sentence);

/* What of these documents somebody in the role can never see, whatever the patient allows; and what the law gives them
 * without being asked: sentences of their own, nothing when there are none. */
void sentence_write_ceiling(struct buf *out, const struct speech *speech, const struct policy *policy, enum role role,
                            code_set categories);
void sentence_write_law(struct buf *out, const struct speech *speech, const struct policy *policy, enum role role,
                        code_set categories);

/* Which of these documents it names, of parties with those roles: below a ceiling of theirs, when any is. */
code_set sentence_categories(const struct policy *policy, const struct consent_terms *terms, code_set roles);

#endif
