#include "rules/inspect/pdf_filter.h"

#include <string.h>

#include "base/limits.h"

static const char unsound_code[] = "is no sound PDF: a stream is not written in the way it says";
static const char behind[] = "is no sound PDF: a stream has something behind its end";

/* Each filter by its two names, and where in a chain it may stand: text, then one packing, then a picture's. LZW
 * has not been written for long and cannot be looked into here. */
static const struct {
    const char *name;
    const char *brief;
    unsigned stage;
} filters[] = {
    {"ASCII85Decode", "A85", 1},  {"ASCIIHexDecode", "AHx", 1}, {"FlateDecode", "Fl", 2},
    {"RunLengthDecode", "RL", 2}, {"DCTDecode", "DCT", 3},      {"CCITTFaxDecode", "CCF", 3},
    {"JBIG2Decode", "JBIG2", 3},  {"JPXDecode", "JPX", 3},
};

const char *
pdf_filter_add(struct pdf_filter *filter, const struct pdf_lex *name)
{
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        if (!pdf_lex_is(name, filters[i].name) && !pdf_lex_is(name, filters[i].brief)) {
            continue;
        }
        if (filters[i].stage <= filter->stage) {
            return "packs a stream more than once";
        }
        filter->stage = filters[i].stage;
        filter->code = i == 0 ? PDF_CODE_85 : i == 1 ? PDF_CODE_HEX : filter->code;
        filter->flate = filter->flate || i == 2;
        filter->other = filter->other || i > 2;
        return NULL;
    }
    return "packs a stream in a way that cannot be looked into (LZW?): printed to PDF anew, it is taken";
}

bool
pdf_filter_ends(const struct pdf_filter *filter)
{
    return filter->code != PDF_CODE_NONE || filter->flate;
}

static const char *
pdf_filter_flush(struct pdf_filter *filter, struct inflater *inflater, inflater_sink *sink, void *context)
{
    struct slice bytes = slice_of(filter->piece, filter->len);
    filter->len = 0;
    if (!filter->flate) {
        return bytes.len == 0 ? NULL : sink(context, bytes);
    }
    const char *fault = inflater_take(inflater, &bytes, LIMIT_INFLATED, sink, context);
    for (size_t i = 0; fault == NULL && i < bytes.len; i++) {
        fault = pdf_blank(bytes.ptr[i]) ? NULL : behind;
    }
    return fault;
}

/* The bytes of a group that is whole, or that the end cut: 2 to 5 digits are 1 to 4 bytes. */
static const char *
pdf_group_end(struct pdf_filter *filter)
{
    unsigned digits = filter->count;
    for (; filter->count < 5; filter->count++) {
        filter->group = filter->group * 85 + 84;
    }
    if (filter->group > UINT32_MAX || digits == 1) {
        return unsound_code;
    }
    for (unsigned i = 0; i + 1 < digits; i++) {
        filter->piece[filter->len++] = (uint8_t)(filter->group >> (24 - i * 8));
    }
    filter->group = 0;
    filter->count = 0;
    return NULL;
}

static const char *
pdf_code85_take(struct pdf_filter *filter, uint8_t c)
{
    if (filter->tilde) {
        filter->ended = c == '>';
        return filter->ended || pdf_blank(c) ? NULL : unsound_code;
    }
    if (c == '~') {
        filter->tilde = true;
        return filter->count > 0 ? pdf_group_end(filter) : NULL;
    }
    if (c == 'z' && filter->count == 0) {
        memset(filter->piece + filter->len, 0, 4);
        filter->len += 4;
        return NULL;
    }
    if (c < '!' || c > 'u') {
        return pdf_blank(c) ? NULL : unsound_code;
    }
    filter->group = filter->group * 85 + (c - 33U);
    return ++filter->count == 5 ? pdf_group_end(filter) : NULL;
}

static const char *
pdf_code16_take(struct pdf_filter *filter, uint8_t c)
{
    static const char hex[] = "0123456789abcdef";
    filter->ended = c == '>';
    if (pdf_blank(c) || (filter->ended && filter->count == 0)) {
        return NULL;
    }
    const char *digit = filter->ended ? hex : strchr(hex, c >= 'A' && c <= 'F' ? c + 32 : c);
    if (digit == NULL) {
        return unsound_code;
    }
    filter->group = filter->group << 4 | (uint64_t)(digit - hex);
    if (++filter->count == 2) {
        filter->piece[filter->len++] = (uint8_t)filter->group;
        filter->group = 0;
        filter->count = 0;
    }
    return NULL;
}

const char *
pdf_filter_take(struct pdf_filter *filter, struct inflater *inflater, struct slice *bytes, inflater_sink *sink,
                void *context)
{
    const char *fault = NULL;
    if (filter->code == PDF_CODE_NONE && filter->flate) {
        return inflater_take(inflater, bytes, LIMIT_INFLATED, sink, context);
    }
    if (filter->code == PDF_CODE_NONE) {
        struct slice all = *bytes;
        *bytes = slice_of(all.ptr + all.len, 0);
        return sink(context, all);
    }
    while (fault == NULL && bytes->len > 0 && !filter->ended) {
        const char *unsound =
            filter->code == PDF_CODE_85 ? pdf_code85_take(filter, *bytes->ptr) : pdf_code16_take(filter, *bytes->ptr);
        *bytes = slice_of(bytes->ptr + 1, bytes->len - 1);
        /* Not at each byte, which is dear, nor where a piece ends, or what is wrong would depend on the pieces. */
        bool is_full = filter->len + 4 > sizeof filter->piece;
        if (is_full || filter->ended || unsound != NULL) {
            fault = pdf_filter_flush(filter, inflater, sink, context);
        }
        fault = fault == NULL ? unsound : fault;
    }
    bool cut =
        filter->ended && filter->flate && !inflater->ended; /* what it packs goes on, and nothing comes any more */
    return fault == NULL && cut ? "is no sound PDF: a stream is not whole" : fault;
}

bool
pdf_filter_ended(const struct pdf_filter *filter, const struct inflater *inflater)
{
    return (filter->code == PDF_CODE_NONE || filter->ended) && (!filter->flate || inflater->ended);
}
