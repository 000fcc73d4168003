/*
 * A log of a few rows, for the rules on unusual access.
 */
#ifndef TNW_UNUSUAL_BENCH_H
#define TNW_UNUSUAL_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "unusual/unusual.h"

/* 2026-03-02T09:00:00Z, a Monday */
#define UNUSUAL_BENCH_START INT64_C(1772442000000)

struct unusual_row {
    const char *actor; /* NULL: not in the registry */
    const char *role;
    const char *action;
    const char *dossier; /* NULL: none */
    const char *object;  /* NULL: none */
    const char *decision;
    const char *ground;
    int64_t after; /* since the row before */
};

struct unusual_bench {
    struct unusual_log log;
    struct unusual_limits limits;
    struct unusual_findings findings;
    int64_t time;
};

/* Limits of 3 dossiers, 3 refusals, 14 days, and no period. */
void unusual_bench_open(struct unusual_bench *b);
void unusual_bench_close(struct unusual_bench *b);

/* Opens it with these rows as its log. */
void unusual_bench_fill(struct unusual_bench *b, const struct unusual_row *rows, size_t count);

const char *unusual_bench_name(const struct unusual_bench *b, uint32_t number);

/* Fails the test unless finding `at` says this. dossier: NULL for several. */
void unusual_bench_assert(const struct unusual_bench *b, size_t at, const char *who, const char *dossier,
                          uint64_t count, size_t first, size_t last);

#endif
