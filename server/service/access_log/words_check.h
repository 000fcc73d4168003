/*
 * What the catalogues of words must hold, checked once when they are loaded.
 */
#ifndef TNW_SERVICE_ACCESS_LOG_WORDS_CHECK_H
#define TNW_SERVICE_ACCESS_LOG_WORDS_CHECK_H

#include <jansson.h>

#include "rules/policy.h"

/* One catalogue by itself: sections and places that we know, texts that are none of them empty. */
TNW_MUST_CHECK enum tnw_err words_check_form(const json_t *catalogue, const char *language, char where[256]);
/* The same sections, keys and places in both. */
TNW_MUST_CHECK enum tnw_err words_check_same(const json_t *model, const json_t *catalogue, const char *language,
                                             char where[256]);
/* Words for every code that can stand in a record, and for every law of the policy. */
TNW_MUST_CHECK enum tnw_err words_check_codes(const json_t *catalogue, const struct policy *policy, char where[256]);

#endif
