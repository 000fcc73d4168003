#include "app/backup/restore/restore_keys.h"

#include <stdlib.h>
#include <string.h>

#include "crypto/keyring.h"
#include "store/layout.h"
#include "store/range.h"
#include "store/records/erasure/emptying.h"
#include "store/txn.h"

/* Where a rotation's row names the key to which it goes. */
#define ROTATION_TO 2
/* Rows that one transaction removes, or looks at. */
#define PURGE_ROWS 1024

static enum tnw_err
adopt(struct engine_txn *txn)
{
    static const struct id nobody;
    struct slice value;
    struct keyring_id id;
    enum tnw_err err = engine_get(txn, SPACE_DATA_KEY, id_slice(&nobody), &value);
    if (err != TNW_OK || !keyring_wrapped_by(value, &id)) {
        return err == TNW_OK || err == TNW_E_NOT_FOUND ? TNW_E_CORRUPT : err;
    }
    err = engine_put(txn, SPACE_META, slice_str("wrapping"), slice_of(id.bytes, sizeof id.bytes));
    if (err != TNW_OK) {
        return err;
    }
    err = engine_get(txn, SPACE_META, slice_str("rotation"), &value);
    bool other = err == TNW_OK && (value.len < ROTATION_TO + sizeof id.bytes ||
                                   memcmp(value.ptr + ROTATION_TO, id.bytes, sizeof id.bytes) != 0);
    if (other) {
        err = engine_del(txn, SPACE_META, slice_str("rotation"));
    }
    return err == TNW_E_NOT_FOUND ? TNW_OK : err;
}

enum tnw_err
restore_keys_adopt(struct engine *engine)
{
    struct engine_txn *txn;
    enum tnw_err err = engine_begin(engine, true, &txn);
    if (err == TNW_OK) {
        err = adopt(txn);
    }
    if (err == TNW_OK) {
        return engine_commit(&txn);
    }
    engine_abort(&txn);
    return err;
}

/* Whose patient a dossier was says only the index of patients: its header opens no more. */
static struct hash
find_patient(struct txn *txn, const struct id *dossier)
{
    struct range walk;
    struct slice key;
    struct slice value;
    struct hash patient = {.bytes = {0}};
    range_open(&walk, txn, SPACE_BY_PATIENT, slice_of("", 0), slice_of("", 0), false);
    while (range_next(&walk, &key, &value)) {
        if (key.len == HASH_SIZE + ID_SIZE && memcmp(key.ptr + HASH_SIZE, dossier->bytes, ID_SIZE) == 0) {
            memcpy(patient.bytes, key.ptr, HASH_SIZE);
            break;
        }
    }
    range_close(&walk);
    return patient;
}

/* Its own rows. Out: more. */
static enum tnw_err
empty_some(struct store *store, const struct id *dossier, bool *more)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_write(store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    struct hash patient = find_patient(txn, dossier);
    emptying_begin(txn, dossier, &patient);
    *more = emptying_remove(txn, dossier, PURGE_ROWS) == PURGE_ROWS;
    return txn_commit(&txn);
}

static enum tnw_err
purge_traces(struct store *store, struct slice places)
{
    struct trace traces[64];
    struct trace_walk walk = {.space = 0};
    size_t count = places.len / ID_SIZE;
    enum tnw_err err = TNW_OK;
    struct id *ids = calloc(count, sizeof *ids);
    if (ids == NULL) {
        return TNW_E_NO_MEMORY;
    }
    memcpy(ids, places.ptr, count * ID_SIZE);
    while (err == TNW_OK && !walk.over) {
        struct txn *txn;
        err = txn_begin_write(store, &txn);
        if (err != TNW_OK) {
            break;
        }
        size_t found = trace_find(txn, &walk, ids, count, PURGE_ROWS, traces, sizeof traces / sizeof traces[0]);
        for (size_t i = 0; i < found; i++) {
            trace_remove(txn, &traces[i]);
        }
        err = txn_commit(&txn);
    }
    free(ids);
    return err;
}

enum tnw_err
restore_keys_purge(struct store *store, struct slice places)
{
    enum tnw_err err = TNW_OK;
    for (size_t at = 0; err == TNW_OK && at < places.len; at += ID_SIZE) {
        struct id place;
        bool more = true;
        memcpy(place.bytes, places.ptr + at, ID_SIZE);
        while (err == TNW_OK && more) {
            err = empty_some(store, &place, &more);
        }
    }
    return err == TNW_OK ? purge_traces(store, places) : err;
}
