/*
 * Whether what was brought back is whole, and not older than what is shown.
 */
#ifndef TNW_APP_BACKUP_RESTORE_RESTORE_CHECK_H
#define TNW_APP_BACKUP_RESTORE_RESTORE_CHECK_H

#include "app/runtime.h"

struct restore_shown {
    const char *not_before; /* file with a signed note; NULL: none */
    bool compares_state;    /* audit-state says what was signed last */
    bool new_log;           /* what is missing is accepted, and named */
};

/* As tnwd verify does, and against what is shown. Out: records: of the log. where: at least CONFIG_WHERE characters.
 * Errors: CONFLICT: it is older: where names what is missing; CORRUPT: it is damaged, or another log. */
TNW_MUST_CHECK enum tnw_err restore_check(struct runtime *runtime, const struct restore_shown *shown, uint64_t *records,
                                          char where[CONFIG_WHERE]);

#endif
