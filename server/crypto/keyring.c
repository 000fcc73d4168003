#include "crypto/keyring.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"

#define WRAP_VERSION 1
#define KEY_ID KEYRING_KEY_ID

struct wrap_key {
    uint8_t id[KEY_ID];
    struct aead_key key;
};

struct keyring {
    uint8_t index[HASH_SIZE];
    bool has_index;
    struct wrap_key wrap[KEYRING_WRAP_MAX];
    size_t wrap_count;
};

static void
put_wrap_line(struct buf *out, const char *name)
{
    uint8_t id[KEY_ID];
    uint8_t key[AEAD_KEY];
    random_fill(id, sizeof id);
    random_fill(key, sizeof key);
    buf_put_str(out, name);
    buf_put_u8(out, ' ');
    buf_put_hex(out, slice_of(id, sizeof id));
    buf_put_u8(out, ' ');
    buf_put_hex(out, slice_of(key, sizeof key));
    buf_put_u8(out, '\n');
    bytes_wipe(key, sizeof key);
}

enum tnw_err
keyring_create(const char *path)
{
    struct buf text = {0};
    buf_put_str(&text,
                "# tnwd keyring: without it the store is unreadable. Keep it apart from the data and its backups.\n");
    put_wrap_line(&text, "index");
    put_wrap_line(&text, "wrap");
    enum tnw_err err = text.err != TNW_OK ? text.err : file_create(path, buf_slice(&text));
    buf_free(&text);
    return err;
}

/* One line `NAME ID HEX`. Returns NULL, or what is wrong with it. */
static const char *
parse_keyring_line(struct keyring *keyring, char *line)
{
    char *id = strchr(line, ' ');
    char *key = id == NULL ? NULL : strchr(id + 1, ' ');
    if (key == NULL) {
        return "is not `NAME ID HEX`";
    }
    *id++ = 0;
    *key++ = 0;
    uint8_t id_bytes[KEY_ID];
    if (hex_decode(id_bytes, KEY_ID, id) != TNW_OK) {
        return "has an id that is not 16 lower-case hex digits";
    }
    if (strcmp(line, "index") == 0) {
        if (keyring->has_index) {
            return "is a second index key";
        }
        keyring->has_index = true;
        return hex_decode(keyring->index, HASH_SIZE, key) == TNW_OK ? NULL : "has a key that is not 64 hex digits";
    }
    if (strcmp(line, "wrap") != 0) {
        return "is neither `index` nor `wrap`";
    }
    if (keyring->wrap_count == KEYRING_WRAP_MAX) {
        return "is one wrapping key too many";
    }
    struct wrap_key *wrap = &keyring->wrap[keyring->wrap_count++];
    memcpy(wrap->id, id_bytes, KEY_ID);
    return hex_decode(wrap->key.bytes, AEAD_KEY, key) == TNW_OK ? NULL : "has a key that is not 64 hex digits";
}

static enum tnw_err
parse_keyring_file(struct keyring *keyring, FILE *file, const char *path, char where[256])
{
    char line[256];
    const char *wrong = NULL;
    for (int number = 1; wrong == NULL && fgets(line, sizeof line, file) != NULL; number++) {
        line[strcspn(line, "\n")] = 0;
        if (line[0] == '#' || line[0] == 0) {
            continue;
        }
        wrong = parse_keyring_line(keyring, line);
        if (wrong != NULL) {
            (void)snprintf(where, 256, "%.150s: line %d %s", path, number, wrong);
        }
    }
    bytes_wipe(line, sizeof line);
    if (wrong != NULL) {
        return TNW_E_CONFIGURATION;
    }
    if (!keyring->has_index || keyring->wrap_count == 0) {
        (void)snprintf(where, 256, "%.150s: needs one index key and a wrapping key", path);
        return TNW_E_CONFIGURATION;
    }
    return TNW_OK;
}

static enum tnw_err
check_mode(int fd, const char *path, char where[256])
{
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        (void)snprintf(where, 256, "%.150s: is not a regular file", path);
        return TNW_E_IO;
    }
    if ((st.st_mode & 077) != 0 || (st.st_uid != geteuid() && st.st_uid != 0)) {
        (void)snprintf(where, 256, "%.150s: others can read it; chmod 600 and chown it to the user of tnwd", path);
        return TNW_E_CONFIGURATION;
    }
    return TNW_OK;
}

enum tnw_err
keyring_load(struct keyring **out, const char *path, char where[256])
{
    *out = NULL;
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        (void)snprintf(where, 256, "%.150s: %s", path, strerror(errno));
        return TNW_E_IO;
    }
    struct keyring *keyring = calloc(1, sizeof *keyring);
    enum tnw_err err = keyring == NULL ? TNW_E_NO_MEMORY : check_mode(fileno(file), path, where);
    if (err == TNW_OK) {
        /* Unbuffered, so that no copy of the keys stays behind in freed memory. */
        (void)setvbuf(file, NULL, _IONBF, 0);
        err = parse_keyring_file(keyring, file, path, where);
    }
    (void)fclose(file);
    if (err != TNW_OK) {
        keyring_free(&keyring);
        return err;
    }
    *out = keyring;
    return TNW_OK;
}

void
keyring_free(struct keyring **keyring)
{
    if (*keyring == NULL) {
        return;
    }
    bytes_wipe(*keyring, sizeof **keyring);
    free(*keyring);
    *keyring = NULL;
}

struct hash
keyring_index(const struct keyring *keyring, const char *purpose, struct slice bytes)
{
    const struct slice parts[] = {slice_str("tnw/index/v1/"), slice_of(purpose, strlen(purpose) + 1), bytes};
    return hash_hmac(slice_of(keyring->index, HASH_SIZE), parts, sizeof parts / sizeof parts[0]);
}

#define WRAP_TAG "tnw/wrap/v1"

struct wrap_ad {
    uint8_t bytes[sizeof WRAP_TAG + ID_SIZE];
};

static struct wrap_ad
wrap_ad(const struct id *place)
{
    struct wrap_ad ad;
    memcpy(ad.bytes, WRAP_TAG, sizeof WRAP_TAG);
    memcpy(ad.bytes + sizeof WRAP_TAG, place->bytes, ID_SIZE);
    return ad;
}

void
keyring_wrap(const struct keyring *keyring, struct aead_scratch *scratch, struct buf *out, const struct id *place,
             const struct aead_key *key)
{
    const struct wrap_key *wrap = &keyring->wrap[keyring->wrap_count - 1];
    struct wrap_ad ad = wrap_ad(place);
    buf_put_u8(out, WRAP_VERSION);
    buf_put(out, wrap->id, KEY_ID);
    aead_encrypt(scratch, out, &wrap->key, slice_of(ad.bytes, sizeof ad.bytes), slice_of(key->bytes, AEAD_KEY));
}

enum tnw_err
keyring_unwrap(const struct keyring *keyring, struct aead_scratch *scratch, struct aead_key *out,
               const struct id *place, struct slice wrapped)
{
    struct cursor cur = cursor_of(wrapped);
    uint8_t version = cursor_u8(&cur);
    struct slice id = cursor_slice(&cur, KEY_ID);
    struct slice encrypted = cursor_rest(&cur);
    if (cur.err != TNW_OK || version != WRAP_VERSION || encrypted.len != AEAD_KEY + AEAD_OVERHEAD) {
        return TNW_E_CORRUPT;
    }
    struct wrap_ad ad = wrap_ad(place);
    for (size_t i = 0; i < keyring->wrap_count; i++) {
        const struct wrap_key *wrap = &keyring->wrap[i];
        if (!slice_eq(id, slice_of(wrap->id, KEY_ID))) {
            continue;
        }
        struct buf plain = {0};
        enum tnw_err err = aead_decrypt(scratch, &plain, &wrap->key, slice_of(ad.bytes, sizeof ad.bytes), encrypted);
        if (err == TNW_OK) {
            memcpy(out->bytes, plain.ptr, AEAD_KEY);
        }
        buf_free(&plain);
        return err;
    }
    return TNW_E_CORRUPT;
}

size_t
keyring_wrapping_ids(const struct keyring *keyring, uint8_t ids[KEYRING_WRAP_MAX][KEYRING_KEY_ID])
{
    for (size_t i = 0; i < keyring->wrap_count; i++) {
        memcpy(ids[i], keyring->wrap[i].id, KEYRING_KEY_ID);
    }
    return keyring->wrap_count;
}
