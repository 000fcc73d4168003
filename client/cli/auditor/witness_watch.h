/*
 * One witness of one log: what it kept, and a round of looking.
 */
#ifndef TNW_CLI_WITNESS_WATCH_H
#define TNW_CLI_WITNESS_WATCH_H

#include "auditor/witness_key.h"
#include "cli.h"
#include "proof/anchor.h"

struct witness_watch {
    struct witness_key self;
    struct anchor anchor;
    const char *state;    /* the file with the last checkpoint that held */
    char *kept;           /* that checkpoint, a note; NULL: none yet */
    struct tnw_seal seal; /* what it seals, once a round has begun */
    bool alarmed;         /* the log does not hold: it was told, and written down */
};

/* By --state, --key and the profile's log_key. Freed with witness_watch_close, also after a failure. Errors: USAGE,
 * CONFIGURATION, IO, NO_MEMORY, with cli->why. */
TNW_MUST_CHECK enum tnw_err witness_watch_open(struct cli *cli, struct witness_watch *out);
void witness_watch_close(struct witness_watch *watch);

/* Looks at what others cosigned since, then at the newest checkpoint. Each that continues what is kept is kept, and
 * then cosigned; the newest also when it is what was kept. Errors: the client's; IO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err witness_watch_round(struct cli *cli, struct witness_watch *watch);

#endif
