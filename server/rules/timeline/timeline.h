/*
 * The timeline: which steps the process of a dossier has, when, by whom, and in which state each is today. Rules are
 * data (schemas/timeline.json, its language in docs/timeline.md), each with versions that are picked by the rule's own
 * date; here is only the mechanism. Pure: the same process and day give the same steps; no allocation after the load;
 * bounded by the number of rules and PROCESS_EVENTS.
 *
 * Thread rule: immutable once loaded, safe for all threads.
 */
#ifndef TNW_RULES_TIMELINE_H
#define TNW_RULES_TIMELINE_H

#include "base/bytes.h"
#include "base/process.h"

#define TIMELINE_RULES 80
#define TIMELINE_STEPS (2 * TIMELINE_RULES) /* a rule that comes back shows the last one done beside the one to come */

struct timeline;

#define STEP_STATE_LIST(X)                                                                                             \
    X(DONE, "done")                                                                                                    \
    X(DUE, "due")                                                                                                      \
    X(OVERDUE, "overdue")                                                                                              \
    X(COMING, "coming")                                                                                                \
    X(SUSPENDED, "suspended")                                                                                          \
    X(NOT_APPLICABLE, "not_applicable")

#define STEP_STATUS_LIST(X)                                                                                            \
    X(LAW, "law")                                                                                                      \
    X(ANNOUNCED, "announced")                                                                                          \
    X(OWN, "own")

#define STEP_STATE_ENUM(name, text) STEP_##name,
enum step_state { STEP_STATE_LIST(STEP_STATE_ENUM) STEP_STATE_COUNT };
#define STEP_STATUS_ENUM(name, text) STEP_STATUS_##name,
enum step_status { STEP_STATUS_LIST(STEP_STATUS_ENUM) STEP_STATUS_COUNT };

extern const struct code_list timeline_states;
extern const struct code_list timeline_statuses;

/* One text for people in each language. */
struct timeline_words {
    const char *in[LANGUAGE_COUNT];
};

/* Texts live as long as the timeline. */
struct timeline_step {
    const char *rule;    /* its code: what an opvolging names as its step */
    const char *version; /* of the rule, such as "2026" */
    const char *source;
    const char *why; /* a code: why it applies; of one that does not apply, why not */
    const struct timeline_words *title;
    const struct timeline_words *text;    /* what happens */
    const struct timeline_words *benefit; /* whether it changes the benefit */
    const struct timeline_words *why_text;
    enum step_state state;
    enum step_status status;
    bool duty;            /* must; false: may */
    enum purpose purpose; /* a suspension of it lets the step rest; PURPOSE_NONE: nothing does */
    code_set who;         /* roles, at least one */
    day_num due;          /* 0: no date is known */
    day_num from;         /* the window begins: not before; 0: there is none */
    day_num until;        /* and ends, included; 0: open: then due is the first day, and nothing is ever overdue */
    struct id done_by;    /* the fragment or message that fulfilled it; zero: none, or the day alone */
    struct id anchor;     /* the one from which its time runs; zero: a fact of the dossier, or it is not there yet */
};

/* In: json, the text of timeline.json. where: at least 256 characters, what is wrong. Errors: CONFIGURATION,
 * NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err timeline_load(struct timeline **out, struct slice json, char where[256]);
void timeline_free(struct timeline **timeline); /* NULL is fine */

const char *timeline_version(const struct timeline *timeline);

/* Whether a rule has that code. code may be NULL: none has. */
bool timeline_knows(const struct timeline *timeline, const char *code);

/* Every rule, in the order of the file, with its state on that day; those that do not apply too. Out: at most max of
 * TIMELINE_STEPS. Returns how many. A step that is suspended, or does not apply, keeps the dates that are known. */
size_t timeline_steps(const struct timeline *timeline, const struct process *process, day_num today,
                      struct timeline_step out[], size_t max);

/* Returns the next day after today on which the passing of time alone changes any of the steps; 0: none will. */
day_num timeline_wake(const struct timeline *timeline, const struct process *process, day_num today);

#endif
