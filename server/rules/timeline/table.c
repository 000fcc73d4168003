#include "rules/timeline/table.h"

#include <string.h>

#define CODE_MAX (PROCESS_CODE - 1)
#define LEAD_MAX 60

static void
read_reasons(struct timeline *table, const struct reader *top)
{
    table->reason_count = reader_count(top, "whys", LIMIT_TIMELINE_REASONS);
    for (size_t i = 0; i < table->reason_count; i++) {
        struct reader row = reader_element(top, "whys", i);
        table->reasons[i] = reason_read(&row);
        int given = codes_find(&reason_codes, table->reasons[i].code);
        if (given >= 0) {
            table->given[given] = &table->reasons[i];
        }
    }
    for (unsigned given = 0; given < REASON_COUNT; given++) {
        if (table->given[given] == NULL) {
            reader_fail(top, "whys", "lacks a reason that the mechanism gives");
        }
    }
}

static void
read_benefits(struct timeline *table, const struct reader *top)
{
    static const char *const names[] = {"code", "words", "source", NULL};
    table->benefit_count = reader_count(top, "benefits", LIMIT_TIMELINE_BENEFITS);
    for (size_t i = 0; i < table->benefit_count; i++) {
        struct reader row = reader_element(top, "benefits", i);
        reader_only(&row, names);
        (void)reader_text(&row, "source", 400);
        table->benefits[i] = (struct reason){reader_text(&row, "code", CODE_MAX), reason_read_words(&row, "words")};
    }
}

static struct requirement_scope
scope_of(const struct timeline *table)
{
    return (struct requirement_scope){.reasons = {.reasons = table->reasons, .count = table->reason_count},
                                      .spans = table->spans,
                                      .span_count = table->span_count,
                                      .requirements = table->requirements,
                                      .requirement_count = table->requirement_count};
}

static void
read_spans(struct timeline *table, const struct reader *top)
{
    table->span_count = reader_count(top, "spans", LIMIT_TIMELINE_SPANS);
    for (size_t i = 0; i < table->span_count; i++) {
        struct reader row = reader_element(top, "spans", i);
        table->spans[i] = span_read(&row);
    }
    const struct requirement_scope scope = scope_of(table);
    struct reader select = reader_object(top, "select");
    static const char *const names[] = {"rit", NULL};
    reader_only(&select, names);
    table->rit = requirement_find_span(&select, "rit", &scope);
}

static void
read_requirements(struct timeline *table, const struct reader *top)
{
    size_t count = reader_count(top, "conditions", LIMIT_TIMELINE_CONDITIONS);
    for (size_t i = 0; i < count; i++) {
        struct reader row = reader_element(top, "conditions", i);
        const struct requirement_scope scope = scope_of(table);
        table->requirements[i] = requirement_read(&row, &scope);
        table->requirement_count++;
    }
}

static void
read_versions(struct timeline *table, struct rule *rule, const struct reader *row)
{
    size_t count = reader_count(row, "versions", LIMIT_TIMELINE_VERSIONS - table->version_count);
    const struct requirement_scope scope = scope_of(table);
    const struct reason_list benefits = {.reasons = table->benefits, .count = table->benefit_count};
    struct version *versions = &table->versions[table->version_count];
    for (size_t i = 0; i < count; i++) {
        struct reader inner = reader_element(row, "versions", i);
        versions[i] = version_read(&inner, &scope, benefits);
        if (i > 0 &&
            (versions[i].from <= versions[i - 1].until || versions[i].select_by != versions[i - 1].select_by)) {
            reader_fail(&inner, "valid_from", "does not follow the version before it, or picks by another day");
        }
    }
    if (count == 0) {
        reader_fail(row, "versions", "must have one");
    }
    rule->versions = versions;
    rule->version_count = count;
    table->version_count += count;
}

static void
read_rule(struct timeline *table, const struct reader *row)
{
    static const char *const names[] = {"rule", "purpose", "seen_by", "tells", "title", "versions", NULL};
    struct rule *rule = &table->rules[table->rule_count];
    reader_only(row, names);
    rule->code = reader_text(row, "rule", CODE_MAX);
    if (table_find(table, rule->code) != NULL) {
        reader_fail(row, "rule", "is that of an earlier rule");
    }
    rule->seen_by = reader_has(row, "seen_by") ? reader_codes(row, "seen_by", &codes_role) : table->known_by;
    rule->tells = reader_has(row, "tells") ? reader_codes(row, "tells", &codes_category) : 0;
    rule->purpose =
        reader_has(row, "purpose") ? (enum purpose)reader_code(row, "purpose", &codes_purpose) : PURPOSE_NONE;
    rule->title = reason_read_words(row, "title");
    read_versions(table, rule, row);
    table->rule_count++;
}

static void
check_steps(const struct timeline *table, const struct match *match, const struct reader *top, const char *key)
{
    for (size_t i = 0; i < match->count; i++) {
        for (size_t k = 0; k < match->patterns[i].step_count; k++) {
            if (table_find(table, match->patterns[i].steps[k]) == NULL) {
                reader_fail(top, key, "a pattern names a step that is no rule");
            }
        }
    }
}

/* A step that is misspelt would never be fulfilled. */
static void
check_all_steps(const struct timeline *table, const struct reader *top)
{
    for (size_t i = 0; i < table->span_count; i++) {
        check_steps(table, &table->spans[i].begins, top, "spans");
        check_steps(table, &table->spans[i].ends, top, "spans");
    }
    for (size_t i = 0; i < table->requirement_count; i++) {
        check_steps(table, &table->requirements[i].match, top, "conditions");
        check_steps(table, &table->requirements[i].is, top, "conditions");
    }
    for (size_t i = 0; i < table->version_count; i++) {
        check_steps(table, &table->versions[i].anchor.match, top, "rules");
        check_steps(table, &table->versions[i].done_by, top, "rules");
    }
}

void
table_read(struct timeline *table, const struct reader *top)
{
    static const char *const names[] = {"version", "about",    "known_by", "lead",       "select", "spell",
                                        "whys",    "benefits", "spans",    "conditions", "rules",  NULL};
    static const char *const lead_names[] = {"days", "source", "why", NULL};
    reader_only(top, names);
    table->version = reader_text(top, "version", 15);
    (void)reader_text(top, "about", 1024);
    struct reader known = reader_object(top, "known_by");
    static const char *const known_names[] = {"roles", "source", "why", NULL};
    reader_only(&known, known_names);
    reader_prose(&known);
    table->known_by = reader_codes(&known, "roles", &codes_role);
    struct reader lead = reader_object(top, "lead");
    reader_only(&lead, lead_names);
    reader_prose(&lead);
    table->lead_days = reader_int(&lead, "days", 0, LEAD_MAX);
    table->spell = spell_read_terms(top);
    read_reasons(table, top);
    read_benefits(table, top);
    read_spans(table, top);
    read_requirements(table, top);
    size_t count = reader_count(top, "rules", LIMIT_TIMELINE_RULES);
    for (size_t i = 0; i < count; i++) {
        struct reader row = reader_element(top, "rules", i);
        read_rule(table, &row);
    }
    check_all_steps(table, top);
}

code_set
table_doers(const struct rule *rule)
{
    code_set roles = 0;
    for (size_t i = 0; i < rule->version_count; i++) {
        roles |= rule->versions[i].who;
    }
    return roles;
}

const struct rule *
table_find(const struct timeline *table, const char *code)
{
    for (size_t i = 0; i < table->rule_count; i++) {
        if (strcmp(table->rules[i].code, code) == 0) {
            return &table->rules[i];
        }
    }
    return NULL;
}
