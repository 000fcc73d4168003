#include "app/keys/escrow.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "base/file.h"
#include "base/stop.h"
#include "crypto/escrow/cms.h"
#include "crypto/secret.h"
#include "crypto/token/token_ring.h"

/* Whole, in locked memory; free with secret_free. NULL: where says why, err what. */
static struct key_set *
read_all_keys(const struct config *config, enum tnw_err *err, char where[CONFIG_WHERE])
{
    struct token_ring ring;
    struct stat file;
    const struct token token = config_token(config);
    struct key_set *keys = secret_new(sizeof *keys);
    token_ring_init(&ring, &token);
    *err = keys == NULL ? TNW_E_NO_MEMORY : key_set_read(keys, NULL, config->keys_keyring, &ring.opener, &file, where);
    if (*err != TNW_OK) {
        secret_free(keys, sizeof *keys);
        return NULL;
    }
    return keys;
}

/* The second place first: nothing is destroyed while it cannot be reached. */
static enum tnw_err
write_both(const struct config *config, const struct recovery *recovery, char where[CONFIG_WHERE])
{
    enum tnw_err err = TNW_OK;
    if (config->keys_recovery_copy[0] != 0) {
        err = recovery_write(recovery, config->keys_recovery_copy, where);
        stop_here("escrow_copy");
    }
    if (err != TNW_OK) {
        return command_fail(err, where, config->keys_recovery_copy,
                            "cannot be written (keys.recovery_copy), and until it can no escrow changes and no key is "
                            "destroyed: bring its place back, and run this again");
    }
    err = recovery_write(recovery, config->keys_recovery, where);
    stop_here("escrow_written");
    return err;
}

static void
leave_out(struct key_set *keys, const struct keyring_id *gone, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < keys->count; i++) {
        bool goes = false;
        for (size_t k = 0; k < count; k++) {
            goes = goes || keyring_id_eq(&keys->wrap[i].id, &gone[k]);
        }
        if (!goes) {
            keys->wrap[kept++] = keys->wrap[i];
        }
    }
    keys->count = kept;
}

/* Also while its folder is out of reach. */
static bool
may_have_copy(const char *path)
{
    char folder[FILE_PATH];
    return path[0] != 0 && (access(path, F_OK) == 0 || !file_folder(path, folder) || access(folder, F_OK) != 0);
}

enum tnw_err
escrow_follow(const struct config *config, const struct keyring_id *gone, size_t count, char where[CONFIG_WHERE])
{
    struct recovery recovery;
    if (access(config->keys_recovery, F_OK) != 0) {
        return may_have_copy(config->keys_recovery_copy)
                   ? command_fail(TNW_E_CONFIGURATION, where, config->keys_recovery,
                                  "is not there, but keys.recovery_copy may be: copy that back, or `tnwd keys export`")
                   : TNW_OK;
    }
    enum tnw_err err = recovery_read(&recovery, config->keys_recovery, where);
    if (err != TNW_OK) {
        return err;
    }
    struct key_set *keys = read_all_keys(config, &err, where);
    if (keys == NULL) {
        return err;
    }
    leave_out(keys, gone, count);
    err = recovery_set_keys(&recovery, keys);
    secret_free(keys, sizeof *keys);
    return err == TNW_OK ? write_both(config, &recovery, where) : err;
}

void
escrow_tell(const struct config *config, const struct keyring *keyring, struct buf *out)
{
    struct recovery recovery;
    struct keyring_id ids[KEYRING_WRAP_MAX];
    char where[256] = "";
    char id[KEYRING_ID_TEXT];
    if (access(config->keys_recovery, F_OK) != 0) {
        buf_put_str(out, "no escrow: who loses the keyring loses the data (`tnwd keys export`)");
        return;
    }
    if (recovery_read(&recovery, config->keys_recovery, where) != TNW_OK) {
        buf_printf(out, "escrow unreadable: %s", where);
        return;
    }
    size_t lacks = 0;
    size_t count = keyring_list(keyring, ids);
    for (size_t i = 0; i < count; i++) {
        lacks += recovery_covers(&recovery, &ids[i]) ? 0 : 1;
    }
    keyring_id_format(id, &recovery.escrow);
    buf_printf(out, "escrow %s of %s: %u of %u shares bring back ", id, recovery.made, recovery.k, recovery.n);
    if (lacks == 0) {
        buf_put_str(out, "every key");
    } else {
        buf_printf(out, "all but %zu of %zu wrapping keys: run `tnwd keys export` again", lacks, count);
    }
}

static enum tnw_err
add_log_key(struct recovery *recovery, const char *path, char where[CONFIG_WHERE])
{
    static const struct keyring_id none = {{0}};
    struct buf text = {0};
    enum tnw_err err = file_read_secret(&text, path, RECOVERY_PLAIN_MAX, where);
    if (err == TNW_OK) {
        err = recovery_add(recovery, RECOVERY_LOG_KEY, &none, buf_slice(&text));
    }
    buf_free(&text);
    return err;
}

static void
name_share(char path[FILE_PATH], const struct recovery *recovery, unsigned number, const struct escrow_order *order)
{
    char id[KEYRING_ID_TEXT];
    keyring_id_format(id, &recovery->escrow);
    (void)snprintf(path, FILE_PATH, "%s/escrow-%s-%u.cms", order->folder, id, number);
}

/* When they open something. */
static void
tell_shares(const struct recovery *recovery, const struct escrow_order *order)
{
    for (size_t i = 0; i < order->recipients; i++) {
        char path[FILE_PATH];
        name_share(path, recovery, order->k == 0 ? 1 : (unsigned)i + 1, order);
        printf("%s for %s\n", path, order->certificates[i]);
    }
}

/* Of one share to those who get it. */
static enum tnw_err
write_share(const struct recovery *recovery, const struct keyring_id *keyring, const struct shamir_share *share,
            const struct escrow_order *order, size_t first, size_t count, char where[CONFIG_WHERE])
{
    char path[FILE_PATH];
    struct buf plain = {0};
    struct buf sealed = {0};
    name_share(path, recovery, share->number, order);
    escrow_put_share(&plain, recovery, keyring, share);
    enum tnw_err err = plain.err;
    if (err == TNW_OK) {
        err = cms_encrypt(&sealed, buf_slice(&plain), order->certificates + first, count, where);
    }
    if (err == TNW_OK && (err = file_create(path, buf_slice(&sealed))) != TNW_OK) {
        err = command_fail(err, where, path, "cannot be made: is the folder of --out there, with room?");
    }
    stop_here("escrow_share");
    buf_free(&plain);
    buf_free(&sealed);
    return err;
}

static enum tnw_err
write_shares(const struct recovery *recovery, const struct keyring_id *keyring, const struct shamir_share *shares,
             const struct escrow_order *order, char where[CONFIG_WHERE])
{
    if (order->k == 0) {
        return write_share(recovery, keyring, &shares[0], order, 0, order->recipients, where);
    }
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; err == TNW_OK && i < order->recipients; i++) {
        err = write_share(recovery, keyring, &shares[i], order, i, 1, where);
    }
    return err;
}

/* What is in the recovery file counts: before that is written the escrow from before is in force, then this one. */
enum tnw_err
escrow_export(const struct config *config, const struct escrow_order *order, char where[CONFIG_WHERE])
{
    struct recovery recovery;
    struct shamir_share shares[SHAMIR_MAX];
    const struct clock clock = clock_system();
    unsigned n = order->k == 0 ? 1 : (unsigned)order->recipients;
    enum tnw_err err = TNW_OK;
    struct key_set *keys = read_all_keys(config, &err, where);
    if (keys == NULL) {
        return err;
    }
    err = recovery_begin(&recovery, order->k == 0 ? 1 : order->k, n, clock_now(&clock), shares);
    if (err == TNW_OK && order->log_key) {
        err = add_log_key(&recovery, config->audit_key, where);
    }
    if (err == TNW_OK) {
        err = recovery_set_keys(&recovery, keys);
    }
    if (err == TNW_OK) {
        err = write_shares(&recovery, &keys->index_id, shares, order, where);
    }
    if (err == TNW_OK) {
        err = write_both(config, &recovery, where);
    }
    if (err == TNW_OK) {
        tell_shares(&recovery, order);
    }
    bytes_wipe(shares, sizeof shares);
    secret_free(keys, sizeof *keys);
    return err;
}
