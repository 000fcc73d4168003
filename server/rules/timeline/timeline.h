/*
 * The timeline: which steps the process of a dossier has, when, by whom, and in which state each is today. Rules are
 * data (schemas/timeline.json, its language in docs/timeline.md), each with versions that are picked by the rule's own
 * date; here is only the mechanism. Pure: the same process and day give the same steps; no allocation after the load;
 * bounded by the number of rules and LIMIT_PROCESS_EVENTS.
 *
 * Thread rule: immutable once loaded, safe for all threads.
 */
#ifndef TNW_RULES_TIMELINE_H
#define TNW_RULES_TIMELINE_H

#include "base/bytes.h"
#include "rules/timeline/spell.h"
#include "rules/timeline/timeline_step.h"

struct timeline;

/* In: json, the text of timeline.json. where: at least 256 characters, what is wrong. Errors: CONFIGURATION,
 * NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err timeline_load(struct timeline **out, struct slice json, char where[256]);
void timeline_free(struct timeline **timeline); /* NULL is fine */

const char *timeline_version(const struct timeline *timeline);

/* Whether a rule has that code. code may be NULL: none has. */
bool timeline_knows(const struct timeline *timeline, const char *code);

/* Which roles decide on that step in a TRIO thread, in any version of its rule. 0: it is no step, or nobody does. */
code_set timeline_deciders(const struct timeline *timeline, const char *code);

/* Whose that step is to do, in any version of its rule. 0: it is no step. */
code_set timeline_doers(const struct timeline *timeline, const char *code);

/* The codes of the rules of which a version asks for something that is law, or our own, and must be done, in the order
 * of the file. Returns how many. */
size_t timeline_duties(const struct timeline *timeline, const char *codes[LIMIT_TIMELINE_RULES]);

/* The spells of unfitness as they are on that day. */
void timeline_spells(struct spells *out, const struct timeline *timeline, const struct process *process, day_num day);
/* The first day of the one that runs on that day, or ran last before it. */
day_num timeline_start(const struct timeline *timeline, const struct process *process, day_num day);

/* Every rule, in the order of the file, with its state on that day; those that do not apply too. Out: at most max of
 * TIMELINE_STEPS. Returns how many. A step that is suspended, or does not apply, keeps the dates that are known. */
size_t timeline_steps(const struct timeline *timeline, const struct process *process, day_num today,
                      struct timeline_step out[], size_t max);

/* Who looks. For who may not read a category that a rule tells of, and whose step it is not, its step is made as if the
 * fragments of it that they may not read were not there, and is never overdue: what excuses may be among them. */
struct timeline_reader {
    code_set roles;      /* whose steps show them all */
    code_set unreadable; /* categories */
    const bool *unread;  /* for each event of the process, whether they may not read it */
};
size_t timeline_steps_for(const struct timeline *timeline, const struct process *process,
                          const struct timeline_reader *reader, day_num today, struct timeline_step out[], size_t max);

/* The categories of which any rule tells. */
code_set timeline_tells(const struct timeline *timeline);

/* Returns the next day after today on which the passing of time alone changes any of the steps; 0: none will. */
day_num timeline_wake(const struct timeline *timeline, const struct process *process, day_num today);

#endif
