/*
 * Absolute deadlines on the monotonic clock. Pure.
 */
#ifndef TNW_HTTP_DEADLINE_H
#define TNW_HTTP_DEADLINE_H

#include <stdbool.h>
#include <stdint.h>

#define DEADLINE_NONE INT64_MAX

/* now + ms, without overflow. */
int64_t deadline_after(int64_t now, int64_t ms);
bool deadline_passed(int64_t deadline, int64_t now);

#endif
