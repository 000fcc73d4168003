#include "service/elz/counting.h"

#include "base/limits.h"
#include "base/time/quarter.h"
#include "rules/elz/knelpunten.h"

/* Counts of quarters that are over and not told yet; up to so many. */
static size_t
collect_open(struct txn *txn, quarter_num now, struct knelpunt_count out[KNELPUNTEN_THEMES])
{
    struct knelpunt_count count;
    struct range walk;
    size_t found = 0;
    knelpunt_walk(&walk, txn);
    while (found < KNELPUNTEN_THEMES && knelpunt_next(&walk, &count)) {
        if (!count.closed && count.quarter < now) {
            out[found++] = count;
        }
    }
    range_close(&walk);
    return found;
}

static bool
quarter_has_begun(const struct world *world, struct txn *txn, quarter_num now)
{
    struct knelpunt_count count;
    bool all = true;
    for (size_t i = 0; all && i < world->knelpunten->theme_count; i++) {
        all = knelpunt_get(txn, now, world->knelpunten->themes[i].code, &count);
    }
    return all;
}

bool
counting_is_due(const struct world *world, struct txn *snapshot, day_num today)
{
    struct knelpunt_count open[KNELPUNTEN_THEMES];
    quarter_num now = quarter_of(today);
    quarter_num first;
    return !quarter_has_begun(world, snapshot, now) || collect_open(snapshot, now, open) > 0 ||
           (knelpunt_first_mark(snapshot, &first) && first < now);
}

/* Each theme has a count from the beginning: that there is one tells nobody that somebody was counted. */
static void
begin_quarter(const struct world *world, struct txn *txn, quarter_num now)
{
    for (size_t i = 0; i < world->knelpunten->theme_count; i++) {
        struct knelpunt_count count;
        if (!knelpunt_get(txn, now, world->knelpunten->themes[i].code, &count)) {
            knelpunt_put(txn, &count);
        }
    }
}

static void
end_count(struct txn *txn, struct knelpunt_count *count)
{
    uint64_t chance[2];
    random_fill(chance, sizeof chance);
    count->people = knelpunten_told(count->people, chance[0], chance[1]);
    count->closed = true;
    knelpunt_put(txn, count);
}

void
counting_tend(const struct world *world, struct txn *txn, day_num today)
{
    struct knelpunt_count open[KNELPUNTEN_THEMES];
    quarter_num now = quarter_of(today);
    quarter_num first;
    begin_quarter(world, txn, now);
    size_t count = collect_open(txn, now, open);
    for (size_t i = 0; i < count; i++) {
        end_count(txn, &open[i]);
    }
    if (knelpunt_first_mark(txn, &first) && first < now) {
        (void)knelpunt_forget(txn, first, LIMIT_KNELPUNT_MARKS);
    }
}
