/*
 * How far a verification is: a line on a terminal, or events, one a line; and where it is, in a file, so that one that
 * was cut goes on there.
 */
#ifndef TNW_APP_VERIFY_VERIFY_PROGRESS_H
#define TNW_APP_VERIFY_VERIFY_PROGRESS_H

#include <signal.h>

#include "app/config.h"
#include "audit/verify/verify.h"
#include "base/clock.h"

struct verify_progress {
    const char *log;  /* its name */
    const char *file; /* NULL: it is kept nowhere */
    bool events;      /* to stderr, where that is no terminal */
    bool terminal;
    bool shown;       /* a line stands on the terminal */
    sigset_t signals; /* that cut it, where the place is kept */
    time_ms begun;    /* by the run that began it */
    int64_t since;    /* monotonic: when this run began, told last and kept last */
    int64_t told;
    int64_t kept;
    int64_t took; /* ms: to keep it the last time */
    uint64_t at;  /* what was done when this run began */
    bool has_at;
    struct buf findings; /* that were told, a line each: who goes on says them again */
};

void verify_progress_begin(struct verify_progress *progress, time_ms now);
void verify_progress_tell(struct verify_progress *progress, uint64_t done, uint64_t total);
/* Takes the line away, before others are written. */
void verify_progress_clear(struct verify_progress *progress);

/* Notes a finding. */
void verify_progress_found(struct verify_progress *progress, const char *finding);

/* What the file says; NOT_FOUND: there is none. Out: table: what goes with the place, in content, which is freed by the
 * caller. Errors: CONFIGURATION: another form, or of another log; IO. */
TNW_MUST_CHECK enum tnw_err verify_progress_load(struct verify_progress *progress, struct verify_place *place,
                                                 struct buf *content, struct slice *table, char where[CONFIG_WHERE]);
/* Whether a signal came that is to cut it. */
bool verify_progress_is_cut(const struct verify_progress *progress);
/* Whether to keep a place now: ten seconds after the last time, and so seldom that it takes a twentieth of the time. */
bool verify_progress_is_due(const struct verify_progress *progress);
/* An error is none: the verification goes on, and a cut one begins further back. */
void verify_progress_keep(struct verify_progress *progress, const struct verify_place *place, struct slice table);
/* All was looked at: the next one begins anew. */
void verify_progress_end(const struct verify_progress *progress);
void verify_progress_wipe(struct verify_progress *progress);

#endif
