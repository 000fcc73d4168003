#include "statistics_case.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/time/quarter.h"

/* splitmix64 */
uint64_t
case_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static void
fill_seeded(void *ctx, void *out, size_t len)
{
    uint8_t *to = out;
    while (len > 0) {
        uint64_t random = case_random(ctx);
        size_t part = len < sizeof random ? len : sizeof random;
        memcpy(to, &random, part);
        to += part;
        len -= part;
    }
}

struct noise
case_noise(uint64_t *state)
{
    return (struct noise){.fill = fill_seeded, .ctx = state};
}

static unsigned
below(uint64_t *state, unsigned bound)
{
    return (unsigned)(case_random(state) % bound);
}

static struct process_event *
add_event(struct process *process, enum category category, day_num day)
{
    struct process_event *event = &process->events[process->event_count++];
    *event = (struct process_event){.category = category, .value = PROCESS_NO_VALUE, .day = day, .recorded = day};
    event->object.bytes[0] = (uint8_t)process->event_count;
    event->by = ROLE_ADVISEREND_ARTS;
    event->purpose = PURPOSE_TNW_TRAJECT;
    return event;
}

static void
add_random(struct process *process, uint64_t *state)
{
    static const char *const steps[] = {"w4_info", "m4_contact", "m7_contact", "m11_contact", "eerste_contact"};
    day_num day = process->start + (day_num)below(state, 800);
    struct process_event *event;
    switch (below(state, 4)) {
    case 0:
        event = add_event(process, CATEGORY_GAO, day);
        (void)snprintf(event->kind, sizeof event->kind, "%s", "extension");
        event->value = (int)below(state, REASON_GROUP_COUNT);
        event->from = day;
        event->until = day + 60;
        break;
    case 1:
        event = add_event(process, CATEGORY_ARBEIDSPOTENTIEEL, day);
        (void)snprintf(event->kind, sizeof event->kind, "%s", "insurance");
        event->value = 1 + (int)below(state, 4);
        break;
    case 2:
        event = add_event(process, CATEGORY_PROGRESSIEVE_TEWERKSTELLING, day);
        event->value = (int)below(state, 2);
        event->from = day;
        event->until = day + 365;
        break;
    default:
        event = add_event(process, CATEGORY_OPVOLGING, day);
        (void)snprintf(event->step, sizeof event->step, "%s", steps[below(state, sizeof steps / sizeof steps[0])]);
        event->value = 1;
    }
    event->recorded = day + (day_num)below(state, 90);
}

struct timeline *
case_load_few(void)
{
    static const char *const codes[] = {"w4_info", "m4_contact", "m7_contact", "m11_contact", "m4_inschatting"};
    char where[256];
    struct timeline *small;
    json_t *all = json_load_file("schemas/timeline.json", 0, NULL);
    json_t *rules = json_object_get(all, "rules");
    json_t *rule;
    json_t *version;
    size_t i;
    size_t n;
    json_array_foreach(rules, i, rule)
    {
        bool keep = false;
        const char *code = json_string_value(json_object_get(rule, "rule"));
        for (size_t k = 0; k < sizeof codes / sizeof codes[0]; k++) {
            keep = keep || strcmp(code, codes[k]) == 0;
        }
        json_array_foreach(json_object_get(rule, "versions"), n, version)
        {
            if (!keep && json_object_set_new(version, "duty", json_false()) != 0) {
                abort();
            }
        }
    }
    char *text = json_dumps(all, 0);
    if (text == NULL || timeline_load(&small, slice_str(text), where) != TNW_OK) {
        abort();
    }
    free(text);
    json_decref(all);
    return small;
}

void
case_dossier_make(struct case_dossier *out, uint64_t *state)
{
    day_num opened = quarter_last(CASE_QUARTER) - (day_num)below(state, 730);
    *out = (struct case_dossier){.dossier.opened = opened};
    for (size_t i = 0; i < ID_SIZE; i++) {
        out->dossier.id.bytes[i] = (uint8_t)case_random(state);
    }
    struct process *process = &out->process;
    process->start = opened - (day_num)below(state, 60);
    process->employment = (enum employment)below(state, EMPLOYMENT_COUNT);
    process->facts = FACTS_NONE;
    process->facts.region = below(state, 5) == 0 ? REGION_NONE : (enum region)below(state, REGION_COUNT);
    process->facts.route = below(state, 2) == 0 ? ROUTE_NONE : (enum route)below(state, ROUTE_COUNT);
    if (below(state, 4) == 0) {
        process->facts.works.list[process->facts.works.count++].from = process->start + (day_num)below(state, 700);
    }
    process->closed = below(state, 8) == 0;
    for (unsigned i = below(state, 12); i > 0; i--) {
        add_random(process, state);
    }
}

void
case_count(struct statistics_counts *counts, const struct case_dossier *one)
{
    struct process *copy = malloc(sizeof *copy);
    if (copy == NULL) {
        abort();
    }
    *copy = one->process;
    statistics_count(counts, &one->dossier, copy);
    free(copy);
}

double
case_square_of_table(const struct statistics_table *table)
{
    unsigned level = plan_level(table->table);
    double sum = 0;
    for (size_t k = 0; k < table->cells * table->numbers; k++) {
        sum += (double)(table->number[k] * table->number[k]) / (plan_sigma(level) * plan_sigma(level));
    }
    for (size_t k = 0; table->week != NULL && k < table->cells * table->steps * PLAN_WEEKS; k++) {
        sum += (double)(table->week[k] * table->week[k]) / (plan_sigma_weeks(level) * plan_sigma_weeks(level));
    }
    return sum;
}

double
case_square(const struct statistics_counts *counts)
{
    double sum = 0;
    for (unsigned i = 0; i < PLAN_TABLES; i++) {
        struct statistics_table table;
        if (!statistics_table_make(&table, counts, i, NULL)) {
            abort();
        }
        sum += case_square_of_table(&table);
        statistics_table_free(&table);
    }
    return sum;
}
