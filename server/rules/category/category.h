/*
 * What the content of a fragment must be beyond the schema of its category: rules across its members (category.c) and
 * across fragments (category_context.c), each a row of a table there. Pure.
 */
#ifndef TNW_RULES_CATEGORY_H
#define TNW_RULES_CATEGORY_H

#include <jansson.h>

#include "base/clock.h"
#include "base/codes.h"
#include "base/domain/process.h"
#include "rules/breach.h"

/* In: content that its schema accepts; today, in Belgium. */
struct breach category_check(enum category category, const json_t *content, day_num today);

/* What some roles may not write, though their category is theirs: an employer asks for a traject, not for an appeal. */
struct breach category_role_check(enum category category, enum role role, const json_t *content);

/* Of the days that the timeline goes by: category_event. */
struct breach category_event_check(enum category category, const json_t *content, day_num today);

/* What a content must be beside what else the dossier holds. process: only of what the writer may read, so that no
 * answer tells of anything else. */
struct category_context {
    const struct process *process;
    struct id fragment; /* of which it is a new version; zero: a new one */
    day_num start;      /* of the spell of unfitness, on the day that the content speaks of */
};
struct breach category_context_check(enum category category, const json_t *content,
                                     const struct category_context *context);
/* The categories of the events that this looks at; 0: it needs no context. */
code_set category_looks_at(enum category category);

/* The roles that sign such a fragment, each once; 0: nobody does. */
code_set category_signers(enum category category);
/* Whether so many signatures, each in another role, are all of them. */
bool category_is_complete(enum category category, size_t signatures);

/* What the timeline goes by of a fragment with that content (base/domain/process.h).
 * In/Out: event with object, category, by, purpose and recorded; all else is filled. An engagement has no signature
 * yet. Returns whether the timeline knows the category at all. */
bool category_event(struct process_event *event, const json_t *content);

#endif
