/* Prints the data keys of a store, one in hex a line: data_keys DATA KEYRING. For tests that search for them. */
#include <stdio.h>
#include <stdlib.h>

#include "lmdb_store.h"
#include "store/inside.h"
#include "store/range.h"

static void
must(enum tnw_err err, const char *what)
{
    if (err != TNW_OK) {
        (void)fprintf(stderr, "data_keys: %s: %s\n", what, tnw_error_info(err)->code);
        exit(EXIT_FAILURE);
    }
}

static void
print_keys(struct store *store)
{
    struct txn *txn;
    struct range range;
    struct id place;
    struct slice wrapped;
    must(txn_begin_read(store, &txn), "begin");
    struct aead_scratch *scratch = aead_scratch_new();
    range_open(&range, txn, SPACE_DATA_KEY, slice_of(NULL, 0), slice_of(NULL, 0), false);
    while (range_next_id(&range, &place, &wrapped)) {
        struct aead_key key;
        char hex[2 * AEAD_KEY + 1];
        must(keyring_unwrap(store->keyring, scratch, &key, &place, wrapped), "unwrap");
        hex_encode(hex, key.bytes, AEAD_KEY);
        printf("%s\n", hex);
    }
    range_close(&range);
    aead_scratch_free(&scratch);
    txn_abort(&txn);
}

int
main(int argc, char **argv)
{
    char where[256] = "store";
    struct keyring *keyring = NULL;
    struct store *store = NULL;
    if (argc != 3) {
        return EXIT_FAILURE;
    }
    const struct lmdb_options options = {.path = argv[1], .map_size = (size_t)1 << 30, .read_only = true};
    must(keyring_load(&keyring, argv[2], where), where);
    must(lmdb_store_open(&store, &options, keyring, where), where);
    print_keys(store);
    store_close(&store);
    keyring_free(&keyring);
    return EXIT_SUCCESS;
}
