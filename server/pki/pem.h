/*
 * Reading lists of PEM.
 */
#ifndef TNW_PKI_PEM_H
#define TNW_PKI_PEM_H

#include <stdbool.h>

/* Behind the last entry: whether the file was used up, and not damaged. Clears OpenSSL's errors. */
bool pem_ended_well(void);

#endif
