/*
 * The states of steps, in words.
 */
#ifndef TNW_CLI_STEP_STATE_H
#define TNW_CLI_STEP_STATE_H

#include "cli.h"

/* Returns the word for a state: people read it, nobody types it. What is unknown stays as it is. */
const char *step_state_word(const struct cli *cli, const char *state);

#endif
