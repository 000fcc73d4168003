/*
 * Sets of request ids: those that were answered, and those that the audit log names.
 */
#ifndef TNW_CRASH_REQUESTS_H
#define TNW_CRASH_REQUESTS_H

#include "base/id.h"
#include "crash/log_check.h"

struct requests {
    struct id *list;
    size_t count;
    size_t room;
};

/* text: as in TNW-Request; an empty one is left out. */
void requests_add(struct requests *requests, const char *text);
void requests_join(struct requests *requests, const struct requests *more);
void requests_sort(struct requests *requests);
void requests_free(struct requests *requests);
/* A log_visit that adds the record's request. */
bool requests_visit(void *ctx, uint64_t seq, const json_t *record, char where[LOG_WHERE]);
/* Whether every one of `these` is in the sorted set. */
bool requests_contain(const struct requests *sorted, const struct requests *these, char where[LOG_WHERE]);

#endif
