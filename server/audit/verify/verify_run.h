/*
 * Inside verification: one run, and what its parts share. Only audit/verify*.c include it.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_RUN_H
#define TNW_AUDIT_VERIFY_VERIFY_RUN_H

#include "audit/proof.h"
#include "audit/record_view.h"
#include "audit/verify/verify.h"
#include "store/records/audit_log.h"

/* Of each kind, the first finding is told and the others are counted. */
enum verify_kind {
    VERIFY_RECORD,     /* missing, of another form or place, or older than the one in front */
    VERIFY_TREE,       /* records and nodes that do not fit each other */
    VERIFY_TAIL,       /* what the log's end says of it */
    VERIFY_LINK,       /* a record that does not follow the one before of its dossier */
    VERIFY_LISTED,     /* openings that are not those of the commitments */
    VERIFY_HEAD,       /* audit_head */
    VERIFY_MAP,        /* nodes of the map */
    VERIFY_CHECKPOINT, /* signature, root, map */
    VERIFY_INDEX,      /* postings */
    VERIFY_STATE,      /* what was signed last */
    VERIFY_KINDS,
};

/* The newest record of a dossier, as computed. */
struct verify_head {
    struct id dossier; /* zero: the slot is free */
    uint64_t counter;
    struct hash leaf;
    uint64_t seq;
    bool stored; /* audit_head has it as well */
};

/* A hash table, open addressing; `room` is a power of two, or 0. */
struct verify_heads {
    struct verify_head *slots;
    size_t room;
    size_t count;
};

struct verify_run {
    const struct verify_input *input;
    struct verify_result *result;
    struct txn *txn;
    enum tnw_err err; /* why it cannot go on: not a finding */
    uint64_t told[VERIFY_KINDS];
    struct proof_source source;
    struct audit_tail tail;
    uint64_t end; /* how many records there are to look at */
    uint64_t sealed;
    struct merkle_tree tree; /* over the records up to the one that is looked at */
    struct verify_heads heads;
    time_ms time;    /* of the last record */
    uint64_t holes;  /* 1 + the newest record that could not be read; 0: none */
    struct hash map; /* of the records below sealed, as computed */
};

__attribute__((format(printf, 3, 4))) void verify_run_find(struct verify_run *run, enum verify_kind kind,
                                                           const char *format, ...);
/* Damage makes a transaction useless: takes a fresh one. Returns whether there was any. */
bool verify_run_was_damaged(struct verify_run *run);

/* Takes the record at run->tree.size into tree and heads. */
void verify_record_next(struct verify_run *run);

/* Appends a leaf (NULL: it could not be read) and compares the nodes that it completes. */
void verify_tree_add(struct verify_run *run, const struct hash *leaf);
/* When all records were read: the log's end. */
void verify_tree_end(struct verify_run *run);

/* Returns the dossier's entry, fresh with counter 0; NULL: no memory (in run->err). */
struct verify_head *verify_heads_get(struct verify_run *run, const struct id *dossier);
/* Compares all of them with audit_head. */
void verify_heads_compare(struct verify_run *run);
void verify_heads_wipe(struct verify_heads *heads);

/* When the records below run->sealed were read: computes the map and compares its nodes. */
void verify_map_compare(struct verify_run *run);

/* Looks at the checkpoint and the signed state of that size, if there are such. */
void verify_checkpoint_at(struct verify_run *run, uint64_t size);
/* When all records were read: those that claim more records than there are. */
void verify_checkpoint_end(struct verify_run *run);

/* Whether the postings say what the records below run->sealed say, both ways. */
void verify_index_compare(struct verify_run *run);

#endif
