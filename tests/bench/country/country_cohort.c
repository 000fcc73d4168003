#include "bench/country/country_cohort.h"

#include <stdlib.h>

#include "bench/country/country_life.h"

enum { LIVE = COUNTRY_COHORT / 2 };

/* Makes the next one live, unless all are there. */
static enum tnw_err
take_in(const struct country_cohort *cohort, uint64_t *next, struct country_life *life, bool *taken)
{
    *taken = *next < cohort->until;
    return *taken ? country_life_begin(life, cohort->people, cohort->world, cohort->seed, (*next)++) : TNW_OK;
}

static enum tnw_err
live_all(const struct country_cohort *cohort, struct txn *txn, struct country_life *lives)
{
    struct evidence_random random = evidence_random(cohort->seed << 32 ^ ~cohort->from);
    uint64_t next = cohort->from;
    size_t count = 0;
    bool taken = true;
    enum tnw_err err = TNW_OK;
    while (err == TNW_OK && taken && count < LIVE) {
        err = take_in(cohort, &next, &lives[count], &taken);
        count += taken ? 1 : 0;
    }
    while (err == TNW_OK && count > 0) {
        struct country_life *life = &lives[evidence_random_below(&random, count)];
        bool over;
        err = country_life_step(life, cohort->world, txn, &over);
        if (err == TNW_OK && over) {
            err = take_in(cohort, &next, life, &taken);
            *life = taken ? *life : lives[--count];
        }
    }
    return err;
}

enum tnw_err
country_cohort_run(void *ctx, struct txn *txn)
{
    struct country_life *lives = calloc(LIVE, sizeof *lives);
    if (lives == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = live_all(ctx, txn, lives);
    free(lives);
    return err;
}
