/*
 * A stretch of time that events begin and end, such as a re-integration traject that runs. Where "period" is true each
 * event that begins it is one, from its first to its last day.
 */
#ifndef TNW_RULES_TIMELINE_SPAN_H
#define TNW_RULES_TIMELINE_SPAN_H

#include "rules/timeline/scene.h"

enum span_state { SPAN_NEVER, SPAN_RUNNING, SPAN_ENDED, SPAN_STATE_COUNT };
extern const struct code_list span_states;

struct span {
    const char *code;
    struct match begins;
    struct match ends; /* no patterns: nothing does */
    bool period;
};

struct span span_read(const struct reader *row);

/* Its state today or, where limit is not 0 and earlier, on that day. */
enum span_state span_state(const struct span *span, struct scene *scene, day_num limit);

/* The last stretch, whatever the day: 0 and 0 when it never began; until 0: nothing ended it. */
struct stretch {
    day_num from;
    day_num until;
};
struct stretch span_last(const struct span *span, const struct scene *scene);

#endif
