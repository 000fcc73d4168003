/*
 * A witness: its key in a file, and what it thinks of a checkpoint that it is shown.
 */
#ifndef TNW_CLI_WITNESS_H
#define TNW_CLI_WITNESS_H

#include "cli.h"
#include "tnw/evidence.h"

/* Makes a key and its file, mode 0600, never over another one. Out: key: for others. Errors: USAGE: the name; IO with
 * errno; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err witness_key_make(const char *name, const char *path, char key[TNW_KEY_TEXT]);

/* Whose key it is, and the lock that keeps a second witness from using it at the same time. */
struct witness {
    struct tnw_witness *secret;
    char name[TNW_NAME_TEXT];
    char key[TNW_KEY_TEXT];
    int lock; /* the key file, open; -1: none */
};

/* Opens and locks a key file. Errors: CONFIGURATION: no key, others can read it, or it is in use; IO, NO_MEMORY, all with
 * cli->why. Freed with witness_close. */
TNW_MUST_CHECK enum tnw_err witness_open(struct cli *cli, const char *path, struct witness *out);
void witness_close(struct witness *witness);

enum witness_view {
    WITNESS_FIRST, /* nothing is known of the log yet */
    WITNESS_SAME,  /* the checkpoint that is kept */
    WITNESS_GROWN, /* a larger one: believe it only with a consistency proof */
    WITNESS_ALARM, /* what no honest log shows; see the finding */
};

/* Weighs what the log shows against what is kept. Pure. In: kept: a note, NULL: none; shown: a note.
 * Out: older, newer: what they seal; view; finding, with WITNESS_ALARM.
 * Errors: CONFIGURATION: what is kept is no checkpoint of this log; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err witness_weigh(const struct tnw_verifier *verifier, const char *kept, const char *shown,
                                          struct tnw_seal *older, struct tnw_seal *newer, enum witness_view *view,
                                          struct tnw_finding *finding);

/* What an alarm leaves behind. */
struct witness_alarm {
    const struct tnw_finding *finding;
    const char *kept;                    /* note, or NULL */
    const char *shown;                   /* note */
    const struct tnw_consistency *proof; /* or NULL */
    int64_t time;                        /* seconds since 1970 */
};

/* Writes STATE.alarm-TIME, never over another one. Out: path, freed with free(). Errors: IO with errno, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err witness_alarm_write(const char *state, const struct witness_alarm *alarm, char **path);

#endif
