/*
 * Of which steps the people of a dossier were told, in the marks of its process: each once for its day, and of one step
 * no more than once a day, however the facts are moved.
 */
#ifndef TNW_STORE_RECORDS_PROCESS_TOLD_H
#define TNW_STORE_RECORDS_PROCESS_TOLD_H

#include "store/records/process/process.h"

/* Stands for a rule's code where it was told that who keeps the overview was put out; as overdue once it was. */
#define TOLD_REGIE_OUT "regie_out"

/* Of that step with that day, at least as far along. NULL: nobody was told. */
const struct told_step *told_find(const struct process_marks *marks, const struct told_step *step);
/* Does nothing where there is no room. */
void told_keep(struct process_marks *marks, const struct told_step *told);
/* Has the dossier looked at again when a day has passed. */
void told_wake_tomorrow(struct process_marks *marks, day_num today);

/* Marks a step that is due, from what was marked before. Returns whether its people are to be told. */
bool told_mark(const struct process_marks *was, struct process_marks *marks, const char *rule, day_num due,
               bool overdue, day_num today);
/* When all that is due is marked: what was told once is remembered as long as there is room, so that a day that comes
 * back is none that is new. A step without a day, which no longer applied and then does, is new on another day. */
void told_remember(const struct process_marks *was, struct process_marks *marks, day_num today);

#endif
