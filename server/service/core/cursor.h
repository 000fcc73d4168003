/*
 * Cursors of lists: where a page ended, encrypted, so that it tells its bearer nothing of what they may not see, and
 * bound to who asked what: another actor, another role, another list or other parameters have no use for it.
 */
#ifndef TNW_SERVICE_CORE_CURSOR_H
#define TNW_SERVICE_CORE_CURSOR_H

#include "crypto/aead.h"
#include "service/core/call.h"

/* Where a page ended: in a list by ids, which have nothing else, or in several lists by days and ids. */
struct position {
    uint8_t list;
    day_num day;
    struct id id;
};

#define CURSOR_BYTES (1 + 4 + ID_SIZE)
#define CURSOR_TEXT (2 * (CURSOR_BYTES + AEAD_OVERHEAD) + 1)

/* Errors: CRYPTO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err cursor_encode(const struct call *call, const struct position *position,
                                          char out[CURSOR_TEXT]);
/* Errors: INVALID_PARAMETER: it is none of this list. NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err cursor_parse(const struct call *call, const char *text, struct position *position);

#endif
