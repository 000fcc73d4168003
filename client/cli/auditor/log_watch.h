/*
 * What a witness thinks of a checkpoint that it is shown, and what it writes down when the log does not hold.
 */
#ifndef TNW_CLI_LOG_WATCH_H
#define TNW_CLI_LOG_WATCH_H

#include "tnw/evidence.h"

enum log_watch_view {
    LOG_WATCH_FIRST, /* nothing is known of the log yet */
    LOG_WATCH_SAME,  /* the checkpoint that is kept */
    LOG_WATCH_GROWN, /* a larger one: believe it only with a consistency proof */
    LOG_WATCH_ALARM, /* what no honest log shows; see the finding */
};

/* Weighs what the log shows against what is kept. Pure. In: kept: what it seals, verified; NULL: nothing is; shown: a
 * note. Out: newer: what that seals; view; finding, with LOG_WATCH_ALARM. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err log_watch_weigh(const struct tnw_verifier *verifier, const struct tnw_seal *kept,
                                            const char *shown, struct tnw_seal *newer, enum log_watch_view *view,
                                            struct tnw_finding *finding);

/* Returns the note with that signature line, and without the others by that name; freed with free(). NULL: no memory.
 * In: line: without its line end. */
char *log_watch_cosigned(const char *note, const char *name, const char *line);

/* What an alarm leaves behind. */
struct log_watch_alarm {
    const struct tnw_finding *finding;
    const char *kept;                    /* note, or NULL */
    const char *shown;                   /* note */
    const struct tnw_consistency *proof; /* or NULL */
    int64_t time;                        /* seconds since 1970 */
};

/* Writes STATE.alarm-TIME, never over another one. Out: path, freed with free(). Errors: IO with errno, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err log_watch_write_alarm(const char *state, const struct log_watch_alarm *alarm, char **path);

#endif
