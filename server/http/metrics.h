/*
 * Counters (ops.c has their text). Nothing personal: only names of rows, classes of statuses, reasons.
 */
#ifndef TNW_HTTP_METRICS_H
#define TNW_HTTP_METRICS_H

#include <stdatomic.h>

#include "service/operations.h"

enum metrics_refusal {
    METRICS_REVOKED,
    METRICS_EXPIRED,
    METRICS_REFUSED,
    METRICS_MISSING,
    METRICS_INCOMPLETE,
    METRICS_REFUSALS
};

#define METRICS_CLASSES 6 /* 1xx … 5xx by their first digit; 0 unused */

struct metrics {
    _Atomic uint64_t requests[OPERATIONS_MAX + 1][METRICS_CLASSES]; /* the row after the last: no row fitted */
    _Atomic uint64_t handshakes;
    _Atomic uint64_t refusals[METRICS_REFUSALS];
    _Atomic uint64_t connections_cut;
    _Atomic uint64_t connections_displaced;
    _Atomic uint64_t reloads;
    _Atomic uint64_t quotas[QUOTA_COUNT];
};

void metrics_add(_Atomic uint64_t *counter, uint64_t n);
void metrics_count_reply(struct metrics *metrics, const struct call *call);
void metrics_count_refusal(struct metrics *metrics, enum tnw_err err);

#endif
