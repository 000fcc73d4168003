/*
 * The map of dossiers, as the last record of a sealed log names it.
 */
#ifndef TNW_LIB_NAMED_MAP_H
#define TNW_LIB_NAMED_MAP_H

#include <jansson.h>

#include "audit/map.h"
#include "audit/note/checkpoint.h"
#include "tnw/verify.h"

/* Believes the record that an answer shows beside a checkpoint: it is the last of the sealed log, and names a map. In:
 * shown: its members "record" and "path"; sealed: verified. Out: map, of so many of the first records. Errors: CRYPTO,
 * with the finding; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err named_map_take(const json_t *shown, const struct checkpoint *sealed, struct map_root *map,
                                           struct tnw_finding *finding);

#endif
