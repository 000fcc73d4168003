/*
 * Dossiers of a format in which nobody noted when something was added last: the server comes by once, and takes the
 * year of the newest change in each. That may be later than the last addition, never earlier.
 */
#ifndef TNW_SERVICE_RETENTION_ADOPTING_H
#define TNW_SERVICE_RETENTION_ADOPTING_H

#include "service/retention/ending.h"

/* Goes on where it was; one look-up when it is through. A bounded step at a time. One that is damaged is passed over:
 * `tnwd verify` tells of it, and nothing of it ends. Errors: the last one met. */
TNW_MUST_CHECK enum tnw_err adopting_look(const struct ending_options *options);

#endif
