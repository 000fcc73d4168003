#include "audit/clock_reset.h"

#include <stdio.h>

void
clock_reset_ground(char ground[CLOCK_RESET_GROUND], time_ms from, time_ms to)
{
    char texts[2][TIME_TEXT];
    time_format(texts[0], from);
    time_format(texts[1], to);
    (void)snprintf(ground, CLOCK_RESET_GROUND, "from:%s to:%s", texts[0], texts[1]);
}

bool
clock_reset_explains(struct slice action, struct slice ground, time_ms time, time_ms before)
{
    char expected[CLOCK_RESET_GROUND];
    if (time >= before) {
        return true;
    }
    clock_reset_ground(expected, before, time);
    return slice_eq(action, slice_str(CLOCK_RESET_ACTION)) && slice_eq(ground, slice_str(expected));
}
