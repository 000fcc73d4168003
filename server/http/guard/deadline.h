/*
 * Absolute deadlines on the monotonic clock. Pure.
 */
#ifndef TNW_HTTP_GUARD_DEADLINE_H
#define TNW_HTTP_GUARD_DEADLINE_H

#include <stdbool.h>
#include <stdint.h>

#define DEADLINE_NONE INT64_MAX

/* now + ms, without overflow. */
static inline int64_t
deadline_after(int64_t now, int64_t ms)
{
    return now > DEADLINE_NONE - ms ? DEADLINE_NONE : now + ms;
}

static inline bool
deadline_passed(int64_t deadline, int64_t now)
{
    return deadline != DEADLINE_NONE && now >= deadline;
}

#endif
