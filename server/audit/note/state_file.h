/*
 * What was signed last, kept beside the log's key and apart from the data: a data folder that comes back from a backup
 * meets it and cannot make the key sign a second tree of one size.
 */
#ifndef TNW_AUDIT_NOTE_STATE_FILE_H
#define TNW_AUDIT_NOTE_STATE_FILE_H

#include "base/bytes.h"

#define STATE_FILE_PATH 1024

struct state_file {
    char path[STATE_FILE_PATH];
    struct buf origin; /* the log's name */
    struct buf text;   /* of the last checkpoint that was signed, or was about to be; empty: none yet */
    uint64_t size;     /* of that checkpoint; 0: none yet */
};

/* Makes a file that says that nothing was signed; refuses to replace one. Errors: CONFLICT, IO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err state_file_create(const char *path, struct slice origin);
/* Reads it. In: origin: the log's name, which it must be of. Free with state_file_wipe, also after a failure.
 * where: at least 256 characters. Errors: CONFIGURATION: another form, or of another log; IO: also when there is none:
 * a key whose state is lost must not sign; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err state_file_load(struct state_file *out, const char *path, struct slice origin,
                                            char where[256]);
/* For who will advance it: a second file beside it, so that a full disk does not keep the key from signing. Errors: IO,
 * NO_MEMORY: a full disk may. */
TNW_MUST_CHECK enum tnw_err state_file_set_aside(const struct state_file *state);
void state_file_wipe(struct state_file *state);

/* Before each signature: notes the text, durably. TNW_OK: it may be signed. Errors: CONFLICT: it must never be: it is
 * of a smaller size, or another text of the same size; CORRUPT: it is no checkpoint of this log; IO, NO_MEMORY: not
 * now. */
TNW_MUST_CHECK enum tnw_err state_file_advance(struct state_file *state, struct slice text);

#endif
