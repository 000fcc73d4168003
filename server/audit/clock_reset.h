/*
 * The record that sets the log's time: the operator says that the clock is right and the log's time was not. Only
 * there may time go back. What the record says is in its action and its ground, `from:TIME to:TIME`: the time of the
 * record in front, and its own.
 */
#ifndef TNW_AUDIT_CLOCK_RESET_H
#define TNW_AUDIT_CLOCK_RESET_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/clock.h"

#define CLOCK_RESET_ACTION "clock.reset"
#define CLOCK_RESET_GROUND (sizeof "from: to:" + 2 * TIME_TEXT)

/* Out: ground, of the record that sets the log's time. */
void clock_reset_ground(char ground[CLOCK_RESET_GROUND], time_ms from, time_ms to);

/* Whether a record with this action, ground and time may follow one of the time `before`: time goes on, or goes back in
 * a record that says so, with both times as they are. */
bool clock_reset_explains(struct slice action, struct slice ground, time_ms time, time_ms before);

#endif
