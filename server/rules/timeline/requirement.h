/*
 * A condition of the file, by its code, with what a step shows when it does not hold ("otherwise", one of the whys):
 * one test of the facts, the events or the time.
 *   "employment": [CODE]           is one of these
 *   "employer_size": [CODE]        is one of these; not known is none of them
 *   "without": [EXCEPTION]         none of these is a fact
 *   "unfit": BOOL                  today
 *   "span": CODE, "is": [STATE]    on the day that counts: today, or the step's due day once that has passed
 *   "last": MATCH, "is": MATCH     the last event of the first fits the second
 *   "some": MATCH, "none": MATCH   there is such an event; there is none
 *   "lasted": OFFSET               so long after the start, or at the resumption where that came before
 *   "any": [CODE]                  one of these conditions, which stand before it, holds
 * With "since_anchor" last, some and none look only at events from the day of the step's anchor on.
 */
#ifndef TNW_RULES_TIMELINE_REQUIREMENT_H
#define TNW_RULES_TIMELINE_REQUIREMENT_H

#include "rules/timeline/reason.h"
#include "rules/timeline/span.h"

enum requirement_kind {
    REQUIRE_EMPLOYMENT,
    REQUIRE_EMPLOYER_SIZE,
    REQUIRE_WITHOUT,
    REQUIRE_UNFIT,
    REQUIRE_SPAN,
    REQUIRE_LAST,
    REQUIRE_SOME,
    REQUIRE_NONE,
    REQUIRE_LASTED,
    REQUIRE_ANY,
    REQUIRE_COUNT
};

#define REQUIREMENT_ANY 4

struct requirement {
    const char *code;
    const struct reason *otherwise; /* shown when it does not hold */
    enum requirement_kind kind;
    code_set codes; /* of employment, size, exceptions, or states of a span */
    bool unfit;
    const struct span *span;
    struct match match;
    struct match is;
    bool since_anchor;
    struct offset lasted;
    size_t any_count;
    const struct requirement *any[REQUIREMENT_ANY];
};

/* What a row may name: what stood before it. */
struct requirement_scope {
    struct reason_list reasons;
    const struct span *spans;
    size_t span_count;
    const struct requirement *requirements;
    size_t requirement_count;
};

struct requirement requirement_read(const struct reader *row, const struct requirement_scope *scope);

/* By code; fails at the key when there is none. */
const struct span *requirement_find_span(const struct reader *reader, const char *key,
                                         const struct requirement_scope *scope);
const struct requirement *requirement_find(const struct reader *reader, const char *key, size_t index,
                                           const struct requirement_scope *scope);

/* The days of the step that asks. */
struct requirement_days {
    day_num limit;  /* its due day, where that bounds the day that counts; else 0 */
    day_num anchor; /* of the event from which its time runs; 0: a fact */
};

bool requirement_holds(const struct requirement *requirement, struct scene *scene, struct requirement_days days);

/* Whether it is of a circumstance that comes and goes: what was done while it held stays done. */
bool requirement_is_circumstance(const struct requirement *requirement);

#endif
