/*
 * Whether a file is what its type says, and nothing else beside it. The bytes come in pieces of any size, each once,
 * in their order; what is kept of them is bounded. Pure.
 */
#ifndef TNW_RULES_INSPECT_H
#define TNW_RULES_INSPECT_H

#include "base/bytes.h"
#include "base/domain/media.h"

struct inspect;

/* size: of the whole file, above zero. NULL: no memory. */
struct inspect *inspect_begin(enum media media, uint64_t size);
/* Returns what is wrong with the file, English, static; NULL: nothing as far as one can tell now. Once something
 * is, it stays that. */
const char *inspect_take(struct inspect *inspect, struct slice bytes);
/* After the last byte: the same of the whole. */
const char *inspect_end(struct inspect *inspect);
void inspect_free(struct inspect **inspect);

#endif
