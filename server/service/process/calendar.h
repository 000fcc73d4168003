/*
 * The steps to come as a calendar, RFC 5545: an all-day event for each, whose UID stays the same when its day moves.
 */
#ifndef TNW_SERVICE_PROCESS_CALENDAR_H
#define TNW_SERVICE_PROCESS_CALENDAR_H

#include "service/process/steps.h"

/* Appends it. Only steps that the caller may know of. */
void calendar_write(struct buf *out, const struct call *call, const struct access *access, const struct steps *steps,
                    enum language language);

#endif
