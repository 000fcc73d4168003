/*
 * Inside verification: the map.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_MAP_H
#define TNW_AUDIT_VERIFY_VERIFY_MAP_H

#include "audit/verify/verify_run.h"

/* When the records below run->sealed were read: computes the map and compares its nodes. */
void verify_map_compare(struct verify_run *run);

#endif
