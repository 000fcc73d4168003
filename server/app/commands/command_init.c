#include "app/command.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/log_files.h"
#include "base/file.h"
#include "crypto/token/token_ring.h"
#include "store/lmdb/lmdb_engine.h"

#define CONFIG_FILE "tnwd.conf"

static bool
join_path(char out[CONFIG_TEXT], const char *folder, const char *name)
{
    int len = snprintf(out, CONFIG_TEXT, "%s/%s", folder, name);
    return len > 0 && len < CONFIG_TEXT;
}

static enum tnw_err
make_folder(const char *path, char where[CONFIG_WHERE])
{
    if (mkdir(path, 0700) == 0 || errno == EEXIST) {
        return TNW_OK;
    }
    return command_fail(TNW_E_IO, where, path, strerror(errno));
}

/* The names in it are durable, too: a power cut must not take the keyring of a store that goes on. */
static enum tnw_err
sync_folder(const char *path, char where[CONFIG_WHERE])
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    int reason = errno;
    if (fd >= 0) {
        (void)close(fd);
    }
    return ok ? TNW_OK : command_fail(TNW_E_IO, where, path, strerror(reason));
}

static enum tnw_err
write_config(const char *path, const struct token *token, char where[CONFIG_WHERE])
{
    struct buf text = {0};
    config_write_default(&text, token);
    enum tnw_err err = text.err == TNW_OK ? file_create(path, buf_slice(&text)) : text.err;
    buf_free(&text);
    return err == TNW_OK ? err : command_fail(err, where, path, "cannot be made");
}

/* What init makes, in this order: the configuration, last, says that the rest is there. */
enum part { PART_KEYRING, PART_AUDIT_KEY, PART_AUDIT_STATE, PART_DATA, PART_TLS, PART_CONFIG, PART_COUNT };

static const char *const parts[PART_COUNT] = {"keyring", "audit-key", "audit-state", "data", "tls", CONFIG_FILE};

static bool
is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

/* A store without its configuration was not left behind by an init that was cut. */
static enum tnw_err
find_init_paths(const char *folder, char paths[PART_COUNT][CONFIG_TEXT], char where[CONFIG_WHERE])
{
    for (size_t i = 0; i < PART_COUNT; i++) {
        if (!join_path(paths[i], folder, parts[i])) {
            return command_fail(TNW_E_USAGE, where, folder, "the path is too long");
        }
    }
    const bool taken[] = {is_there(paths[PART_CONFIG]), lmdb_engine_is_there(paths[PART_DATA])};
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        if (taken[i]) {
            return command_fail(TNW_E_CONFLICT, where, paths[i == 0 ? PART_CONFIG : PART_DATA],
                                "is there already; init never replaces anything");
        }
    }
    return TNW_OK;
}

/* One that is there is kept, if it is one. token: NULL: the file itself keeps the keys. */
static enum tnw_err
make_keyring(const char *path, const struct token *token, char where[CONFIG_WHERE])
{
    static const struct token none = {"", "", ""};
    struct keyring *keyring = NULL;
    struct token_ring ring;
    if (!is_there(path) && token != NULL) {
        return token_ring_create(token, path, where);
    }
    if (!is_there(path)) {
        enum tnw_err err = keyring_create(path);
        return err == TNW_OK ? err : command_fail(err, where, path, "cannot be made");
    }
    token_ring_init(&ring, token == NULL ? &none : token);
    enum tnw_err err = keyring_load_with(&keyring, path, &ring.opener, where);
    keyring_free(&keyring);
    return err;
}

static void
tell_next_steps(char paths[PART_COUNT][CONFIG_TEXT])
{
    fprintf(stderr, "Next: put the certificates into %s, register somebody with `tnwd actor add`, then `tnwd serve`.\n",
            paths[PART_TLS]);
    fprintf(stderr, "Keep a copy of %s apart from the data: without it the data cannot be read.\n",
            paths[PART_KEYRING]);
    fprintf(stderr, "The second line is the public key of the audit log: give it to everybody who checks the log.\n");
}

/* name: of the log. token: NULL: none. Goes on where an earlier one was cut, and replaces nothing. */
static enum tnw_err
make_installation(const char *folder, const char *name, const struct token *token, char where[CONFIG_WHERE])
{
    char paths[PART_COUNT][CONFIG_TEXT];
    enum tnw_err err = find_init_paths(folder, paths, where);
    if (err == TNW_OK) {
        err = make_folder(folder, where);
    }
    if (err == TNW_OK) {
        err = make_keyring(paths[PART_KEYRING], token, where);
    }
    if (err == TNW_OK) {
        err = log_files_complete(paths[PART_AUDIT_KEY], paths[PART_AUDIT_STATE], name, where);
    }
    for (size_t i = PART_DATA; err == TNW_OK && i <= PART_TLS; i++) {
        err = make_folder(paths[i], where);
    }
    if (err == TNW_OK) {
        err = sync_folder(folder, where);
    }
    if (err == TNW_OK) {
        err = write_config(paths[PART_CONFIG], token, where);
    }
    if (err == TNW_OK) {
        printf("%s\n", paths[PART_CONFIG]);
        err = log_files_print_key(paths[PART_AUDIT_KEY], where);
    }
    if (err == TNW_OK) {
        tell_next_steps(paths);
    }
    return err;
}

enum { FLAG_ORIGIN, FLAG_TOKEN, FLAG_MODULE, FLAG_PIN };

/* Where the configuration leads, from whatever folder. */
struct token_paths {
    char module[PATH_MAX];
    char pin[PATH_MAX];
};

static enum tnw_err
take_token(struct token *out, struct token_paths *paths, const struct arguments_flag *flags, char where[CONFIG_WHERE])
{
    size_t given = flags[FLAG_TOKEN].count + flags[FLAG_MODULE].count + flags[FLAG_PIN].count;
    *out = (struct token){"", "", ""};
    if (given == 0) {
        return TNW_OK;
    }
    if (given != 3) {
        (void)snprintf(where, CONFIG_WHERE, "--token LABEL, --module FILE.so and --pin FILE go together");
        return TNW_E_USAGE;
    }
    const char *module = flags[FLAG_MODULE].values[0];
    const char *pin = flags[FLAG_PIN].values[0];
    if (realpath(module, paths->module) == NULL) {
        return command_fail(TNW_E_IO, where, module, strerror(errno));
    }
    if (realpath(pin, paths->pin) == NULL) {
        return command_fail(TNW_E_IO, where, pin, strerror(errno));
    }
    *out = (struct token){.module = paths->module, .label = flags[FLAG_TOKEN].values[0], .pin = paths->pin};
    return TNW_OK;
}

enum tnw_err
command_init(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {command_flag_origin,
                                     {.name = "token", .max = 1},
                                     {.name = "module", .max = 1},
                                     {.name = "pin", .max = 1},
                                     {.name = NULL}};
    const char *folder = NULL;
    struct token_paths paths;
    struct token token;
    enum tnw_err err = arguments_parse(argc, argv, flags, &folder, 1, where);
    if (err == TNW_OK) {
        err = log_files_check_origin(flags[FLAG_ORIGIN].values[0], where);
    }
    if (err == TNW_OK) {
        err = take_token(&token, &paths, flags, where);
    }
    const bool kept = flags[FLAG_TOKEN].count > 0;
    return err == TNW_OK ? make_installation(folder, flags[FLAG_ORIGIN].values[0], kept ? &token : NULL, where) : err;
}
