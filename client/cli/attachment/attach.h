/*
 * Files that go with a fragment or a message (--attach): looked at, sent, and referred to.
 */
#ifndef TNW_CLI_ATTACH_H
#define TNW_CLI_ATTACH_H

#include "base/domain/media.h"
#include "base/limits.h"
#include "cli.h"
#include "crypto/hash.h"

/* One file. */
struct attach_file {
    const char *path;
    int fd;
    int64_t size;
    enum media media;
    struct hash sha256;
    struct hash digest; /* under which its key is remembered */
    char id[40];        /* of the draft, once it is sent */
    char name[LIMIT_FILE_NAME_BYTES + 1];
};

struct attach {
    struct attach_file files[LIMIT_ATTACHMENTS];
    size_t count;
    /* Those of the version before that stay, and the drafts behind them. */
    struct tnw_attachment_ref refs[2 * LIMIT_ATTACHMENTS];
    size_t ref_count;
    struct hash digest; /* of what refers to them */
    char key[28];       /* its Idempotency-Key; "": no files, no key */
};

/* Opens and looks at each --attach; nothing is sent yet. Out: attach, always for attach_close. Errors: USAGE, IO: with
 * cli->why. */
TNW_MUST_CHECK enum tnw_err attach_open(struct cli *cli, struct attach *attach);
void attach_close(struct attach *attach);

/* What the version before has stays, but for --detach. before outlives attach. Errors: USAGE. */
TNW_MUST_CHECK enum tnw_err attach_keep(struct cli *cli, struct attach *attach, const struct tnw_fragment *before);

/* Sends each to the dossier; what a run before sent is not stored again. Errors: of tnw_attachment_put, or with
 * cli->why. */
TNW_MUST_CHECK enum tnw_err attach_send(struct cli *cli, struct attach *attach, const char *dossier);

/* Makes attach->key that of what refers to them: place, kind and content of it. Without files it has none. Returns it,
 * or NULL. */
const char *attach_key(struct cli *cli, struct attach *attach, const char *place, const char *kind,
                       const char *content);

/* err: what became of what refers to them. Where it is answered, or a draft cannot be used any more, the next run
 * begins anew. Returns err. */
enum tnw_err attach_finish(struct cli *cli, struct attach *attach, enum tnw_err err);

#endif
