/*
 * The table of rules as it is loaded: what timeline.json says, checked, in the order of the file. Its language is
 * documented in docs/timeline.md.
 */
#ifndef TNW_RULES_TIMELINE_TABLE_H
#define TNW_RULES_TIMELINE_TABLE_H

#include "rules/timeline/version.h"

struct rule {
    const char *code;
    enum purpose purpose;
    code_set seen_by; /* beside who acts, and the patient */
    code_set tells;   /* categories of which it tells what a fragment says: only to who may read that */
    struct timeline_words title;
    const struct version *versions; /* in the order of their days */
    size_t version_count;
};

struct timeline {
    json_t *root; /* owns every text */
    const char *version;
    code_set known_by; /* roles that know of each step whose rule names no others */
    int lead_days;     /* a step without a window is due so long before its day */
    struct spell_terms spell;
    const struct span *rit;                   /* whose last beginning picks versions by rit */
    const struct reason *given[REASON_COUNT]; /* into reasons */
    size_t reason_count;
    struct reason reasons[LIMIT_TIMELINE_REASONS];
    size_t benefit_count;
    struct reason benefits[LIMIT_TIMELINE_BENEFITS];
    size_t span_count;
    struct span spans[LIMIT_TIMELINE_SPANS];
    size_t requirement_count;
    struct requirement requirements[LIMIT_TIMELINE_CONDITIONS];
    size_t version_count;
    struct version versions[LIMIT_TIMELINE_VERSIONS];
    size_t rule_count;
    struct rule rules[LIMIT_TIMELINE_RULES];
};

/* Fills the table from its document. Failures stay with the reader. */
void table_read(struct timeline *table, const struct reader *top);

/* Whose that rule is to do, in any of its versions. */
code_set table_doers(const struct rule *rule);

/* NULL: there is none. */
const struct rule *table_find(const struct timeline *table, const char *code);

#endif
