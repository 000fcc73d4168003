#include "app/watch.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/limits.h"

#define MIB ((uint64_t)1 << 20)

const char *
watch_name(enum watch_limit limit)
{
    static const char *const names[WATCH_LIMITS] = {
        [WATCH_STORE] = "store",       [WATCH_DISK] = "disk",       [WATCH_DAYS] = "days",
        [WATCH_SNAPSHOT] = "snapshot", [WATCH_READERS] = "readers", [WATCH_SIGNING] = "signing",
        [WATCH_BACKUP] = "backup",
    };
    return names[limit];
}

static bool
is_store_near(const struct store_room *room, char text[WATCH_TEXT])
{
    (void)snprintf(text, WATCH_TEXT,
                   "%" PRIu64 " of %" PRIu64 " MiB are needed: enlarge store.map_size, and send SIGHUP to the server",
                   room->bytes / MIB, room->limit / MIB);
    return room->limit > 0 && (double)room->bytes > LIMIT_WATCH_FULL * (double)room->limit;
}

/* What the file has of the disk already counts as left. */
static bool
is_disk_near(const struct store_room *room, char text[WATCH_TEXT])
{
    (void)snprintf(text, WATCH_TEXT, "%" PRIu64 " MiB are left on the disk: enlarge it, or make room",
                   room->engine.disk / MIB);
    return room->engine.disk < LIMIT_WATCH_DISK && room->left - room->engine.free < LIMIT_WATCH_DISK;
}

static bool
are_days_near(const struct store_room *room, char text[WATCH_TEXT])
{
    (void)snprintf(text, WATCH_TEXT, "full in %.0f days at the rate of the last day, %" PRIu64 " MiB", room->days,
                   room->rate / MIB);
    return room->days < LIMIT_WATCH_DAYS;
}

static bool
is_snapshot_near(const struct store_room *room, char text[WATCH_TEXT])
{
    (void)snprintf(text, WATCH_TEXT,
                   "a snapshot is open since %" PRIu64 " commits: what those freed is not used again. Which program "
                   "holds it, mdb_stat -r says",
                   room->engine.lag);
    return room->engine.lag > LIMIT_WATCH_COMMITS;
}

static bool
are_readers_near(const struct store_room *room, char text[WATCH_TEXT])
{
    (void)snprintf(text, WATCH_TEXT, "%u of %u places for snapshots are taken: end programs that have the store open",
                   room->engine.readers, room->engine.readers_max);
    return room->engine.readers_max > 0 &&
           (double)room->engine.readers > LIMIT_WATCH_FULL * (double)room->engine.readers_max;
}

static bool
is_signing_late(const struct store_stats *stats, char text[WATCH_TEXT])
{
    uint64_t late = stats->records > stats->sealed ? stats->records - stats->sealed : 0;
    (void)snprintf(text, WATCH_TEXT, "%" PRIu64 " records are not signed yet: look for event=seal_failed", late);
    return late > LIMIT_WATCH_UNSIGNED;
}

/* A moment without its disk is none. */
static bool
is_backup_late(const struct store_stats *stats, time_ms now, char text[WATCH_TEXT])
{
    const struct managed_sum *backups = &stats->backups;
    int64_t fails = backups->failing == 0 ? 0 : now - backups->failing_since;
    if (fails > LIMIT_WATCH_BACKUP_MS) {
        (void)snprintf(text, WATCH_TEXT, "%u of %u fail, since %" PRId64 " s: `tnwd status` says which and why",
                       backups->failing, backups->count, fails / 1000);
        return true;
    }
    (void)snprintf(text, WATCH_TEXT,
                   "one that follows is %" PRId64 " s behind: is `tnwd backup --follow` running? Of one that is no "
                   "more, say so (tnwd backup forget)",
                   stats->engine.lag_ms / 1000);
    return stats->engine.followers > 0 && stats->engine.lag_ms > LIMIT_WATCH_BACKUP_MS;
}

bool
watch_is_near(enum watch_limit limit, const struct store_room *room, const struct store_stats *stats, time_ms now,
              char text[WATCH_TEXT])
{
    switch (limit) {
    case WATCH_STORE:
        return is_store_near(room, text);
    case WATCH_DISK:
        return is_disk_near(room, text);
    case WATCH_DAYS:
        return are_days_near(room, text);
    case WATCH_SNAPSHOT:
        return is_snapshot_near(room, text);
    case WATCH_READERS:
        return are_readers_near(room, text);
    case WATCH_SIGNING:
        return is_signing_late(stats, text);
    case WATCH_BACKUP:
        return is_backup_late(stats, now, text);
    default:
        return false;
    }
}
