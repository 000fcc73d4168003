/*
 * The journal: what write transactions do, written down one frame after the other and synced, so that it outlives a
 * crash long before LMDB commits. A commit of LMDB writes pages all over its file and waits for the disk twice; a frame
 * is one write in one place, and one wait.
 *
 * Frames count only on top of the state that they were made on: their chain of digests begins with a random base that
 * this state holds, and every commit puts another base there. docs/protocol.md, part 2, has the bytes.
 *
 * All but journal_replay belongs to whoever holds LMDB's writer lock; a replay beside a writer sees whole frames or
 * none.
 */
#ifndef TNW_STORE_LMDB_JOURNAL_H
#define TNW_STORE_LMDB_JOURNAL_H

#include "base/bytes.h"
#include "crypto/hash.h"

struct journal;

/* Opens, and on first use makes, the file `journal` in the folder. read_only: *out is NULL when there is none, and only
 * journal_replay may be called. where: at least 256 characters. Errors: IO, STORAGE_FULL, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err journal_open(struct journal **out, const char *folder, bool read_only, char where[256]);
void journal_close(struct journal **journal);

/* The next frame is the first one on top of that base; what was noted and not written is forgotten. */
void journal_start(struct journal *journal, const struct hash *base);

/* Note an operation for the next frame. */
void journal_put(struct journal *journal, unsigned space, struct slice key, struct slice value);
void journal_del(struct journal *journal, unsigned space, struct slice key);
/* As journal_put, for a value that is known later: journal_fill writes it to the place returned (0: nothing was noted,
 * and journal_fill does nothing). */
size_t journal_put_later(struct journal *journal, unsigned space, struct slice key, size_t len);
void journal_fill(struct journal *journal, size_t place, struct slice value);

/* Whether what was noted can be written; there is memory for it, too. */
bool journal_fits(struct journal *journal);
/* Writes what was noted, and fits; durable when it returns TNW_OK. Out: wrote: false: nothing was noted. Errors: IO,
 * after which nothing may be trusted any more. */
TNW_MUST_CHECK enum tnw_err journal_write(struct journal *journal, bool *wrote);

/* What a frame did; value.ptr NULL: a delete. Slices are good for the call. An error ends the replay, which returns
 * it. */
typedef enum tnw_err (*journal_visit)(void *ctx, unsigned space, struct slice key, struct slice value);

/* Calls visit (if not NULL) for each operation of the frames on top of the base, in order. Out: how many frames. The
 * first frame that is not whole is the end: a crash came before it was durable. Errors: IO, NO_MEMORY, CORRUPT (a whole
 * frame that makes no sense), and what visit says. */
TNW_MUST_CHECK enum tnw_err journal_replay(struct journal *journal, const struct hash *base, journal_visit visit,
                                           void *ctx, uint64_t *frames);

#endif
