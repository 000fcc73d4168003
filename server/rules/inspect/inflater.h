/*
 * Deflated bytes that come in pieces, inflated into a small buffer and handed on: what comes out is bounded before it
 * is there. zlib's window and this buffer, some 50 KiB, are all that is kept; one serves all streams of a file.
 */
#ifndef TNW_RULES_INSPECT_INFLATER_H
#define TNW_RULES_INSPECT_INFLATER_H

#include <zlib.h>

#include "base/bytes.h"

#define INFLATER_PIECE 8192

/* What is done with a piece of what came out; returns a fault, or NULL. */
typedef const char *inflater_sink(void *context, struct slice piece);

struct inflater {
    z_stream z;
    bool made;
    bool ended;  /* the compressed data came to its end */
    uint64_t in; /* bytes of this stream, of all beside it that came before */
    uint64_t out;
    uint64_t total; /* that came out of all streams */
    uint8_t piece[INFLATER_PIECE];
};

/* The fault of data that are not deflated ones. */
extern const char inflater_damaged[];

/* A new stream. Returns a fault, or NULL. */
const char *inflater_start(struct inflater *inflater);
/* Takes off bytes what belongs to the stream, all of it unless it ends there. Returns a fault of the stream's or of
 * the sink's, or NULL. most: bytes that may come out of all streams; a stream of more than the free ones may become
 * no more than LIMIT_INFLATE_RATIO times what it was. */
const char *inflater_take(struct inflater *inflater, struct slice *bytes, uint64_t most, inflater_sink *sink,
                          void *context);
void inflater_wipe(struct inflater *inflater);

#endif
