#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "app/keys/escrow.h"
#include "app/keys/keys_turn.h"
#include "base/file.h"
#include "base/stop.h"
#include "crypto/escrow/cms.h"

#define SHARE_FILE_MAX ((size_t)64 * 1024)
#define RECOVERED_MAX ((size_t)64 * 1024)

/* K/N, where N recipients were named. */
static enum tnw_err
parse_split(struct escrow_order *order, const char *text, char where[CONFIG_WHERE])
{
    unsigned n = 0;
    int end = 0;
    if (text == NULL) {
        return TNW_OK;
    }
    if (sscanf(text, "%2u/%2u%n", &order->k, &n, &end) != 2 || text[end] != 0 || order->k < 1 || order->k > n ||
        n > SHAMIR_MAX) {
        return command_fail(TNW_E_USAGE, where, text, "--split takes K/N, as 2/3: K of N shares; N is at most 16");
    }
    if (n != order->recipients) {
        (void)snprintf(where, CONFIG_WHERE,
                       "--split %s: each of %u shares needs its own --to-recipient, and there are %zu", text, n,
                       order->recipients);
        return TNW_E_USAGE;
    }
    return TNW_OK;
}

enum { EXPORT_CONFIG, EXPORT_SET, EXPORT_TO, EXPORT_SPLIT, EXPORT_LOG_KEY, EXPORT_OUT };

enum tnw_err
command_keys_export(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {command_flag_config,
                                     command_flag_set,
                                     {.name = "to-recipient", .max = SHAMIR_MAX, .required = true},
                                     {.name = "split", .max = 1},
                                     {.name = "log-key"},
                                     {.name = "out", .max = 1},
                                     {.name = NULL}};
    struct config config;
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    if (err != TNW_OK) {
        return err;
    }
    struct escrow_order order = {.folder = flags[EXPORT_OUT].count > 0 ? flags[EXPORT_OUT].values[0] : ".",
                                 .certificates = flags[EXPORT_TO].values,
                                 .recipients = flags[EXPORT_TO].count,
                                 .log_key = flags[EXPORT_LOG_KEY].count > 0};
    const struct config_sets sets = command_sets(&flags[EXPORT_SET]);
    err = parse_split(&order, flags[EXPORT_SPLIT].count > 0 ? flags[EXPORT_SPLIT].values[0] : NULL, where);
    if (err == TNW_OK) {
        err = keys_turn_take(flags[EXPORT_CONFIG].values[0], where);
    }
    if (err == TNW_OK) {
        err = config_load(&config, flags[EXPORT_CONFIG].values[0], &sets, where);
    }
    if (err == TNW_OK) {
        err = escrow_export(&config, &order, where);
    }
    if (err == TNW_OK) {
        const char *copy = config.keys_recovery_copy;
        fprintf(stderr,
                "They open %s, and nothing without it%s%s.\n"
                "Shares of an earlier escrow open nothing any more.\n",
                config.keys_recovery, copy[0] == 0 ? ": keep that off this machine too (keys.recovery_copy)" : ", or ",
                copy);
    }
    return err;
}

/* What is put together. */
struct import {
    struct recovery recovery;
    struct shamir_share shares[SHAMIR_MAX];
    size_t count;
    const struct arguments_flag *keys; /* of recipients */
};

/* With each key. */
static enum tnw_err
take_encrypted(struct import *import, struct slice text, const char *path, char where[CONFIG_WHERE])
{
    enum tnw_err err = command_fail(TNW_E_USAGE, where, path,
                                    "is encrypted: give a recipient's key with --key, or what `openssl cms -decrypt` "
                                    "makes of it");
    for (size_t i = 0; err != TNW_OK && i < import->keys->count; i++) {
        struct buf plain = {0};
        err = cms_decrypt(&plain, text, import->keys->values[i], where);
        if (err == TNW_OK) {
            err = escrow_take_share(&import->recovery, buf_slice(&plain), path, import->shares, &import->count, where);
        }
        buf_free(&plain);
    }
    if (err == TNW_E_CRYPTO) {
        err =
            command_fail(err, where, path,
                         "none of the keys opens it: give that of the recipient whom `tnwd keys export` named for it");
    }
    return err;
}

static enum tnw_err
take_file(struct import *import, const char *path, char where[CONFIG_WHERE])
{
    struct buf text = {0};
    enum tnw_err err = file_read(&text, path, SHARE_FILE_MAX, where);
    if (err == TNW_OK) {
        err = cms_is(buf_slice(&text))
                  ? take_encrypted(import, buf_slice(&text), path, where)
                  : escrow_take_share(&import->recovery, buf_slice(&text), path, import->shares, &import->count, where);
    }
    buf_free(&text);
    return err;
}

/* Out: keyring, log_key: what the files held. */
static enum tnw_err
open_recovered(const struct import *import, const uint8_t secret[SHAMIR_SECRET], struct buf *keyring,
               struct buf *log_key)
{
    enum tnw_err err = TNW_OK;
    buf_put_str(keyring, "# tnwd keyring: without it the store is unreadable. Keep it apart from the data and its "
                         "backups.\n");
    for (size_t i = 0; err == TNW_OK && i < import->recovery.count; i++) {
        const struct recovery_key *key = &import->recovery.keys[i];
        struct buf plain = {0};
        char id[KEYRING_ID_TEXT];
        keyring_id_format(id, &key->id);
        err = recovery_open(&import->recovery, secret, key, &plain);
        if (err == TNW_OK && key->kind == RECOVERY_LOG_KEY) {
            buf_put_slice(log_key, buf_slice(&plain));
        } else if (err == TNW_OK) {
            buf_printf(keyring, "%s %s ", key->kind == RECOVERY_INDEX ? "index" : "wrap", id);
            buf_put_hex(keyring, buf_slice(&plain));
            buf_put_u8(keyring, '\n');
        }
        buf_free(&plain);
    }
    return err == TNW_OK ? keyring->err : err;
}

static bool
holds_same(const char *path, const struct buf *text)
{
    char where[FILE_WHERE];
    struct buf there = {0};
    bool same = file_read_secret(&there, path, RECOVERED_MAX, where) == TNW_OK && there.len == text->len &&
                slice_eq(buf_slice(&there), buf_slice(text));
    buf_free(&there);
    return same;
}

/* What an import that was cut has made is not made again. */
static enum tnw_err
create_file(const char *path, const struct buf *text, char where[CONFIG_WHERE])
{
    enum tnw_err err = file_create(path, buf_slice(text));
    if (err == TNW_OK || (err == TNW_E_CONFLICT && holds_same(path, text))) {
        printf("%s%s\n", path, err == TNW_OK ? "" : " is there already, and the same");
        return TNW_OK;
    }
    return command_fail(err, where, path,
                        err == TNW_E_CONFLICT ? "is there already: move it away first, nothing is replaced"
                                              : "cannot be made");
}

static enum tnw_err
write_imported(const struct import *import, const struct config *config, char where[CONFIG_WHERE])
{
    uint8_t secret[SHAMIR_SECRET];
    struct buf keyring = {0};
    struct buf log_key = {0};
    enum tnw_err err = shamir_join(import->shares, import->recovery.k, secret);
    if (err == TNW_OK && !recovery_is_secret(&import->recovery, secret)) {
        err = command_fail(TNW_E_CRYPTO, where, config->keys_recovery, "is of another escrow than the shares");
    }
    if (err == TNW_OK) {
        err = open_recovered(import, secret, &keyring, &log_key);
    }
    if (err == TNW_OK) {
        err = create_file(config->keys_keyring, &keyring, where);
        stop_here("import_keyring");
    }
    if (err == TNW_OK && log_key.len > 0 && access(config->audit_key, F_OK) != 0 && errno == ENOENT) {
        err = create_file(config->audit_key, &log_key, where);
    }
    bytes_wipe(secret, sizeof secret);
    buf_free(&keyring);
    buf_free(&log_key);
    return err;
}

static enum tnw_err
import_shares(struct import *import, const struct config *config, const char *const *paths, size_t count,
              char where[CONFIG_WHERE])
{
    enum tnw_err err = recovery_read(&import->recovery, config->keys_recovery, where);
    for (size_t i = 0; err == TNW_OK && i < count; i++) {
        err = take_file(import, paths[i], where);
    }
    if (err == TNW_OK && import->count < import->recovery.k) {
        (void)snprintf(where, CONFIG_WHERE, "%u shares are needed, and these are %zu: ask for others of the %u",
                       import->recovery.k, import->count, import->recovery.n);
        err = TNW_E_CONFIGURATION;
    }
    if (err == TNW_OK) {
        err = write_imported(import, config, where);
    }
    bytes_wipe(import->shares, sizeof import->shares);
    return err;
}

enum tnw_err
command_keys_import(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {command_flag_config,
                                     command_flag_set,
                                     {.name = "key", .max = SHAMIR_MAX},
                                     {.name = "recovery", .max = 1},
                                     {.name = NULL}};
    const char *paths[SHAMIR_MAX];
    size_t count = 0;
    struct config config;
    enum tnw_err err = arguments_parse_some(argc, argv, flags, paths, SHAMIR_MAX, &count, where);
    if (err != TNW_OK) {
        return err;
    }
    const struct config_sets sets = command_sets(&flags[1]);
    err = keys_turn_take(flags[0].values[0], where);
    if (err == TNW_OK) {
        err = config_load(&config, flags[0].values[0], &sets, where);
    }
    if (err == TNW_OK && flags[3].count > 0) {
        (void)snprintf(config.keys_recovery, sizeof config.keys_recovery, "%s", flags[3].values[0]);
    }
    struct import import = {.keys = &flags[2]};
    return err == TNW_OK ? import_shares(&import, &config, paths, count, where) : err;
}
