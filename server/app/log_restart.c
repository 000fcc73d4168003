#include "app/log_restart.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "app/log_files.h"
#include "audit/note/cosign.h"
#include "audit/note/log_key.h"
#include "audit/note/state_file.h"
#include "base/file.h"

#define PATH_SIZE (CONFIG_TEXT + 16)

/* What there is before, and who uses it. */
struct old_log {
    struct log_key key;
    int lock;        /* -1: there is no old key */
    int folder_lock; /* on the data; -1: not taken */
    char suffix[2 * NOTE_KEY_ID + 1];
};

/* The server may have the key as a systemd credential, which is another file. */
static enum tnw_err
lock_data_folder(struct old_log *old, const char *path, char where[CONFIG_WHERE])
{
    enum tnw_err err = log_key_lock(path, &old->folder_lock);
    return err == TNW_E_CONFLICT ? command_fail(err, where, path, "is in use; stop the server first") : TNW_OK;
}

static enum tnw_err
open_old_log(struct old_log *old, const struct config *config, const char *name, char where[CONFIG_WHERE])
{
    *old = (struct old_log){.lock = -1, .folder_lock = -1, .suffix = "lost"};
    enum tnw_err err = lock_data_folder(old, config->store_path, where);
    if (err != TNW_OK) {
        return err;
    }
    if (access(config->audit_key, F_OK) != 0 && errno == ENOENT) {
        return TNW_OK;
    }
    err = log_key_load(&old->key, config->audit_key, where);
    if (err != TNW_OK) {
        return err;
    }
    if (name != NULL && strcmp(name, old->key.public.name) == 0) {
        return command_fail(TNW_E_USAGE, where, name, "is the old log's name; a new log needs another one");
    }
    hex_encode(old->suffix, old->key.public.id, NOTE_KEY_ID);
    err = log_key_lock(config->audit_key, &old->lock);
    return err == TNW_OK ? err : command_fail(err, where, config->audit_key, "is in use; stop the server first");
}

static void
close_old_log(struct old_log *old)
{
    log_key_wipe(&old->key);
    const int locks[] = {old->lock, old->folder_lock};
    for (size_t i = 0; i < sizeof locks / sizeof locks[0]; i++) {
        if (locks[i] >= 0) {
            (void)close(locks[i]);
        }
    }
}

/* Under another name too; nothing to do when there is no such file. */
static enum tnw_err
set_aside(const char *path, const char *suffix, char where[CONFIG_WHERE])
{
    char kept[PATH_SIZE];
    if (access(path, F_OK) != 0 && errno == ENOENT) {
        return TNW_OK;
    }
    (void)snprintf(kept, sizeof kept, "%s.%s", path, suffix);
    return file_keep(path, kept) == TNW_OK ? TNW_OK : command_fail(TNW_E_IO, where, kept, "cannot be made");
}

/* While both keys are at hand. */
static enum tnw_err
record_change(const struct log_change *store, const char *key, const struct old_log *old, char where[CONFIG_WHERE])
{
    struct log_key fresh;
    enum tnw_err err = log_key_load(&fresh, key, where);
    if (err == TNW_OK) {
        err = log_change_record(store, &fresh.public, old->lock < 0 ? NULL : &old->key, where);
    }
    log_key_wipe(&fresh);
    return err;
}

static enum tnw_err
go_between(const struct log_change *store)
{
    return store->recorded == NULL ? TNW_OK : store->recorded(store->ctx);
}

/* Both are made beside the old ones first, and the log says who signs from now on. A crash before the moves leaves the
 * old log, in which a key is named that never signs; one between them a key and the state of another log, which no
 * server starts with. Then this is done again. */
static enum tnw_err
replace_log_files(const struct log_change *store, const struct config *config, const struct old_log *old,
                  const char *name, char where[CONFIG_WHERE])
{
    char key[PATH_SIZE];
    char state[PATH_SIZE];
    (void)snprintf(key, sizeof key, "%s.next", config->audit_key);
    (void)snprintf(state, sizeof state, "%s.next", config->audit_state);
    (void)unlink(key); /* what a crash left */
    (void)unlink(state);
    enum tnw_err err = log_files_create(key, state, name, where);
    if (err != TNW_OK) {
        return err;
    }
    err = record_change(store, key, old, where);
    if (err == TNW_OK) {
        err = go_between(store);
    }
    if (err != TNW_OK) {
        return err;
    }
    if (file_move(key, config->audit_key) != TNW_OK || file_move(state, config->audit_state) != TNW_OK) {
        return command_fail(TNW_E_IO, where, config->audit_key, "cannot be replaced");
    }
    return log_files_print_key(config->audit_key, where);
}

/* A fresh key of another name, over the same store, which has signed nothing. The old files stay beside the new ones,
 * under names that end in the old key's id. Not while a server uses the key. */
enum tnw_err
log_restart_new(const struct log_change *store, const struct config *config, const char *name, char where[CONFIG_WHERE])
{
    struct old_log old;
    enum tnw_err err = open_old_log(&old, config, name, where);
    if (err == TNW_OK) {
        err = set_aside(config->audit_key, old.suffix, where);
    }
    if (err == TNW_OK) {
        err = set_aside(config->audit_state, old.suffix, where);
    }
    if (err == TNW_OK) {
        err = replace_log_files(store, config, &old, name, where);
    }
    close_old_log(&old);
    return err;
}

/* Whether it is a checkpoint of this log that a witness whom the operator accepts cosigned. Out: checkpoint and note
 * borrow from bytes. */
static enum tnw_err
open_witnessed(const struct config *config, const struct note_key *key, const char *path, struct slice bytes,
               struct checkpoint *checkpoint, struct note *note, char where[CONFIG_WHERE])
{
    struct trust trust = {.log = *key};
    struct cosignature found;
    if (checkpoint_open(checkpoint, note, bytes, key) != TNW_OK) {
        return command_fail(TNW_E_USAGE, where, path, "is no checkpoint that this log's key signed");
    }
    enum tnw_err err = trust_load_witnesses(&trust, config->audit_witnesses, where);
    if (err != TNW_OK) {
        return err;
    }
    for (size_t i = 0; i < trust.witness_count; i++) {
        if (cosign_find(note, &trust.witnesses[i], &found) == TNW_OK) {
            return TNW_OK;
        }
    }
    return command_fail(
        TNW_E_USAGE, where, path,
        "is cosigned by none of audit.witnesses: show what one of them cosigned, and name its key there");
}

/* All of it or nothing: an empty state would let the key sign anything. */
static enum tnw_err
write_state(const struct config *config, struct slice origin, struct slice text, char where[CONFIG_WHERE])
{
    char next[PATH_SIZE];
    struct state_file state = {.size = 0};
    (void)snprintf(next, sizeof next, "%s.next", config->audit_state);
    (void)unlink(next); /* what a crash left */
    enum tnw_err err = state_file_create(next, origin);
    if (err != TNW_OK) {
        return command_fail(err, where, next, "cannot be made");
    }
    err = state_file_load(&state, next, origin, where);
    if (err == TNW_OK) {
        err = state_file_advance(&state, text);
    }
    state_file_wipe(&state);
    if (err == TNW_OK) {
        err = file_move(next, config->audit_state);
    }
    return err == TNW_OK ? err : command_fail(err, where, config->audit_state, "cannot be made");
}

static enum tnw_err
continue_from(const struct log_change *store, const struct config *config, const struct note_key *key, const char *path,
              char where[CONFIG_WHERE])
{
    struct buf bytes = {0};
    struct checkpoint checkpoint;
    struct note note;
    enum tnw_err err = file_read(&bytes, path, NOTE_MAX, where);
    if (err == TNW_OK) {
        err = open_witnessed(config, key, path, buf_slice(&bytes), &checkpoint, &note, where);
    }
    if (err == TNW_OK) {
        err = log_change_continue(store, &checkpoint, where);
    }
    if (err == TNW_OK) {
        err = go_between(store);
    }
    if (err == TNW_OK) {
        err = write_state(config, slice_str(key->name), note.text, where);
    }
    if (err == TNW_OK) {
        printf("The log goes on behind the %llu records that were witnessed.\n", (unsigned long long)checkpoint.size);
    }
    buf_free(&bytes);
    return err;
}

/* What the key signed last is lost, with the machine. What witnesses cosigned is what it must not contradict. */
enum tnw_err
log_restart_continue(const struct log_change *store, const struct config *config, const char *path,
                     char where[CONFIG_WHERE])
{
    struct old_log log;
    enum tnw_err err = open_old_log(&log, config, NULL, where);
    if (err == TNW_OK && log.lock < 0) {
        err = command_fail(TNW_E_IO, where, config->audit_key, "is not there: put the log's key back first");
    }
    if (err == TNW_OK && (access(config->audit_state, F_OK) == 0 || errno != ENOENT)) {
        err = command_fail(TNW_E_CONFLICT, where, config->audit_state,
                           "is there: the log goes on from what it says was signed last");
    }
    if (err == TNW_OK) {
        err = continue_from(store, config, &log.key.public, path, where);
    }
    close_old_log(&log);
    return err;
}
