/*
 * What a scenario works with: its sandbox, a connection for each actor, the names saved from replies, and a journal of
 * everything that the server answered, which must stand in the audit log.
 */
#ifndef SCENARIO_HOUSE_H
#define SCENARIO_HOUSE_H

#include "ask.h"

/* A running server; ends the test program when it cannot be had. */
struct house *house_open(void);
/* Checks the journal against the log, the descriptors, and that the server ends well. */
void house_close(struct house **house);
/* For a group of tests, whose state is the house. */
int house_setup(void **state);
int house_teardown(void **state);
/* Starts the server again on the same data, after sandbox_stop. */
void house_start(struct house *house);
/* Stops the server and starts it again. */
void house_restart(struct house *house);

#endif
