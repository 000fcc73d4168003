/*
 * Steps as bytes, one behind the other in a file: each says from which place of the store it goes to which, what was
 * done in between, and the digest of it all and of the digest before, so that none can be changed, moved or left out
 * but at the file's end. docs/protocol.md, part 2.
 */
#ifndef TNW_STORE_FOLLOW_STEP_H
#define TNW_STORE_FOLLOW_STEP_H

#include "crypto/hash.h"
#include "store/engine.h"

#define STEP_PLACE (ENGINE_MARK + 8 + 4)
/* Digest, two places, time, length of the operations. */
#define STEP_HEAD (HASH_SIZE + 2 * STEP_PLACE + 8 + 4)

/* Makes what stands in front of the operations. In/Out: chain: digest of the step before; zero before the first. */
void step_head(uint8_t head[STEP_HEAD], struct hash *chain, const struct engine_step *step);

void step_put_place(struct buf *out, const struct engine_place *place);
struct engine_place step_read_place(struct cursor *cur);
/* -1, 0, 1: before, the same, behind; -2: of another history: as many commits, another mark. */
int step_order(const struct engine_place *a, const struct engine_place *b);

/* A file of steps that is read. Begins as {.fd = …}, which stays the caller's. */
struct step_reader {
    int fd;
    uint64_t at;       /* of the next one */
    struct hash chain; /* of the one before it */
    struct buf bytes;
    size_t len; /* of the one that was looked at */
    struct hash next;
};

/* Looks at the next one; it borrows from the reader. Errors: NOT_FOUND: the file ends, or there is not all of it;
 * CORRUPT: it is not what was written; IO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err step_peek(struct step_reader *reader, struct engine_step *step);
/* Goes behind the one that was looked at. */
void step_pass(struct step_reader *reader);
void step_reader_free(struct step_reader *reader);

#endif
