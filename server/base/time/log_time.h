/*
 * What the log's time is: that of the machine's clock, as long as it goes as the machine's running time does. A clock
 * that is set ahead or back further than LIMIT_CLOCK_STEP_MS is not followed: the log's time is counted on from what
 * was last believed, until the clock comes back or somebody says that it is right. Pure rules; others read the clocks.
 */
#ifndef TNW_BASE_TIME_LOG_TIME_H
#define TNW_BASE_TIME_LOG_TIME_H

#include <stdbool.h>

#include "base/clock.h"

/* The machine's clocks, read together. */
struct clock_reading {
    time_ms wall;    /* anybody may set it: the operator, a time daemon, a flat battery */
    int64_t running; /* ms since the machine started, sleep included: it goes on evenly and nobody can set it */
    uint64_t boot;   /* which start of the machine; 0: not known */
};

/* From what the log's time is counted. All of it is kept, so that a server that starts again does not believe what the
 * one before it did not. */
struct log_base {
    uint64_t boot;     /* running counts only for this start of the machine */
    time_ms offset;    /* wall less running, as it was believed */
    int64_t since;     /* running, when that was */
    time_ms leap_from; /* the log's time before the base was laid: the last record's; 0: there was none */
    time_ms leap_to;   /* and right after it */
};

/* CLOCK_AHEAD, CLOCK_BEHIND: the machine's clock is that against the log's time, and not followed. */
enum clock_state { CLOCK_SOUND, CLOCK_AHEAD, CLOCK_BEHIND };

struct log_time {
    time_ms now;
    enum clock_state state;
    int64_t gap; /* ms by which the machine's clock is ahead of what is counted */
};

/* reading: of the base's start of the machine. */
struct log_time log_time_at(const struct log_base *base, const struct clock_reading *reading);

/* What to count from when a program starts. stored: what was kept last; NULL: nothing. last: the time of the log's last
 * record; NULL: there is none. longest_stop: a machine that starts later than that after the last record (ms) is not
 * believed. Returns whether out is another base than what is stored. */
bool log_time_begin(struct log_base *out, const struct log_base *stored, const time_ms *last,
                    const struct clock_reading *reading, int64_t longest_stop);

/* The clock is right, somebody says. last: the time of the last record, 0: there is none. */
struct log_base log_time_accept(time_ms last, const struct clock_reading *reading);

/* Follows the drift of a sound clock. Now and then, so that small corrections over months do not add up to a step. */
void log_time_settle(struct log_base *base, const struct clock_reading *reading);

#endif
