/*
 * What a run showed, for people and for programs.
 */
#ifndef TNW_BENCH_REPORT_H
#define TNW_BENCH_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "bench/worker.h"

struct report {
    const struct plan *plan;
    struct tally total;
    unsigned expect;      /* the good status; 0: any 2xx */
    double server_cpu_us; /* of the servers named, for each measured request */
    double cpu_seconds;   /* of the load generator itself, to see whether it was the bottleneck */
    double elapsed;       /* with the warm-up and the wait for last answers */
    double seconds;       /* measured */
};

/* Adds one thread's tally to the total. */
void report_add(struct report *report, const struct tally *tally);

/* Returns how many requests were measured, and how many of those had the good status. */
uint64_t report_requests(const struct report *report);
uint64_t report_good(const struct report *report);

/* Returns whether requests were measured, all of them were good, and nothing else failed. */
bool report_is_clean(const struct report *report);

void report_print(const struct report *report, FILE *out);
void report_print_json(const struct report *report, FILE *out);

#endif
