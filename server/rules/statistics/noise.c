#include "rules/statistics/noise.h"

#include <math.h>

#include "base/clock.h"

#define MANTISSA_BITS 53
#define TWO_PI 6.283185307179586

static void
fill_system(void *ctx, void *out, size_t len)
{
    (void)ctx;
    random_fill(out, len);
}

struct noise
noise_system(void)
{
    return (struct noise){.fill = fill_system};
}

/* In (0, 1]: its logarithm is finite. */
static double
fraction(uint64_t random)
{
    return ldexp((double)(random >> (64 - MANTISSA_BITS)) + 1, -MANTISSA_BITS);
}

/* Box and Muller. With 53 bits nothing lies beyond 8.5 standard deviations, where it would once in 10^17 draws. */
int64_t
noise_draw(const struct noise *noise, double sigma)
{
    uint64_t random[2];
    if (noise == NULL) {
        return 0;
    }
    noise->fill(noise->ctx, random, sizeof random);
    double normal = sqrt(-2 * log(fraction(random[0]))) * cos(TWO_PI * fraction(random[1]));
    return llround(sigma * normal);
}
