/*
 * A test, its server and all that they start live on a machine whose clock the test sets
 * (tests/unit/program/clock_shim.c).
 */
#ifndef SCENARIO_STORY_CLOCK_H
#define SCENARIO_STORY_CLOCK_H

#include "base/clock.h"
#include "scenario/sandbox.h"

/* Starts this program again on a machine where it is noon of that day, unless it is there already. */
void story_clock_enter(char **argv, const char *day);

/* Noon of that day comes, for everybody at the same moment: the wall's clock and the running time of the machine go on
 * together. Never back. */
void story_clock_go(const struct sandbox *sandbox, const char *day);

#endif
