/*
 * A disk that loses its power: what a recording says, and of what was not synced by then any part. A write is there, or
 * not, or torn at its sectors; names come in their order, as journals of file systems keep them, and end somewhere.
 */
#ifndef TNW_CRASH_POWER_DISK_H
#define TNW_CRASH_POWER_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct power_disk;

/* What the environment says, or otherwise that. */
uint64_t power_disk_setting(const char *name, uint64_t otherwise);
/* Moments are cut in their order. */
void power_disk_sort(uint64_t *moments, size_t count);
/* Numbers that look random, the same for a seed. */
uint64_t power_disk_number(uint64_t *seed);

/* What becomes of what was not synced. */
enum power_loss { POWER_LOSES_ALL, POWER_LOSES_NOTHING, POWER_LOSES_SOME, POWER_LOSSES };

/* The folder as it is before its recording begins: all of that is on the disk. Ends the program when it cannot. */
struct power_disk *power_disk_new(const char *folder);
void power_disk_free(struct power_disk *disk);

/* Takes a recording up; again from its beginning. It outlives its use. unsynced: the name of a file that is never
 * synced, whatever the recording says; NULL: none. */
void power_disk_play(struct power_disk *disk, const uint8_t *recording, size_t len, const char *unsynced);
/* Goes on up to that position, which is not before the last one. */
void power_disk_advance(struct power_disk *disk, uint64_t position);
/* Cuts the power, and puts what is left into a folder, in the place of what is there. Returns whether it could. */
bool power_disk_cut(const struct power_disk *disk, enum power_loss loss, uint64_t seed, const char *folder);

#endif
