/*
 * tamper_store KEYRING DATA WAY [SEQ | DOSSIER]: changes the log of a server that does not run, as somebody could who
 * holds its folder.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/seal.h"
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

/* A digit of its status, which stands before its time. */
static void
change_record(struct txn *txn, const struct wanted *wanted)
{
    const struct key key = key_of_u64(wanted->seq);
    flip(txn, SPACE_AUDIT, key_slice(&key), strlen(",\"time\":\"2026-11-27T12:00:00.000Z\"}"));
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
    flip(txn, SPACE_MAP, slice_of("\0\0\0", 3), 0);
}

/* To the checkpoint before the newest one. */
static void
roll_back(struct txn *txn, const struct wanted *wanted)
{
    struct slice note;
    uint64_t before = 0;
    uint64_t size = 0;
    (void)wanted;
    struct map_root map;
    struct slice record;
    while (evidence_next_checkpoint(txn, &size, &note) && size < evidence_sealed(txn)) {
        before = size;
    }
    const struct key key = key_of_u64(size);
    txn_del(txn, SPACE_CHECKPOINT, key_slice(&key));
    evidence_put_sealed(txn, before);
    if (seal_map_of(txn, before, &map, &record) == TNW_OK) {
        evidence_put_mapped(txn, map.size, &map.root);
        evidence_put_map_place(txn, &(struct evidence_map_place){.seq = before - 1, .size = map.size});
    }
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

/* Batches that were answered and that a crash left in the journal. */
static void
keep_three(struct txn *txn, const struct wanted *wanted)
{
    (void)wanted;
    for (uint64_t number = 1; txn_error(txn) == TNW_OK && number <= 3; number++) {
        const struct key value = key_of_u64(number);
        txn_put(txn, SPACE_META, slice_str("answered"), key_slice(&value));
        txn_set_error(txn, txn_keep(&txn)); /* of so little nothing is committed: the transaction stays */
    }
}

static bool
flip_in_file(const char *data, const char *name, off_t at, uint8_t bit)
{
    char path[512];
    uint8_t byte = 0;
    (void)snprintf(path, sizeof path, "%s/%s", data, name);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    bool ok = fd >= 0 && pread(fd, &byte, 1, at) == 1;
    byte ^= bit;
    ok = ok && pwrite(fd, &byte, 1, at) == 1;
    return (fd < 0 || close(fd) == 0) && ok;
}

/* The second of them, in its operations: each takes a block, behind that of the head. */
static bool
flip_journal(const char *data)
{
    return flip_in_file(data, "journal", 2 * (off_t)4096 + 70, 1);
}

/* The number of the newer meta page's commit, at 144 in little-endian order, without its highest bit: LMDB takes the
 * older page. */
static bool
flip_meta(const char *data)
{
    char path[512];
    uint64_t numbers[2] = {0};
    (void)snprintf(path, sizeof path, "%s/data.mdb", data);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && pread(fd, &numbers[0], 8, 144) == 8 && pread(fd, &numbers[1], 8, 4096 + 144) == 8;
    off_t newer = numbers[1] > numbers[0] ? 1 : 0;
    unsigned bit = 0;
    while (numbers[newer] >> bit > 1) {
        bit++;
    }
    return (fd < 0 || close(fd) == 0) && ok &&
           flip_in_file(data, "data.mdb", newer * 4096 + 144 + bit / 8, (uint8_t)(1U << bit % 8));
}

static const struct way {
    const char *name;
    void (*change)(struct txn *txn, const struct wanted *wanted); /* and commit it; NULL: nothing */
    bool leaves;                                                  /* do not commit it */
    bool (*spoil)(const char *data);                              /* then, the files; NULL: nothing */
} ways[] = {
    {.name = "change", .change = change_record},
    {.name = "remove", .change = remove_record},
    {.name = "swap", .change = swap_records},
    {.name = "cut", .change = cut_tail},
    {.name = "node", .change = change_node},
    {.name = "map", .change = change_map},
    {.name = "roll-back", .change = roll_back},
    {.name = "omit", .change = omit_record},
    {.name = "journal", .change = keep_three, .leaves = true, .spoil = flip_journal},
    {.name = "meta", .spoil = flip_meta},
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
    struct txn *txn = NULL;
    if (id_parse(&wanted.dossier, ID_DOSSIER, place) != TNW_OK) {
        wanted.seq = strtoull(place, NULL, 10);
    }
    enum tnw_err err = way->change == NULL ? TNW_OK : txn_begin_write(store, &txn);
    if (err == TNW_OK && way->change != NULL) {
        way->change(txn, &wanted);
        err = way->leaves ? txn_error(txn) : txn_commit(&txn);
        txn_abort(&txn);
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
        const struct lmdb_options options = {.path = argv[2], .map_size = (size_t)1 << 40, .reserve = (size_t)1 << 20};
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
    if (err == TNW_OK && way->spoil != NULL && !way->spoil(argv[2])) {
        err = TNW_E_IO;
    }
    return err == TNW_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
