#include "app/keys/key_use.h"

#include "app/backup/backups.h"
#include "app/command.h"

const char *
key_use_state_name(enum key_state state)
{
    static const char *const names[] = {
        [KEY_ACTIVE] = "active", [KEY_RETIRING] = "retiring", [KEY_IDLE] = "idle", [KEY_MISSING] = "missing"};
    return names[state];
}

const struct key_use *
key_use_find(const struct key_uses *uses, const struct keyring_id *id)
{
    for (size_t i = 0; i < uses->count; i++) {
        if (keyring_id_eq(&uses->list[i].id, id)) {
            return &uses->list[i];
        }
    }
    return NULL;
}

static bool
is_leaving(const struct key_uses *uses, const struct keyring_id *id)
{
    for (size_t i = 0; uses->rotates && i < uses->rotation.old_count; i++) {
        if (keyring_id_eq(&uses->rotation.old[i], id)) {
            return true;
        }
    }
    return false;
}

static enum key_state
state_of_key(const struct key_uses *uses, const struct key_use *use)
{
    if (keyring_id_eq(&use->id, &uses->active)) {
        return KEY_ACTIVE;
    }
    return use->places > 0 || use->backups > 0 || is_leaving(uses, &use->id) ? KEY_RETIRING : KEY_IDLE;
}

static void
put_uses(const struct runtime *runtime, const struct wrapped_tally *tally, struct key_uses *out)
{
    struct keyring_id ids[KEYRING_WRAP_MAX];
    size_t count = keyring_list(runtime->keyring, ids);
    for (size_t i = 0; i < count; i++) {
        struct key_use *use = &out->list[out->count++];
        *use = (struct key_use){.id = ids[i], .places = wrapped_tally_of(tally, &ids[i])};
        use->state = state_of_key(out, use);
    }
    for (size_t i = 0; i < tally->count; i++) {
        if (key_use_find(out, &tally->list[i].id) == NULL) {
            out->list[out->count++] =
                (struct key_use){.id = tally->list[i].id, .state = KEY_MISSING, .places = tally->list[i].places};
        }
    }
}

/* A key that is to go stays for each backup whose keys were not wrapped anew yet: those that nobody can reach. */
static enum tnw_err
put_backups(const struct runtime *runtime, struct key_uses *out, char where[CONFIG_WHERE])
{
    unsigned unreached = 0;
    enum tnw_err err = out->rotates ? backups_count_unreached(runtime->store, &unreached) : TNW_OK;
    for (size_t i = 0; err == TNW_OK && i < out->count; i++) {
        out->list[i].backups = is_leaving(out, &out->list[i].id) ? unreached : 0;
    }
    return err == TNW_OK ? TNW_OK : command_fail(err, where, runtime->config.store_path, "its backups cannot be read");
}

enum tnw_err
key_use_take(const struct runtime *runtime, struct key_uses *out, char where[CONFIG_WHERE])
{
    struct txn *txn;
    struct wrapped_tally tally;
    *out = (struct key_uses){.count = 0};
    enum tnw_err err = txn_begin_read(runtime->store, &txn);
    if (err == TNW_OK) {
        (void)wrapping_get(txn, &out->active);
        out->rotates = rotation_get(txn, &out->rotation);
        err = txn_error(txn);
        txn_abort(&txn);
    }
    if (err == TNW_OK) {
        err = wrapped_tally_take(runtime->store, &tally);
    }
    if (err != TNW_OK) {
        return command_fail(err, where, runtime->config.store_path, "its keys cannot be read");
    }
    out->unknown = tally.unknown;
    put_uses(runtime, &tally, out);
    return put_backups(runtime, out, where);
}
