#include "lmdb_store.h"

#include <openssl/rand.h>

/* A thread that ends loses the values of its keys in the order of their numbers. OpenSSL frees a thread's generators of
 * random numbers when it comes to a key of its own, so the keys of those must come later, and they do if OpenSSL makes
 * them at once: a store that closes leaves a lower number free. */
static bool
make_openssl_keys(void)
{
    unsigned char byte;
    return RAND_bytes(&byte, 1) == 1;
}

enum tnw_err
lmdb_store_open(struct store **out, const struct lmdb_options *options, const struct keyring *keyring, char where[256])
{
    struct engine *engine;
    *out = NULL;
    if (!make_openssl_keys()) {
        return TNW_E_CRYPTO;
    }
    enum tnw_err err = lmdb_engine_open(&engine, options, &layout_schema, where);
    return err == TNW_OK ? store_open(out, engine, keyring, !options->read_only, where) : err;
}
