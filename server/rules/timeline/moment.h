/*
 * From which day the time of a step runs.
 *   {"of": "start" | "uninterrupted" | "resumed" | "contract_end"}
 *   {"of": "event", "match": MATCH, "pick": "first" | "last", "day": DAY, "within": SPAN,
 *    "count": N, "apart": OFFSET}
 * within: only events of the last stretch of that span, its first and last day included. count: the n-th of
 * them, each at least apart after the one counted before it.
 */
#ifndef TNW_RULES_TIMELINE_MOMENT_H
#define TNW_RULES_TIMELINE_MOMENT_H

#include "rules/timeline/requirement.h"

enum moment_of {
    MOMENT_START,
    MOMENT_UNINTERRUPTED,
    MOMENT_RESUMED,
    MOMENT_CONTRACT_END,
    MOMENT_EVENT,
    MOMENT_OF_COUNT
};

struct moment_rule {
    enum moment_of of;
    struct match match;
    bool last;
    enum event_day day;
    const struct span *within; /* NULL: of the whole spell */
    int count;                 /* 0: just the first or the last */
    struct offset apart;
};

struct moment {
    bool known;
    day_num day;                       /* 0 when not known */
    const struct process_event *event; /* NULL: a fact */
};

struct moment_rule moment_read(const struct reader *reader, const char *key, const struct requirement_scope *scope);

/* before: of those events only what comes earlier than this one; NULL: all. */
struct moment moment_find(const struct moment_rule *rule, const struct scene *scene,
                          const struct process_event *before);

/* Whether the event could have been that one. */
bool moment_may_be(const struct moment_rule *rule, const struct process_event *event);

#endif
