/*
 * Attachments: PDF, JPEG and PNG files of at most 10 MiB that hang on fragments and messages. A file is sent first
 * (tnw_attachment_put) and referred to then (tnw_fragment_add_with, tnw_message_send); until that it is a draft, which
 * only its sender sees, and which is removed after a day. What hangs on a fragment or a message is listed there, in
 * `attachments`, and is read by whoever may read that.
 *
 * Files are taken and given piece by piece through a function of the caller's: what is in memory does not grow with
 * them. Each piece comes with its place in the file, which is the progress. Where a try is cut off and the next one
 * begins (see tries in tnw/client.h), the place is 0 again: a function that cannot go back refuses it, and the call
 * ends. It is called on the thread of the call, and must not use the same client.
 */
#ifndef TNW_ATTACHMENT_H
#define TNW_ATTACHMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tnw/api.h"
#include "tnw/client.h"

TNW_BEGIN

struct tnw_draft {
    const char *id;
    const char *type; /* application/pdf, image/jpeg, image/png */
    int64_t size;
    const char *sha256; /* 64 hex digits */
    const char *created;
};

/* As what it hangs on shows it. */
struct tnw_attachment {
    const char *id;
    const char *name;
    const char *type;
    int64_t size;
    const char *sha256;
    const char *salt; /* with it the log's records vouch for the file (tnw_access_check_file); 32 hex digits */
};

/* A draft, or one that the version before has, and the name under which it is to be known: one that ends as its type
 * does (.pdf, .jpg, .jpeg, .png), of at most 120 characters, without a path. */
struct tnw_attachment_ref {
    const char *attachment;
    const char *name;
};

/* A file on its way out. */
struct tnw_upload {
    const char *type; /* what its bytes are: application/pdf, image/jpeg, image/png */
    int64_t size;     /* in bytes, 1 to 10 MiB: so many are asked for, no more and no less */
    /* Writes to `to` what stands at byte `at`, at least one and at most max bytes (some KiB). Returns how many; 0: the
     * file has no more, negative: it cannot be read, or the caller wants no more: both end the call with IO. */
    ptrdiff_t (*read)(void *context, int64_t at, void *to, size_t max);
    void *context;
    /* 1 to 128 printable characters; NULL: a fresh random one. With one's own, kept somewhere, a call that was cut off
     * can be made again by another process, for a day: the file is not stored twice, and the same draft answers. */
    const char *idempotency_key;
};

/* Sends a file. Its SHA-256 is computed on the way, and the draft has that, that type and that size, or the call has
 * failed. In: dossier; file. Out: draft, freed with tnw_draft_free.
 * Nothing is stored of what was cut off. When the answer was lost (CONNECT, TIMEOUT), whether it is there is not known:
 * the same call with the same idempotency_key finds out.
 * Errors: USAGE for a size or type that cannot be, IO when `read` ends it, UNSUPPORTED_MEDIA_TYPE when the bytes are
 * not what type says (detail tells why), BODY_TOO_LARGE, QUOTA_EXCEEDED, IDEMPOTENCY_MISMATCH when the key was used for
 * another file, PROTOCOL when the draft is not what was sent, NOT_FOUND, DOSSIER_CLOSED. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_attachment_put(struct tnw_client *client, const char *dossier,
                                                       const struct tnw_upload *file, struct tnw_draft **draft);

/* A file on its way in. */
struct tnw_download {
    const char *sha256; /* what it must be, 64 hex digits as what it hangs on shows them; NULL: as the answer says */
    /* Takes len bytes (some KiB), which stand at byte `at`. Returns false when they cannot be kept, or the caller wants
     * no more: that ends the call with IO. What it took counts only when the call returns TNW_OK: before that nobody
     * has seen the last byte nor compared the SHA-256. */
    bool (*write)(void *context, int64_t at, const void *bytes, size_t len);
    void *context;
};

/* Reads a file. Its SHA-256 is computed on the way and compared. In: dossier; id; to. Out: attachment, freed with
 * tnw_attachment_free; its name is what the server says, "" for nothing that is text: it may hold any character, and a
 * path is made of it only by who checks it first.
 * Errors: NOT_FOUND, CONSENT_REQUIRED; IO when `write` ends it; PROTOCOL when the bytes are not those of the SHA-256,
 * or the answer is none of a file: throw away what was written, as after every error. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_attachment_get(struct tnw_client *client, const char *dossier, const char *id,
                                                       const struct tnw_download *to,
                                                       struct tnw_attachment **attachment);

TNW_API void tnw_draft_free(struct tnw_draft **draft);
TNW_API void tnw_attachment_free(struct tnw_attachment **attachment);

TNW_END
#endif
