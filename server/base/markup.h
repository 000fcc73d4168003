/*
 * Text into HTML: whatever it says, it is text there, between tags and in attributes.
 */
#ifndef TNW_BASE_MARKUP_H
#define TNW_BASE_MARKUP_H

#include "base/bytes.h"

void markup_put_text(struct buf *out, struct slice text);

#endif
