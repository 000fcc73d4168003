/*
 * A stream of a PDF: what its dictionary says of it, where it ends, and what it is when its filters are undone.
 */
#ifndef TNW_RULES_INSPECT_PDF_STREAM_H
#define TNW_RULES_INSPECT_PDF_STREAM_H

#include "rules/inspect/pdf_filter.h"
#include "rules/inspect/pdf_pack.h"

struct pdf_stream {
    /* Of its dictionary: */
    unsigned seen;   /* a bit for each key of enum pdf_key */
    unsigned values; /* tokens behind the key under way */
    int64_t numbers[PDF_KEY_OUTSIDE + 1];
    bool references[PDF_KEY_OUTSIDE + 1];
    bool twice;
    bool objects; /* holds objects, by its type */
    bool xref;
    struct pdf_filter filter;
    const char *fault; /* of its filters: it counts when it is a stream */
    /* Of its data: */
    bool told; /* its length is, and left is what is to come */
    uint64_t left;
    bool packing;   /* holds objects */
    unsigned match; /* letters of endstream, where nothing else tells the end */
    bool over;
    bool worded; /* endstream is read already */
    /* Of all streams of a file: */
    struct pdf_pack pack;
    struct inflater inflater;
};

extern const char pdf_stream_length[]; /* the fault of a stream that does not end where it should */

/* Another object begins. */
void pdf_stream_clear(struct pdf_stream *stream);
/* A token in the object's dictionary. */
void pdf_stream_key(struct pdf_stream *stream, const struct pdf_tree *tree, enum pdf_token token,
                    const struct pdf_lex *lex, bool key);
/* Its first byte is the next; room: bytes to come of the file. Returns a fault, or NULL. */
const char *pdf_stream_begin(struct pdf_stream *stream, uint64_t room);
/* used: how many of the bytes are the stream's. */
const char *pdf_stream_take(struct pdf_stream *stream, struct slice bytes, size_t *used);
void pdf_stream_wipe(struct pdf_stream *stream);

#endif
