#include "base/time/log_time.h"

#include <stddef.h>

#include "base/limits.h"

/* What of a gap is drift that time daemons correct: no more than the worst quartz makes in that while. */
static int64_t
drift_in(int64_t gap, const struct log_base *base, const struct clock_reading *reading)
{
    int64_t most = (reading->running - base->since) / LIMIT_CLOCK_DRIFT;
    most = most < 0 ? 0 : most;
    return gap > most ? most : gap < -most ? -most : gap;
}

struct log_time
log_time_at(const struct log_base *base, const struct clock_reading *reading)
{
    time_ms counted = reading->running + base->offset;
    int64_t gap = reading->wall - counted;
    int64_t step = gap - drift_in(gap, base, reading);
    enum clock_state state = step > LIMIT_CLOCK_STEP_MS    ? CLOCK_AHEAD
                             : step < -LIMIT_CLOCK_STEP_MS ? CLOCK_BEHIND
                                                           : CLOCK_SOUND;
    return (struct log_time){.now = state == CLOCK_SOUND ? reading->wall : counted, .state = state, .gap = gap};
}

static struct log_base
base_at(time_ms now, time_ms last, const struct clock_reading *reading)
{
    return (struct log_base){.boot = reading->boot,
                             .offset = now - reading->running,
                             .since = reading->running,
                             .leap_from = last,
                             .leap_to = now};
}

bool
log_time_begin(struct log_base *out, const struct log_base *stored, const time_ms *last,
               const struct clock_reading *reading, int64_t longest_stop)
{
    bool goes_on = stored != NULL && last != NULL && stored->boot != 0 && stored->boot == reading->boot &&
                   stored->since <= reading->running;
    time_ms now = goes_on ? log_time_at(stored, reading).now : reading->wall;
    bool behind = last != NULL && now < *last - LIMIT_CLOCK_STEP_MS;
    bool far_ahead = last != NULL && !goes_on && now > *last + longest_stop;
    if (goes_on && !behind) {
        *out = *stored;
        return false;
    }
    *out = base_at(behind || far_ahead ? *last : now, last == NULL ? 0 : *last, reading);
    return true;
}

struct log_base
log_time_accept(time_ms last, const struct clock_reading *reading)
{
    return base_at(reading->wall, last, reading);
}

void
log_time_settle(struct log_base *base, const struct clock_reading *reading)
{
    struct log_time time = log_time_at(base, reading);
    if (time.state == CLOCK_SOUND && reading->running - base->since >= LIMIT_CLOCK_SETTLE_MS) {
        base->offset += drift_in(time.gap, base, reading);
        base->since = reading->running;
    }
}
