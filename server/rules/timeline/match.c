#include "rules/timeline/match.h"

#include <string.h>

#define BESLISSING "beslissing"
#define VALUE_MAX 31

static const char *const day_texts[] = {"day", "recorded", "from", "until", "next"};
const struct code_list match_days = {.texts = day_texts, .count = EVENT_DAY_COUNT};

static enum category
read_category(const struct reader *reader)
{
    const char *text = reader_text(reader, "category", PROCESS_CODE - 1);
    if (strcmp(text, BESLISSING) == 0) {
        return CATEGORY_NONE;
    }
    return (enum category)reader_code(reader, "category", &codes_category);
}

static size_t
read_texts(const struct reader *reader, const char *key, const char *texts[MATCH_TEXTS])
{
    size_t count = reader_has(reader, key) ? reader_count(reader, key, MATCH_TEXTS) : 0;
    for (size_t i = 0; i < count; i++) {
        texts[i] = reader_text_at(reader, key, i, PROCESS_CODE - 1);
    }
    return count;
}

static code_set
read_values(const struct reader *reader)
{
    code_set set = 0;
    size_t count = reader_has(reader, "value") ? reader_count(reader, "value", VALUE_MAX) : 0;
    for (size_t i = 0; i < count; i++) {
        set |= CODE_BIT(reader_int_at(reader, "value", i, 0, VALUE_MAX));
    }
    return set;
}

static struct pattern
read_pattern(const struct reader *reader)
{
    static const char *const names[] = {"category", "kind", "step",  "with",        "value",
                                        "by",       "has",  "ahead", "longer_than", NULL};
    struct pattern pattern = {0};
    reader_only(reader, names);
    pattern.category = read_category(reader);
    pattern.kind_count = read_texts(reader, "kind", pattern.kinds);
    pattern.step_count = read_texts(reader, "step", pattern.steps);
    pattern.with = reader_has(reader, "with") ? reader_codes(reader, "with", &codes_role) : 0;
    pattern.values = read_values(reader);
    pattern.by = reader_has(reader, "by") ? reader_codes(reader, "by", &codes_role) : 0;
    pattern.has = reader_has(reader, "has");
    pattern.had = pattern.has ? (enum event_day)reader_code(reader, "has", &match_days) : EVENT_DAY;
    pattern.ahead = reader_has(reader, "ahead") && reader_bool(reader, "ahead");
    pattern.longer = reader_has(reader, "longer_than");
    if (pattern.longer) {
        struct reader inner = reader_object(reader, "longer_than");
        pattern.longer_than = offset_read(&inner, NULL);
    }
    return pattern;
}

struct match
match_read(const struct reader *reader, const char *key)
{
    struct match match = {.count = reader_count(reader, key, MATCH_PATTERNS)};
    for (size_t i = 0; i < match.count; i++) {
        struct reader row = reader_element(reader, key, i);
        match.patterns[i] = read_pattern(&row);
    }
    if (match.count == 0) {
        reader_fail(reader, key, "must have a pattern");
    }
    return match;
}

static bool
is_one_of(const char *text, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(text, texts[i]) == 0) {
            return true;
        }
    }
    return count == 0;
}

static bool
has_code(code_set set, int code)
{
    return set == 0 || codes_has(set, (unsigned)code);
}

static bool
fits_days(const struct pattern *pattern, const struct process_event *event)
{
    if (pattern->has && match_day(event, pattern->had) == 0) {
        return false;
    }
    if (pattern->ahead && event->day >= event->from) {
        return false;
    }
    return !pattern->longer || (event->from != 0 && event->until > offset_add(event->from, pattern->longer_than));
}

/* Texts are compared last: a dossier has hundreds of events. */
static bool
fits_pattern(const struct pattern *pattern, const struct process_event *event)
{
    return event->category == pattern->category && has_code(pattern->values, event->value) &&
           has_code(pattern->by, (int)event->by) && fits_days(pattern, event) &&
           is_one_of(event->kind, pattern->kinds, pattern->kind_count) &&
           is_one_of(event->step, pattern->steps, pattern->step_count) &&
           (pattern->with == 0 || has_code(pattern->with, codes_find(&codes_role, event->step)));
}

bool
match_event(const struct match *match, const struct process_event *event)
{
    for (size_t i = 0; i < match->count; i++) {
        if (fits_pattern(&match->patterns[i], event)) {
            return true;
        }
    }
    return false;
}

day_num
match_day(const struct process_event *event, enum event_day day)
{
    switch (day) {
    case EVENT_RECORDED:
        return event->recorded;
    case EVENT_FROM:
        return event->from;
    case EVENT_UNTIL:
        return event->until;
    case EVENT_NEXT:
        return event->next;
    case EVENT_DAY:
    case EVENT_DAY_COUNT:
        break;
    }
    return event->day;
}
