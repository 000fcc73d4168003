#include "crypto/escrow/shamir.h"

#include "base/clock.h"

/* No table and no branch on a secret: neither the cache nor the time tells one. */
static uint8_t
gf_mul(uint8_t a, uint8_t b)
{
    unsigned product = 0;
    unsigned x = a;
    for (int i = 0; i < 8; i++) {
        product ^= x & (0u - ((unsigned)b >> i & 1u));
        x = (x << 1) ^ (0x11bu & (0u - (x >> 7 & 1u)));
    }
    return (uint8_t)product;
}

/* a to the power of 254; of 0: 0. */
static uint8_t
gf_inverse(uint8_t a)
{
    uint8_t result = 1;
    for (int bit = 7; bit >= 0; bit--) {
        result = gf_mul(result, result);
        result = (254 >> bit & 1) != 0 ? gf_mul(result, a) : result;
    }
    return result;
}

enum tnw_err
shamir_split(const uint8_t secret[SHAMIR_SECRET], unsigned k, unsigned n, struct shamir_share *shares)
{
    uint8_t factors[SHAMIR_MAX];
    if (k < 1 || k > n || n > SHAMIR_MAX) {
        return TNW_E_USAGE;
    }
    for (size_t at = 0; at < SHAMIR_SECRET; at++) {
        random_fill(factors, sizeof factors);
        factors[0] = secret[at];
        for (unsigned i = 0; i < n; i++) {
            uint8_t x = (uint8_t)(i + 1);
            uint8_t value = 0;
            for (unsigned power = k; power > 0; power--) {
                value = gf_mul(value, x) ^ factors[power - 1];
            }
            shares[i].number = x;
            shares[i].value[at] = value;
        }
    }
    bytes_wipe(factors, sizeof factors);
    return TNW_OK;
}

/* Lagrange's factor of share i at 0; numbers are no secret. */
static uint8_t
weight(const struct shamir_share *shares, unsigned k, unsigned i)
{
    uint8_t above = 1;
    uint8_t below = 1;
    for (unsigned j = 0; j < k; j++) {
        if (j != i) {
            above = gf_mul(above, shares[j].number);
            below = gf_mul(below, shares[j].number ^ shares[i].number);
        }
    }
    return gf_mul(above, gf_inverse(below));
}

static bool
are_distinct(const struct shamir_share *shares, unsigned k)
{
    for (unsigned i = 0; i < k; i++) {
        if (shares[i].number == 0 || shares[i].number > SHAMIR_MAX) {
            return false;
        }
        for (unsigned j = 0; j < i; j++) {
            if (shares[i].number == shares[j].number) {
                return false;
            }
        }
    }
    return true;
}

enum tnw_err
shamir_join(const struct shamir_share *shares, unsigned k, uint8_t secret[SHAMIR_SECRET])
{
    bytes_wipe(secret, SHAMIR_SECRET);
    if (k < 1 || k > SHAMIR_MAX || !are_distinct(shares, k)) {
        return TNW_E_USAGE;
    }
    for (unsigned i = 0; i < k; i++) {
        uint8_t factor = weight(shares, k, i);
        for (size_t at = 0; at < SHAMIR_SECRET; at++) {
            secret[at] ^= gf_mul(factor, shares[i].value[at]);
        }
    }
    return TNW_OK;
}
