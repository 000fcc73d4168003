/*
 * What went wrong, for people on stderr, and for scripts as the exit status.
 */
#ifndef TNW_CLI_REPORT_H
#define TNW_CLI_REPORT_H

#include "cli.h"
#include "tnw/verify.h"

enum report_exit {
    REPORT_DONE = 0,
    REPORT_REFUSED = 1,
    REPORT_USAGE = 2,
    REPORT_CONNECT = 3,
    REPORT_NOT_FOUND = 4,
    REPORT_CONFLICT = 5,
    REPORT_SERVER = 6,
    REPORT_PROTOCOL = 7,
    REPORT_LOCAL = 8,
    REPORT_TAMPERED = 9,
    REPORT_ALARM = 10,
    REPORT_EXIT_COUNT
};

/* What each exit status means; for the help. */
extern const enum text report_meanings[REPORT_EXIT_COUNT];

/* Returns the exit status of an error. Pure. */
enum report_exit report_exit_of(enum tnw_err err);

/* Says what went wrong and what to do next. Returns the exit status. */
enum report_exit report_error(const struct cli *cli, enum tnw_err err);

/* An outcome of CRYPTO with a finding is a verdict, no error: says that it does not hold, as JSON on stdout with
 * --json, else on stderr, sets the verdict, and returns TNW_OK. Else returns err. what: TEXT_THE_EXPORT. */
TNW_MUST_CHECK enum tnw_err report_verdict(struct cli *cli, enum tnw_err err, enum text what,
                                           const struct tnw_finding *finding);

#endif
