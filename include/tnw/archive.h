/*
 * The patient's archive: all that they may read of one dossier, in one file that is of use without the server. It is
 * a tar (ustar) of JSON parts, as the server answered each, of the attachments as files, and of index.json, the last
 * of it, with the size and the SHA-256 of each part and the name of its schema (docs/protocol.md, "The archive"). In
 * it are the receipts of the consents and the dossier's whole access log with its proofs, so that all of it is
 * verified offline.
 */
#ifndef TNW_ARCHIVE_H
#define TNW_ARCHIVE_H

#include <stddef.h>
#include <stdint.h>

#include "tnw/api.h"
#include "tnw/client.h"
#include "tnw/verify.h"

TNW_BEGIN

#define TNW_ARCHIVE_NAME 100 /* of a part, with the NUL */

/* Where it goes: some KiB at a time, from its first byte to its last; no more of it is in memory than one answer. */
struct tnw_archive_sink {
    /* Takes len bytes. Returns false when they cannot be kept, or the caller wants no more: that ends the call with
     * IO. */
    bool (*write)(void *context, const void *bytes, size_t len);
    void *context;
};

struct tnw_archive_made {
    int64_t parts;
    int64_t size; /* in bytes */
};

/* Reads all of the dossier and writes the archive. Each read stands in the dossier's access log, as the patient's own.
 * In: client, which acts as the patient; dossier; language of the texts in it: nl, fr, de, en. Out: made.
 * Errors: those of reading; NOT_FOUND; IO when `write` ends it. What was written then is none: throw it away. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_archive_make(struct tnw_client *client, const char *dossier,
                                                     const char *language, const struct tnw_archive_sink *to,
                                                     struct tnw_archive_made *made);

/* From where it comes. */
struct tnw_archive_source {
    /* Writes the next bytes to `to`, at least one and at most max. Returns how many; 0: there are no more, negative: it
     * cannot be read. */
    ptrdiff_t (*read)(void *context, void *to, size_t max);
    /* Shown each JSON part that is well-formed; name as in the archive. Returns NULL, or what is wrong with it, one
     * static line. NULL: nobody looks. */
    const char *(*part)(void *context, const char *name, const char *json, size_t len);
    void *context;
};

struct tnw_archive_proof {
    char dossier[TNW_ID_TEXT];
    int64_t parts;
    int64_t files;    /* of them attachments */
    int64_t receipts; /* and receipts of consents, each of which holds */
    struct tnw_access_proof access;
};

/* Gives the log's key that an archive names: as tnw_verify_named_key. Errors: CRYPTO: it names none; IO, NO_MEMORY. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_archive_named_key(const struct tnw_archive_source *from,
                                                          char key[TNW_KEY_TEXT]);

/* Whether an archive is whole: each part is the one its index names, with its SHA-256, and none beside; each document
 * in all its versions, each page of a list and each attachment that something names is there; the receipts and the
 * access log hold. In: verifier. Out: proof. PART: a part is missing, changed, or one too many: the finding's text
 * names it. Errors: IO, NO_MEMORY. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_archive_verify(const struct tnw_verifier *verifier,
                                                       const struct tnw_archive_source *from,
                                                       struct tnw_archive_proof *proof, struct tnw_finding *finding);

TNW_END
#endif
