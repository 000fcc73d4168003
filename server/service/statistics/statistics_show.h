/*
 * Statistics as they are told: by the API, and in what `tnwd statistics export` writes.
 */
#ifndef TNW_SERVICE_STATISTICS_STATISTICS_SHOW_H
#define TNW_SERVICE_STATISTICS_STATISTICS_SHOW_H

#include "base/domain/statistic.h"
#include "json/write.h"

/* The code of a row in an aspect; "unknown" where it is not known, NULL where it is not told apart. */
const char *statistics_show_aspect(const struct statistic_row *row, enum aspect aspect);
/* The code of what it counts; of an estimate the category, in room. */
const char *statistics_show_code(const struct statistic_release *release, const struct statistic_row *row,
                                 char room[12]);

/* An element of `items`. */
void statistics_show_row(struct json_writer *jw, const struct statistic_release *release,
                         const struct statistic_row *row);
/* The members about the release: when, what is promised. */
void statistics_show_release(struct json_writer *jw, const struct statistic_release *release);
/* Member "margins", or the one of that level only, as "margin". */
void statistics_show_margin(struct json_writer *jw, const char *key, const struct statistic_release *release,
                            unsigned level);

#endif
