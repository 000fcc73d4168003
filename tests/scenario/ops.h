/*
 * The operator's listener of a scenario's server: what it says of itself.
 */
#ifndef SCENARIO_OPS_H
#define SCENARIO_OPS_H

#include <stdint.h>

#include "house.h"

int ops_port(const struct house *house);
/* The whole answer, which must be a 200; free() it. */
char *ops_get(const struct house *house, const char *path);
/* The value of a metric, which must be there. */
int64_t ops_metric(const struct house *house, const char *name);
/* Until the metric has that value; fails when it does not come to it. */
void ops_await(const struct house *house, const char *name, int64_t value);

#endif
