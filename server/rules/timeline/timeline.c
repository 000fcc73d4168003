#include "rules/timeline/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "rules/timeline/step.h"

enum tnw_err
timeline_load(struct timeline **out, struct slice json, char where[256])
{
    struct timeline *timeline = calloc(1, sizeof *timeline);
    struct reader_error error = {.where = where};
    *out = NULL;
    where[0] = 0;
    if (timeline == NULL) {
        return TNW_E_NO_MEMORY;
    }
    struct reader top = reader_load(&error, json, &timeline->root);
    table_read(timeline, &top);
    if (error.err != TNW_OK) {
        timeline_free(&timeline);
        return error.err;
    }
    *out = timeline;
    return TNW_OK;
}

void
timeline_free(struct timeline **timeline)
{
    if (*timeline != NULL) {
        json_decref((*timeline)->root);
        free(*timeline);
        *timeline = NULL;
    }
}

const char *
timeline_version(const struct timeline *timeline)
{
    return timeline->version;
}

bool
timeline_knows(const struct timeline *timeline, const char *code)
{
    return code != NULL && table_find(timeline, code) != NULL;
}

/* A pattern that names nobody leaves it to whom the rule asks. */
static code_set
deciders_of(const struct version *version, const char *code)
{
    code_set roles = 0;
    for (size_t i = 0; i < version->done_by.count; i++) {
        const struct pattern *pattern = &version->done_by.patterns[i];
        for (size_t k = 0; pattern->category == CATEGORY_NONE && k < pattern->step_count; k++) {
            if (strcmp(pattern->steps[k], code) == 0) {
                roles |= pattern->by == 0 ? version->who : pattern->by;
            }
        }
    }
    return roles;
}

code_set
timeline_deciders(const struct timeline *timeline, const char *code)
{
    const struct rule *rule = table_find(timeline, code);
    code_set roles = 0;
    for (size_t i = 0; rule != NULL && i < rule->version_count; i++) {
        roles |= deciders_of(&rule->versions[i], code);
    }
    return roles;
}

code_set
timeline_doers(const struct timeline *timeline, const char *code)
{
    const struct rule *rule = table_find(timeline, code);
    return rule == NULL ? 0 : table_doers(rule);
}

static bool
asks_for_duty(const struct rule *rule)
{
    for (size_t i = 0; i < rule->version_count; i++) {
        if (rule->versions[i].duty && rule->versions[i].status != STEP_STATUS_ANNOUNCED) {
            return true;
        }
    }
    return false;
}

size_t
timeline_duties(const struct timeline *timeline, const char *codes[LIMIT_TIMELINE_RULES])
{
    size_t count = 0;
    for (size_t i = 0; i < timeline->rule_count; i++) {
        if (asks_for_duty(&timeline->rules[i])) {
            codes[count++] = timeline->rules[i].code;
        }
    }
    return count;
}

void
timeline_spells(struct spells *out, const struct timeline *timeline, const struct process *process, day_num day)
{
    spell_find(out, &timeline->spell, process, day);
}

day_num
timeline_start(const struct timeline *timeline, const struct process *process, day_num day)
{
    struct spells spells;
    timeline_spells(&spells, timeline, process, day);
    return spells.list[spells.count - 1].start;
}

/* reader NULL: who may read all. Also returns, in next, until when all of it holds: the day before it; 0: for ever. */
static size_t
make_steps(const struct timeline *timeline, const struct process *process, const struct timeline_reader *reader,
           day_num today, struct timeline_step out[], size_t max, day_num *next)
{
    struct scene scene;
    size_t count = 0;
    scene_open(&scene, &timeline->spell, process, today);
    scene.unread = reader == NULL ? NULL : reader->unread;
    for (size_t i = 0; i < timeline->rule_count; i++) {
        struct timeline_step steps[2];
        bool theirs = reader != NULL && (table_doers(&timeline->rules[i]) & reader->roles) != 0;
        scene.told = theirs || reader == NULL ? 0 : timeline->rules[i].tells & reader->unreadable;
        size_t made = step_make(timeline, &scene, &timeline->rules[i], steps);
        for (size_t k = 0; k < made && count < max; k++) {
            if (scene.told != 0 && steps[k].state == STEP_OVERDUE) {
                steps[k].state = STEP_DUE;
            }
            out[count++] = steps[k];
        }
    }
    *next = scene.next;
    return count;
}

size_t
timeline_steps(const struct timeline *timeline, const struct process *process, day_num today,
               struct timeline_step out[], size_t max)
{
    return timeline_steps_for(timeline, process, NULL, today, out, max);
}

size_t
timeline_steps_for(const struct timeline *timeline, const struct process *process, const struct timeline_reader *reader,
                   day_num today, struct timeline_step out[], size_t max)
{
    day_num next;
    return make_steps(timeline, process, reader, today, out, max, &next);
}

code_set
timeline_tells(const struct timeline *timeline)
{
    code_set categories = 0;
    for (size_t i = 0; i < timeline->rule_count; i++) {
        categories |= timeline->rules[i].tells;
    }
    return categories;
}

static bool
same_step(const struct timeline_step *a, const struct timeline_step *b)
{
    return a->rule == b->rule && a->version == b->version && a->why == b->why && a->state == b->state &&
           a->due == b->due && a->from == b->from && a->until == b->until &&
           memcmp(&a->done_by, &b->done_by, sizeof a->done_by) == 0 &&
           memcmp(&a->anchor, &b->anchor, sizeof a->anchor) == 0;
}

static bool
same_steps(const struct timeline_step *a, size_t a_count, const struct timeline_step *b, size_t b_count)
{
    bool same = a_count == b_count;
    for (size_t i = 0; same && i < a_count; i++) {
        same = same_step(&a[i], &b[i]);
    }
    return same;
}

day_num
timeline_wake(const struct timeline *timeline, const struct process *process, day_num today)
{
    struct timeline_step now[TIMELINE_STEPS];
    struct timeline_step then[TIMELINE_STEPS];
    day_num next;
    size_t count = make_steps(timeline, process, NULL, today, now, TIMELINE_STEPS, &next);
    for (int i = 0; next != 0 && i < LIMIT_TIMELINE_LOOKS; i++) {
        day_num day = next;
        size_t then_count = make_steps(timeline, process, NULL, day, then, TIMELINE_STEPS, &next);
        if (!same_steps(now, count, then, then_count)) {
            return day;
        }
    }
    return next;
}
