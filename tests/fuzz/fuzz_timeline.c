/* The timeline's table: whatever it is, loading ends with steps that keep their bounds, or with a place. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rules/timeline/timeline.h"

static void
require(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void
try_steps(const struct timeline *timeline, day_num start)
{
    static struct timeline_step steps[TIMELINE_STEPS];
    static struct process process;
    process = (struct process){.start = start, .facts = FACTS_NONE, .event_count = 3};
    process.events[0] =
        (struct process_event){.category = CATEGORY_GAO, .day = start, .from = start, .until = start + 60};
    process.events[1] = (struct process_event){.category = CATEGORY_VERZOEK, .kind = "rit", .day = start + 90};
    process.events[2] = (struct process_event){.category = CATEGORY_ARBEIDSPOTENTIEEL,
                                               .kind = "insurance",
                                               .value = 4,
                                               .day = start + 100,
                                               .next = start + 200};
    for (day_num day = start; day < start + 500; day += 97) {
        size_t count = timeline_steps(timeline, &process, day, steps, TIMELINE_STEPS);
        for (size_t i = 0; i < count; i++) {
            require(steps[i].who != 0 && steps[i].title != NULL && steps[i].why_text != NULL);
            require(steps[i].status == STEP_STATUS_LAW || steps[i].state != STEP_OVERDUE);
        }
        day_num wake = timeline_wake(timeline, &process, day);
        require(wake == 0 || wake > day);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct timeline *timeline;
    char where[256];
    enum tnw_err err = timeline_load(&timeline, slice_of(data, size), where);
    if (err != TNW_OK) {
        require(err == TNW_E_CONFIGURATION && where[0] != 0 && strlen(where) < sizeof where && timeline == NULL);
        return 0;
    }
    try_steps(timeline, 20458); /* 2026-01-05 */
    timeline_free(&timeline);
    return 0;
}
