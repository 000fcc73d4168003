/*
 * Inside verification: the log from its first record to its end, which moves while it is read.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_LOG_H
#define TNW_AUDIT_VERIFY_VERIFY_LOG_H

#include "audit/verify/verify_run.h"

enum verify_until {
    VERIFY_UNTIL_MAP, /* what the stored map is made of, and all records that name that map or an older one */
    VERIFY_UNTIL_END,
};

/* Reads what the snapshot says of the log's end. Tells nothing. */
void verify_log_ends(struct verify_run *run);
/* Reads on, in as many snapshots as it takes: at its end the snapshot and what the run knows of it are of one moment.
 * */
void verify_log_follow(struct verify_run *run, enum verify_until until);

#endif
