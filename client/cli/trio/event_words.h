/*
 * An event of the inbox in words.
 */
#ifndef TNW_CLI_EVENT_WORDS_H
#define TNW_CLI_EVENT_WORDS_H

#include <jansson.h>

#include "cli.h"

#define EVENT_WORDS 192

/* Returns the rules of the timeline, for the words of steps: a new reference. NULL: no memory; steps have their codes
 * then. */
json_t *event_rules(void);

/* Returns out: what happened, with the kind of a message or the step: "new message: question". */
const char *event_words(const struct cli *cli, const json_t *rules, const struct tnw_event *event,
                        char out[EVENT_WORDS]);

/* Returns the day by which something is asked, of the message or the step; NULL for none. */
const char *event_last_day(const struct tnw_event *event);

#endif
