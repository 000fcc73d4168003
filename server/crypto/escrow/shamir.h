/*
 * A secret in n shares, of which any k give it back and k - 1 tell nothing (Shamir, 1979): for each byte a polynomial
 * of degree k - 1 over GF(256), with the polynomial of AES. Its time depends on k and n only.
 */
#ifndef TNW_CRYPTO_ESCROW_SHAMIR_H
#define TNW_CRYPTO_ESCROW_SHAMIR_H

#include "base/bytes.h"

#define SHAMIR_SECRET 32
#define SHAMIR_MAX 16

/* Share `number` (1 to n) is the polynomials' value there. */
struct shamir_share {
    uint8_t number;
    uint8_t value[SHAMIR_SECRET];
};

/* In: 1 <= k <= n <= SHAMIR_MAX. Out: shares: n. Errors: USAGE. */
TNW_MUST_CHECK enum tnw_err shamir_split(const uint8_t secret[SHAMIR_SECRET], unsigned k, unsigned n,
                                         struct shamir_share *shares);
/* From exactly k shares. What comes of wrong ones is another secret: the caller compares. Errors: USAGE: two of one
 * number, or a number that none has. */
TNW_MUST_CHECK enum tnw_err shamir_join(const struct shamir_share *shares, unsigned k, uint8_t secret[SHAMIR_SECRET]);

#endif
