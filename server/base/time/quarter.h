/*
 * Quarters of years: 4 × year + 0…3, so that the next one is one more. As text: 2026-Q4.
 */
#ifndef TNW_BASE_TIME_QUARTER_H
#define TNW_BASE_TIME_QUARTER_H

#include "base/clock.h"

typedef uint32_t quarter_num;

#define QUARTER_TEXT 8 /* 2026-Q4 and NUL */

quarter_num quarter_of(day_num day);
day_num quarter_first(quarter_num quarter);
day_num quarter_last(quarter_num quarter);

/* Years 1900 to 9998. */
void quarter_format(char out[QUARTER_TEXT], quarter_num quarter);
TNW_MUST_CHECK enum tnw_err quarter_parse(quarter_num *out, const char *text);

#endif
