/*
 * Belgian identification numbers, by their form and check digits. All take NUL-terminated digits without separators.
 */
#ifndef TNW_PKI_NUMBER_H
#define TNW_PKI_NUMBER_H

#include <stdbool.h>

#include "base/clock.h"

/* NISS/SSIN: 11 digits, YYMMDD NNN CC, not born after today. CC tells the century. The day is one of the calendar; BIS
 * numbers add 20 or 40 to the month; where the day of birth is not known it is 00, and where the month is not known
 * that is 00 and the day counts. Source: royal decrees of 3 April 1984 and 8 February 1991. */
bool number_is_niss(const char *text, day_num today);
/* NIHII (RIZIV/INAMI): 8 or 11 digits; six, two check digits modulo 97 or (doctors since 2019) 89, qualification. */
bool number_is_nihii(const char *text);
/* CBE (KBO/BCE): ten digits, the first 0 or 1. */
bool number_is_cbe(const char *text);

#endif
