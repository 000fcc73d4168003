/*
 * Inside the journal: the bytes of its frames, and of the base that they stand on. docs/protocol.md, part 2.
 */
#ifndef TNW_STORE_LMDB_FRAME_H
#define TNW_STORE_LMDB_FRAME_H

#include "base/bytes.h"
#include "crypto/hash.h"

#define FRAME_MARK 16
/* Digest, mark, commit, number, length of the operations. */
#define FRAME_HEAD (HASH_SIZE + FRAME_MARK + 8 + 4 + 4)
#define FRAME_BASE (HASH_SIZE + 2 * FRAME_MARK + 8)
#define FRAME_BLOCK 4096 /* a frame never shares one with the frame before: rewriting it could tear that one */

/* One state of the store, as the store itself holds it. */
struct frame_base {
    uint8_t store[FRAME_MARK]; /* random, of the store, for ever; stands in no frame: nobody can make one up */
    uint8_t mark[FRAME_MARK];  /* random, of this state */
    uint64_t commit;           /* how many commits made it */
};

/* What a frame says. Borrows. */
struct frame {
    struct slice mark;
    uint64_t commit;
    uint32_t number; /* on its base, from 1; 0: the head of the journal, which only names a state */
    struct slice operations;
};

/* Of a fresh store, and of the state after the next commit. */
struct frame_base frame_base_first(void);
struct frame_base frame_base_next(const struct frame_base *now);
void frame_base_encode(uint8_t out[FRAME_BASE], const struct frame_base *base);
/* Errors: CORRUPT. */
TNW_MUST_CHECK enum tnw_err frame_base_decode(struct frame_base *base, struct slice bytes);

/* Writes the head in front of the operations: bytes begins with room for it. */
void frame_put_head(const struct frame_base *base, uint32_t number, uint8_t *bytes, size_t len);
/* How many bytes of the file a frame of so many takes. */
size_t frame_padded(size_t len);
/* What stands at the begin of bytes, whole or not; false: it cannot be a frame. */
bool frame_peek(struct frame *frame, struct slice bytes);
/* Whether it is whole, and one of this store. */
bool frame_is_whole(const struct frame_base *base, const struct frame *frame, struct slice bytes);
bool frame_is_on(const struct frame_base *base, const struct frame *frame);
/* Whether what begins there says that it is on that base, whole or not. */
bool frame_is_begun(const struct frame_base *base, struct slice bytes);

#endif
