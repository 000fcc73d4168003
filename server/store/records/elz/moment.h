/*
 * Netwerkmomenten: when and where the professionals of a zone meet, and who signed up. About no patient.
 */
#ifndef TNW_STORE_RECORDS_ELZ_MOMENT_H
#define TNW_STORE_RECORDS_ELZ_MOMENT_H

#include "base/codes.h"
#include "base/id.h"
#include "base/limits.h"
#include "crypto/hash.h"
#include "store/range.h"
#include "store/txn.h"

#define MOMENT_TIME 6 /* "19:30" and NUL */

/* Days are whole numbers that may be negative; in keys they are counted from far back. */
#define MOMENT_DAY_BIAS 0x80000000U

struct moment {
    struct id id;
    day_num day;
    char time[MOMENT_TIME]; /* in Belgium; "": not told */
    struct id organiser;
    time_ms announced;
    time_ms cancelled; /* 0: it takes place */
    uint32_t version;  /* counts what its organiser changed, from 1 */
    bool open;         /* seen from other zones as well, by who asks for its zone */
    code_set roles;    /* whom it is for; both empty: everybody of the zone */
    code_set kinds;
    uint32_t guests;
    struct buf zone;
    struct buf theme;
    struct buf place;
    struct buf text;
};

struct moment_guest {
    struct id actor;
    time_ms since;
};

/* A new one, with its row in its zone's list. */
void moment_create(struct txn *txn, const struct moment *moment);
void moment_put(struct txn *txn, const struct moment *moment);
/* The same when its day or zone may be others than before. */
void moment_move(struct txn *txn, const struct moment *before, const struct moment *moment);
/* false: absent or sticky error; out is then empty. Free with moment_wipe. */
bool moment_get(struct txn *txn, const struct id *id, struct moment *out);
void moment_wipe(struct moment *moment);

/* Whether the two name one zone: without case and accents, as all that is asked by zone. */
bool moment_zone_is(struct slice zone, struct slice other);
/* Under which it is listed. */
struct hash moment_zone_term(const struct txn *txn, struct slice zone);

/* Those of a zone by day, from behind a day and an id (zero: from the day on). range_close ends it. */
void moment_walk(struct range *walk, struct txn *txn, struct slice zone, day_num day, const struct id *after);
bool moment_next(struct range *walk, day_num *day, struct id *id);

/* What a change by its organiser, or somebody's sign-up, asks for: itself, and the row of each of its guests. */
void moment_hint(struct txn *txn, const struct id *id);
void moment_hint_guest(struct txn *txn, const struct id *id, const struct id *actor);
bool moment_has_guest(struct txn *txn, const struct id *moment, const struct id *actor);
void moment_put_guest(struct txn *txn, const struct id *moment, const struct moment_guest *guest);
void moment_del_guest(struct txn *txn, const struct id *moment, const struct id *actor);
/* The registrations of who signed up, for moment_next_guest. */
void moment_walk_guests(struct range *walk, struct txn *txn, const struct id *moment);
bool moment_next_guest(struct range *walk, const struct id *moment, struct moment_guest *out);

#endif
