/*
 * What the timeline shows of one rule for a process on a day.
 */
#ifndef TNW_RULES_TIMELINE_TIMELINE_STEP_H
#define TNW_RULES_TIMELINE_TIMELINE_STEP_H

#include "base/domain/process.h"

#define TIMELINE_STEPS                                                                                                 \
    (2 * LIMIT_TIMELINE_RULES) /* a rule that comes back shows the last one done beside the one to come */

/* One text for people in each language: as it is said to the patient, and of the patient to anybody else. */
struct timeline_words {
    const char *in[LANGUAGE_COUNT];
    const char *of_patient[LANGUAGE_COUNT]; /* the same as in, where that says nothing to them */
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
    code_set seen_by;     /* roles that may know of it, beside who acts and the patient */
    day_num due;          /* 0: no date is known */
    day_num from;         /* the window begins: not before; 0: there is none */
    day_num until;        /* and ends, included; 0: open: then due is the first day, and nothing is ever overdue */
    struct id done_by;    /* the fragment or message that fulfilled it; zero: none, or the day alone */
    struct id anchor;     /* the one from which its time runs; zero: a fact of the dossier, or it is not there yet */
};

#endif
