#include "rules/timeline/span.h"

static const char *const state_texts[] = {"never", "running", "ended"};
const struct code_list span_states = {.texts = state_texts, .count = SPAN_STATE_COUNT};

struct span
span_read(const struct reader *row)
{
    static const char *const names[] = {"code", "begins", "ends", "period", "source", "why", NULL};
    reader_only(row, names);
    reader_prose(row);
    struct span span = {.code = reader_text(row, "code", 40),
                        .begins = match_read(row, "begins"),
                        .period = reader_has(row, "period") && reader_bool(row, "period")};
    if (reader_has(row, "ends")) {
        span.ends = match_read(row, "ends");
    }
    return span;
}

static enum span_state
period_state(const struct span *span, struct scene *scene, day_num limit)
{
    enum span_state state = SPAN_NEVER;
    const struct process_event *event;
    for (size_t i = 0; (event = scene_next(scene, &span->begins, &i)) != NULL;) {
        day_num from = event->from != 0 ? event->from : event->day;
        if (!scene_reached_by(scene, from, limit)) {
            continue;
        }
        if (event->until == 0 || !scene_reached_by(scene, event->until + 1, limit)) {
            return SPAN_RUNNING;
        }
        state = SPAN_ENDED;
    }
    return state;
}

static day_num
span_last_day(const struct match *match, struct scene *scene, day_num limit)
{
    day_num last = 0;
    const struct process_event *event;
    for (size_t i = 0; (event = scene_next(scene, match, &i)) != NULL;) {
        if (scene_reached_by(scene, event->day, limit)) {
            last = event->day > last ? event->day : last;
        }
    }
    return last;
}

enum span_state
span_state(const struct span *span, struct scene *scene, day_num limit)
{
    if (span->period) {
        return period_state(span, scene, limit);
    }
    day_num begin = span_last_day(&span->begins, scene, limit);
    day_num end = span_last_day(&span->ends, scene, limit);
    if (begin == 0) {
        return SPAN_NEVER;
    }
    return end >= begin ? SPAN_ENDED : SPAN_RUNNING;
}

struct stretch
span_last(const struct span *span, const struct scene *scene)
{
    const struct pick begin = {.match = &span->begins, .by = EVENT_DAY, .last = true};
    const struct process_event *began = scene_pick(scene, &begin);
    if (began == NULL) {
        return (struct stretch){0};
    }
    const struct pick end = {.match = &span->ends, .by = EVENT_DAY, .since = began->day};
    const struct process_event *ended = scene_pick(scene, &end);
    return (struct stretch){.from = began->day, .until = ended == NULL ? 0 : ended->day};
}
