/*
 * How much the store held when, for who asks how long there is room: one sample an hour of the last day, one a day
 * before that.
 */
#ifndef TNW_STORE_RECORDS_OWN_GROWTH_H
#define TNW_STORE_RECORDS_OWN_GROWTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

struct txn;

#define GROWTH_MAX 64

struct growth_sample {
    time_ms when;
    uint64_t bytes; /* that values need: what is free within the file is left out */
};

struct growth {
    size_t count;
    struct growth_sample samples[GROWTH_MAX]; /* ascending by time */
};

/* false: none is kept, or sticky error; out is empty then. */
bool growth_get(struct txn *txn, struct growth *out);
void growth_put(struct txn *txn, const struct growth *growth);

/* Whether it is time for another sample. */
bool growth_is_due(const struct growth *growth, time_ms now);
/* Adds one, and drops what is too old, too close to another, or of a time to come (a clock that went back). */
void growth_add(struct growth *growth, time_ms now, uint64_t bytes);
/* Bytes a day of the last day, or of as much of it as is known; 0: unknown, or none. bytes: what is held now. */
uint64_t growth_rate(const struct growth *growth, time_ms now, uint64_t bytes);

#endif
