/*
 * The inflated picture of a PNG: rows of a filter's number and pixels, in one pass or the seven of Adam7, to the byte
 * what the header says.
 */
#ifndef TNW_RULES_INSPECT_PNG_ROWS_H
#define TNW_RULES_INSPECT_PNG_ROWS_H

#include "base/bytes.h"

struct png_rows {
    uint32_t width;
    uint32_t height;
    uint8_t color;
    uint8_t bits;    /* of a pixel */
    unsigned pass;   /* the one under way */
    unsigned passes; /* after the last one */
    uint64_t rows;   /* that this pass has yet to begin */
    uint64_t left;   /* bytes of the row under way */
};

/* header: the 13 bytes of IHDR. Returns a fault, or NULL. */
const char *png_rows_begin(struct png_rows *rows, const uint8_t *header);
const char *png_rows_take(struct png_rows *rows, struct slice bytes);
bool png_rows_done(const struct png_rows *rows);

#endif
