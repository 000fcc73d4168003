#include "crypto/key_set.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "crypto/bridge.h"

/* Of one reading of the file. */
struct reading {
    struct key_set *keys;
    const struct key_set *known;
    const struct keyring_opener *opener;
    struct bridge bridges[KEYRING_WRAP_MAX];
    size_t bridge_count;
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
ask_opener(struct reading *reading, const struct keyring_line *line, struct aead_key *key)
{
    reading->err = reading->opener->open(reading->opener->ctx, line, key, reading->where);
    return reading->err == TNW_OK ? NULL : reading->where;
}

static const char *
take_index_key(struct reading *reading, const struct keyring_line *line)
{
    struct key_set *keys = reading->keys;
    struct aead_key opened = {{0}};
    if (keys->has_index) {
        return "is a second index key";
    }
    keys->has_index = true;
    keys->index_id = line->id;
    if (strcmp(line->form, "index") == 0) {
        return take_hex(keys->index, line);
    }
    if (reading->known != NULL) {
        memcpy(keys->index, reading->known->index, HASH_SIZE);
        return NULL;
    }
    const char *wrong = ask_opener(reading, line, &opened);
    memcpy(keys->index, opened.bytes, HASH_SIZE);
    bytes_wipe(&opened, sizeof opened);
    return wrong;
}

/* One for each rotation that goes on, or was cut before its key stood there: of too many the newest count. */
static const char *
take_bridge(struct reading *reading, const struct keyring_line *line)
{
    return bridge_parse(&reading->bridges[reading->bridge_count++ % KEYRING_WRAP_MAX], line);
}

static bool
cross_bridge(const struct reading *reading, const struct keyring_id *id, struct aead_key *key)
{
    for (size_t i = 0; reading->known != NULL && i < reading->bridge_count && i < KEYRING_WRAP_MAX; i++) {
        const struct bridge *bridge = &reading->bridges[i];
        const struct key_set_key *old = key_set_find(reading->known, &bridge->old);
        if (old != NULL && keyring_id_eq(&bridge->fresh, id) && bridge_cross(bridge, &old->key, key) == TNW_OK) {
            return true;
        }
    }
    return false;
}

static const char *
open_line(struct reading *reading, const struct keyring_line *line, struct aead_key *key)
{
    const struct keyring_opener *opener = reading->opener;
    if (opener == NULL || strcmp(line->form, opener->form) != 0) {
        return "is neither `index` nor `wrap`";
    }
    const struct key_set_key *known = reading->known == NULL ? NULL : key_set_find(reading->known, &line->id);
    if (known != NULL) {
        *key = known->key;
        return NULL;
    }
    return cross_bridge(reading, &line->id, key) ? NULL : ask_opener(reading, line, key);
}

static bool
is_index(const struct reading *reading, const char *form)
{
    const char *own = reading->opener == NULL ? NULL : reading->opener->index_form;
    return strcmp(form, "index") == 0 || (own != NULL && strcmp(form, own) == 0);
}

static const char *
take_file_line(void *ctx, const struct keyring_line *line)
{
    struct reading *reading = ctx;
    struct key_set *keys = reading->keys;
    if (is_index(reading, line->form)) {
        return take_index_key(reading, line);
    }
    if (strcmp(line->form, BRIDGE_FORM) == 0) {
        return take_bridge(reading, line);
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
key_set_read(struct key_set *out, const struct key_set *known, const char *path, const struct keyring_opener *opener,
             struct stat *file, char where[256])
{
    struct reading reading = {.keys = out, .known = known, .opener = opener};
    *out = (struct key_set){.count = 0};
    enum tnw_err err = keyring_file_read(path, take_file_line, &reading, file, where);
    if (err == TNW_OK && (!out->has_index || out->count == 0)) {
        (void)snprintf(where, 256, "%.150s: needs one index key and a wrapping key", path);
        err = TNW_E_CONFIGURATION;
    }
    return reading.err != TNW_OK ? reading.err : err;
}

/* The bridge comes first: whoever sees the new line finds it. */
enum tnw_err
key_set_keep_new(const char *path, const struct keyring_opener *opener, const struct key_set_key *old,
                 const struct keyring_id *id, char where[256])
{
    char rest[KEYRING_REST] = "";
    char over[BRIDGE_REST] = "";
    struct aead_key key;
    const struct keyring_line line = {.form = opener->form, .id = *id, .rest = rest};
    const struct keyring_line bridge = {.form = BRIDGE_FORM, .id = old->id, .rest = over};
    random_fill(key.bytes, sizeof key.bytes);
    enum tnw_err err = opener->make(opener->ctx, id, &key, rest, where);
    if (err == TNW_OK) {
        err = bridge_make(over, &old->id, &old->key, id, &key);
    }
    if (err == TNW_OK) {
        err = keyring_file_add(path, &bridge, where);
    }
    if (err == TNW_OK) {
        err = keyring_file_add(path, &line, where);
    }
    bytes_wipe(&key, sizeof key);
    return err;
}
