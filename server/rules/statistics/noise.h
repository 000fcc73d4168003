/*
 * Noise: whole numbers by the normal distribution. Each is drawn by itself and then rounded, so that it never depends
 * on what it is added to, and rounding takes away the digits by which a float could tell.
 */
#ifndef TNW_RULES_STATISTICS_NOISE_H
#define TNW_RULES_STATISTICS_NOISE_H

#include <stddef.h>
#include <stdint.h>

struct noise {
    void (*fill)(void *ctx, void *out, size_t len); /* random bytes that nobody can foresee; of a test, its own */
    void *ctx;
};

/* The kernel's. */
struct noise noise_system(void);

/* noise NULL: 0, for tests. */
int64_t noise_draw(const struct noise *noise, double sigma);

#endif
