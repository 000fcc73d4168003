/*
 * Values that were read in a snapshot, for who needs them later: a worker hands those that its operation will ask for
 * to the ledger, and an engine with a journey to its data fetches those of a whole list at once. Absent values are
 * hints too.
 */
#ifndef TNW_STORE_HINT_H
#define TNW_STORE_HINT_H

#include "base/arena.h"
#include "store/layout.h"

/* What is longer is not worth its copy. */
#define HINT_VALUE_MAX ((size_t)16 * 1024)

/* What a hint answers: the value of a key, or the last key with a prefix and its value. */
enum hint_kind { HINT_VALUE, HINT_LAST };

struct hint {
    struct hint *next; /* of the same chain */
    enum hint_kind kind;
    enum space space;
    struct key asked;   /* key, or prefix */
    struct slice key;   /* HINT_LAST: the whole key; ptr NULL: there is none */
    struct slice value; /* ptr NULL: there is none */
};

#define HINT_CHAINS 64

struct hints {       /* {0} is empty */
    uint64_t number; /* engine_number of the snapshot that they are from */
    size_t count;
    struct hint *chains[HINT_CHAINS]; /* by hash */
    struct arena arena;               /* of all of them */
};

struct hints *hint_new(void); /* NULL: no memory; nothing depends on hints */
void hint_free(struct hints **hints);

/* Copies all of it. What finds no memory, or is too long, is no hint: nothing depends on one. */
void hint_add(struct hints *hints, const struct hint *hint);
const struct hint *hint_find(const struct hints *hints, enum hint_kind kind, enum space space, struct slice asked);
void hint_clear(struct hints *hints);

/*
 * Which keys were written of late, by the number of the commit: a hint counts only if nothing was written since its
 * snapshot under what it answers. Places are shared by keys of the same hash, which can cost a hint and never lets a
 * stale one pass.
 */
#define HINT_PLACES 65536

struct hint_guard {
    uint64_t *written; /* HINT_PLACES numbers; NULL: no hint counts */
    uint64_t floor;    /* others may have written up to that commit */
    uint64_t next;     /* the number of the commit that comes next if nobody else wrote since ours */
};

void hint_guard_init(struct hint_guard *guard); /* without memory for it no hint counts */
void hint_guard_clear(struct hint_guard *guard);
/* The writer begins; and it committed a state of that number, which one that changed nothing does not. */
void hint_guard_begin(struct hint_guard *guard, uint64_t number);
void hint_guard_commit(struct hint_guard *guard, uint64_t number);
/* The writer puts or deletes a key. */
void hint_guard_note(struct hint_guard *guard, uint64_t number, enum space space, struct slice key);
bool hint_guard_passes(const struct hint_guard *guard, uint64_t snapshot, enum hint_kind kind, enum space space,
                       struct slice asked);

#endif
