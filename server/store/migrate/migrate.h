/*
 * A store of an older format brought to the format of now, step by step: each step reads a store of one format and
 * writes what it holds into an empty one of the next. An old format is described in a file of its own, apart from the
 * spaces as they are now, which go on changing.
 */
#ifndef TNW_STORE_MIGRATE_MIGRATE_H
#define TNW_STORE_MIGRATE_MIGRATE_H

#include "store/migrate/step.h"

/* The step that begins at that format; NULL: there is none. */
const struct migrate_step *migrate_step_from(uint8_t version);
const struct migrate_layout *migrate_step_reads(const struct migrate_step *step);
const struct migrate_layout *migrate_step_writes(const struct migrate_step *step);

/* Commits now and then: a store that was not finished is to be thrown away. Out: rows. where: at least 256 characters.
 * Errors: those of engines; CORRUPT, CRYPTO: a value that cannot be read (which, in where). */
TNW_MUST_CHECK enum tnw_err migrate_run(const struct migrate_task *task, uint64_t *rows, char where[256]);

#endif
