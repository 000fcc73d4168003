/* A store on the embedded engine, as tnwd opens it. */
#ifndef TNW_TESTS_LMDB_STORE_H
#define TNW_TESTS_LMDB_STORE_H

#include "store/lmdb/lmdb_engine.h"
#include "store/store.h"

TNW_MUST_CHECK enum tnw_err lmdb_store_open(struct store **out, const struct lmdb_options *options,
                                            const struct keyring *keyring, char where[256]);

#endif
