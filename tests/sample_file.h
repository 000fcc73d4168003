/*
 * Files that tests send.
 */
#ifndef TNW_TESTS_SAMPLE_FILE_H
#define TNW_TESTS_SAMPLE_FILE_H

#include "base/bytes.h"

/* Appends a PDF of a page whose content is blanks, so that it has about that size, 1000 or more. */
void sample_file_pdf(struct buf *out, size_t size);

/* The same as programs write it, packed: what is on the page, and objects in a stream, as many as one may hold. From
 * 200 KiB on. */
void sample_file_packed_pdf(struct buf *out, size_t size);

#endif
