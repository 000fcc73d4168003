#include "app/backup/backups.h"

#include <stdlib.h>

#include "app/backup/rekey.h"
#include "app/command.h"
#include "store/cipher/wrapping.h"
#include "store/records/backup/managed.h"
#include "store/txn.h"

/* The next one behind that id; its snapshot ends before anything is written anywhere. Errors: NOT_FOUND: no more. */
static enum tnw_err
next_backup(struct store *store, const struct id *after, struct managed *managed)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_read(store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    bool more = managed_next(txn, after, managed);
    err = txn_error(txn);
    txn_abort(&txn);
    return err == TNW_OK && !more ? TNW_E_NOT_FOUND : err;
}

static enum tnw_err
read_wrapping(struct store *store, struct keyring_id *wrapping)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_read(store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    bool named = wrapping_get(txn, wrapping);
    err = txn_error(txn);
    txn_abort(&txn);
    return err == TNW_OK && !named ? TNW_E_CORRUPT : err;
}

static enum tnw_err
rekey_all(struct dest *dest, const struct rekey *rekey, struct rekey_result *result, char where[CONFIG_WHERE])
{
    unsigned numbers[DEST_GENERATIONS];
    size_t count = dest_generations(dest, numbers);
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; err == TNW_OK && i < count; i++) {
        err = dest_lock(dest, where);
        if (err == TNW_OK) {
            err = rekey_generation(rekey, dest, numbers[i], result, where);
            dest_unlock(dest);
        }
        err = err == TNW_E_NOT_FOUND ? TNW_OK : err; /* it was cut before it was complete: none */
    }
    return err;
}

/* dest is to be closed in any case. */
static enum tnw_err
open_managed(struct dest *dest, const struct managed *managed, char where[CONFIG_WHERE])
{
    enum tnw_err err = dest_open(dest, managed->path, NULL, false, where);
    if (err == TNW_OK && !id_eq(&dest->id, &managed->id)) {
        err = command_fail(TNW_E_CONFLICT, where, managed->path, "holds another backup now");
    }
    return err;
}

static enum tnw_err
rekey_backup(const struct managed *managed, const struct rekey *rekey, struct rekey_result *result,
             char where[CONFIG_WHERE])
{
    struct dest dest;
    enum tnw_err err = open_managed(&dest, managed, where);
    if (err == TNW_OK) {
        err = rekey_all(&dest, rekey, result, where);
    }
    dest_close(&dest);
    return err;
}

enum tnw_err
backups_rekey(struct store *store, const struct keyring *keyring,
              void (*tell)(void *ctx, const char *path, const char *why), void *ctx, struct rekey_result *result,
              char where[CONFIG_WHERE])
{
    struct rekey rekey = {.store = store, .keyring = keyring, .scratch = aead_scratch_new()};
    struct managed *managed = calloc(1, sizeof *managed);
    struct id after = {.bytes = {0}};
    enum tnw_err err = rekey.scratch == NULL || managed == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    *result = (struct rekey_result){.backups = 0};
    err = err == TNW_OK ? read_wrapping(store, &rekey.wrapping) : err;
    while (err == TNW_OK && (err = next_backup(store, &after, managed)) == TNW_OK) {
        result->backups++;
        after = managed->id;
        err = rekey_backup(managed, &rekey, result, where);
        if (err != TNW_OK && err != TNW_E_NO_MEMORY) {
            result->unreached++;
            tell(ctx, managed->path, where);
            where[0] = 0;
            err = TNW_OK;
        }
    }
    free(managed);
    aead_scratch_free(&rekey.scratch);
    return err == TNW_E_NOT_FOUND ? TNW_OK : err;
}

enum tnw_err
backups_count_unreached(struct store *store, unsigned *unreached)
{
    struct managed *managed = calloc(1, sizeof *managed);
    struct id after = {.bytes = {0}};
    enum tnw_err err = managed == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    *unreached = 0;
    while (err == TNW_OK && (err = next_backup(store, &after, managed)) == TNW_OK) {
        struct dest dest;
        char where[CONFIG_WHERE];
        after = managed->id;
        *unreached += open_managed(&dest, managed, where) == TNW_OK ? 0 : 1;
        dest_close(&dest);
    }
    free(managed);
    return err == TNW_E_NOT_FOUND ? TNW_OK : err;
}
