/*
 * Inside verification: leaves and nodes of the tree.
 */
#ifndef TNW_AUDIT_VERIFY_VERIFY_TREE_H
#define TNW_AUDIT_VERIFY_VERIFY_TREE_H

#include "audit/verify/verify_run.h"

/* Appends a leaf (NULL: it could not be read) and compares the nodes that it completes. */
void verify_tree_add(struct verify_run *run, const struct hash *leaf);
/* When all records were read: the log's end. */
void verify_tree_end(struct verify_run *run);

#endif
