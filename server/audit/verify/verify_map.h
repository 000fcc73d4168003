/*
 * Inside verification: what records, and the end of the log, say of the map.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_MAP_H
#define TNW_AUDIT_VERIFY_VERIFY_MAP_H

#include "audit/verify/verify_run.h"

/* A record that names a map: it must be that of the records before it, and leave out none that stand before the last
 * record that named one. */
void verify_map_named(struct verify_run *run, const struct record_view *view);
/* At the end: what the store says of the state of the map. */
void verify_map_end(struct verify_run *run);

#endif
