/*
 * Case discussions go when their time is over: from the 1st of January of the year in which nobody reads them any more,
 * and only when that has stood for as many days as a patient is warned, on the log's time. A bounded step at a time,
 * each with a record of its own. Nobody is told: a discussion is about nobody.
 */
#ifndef TNW_SERVICE_RETENTION_CASUS_ENDING_H
#define TNW_SERVICE_RETENTION_CASUS_ENDING_H

#include "service/retention/ending.h"

/* One look; while nothing is due, that is one look-up. Out: erased: how many went. Errors: the first one met. */
TNW_MUST_CHECK enum tnw_err casus_ending_look(const struct ending_options *options, size_t *erased);

#endif
