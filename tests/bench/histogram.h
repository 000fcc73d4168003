/*
 * Latencies in logarithmic buckets, as HdrHistogram does: every power of two is cut into 128, so that a quantile is at
 * most 0.8 % too high, at any magnitude, in constant memory.
 */
#ifndef TNW_BENCH_HISTOGRAM_H
#define TNW_BENCH_HISTOGRAM_H

#include <stddef.h>
#include <stdint.h>

#define HISTOGRAM_SUB_BITS 7
/* 2^40 ns are 18 minutes; what is longer is counted in the last bucket (max stays exact). */
#define HISTOGRAM_MAX_BITS 40
#define HISTOGRAM_BUCKETS ((HISTOGRAM_MAX_BITS - HISTOGRAM_SUB_BITS + 1) << HISTOGRAM_SUB_BITS)

/* `{0}` is empty and valid. Values are nanoseconds. */
struct histogram {
    uint64_t count;
    uint64_t sum;
    uint64_t max;
    uint64_t bucket[HISTOGRAM_BUCKETS];
};

void histogram_add(struct histogram *hist, uint64_t value);
void histogram_merge(struct histogram *into, const struct histogram *from);

/* Returns the smallest bucket end that at least ppm millionths of the values do not exceed (990000: p99); 0 if
 * empty. */
uint64_t histogram_quantile(const struct histogram *hist, unsigned ppm);
/* Returns the largest value of a bucket. */
uint64_t histogram_end_of(size_t bucket);
uint64_t histogram_mean(const struct histogram *hist);

#endif
