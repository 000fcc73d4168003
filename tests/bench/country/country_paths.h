/*
 * What a load generator may ask of a filled store: paths, one a line.
 */
#ifndef TNW_BENCH_COUNTRY_PATHS_H
#define TNW_BENCH_COUNTRY_PATHS_H

#include "bench/country/country_people.h"

/* Writes FOLDER/reads, messages, timelines (of as many dossiers of the sandbox's adviserend arts as there are, at most
 * 50,000), and rich, ten: the one dossier with 2,000 records, and that with ten. Errors: IO, those of the store. */
TNW_MUST_CHECK enum tnw_err country_paths_write(const struct country_people *people, struct txn *txn,
                                                const char *folder);

#endif
