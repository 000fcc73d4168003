#include "lmdb_store.h"

enum tnw_err
lmdb_store_open(struct store **out, const struct lmdb_options *options, const struct keyring *keyring, char where[256])
{
    struct engine *engine;
    *out = NULL;
    enum tnw_err err = lmdb_engine_open(&engine, options, &layout_schema, where);
    return err == TNW_OK ? store_open(out, engine, keyring, !options->read_only, where) : err;
}
