/*
 * Inside verification: what the store keeps of the newest records, heads and map, against the records. Both change with
 * the log: so records are read on, and each row is held against them as they are in its snapshot.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_COMPARE_H
#define TNW_AUDIT_VERIFY_VERIFY_COMPARE_H

#include "audit/verify/verify_run.h"

/* Reads on to the log's end, and compares audit_head. */
void verify_compare_heads(struct verify_run *run);
/* Reads the records that the map is made of, and compares its nodes. */
void verify_compare_map(struct verify_run *run);

#endif
