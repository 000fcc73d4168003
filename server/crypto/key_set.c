#include "crypto/key_set.h"

#include <stdio.h>
#include <string.h>

/* Of one reading of the file. */
struct reading {
    struct key_set *keys;
    const struct keyring_opener *opener;
    enum tnw_err err; /* the opener's */
    char where[256];
};

const struct key_set_key *
key_set_find(const struct key_set *keys, const struct keyring_id *id)
{
    for (size_t i = 0; i < keys->count; i++) {
        if (keyring_id_eq(&keys->wrap[i].id, id)) {
            return &keys->wrap[i];
        }
    }
    return NULL;
}

static const char *
take_hex(uint8_t *out, const struct keyring_line *line)
{
    return hex_decode(out, AEAD_KEY, line->rest) == TNW_OK ? NULL : "has a key that is not 64 hex digits";
}

static const char *
take_index_key(struct key_set *keys, const struct keyring_line *line)
{
    if (keys->has_index) {
        return "is a second index key";
    }
    keys->has_index = true;
    return take_hex(keys->index, line);
}

static const char *
open_line(struct reading *reading, const struct keyring_line *line, struct aead_key *key)
{
    const struct keyring_opener *opener = reading->opener;
    if (opener == NULL || strcmp(line->form, opener->form) != 0) {
        return "is neither `index` nor `wrap`";
    }
    reading->err = opener->open(opener->ctx, line, key, reading->where);
    return reading->err == TNW_OK ? NULL : reading->where;
}

static const char *
take_file_line(void *ctx, const struct keyring_line *line)
{
    struct reading *reading = ctx;
    struct key_set *keys = reading->keys;
    if (strcmp(line->form, "index") == 0) {
        return take_index_key(keys, line);
    }
    if (keys->count == KEYRING_WRAP_MAX) {
        return "is one wrapping key too many";
    }
    if (key_set_find(keys, &line->id) != NULL) {
        return "has the id of another key";
    }
    struct key_set_key *wrap = &keys->wrap[keys->count];
    wrap->id = line->id;
    const char *wrong =
        strcmp(line->form, "wrap") == 0 ? take_hex(wrap->key.bytes, line) : open_line(reading, line, &wrap->key);
    keys->count += wrong == NULL ? 1 : 0;
    return wrong;
}

enum tnw_err
key_set_read(struct key_set *out, const char *path, const struct keyring_opener *opener, struct stat *file,
             char where[256])
{
    struct reading reading = {.keys = out, .opener = opener};
    *out = (struct key_set){.count = 0};
    enum tnw_err err = keyring_file_read(path, take_file_line, &reading, file, where);
    if (err == TNW_OK && (!out->has_index || out->count == 0)) {
        (void)snprintf(where, 256, "%.150s: needs one index key and a wrapping key", path);
        err = TNW_E_CONFIGURATION;
    }
    return reading.err != TNW_OK ? reading.err : err;
}
