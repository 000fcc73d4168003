/*
 * Random logs for the search: what each record says is kept beside it, for a naive answer.
 */
#ifndef PROPERTY_SEARCH_LOG_H
#define PROPERTY_SEARCH_LOG_H

#include "base/clock.h"
#include "unit/evidence_random.h"
#include "unit/store/store_place.h"

#define SEARCH_LOG_RECORDS 3000
#define SEARCH_LOG_START INT64_C(1767225600000)

struct search_told {
    struct id request;
    struct id actor;
    struct id organisation;
    struct id dossier;
    struct id listed[3];
    size_t listed_count;
    const char *action;
    const char *decision;
    const char *ground;
    time_ms time;
};

struct search_log {
    struct place *place;
    struct evidence_random random;
    struct search_told told[SEARCH_LOG_RECORDS];
    uint64_t sealed;
};

uint64_t search_log_below(struct search_log *log, uint64_t limit);
void search_log_append(struct txn *txn, const struct search_told *told);
/* Files the records [from, to). */
void search_log_extend(struct txn *txn, uint64_t from, uint64_t to);
/* Fills an empty place, and seals up to somewhere. */
void search_log_make(struct search_log *log, struct place *place, uint64_t seed);

#endif
