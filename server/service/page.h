/*
 * Lists: `limit` and `after` in, `items` and `next` out. The cursor is the id, or the number, of the last thing looked at.
 */
#ifndef TNW_SERVICE_PAGE_H
#define TNW_SERVICE_PAGE_H

#include "json/write.h"
#include "service/call.h"

struct page {
    size_t limit;
    size_t shown;
    size_t looked; /* rows seen, shown or not: bounded by LIMIT_SCAN_MAX */
    struct id after;
    uint64_t after_seq; /* UINT64_MAX: from the start */
    struct json_writer jw;
};

/* Returns the value of a query parameter of the operation, or NULL. */
const char *page_query(const struct call *call, const char *name);

/* Reads limit and after, and opens `{"items":[` in the reply. Cursors are ids of that kind, or numbers.
 * Errors: INVALID_PARAMETER. */
TNW_MUST_CHECK enum tnw_err page_open_ids(struct call *call, enum id_kind kind, struct page *page);
TNW_MUST_CHECK enum tnw_err page_open_seq(struct call *call, struct page *page);

/* Whether there is room to look at one more row; counts it. When false the page ends, and more may follow. */
bool page_look(struct page *page);

/* Closes `]` and writes next: the cursor, or null when more is false. Sets the reply's status. */
void page_close_ids(struct call *call, struct page *page, enum id_kind kind, bool more);
void page_close_seq(struct call *call, struct page *page, bool more);

/* A whole number of at most max. Errors: INVALID_PARAMETER (detail names the parameter). */
TNW_MUST_CHECK enum tnw_err page_number(struct call *call, const char *name, uint64_t max, uint64_t *out);

#endif
