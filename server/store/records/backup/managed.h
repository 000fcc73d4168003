/*
 * The backups that the store knows of: whose keys a rotation must rewrite, and an erasure take away.
 */
#ifndef TNW_STORE_RECORDS_BACKUP_MANAGED_H
#define TNW_STORE_RECORDS_BACKUP_MANAGED_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/id.h"

struct txn;

#define MANAGED_PATH 2048
#define MANAGED_WHY 200

enum managed_state { MANAGED_BEGUN, MANAGED_COMPLETE, MANAGED_FOLLOWED, MANAGED_STATES };

struct managed {
    struct id id; /* in its backup.json */
    enum managed_state state;
    uint32_t generation; /* the newest that is complete; 0: none */
    time_ms time;        /* of the last change here; this and the others by the machine's clock */
    time_ms completed;   /* when that generation was; 0: there is none */
    time_ms failing;     /* since when it fails; 0: it does not */
    char why[MANAGED_WHY];
    char path[MANAGED_PATH];
};

/* Of all of them. */
struct managed_sum {
    unsigned count;
    unsigned failing;
    time_ms failing_since; /* the longest; 0: none fails */
    time_ms newest;        /* when the newest generation of any was complete; 0: there is none */
};

/* A row. Errors: CORRUPT. */
TNW_MUST_CHECK enum tnw_err managed_parse(struct managed *out, struct slice value);
void managed_put(struct txn *txn, const struct managed *managed);
void managed_remove(struct txn *txn, const struct id *id);
/* The next one behind `after` (zero: the first). false: no more, or sticky error. */
bool managed_next(struct txn *txn, const struct id *after, struct managed *out);
/* Sticky error. */
void managed_add_up(struct txn *txn, struct managed_sum *sum);
/* false: there is none, or sticky error. */
bool managed_get(struct txn *txn, const struct id *id, struct managed *out);
/* By its path. false: there is none, or sticky error. */
bool managed_find(struct txn *txn, const char *path, struct managed *out);

#endif
