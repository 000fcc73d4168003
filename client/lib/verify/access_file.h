/*
 * Whether the records of an attachment vouch for the file that somebody holds (docs/protocol.md, part 4, Receipts).
 */
#ifndef TNW_LIB_ACCESS_FILE_H
#define TNW_LIB_ACCESS_FILE_H

#include "base/id.h"
#include "crypto/hash.h"
#include "logged.h"
#include "tnw/verify.h"

struct access_file {
    bool asked;          /* else all records are as they are */
    char id[ID_TEXT];    /* of the attachment */
    struct hash content; /* what its records must hold */
    uint64_t vouched;    /* how many did */
};

/* Out: file, asked. Errors: USAGE: a text that is none; any may be NULL. */
TNW_MUST_CHECK enum tnw_err access_file_ask(struct access_file *file, const char *attachment, const char *salt,
                                            const char *sha256);
/* Errors: CRYPTO, with finding: it is of that attachment, and vouches for another file. */
TNW_MUST_CHECK enum tnw_err access_file_take(struct access_file *file, const struct logged *record,
                                             struct tnw_finding *finding);
/* After the last record. Errors: CRYPTO, with finding: none vouched. */
TNW_MUST_CHECK enum tnw_err access_file_end(const struct access_file *file, struct tnw_finding *finding);

#endif
