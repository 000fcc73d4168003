#include "rules/referral/condition.h"

#include <string.h>

#define HALF_MONTHS_MAX (2 * REFERRAL_MONTHS_MAX)

static void
read_months(struct condition_part *part, const struct reader *row)
{
    static const char *const names[] = {"from", "below", NULL};
    struct reader inner = reader_object(row, "half_months");
    reader_only(&inner, names);
    unsigned from = reader_has(&inner, "from") ? (unsigned)reader_int(&inner, "from", 0, HALF_MONTHS_MAX) : 0;
    part->from = 1 + from;
    part->below = reader_has(&inner, "below") ? 1 + (unsigned)reader_int(&inner, "below", 1, HALF_MONTHS_MAX) : 0;
    if (part->below != 0 && part->below <= part->from) {
        reader_fail(&inner, "below", "leaves nothing");
    }
}

static struct condition_part
read_part(const struct reader *row)
{
    struct condition_part part = {.from = 0};
    const char *known[REFERRAL_FACT_COUNT + 1] = {NULL};
    for (unsigned fact = 0; fact < REFERRAL_FACT_COUNT; fact++) {
        const char *name = fact == REFERRAL_MONTHS ? "half_months" : codes_text(&referral_fact_codes, fact);
        known[fact] = name;
        if (!reader_has(row, name)) {
            continue;
        }
        if (fact == REFERRAL_MONTHS) {
            read_months(&part, row);
        } else if (fact == REFERRAL_HELP) {
            part.help = reader_codes(row, name, &codes_help);
        } else {
            part.allowed[fact] = reader_codes(row, name, referral_fact_values((enum referral_fact)fact));
        }
        if ((condition_part_asks(&part) & CODE_BIT(fact)) == 0) {
            reader_fail(row, name, "an empty list fits nobody");
        }
    }
    reader_only(row, known);
    return part;
}

struct condition
condition_read(const struct reader *row, const char *key)
{
    struct condition condition = {.count = reader_count(row, key, CONDITION_ALTERNATIVES)};
    for (size_t i = 0; i < condition.count; i++) {
        struct reader inner = reader_element(row, key, i);
        condition.any[i] = read_part(&inner);
        if (condition_part_asks(&condition.any[i]) == 0) {
            reader_fail(&inner, "", "asks nothing: it would always fit");
        }
    }
    return condition;
}

static bool
part_fits(const struct condition_part *part, const struct referral_facts *facts, unsigned fact)
{
    unsigned value = facts->value[fact];
    if (fact == REFERRAL_MONTHS) {
        return part->from == 0 || (value >= part->from && (part->below == 0 || value < part->below));
    }
    if (fact == REFERRAL_HELP) {
        return part->help == 0 || (part->help & facts->help) != 0;
    }
    return part->allowed[fact] == 0 || codes_has(part->allowed[fact], value);
}

bool
condition_part_holds(const struct condition_part *part, const struct referral_facts *facts)
{
    for (unsigned fact = 0; fact < REFERRAL_FACT_COUNT; fact++) {
        if (!part_fits(part, facts, fact)) {
            return false;
        }
    }
    return true;
}

bool
condition_holds(const struct condition *condition, const struct referral_facts *facts)
{
    for (size_t i = 0; i < condition->count; i++) {
        if (condition_part_holds(&condition->any[i], facts)) {
            return true;
        }
    }
    return condition->count == 0;
}

code_set
condition_part_asks(const struct condition_part *part)
{
    code_set asks = 0;
    for (unsigned fact = 0; fact < REFERRAL_FACT_COUNT; fact++) {
        bool asked = fact == REFERRAL_MONTHS ? part->from != 0
                     : fact == REFERRAL_HELP ? part->help != 0
                                             : part->allowed[fact] != 0;
        asks |= asked ? CODE_BIT(fact) : 0;
    }
    return asks;
}

code_set
condition_open(const struct condition *condition, const struct referral_facts *facts)
{
    code_set unknown = 0;
    code_set open = 0;
    for (unsigned fact = 0; fact < REFERRAL_FACT_COUNT; fact++) {
        unknown |= facts->value[fact] == 0 ? CODE_BIT(fact) : 0;
    }
    for (size_t i = 0; i < condition->count; i++) {
        const struct condition_part *part = &condition->any[i];
        code_set asks = condition_part_asks(part);
        bool possible = true;
        for (unsigned fact = 0; fact < REFERRAL_FACT_COUNT; fact++) {
            possible = possible && (codes_has(unknown, fact) || part_fits(part, facts, fact));
        }
        if (possible && (asks & unknown) == 0) {
            return 0; /* it holds, whatever else becomes known */
        }
        open |= possible ? asks & unknown : 0;
    }
    return open;
}
