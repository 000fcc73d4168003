#include "rules/referral/facts.h"

#include <math.h>

#include "rules/field.h"

#define FACT_TEXT(name, text, kind) text,
const char *const referral_fact_names[] = {REFERRAL_FACT_LIST(FACT_TEXT) NULL};
const struct code_list referral_fact_codes = {.texts = referral_fact_names, .count = REFERRAL_FACT_COUNT};

#define CODE_TEXT(name, text) text,
#define VALUES(name, ...)                                                                                              \
    static const char *const name##_texts[] = {"unknown", __VA_ARGS__};                                                \
    static const struct code_list name = {.texts = name##_texts, .count = sizeof name##_texts / sizeof name##_texts[0]}
VALUES(answers, "yes", "no");
VALUES(estimates, "1", "2", "3", "4");
VALUES(employments, EMPLOYMENT_LIST(CODE_TEXT));
VALUES(regions, REGION_LIST(CODE_TEXT));

#define FACT_KIND(name, text, kind) REFERRAL_KIND_##kind,
enum referral_kind
referral_fact_kind(enum referral_fact fact)
{
    static const enum referral_kind kinds[] = {REFERRAL_FACT_LIST(FACT_KIND)};
    return kinds[fact];
}

const struct code_list *
referral_fact_values(enum referral_fact fact)
{
    switch (fact) {
    case REFERRAL_EMPLOYMENT:
        return &employments;
    case REFERRAL_REGION:
        return &regions;
    case REFERRAL_ESTIMATE:
        return &estimates;
    case REFERRAL_MONTHS:
    case REFERRAL_HELP:
        return NULL;
    default:
        return &answers;
    }
}

/* A code; a number where the words are numbers; true or false. */
static unsigned
fact_value_of(enum referral_fact fact, const json_t *given)
{
    if (json_is_boolean(given)) {
        return json_is_true(given) ? 1 : 2;
    }
    if (json_is_integer(given)) {
        return (unsigned)json_integer_value(given);
    }
    int code = codes_find(referral_fact_values(fact), json_string_value(given));
    return code < 0 ? 0 : (unsigned)code;
}

void
referral_facts_read(const json_t *body, struct referral_facts *out)
{
    for (unsigned i = 0; i < REFERRAL_FACT_COUNT; i++) {
        const json_t *given = json_object_get(body, referral_fact_names[i]);
        if (given == NULL || json_is_null(given)) {
            continue;
        }
        if (i == REFERRAL_HELP) {
            out->help = field_codes(body, referral_fact_names[i], &codes_help, 0);
            out->value[i] = 1;
        } else if (i == REFERRAL_MONTHS) {
            out->value[i] = 1 + (unsigned)floor(json_number_value(given) * 2);
        } else {
            out->value[i] = fact_value_of((enum referral_fact)i, given);
        }
    }
}
