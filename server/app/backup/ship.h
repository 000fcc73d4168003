/*
 * Rows and steps on their way from the store into a backup.
 */
#ifndef TNW_APP_BACKUP_SHIP_H
#define TNW_APP_BACKUP_SHIP_H

#include "app/backup/generation.h"

struct ship {
    struct dest *dest;
    struct engine *engine;
    struct engine_follower *follower;
    struct engine_place at;     /* of the follower */
    struct generation *current; /* complete, and followed; NULL: none */
    struct generation *fresh;   /* being made; NULL: none */
    int64_t told;               /* when the server was told last how far this is, clock_monotonic_ms */
    int64_t had_all;            /* when this had everything, machine's clock */
    char *where;                /* at least CONFIG_WHERE characters */
};

/* Takes what was done, and makes it durable. Out: all: nothing more was. Errors: CONFLICT: the place is lost; those of
 * writing files. */
TNW_MUST_CHECK enum tnw_err ship_steps(struct ship *ship, bool *all);
/* Makes a generation of all that the store holds, while what is done goes on being taken: by the one before, too. It is
 * ship->current when this returns TNW_OK. */
TNW_MUST_CHECK enum tnw_err ship_generation(struct ship *ship);

#endif
