/*
 * What the content of a fragment must be beyond the schema of its category: rules across members, which category_check
 * knows, and across fragments, which category_context_check knows. Pure. To add a category's rules: a row in category.c
 * or category_context.c, and a file for its family when none of these fits.
 */
#ifndef TNW_RULES_CATEGORY_H
#define TNW_RULES_CATEGORY_H

#include <jansson.h>

#include "base/clock.h"
#include "base/codes.h"
#include "base/process.h"
#include "rules/breach.h"

/* In: content that its schema accepts; today, in Belgium. */
struct breach category_check(enum category category, const json_t *content, day_num today);

/* The rules of one family each; category.c says which categories go by them. */
struct breach category_beoordeling_check(const json_t *content, day_num today);
struct breach category_gao_check(const json_t *content, day_num today);
struct breach category_next_check(const json_t *content, day_num today);
struct breach category_period_check(const json_t *content, day_num today);
struct breach category_plan_check(const json_t *content, day_num today);
struct breach category_progressive_check(const json_t *content, day_num today);

/* What a content must be beside what else the dossier holds. process: only of what the writer may read, so that no
 * answer tells of anything else. */
struct category_context {
    const struct process *process;
    struct id fragment; /* of which it is a new version; zero: a new one */
};
struct breach category_context_check(enum category category, const json_t *content,
                                     const struct category_context *context);
/* The categories of the events that this looks at; 0: it needs no context. */
code_set category_looks_at(enum category category);

struct breach category_gao_context(const json_t *content, const struct category_context *context);
struct breach category_outcome_context(const json_t *content, const struct category_context *context);
struct breach category_plan_context(const json_t *content, const struct category_context *context);

/* The roles that sign such a fragment, each once; 0: nobody does. */
code_set category_signers(enum category category);
/* Whether so many signatures, each in another role, are all of them. */
bool category_is_complete(enum category category, size_t signatures);

/* What the timeline goes by of a fragment with that content (base/process.h).
 * In/Out: event with object, category, by, purpose and recorded; all else is filled. An engagement has no signature
 * yet. Returns whether the timeline knows the category at all. */
bool category_event(struct process_event *event, const json_t *content);

#endif
