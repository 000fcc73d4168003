#include "rules/timeline/moment.h"

static const char *const of_texts[] = {"start", "uninterrupted", "resumed", "contract_end", "event"};
static const struct code_list ofs = {.texts = of_texts, .count = MOMENT_OF_COUNT};
static const char *const pick_texts[] = {"first", "last"};
static const struct code_list picks = {.texts = pick_texts, .count = 2};

static void
read_counted(struct moment_rule *rule, const struct reader *row)
{
    rule->count = reader_int(row, "count", 2, 10);
    struct reader apart = reader_object(row, "apart");
    rule->apart = offset_read(&apart, NULL);
    if (rule->last) {
        reader_fail(row, "count", "counts from the first");
    }
}

struct moment_rule
moment_read(const struct reader *reader, const char *key, const struct requirement_scope *scope)
{
    static const char *const fact_names[] = {"of", NULL};
    static const char *const event_names[] = {"of", "match", "pick", "day", "within", "count", "apart", NULL};
    struct reader row = reader_object(reader, key);
    struct moment_rule rule = {.of = (enum moment_of)reader_code(&row, "of", &ofs)};
    reader_only(&row, rule.of == MOMENT_EVENT ? event_names : fact_names);
    if (rule.of != MOMENT_EVENT) {
        return rule;
    }
    rule.match = match_read(&row, "match");
    rule.last = reader_code(&row, "pick", &picks) == 1;
    rule.day = (enum event_day)reader_code(&row, "day", &match_days);
    if (reader_has(&row, "within")) {
        rule.within = requirement_find_span(&row, "within", scope);
    }
    if (reader_has(&row, "count")) {
        read_counted(&rule, &row);
    }
    return rule;
}

static struct moment
at_event(const struct process_event *event, enum event_day day)
{
    return event == NULL ? (struct moment){0}
                         : (struct moment){.known = true, .day = match_day(event, day), .event = event};
}

/* Counting goes by days: events of one day are never apart. */
static const struct process_event *
counted(const struct moment_rule *rule, const struct scene *scene, struct pick pick)
{
    const struct process_event *event = NULL;
    for (int i = 0; i < rule->count; i++) {
        event = scene_pick(scene, &pick);
        if (event == NULL) {
            return NULL;
        }
        pick.since = offset_add(event->day, rule->apart);
    }
    return event;
}

static struct moment
event_moment(const struct moment_rule *rule, const struct scene *scene, const struct process_event *before)
{
    struct pick pick = {.match = &rule->match, .by = rule->day, .last = rule->last, .before = before};
    if (rule->within != NULL) {
        struct stretch stretch = span_last(rule->within, scene);
        pick.since = stretch.from;
        pick.until = stretch.until;
    }
    return at_event(rule->count > 0 ? counted(rule, scene, pick) : scene_pick(scene, &pick), rule->day);
}

struct moment
moment_find(const struct moment_rule *rule, const struct scene *scene, const struct process_event *before)
{
    const struct facts *facts = &scene->process->facts;
    day_num day = 0;
    switch (rule->of) {
    case MOMENT_EVENT:
        return event_moment(rule, scene, before);
    case MOMENT_START:
        day = scene->start;
        break;
    case MOMENT_UNINTERRUPTED:
        day = scene->uninterrupted;
        break;
    case MOMENT_RESUMED:
        day = scene->resumed;
        break;
    case MOMENT_CONTRACT_END:
        day = facts->contract_end;
        break;
    case MOMENT_OF_COUNT:
        break;
    }
    return (struct moment){.known = day != 0, .day = day};
}

bool
moment_may_be(const struct moment_rule *rule, const struct process_event *event)
{
    return rule->of == MOMENT_EVENT && match_event(&rule->match, event) && match_day(event, rule->day) != 0;
}
