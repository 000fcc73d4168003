/*
 * A stream of objects, unpacked: its table of numbers and places, and the objects, each where the table says.
 */
#ifndef TNW_RULES_INSPECT_PDF_PACK_H
#define TNW_RULES_INSPECT_PDF_PACK_H

#include "rules/inspect/pdf_tree.h"

struct pdf_pack {
    int64_t first;
    int64_t count;
    int64_t numbers; /* read of the table */
    int64_t last;    /* place in the table */
    int64_t next;    /* of the objects */
    int64_t place;   /* of the next one */
    struct buf gaps; /* from place to place, in the table's order: seven bits of a number in a byte, the lowest first */
    size_t taken;    /* of them */
    uint64_t total;  /* bytes of all of a file's */
    struct pdf_lex lex;
    struct pdf_tree tree;
};

/* first, count: what the stream's dictionary says. Returns a fault, or NULL. */
const char *pdf_pack_begin(struct pdf_pack *pack, int64_t first, int64_t count);
const char *pdf_pack_take(struct pdf_pack *pack, struct slice piece);
const char *pdf_pack_end(struct pdf_pack *pack);
void pdf_pack_wipe(struct pdf_pack *pack);

#endif
