/*
 * One version of a rule: when it counted, whom it asks, from which day its time runs, and what fulfils it.
 */
#ifndef TNW_RULES_TIMELINE_VERSION_H
#define TNW_RULES_TIMELINE_VERSION_H

#include "rules/timeline/moment.h"

/* By which day a version is picked. rit: of the request of the last re-integration traject, or today without one. */
enum select_by { SELECT_START, SELECT_RIT, SELECT_EVENT, SELECT_TODAY, SELECT_COUNT };

/* by: due is the last day. from: due is the first, and there is no last. none: there is no day. */
enum term { TERM_BY, TERM_FROM, TERM_NONE, TERM_COUNT };

/* An offset for some values of the event from which the time runs; 0: for all. */
struct term_offset {
    code_set values;
    struct offset offset;
};

struct version {
    const char *name;
    const char *source;
    day_num from;  /* INT32_MIN: as long as is known */
    day_num until; /* INT32_MAX: open */
    enum select_by select_by;
    enum step_status status;
    bool duty;
    code_set who;
    struct moment_rule anchor;
    enum term term;
    size_t offset_count;
    struct term_offset offsets[LIMIT_TIMELINE_OFFSETS];
    bool has_window;
    struct offset window; /* where it begins, after the anchor */
    bool has_sooner;
    enum event_day sooner; /* that day of the anchor's event, where it comes before */
    int repeats;           /* comes back after so many units of its offset; 0: does not */
    bool chain;            /* what fulfils it is the anchor of the next */
    bool passes;           /* done by the day alone */
    size_t when_count;
    const struct requirement *when[LIMIT_TIMELINE_WHEN];
    struct match done_by; /* no patterns: nothing fulfils it */
    const struct reason *why;
    const struct timeline_words *benefit;
    struct timeline_words text;
};

struct version version_read(const struct reader *row, const struct requirement_scope *scope,
                            struct reason_list benefits);

#endif
