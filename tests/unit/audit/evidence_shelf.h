/* A place in memory for the nodes of a map, which can be damaged on purpose. */
#ifndef TNW_TESTS_EVIDENCE_SHELF_H
#define TNW_TESTS_EVIDENCE_SHELF_H

#include "audit/map.h"
#include "unit/evidence_random.h"

struct evidence_shelf;

struct evidence_shelf *evidence_shelf_new(void);
void evidence_shelf_free(struct evidence_shelf **shelf);
struct map_store evidence_shelf_store(struct evidence_shelf *shelf);

/* Changes one bit of the node that lies at that depth on the key's path; mend undoes it. */
void evidence_shelf_damage(struct evidence_shelf *shelf, struct evidence_random *random, size_t depth,
                           const struct hash *key);
void evidence_shelf_mend(struct evidence_shelf *shelf);

#endif
