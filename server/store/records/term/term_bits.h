/*
 * Inside the store: which of a block of ordinals a term finds, as a string of bits: what several terms find together is
 * one `and`. Kept as a list of places where they are few.
 */
#ifndef TNW_STORE_RECORDS_TERM_TERM_BITS_H
#define TNW_STORE_RECORDS_TERM_TERM_BITS_H

#include <stdbool.h>

#include "base/bytes.h"

/* Ordinals of a block. 50 000 fiches are four blocks, and a full one still lies on a page with others. */
#define TERM_BLOCK 16000
#define TERM_BLOCK_BYTES ((size_t)TERM_BLOCK / 8)

struct term_bits { /* bit 0x80 >> n % 8 of byte n / 8 is place n */
    uint8_t bytes[TERM_BLOCK_BYTES];
};

/* In: as term_bits_encode makes it; empty: none. Errors: CORRUPT. */
TNW_MUST_CHECK enum tnw_err term_bits_parse(struct slice stored, struct term_bits *out);
/* Out: whole bits, or places (16 bits each) where that is shorter. Returns how many bytes; 0: there are none. */
size_t term_bits_encode(const struct term_bits *bits, uint8_t out[TERM_BLOCK_BYTES]);

void term_bits_set(struct term_bits *bits, uint32_t place, bool is_there);
bool term_bits_has(const struct term_bits *bits, uint32_t place);
void term_bits_and(struct term_bits *bits, const struct term_bits *other);
/* In/Out: place: from where on; then the first that is there. false: none. */
bool term_bits_next(const struct term_bits *bits, uint32_t *place);

#endif
