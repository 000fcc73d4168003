/*
 * Folding: what one actor did again and again on one day becomes one item with a count.
 */
#ifndef TNW_SERVICE_ACCESS_LOG_ACCESS_DAY_H
#define TNW_SERVICE_ACCESS_LOG_ACCESS_DAY_H

#include "audit/record_view.h"

/* Accesses by one actor, in one role, of one kind, with the same outcome on the same ground, to the same categories for
 * the same purpose. */
struct access_item {
    uint64_t seq;  /* of the newest */
    time_ms first; /* of the oldest */
    size_t count;
    struct hash kind; /* what they have in common */
};

/* The accesses of one Belgian day, by their newest, in the order of the records given: newest first. */
struct access_day {
    day_num day;
    struct access_item *items;
    size_t count;
    size_t room;
    uint64_t last; /* seq of the oldest record in it */
};

/* Adds the next older record of the day; the first one decides which day it is. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err access_day_add(struct access_day *day, const struct record_view *view);
/* Whether that record belongs to another day. */
bool access_day_is_over(const struct access_day *day, const struct record_view *view);
void access_day_clear(struct access_day *day); /* keeps the memory */
void access_day_free(struct access_day *day);

#endif
