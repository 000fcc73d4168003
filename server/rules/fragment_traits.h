/*
 * What of a fragment's content a ground of law can ask. Pure.
 */
#ifndef TNW_RULES_FRAGMENT_TRAITS_H
#define TNW_RULES_FRAGMENT_TRAITS_H

#include <jansson.h>

#include "base/domain/fragment_traits.h"

/* In: content that its schema accepts. Sets what the content tells, and nothing else. */
void fragment_traits_read(struct fragment_traits *traits, enum category category, const json_t *content);

#endif
