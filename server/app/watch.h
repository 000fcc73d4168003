/*
 * What an operator should know before it becomes a fault: how near the store is to its limits. One list of thresholds
 * for the log, for `tnwd status` and, as numbers, for the metrics.
 */
#ifndef TNW_APP_WATCH_H
#define TNW_APP_WATCH_H

#include <stdbool.h>

#include "store/store.h"

enum watch_limit {
    WATCH_STORE,
    WATCH_DISK,
    WATCH_DAYS,
    WATCH_SNAPSHOT,
    WATCH_READERS,
    WATCH_SIGNING,
    WATCH_BACKUP,
    WATCH_LIMITS
};

#define WATCH_TEXT 200

/* The name of a limit in the log and in JSON. */
const char *watch_name(enum watch_limit limit);
/* Whether it is near. Backups go by the machine's clock: now. Out: text: what, and what to do: one line. */
bool watch_is_near(enum watch_limit limit, const struct store_room *room, const struct store_stats *stats, time_ms now,
                   char text[WATCH_TEXT]);

#endif
