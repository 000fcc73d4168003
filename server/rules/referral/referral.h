/*
 * The doorverwijshulp: from a few facts to who is next, ranked, and to the four questions with which a return to work
 * begins. Rows are data (schemas/doorverwijshulp.json), each with its source; here is only the mechanism. Pure and
 * bounded by the number of rows.
 *
 * Thread rule: immutable once loaded, safe for all threads.
 */
#ifndef TNW_RULES_REFERRAL_REFERRAL_H
#define TNW_RULES_REFERRAL_REFERRAL_H

#include "base/bytes.h"
#include "rules/referral/rank.h"

/* In: json, the text of doorverwijshulp.json; policy, which must live as long. where: at least 256 characters, what is
 * wrong: also a consent above a ceiling, a row number left out, a row that could never be the first. Errors:
 * CONFIGURATION, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err referral_load(struct referral **out, struct slice json, const struct policy *policy,
                                          char where[256]);
void referral_free(struct referral **referral); /* NULL is fine */

#endif
