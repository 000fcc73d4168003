#include "property/decide_history.h"

/* splitmix64: the same histories in every run. */
static uint64_t
next(struct history *h)
{
    uint64_t z = (h->seed += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

unsigned
history_below(struct history *h, unsigned bound)
{
    return (unsigned)(next(h) % bound);
}

bool
history_chance(struct history *h, unsigned percent)
{
    return history_below(h, 100) < percent;
}

static code_set
some(struct history *h, unsigned count, unsigned percent)
{
    code_set set = 0;
    for (unsigned i = 0; i < count; i++) {
        set |= history_chance(h, percent) ? CODE_BIT(i) : 0;
    }
    return set;
}

struct id
history_actor(unsigned actor)
{
    return (struct id){.bytes = {[0] = 7, [15] = (uint8_t)(actor + 1)}};
}

void
history_begin(struct history *h, uint64_t seed)
{
    *h = (struct history){.seed = seed, .open = true, .today = DAYS / 2};
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        h->policy.read_ceiling[role] = role == ROLE_PATIENT ? CODE_ALL(CATEGORY_COUNT) : some(h, CATEGORY_COUNT, 80);
        h->policy.write_ceiling[role] = some(h, CATEGORY_COUNT, 60);
        h->policy.confer_ceiling[role] = history_chance(h, 70);
    }
    for (unsigned function = 0; function < FUNCTION_COUNT; function++) {
        h->policy.functions[function].read = some(h, CATEGORY_COUNT, 60);
        h->policy.functions[function].write = some(h, CATEGORY_COUNT, 40);
        h->policy.functions[function].confer = history_chance(h, 60);
    }
    h->policy.employer_conflict.roles = some(h, ROLE_COUNT, 60);
    h->policy.employer_conflict.categories = some(h, CATEGORY_COUNT, 60);
    h->policy.law_count = history_below(h, 4);
    for (size_t i = 0; i < h->policy.law_count; i++) {
        h->policy.law[i] = (struct policy_law){.code = "law",
                                               .roles = some(h, ROLE_COUNT, 20),
                                               .categories = some(h, CATEGORY_COUNT, 20),
                                               .actions = some(h, ACTION_COUNT, 50),
                                               .purposes = some(h, PURPOSE_COUNT, 70),
                                               .seats = 1 + history_below(h, ACTORS),
                                               .from = (day_num)history_below(h, DAYS),
                                               .until = (day_num)history_below(h, 2 * DAYS)};
    }
    for (unsigned actor = 0; actor < ACTORS; actor++) {
        h->active[actor] = true;
        h->employed[actor] = history_chance(h, 30);
        h->function[actor] = (enum function)history_below(h, FUNCTION_COUNT);
        h->holds[actor] = some(h, ROLE_COUNT, 15);
        for (unsigned role = 0; role < ROLE_COUNT; role++) {
            h->takes_part[actor][role] = role != ROLE_PATIENT && history_chance(h, 50);
        }
    }
}

struct consent_terms
history_terms(struct history *h, bool exclude)
{
    struct consent_terms terms = {
        .id = {.bytes = {[0] = 9, [15] = (uint8_t)(h->count + 1)}},
        .exclude = exclude,
        .role = history_chance(h, 40) ? (enum role)history_below(h, ROLE_COUNT) : ROLE_NONE,
        .categories = some(h, CATEGORY_COUNT, exclude ? 20 : 60),
        .actions = some(h, ACTION_COUNT, 60),
        .purposes = some(h, PURPOSE_COUNT, 50),
        .from = (day_num)history_below(h, DAYS),
    };
    terms.until = exclude && history_chance(h, 50) ? INT32_MAX : terms.from + (day_num)history_below(h, DAYS);
    terms.recorded = !exclude && history_chance(h, 30);
    if (terms.role == ROLE_NONE) {
        terms.actor = history_actor(history_below(h, ACTORS));
    }
    return terms;
}

void
history_step(struct history *h)
{
    unsigned actor = history_below(h, ACTORS);
    unsigned dice = history_below(h, 100);
    if (dice < 55) {
        h->consents[h->count] = history_terms(h, dice < 12);
        h->count++;
    } else if (dice < 70 && h->count > 0) {
        h->consents[history_below(h, (unsigned)h->count)].withdrawn = true;
    } else if (dice < 80) {
        h->today = (day_num)history_below(h, DAYS);
    } else if (dice < 92) {
        unsigned role = ROLE_HUISARTS + history_below(h, ROLE_COUNT - 1);
        h->takes_part[actor][role] = !h->takes_part[actor][role];
    } else if (dice < 94) {
        h->employed[actor] = !h->employed[actor];
        h->function[actor] = (enum function)history_below(h, FUNCTION_COUNT);
        h->acts_for[actor][history_below(h, ACTORS)] = history_chance(h, 70);
    } else if (dice < 96) {
        h->phase = history_chance(h, 60) ? RETENTION_OPEN : (enum retention_phase)history_below(h, RETENTION_OVER + 1);
    } else if (dice < 98) {
        h->active[actor] = !h->active[actor];
    } else {
        h->open = !h->open;
    }
}
