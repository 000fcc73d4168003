/*
 * A process written as one line, for tables of cases.
 *   facts:  "2026-01-05 employed from_20 resumed:DAY worked:DAY..DAY contract_end:DAY medisch pensioen closed
 *           suspended:DAY..DAY"
 *   events: "verzoek rit 2026-03-02; arbeidspotentieel insurance =4 2026-05-01 next:2026-06-01; opvolging #w4_info DAY"
 * An event: its category (or beslissing), and in any order its kind, =VALUE, #STEP, its day, by:ROLE, from:, until:,
 * next:.
 */
#ifndef TNW_TEST_TIMELINE_CASE_H
#define TNW_TEST_TIMELINE_CASE_H

#include "rules/timeline/timeline.h"

/* Loads schemas/timeline.json, or ends the test program. */
struct timeline *case_load(void);

day_num case_day(const char *text); /* "" and NULL: 0 */

/* What is no fact or event ends the test program. Objects of events are numbered from 1 in their first byte. */
struct process case_process(const char *facts, const char *events);

/* The step of that rule; of two the one to come, or with previous the one done before. Rule "" without one. */
struct timeline_step case_step(const struct timeline *timeline, const struct process *process, const char *today,
                               const char *rule, bool previous);

#endif
