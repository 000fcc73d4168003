/*
 * Which events: a list of patterns, of which one must fit.
 *   {"category": CATEGORY or "beslissing", "kind": [TEXT], "step": [RULE], "with": [ROLE], "value": [NUMBER],
 *    "by": [ROLE], "has": DAY, "ahead": true, "longer_than": OFFSET}
 * All but category may be absent; what stands there must hold. has: the event has that day; ahead: it was asked before
 * the day on which it begins; longer_than: from its first to its last day it is longer.
 */
#ifndef TNW_RULES_TIMELINE_MATCH_H
#define TNW_RULES_TIMELINE_MATCH_H

#include "base/domain/process.h"
#include "rules/timeline/offset.h"

#define MATCH_TEXTS 4
#define MATCH_PATTERNS 4

/* The days of an event, by their names in the file. */
enum event_day { EVENT_DAY, EVENT_RECORDED, EVENT_FROM, EVENT_UNTIL, EVENT_NEXT, EVENT_DAY_COUNT };
extern const struct code_list match_days;

struct pattern {
    enum category category;
    size_t kind_count;
    const char *kinds[MATCH_TEXTS];
    size_t step_count;
    const char *steps[MATCH_TEXTS];
    code_set with;   /* 0: whoever; so below */
    code_set values; /* bit n: value n */
    code_set by;
    bool has;
    enum event_day had;
    bool ahead;
    bool longer;
    struct offset longer_than;
};

struct match {
    size_t count;
    struct pattern patterns[MATCH_PATTERNS];
};

/* Reads the list under that key, of at least one pattern. */
struct match match_read(const struct reader *reader, const char *key);

bool match_event(const struct match *match, const struct process_event *event);

/* Returns that day of the event; 0: it has none. */
day_num match_day(const struct process_event *event, enum event_day day);

#endif
