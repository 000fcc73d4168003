/* Random numbers that are the same in every run. */
#ifndef TNW_TESTS_EVIDENCE_RANDOM_H
#define TNW_TESTS_EVIDENCE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct evidence_random {
    uint64_t state;
};

struct evidence_random evidence_random(uint64_t seed);
uint64_t evidence_random_below(struct evidence_random *random, uint64_t limit);
void evidence_random_fill(struct evidence_random *random, uint8_t *out, size_t len);
void evidence_random_flip(struct evidence_random *random, uint8_t *bytes, size_t len); /* one bit */

#endif
