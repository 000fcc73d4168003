#include "rules/inspect/pdf_stream.h"

#include <stddef.h>
#include <string.h>

const char pdf_stream_length[] = "is no sound PDF: a stream is not as long as it says";

void
pdf_stream_clear(struct pdf_stream *stream)
{
    memset(stream, 0, offsetof(struct pdf_stream, pack));
}

/* A key or value of the outermost dictionary, or a member of a list there. */
void
pdf_stream_key(struct pdf_stream *stream, const struct pdf_tree *tree, enum pdf_token token, const struct pdf_lex *lex,
               bool key)
{
    enum pdf_key top = tree->top;
    bool outermost = tree->depth == 1;
    if (key && outermost) {
        stream->twice = stream->twice || (top != PDF_KEY_OTHER && (stream->seen >> top & 1) != 0);
        stream->seen |= 1U << top;
        stream->values = 0;
        return;
    }
    if (token == PDF_NUMBER && outermost && stream->values++ == 0) {
        stream->numbers[top] = pdf_lex_number(lex);
    }
    if (token == PDF_WORD) {
        stream->references[top] = true;
    }
    if (token == PDF_NAME && top == PDF_KEY_TYPE && outermost) {
        stream->objects = stream->objects || pdf_lex_is(lex, "ObjStm");
        stream->xref = stream->xref || pdf_lex_is(lex, "XRef");
    }
    if (token == PDF_NAME && top == PDF_KEY_FILTER && stream->fault == NULL) {
        stream->fault = pdf_filter_add(&stream->filter, lex);
    }
}

static bool
pdf_stream_has(const struct pdf_stream *stream, enum pdf_key key)
{
    return (stream->seen >> key & 1) != 0;
}

/* Objects must be readable from here, with their table. */
static const char *
pdf_stream_pack(struct pdf_stream *stream)
{
    bool direct =
        !stream->references[PDF_KEY_FIRST] && !stream->references[PDF_KEY_N] && pdf_stream_has(stream, PDF_KEY_N);
    bool ends = stream->told || pdf_filter_ends(&stream->filter);
    if (!direct || !ends || stream->filter.other || pdf_stream_has(stream, PDF_KEY_PARMS)) {
        return "packs its objects in a way that cannot be looked into: printed to PDF anew, it is taken";
    }
    return pdf_pack_begin(&stream->pack, stream->numbers[PDF_KEY_FIRST], stream->numbers[PDF_KEY_N]);
}

static const char *
pdf_stream_over(struct pdf_stream *stream)
{
    stream->over = true;
    return stream->packing ? pdf_pack_end(&stream->pack) : NULL;
}

const char *
pdf_stream_begin(struct pdf_stream *stream, uint64_t room)
{
    if (stream->fault != NULL) {
        return stream->fault;
    }
    bool length = pdf_stream_has(stream, PDF_KEY_LENGTH) && stream->numbers[PDF_KEY_LENGTH] >= 0;
    if (stream->twice || !length || stream->references[PDF_KEY_FILTER] || stream->references[PDF_KEY_TYPE]) {
        return "is no sound PDF: a stream does not say what it is";
    }
    if (pdf_stream_has(stream, PDF_KEY_OUTSIDE)) {
        return "takes a part from another file";
    }
    stream->told = !stream->references[PDF_KEY_LENGTH];
    stream->left = (uint64_t)stream->numbers[PDF_KEY_LENGTH];
    stream->packing = stream->objects || pdf_stream_has(stream, PDF_KEY_FIRST);
    if (stream->told && stream->left > room) {
        return pdf_stream_length;
    }
    const char *fault = stream->packing ? pdf_stream_pack(stream) : NULL;
    fault = fault == NULL && stream->filter.flate ? inflater_start(&stream->inflater) : fault;
    return fault == NULL && stream->told && stream->left == 0 ? pdf_stream_over(stream) : fault;
}

static const char *
pdf_stream_sink(void *context, struct slice piece)
{
    struct pdf_stream *stream = context;
    return stream->packing ? pdf_pack_take(&stream->pack, piece) : NULL;
}

/* Of a stream whose length is told elsewhere and whose data do not say where they end. */
static size_t
pdf_stream_search(struct pdf_stream *stream, struct slice bytes)
{
    static const char word[] = "endstream";
    size_t i = 0;
    while (i < bytes.len && !stream->over) {
        uint8_t c = bytes.ptr[i++];
        bool next = c == (uint8_t)word[stream->match];
        bool inner = stream->match == 7 && c == 'n'; /* endstrendstream */
        stream->match = next ? stream->match + 1 : inner ? 2 : c == 'e';
        stream->over = stream->match == sizeof word - 1;
        stream->worded = stream->over;
    }
    return i;
}

static const char *
pdf_stream_undo(struct pdf_stream *stream, struct slice part, size_t *used)
{
    struct slice rest = part;
    const char *fault = pdf_filter_take(&stream->filter, &stream->inflater, &rest, pdf_stream_sink, stream);
    *used = stream->told ? part.len : part.len - rest.len;
    stream->left -= stream->told ? part.len : 0;
    if (fault == inflater_damaged) {
        /* The trailer would say which. */
        fault = "is damaged or encrypted, so that nobody can look into it: saved without a password, it is taken";
    }
    for (size_t i = 0; fault == NULL && stream->told && i < rest.len; i++) {
        fault = pdf_blank(rest.ptr[i]) ? NULL : "is no sound PDF: a stream has something behind its end";
    }
    return fault;
}

const char *
pdf_stream_take(struct pdf_stream *stream, struct slice bytes, size_t *used)
{
    bool ends = pdf_filter_ends(&stream->filter);
    if (!stream->told && !ends) {
        *used = pdf_stream_search(stream, bytes);
        return NULL;
    }
    size_t len = stream->told && stream->left < bytes.len ? (size_t)stream->left : bytes.len;
    const char *fault = pdf_stream_undo(stream, slice_of(bytes.ptr, len), used);
    bool ended = pdf_filter_ended(&stream->filter, &stream->inflater);
    if (fault == NULL && stream->told && stream->left == 0) {
        return ends && !ended ? "is no sound PDF: a stream is not whole" : pdf_stream_over(stream);
    }
    return fault == NULL && !stream->told && ended ? pdf_stream_over(stream) : fault;
}

void
pdf_stream_wipe(struct pdf_stream *stream)
{
    pdf_pack_wipe(&stream->pack);
    inflater_wipe(&stream->inflater);
}
