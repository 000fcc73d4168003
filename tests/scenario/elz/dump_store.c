/*
 * dump_store KEYRING DATA: all that a server which does not run has stored, as somebody sees it who holds its folder
 * and its keys. Each line: space, key, value; in hex; what is encrypted as its plain text. What a crash left in the
 * journal is taken over first.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lmdb_store.h"
#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/store.h"
#include "store/txn.h"

static void
print_hex(struct slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        (void)printf("%02x", bytes.ptr[i]);
    }
}

/* A failure makes a transaction useless: each try has its own. */
static bool
open_value(struct store *store, enum space space, struct slice key, const struct id *place, struct buf *plain)
{
    struct txn *txn = NULL;
    bool opened = txn_begin_read(store, &txn) == TNW_OK && cipher_get(txn, space, key, place, plain);
    txn_abort(&txn);
    return opened;
}

/* Under the key of the registry, of the dossier with which its key begins, or of that in which its thread is. */
static bool
open_somehow(struct store *store, enum space space, struct slice key, struct buf *plain)
{
    struct id first;
    struct slice dossier;
    struct txn *txn = NULL;
    if (open_value(store, space, key, &cipher_nobody, plain)) {
        return true;
    }
    if (key.len < sizeof first.bytes) {
        return false;
    }
    memcpy(first.bytes, key.ptr, sizeof first.bytes);
    if (txn_begin_read(store, &txn) == TNW_OK && txn_get(txn, SPACE_THREAD_PLACE, slice_of(key.ptr, 16), &dossier)) {
        memcpy(first.bytes, dossier.ptr, sizeof first.bytes);
    }
    txn_abort(&txn);
    return open_value(store, space, key, &first, plain);
}

/* Length and bytes of each key, one behind the other: a thread has one snapshot at a time. */
static enum tnw_err
list_keys(struct store *store, enum space space, struct buf *keys)
{
    struct range range;
    struct slice key;
    struct slice value;
    struct txn *txn = NULL;
    enum tnw_err err = txn_begin_read(store, &txn);
    if (err == TNW_OK) {
        range_open(&range, txn, space, slice_of("", 0), slice_of("", 0), false);
        while (range_next(&range, &key, &value)) {
            buf_put_u8(keys, (uint8_t)key.len);
            buf_put_slice(keys, key);
        }
        range_close(&range);
        err = txn_error(txn);
    }
    txn_abort(&txn);
    return err;
}

static void
print_row(struct store *store, enum space space, struct slice key)
{
    struct buf plain = {0};
    struct slice value;
    struct txn *txn = NULL;
    if (!open_somehow(store, space, key, &plain)) {
        buf_free(&plain);
        if (txn_begin_read(store, &txn) == TNW_OK && txn_get(txn, space, key, &value)) {
            buf_put_slice(&plain, value);
        }
        txn_abort(&txn);
    }
    (void)printf("%s ", layout_space_name(space));
    print_hex(key);
    (void)printf(" ");
    print_hex(buf_slice(&plain));
    (void)printf("\n");
    buf_free(&plain);
}

static enum tnw_err
dump_space(struct store *store, enum space space)
{
    struct buf keys = {0};
    enum tnw_err err = list_keys(store, space, &keys);
    for (size_t at = 0; err == TNW_OK && at < keys.len; at += 1 + keys.ptr[at]) {
        print_row(store, space, slice_of(keys.ptr + at + 1, keys.ptr[at]));
    }
    buf_free(&keys);
    return err;
}

/* Whoever begins to write does it. */
static enum tnw_err
take_over(struct store *store)
{
    struct txn *txn = NULL;
    enum tnw_err err = txn_begin_write(store, &txn);
    txn_abort(&txn);
    return err;
}

int
main(int argc, char **argv)
{
    struct keyring *keyring = NULL;
    struct store *store = NULL;
    char where[256] = "";
    enum tnw_err err = argc != 3 ? TNW_E_USAGE : keyring_load(&keyring, argv[1], where);
    if (err == TNW_OK) {
        const struct lmdb_options options = {.path = argv[2], .map_size = (size_t)1 << 40, .reserve = (size_t)1 << 20};
        err = lmdb_store_open(&store, &options, keyring, where);
    }
    if (err == TNW_OK) {
        err = take_over(store);
    }
    for (unsigned space = 0; err == TNW_OK && space < SPACE_COUNT; space++) {
        err = dump_space(store, (enum space)space);
    }
    if (err != TNW_OK) {
        (void)fprintf(stderr, "dump_store: %s %s\n", tnw_error_info(err)->code, where);
    }
    store_close(&store);
    keyring_free(&keyring);
    return err == TNW_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
