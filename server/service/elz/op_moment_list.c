#include <string.h>

#include "service/core/answer.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/elz/moments.h"
#include "service/operations.h"

static void
list_moment(struct call *call, struct txn *txn, struct page *page, const struct id *id)
{
    struct moment moment;
    if (moments_get(call, txn, id, &moment) && page_take(page)) {
        jw_open(&page->jw, NULL);
        moments_show(&page->jw, call, txn, &moment);
        jw_close(&page->jw);
    }
    moment_wipe(&moment);
}

static enum tnw_err
read_from(struct call *call, day_num *from)
{
    const char *text = page_query(call, "from");
    *from = call->found.today;
    if (text != NULL && date_parse(from, text) != TNW_OK) {
        return problem(call, TNW_E_INVALID_PARAMETER, "from must be a date");
    }
    return TNW_OK;
}

/* Zones that are listed as one, by day. */
struct zone_list {
    size_t count;
    struct buf zones[MOMENTS_ZONES];
    struct range walks[MOMENTS_ZONES];
    struct position heads[MOMENTS_ZONES];
    bool more[MOMENTS_ZONES];
};

static void
advance(struct zone_list *list, size_t at)
{
    list->more[at] = moment_next(&list->walks[at], &list->heads[at].day, &list->heads[at].id);
}

/* Which zone has the next one; SIZE_MAX: none has. */
static size_t
next_zone(const struct zone_list *list)
{
    size_t next = SIZE_MAX;
    for (size_t i = 0; i < list->count; i++) {
        const struct position *it = &list->heads[i];
        const struct position *best = next == SIZE_MAX ? NULL : &list->heads[next];
        bool earlier =
            best == NULL || it->day < best->day || (it->day == best->day && memcmp(&it->id, &best->id, ID_SIZE) < 0);
        next = list->more[i] && earlier ? i : next;
    }
    return next;
}

static void
list_zones(struct call *call, struct txn *txn, struct page *page, struct zone_list *list, day_num from)
{
    size_t next;
    for (size_t i = 0; i < list->count; i++) {
        moment_walk(&list->walks[i], txn, buf_slice(&list->zones[i]), page->day > from ? page->day : from, &page->at);
        advance(list, i);
    }
    while ((next = next_zone(list)) != SIZE_MAX && page_look_in(page, &list->heads[next])) {
        list_moment(call, txn, page, &list->heads[next].id);
        advance(list, next);
    }
    for (size_t i = 0; i < list->count; i++) {
        range_close(&list->walks[i]);
    }
    page_close_ids(call, page, next != SIZE_MAX);
}

/* Of the zone that is asked for, or else of all of the caller's own, from a day on. */
enum tnw_err
op_moment_list(struct call *call, struct txn *txn)
{
    struct page page;
    struct zone_list list = {.count = 0};
    const char *asked = page_query(call, "zone");
    day_num from;
    enum tnw_err err = read_from(call, &from);
    if (err == TNW_OK) {
        err = page_open_ids(call, &page);
    }
    if (err == TNW_OK && asked != NULL) {
        buf_put_str(&list.zones[list.count++], asked);
    } else if (err == TNW_OK) {
        list.count = moments_own_zones(call, txn, list.zones);
    }
    for (size_t i = 0; err == TNW_OK && i < list.count; i++) {
        err = list.zones[i].err; /* a zone that found no memory is no zone */
    }
    if (err == TNW_OK) {
        list_zones(call, txn, &page, &list, from);
    }
    for (size_t i = 0; i < list.count; i++) {
        buf_free(&list.zones[i]);
    }
    return err;
}
