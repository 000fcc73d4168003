#include "auditor/witness_key.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "whole_file.h"

/* "tnw-witness-key/v1 NAME SEED-IN-HEX", and a second line for people with the public key. */
#define TAG "tnw-witness-key/v1 "
#define FILE_MAX ((size_t)1024)

static void
to_hex(const unsigned char *bytes, size_t len, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < len; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[2 * len] = 0;
}

static bool
from_hex(const char *text, unsigned char *out, size_t len)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < 2 * len; i++) {
        const char *digit = text[i] == 0 ? NULL : strchr(digits, text[i]);
        if (digit == NULL) {
            return false;
        }
        unsigned value = (unsigned)(digit - digits);
        out[i / 2] = (unsigned char)(i % 2 == 0 ? value << 4 : out[i / 2] | value);
    }
    return text[2 * len] == 0;
}

enum tnw_err
witness_key_make(const char *name, const char *path, char key[TNW_KEY_TEXT])
{
    unsigned char seed[TNW_SEED_SIZE];
    char hex[2 * TNW_SEED_SIZE + 1] = "";
    char text[FILE_MAX];
    struct tnw_witness *witness = NULL;
    enum tnw_err err = getrandom(seed, sizeof seed, 0) == (ssize_t)sizeof seed ? TNW_OK : TNW_E_IO;
    if (err == TNW_OK) {
        err = tnw_witness_new(name, seed, &witness, key);
    }
    tnw_witness_free(&witness);
    if (err == TNW_OK) {
        to_hex(seed, sizeof seed, hex);
        int len = snprintf(text, sizeof text, TAG "%s %s\npublic %s\n", name, hex, key);
        err = len > 0 && (size_t)len < sizeof text ? whole_file_write(path, WHOLE_FILE_NEW, text, (size_t)len)
                                                   : TNW_E_USAGE;
    }
    explicit_bzero(text, sizeof text);
    explicit_bzero(hex, sizeof hex);
    explicit_bzero(seed, sizeof seed);
    return err;
}

/* Takes the first line apart. */
static enum tnw_err
parse_key_file(char *text, struct witness_key *out)
{
    unsigned char seed[TNW_SEED_SIZE];
    text[strcspn(text, "\n")] = 0;
    char *name = strncmp(text, TAG, sizeof TAG - 1) == 0 ? text + sizeof TAG - 1 : NULL;
    char *hex = name == NULL ? NULL : strrchr(name, ' ');
    if (hex == NULL || (size_t)(hex - name) >= sizeof out->name) {
        return TNW_E_CONFIGURATION;
    }
    *hex++ = 0;
    memcpy(out->name, name, strlen(name) + 1);
    enum tnw_err err = from_hex(hex, seed, sizeof seed) ? tnw_witness_new(out->name, seed, &out->secret, out->key)
                                                        : TNW_E_CONFIGURATION;
    explicit_bzero(seed, sizeof seed);
    return err == TNW_E_USAGE ? TNW_E_CONFIGURATION : err;
}

/* What keeps the file from being used; TEXT_NONE: nothing. A credential that systemd lends is not ours, and shows its
 * access list in the bits of the group. */
static enum text
key_file_objection(int fd)
{
    struct stat info;
    if (fstat(fd, &info) != 0) {
        return TEXT_KEY_FILE_UNSEEN;
    }
    mode_t others = info.st_uid == geteuid() ? S_IRWXG | S_IRWXO : S_IRWXO;
    if ((info.st_mode & others) != 0) {
        return TEXT_KEY_FILE_OPEN;
    }
    return flock(fd, LOCK_EX | LOCK_NB) != 0 ? TEXT_KEY_FILE_USED : TEXT_NONE;
}

enum tnw_err
witness_key_open(struct cli *cli, const char *path, struct witness_key *out)
{
    char text[FILE_MAX + 1];
    *out = (struct witness_key){.lock = open(path, O_RDONLY | O_CLOEXEC)};
    if (out->lock < 0) {
        return cli_fail(cli, TNW_E_IO, path, strerror(errno));
    }
    enum text why = key_file_objection(out->lock);
    if (why != TEXT_NONE) {
        return cli_wrong(cli, TNW_E_CONFIGURATION, path, why);
    }
    ssize_t len = read(out->lock, text, FILE_MAX);
    text[len < 0 ? 0 : len] = 0;
    enum tnw_err err = parse_key_file(text, out);
    explicit_bzero(text, sizeof text);
    return err == TNW_E_CONFIGURATION ? cli_wrong(cli, err, path, TEXT_KEY_FILE_WRONG) : err;
}

void
witness_key_close(struct witness_key *key)
{
    tnw_witness_free(&key->secret);
    if (key->lock >= 0) {
        close(key->lock);
    }
    key->lock = -1;
}
