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
#include "store/cipher/place.h"
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
open_value(struct store *store, enum space space, struct slice key, struct buf *plain)
{
    struct slice stored;
    struct id place;
    struct txn *txn = NULL;
    bool opened = txn_begin_read(store, &txn) == TNW_OK && txn_get(txn, space, key, &stored) &&
                  place_of_row(txn, space, key, stored, &place);
    if (opened && place_rule(space) == PLACE_RULE_VALUE) {
        stored = slice_of(stored.ptr + ID_SIZE, stored.len - ID_SIZE);
    }
    opened = opened && cipher_decrypt(txn, space, key, &place, stored, plain);
    txn_abort(&txn);
    return opened;
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
    if (!open_value(store, space, key, &plain)) {
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
