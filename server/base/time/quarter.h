/*
 * Quarters of years: 4 × year + 0…3, so that the next one is one more. As text: 2026-Q4.
 */
#ifndef TNW_BASE_TIME_QUARTER_H
#define TNW_BASE_TIME_QUARTER_H

#include "base/clock.h"

#define QUARTER_TEXT 8 /* 2026-Q4 and NUL */

uint32_t quarter_of(day_num day);
day_num quarter_first(uint32_t quarter);
day_num quarter_last(uint32_t quarter);

/* Years 1900 to 9998. */
void quarter_format(char out[QUARTER_TEXT], uint32_t quarter);
TNW_MUST_CHECK enum tnw_err quarter_parse(uint32_t *out, const char *text);

#endif
