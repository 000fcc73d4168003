#include "bench/histogram.h"

#include <stddef.h>

#define SUB_COUNT (1U << HISTOGRAM_SUB_BITS)

/* Values below SUB_COUNT have a bucket each; above, the leading bit picks the group and the next SUB_BITS the
 * bucket. */
static size_t
index_of(uint64_t value)
{
    if (value < SUB_COUNT) {
        return (size_t)value;
    }
    unsigned shift = 63U - (unsigned)__builtin_clzll(value) - HISTOGRAM_SUB_BITS;
    size_t index = ((size_t)shift << HISTOGRAM_SUB_BITS) + (size_t)(value >> shift);
    return index < HISTOGRAM_BUCKETS ? index : HISTOGRAM_BUCKETS - 1;
}

uint64_t
histogram_end_of(size_t index)
{
    if (index < SUB_COUNT) {
        return index;
    }
    unsigned shift = (unsigned)(index >> HISTOGRAM_SUB_BITS) - 1;
    uint64_t top = index - ((uint64_t)shift << HISTOGRAM_SUB_BITS);
    return ((top + 1) << shift) - 1;
}

void
histogram_add(struct histogram *hist, uint64_t value)
{
    hist->bucket[index_of(value)]++;
    hist->count++;
    hist->sum += value;
    if (value > hist->max) {
        hist->max = value;
    }
}

void
histogram_merge(struct histogram *into, const struct histogram *from)
{
    for (size_t i = 0; i < HISTOGRAM_BUCKETS; i++) {
        into->bucket[i] += from->bucket[i];
    }
    into->count += from->count;
    into->sum += from->sum;
    if (from->max > into->max) {
        into->max = from->max;
    }
}

/* How many values the quantile covers: rounded up, and split so that a big count does not overflow. */
static uint64_t
rank_of(uint64_t count, unsigned ppm)
{
    uint64_t rank = count / 1000000 * ppm + (count % 1000000 * ppm + 999999) / 1000000;
    return rank == 0 ? 1 : rank;
}

uint64_t
histogram_quantile(const struct histogram *hist, unsigned ppm)
{
    uint64_t rank = rank_of(hist->count, ppm);
    uint64_t seen = 0;
    for (size_t i = 0; i < HISTOGRAM_BUCKETS - 1; i++) {
        seen += hist->bucket[i];
        if (seen >= rank) {
            uint64_t high = histogram_end_of(i);
            return high < hist->max ? high : hist->max;
        }
    }
    return hist->max;
}

uint64_t
histogram_mean(const struct histogram *hist)
{
    return hist->count == 0 ? 0 : hist->sum / hist->count;
}
