/*
 * Inside verification: one run, and what its parts share. Only the files of this folder include it.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_RUN_H
#define TNW_AUDIT_VERIFY_VERIFY_RUN_H

#include "audit/map_follow.h"
#include "audit/proof.h"
#include "audit/record_view.h"
#include "audit/verify/verify_task.h"
#include "store/audit/audit_log.h"

/* Of each kind, the first finding is told and the others are counted. */
enum verify_kind {
    VERIFY_STORE,      /* what the engine keeps beside what is looked at */
    VERIFY_RECORD,     /* missing, of another form or place, or older than the one in front */
    VERIFY_RULE,       /* a record that says what none can say */
    VERIFY_TREE,       /* records and nodes that do not fit each other */
    VERIFY_TAIL,       /* what the log's end says of it */
    VERIFY_LINK,       /* a record that does not follow the one before of its dossier */
    VERIFY_LISTED,     /* openings that are not those of the commitments */
    VERIFY_HEAD,       /* audit_head */
    VERIFY_MAP,        /* nodes of the map, and roots that records name */
    VERIFY_CHECKPOINT, /* signature, root, last record */
    VERIFY_INDEX,      /* postings */
    VERIFY_STATE,      /* what was signed last */
    VERIFY_CLOCK,      /* where time went back last */
    VERIFY_KINDS,
};
/* Then come rows of the store's spaces: a kind each. */
#define VERIFY_SPACES 64

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

/* What of the log's end cannot be read. */
struct verify_bad {
    bool tail;
    bool sealed;
    bool mapped;
    bool filed;
};

struct verify_run {
    const struct verify_input *input;
    struct verify_result *result;
    struct txn *txn;
    unsigned looks;     /* since the snapshot was taken */
    uint64_t snapshots; /* that were taken */
    enum tnw_err err;   /* why it cannot go on: not a finding */
    uint64_t told[VERIFY_KINDS + VERIFY_SPACES];
    struct proof_source source;
    struct audit_tail tail; /* this and the next six are of one snapshot */
    struct verify_bad bad;
    uint64_t end; /* how many records there are to look at */
    uint64_t sealed;
    uint64_t mapped;         /* the map is made of so many records */
    uint64_t filed;          /* and so many have all their postings */
    struct hash map;         /* root of that map, as stored */
    struct merkle_tree tree; /* over the records up to the one that is looked at */
    struct verify_heads heads;
    time_ms time;   /* of the last record */
    uint64_t back;  /* 1 + seq of the newest record that set the clock back; 0: none */
    uint64_t holes; /* 1 + the newest record that could not be read; 0: none */
    struct map_follow follow;
    uint64_t named;      /* 1 + the newest record that names a map; 0: none */
    uint64_t named_size; /* of that map */
    struct verify_place place;
    void (*put_table)(const struct verify_run *run, struct buf *out); /* what goes with the place */
    uint64_t done;                                                    /* looks */
    uint64_t total;
    uint64_t passed;  /* rows, of those looks */
    uint64_t counted; /* rows that were looked at before this run */
};

/* kind: an enum verify_kind, or VERIFY_KINDS + space. */
__attribute__((format(printf, 3, 4))) void verify_run_find(struct verify_run *run, unsigned kind, const char *format,
                                                           ...);
/* Takes a snapshot. */
void verify_run_begin(struct verify_run *run);
/* Notes which log it is that was looked at so far; in a snapshot. */
void verify_run_mark(struct verify_run *run);
/* Counts a look, and takes a fresh snapshot when there were LIMIT_CHECK_ROWS. Returns whether it did: what is read then
 * may be newer. */
bool verify_run_renew(struct verify_run *run);
/* Tells how far it is; between two snapshots. */
void verify_run_note(struct verify_run *run);
/* Damage makes a transaction useless: takes a fresh one. Returns whether there was any. */
bool verify_run_was_damaged(struct verify_run *run);

#endif
