#include "app/log_keys.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "audit/note/log_key.h"
#include "audit/note/state_file.h"
#include "base/file.h"

#define PATH_SIZE (CONFIG_TEXT + 16)

static enum tnw_err
log_key_fails(enum tnw_err err, char where[CONFIG_WHERE], const char *path, const char *what)
{
    snprintf(where, CONFIG_WHERE, "%.300s: %s", path, what);
    return err;
}

enum tnw_err
log_keys_create(const char *key, const char *state, const char *name, char where[CONFIG_WHERE])
{
    char random[LOG_KEY_RANDOM_NAME];
    if (name == NULL) {
        log_key_random_name(random);
        name = random;
    }
    enum tnw_err err = log_key_create(key, name);
    if (err == TNW_E_USAGE) {
        return log_key_fails(err, where, name, "cannot be the name of a log: no blanks, no `+`, at most 128 bytes");
    }
    if (err != TNW_OK) {
        return log_key_fails(err, where, key, err == TNW_E_CONFLICT ? "is there already" : "cannot be made");
    }
    err = state_file_create(state, slice_str(name));
    return err == TNW_OK
               ? err
               : log_key_fails(err, where, state, err == TNW_E_CONFLICT ? "is there already" : "cannot be made");
}

enum tnw_err
log_keys_print(const char *path, char where[CONFIG_WHERE])
{
    struct log_key key;
    struct buf text = {0};
    enum tnw_err err = log_key_load(&key, path, where);
    if (err == TNW_OK) {
        note_key_encode(&text, &key.public);
        err = text.err;
    }
    if (err == TNW_OK) {
        printf("%.*s\n", (int)text.len, (const char *)text.ptr);
    }
    buf_free(&text);
    log_key_wipe(&key);
    return err;
}

/* What there is before, and who uses it. */
struct old_log {
    struct log_key key;
    int lock;        /* -1: there is no old key */
    int folder_lock; /* on the data; -1: not taken */
    char suffix[2 * NOTE_KEY_ID + 1];
};

/* The server may have the key as a systemd credential, which is another file. */
static enum tnw_err
lock_folder(struct old_log *old, const char *path, char where[CONFIG_WHERE])
{
    enum tnw_err err = log_key_lock(path, &old->folder_lock);
    return err == TNW_E_CONFLICT ? log_key_fails(err, where, path, "is in use; stop the server first") : TNW_OK;
}

static enum tnw_err
open_old(struct old_log *old, const struct config *config, const char *name, char where[CONFIG_WHERE])
{
    *old = (struct old_log){.lock = -1, .folder_lock = -1, .suffix = "lost"};
    enum tnw_err err = lock_folder(old, config->store_path, where);
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
        return log_key_fails(TNW_E_USAGE, where, name, "is the old log's name; a new log needs another one");
    }
    hex_encode(old->suffix, old->key.public.id, NOTE_KEY_ID);
    err = log_key_lock(config->audit_key, &old->lock);
    return err == TNW_OK ? err : log_key_fails(err, where, config->audit_key, "is in use; stop the server first");
}

static void
close_old(struct old_log *old)
{
    log_key_wipe(&old->key);
    const int locks[] = {old->lock, old->folder_lock};
    for (size_t i = 0; i < sizeof locks / sizeof locks[0]; i++) {
        if (locks[i] >= 0) {
            (void)close(locks[i]);
        }
    }
}

static enum tnw_err
keep(const char *path, const char *suffix, char where[CONFIG_WHERE])
{
    char kept[PATH_SIZE];
    if (access(path, F_OK) != 0 && errno == ENOENT) {
        return TNW_OK;
    }
    (void)snprintf(kept, sizeof kept, "%s.%s", path, suffix);
    return file_keep(path, kept) == TNW_OK ? TNW_OK : log_key_fails(TNW_E_IO, where, kept, "cannot be made");
}

/* Both are made beside the old ones first. A crash between the two moves leaves a key and the state of another log, which no
 * server starts with; then this is done again. */
static enum tnw_err
replace(const struct config *config, const char *name, char where[CONFIG_WHERE])
{
    char key[PATH_SIZE];
    char state[PATH_SIZE];
    (void)snprintf(key, sizeof key, "%s.next", config->audit_key);
    (void)snprintf(state, sizeof state, "%s.next", config->audit_state);
    (void)unlink(key); /* what a crash left */
    (void)unlink(state);
    enum tnw_err err = log_keys_create(key, state, name, where);
    if (err != TNW_OK) {
        return err;
    }
    if (file_move(key, config->audit_key) != TNW_OK || file_move(state, config->audit_state) != TNW_OK) {
        return log_key_fails(TNW_E_IO, where, config->audit_key, "cannot be replaced");
    }
    return log_keys_print(config->audit_key, where);
}

enum tnw_err
log_keys_renew(const struct config *config, const char *name, char where[CONFIG_WHERE])
{
    struct old_log old;
    enum tnw_err err = open_old(&old, config, name, where);
    if (err == TNW_OK) {
        err = keep(config->audit_key, old.suffix, where);
    }
    if (err == TNW_OK) {
        err = keep(config->audit_state, old.suffix, where);
    }
    if (err == TNW_OK) {
        err = replace(config, name, where);
    }
    close_old(&old);
    return err;
}
