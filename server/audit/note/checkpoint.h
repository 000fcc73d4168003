/*
 * What the log signs: its size and its root (C2SP tlog-checkpoint without extension lines). The last of its records
 * names the map of dossiers (map.h).
 */
#ifndef TNW_AUDIT_NOTE_CHECKPOINT_H
#define TNW_AUDIT_NOTE_CHECKPOINT_H

#include "audit/note/note.h"
#include "base/limits.h"
#include "crypto/hash.h"

/* So that sizes are numbers in every language that reads them. */
#define CHECKPOINT_SIZE_MAX ((uint64_t)LIMIT_JSON_NUMBER)

struct checkpoint {
    struct slice origin; /* the log's name, and that of its key; borrowed */
    uint64_t size;       /* how many records */
    struct hash root;    /* of the Merkle tree over them */
};

/* Appends the text that is signed: origin, size, base64(root), a line each.
 * Errors: USAGE: the origin cannot be a name, or the size is too large; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err checkpoint_encode(struct buf *out, const struct checkpoint *checkpoint);
/* Reads the text. Out: origin borrows from it. Errors: CORRUPT: another form, extension lines among them. */
TNW_MUST_CHECK enum tnw_err checkpoint_parse(struct checkpoint *out, struct slice text);

/* Reads a whole signed note and trusts it: signed by the log's key, whose name is its origin. Out: note, for the
 * cosignatures on it; both borrow from bytes. Errors: CORRUPT; NOT_FOUND: not signed by that key; CRYPTO: the signature
 * is wrong, or the origin another. */
TNW_MUST_CHECK enum tnw_err checkpoint_open(struct checkpoint *out, struct note *note, struct slice bytes,
                                            const struct note_key *log);

#endif
