/*
 * Base64 (RFC 4648, section 4): the standard alphabet, padded. Each byte string has exactly one accepted text.
 */
#ifndef TNW_BASE_BASE64_H
#define TNW_BASE_BASE64_H

#include "base/bytes.h"

/* How many characters len bytes take. */
#define BASE64_LENGTH(len) (((len) + 2) / 3 * 4)

/* Appends the text. Errors are sticky in out. */
void base64_encode(struct buf *out, struct slice bytes);

/* Reads a text whole: no blanks or line ends, the padding that its length asks for, no bit set behind the last byte.
 * Out: at most max bytes at out, *len of them; *len is 0 on failure. Errors: CORRUPT: another text, or more than
 * max. */
TNW_MUST_CHECK enum tnw_err base64_decode(uint8_t *out, size_t max, size_t *len, struct slice text);

#endif
