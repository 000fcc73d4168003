/*
 * Lists: `limit` and `after` in, `items` and `next` out. A list by ids has encrypted cursors (cursor.h); one by numbers
 * has the number of the last thing shown. A full page has a next only when the caller may see something of what
 * follows, so that next tells of nothing hidden. Only a page that ends because it looked at too much goes on behind the
 * last thing looked at.
 */
#ifndef TNW_SERVICE_CORE_PAGE_H
#define TNW_SERVICE_CORE_PAGE_H

#include "json/write.h"
#include "service/core/call.h"
#include "service/core/cursor.h"

struct page {
    size_t limit;
    size_t shown;
    size_t looked; /* rows seen, shown or not: bounded by LIMIT_SCAN_MAX */
    bool is_full;  /* something that the caller may see had no place any more */
    struct id at;  /* the last row looked at: where to look for the next one */
    day_num day;   /* of that row, and in which list it stands, where rows have these; else 0 */
    uint8_t list;
    struct position after;
    uint64_t after_seq; /* UINT64_MAX: from the start */
    struct json_writer jw;
};

/* Returns the value of a query parameter of the operation; NULL when it is absent or empty. */
const char *page_query(const struct call *call, const char *name);

/* Reads limit and after, and opens `{"items":[` in the reply. Errors: INVALID_PARAMETER. */
TNW_MUST_CHECK enum tnw_err page_open_ids(struct call *call, struct page *page);
TNW_MUST_CHECK enum tnw_err page_open_seq(struct call *call, struct page *page);

/* Whether the page goes on to look at this row. When false it ends, and more may follow. */
bool page_look(struct page *page, const struct id *row);
bool page_look_in(struct page *page, const struct position *row); /* of lists by days and ids */
/* Whether the row looked at, which the caller may see, has a place; counts it as shown. */
bool page_take(struct page *page);

/* Closes `]` and writes next: the cursor, or null when more is false. Sets the reply's status. */
void page_close_ids(struct call *call, struct page *page, bool more);
void page_close_seq(struct call *call, struct page *page, bool more);
/* The same in two steps, for a page with members of its own behind next. */
void page_end_seq(struct page *page, bool more);
void page_close(struct call *call, struct page *page);

/* A whole number of at most max. Errors: INVALID_PARAMETER (detail names the parameter). */
TNW_MUST_CHECK enum tnw_err page_number(struct call *call, const char *name, uint64_t max, uint64_t *out);

/* An id of that kind; zero when the parameter is absent. Errors: INVALID_PARAMETER (detail names the parameter). */
TNW_MUST_CHECK enum tnw_err page_id(struct call *call, const char *name, enum id_kind kind, struct id *out);

#endif
