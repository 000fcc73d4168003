/*
 * PDF (ISO 32000): its objects one after the other, the streams among them undone where they hide objects, up to the
 * one end. What is in it is refused by name; what is beside its objects, or hidden from who reads them in order, as
 * well.
 */
#include <string.h>

#include "base/limits.h"
#include "rules/inspect/kind.h"
#include "rules/inspect/pdf_shadow.h"
#include "rules/inspect/pdf_stream.h"

enum pdf_mode { PDF_MODE_HEAD, PDF_MODE_OBJECTS, PDF_MODE_LINE, PDF_MODE_STREAM };

/* Where in an object, or beside them. */
enum pdf_place { PDF_BESIDE, PDF_TRAILER, PDF_INSIDE, PDF_STREAM_END, PDF_OBJECT_END };

/* How far the end is read: startxref, a number, %%EOF. */
enum pdf_tail { PDF_TAIL_NONE, PDF_TAIL_WORD, PDF_TAIL_NUMBER, PDF_TAIL_END };

struct pdf_state {
    uint64_t size;
    uint64_t at;
    enum pdf_mode mode;
    enum pdf_place place;
    enum pdf_tail tail;
    uint64_t end;       /* behind the last %%EOF */
    int64_t start;      /* where the last startxref points */
    int64_t numbers[2]; /* the last two tokens, if they are numbers; else -1 */
    uint64_t places[2]; /* and where they began */
    uint64_t object;    /* where the object under way began */
    bool met_object;    /* by the byte under way */
    bool met_trailer;
    bool closed;  /* the last token closed the object's dictionary */
    uint8_t line; /* the byte before, at the end of a line or at the head */
    unsigned sections;
    uint64_t section[LIMIT_PDF_SECTIONS];
    struct pdf_lex lex;
    struct pdf_tree tree;
    struct pdf_shadow shadow;
    struct pdf_stream stream;
};

static const char unsound[] = "is no sound PDF: it has something between its objects";

static const char *
pdf_section(struct pdf_state *pdf, uint64_t at)
{
    if (pdf->sections == LIMIT_PDF_SECTIONS) {
        return "was changed too often: saved anew, it is taken";
    }
    pdf->section[pdf->sections++] = at;
    return NULL;
}

static const char *
pdf_word_inside(struct pdf_state *pdf)
{
    const struct pdf_lex *lex = &pdf->lex;
    if (pdf->tree.depth == 0 && pdf_lex_is(lex, "endobj")) {
        pdf->place = PDF_BESIDE;
        return NULL;
    }
    if (pdf->tree.depth == 0 && pdf->closed && pdf_lex_is(lex, "stream")) {
        pdf->mode = PDF_MODE_LINE;
        return NULL;
    }
    bool value = pdf_lex_is(lex, "R") || pdf_lex_is(lex, "null") || pdf_lex_is(lex, "true") || pdf_lex_is(lex, "false");
    return value ? NULL : "is no sound PDF: an object holds an unknown word";
}

static const char *
pdf_word_beside(struct pdf_state *pdf)
{
    const struct pdf_lex *lex = &pdf->lex;
    if (pdf_lex_is(lex, "obj") && pdf->numbers[0] >= 0 && pdf->numbers[1] >= 0) {
        pdf->place = PDF_INSIDE;
        pdf->object = pdf->places[0];
        pdf->met_object = true;
        pdf_stream_clear(&pdf->stream);
        return NULL;
    }
    if (pdf_lex_is(lex, "xref")) {
        return pdf_section(pdf, lex->from);
    }
    if (pdf_lex_is(lex, "trailer")) {
        pdf->place = PDF_TRAILER;
        pdf->met_trailer = true;
        return NULL;
    }
    pdf->tail = pdf_lex_is(lex, "startxref") ? PDF_TAIL_WORD : PDF_TAIL_NONE;
    return pdf->tail == PDF_TAIL_WORD || pdf_lex_is(lex, "n") || pdf_lex_is(lex, "f") ? NULL : unsound;
}

/* Between objects: numbers and words of the table, and the end. */
static const char *
pdf_token_beside(struct pdf_state *pdf, enum pdf_token token)
{
    enum pdf_tail tail = pdf->tail;
    pdf->tail = PDF_TAIL_NONE;
    if (token == PDF_WORD) {
        return pdf_word_beside(pdf);
    }
    if (token == PDF_NUMBER) {
        pdf->tail = tail == PDF_TAIL_WORD ? PDF_TAIL_NUMBER : PDF_TAIL_NONE;
        pdf->start = tail == PDF_TAIL_WORD ? pdf_lex_number(&pdf->lex) : pdf->start;
        return NULL;
    }
    return unsound;
}

static const char *
pdf_token_comment(struct pdf_state *pdf)
{
    bool end = pdf->lex.len >= 4 && memcmp(pdf->lex.text, "%EOF", 4) == 0;
    for (size_t i = 4; end && i < pdf->lex.len; i++) {
        end = pdf->lex.len < PDF_TOKEN_MAX && pdf_blank((uint8_t)pdf->lex.text[i]);
    }
    pdf->tail = end && pdf->tail == PDF_TAIL_NUMBER ? PDF_TAIL_END : PDF_TAIL_NONE;
    pdf->end = pdf->lex.from + 5;
    return NULL;
}

static const char *
pdf_token_inside(struct pdf_state *pdf, enum pdf_token token)
{
    bool key;
    const char *fault = pdf_tree_take(&pdf->tree, token, &pdf->lex, &key);
    if (fault == NULL && pdf->place == PDF_INSIDE && pdf->tree.depth >= 1) {
        pdf_stream_key(&pdf->stream, &pdf->tree, token, &pdf->lex, key);
    }
    if (fault == NULL && token == PDF_WORD) {
        fault = pdf_word_inside(pdf);
    }
    pdf->closed = token == PDF_DICT_CLOSE && pdf->tree.depth == 0;
    if (pdf->place == PDF_TRAILER && pdf->closed) {
        pdf->place = PDF_BESIDE;
    }
    return fault;
}

static const char *
pdf_token(struct pdf_state *pdf, enum pdf_token token)
{
    if (token == PDF_COMMENT) {
        return pdf_token_comment(pdf);
    }
    const char *fault = NULL;
    switch (pdf->place) {
    case PDF_STREAM_END:
        fault = token == PDF_WORD && pdf_lex_is(&pdf->lex, "endstream") ? NULL : pdf_stream_length;
        pdf->place = PDF_OBJECT_END;
        break;
    case PDF_OBJECT_END:
        fault = token == PDF_WORD && pdf_lex_is(&pdf->lex, "endobj") ? NULL : pdf_stream_length;
        pdf->place = PDF_BESIDE;
        break;
    case PDF_BESIDE:
        fault = pdf_token_beside(pdf, token);
        break;
    case PDF_TRAILER:
        fault = pdf->tree.depth == 0 && token != PDF_DICT_OPEN ? unsound : pdf_token_inside(pdf, token);
        break;
    case PDF_INSIDE:
        fault = pdf_token_inside(pdf, token);
        break;
    }
    pdf->numbers[0] = pdf->numbers[1];
    pdf->places[0] = pdf->places[1];
    pdf->numbers[1] = token == PDF_NUMBER ? pdf_lex_number(&pdf->lex) : -1;
    pdf->places[1] = pdf->lex.from;
    return fault;
}

static void
pdf_stream_left(struct pdf_state *pdf)
{
    pdf->mode = PDF_MODE_OBJECTS;
    pdf->place = pdf->stream.worded ? PDF_OBJECT_END : PDF_STREAM_END;
    pdf->lex.at = pdf->at;
}

/* The dictionary is complete, the next byte is the stream's first. */
static const char *
pdf_stream_entered(struct pdf_state *pdf)
{
    const char *fault = pdf_stream_begin(&pdf->stream, pdf->size - pdf->at);
    if (fault == NULL && pdf->stream.xref) {
        fault = pdf_section(pdf, pdf->object);
    }
    pdf->mode = PDF_MODE_STREAM;
    if (fault == NULL && pdf->stream.over) {
        pdf_stream_left(pdf);
    }
    return fault;
}

static const char *
pdf_stream_bytes(struct pdf_state *pdf, struct slice bytes, size_t *used)
{
    const char *fault = pdf_stream_take(&pdf->stream, bytes, used);
    for (size_t i = 0; i < *used; i++) {
        pdf_shadow_take(&pdf->shadow, bytes.ptr[i], false, false);
    }
    pdf->at += *used;
    if (fault == NULL && pdf->stream.over) {
        pdf_stream_left(pdf);
    } else if (fault == NULL && *used == 0) {
        fault = pdf_stream_length; /* never asked for the same bytes again */
    }
    return fault;
}

/* The end of the line behind "stream": LF, or CR and LF. */
static const char *
pdf_line_byte(struct pdf_state *pdf, uint8_t c)
{
    if (c == '\r' && pdf->line != '\r') {
        pdf->line = '\r';
        return NULL;
    }
    return c == '\n' ? pdf_stream_entered(pdf) : "is no sound PDF: a stream does not begin on a line";
}

static const char *
pdf_object_byte(struct pdf_state *pdf, uint8_t c)
{
    const char *fault;
    pdf->met_object = false;
    pdf->met_trailer = false;
    do {
        enum pdf_token token;
        fault = pdf_lex_take(&pdf->lex, c, &token);
        if (fault == NULL && token != PDF_NONE) {
            fault = pdf_token(pdf, token);
        }
    } while (fault == NULL && pdf->lex.again && pdf->mode == PDF_MODE_OBJECTS);
    pdf_shadow_take(&pdf->shadow, c, pdf->met_object, pdf->met_trailer);
    if (fault == NULL && pdf->mode == PDF_MODE_LINE) {
        pdf->line = 0;
        fault = pdf_line_byte(pdf, c);
    }
    return fault;
}

/* "%PDF-1." and a digit up to 7, or "%PDF-2.0", and the end of the line. */
static const char *
pdf_head_byte(struct pdf_state *pdf, uint8_t c)
{
    static const char head[] = "%PDF-";
    uint64_t i = pdf->at - 1;
    if (i < 5) {
        return c == (uint8_t)head[i] ? NULL : "is no PDF: it does not begin with %PDF-";
    }
    bool fits = true;
    if (i == 5) {
        fits = c == '1' || c == '2';
        pdf->line = c;
    } else if (i == 6) {
        fits = c == '.';
    } else if (i == 7) {
        fits = pdf->line == '1' ? c >= '0' && c <= '7' : c == '0';
    } else {
        fits = c == '\n' || c == '\r';
        pdf->mode = PDF_MODE_OBJECTS;
        pdf->lex.at = pdf->at;
    }
    return fits ? NULL : "is a PDF of a version that there is not";
}

static const char *
pdf_begin(void *state, uint64_t size)
{
    struct pdf_state *pdf = state;
    pdf->size = size;
    pdf->start = -1;
    pdf->numbers[0] = -1;
    pdf->numbers[1] = -1;
    return NULL;
}

static const char *
pdf_take(void *state, struct slice bytes)
{
    struct pdf_state *pdf = state;
    const char *fault = NULL;
    while (fault == NULL && bytes.len > 0) {
        size_t used = 1;
        uint8_t c = *bytes.ptr;
        if (pdf->mode == PDF_MODE_STREAM) {
            fault = pdf_stream_bytes(pdf, bytes, &used);
        } else {
            pdf->at++;
            fault = pdf->mode == PDF_MODE_HEAD   ? pdf_head_byte(pdf, c)
                    : pdf->mode == PDF_MODE_LINE ? pdf_line_byte(pdf, c)
                                                 : pdf_object_byte(pdf, c);
        }
        bytes = slice_of(bytes.ptr + used, bytes.len - used);
    }
    return fault;
}

static bool
pdf_points_well(const struct pdf_state *pdf)
{
    for (unsigned i = 0; i < pdf->sections; i++) {
        if (pdf->start >= 0 && (uint64_t)pdf->start == pdf->section[i]) {
            return true;
        }
    }
    return false;
}

static const char *
pdf_end(void *state)
{
    struct pdf_state *pdf = state;
    if (pdf->mode == PDF_MODE_HEAD) {
        return "is no PDF: it does not begin with %PDF-";
    }
    const char *fault = pdf->mode == PDF_MODE_OBJECTS ? pdf_object_byte(pdf, '\n') : NULL;
    if (fault != NULL) {
        return fault;
    }
    if (pdf->mode != PDF_MODE_OBJECTS || pdf->tail != PDF_TAIL_END || pdf->size - pdf->end > LIMIT_PDF_BLANK) {
        return "is no sound PDF: it does not end as one";
    }
    if (!pdf_points_well(pdf)) {
        return "is no sound PDF: its end does not point at its table";
    }
    if (pdf->shadow.hidden) {
        return "hides an object where only its table finds it";
    }
    bool opens = pdf->tree.opens || pdf->stream.pack.tree.opens;
    bool acts = pdf->tree.acts || pdf->stream.pack.tree.acts;
    return opens && acts ? "starts something else when it is read" : NULL;
}

static void
pdf_wipe(void *state)
{
    struct pdf_state *pdf = state;
    pdf_stream_wipe(&pdf->stream);
}

const struct kind kind_pdf = {sizeof(struct pdf_state), pdf_begin, pdf_take, pdf_end, pdf_wipe};
