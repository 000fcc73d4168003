/*
 * What a step of migration is made of, and what it does with a row.
 */
#ifndef TNW_STORE_MIGRATE_STEP_H
#define TNW_STORE_MIGRATE_STEP_H

#include "base/id.h"
#include "crypto/aead.h"
#include "crypto/keyring.h"
#include "store/engine.h"

/* Of one format: the spaces, and in which a value may lie in pieces (pieces.h). */
struct migrate_layout {
    const struct engine_schema *schema;
    bool (*is_long)(unsigned space);
};

struct migrate_step;

struct migrate_task {
    const struct migrate_step *step;
    struct engine_txn *from; /* of the store that is read; nothing of it is changed */
    struct engine *to;       /* empty */
    const struct keyring *keyring;
    void (*tell)(void *ctx, uint64_t rows); /* now and then: how many were brought over; may be NULL */
    void *ctx;
};

/* One run of a step. */
struct migrate_run {
    const struct migrate_task *task;
    struct engine_txn *to; /* the writer */
    struct aead_scratch *scratch;
    struct aead_key old;   /* the steps' own: a key that many rows of the old store need */
    struct id place;       /* that of the key below, in the new store */
    struct aead_key fresh; /* the newest data key that a row of the new store needed */
    bool has_fresh;
    uint64_t rows;
    size_t bytes; /* since the last commit */
};

/* A row of the old store, its value whole. */
struct migrate_row {
    unsigned space;
    struct slice key;
    struct slice value;
};

/* Out: value: what is put under the same key. keep: false: nothing is. */
typedef enum tnw_err migrate_convert(struct migrate_run *run, const struct migrate_row *row, struct buf *value,
                                     bool *keep);

struct migrate_step {
    const struct migrate_layout *from;
    const struct migrate_layout *to;
    /* The name in the new store of a space of the old one; NULL: it has none any more. */
    const char *(*name)(const char *old);
    /* What becomes of the values of a space; NULL: they stay as they are. */
    migrate_convert *(*convert)(unsigned space);
    enum tnw_err (*begin)(struct migrate_run *run, char where[256]);
};

extern const struct migrate_step migrate_step_10;
extern const struct migrate_step migrate_step_11;

#endif
