/*
 * What a verification is given, and what it gives.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_TASK_H
#define TNW_AUDIT_VERIFY_VERIFY_TASK_H

#include "audit/note/note.h"
#include "audit/note/state_file.h"
#include "store/store.h"

struct verify_input {
    struct store *store;
    const struct note_key *log;     /* the log's key */
    const struct state_file *state; /* what it signed last */
    /* Called with the first bad place of each kind: one line, without a line end. */
    void (*tell)(void *ctx, const char *finding);
    void *ctx;
};

struct verify_result {
    uint64_t rows; /* beside the log */
    uint64_t records;
    uint64_t dossiers;
    uint64_t checkpoints;
    uint64_t strangers; /* checkpoints of an older key of this store, whose signatures were not looked at */
    uint64_t findings;  /* all, also those that were not told */
};

#endif
