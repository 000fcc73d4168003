/*
 * The decision table of the doorverwijshulp as it is served, and the cases that were written by hand beside it.
 */
#ifndef TNW_TEST_REFERRAL_CASE_H
#define TNW_TEST_REFERRAL_CASE_H

#include <jansson.h>

#include "rules/referral/referral.h"

#define REFERRAL_TABLE "schemas/doorverwijshulp.json"

/* The policy, and a JSON file of the tree. Both abort when it does not load. */
const struct policy *referral_case_policy(void);
json_t *referral_case_json(const char *path);

/* Loads a table. Returns the error; where: at least 256 characters. */
enum tnw_err referral_case_load(json_t *table, struct referral **out, char where[256]);

/* Ours; aborts when it is refused. Free with referral_free. */
struct referral *referral_case_ours(void);
/* The day of the cases. */
day_num referral_case_today(void);

#endif
