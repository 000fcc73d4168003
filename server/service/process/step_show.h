/*
 * A step as it is shown: in timelines, in lists of what is due, in the team.
 */
#ifndef TNW_SERVICE_PROCESS_STEP_SHOW_H
#define TNW_SERVICE_PROCESS_STEP_SHOW_H

#include "json/write.h"
#include "service/process/steps.h"

/* All of it; what fulfilled it, and what its time runs from, only to who may read that. */
void step_show(struct json_writer *jw, const struct call *call, const struct access *access, const struct steps *steps,
               const struct timeline_step *step, enum language language);
/* What it is and when, in short. */
void step_show_brief(struct json_writer *jw, const struct timeline_step *step, enum language language);

/* A text of a step; "" where there is none. */
const char *step_show_text(const struct timeline_words *words, enum language language);

#endif
