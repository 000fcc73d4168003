/* Batches that a test keeps and finds again: what is a frame in a journal. */
#ifndef TNW_TESTS_STORE_FRAMES_H
#define TNW_TESTS_STORE_FRAMES_H

#include "store/txn.h"
#include "store_place.h"

#define STORE_FRAMES_BLOCK 4096
/* What one takes in a journal: room of three blocks, and less than one more. */
#define STORE_FRAMES_SIZE (4 * (size_t)STORE_FRAMES_BLOCK)

/* Frame `number` puts its number under "a" and under its own key, deletes the key of the frame before, and fills a
 * room. */
void store_frames_write(struct txn *txn, uint64_t number);
/* Keeps the first ones, and commits nothing. */
void store_frames_keep(struct place *place, uint64_t count);
/* How many frames are in the store: exactly the first ones, whole. */
uint64_t store_frames_in(struct txn *txn);
/* The same; the store is open then. */
uint64_t store_frames_after_opening(struct place *place);

#endif
