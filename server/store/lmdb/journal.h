/*
 * The journal: what write transactions do, written down one frame after the other and synced, so that it outlives a
 * crash long before LMDB commits. A commit of LMDB writes pages all over its file and waits for the disk twice; a frame
 * is one write in one place, and one wait.
 *
 * Frames count only on top of the state that they were made on: they name its base, which this state holds, and every
 * commit puts another base there. Each can be checked without the others, so that damage is told from the torn end that
 * a crash leaves: behind a frame that is not whole there is no other one of its base, and none of a state that the
 * store has not reached. docs/protocol.md, part 2, has the bytes.
 *
 * All but journal_replay belongs to whoever holds LMDB's writer lock.
 */
#ifndef TNW_STORE_LMDB_JOURNAL_H
#define TNW_STORE_LMDB_JOURNAL_H

#include "store/follow/operations.h"
#include "store/lmdb/frame.h"

struct journal;

/* Opens, and on first use makes, the file `journal` in the folder. read_only: *out is NULL when there is none, and only
 * journal_replay may be called. where: at least 256 characters. Errors: IO, STORAGE_FULL, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err journal_open(struct journal **out, const char *folder, bool read_only, char where[256]);
void journal_close(struct journal **journal);

/* The next frame is the first one on top of that base; what was noted and not written is forgotten. has_room: the store
 * has its reserve: else nothing is kept for who follows. Returns whether somebody follows. */
bool journal_start(struct journal *journal, const struct frame_base *base, bool has_room);
/* What is noted next is what a crash left. */
void journal_takes_over(struct journal *journal);
/* The folder of what is kept for who follows (store/lmdb/spool.h). */
const char *journal_spool(const struct journal *journal);
/* Notes, not yet durably, that the store has come to that base; only when that is durable. Who follows is told. */
void journal_mark(struct journal *journal, const struct frame_base *base);
/* Whether a frame of that base was begun. */
bool journal_is_begun(const struct journal *journal, const struct frame_base *base);

/* Note an operation for the next frame. */
void journal_put(struct journal *journal, unsigned space, struct slice key, struct slice value);
void journal_del(struct journal *journal, unsigned space, struct slice key);
/* As journal_put, for a value that is known later: journal_fill writes it to the place returned (0: nothing was noted,
 * and journal_fill does nothing). */
size_t journal_put_later(struct journal *journal, unsigned space, struct slice key, size_t len);
void journal_fill(struct journal *journal, size_t place, struct slice value);

/* Whether what was noted can be written; there is memory for it, too. */
bool journal_fits(struct journal *journal);
/* Writes what was noted, and fits; durable when it returns TNW_OK. Out: wrote: false: nothing was noted. Errors:
 * STORAGE_FULL: it does not stand there; IO, after which nothing may be trusted any more. */
TNW_MUST_CHECK enum tnw_err journal_write(struct journal *journal, bool *wrote);

struct journal_found {
    uint32_t frames; /* whole, one after the other, on top of the base */
    uint32_t behind; /* the newest whole one of the base behind one that is not whole; 0: none */
    bool torn;       /* the next one was begun */
    uint64_t ahead;  /* the newest commit that a frame names and the base has not; 0: none */
    bool foreign;    /* there is a frame of another state with as many commits */
};

/* Looks at all of the file; then calls visit (if not NULL) for each operation of the frames on top of the base, in
 * order. Errors: CORRUPT: what was found is damage, nothing was visited; or a whole frame makes no sense; IO,
 * NO_MEMORY, and what visit says. Beside a writer it can find damage where there is none. */
TNW_MUST_CHECK enum tnw_err journal_replay(const struct journal *journal, const struct frame_base *base,
                                           operations_visitor *visit, void *ctx, struct journal_found *found);

#endif
