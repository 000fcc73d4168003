#include "app/keys/rotation_run.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/backup/backups.h"
#include "app/command.h"
#include "app/keys/escrow.h"
#include "app/keys/key_use.h"
#include "audit/record.h"
#include "base/limits.h"
#include "base/stop.h"
#include "service/erasure/erasing.h"

static void
rest_ms(int64_t ms)
{
    const struct timespec pause = {.tv_sec = ms / 1000, .tv_nsec = (ms % 1000) * 1000000};
    (void)nanosleep(&pause, NULL);
}

static enum tnw_err
store_fails(const struct runtime *runtime, enum tnw_err err, char where[CONFIG_WHERE])
{
    return err == TNW_OK || where[0] != 0
               ? err
               : command_fail(err, where, runtime->config.store_path, "the data keys cannot be written");
}

static void
append_own_record(const struct runtime *runtime, struct txn *txn, const char *action, struct slice ground)
{
    const time_ms now = clock_now(&runtime->world.clock);
    const struct audit_record record = audit_record_by_operator(action, ground, runtime->policy.hash, now);
    audit_record_append(txn, &record, now);
}

static void
put_ids(struct buf *ground, const char *word, const struct keyring_id *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char id[KEYRING_ID_TEXT];
        keyring_id_format(id, &ids[i]);
        buf_printf(ground, "%s%s:%s", ground->len == 0 ? "" : " ", word, id);
    }
}

/* What no command made, but stands behind the active key and wraps nothing yet: the operator put it there, or a run
 * that was cut short. */
static bool
find_prepared(const struct key_uses *uses, struct keyring_id *out)
{
    bool behind = false;
    bool found = false;
    for (size_t i = 0; i < uses->count; i++) {
        const struct key_use *use = &uses->list[i];
        if (behind && use->state == KEY_IDLE) {
            *out = use->id;
            found = true;
        }
        behind = behind || use->state == KEY_ACTIVE;
    }
    return found;
}

static const char *const by_hand_new[] = {
    "The keyring cannot be changed from here: it is a systemd credential, or not this user's. So, as who keeps it:",
    "1. Put a line behind the others in the file from which the credential is loaded:",
    "       printf 'wrap %s %s\\n' \"$(openssl rand -hex 8)\" \"$(openssl rand -hex 32)\" >> /etc/tnwd/keyring",
    "2. Restart the server, so that it has the new key: systemctl restart tnwd",
    "3. Run this command again; what names another file than the credential: --set keys.keyring=/etc/tnwd/keyring",
    NULL,
};

static void
tell_all(rotation_tell *tell, const char *const *lines)
{
    for (; *lines != NULL; lines++) {
        tell(*lines);
    }
}

static enum tnw_err
choose_key(const struct runtime *runtime, const struct key_uses *uses, struct keyring_id *to, rotation_tell *tell,
           char where[CONFIG_WHERE])
{
    if (find_prepared(uses, to)) {
        return TNW_OK;
    }
    if (!keyring_can_change(runtime->keyring)) {
        tell_all(tell, by_hand_new);
        return command_fail(TNW_E_CONFLICT, where, keyring_path(runtime->keyring), "holds no new wrapping key yet");
    }
    return keyring_add(runtime->keyring, to, where);
}

/* All keys of the keyring but the new one are to go. */
static void
plan(const struct key_uses *uses, const struct keyring_id *to, time_ms now, struct rotation *out)
{
    *out = (struct rotation){.to = *to, .begun = now};
    for (size_t i = 0; i < uses->count; i++) {
        const struct key_use *use = &uses->list[i];
        if (!keyring_id_eq(&use->id, to)) {
            out->total += use->places;
            if (out->old_count < KEYRING_WRAP_MAX) {
                out->old[out->old_count++] = use->id;
            }
        }
    }
}

static enum tnw_err
begin_rotation(const struct runtime *runtime, rotation_tell *tell, char where[CONFIG_WHERE])
{
    struct txn *txn;
    struct key_uses uses;
    struct keyring_id to;
    struct rotation rotation;
    struct buf ground = {0};
    enum tnw_err err = key_use_take(runtime, &uses, where);
    if (err != TNW_OK || uses.rotates) {
        return err;
    }
    err = choose_key(runtime, &uses, &to, tell, where);
    if (err == TNW_OK) {
        err = escrow_follow(&runtime->config, NULL, 0, where);
    }
    if (err != TNW_OK) {
        return err;
    }
    stop_here("rotation_key_added");
    plan(&uses, &to, clock_now(&runtime->world.clock), &rotation);
    err = txn_begin_write(runtime->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    if (rotation_get(txn, &uses.rotation)) { /* somebody else's, meanwhile: it is gone on with */
        txn_abort(&txn);
        return TNW_OK;
    }
    wrapping_put(txn, &to);
    rotation_put(txn, &rotation);
    put_ids(&ground, "to", &to, 1);
    txn_set_error(txn, ground.err);
    append_own_record(runtime, txn, "keys.rotate", buf_slice(&ground));
    buf_free(&ground);
    err = txn_commit(&txn);
    stop_here("rotation_begun");
    return err;
}

/* One batch. Out: more; number: of the state that it made; held: how long others waited for it, in ms. */
static enum tnw_err
wrap_batch(const struct runtime *runtime, struct rotation *rotation, bool *more, uint64_t *number, int64_t *held)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_write(runtime->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    int64_t begun = clock_monotonic_ms();
    int64_t end = begun + LIMIT_ROTATION_BATCH_MS;
    *more = rotation_get(txn, rotation) && rotation->step == ROTATION_WRAPS;
    if (*more) {
        do {
            *more = rewrap_some(txn, &rotation->cursor, &rotation->to, &rotation->done);
        } while (*more && clock_monotonic_ms() < end);
        rotation->step = *more ? ROTATION_WRAPS : ROTATION_ENDS;
        rotation_put(txn, rotation);
    }
    *number = txn_number(txn);
    err = txn_commit(&txn);
    *held = clock_monotonic_ms() - begun;
    stop_here(*more ? "rotation_batch" : "rotation_wrapped");
    return err;
}

static enum tnw_err
wrap_all(const struct runtime *runtime, uint64_t *number, char where[CONFIG_WHERE])
{
    struct rotation rotation;
    enum tnw_err err = TNW_OK;
    for (bool more = true; err == TNW_OK && more;) {
        int64_t held = 0;
        err = wrap_batch(runtime, &rotation, &more, number, &held);
        if (err == TNW_OK && more) {
            rest_ms(LIMIT_ROTATION_REST * (held < 1 ? 1 : held));
        }
    }
    return store_fails(runtime, err, where);
}

/* Who reads an older state may still need an old key. number: of the first that needs none. */
static enum tnw_err
await_readers(const struct runtime *runtime, uint64_t number, char where[CONFIG_WHERE])
{
    struct store_room room = {.used = 0};
    int64_t end = clock_monotonic_ms() + LIMIT_ROTATION_WAIT_MS;
    bool older = false;
    enum tnw_err err;
    do {
        rest_ms(room.used == 0 ? 0 : 20);
        err = store_room(runtime->store, clock_now(&runtime->world.clock), &room);
        older = room.engine.oldest != 0 && room.engine.oldest < number;
    } while (err == TNW_OK && older && clock_monotonic_ms() < end);
    if (err == TNW_OK && older) {
        err = command_fail(TNW_E_UNAVAILABLE, where, runtime->config.store_path,
                           "somebody reads a state from before, such as a copy that goes on: run this again then");
    }
    return store_fails(runtime, err, where);
}

/* Of the rotation's old keys those that the keyring has. */
static size_t
keys_left(const struct runtime *runtime, const struct key_uses *uses, struct keyring_id out[KEYRING_WRAP_MAX])
{
    struct keyring_id ids[KEYRING_WRAP_MAX];
    size_t left = 0;
    size_t count = keyring_list(runtime->keyring, ids);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < uses->rotation.old_count; k++) {
            if (keyring_id_eq(&ids[i], &uses->rotation.old[k])) {
                out[left++] = ids[i];
            }
        }
    }
    return left;
}

static enum tnw_err
tell_removal(const struct runtime *runtime, const struct keyring_id *ids, size_t count, rotation_tell *tell,
             char where[CONFIG_WHERE])
{
    char line[256];
    tell("Every data key is wrapped by the new key, and the old one must be destroyed by who keeps the keyring:");
    for (size_t i = 0; i < count; i++) {
        char id[KEYRING_ID_TEXT];
        keyring_id_format(id, &ids[i]);
        (void)snprintf(line, sizeof line, "   take the line `wrap %s …` out of the file of the credential", id);
        tell(line);
    }
    tell("Then overwrite copies of that file, restart the server, and run this command again: it records the end.");
    return command_fail(TNW_E_CONFLICT, where, keyring_path(runtime->keyring), "still holds the old wrapping key");
}

/* What was erased can be read by nobody any more once the keys are gone that its own was wrapped by. */
static enum tnw_err
complete_erasures(const struct runtime *runtime)
{
    size_t completed;
    const struct erasing_options options = {
        .world = &runtime->world, .commit = erasing_commit_directly, .owner = runtime->store};
    return erasures_complete(&options, &completed);
}

static void
tell_unreached(void *ctx, const char *path, const char *why)
{
    (void)ctx;
    fprintf(stderr, "backup %s: %s\n", path, why);
}

/* A key that a backup needs stays: what is in backups is wrapped anew first. */
static enum tnw_err
rekey_backups(const struct runtime *runtime, char where[CONFIG_WHERE])
{
    struct rekey_result result;
    enum tnw_err err = backups_rekey(runtime->store, runtime->keyring, tell_unreached, NULL, &result, where);
    if (err == TNW_OK && result.unreached > 0) {
        (void)snprintf(where, CONFIG_WHERE,
                       "%u of %u backups could not be reached, so no key is destroyed: bring them back and run this "
                       "again, or say that they are no more (tnwd backup forget)",
                       result.unreached, result.backups);
        err = TNW_E_CONFLICT;
    }
    return err;
}

enum tnw_err
rotation_destroy(const struct runtime *runtime, const struct keyring_id *ids, size_t count, bool ends,
                 char where[CONFIG_WHERE])
{
    struct txn *txn;
    struct rotation rotation;
    struct buf ground = {0};
    enum tnw_err err = ends ? TNW_OK : rekey_backups(runtime, where);
    if (err == TNW_OK) {
        err = escrow_follow(&runtime->config, ids, count, where);
    }
    if (err == TNW_OK && count > 0) {
        err = keyring_destroy(runtime->keyring, ids, count, where);
    }
    if (err != TNW_OK) {
        return err;
    }
    stop_here("rotation_destroyed");
    err = complete_erasures(runtime);
    if (err != TNW_OK) {
        return store_fails(runtime, err, where);
    }
    err = txn_begin_write(runtime->store, &txn);
    if (err != TNW_OK) {
        return store_fails(runtime, err, where);
    }
    if (ends && !rotation_get(txn, &rotation)) { /* somebody else ended it */
        err = txn_error(txn);
        txn_abort(&txn);
        return store_fails(runtime, err, where);
    }
    put_ids(&ground, "key", ends ? rotation.old : ids, ends ? rotation.old_count : count);
    if (ends) {
        rotation_del(txn);
    }
    txn_set_error(txn, ground.err);
    append_own_record(runtime, txn, "keys.destroy", buf_slice(&ground));
    buf_free(&ground);
    err = txn_commit(&txn);
    stop_here("rotation_recorded");
    return store_fails(runtime, err, where);
}

/* A data key under another key, though all were wrapped anew: something put it there behind the rotation's back. */
static enum tnw_err
wrap_again(const struct runtime *runtime, struct rotation rotation, char where[CONFIG_WHERE])
{
    struct txn *txn;
    enum tnw_err err = txn_begin_write(runtime->store, &txn);
    if (err == TNW_OK) {
        rotation.step = ROTATION_WRAPS;
        rotation.cursor = (struct id){{0}};
        rotation.total = rotation.done;
        rotation_put(txn, &rotation);
        err = txn_commit(&txn);
    }
    return store_fails(runtime, err, where);
}

/* The backups' turn comes here, when all data keys of the store are wrapped anew; a key that one of them needs
 * stays. */
static enum tnw_err
end_rotation(const struct runtime *runtime, bool *again, rotation_tell *tell, char where[CONFIG_WHERE])
{
    struct key_uses uses;
    struct keyring_id left[KEYRING_WRAP_MAX];
    enum tnw_err err = key_use_take(runtime, &uses, where);
    if (err != TNW_OK) {
        return err;
    }
    for (size_t i = 0; i < uses.count; i++) {
        *again = *again || (uses.list[i].places > 0 && !keyring_id_eq(&uses.list[i].id, &uses.active));
    }
    if (*again) {
        return wrap_again(runtime, uses.rotation, where);
    }
    err = rekey_backups(runtime, where);
    if (err != TNW_OK) {
        return err;
    }
    stop_here("rotation_backups");
    size_t count = keys_left(runtime, &uses, left);
    if (count > 0 && !keyring_can_change(runtime->keyring)) {
        return tell_removal(runtime, left, count, tell, where);
    }
    if (count > 0 && runtime->tokens.opener.make != NULL) {
        rest_ms(LIMIT_BRIDGE_MS); /* a server cannot ask the token: it is to have come over the bridge */
    }
    return rotation_destroy(runtime, left, count, true, where);
}

enum tnw_err
rotation_run(const struct runtime *runtime, rotation_tell *tell, char where[CONFIG_WHERE])
{
    uint64_t number = 0;
    enum tnw_err err = begin_rotation(runtime, tell, where);
    for (bool again = err == TNW_OK; err == TNW_OK && again;) {
        again = false;
        err = wrap_all(runtime, &number, where);
        if (err == TNW_OK) {
            err = await_readers(runtime, number, where);
        }
        if (err == TNW_OK) {
            err = end_rotation(runtime, &again, tell, where);
        }
    }
    return store_fails(runtime, err, where);
}
