/*
 * Inside the store: the parts of a value that have no fixed length. What runs out of memory, on either side, is an
 * error of the buf or cursor that is written or read, so that no text is ever lost silently.
 */
#ifndef TNW_STORE_RECORDS_VALUE_H
#define TNW_STORE_RECORDS_VALUE_H

#include "base/bytes.h"

/* A length of 32 bits, and as many bytes. */
void value_put_text(struct buf *out, const struct buf *text);
void value_get_text(struct cursor *cur, struct buf *out);

/* A code of the domain, as a length of 8 bits and no more bytes than that. room: of the array, with its NUL, at most
 * 256. */
void value_put_code(struct buf *out, const char *code, size_t room);
void value_get_code(struct cursor *cur, char *out, size_t room);

/* The last part: all that is left. */
void value_put_rest(struct buf *out, const struct buf *rest);
void value_get_rest(struct cursor *cur, struct buf *out);

#endif
