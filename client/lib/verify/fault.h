/*
 * Findings: what fails, as data.
 */
#ifndef TNW_LIB_FAULT_H
#define TNW_LIB_FAULT_H

#include "tnw/verify.h"

#define FAULT_NOWHERE (-1)

/* Nothing found yet. finding may be NULL, here and below. */
void fault_none(struct tnw_finding *finding);

/* Notes the fault and returns CRYPTO. seq: of the record, FAULT_NOWHERE for none. */
enum tnw_err fault_found(struct tnw_finding *finding, enum tnw_fault fault, int64_t seq, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
