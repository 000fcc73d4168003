#include "timeline_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#define LINE_MAX_TEXT 8192

static void
fail_case(const char *what, const char *text)
{
    (void)fprintf(stderr, "%s: %s\n", what, text);
    abort();
}

struct timeline *
case_load(void)
{
    struct timeline *timeline = NULL;
    char where[256];
    json_t *root = json_load_file("schemas/timeline.json", 0, NULL);
    char *text = root == NULL ? NULL : json_dumps(root, 0);
    if (text == NULL || timeline_load(&timeline, slice_str(text), where) != TNW_OK) {
        fail_case("schemas/timeline.json", text == NULL ? "does not load" : where);
    }
    free(text);
    json_decref(root);
    return timeline;
}

day_num
case_day(const char *text)
{
    day_num day = 0;
    if (text != NULL && text[0] != 0 && date_parse(&day, text) != TNW_OK) {
        fail_case("no day", text);
    }
    return day;
}

/* The rest of a word behind its prefix, or NULL. */
static const char *
behind(const char *word, const char *prefix)
{
    size_t len = strlen(prefix);
    return strncmp(word, prefix, len) == 0 ? word + len : NULL;
}

/* The next part that is not empty; NULL: no more. */
static char *
next_part(char **rest, const char *between)
{
    char *part;
    do {
        part = strsep(rest, between);
    } while (part != NULL && part[0] == 0);
    return part;
}

static void
suspend(struct process *process, const char *period)
{
    char from[DATE_TEXT] = "";
    (void)snprintf(from, sizeof from, "%.10s", period);
    struct process_suspension *one = &process->suspensions[process->suspension_count++];
    *one = (struct process_suspension){.purpose = PURPOSE_TNW_TRAJECT, .from = case_day(from)};
    if (strlen(period) > 12) {
        one->until = case_day(period + 12);
    }
}

/* "FROM..UNTIL" */
static void
work_between(struct work *work, const char *period)
{
    char from[DATE_TEXT] = "";
    (void)snprintf(from, sizeof from, "%.10s", period);
    *work = (struct work){case_day(from), case_day(period + 12)};
}

static void
add_fact(struct process *process, const char *word)
{
    struct facts *facts = &process->facts;
    const char *rest;
    int code;
    if (word[0] >= '0' && word[0] <= '9') {
        process->start = case_day(word);
    } else if ((rest = behind(word, "resumed:")) != NULL) {
        facts->works.list[facts->works.count++].from = case_day(rest);
    } else if ((rest = behind(word, "worked:")) != NULL) {
        work_between(&facts->works.list[facts->works.count++], rest);
    } else if ((rest = behind(word, "contract_end:")) != NULL) {
        facts->contract_end = case_day(rest);
    } else if ((rest = behind(word, "suspended:")) != NULL) {
        suspend(process, rest);
    } else if (strcmp(word, "closed") == 0) {
        process->closed = true;
    } else if ((code = codes_find(&codes_employment, word)) >= 0) {
        process->employment = (enum employment)code;
    } else if ((code = codes_find(&codes_employer_size, word)) >= 0) {
        facts->employer_size = (enum employer_size)code;
    } else if ((code = codes_find(&codes_exception, word)) >= 0) {
        facts->exceptions |= CODE_BIT(code);
    } else {
        fail_case("no fact", word);
    }
}

static void
add_to_event(struct process_event *event, const char *word)
{
    const char *rest;
    if (word[0] == '=') {
        event->value = (int)strtol(word + 1, NULL, 10);
    } else if (word[0] == '#') {
        (void)snprintf(event->step, sizeof event->step, "%s", word + 1);
    } else if (strlen(word) == 10 && word[4] == '-') {
        event->day = case_day(word);
    } else if ((rest = behind(word, "from:")) != NULL) {
        event->from = case_day(rest);
    } else if ((rest = behind(word, "until:")) != NULL) {
        event->until = case_day(rest);
    } else if ((rest = behind(word, "next:")) != NULL) {
        event->next = case_day(rest);
    } else if ((rest = behind(word, "by:")) != NULL) {
        event->by = (enum role)codes_find(&codes_role, rest);
    } else {
        (void)snprintf(event->kind, sizeof event->kind, "%s", word);
    }
}

static void
add_event(struct process *process, char *line)
{
    char *word = next_part(&line, " ");
    if (word == NULL) {
        return;
    }
    struct process_event *event = &process->events[process->event_count++];
    int category = codes_find(&codes_category, word);
    if (category < 0 && strcmp(word, "beslissing") != 0) {
        fail_case("no category", word);
    }
    *event = (struct process_event){.category = category < 0 ? CATEGORY_NONE : (enum category)category,
                                    .by = ROLE_NONE,
                                    .purpose = PURPOSE_NONE,
                                    .value = PROCESS_NO_VALUE};
    event->object.bytes[0] = (uint8_t)process->event_count;
    while ((word = next_part(&line, " ")) != NULL) {
        add_to_event(event, word);
    }
    event->recorded = event->day;
}

struct process
case_process(const char *facts, const char *events)
{
    struct process process = {.facts = FACTS_NONE};
    char text[LINE_MAX_TEXT];
    char *part;
    char *rest = text;
    if (strlen(facts) >= sizeof text || (events != NULL && strlen(events) >= sizeof text)) {
        fail_case("too long", facts);
    }
    (void)snprintf(text, sizeof text, "%s", facts);
    while ((part = next_part(&rest, " ")) != NULL) {
        add_fact(&process, part);
    }
    rest = text;
    (void)snprintf(text, sizeof text, "%s", events == NULL ? "" : events);
    while ((part = next_part(&rest, ";")) != NULL) {
        add_event(&process, part);
    }
    return process;
}

struct timeline_step
case_step(const struct timeline *timeline, const struct process *process, const char *today, const char *rule,
          bool previous)
{
    static struct timeline_step steps[TIMELINE_STEPS];
    struct timeline_step found = {.rule = ""};
    size_t count = timeline_steps(timeline, process, case_day(today), steps, TIMELINE_STEPS);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(steps[i].rule, rule) == 0) {
            bool pair = i + 1 < count && steps[i + 1].rule == steps[i].rule;
            if (!previous) {
                return steps[pair ? i + 1 : i];
            }
            return pair ? steps[i] : found;
        }
    }
    return found;
}
