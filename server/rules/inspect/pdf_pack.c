#include "rules/inspect/pdf_pack.h"

#include "base/limits.h"

static const char unsound_pack[] = "is no sound PDF: a stream of objects is not what its table says";

const char *
pdf_pack_begin(struct pdf_pack *pack, int64_t first, int64_t count)
{
    if (first < 0 || count < 0 || count > LIMIT_PDF_PACK) {
        return unsound_pack;
    }
    bool opens = pack->tree.opens;
    bool acts = pack->tree.acts;
    pack->first = first;
    pack->count = count;
    pack->numbers = 0;
    pack->last = -1;
    pack->next = 0;
    pack->place = -1;
    buf_clear(&pack->gaps);
    pack->taken = 0;
    pack->lex = (struct pdf_lex){.in = PDF_IN_BLANK};
    pack->tree = (struct pdf_tree){.opens = opens, .acts = acts};
    return NULL;
}

/* Most gaps take a byte or two: four for each would be more than all else that is kept of a file. */
static const char *
pdf_pack_put_gap(struct pdf_pack *pack, int64_t place)
{
    uint64_t gap = (uint64_t)(place - pack->last);
    if (place <= pack->last) {
        return unsound_pack;
    }
    for (; gap >= 128; gap >>= 7) {
        buf_put_u8(&pack->gaps, (uint8_t)(gap | 128));
    }
    buf_put_u8(&pack->gaps, (uint8_t)gap);
    pack->last = place;
    return pack->gaps.err == TNW_OK ? NULL : "could not be looked into: there was no memory";
}

static void
pdf_pack_take_gap(struct pdf_pack *pack)
{
    uint64_t gap = 0;
    bool more = true;
    for (unsigned shift = 0; more; shift += 7) {
        uint8_t byte = pack->gaps.ptr[pack->taken++];
        gap |= (uint64_t)(byte & 127) << shift;
        more = byte >= 128;
    }
    pack->place += (int64_t)gap;
}

/* Pairs of an object's number and its place, which grow. */
static const char *
pdf_pack_number(struct pdf_pack *pack, enum pdf_token token)
{
    int64_t number = pdf_lex_number(&pack->lex);
    if (token != PDF_NUMBER || number < 0 || number > UINT32_MAX || pack->numbers >= pack->count * 2) {
        return unsound_pack;
    }
    return ++pack->numbers % 2 == 0 ? pdf_pack_put_gap(pack, number) : NULL;
}

static const char *
pdf_pack_token(struct pdf_pack *pack, enum pdf_token token)
{
    if (token == PDF_COMMENT) {
        return NULL;
    }
    if ((int64_t)pack->lex.from < pack->first) {
        return pdf_pack_number(pack, token);
    }
    bool key;
    const char *fault = pdf_tree_take(&pack->tree, token, &pack->lex, &key);
    if (fault == NULL && token == PDF_WORD && !pdf_lex_is(&pack->lex, "R") && !pdf_lex_is(&pack->lex, "null") &&
        !pdf_lex_is(&pack->lex, "true") && !pdf_lex_is(&pack->lex, "false")) {
        fault = unsound_pack;
    }
    return fault;
}

/* Each object begins between two others: not in a text or a comment, where it would be another one. */
static const char *
pdf_pack_place(struct pdf_pack *pack, uint64_t at)
{
    if ((int64_t)at == pack->first && (pack->numbers != pack->count * 2 || !pdf_lex_idle(&pack->lex))) {
        return unsound_pack;
    }
    if ((int64_t)at == pack->first && pack->count > 0) {
        pdf_pack_take_gap(pack);
    }
    if ((int64_t)at < pack->first || pack->next == pack->count || (int64_t)at != pack->first + pack->place) {
        return NULL;
    }
    if (++pack->next < pack->count) {
        pdf_pack_take_gap(pack);
    }
    return pdf_lex_idle(&pack->lex) && pack->tree.depth == 0 ? NULL : unsound_pack;
}

static const char *
pdf_pack_step(struct pdf_pack *pack, uint8_t c)
{
    enum pdf_token token;
    const char *fault = pdf_lex_take(&pack->lex, c, &token);
    return fault == NULL && token != PDF_NONE ? pdf_pack_token(pack, token) : fault;
}

/* A place is looked at when the token before it is complete. */
static const char *
pdf_pack_byte(struct pdf_pack *pack, uint8_t c)
{
    if (++pack->total > LIMIT_PDF_PACKED) {
        return "unpacks to far more than it is";
    }
    const char *fault = pdf_lex_ends(&pack->lex, c) ? pdf_pack_step(pack, c) : NULL;
    fault = fault == NULL ? pdf_pack_place(pack, pack->lex.at) : fault;
    return fault == NULL ? pdf_pack_step(pack, c) : fault;
}

const char *
pdf_pack_take(struct pdf_pack *pack, struct slice piece)
{
    const char *fault = NULL;
    for (size_t i = 0; i < piece.len && fault == NULL; i++) {
        fault = pdf_pack_byte(pack, piece.ptr[i]);
    }
    return fault;
}

const char *
pdf_pack_end(struct pdf_pack *pack)
{
    const char *fault = pdf_lex_ends(&pack->lex, '\n') ? pdf_pack_step(pack, '\n') : NULL;
    bool whole = pack->numbers == pack->count * 2 && pack->next == pack->count && pack->tree.depth == 0;
    bool between = pdf_lex_idle(&pack->lex) || pack->lex.in == PDF_IN_COMMENT;
    return fault == NULL && !(whole && between) ? unsound_pack : fault;
}

void
pdf_pack_wipe(struct pdf_pack *pack)
{
    buf_free(&pack->gaps);
}
