/*
 * Who is next, of a table that is loaded.
 */
#ifndef TNW_RULES_REFERRAL_RANK_H
#define TNW_RULES_REFERRAL_RANK_H

#include "rules/referral/table.h"

/* The entries that count on that day, the first to do first. Returns how many: at least one. */
size_t referral_rank(const struct referral *referral, const struct referral_facts *facts, day_num today,
                     const struct referral_entry *out[REFERRAL_ENTRIES]);

/* Whom the entry names where the patient lives. */
const struct referral_party *referral_party(const struct referral_entry *entry, const struct referral_facts *facts);

/* The facts not known yet that could still change the list. */
code_set referral_open(const struct referral *referral, const struct referral_facts *facts, day_num today);

/* The answer to a question that tells one; NULL of another. */
const struct referral_answer *referral_answer(const struct referral_question *question,
                                              const struct referral_facts *facts);

#endif
