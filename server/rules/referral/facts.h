/*
 * What the doorverwijshulp asks of somebody who is unfit for work, each of which may be unknown. The order of the list
 * is the order in which it is asked.
 */
#ifndef TNW_RULES_REFERRAL_FACTS_H
#define TNW_RULES_REFERRAL_FACTS_H

#include <jansson.h>

#include "base/codes.h"
#include "base/domain/facts.h"

/* X(name, text, kind): ANSWER is yes or no, CODE one of a list; MONTHS and HELP are of their own kind. */
#define REFERRAL_FACT_LIST(X)                                                                                          \
    X(EMPLOYMENT, "employment", CODE)                                                                                  \
    X(STILL_AT_WORK, "still_at_work", ANSWER)                                                                          \
    X(MONTHS, "months", MONTHS)                                                                                        \
    X(HELP, "help", HELP)                                                                                              \
    X(REGION, "region", CODE)                                                                                          \
    X(SEVERITY_NO_RETURN, "severity_no_return", ANSWER)                                                                \
    X(OCCUPATIONAL_CAUSE, "occupational_cause", ANSWER)                                                                \
    X(ESTIMATE, "estimate", CODE)                                                                                      \
    X(POTENTIAL, "potential", ANSWER)                                                                                  \
    X(ADVISER_AGREES, "adviser_agrees", ANSWER)                                                                        \
    X(VISIT_INSUFFICIENT, "visit_insufficient", ANSWER)                                                                \
    X(NO_VISIT_WANTED, "no_visit_wanted", ANSWER)                                                                      \
    X(RIT_ENDED, "rit_ended", ANSWER)                                                                                  \
    X(QUESTIONNAIRE_UNANSWERED, "questionnaire_unanswered", ANSWER)                                                    \
    X(OWN_INITIATIVE, "own_initiative", ANSWER)                                                                        \
    X(MENTAL_SEVERE, "mental_severe", ANSWER)                                                                          \
    X(WISH_TO_WORK, "wish_to_work", ANSWER)                                                                            \
    X(NOBODY_LEADS, "nobody_leads", ANSWER)

#define REFERRAL_FACT_ENUM(name, text, kind) REFERRAL_##name,
enum referral_fact { REFERRAL_FACT_LIST(REFERRAL_FACT_ENUM) REFERRAL_FACT_COUNT };

enum referral_kind { REFERRAL_KIND_CODE, REFERRAL_KIND_ANSWER, REFERRAL_KIND_MONTHS, REFERRAL_KIND_HELP };

/* The names of the facts; the same, ended by NULL. */
extern const struct code_list referral_fact_codes;
extern const char *const referral_fact_names[REFERRAL_FACT_COUNT + 1];

/* Value 0 is unknown. Else of an answer 1 yes, 2 no; of a code its number and one; of months the half months and one;
 * of help 1: then the set says which, and may be empty. */
struct referral_facts {
    unsigned value[REFERRAL_FACT_COUNT];
    code_set help;
};

enum referral_kind referral_fact_kind(enum referral_fact fact);
/* The words for its values, the first "unknown". Of months and help there are none: NULL. */
const struct code_list *referral_fact_values(enum referral_fact fact);

/* The longest time that is asked about, in months: fifty years. */
#define REFERRAL_MONTHS_MAX 600

/* Fills what the body says, and leaves the rest. In: body, which fits its schema. */
void referral_facts_read(const json_t *body, struct referral_facts *out);

static inline unsigned
referral_of_answer(enum answer answer)
{
    return answer == ANSWER_UNKNOWN ? 0 : answer == ANSWER_YES ? 1 : 2;
}

#endif
