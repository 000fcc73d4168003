#include "evidence_naive.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/evidence_random.h"

static struct hash
join(const struct hash *left, const struct hash *right)
{
    uint8_t bytes[1 + 2 * HASH_SIZE] = {1};
    memcpy(bytes + 1, left->bytes, HASH_SIZE);
    memcpy(bytes + 1 + HASH_SIZE, right->bytes, HASH_SIZE);
    return hash_of(slice_of(bytes, sizeof bytes));
}

struct evidence_naive *
evidence_naive_new(uint64_t size)
{
    struct evidence_naive *naive = calloc(1, sizeof *naive);
    assert_non_null(naive);
    naive->size = size;
    for (unsigned level = 0; level < NAIVE_LEVELS; level++) {
        naive->levels[level] = calloc((size >> level) + 1, sizeof(struct hash));
        assert_non_null(naive->levels[level]);
    }
    naive->leaves = naive->levels[0];
    struct evidence_random random = evidence_random(size);
    evidence_random_fill(&random, naive->leaves[0].bytes, size * HASH_SIZE);
    evidence_naive_grow(naive);
    return naive;
}

void
evidence_naive_free(struct evidence_naive **naive)
{
    for (unsigned level = 0; level < NAIVE_LEVELS; level++) {
        free((*naive)->levels[level]);
    }
    free(*naive);
    *naive = NULL;
}

void
evidence_naive_grow(struct evidence_naive *naive)
{
    for (unsigned level = 1; level < NAIVE_LEVELS; level++) {
        for (uint64_t i = 0; i < naive->size >> level; i++) {
            const struct hash *below = naive->levels[level - 1];
            naive->levels[level][i] = join(&below[2 * i], &below[2 * i + 1]);
        }
    }
}

struct hash
evidence_naive_perfect(const struct evidence_naive *naive, unsigned level, uint64_t begin)
{
    return naive->levels[level][begin >> level];
}

/* "let k be the largest power of two smaller than n" */
static uint64_t
split(uint64_t n)
{
    uint64_t k = 1;
    while (2 * k < n) {
        k *= 2;
    }
    return k;
}

struct hash
evidence_naive_root(const struct evidence_naive *naive, uint64_t begin, uint64_t end)
{
    uint64_t n = end - begin;
    if (n == 0) {
        return hash_of(slice_of("", 0));
    }
    for (unsigned level = 0; level < NAIVE_LEVELS; level++) {
        if (n == UINT64_C(1) << level) {
            return evidence_naive_perfect(naive, level, begin);
        }
    }
    struct hash left = evidence_naive_root(naive, begin, begin + split(n));
    struct hash right = evidence_naive_root(naive, begin + split(n), end);
    return join(&left, &right);
}

size_t
evidence_naive_inclusion(const struct evidence_naive *naive, uint64_t m, uint64_t begin, uint64_t end,
                         struct hash *path)
{
    uint64_t n = end - begin;
    if (n == 1) {
        return 0;
    }
    uint64_t k = split(n);
    size_t count;
    if (m < k) {
        count = evidence_naive_inclusion(naive, m, begin, begin + k, path);
        path[count] = evidence_naive_root(naive, begin + k, end);
    } else {
        count = evidence_naive_inclusion(naive, m - k, begin + k, end, path);
        path[count] = evidence_naive_root(naive, begin, begin + k);
    }
    return count + 1;
}

size_t
evidence_naive_consistency(const struct evidence_naive *naive, uint64_t m, uint64_t begin, uint64_t end, bool whole,
                           struct hash *path)
{
    uint64_t n = end - begin;
    if (m == n && whole) {
        return 0;
    }
    if (m == n) {
        path[0] = evidence_naive_root(naive, begin, end);
        return 1;
    }
    uint64_t k = split(n);
    size_t count;
    if (m <= k) {
        count = evidence_naive_consistency(naive, m, begin, begin + k, whole, path);
        path[count] = evidence_naive_root(naive, begin + k, end);
    } else {
        count = evidence_naive_consistency(naive, m - k, begin + k, end, false, path);
        path[count] = evidence_naive_root(naive, begin, begin + k);
    }
    return count + 1;
}
