/*
 * What witnesses hand in: signature lines for a checkpoint that the log has signed (C2SP tlog-cosignature).
 */
#ifndef TNW_AUDIT_NOTE_COSIGN_H
#define TNW_AUDIT_NOTE_COSIGN_H

#include "audit/note/trust.h"

struct cosignature {
    const struct note_key *witness; /* one of trust's */
    uint64_t time;                  /* seconds since 1970 */
};

/* RFC 3339 ends with the year 9999. */
#define COSIGN_TIME_MAX ((uint64_t)253402300799)

/* Takes a line into the checkpoint's note. Each witness has one in it, the newest: an older one changes nothing. In:
 * note: a note of the log's; line: with or without its line end; latest: no cosignature is of a later time. Out: out:
 * the note to keep, appended, of use only without an error; taken: the witness's one that is in it.
 * Errors: USAGE: not one signature line; CONFIGURATION: its time is zero, or after latest; NOT_FOUND: by nobody whom we
 * trust; CRYPTO: no signature over this text; CONFLICT: the note is full; CORRUPT: note is none; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err cosign_take(struct buf *out, struct slice note, struct slice line,
                                        const struct trust *trust, uint64_t latest, struct cosignature *taken);
/* The cosignature of that witness on a note. Errors: NOT_FOUND: none; CRYPTO; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err cosign_find(const struct note *note, const struct note_key *witness,
                                        struct cosignature *out);

#endif
