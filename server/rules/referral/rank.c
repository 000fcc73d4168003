#include "rules/referral/rank.h"

/* By the start that so many months say; without them by today. */
static bool
in_force(const struct referral_entry *entry, const struct referral_facts *facts, day_num today)
{
    unsigned months = facts->value[REFERRAL_MONTHS];
    day_num before = months == 0 ? 0 : (day_num)((months - 1) * 365 / 24);
    day_num day = entry->select_by == REFERRAL_BY_START ? today - before : today;
    return day >= entry->from && day <= entry->until;
}

/* Routes that are not for now. */
static code_set
stopped(const struct referral *referral, const struct referral_facts *facts, day_num today)
{
    code_set stops = 0;
    for (size_t i = 0; i < referral->entry_count; i++) {
        const struct referral_entry *entry = &referral->entries[i];
        if (entry->stops != 0 && in_force(entry, facts, today) && condition_holds(&entry->when, facts)) {
            stops |= entry->stops;
        }
    }
    return stops;
}

size_t
referral_rank(const struct referral *referral, const struct referral_facts *facts, day_num today,
              const struct referral_entry *out[REFERRAL_ENTRIES])
{
    size_t count = 0;
    code_set stops = stopped(referral, facts, today);
    for (size_t i = 0; i < referral->entry_count; i++) {
        const struct referral_entry *entry = &referral->entries[i];
        bool counts =
            !codes_has(stops, entry->route) && in_force(entry, facts, today) && condition_holds(&entry->when, facts);
        if (counts && (entry->row != 0 || count == 0)) {
            out[count++] = entry;
        }
    }
    return count;
}

const struct referral_party *
referral_party(const struct referral_entry *entry, const struct referral_facts *facts)
{
    unsigned region = facts->value[REFERRAL_REGION];
    const struct referral_party *there = region == 0 ? NULL : entry->party->in[region - 1];
    return there == NULL ? entry->party : there;
}

code_set
referral_open(const struct referral *referral, const struct referral_facts *facts, day_num today)
{
    code_set open = 0;
    code_set stops = stopped(referral, facts, today);
    for (size_t i = 0; i < referral->entry_count; i++) {
        const struct referral_entry *entry = &referral->entries[i];
        if (!codes_has(stops, entry->route) && in_force(entry, facts, today)) {
            open |= condition_open(&entry->when, facts);
        }
    }
    return open;
}

const struct referral_answer *
referral_answer(const struct referral_question *question, const struct referral_facts *facts)
{
    for (size_t i = 0; i < question->count; i++) {
        if (condition_holds(&question->answers[i].when, facts)) {
            return &question->answers[i];
        }
    }
    return NULL;
}
