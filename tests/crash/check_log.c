/*
 * check_log KEYRING DATA: recomputes the audit log of a server that does not run, from its records alone.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "crash/log_check.h"
#include "lmdb_store.h"

static bool
check(struct store *store)
{
    struct txn *txn;
    char where[LOG_WHERE];
    if (txn_begin_read(store, &txn) != TNW_OK) {
        return false;
    }
    uint64_t records = log_check(txn, NULL, NULL, where);
    txn_abort(&txn);
    if (where[0] != 0) {
        (void)fprintf(stderr, "%s\n", where);
        return false;
    }
    printf("%" PRIu64 " records, all as their tree says\n", records);
    return true;
}

int
main(int argc, char **argv)
{
    struct keyring *keyring = NULL;
    struct store *store = NULL;
    char where[LOG_WHERE] = "usage: check_log KEYRING DATA";
    bool ok = false;
    if (argc == 3 && keyring_load(&keyring, argv[1], where) == TNW_OK) {
        struct lmdb_options options = {.path = argv[2], .map_size = (size_t)1 << 40};
        ok = lmdb_store_open(&store, &options, keyring, where) == TNW_OK;
    }
    if (!ok) {
        (void)fprintf(stderr, "%s\n", where);
    }
    ok = ok && check(store);
    store_close(&store);
    keyring_free(&keyring);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
