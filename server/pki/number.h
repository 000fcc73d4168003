/*
 * Belgian identification numbers, by their check digits. All take NUL-terminated digits without separators.
 */
#ifndef TNW_PKI_NUMBER_H
#define TNW_PKI_NUMBER_H

#include <stdbool.h>

/* NISS/SSIN: 11 digits, YYMMDD NNN CC; BIS numbers add 20 or 40 to the month. */
bool number_is_niss(const char *text);
/* NIHII (RIZIV/INAMI): 8 or 11 digits; six, two check digits modulo 97 or (doctors since 2019) 89, qualification. */
bool number_is_nihii(const char *text);
/* CBE (KBO/BCE): ten digits. */
bool number_is_cbe(const char *text);

#endif
