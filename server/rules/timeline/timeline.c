#include "rules/timeline/timeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json/json.h"
#include "rules/reader.h"

#define CODE_TEXT(name, text) text,
static const char *const state_texts[] = {STEP_STATE_LIST(CODE_TEXT)};
const struct code_list timeline_states = {.texts = state_texts, .count = STEP_STATE_COUNT};
static const char *const status_texts[] = {STEP_STATUS_LIST(CODE_TEXT)};
const struct code_list timeline_statuses = {.texts = status_texts, .count = STEP_STATUS_COUNT};

struct timeline {
    json_t *root; /* owns every text */
    const char *version;
};

enum tnw_err
timeline_load(struct timeline **out, struct slice json, char where[256])
{
    struct timeline *timeline = calloc(1, sizeof *timeline);
    char wrong[160] = "";
    struct reader_error error = {.where = where};
    *out = NULL;
    where[0] = 0;
    if (timeline == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = json_load_strict(&timeline->root, json, wrong);
    if (err == TNW_E_INVALID_JSON) {
        snprintf(where, 256, "%s", wrong);
        err = TNW_E_CONFIGURATION;
    }
    if (err == TNW_OK) {
        struct reader top = reader_top(&error, timeline->root);
        timeline->version = reader_text(&top, "version", 15);
        err = error.err;
    }
    if (err != TNW_OK) {
        timeline_free(&timeline);
        return err;
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
    (void)timeline;
    return code != NULL;
}

size_t
timeline_steps(const struct timeline *timeline, const struct process *process, day_num today,
               struct timeline_step out[], size_t max)
{
    (void)timeline;
    (void)process;
    (void)today;
    (void)out;
    (void)max;
    return 0;
}

day_num
timeline_wake(const struct timeline *timeline, const struct process *process, day_num today)
{
    (void)timeline;
    (void)process;
    (void)today;
    return 0;
}
