#include "service/access_log/access_day.h"

#include <stdlib.h>

static struct hash
kind_of(const struct record_view *view)
{
    const uint8_t numbers[] = {(uint8_t)view->role,
                               (uint8_t)view->purpose,
                               (uint8_t)(view->categories >> 24),
                               (uint8_t)(view->categories >> 16),
                               (uint8_t)(view->categories >> 8),
                               (uint8_t)view->categories};
    static const uint8_t end = 0; /* texts hold no NUL */
    const struct slice parts[] = {
        slice_of(numbers, sizeof numbers),
        id_slice(&view->actor),
        id_slice(&view->acted_for),
        id_slice(&view->organisation),
        view->action,
        slice_of(&end, 1),
        view->decision,
        slice_of(&end, 1),
        view->ground,
    };
    return hash_parts(parts, sizeof parts / sizeof parts[0]);
}

static enum tnw_err
append_access(struct access_day *day, const struct access_item *item)
{
    if (day->count == day->room) {
        size_t room = day->room == 0 ? 16 : 2 * day->room;
        struct access_item *grown = realloc(day->items, room * sizeof *grown);
        if (grown == NULL) {
            return TNW_E_NO_MEMORY;
        }
        day->items = grown;
        day->room = room;
    }
    day->items[day->count++] = *item;
    return TNW_OK;
}

enum tnw_err
access_day_add(struct access_day *day, const struct record_view *view)
{
    struct access_item item = {.seq = view->seq, .first = view->time, .count = 1, .kind = kind_of(view)};
    if (day->count == 0) {
        day->day = date_in_belgium(view->time);
    }
    day->last = view->seq;
    for (size_t i = 0; i < day->count; i++) {
        if (hash_eq(&day->items[i].kind, &item.kind)) {
            day->items[i].count++;
            day->items[i].first = view->time;
            return TNW_OK;
        }
    }
    return append_access(day, &item);
}

bool
access_day_is_over(const struct access_day *day, const struct record_view *view)
{
    return day->count > 0 && day->day != date_in_belgium(view->time);
}

void
access_day_clear(struct access_day *day)
{
    day->count = 0;
}

void
access_day_free(struct access_day *day)
{
    free(day->items);
    *day = (struct access_day){.items = NULL};
}
