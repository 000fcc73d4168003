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
void step_show_brief(struct json_writer *jw, const struct call *call, const struct timeline_step *step,
                     enum language language);

/* A text of a step, as it is said to who calls: to the patient, or of the patient to anybody else. "": none. */
const char *step_show_text(const struct call *call, const struct timeline_words *words, enum language language);
/* The same to the patient, whoever calls. */
const char *step_show_to_patient(const struct timeline_words *words, enum language language);

#endif
