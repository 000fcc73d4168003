/*
 * Attachments: PDF, JPEG and PNG files of at most 10 MiB that hang on fragments and messages. A file is sent first, and
 * referred to then; until that it is a draft, which only its sender sees, and which is removed after a day. Files are
 * taken and given piece by piece: what is in memory does not grow with them.
 */
#ifndef TNW_ATTACHMENT_H
#define TNW_ATTACHMENT_H

#include <stddef.h>

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
};

/* A draft, or one that the version before has, and the name under which it is to be known. */
struct tnw_attachment_ref {
    const char *attachment;
    const char *name;
};

TNW_END
#endif
