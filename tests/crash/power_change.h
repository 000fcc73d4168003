/*
 * Inside the disk that loses its power: what was done to a file, or to names, and may not be on the disk yet.
 */
#ifndef TNW_CRASH_POWER_CHANGE_H
#define TNW_CRASH_POWER_CHANGE_H

#include <stdbool.h>

#include "base/bytes.h"
#include "crash/recording.h"

/* An event that may not be on the disk yet. */
struct power_change {
    struct recording_event event;
    const uint8_t *bytes;
    uint64_t position;
    bool synced;
};

struct power_changes {
    struct power_change *list;
    size_t count;
    size_t room;
};

void power_change_add(struct power_changes *changes, const struct power_change *change);
void power_change_forget(struct power_changes *changes);
/* Those up to the position, of that folder (0: all), were synced. Returns how many in front are; they are no change any
 * more, and can be applied and dropped. */
size_t power_change_sync(struct power_changes *changes, uint64_t folder, uint64_t position);
void power_change_drop(struct power_changes *changes, size_t count);
/* Does it to a file's content; or to some of its sectors. */
void power_change_apply(struct buf *content, const struct power_change *change);
void power_change_tear(struct buf *content, const struct power_change *change, uint64_t *seed);
/* Numbers that look random, the same for a seed (splitmix64). */
uint64_t power_change_number(uint64_t *seed);

#endif
