/*
 * Inside the LMDB engine: a look at the data file before LMDB maps it, since a truncated or zeroed file would end the
 * process in SIGBUS instead of an error.
 */
#ifndef TNW_STORE_LMDB_PRECHECK_H
#define TNW_STORE_LMDB_PRECHECK_H

#include "tnw/error.h"

/* Errors: CORRUPT (with what is wrong in where), IO. A missing or empty file is fine: LMDB makes it. */
TNW_MUST_CHECK enum tnw_err precheck_file(const char *path, char where[256]);

#endif
