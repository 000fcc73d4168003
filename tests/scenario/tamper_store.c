/*
 * tamper_store KEYRING DATA WAY [SEQ | DOSSIER]: changes the log of a server that does not run, as somebody could who
 * holds its folder.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lmdb_store.h"
#include "store/audit/audit_index.h"
#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"
#include "store/inside.h"
#include "store/store.h"
#include "store/txn.h"

struct wanted {
    uint64_t seq;
    struct id dossier;
};

/* A copy of the value, which the next write would take away. */
static struct buf
value_of(struct txn *txn, enum space space, struct slice key)
{
    struct slice value;
    struct buf copy = {0};
    if (txn_get(txn, space, key, &value)) {
        buf_put_slice(&copy, value);
    } else {
        txn_set_error(txn, TNW_E_NOT_FOUND);
    }
    return copy;
}

static void
flip(struct txn *txn, enum space space, struct slice key, size_t from_end)
{
    struct buf value = value_of(txn, space, key);
    if (value.len > from_end) {
        value.ptr[value.len - 1 - from_end] ^= 1;
        txn_put(txn, space, key, buf_slice(&value));
    }
    buf_free(&value);
}

/* A digit of its time. */
static void
change_record(struct txn *txn, const struct wanted *wanted)
{
    const struct key key = key_of_u64(wanted->seq);
    flip(txn, SPACE_AUDIT, key_slice(&key), 3);
}

static void
remove_record(struct txn *txn, const struct wanted *wanted)
{
    const struct key key = key_of_u64(wanted->seq);
    txn_del(txn, SPACE_AUDIT, key_slice(&key));
}

/* With the one behind the next: a record of an even number has no nodes in front, and that one neither. */
static void
swap_records(struct txn *txn, const struct wanted *wanted)
{
    const struct key keys[2] = {key_of_u64(wanted->seq), key_of_u64(wanted->seq + 2)};
    struct buf values[2] = {value_of(txn, SPACE_AUDIT, key_slice(&keys[0])),
                            value_of(txn, SPACE_AUDIT, key_slice(&keys[1]))};
    txn_put(txn, SPACE_AUDIT, key_slice(&keys[0]), buf_slice(&values[1]));
    txn_put(txn, SPACE_AUDIT, key_slice(&keys[1]), buf_slice(&values[0]));
    buf_free(&values[0]);
    buf_free(&values[1]);
}

/* So that what is left fits together: the records from SEQ on, and the tree's edge. */
static void
cut_tail(struct txn *txn, const struct wanted *wanted)
{
    struct audit_tail *tail = audit_log_tail(txn);
    if (tail == NULL) {
        return;
    }
    for (uint64_t seq = wanted->seq; seq < tail->tree.size; seq++) {
        const struct key key = key_of_u64(seq);
        txn_del(txn, SPACE_AUDIT, key_slice(&key));
    }
    tail->tree.size = 0;
    while (tail->tree.size < wanted->seq) {
        struct hash leaf;
        if (!audit_log_get_node(txn, 0, tail->tree.size, &leaf)) {
            return;
        }
        merkle_add(&tail->tree, &leaf, NULL);
    }
}

/* The hash over SEQ and the one in front of it: SEQ is odd. */
static void
change_node(struct txn *txn, const struct wanted *wanted)
{
    const struct key key = key_of_u64(wanted->seq);
    struct buf value = value_of(txn, SPACE_AUDIT, key_slice(&key));
    if (value.len > 0) {
        value.ptr[0] ^= 1;
        txn_put(txn, SPACE_AUDIT, key_slice(&key), buf_slice(&value));
    }
    buf_free(&value);
}

static void
change_map(struct txn *txn, const struct wanted *wanted)
{
    (void)wanted;
    flip(txn, SPACE_MAP, slice_of("\0\0", 2), 0);
}

/* To the checkpoint before the newest one. */
static void
roll_back(struct txn *txn, const struct wanted *wanted)
{
    struct slice note;
    uint64_t before = 0;
    uint64_t size = 0;
    (void)wanted;
    while (evidence_next_checkpoint(txn, &size, &note) && size < evidence_sealed(txn)) {
        before = size;
    }
    const struct key key = key_of_u64(size);
    txn_del(txn, SPACE_CHECKPOINT, key_slice(&key));
    evidence_put_sealed(txn, before);
}

/* One record is no longer among those of the dossier, which an access log is made from. */
static void
omit_record(struct txn *txn, const struct wanted *wanted)
{
    const struct audit_index_key name = audit_index_id(AUDIT_INDEX_DOSSIER, &wanted->dossier);
    struct audit_index index;
    uint64_t kept[AUDIT_INDEX_PLACES];
    size_t count = 0;
    uint64_t first = 0;
    uint64_t seq;
    audit_index_open(&index, txn, &name, false);
    for (size_t i = 0; i < AUDIT_INDEX_PLACES && audit_index_next(&index, &seq); i++) {
        first = i == 0 ? seq : first;
        if (i != 1) {
            kept[count++] = seq;
        }
    }
    struct key key = {.len = 0};
    key_add(&key, name.bytes, sizeof name.bytes);
    key_add_u64(&key, first);
    txn_del(txn, SPACE_AUDIT_INDEX, key_slice(&key));
    audit_index_add(txn, &name, kept, count);
}

static const struct way {
    const char *name;
    void (*change)(struct txn *txn, const struct wanted *wanted);
} ways[] = {
    {"change", change_record}, {"remove", remove_record}, {"swap", swap_records},   {"cut", cut_tail},
    {"node", change_node},     {"map", change_map},       {"roll-back", roll_back}, {"omit", omit_record},
};

static const struct way *
way_of(const char *name)
{
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        if (strcmp(ways[i].name, name) == 0) {
            return &ways[i];
        }
    }
    return NULL;
}

static enum tnw_err
tamper(struct store *store, const struct way *way, const char *place)
{
    struct wanted wanted = {.seq = 0};
    struct txn *txn;
    if (id_parse(&wanted.dossier, ID_DOSSIER, place) != TNW_OK) {
        wanted.seq = strtoull(place, NULL, 10);
    }
    enum tnw_err err = txn_begin_write(store, &txn);
    if (err == TNW_OK) {
        way->change(txn, &wanted);
        err = txn_commit(&txn);
    }
    return err;
}

int
main(int argc, char **argv)
{
    struct keyring *keyring = NULL;
    struct store *store = NULL;
    char where[256] = "";
    const struct way *way = argc < 4 ? NULL : way_of(argv[3]);
    enum tnw_err err = way == NULL ? TNW_E_USAGE : keyring_load(&keyring, argv[1], where);
    if (err == TNW_OK) {
        const struct lmdb_options options = {.path = argv[2], .map_size = (size_t)1 << 40};
        err = lmdb_store_open(&store, &options, keyring, where);
    }
    if (err == TNW_OK) {
        err = tamper(store, way, argc > 4 ? argv[4] : "");
    }
    if (err != TNW_OK) {
        (void)fprintf(stderr, "tamper_store: %s %s\n", tnw_error_info(err)->code, where);
    }
    store_close(&store);
    keyring_free(&keyring);
    return err == TNW_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
