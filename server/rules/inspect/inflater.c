#include "rules/inspect/inflater.h"

#include "base/limits.h"

const char inflater_damaged[] = "holds compressed data that is damaged";
static const char no_memory[] = "could not be looked into: there was no memory";

const char *
inflater_start(struct inflater *inflater)
{
    int done = inflater->made ? inflateReset(&inflater->z) : inflateInit(&inflater->z);
    inflater->made = inflater->made || done == Z_OK;
    inflater->ended = false;
    inflater->in = 0;
    inflater->out = 0;
    return done == Z_OK ? NULL : no_memory;
}

static const char bomb[] = "unpacks to far more than it is";

/* Hands on what came out, up to the most. Where a stream ends, it is held against what it was: before, how much of
 * it zlib has read ahead depends on the pieces. */
static const char *
inflater_hand(struct inflater *inflater, size_t came, uint64_t most, inflater_sink *sink, void *context)
{
    uint64_t room = most - inflater->total;
    size_t fits = came > room ? (size_t)room : came;
    inflater->out += fits;
    inflater->total += fits;
    const char *fault = fits > 0 ? sink(context, slice_of(inflater->piece, fits)) : NULL;
    bool unfair = inflater->ended && inflater->out > LIMIT_INFLATE_FREE + inflater->in * LIMIT_INFLATE_RATIO;
    return fault == NULL && (fits < came || unfair) ? bomb : fault;
}

const char *
inflater_take(struct inflater *inflater, struct slice *bytes, uint64_t most, inflater_sink *sink, void *context)
{
    z_stream *z = &inflater->z;
    const char *fault = NULL;
    bool full = true; /* more may wait inside although nothing comes in */
    while (fault == NULL && !inflater->ended && (bytes->len > 0 || full)) {
        uInt offered = (uInt)(bytes->len > INFLATER_PIECE ? INFLATER_PIECE : bytes->len);
        z->next_in = (Bytef *)(uintptr_t)bytes->ptr;
        z->avail_in = offered;
        z->next_out = inflater->piece;
        z->avail_out = INFLATER_PIECE;
        int done = inflate(z, Z_NO_FLUSH);
        size_t used = offered - z->avail_in;
        full = z->avail_out == 0;
        *bytes = slice_of(bytes->ptr + used, bytes->len - used);
        inflater->in += used;
        inflater->ended = done == Z_STREAM_END;
        fault = inflater_hand(inflater, INFLATER_PIECE - z->avail_out, most, sink, context);
        if (fault == NULL && done != Z_OK && done != Z_STREAM_END && done != Z_BUF_ERROR) {
            fault = done == Z_MEM_ERROR ? no_memory : inflater_damaged;
        }
    }
    return fault;
}

void
inflater_wipe(struct inflater *inflater)
{
    if (inflater->made) {
        inflateEnd(&inflater->z);
    }
    bytes_wipe(inflater->piece, sizeof inflater->piece);
}
