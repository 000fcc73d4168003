/*
 * What makes a file a second one as well: a PDF or an archive inside it, which programs find that do not begin at its
 * first byte, or a page of a browser at its head.
 */
#ifndef TNW_RULES_INSPECT_STRANGER_H
#define TNW_RULES_INSPECT_STRANGER_H

#include "base/bytes.h"

struct stranger {
    uint64_t size;
    uint64_t at;
    uint64_t last; /* the last eight bytes */
    unsigned open; /* a tag may still end in so many bytes */
    const char *fault;
    bool member; /* an entry of a ZIP's directory was there */
};

void stranger_begin(struct stranger *stranger, uint64_t size);
void stranger_take(struct stranger *stranger, struct slice bytes);
/* After the last byte: what it is as well, or NULL. */
const char *stranger_fault(const struct stranger *stranger);

#endif
