/*
 * Files made on the spot, sound ones and parts of them, and what the inspection says of a file in pieces of any size.
 */
#ifndef TNW_TESTS_INSPECT_FILES_H
#define TNW_TESTS_INSPECT_FILES_H

#include "base/bytes.h"
#include "rules/inspect/inspect.h"

/* What is wrong with the file, taken in pieces of that many bytes; NULL: nothing. */
const char *inspect_files_verdict(enum media media, struct slice file, size_t piece);
/* The same as a whole, in pieces of one byte and of more, and of short files cut in two at every byte: all must
 * agree. */
const char *inspect_files_agreed(enum media media, struct slice file);

/* PNG: a chunk with its checksum; deflated bytes; an IHDR. */
void png_put_start(struct buf *out);
void png_put_chunk(struct buf *out, const char *type, struct slice data);
void png_put_header(struct buf *out, uint32_t width, uint32_t height, uint8_t depth, uint8_t color, uint8_t interlace);
void deflate_put(struct buf *out, struct slice data);
/* Deflated zeros. */
void deflate_put_zeros(struct buf *out, size_t count);

/* JPEG: a marker with its segment. */
void jpeg_put(struct buf *out, uint8_t marker, const void *data, size_t len);
/* Up to the first scan: start, JFIF, tables, a frame of that kind. */
void jpeg_put_head(struct buf *out, uint8_t sof, uint16_t width, uint16_t height);
/* A scan of everything, and some data. */
void jpeg_put_scan(struct buf *out);

/* PDF: what it begins with; an object "N 0 obj … endobj" of that text; a stream as an object; the table, and the
 * end. */
struct pdf_making {
    struct buf out;
    size_t places[64];
    unsigned count;
};
void pdf_put_start(struct pdf_making *pdf);
void pdf_put_object(struct pdf_making *pdf, const char *text);
/* dict: without its brackets and the length. */
void pdf_put_stream(struct pdf_making *pdf, const char *dict, struct slice data);
/* A catalog and one page; the next object is number 4. */
void pdf_put_page(struct pdf_making *pdf, const char *catalog);
/* trailer: what stands in it beside size and root. */
void pdf_put_end(struct pdf_making *pdf, const char *trailer);

#endif
