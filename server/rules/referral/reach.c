#include "rules/referral/reach.h"

#include <stdio.h>

#include "rules/referral/rank.h"

/* A day on which versions without an end count, and every start that is asked about lies after their beginning. */
#define FAR_DAY 60000

static day_num
day_of(const struct referral_entry *entry)
{
    return entry->until == INT32_MAX ? FAR_DAY : entry->until;
}

static bool
is_first(const struct referral *referral, const struct referral_entry *entry, const struct referral_facts *facts)
{
    const struct referral_entry *ranked[REFERRAL_ENTRIES];
    size_t count = referral_rank(referral, facts, day_of(entry), ranked);
    return count > 0 && ranked[0] == entry;
}

static unsigned
least_of(code_set set)
{
    unsigned value = 0;
    while (set != 0 && (set & CODE_BIT(value)) == 0) {
        value++;
    }
    return value;
}

/* No more is known than what the part asks. */
static struct referral_facts
facts_of_part(const struct condition_part *part)
{
    struct referral_facts facts = {.help = part->help};
    for (unsigned fact = 0; fact < REFERRAL_FACT_COUNT; fact++) {
        facts.value[fact] = least_of(part->allowed[fact]);
    }
    facts.value[REFERRAL_MONTHS] = part->from;
    facts.value[REFERRAL_HELP] = part->help != 0;
    return facts;
}

static bool
is_first_with_one_more(const struct referral *referral, const struct referral_entry *entry,
                       const struct referral_facts *least)
{
    for (unsigned fact = 0; fact < REFERRAL_FACT_COUNT; fact++) {
        const struct code_list *values = referral_fact_values((enum referral_fact)fact);
        for (unsigned value = 0; values != NULL && value < values->count; value++) {
            struct referral_facts facts = *least;
            facts.value[fact] = value;
            if (is_first(referral, entry, &facts)) {
                return true;
            }
        }
    }
    return false;
}

static bool
is_reached(const struct referral *referral, const struct referral_entry *entry)
{
    struct referral_facts none = {.help = 0};
    for (size_t i = 0; i < entry->when.count; i++) {
        struct referral_facts facts = facts_of_part(&entry->when.any[i]);
        if (is_first_with_one_more(referral, entry, &facts)) {
            return true;
        }
    }
    return entry->row == 0 && is_first(referral, entry, &none);
}

void
reach_check(const struct referral *referral, const struct reader *top)
{
    for (size_t i = 0; i < referral->entry_count; i++) {
        const struct referral_entry *entry = &referral->entries[i];
        if (!is_reached(referral, entry)) {
            char what[64];
            (void)snprintf(what, sizeof what, "row %u is never the first", entry->row);
            reader_fail(top, "rows", what);
        }
    }
}
