/*
 * Whose signatures count: the log's own key, and the witnesses that the operator accepts.
 */
#ifndef TNW_AUDIT_NOTE_TRUST_H
#define TNW_AUDIT_NOTE_TRUST_H

#include "audit/note/note.h"

/* A note holds NOTE_SIGNATURES, and one is the log's. */
#define TRUST_WITNESSES (NOTE_SIGNATURES - 1)

/* Const once it was made. */
struct trust {
    struct note_key log; /* its name is the origin of the checkpoints */
    struct note_key witnesses[TRUST_WITNESSES];
    size_t witness_count;
    size_t skipped; /* keys of the file that are of a kind that we cannot check: they count for nothing */
};

/* Reads the witnesses' keys: a file with one key in text form a line (note_key_encode), of kind NOTE_COSIGNATURE. Empty
 * lines and lines that begin with # are passed over; keys of a kind that is not known here (C2SP has one with
 * ML-DSA-44) are counted as skipped. In: path; "": there are none. where: at least 256 characters.
 * Errors: CONFIGURATION: a line is no key, or a log's, a key is given twice, or there are too many; IO. */
TNW_MUST_CHECK enum tnw_err trust_load_witnesses(struct trust *trust, const char *path, char where[256]);

#endif
