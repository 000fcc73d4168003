#include "audit/note/log_key.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "audit/note/note_text.h"
#include "base/clock.h"
#include "base/file.h"

#define VERSION_LINE "tnwd log key 1"
#define KEY_FILE_MAX 512

static void
put_key_line(struct buf *out, const char *name, const char *value)
{
    buf_printf(out, "%s %s\n", name, value);
}

/* Labels of letters, digits and hyphens with dots between, at least two; a port may follow. */
static bool
is_host(struct slice host)
{
    bool dotted = false;
    if (host.len == 0 || host.ptr[host.len - 1] == ':') {
        return false;
    }
    struct slice name = note_text_until(&host, ':');
    while (name.len > 0) {
        struct slice label = note_text_until(&name, '.');
        dotted = dotted || name.len > 0;
        for (size_t i = 0; i < label.len; i++) {
            if (strchr("abcdefghijklmnopqrstuvwxyz0123456789-", label.ptr[i]) == NULL) {
                return false;
            }
        }
        if (label.len == 0 || label.ptr[0] == '-' || label.ptr[label.len - 1] == '-') {
            return false;
        }
    }
    for (size_t i = 0; i < host.len; i++) {
        dotted = dotted && host.ptr[i] >= '0' && host.ptr[i] <= '9';
    }
    return dotted;
}

/* Whole segments of characters that need no escape in a URL. */
static bool
is_path(struct slice path)
{
    while (path.len > 0) {
        struct slice segment = note_text_until(&path, '/');
        for (size_t i = 0; i < segment.len; i++) {
            uint8_t c = segment.ptr[i];
            if (c >= 0x80 || (!isalnum(c) && strchr("-._~", c) == NULL)) {
                return false;
            }
        }
        if (segment.len == 0) {
            return false;
        }
    }
    return true;
}

bool
log_key_is_origin(const char *name)
{
    size_t len = strlen(name);
    struct slice path = slice_str(name);
    struct slice host = note_text_until(&path, '/');
    return len > 0 && len <= NOTE_NAME_MAX && name[len - 1] != '/' && is_host(host) && is_path(path);
}

enum tnw_err
log_key_create(const char *path, const char *name)
{
    uint8_t seed[SIGN_SEED];
    char hex[2 * SIGN_SEED + 1];
    struct buf text = {0};
    if (!log_key_is_origin(name)) {
        return TNW_E_USAGE;
    }
    random_fill(seed, sizeof seed);
    hex_encode(hex, seed, sizeof seed);
    buf_put_str(&text, VERSION_LINE "\n");
    put_key_line(&text, "name", name);
    put_key_line(&text, "seed", hex);
    enum tnw_err err = text.err == TNW_OK ? file_create(path, buf_slice(&text)) : text.err;
    buf_free(&text);
    bytes_wipe(seed, sizeof seed);
    bytes_wipe(hex, sizeof hex);
    return err;
}

/* The value of the line `NAME VALUE`, which must come next. */
static bool
take_key_line(struct slice *text, const char *name, struct slice *value)
{
    struct slice line = note_text_until(text, '\n');
    size_t len = strlen(name);
    if (line.len <= len || memcmp(line.ptr, name, len) != 0 || line.ptr[len] != ' ') {
        return false;
    }
    *value = slice_of(line.ptr + len + 1, line.len - len - 1);
    return true;
}

static enum tnw_err
make_key_pair(struct log_key *out, struct slice name, const char *hex)
{
    uint8_t seed[SIGN_SEED];
    uint8_t public[SIGN_PUBLIC];
    enum tnw_err err = hex_decode(seed, SIGN_SEED, hex);
    if (err == TNW_OK) {
        err = sign_key_new(&out->secret, seed);
    }
    bytes_wipe(seed, sizeof seed);
    if (err != TNW_OK) {
        return err;
    }
    sign_key_public(out->secret, public);
    return note_key_set(&out->public, name, NOTE_ED25519, public);
}

static enum tnw_err
parse_key_file(struct log_key *out, struct slice text)
{
    struct slice version = note_text_until(&text, '\n');
    struct slice name;
    struct slice seed;
    char hex[2 * SIGN_SEED + 1];
    bool ok = slice_eq(version, slice_str(VERSION_LINE)) && take_key_line(&text, "name", &name) &&
              take_key_line(&text, "seed", &seed) && text.len == 0 && seed.len == sizeof hex - 1;
    if (!ok) {
        return TNW_E_CORRUPT;
    }
    memcpy(hex, seed.ptr, seed.len);
    hex[seed.len] = 0;
    enum tnw_err err = make_key_pair(out, name, hex);
    bytes_wipe(hex, sizeof hex);
    return err;
}

enum tnw_err
log_key_load(struct log_key *out, const char *path, char where[256])
{
    struct buf text = {0};
    *out = (struct log_key){.secret = NULL};
    enum tnw_err err = file_read_secret(&text, path, KEY_FILE_MAX, where);
    if (err == TNW_OK) {
        err = parse_key_file(out, buf_slice(&text));
        if (err != TNW_OK) {
            (void)snprintf(where, 256, "%.150s: is not a log key of this form: `%s`, name, seed", path, VERSION_LINE);
            err = err == TNW_E_NO_MEMORY ? err : TNW_E_CONFIGURATION;
        }
    }
    buf_free(&text);
    return err;
}

void
log_key_wipe(struct log_key *key)
{
    sign_key_free(&key->secret);
    *key = (struct log_key){.secret = NULL};
}

enum tnw_err
log_key_sign(const struct log_key *key, struct slice text, struct buf *note)
{
    enum tnw_err err = note_begin(note, text);
    return err == TNW_OK ? note_sign(note, text, &key->public, key->secret, 0) : err;
}

enum tnw_err
log_key_lock(const char *path, int *fd)
{
    *fd = open(path, O_RDONLY | O_CLOEXEC);
    if (*fd < 0) {
        return TNW_E_IO;
    }
    if (flock(*fd, LOCK_EX | LOCK_NB) != 0) {
        enum tnw_err err = errno == EWOULDBLOCK ? TNW_E_CONFLICT : TNW_E_IO;
        (void)close(*fd);
        *fd = -1;
        return err;
    }
    return TNW_OK;
}
