#include "evidence_random.h"

struct evidence_random
evidence_random(uint64_t seed)
{
    return (struct evidence_random){.state = seed};
}

/* SplitMix64: a counter, and a mixing function with Stafford's constants. */
static uint64_t
next(struct evidence_random *random)
{
    random->state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t x = random->state;
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

uint64_t
evidence_random_below(struct evidence_random *random, uint64_t limit)
{
    return next(random) % limit;
}

void
evidence_random_fill(struct evidence_random *random, uint8_t *out, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        out[i] = (uint8_t)(next(random) >> 32);
    }
}

void
evidence_random_flip(struct evidence_random *random, uint8_t *bytes, size_t len)
{
    uint64_t bit = evidence_random_below(random, 8 * len);
    bytes[bit / 8] = (uint8_t)(bytes[bit / 8] ^ 1U << bit % 8);
}
