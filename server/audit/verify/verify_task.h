/*
 * What a verification is given, and what it gives.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_TASK_H
#define TNW_AUDIT_VERIFY_VERIFY_TASK_H

#include "audit/note/note.h"
#include "audit/note/state_file.h"
#include "crypto/merkle.h"
#include "store/audit/audit_index.h"
#include "store/check/check_rows.h"

struct verify_result {
    uint64_t rows; /* beside the log */
    uint64_t records;
    uint64_t dossiers;
    uint64_t checkpoints;
    uint64_t strangers; /* checkpoints of an older key of this store, whose signatures were not looked at */
    uint64_t findings;  /* all, also those that were not told */
};

/* In which order things are looked at. */
enum verify_part { VERIFY_LOG, VERIFY_POSTINGS, VERIFY_POSTED, VERIFY_ROWS, VERIFY_PARTS };

/* How far a verification is, so that another one can go on there. Zeros: it is at the beginning. */
struct verify_place {
    enum verify_part part;
    uint64_t seq;               /* postings: the record that comes next */
    struct audit_index_key key; /* what is posted: the last key that was looked at */
    struct check_place rows;
    uint64_t size; /* of the log that was looked at, and its root: by them it is known again */
    struct hash root;
    struct verify_result result; /* so far */
};

struct verify_input {
    struct store *store;
    const struct note_key *log;     /* the log's key */
    const struct state_file *state; /* what it signed last */
    /* Called with the first bad place of each kind: one line, without a line end. */
    void (*tell)(void *ctx, const char *finding);
    /* These are called between two snapshots, and may be NULL. done of total: about how many looks. */
    void (*progress)(void *ctx, uint64_t done, uint64_t total);
    bool (*is_cut)(void *ctx); /* whether to end here: behind a last save */
    bool (*is_due)(void *ctx); /* whether to call save now; NULL: always */
    /* table: what goes with the place: in the first part about 64 bytes for each dossier. It lives as long as the
     * call. */
    void (*save)(void *ctx, const struct verify_place *place, struct slice table);
    void *ctx;
    const struct verify_place *from; /* NULL: from the beginning */
    struct slice table;              /* of that place */
    uint64_t sample;                 /* 0: everything; else so many of the records and of the rows of each space */
    uint64_t seed;                   /* which ones */
};

#endif
