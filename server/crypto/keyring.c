#include "crypto/keyring.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/key_set.h"
#include "crypto/secret.h"

#define WRAP_VERSION 1
/* A file that could not be read, as when it came only in part, is tried once more without a change. */
#define TRY_AGAIN_MS 60000

/* What changes while the keyring is used. */
struct shelf {
    pthread_rwlock_t lock; /* guards keys */
    struct key_set keys;
    pthread_mutex_t reading; /* guards all below */
    struct stat in_force;
    struct stat seen;   /* as the file was at the last look */
    struct stat failed; /* as it was when it could not be read; all zero: never */
    int64_t try_again;  /* what failed */
    bool untold;        /* a file was taken up since the last look */
};

struct keyring {
    char *path;
    const struct keyring_opener *opener;
    struct shelf *shelf;
};

enum tnw_err
keyring_create(const char *path)
{
    return keyring_file_create(path);
}

static struct shelf *
shelf_new(void)
{
    struct shelf *shelf = secret_new(sizeof *shelf);
    if (shelf != NULL) {
        (void)pthread_rwlock_init(&shelf->lock, NULL);
        (void)pthread_mutex_init(&shelf->reading, NULL);
    }
    return shelf;
}

enum tnw_err
keyring_load_with(struct keyring **out, const char *path, const struct keyring_opener *opener, char where[256])
{
    *out = NULL;
    struct keyring *keyring = calloc(1, sizeof *keyring);
    if (keyring == NULL) {
        return TNW_E_NO_MEMORY;
    }
    *keyring = (struct keyring){.path = strdup(path), .opener = opener, .shelf = shelf_new()};
    enum tnw_err err = keyring->path == NULL || keyring->shelf == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    if (err == TNW_OK) {
        err = key_set_read(&keyring->shelf->keys, NULL, path, opener, &keyring->shelf->in_force, where);
    }
    if (err != TNW_OK) {
        keyring_free(&keyring);
        return err;
    }
    *out = keyring;
    return TNW_OK;
}

enum tnw_err
keyring_load(struct keyring **out, const char *path, char where[256])
{
    return keyring_load_with(out, path, NULL, where);
}

void
keyring_free(struct keyring **keyring)
{
    struct keyring *it = *keyring;
    if (it == NULL) {
        return;
    }
    if (it->shelf != NULL) {
        (void)pthread_rwlock_destroy(&it->shelf->lock);
        (void)pthread_mutex_destroy(&it->shelf->reading);
    }
    secret_free(it->shelf, sizeof *it->shelf);
    free(it->path);
    free(it);
    *keyring = NULL;
}

/* The index key never changes: no lock is taken for it. */
struct hash
keyring_index(const struct keyring *keyring, const char *purpose, struct slice bytes)
{
    const struct slice parts[] = {slice_str("tnw/index/v1/"), slice_of(purpose, strlen(purpose) + 1), bytes};
    return hash_hmac(slice_of(keyring->shelf->keys.index, HASH_SIZE), parts, sizeof parts / sizeof parts[0]);
}

size_t
keyring_list(const struct keyring *keyring, struct keyring_id out[KEYRING_WRAP_MAX])
{
    struct shelf *shelf = keyring->shelf;
    (void)pthread_rwlock_rdlock(&shelf->lock);
    size_t count = shelf->keys.count;
    for (size_t i = 0; i < count; i++) {
        out[i] = shelf->keys.wrap[i].id;
    }
    (void)pthread_rwlock_unlock(&shelf->lock);
    return count;
}

size_t
keyring_wrapping_ids(const struct keyring *keyring, uint8_t ids[KEYRING_WRAP_MAX][KEYRING_KEY_ID])
{
    struct keyring_id list[KEYRING_WRAP_MAX];
    size_t count = keyring_list(keyring, list);
    for (size_t i = 0; i < count; i++) {
        memcpy(ids[i], list[i].bytes, KEYRING_KEY_ID);
    }
    return count;
}

struct keyring_id
keyring_last(const struct keyring *keyring)
{
    struct keyring_id ids[KEYRING_WRAP_MAX];
    size_t count = keyring_list(keyring, ids);
    return ids[count - 1];
}

/* key: NULL: it is only asked for. */
static bool
copy_wrap(struct shelf *shelf, const struct keyring_id *id, struct aead_key *key)
{
    (void)pthread_rwlock_rdlock(&shelf->lock);
    const struct key_set_key *wrap = key_set_find(&shelf->keys, id);
    if (wrap != NULL && key != NULL) {
        *key = wrap->key;
    }
    (void)pthread_rwlock_unlock(&shelf->lock);
    return wrap != NULL;
}

static bool
is_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* With shelf->reading. The old keys are wiped by what takes their place; the index key stays where it is. */
static enum tnw_err
take_file_up(const struct keyring *keyring, const struct keyring_id *must, char where[256])
{
    struct shelf *shelf = keyring->shelf;
    struct key_set fresh;
    struct stat file;
    enum tnw_err err = key_set_read(&fresh, &shelf->keys, keyring->path, keyring->opener, &file, where);
    if (err == TNW_OK && memcmp(fresh.index, shelf->keys.index, HASH_SIZE) != 0) {
        (void)snprintf(where, 256, "%.150s: has another index key", keyring->path);
        err = TNW_E_CONFIGURATION;
    }
    if (err == TNW_OK && must != NULL && key_set_find(&fresh, must) == NULL) {
        char id[KEYRING_ID_TEXT];
        keyring_id_format(id, must);
        (void)snprintf(where, 256, "%.150s: lacks wrapping key %s, which wraps now: put its line back", keyring->path,
                       id);
        err = TNW_E_CONFIGURATION;
    }
    if (err == TNW_OK) {
        (void)pthread_rwlock_wrlock(&shelf->lock);
        shelf->keys.count = fresh.count;
        memcpy(shelf->keys.wrap, fresh.wrap, sizeof fresh.wrap);
        (void)pthread_rwlock_unlock(&shelf->lock);
        shelf->in_force = file;
        shelf->untold = true;
    }
    bytes_wipe(&fresh, sizeof fresh);
    return err;
}

/* What the file holds that is asked for is taken at once, but no file is read twice for it. */
static bool
find_in_file(const struct keyring *keyring, const struct keyring_id *id, struct aead_key *key)
{
    struct shelf *shelf = keyring->shelf;
    struct stat current;
    char where[256];
    (void)pthread_mutex_lock(&shelf->reading);
    bool found = copy_wrap(shelf, id, key);
    if (!found && stat(keyring->path, &current) == 0 && !is_file(&current, &shelf->in_force) &&
        !is_file(&current, &shelf->failed)) {
        if (take_file_up(keyring, NULL, where) != TNW_OK) {
            shelf->failed = current;
        }
        found = copy_wrap(shelf, id, key);
    }
    (void)pthread_mutex_unlock(&shelf->reading);
    return found;
}

static bool
get_wrap(const struct keyring *keyring, const struct keyring_id *id, struct aead_key *key)
{
    return copy_wrap(keyring->shelf, id, key) || find_in_file(keyring, id, key);
}

bool
keyring_has(const struct keyring *keyring, const struct keyring_id *id)
{
    return get_wrap(keyring, id, NULL);
}

static bool
file_is_due(struct shelf *shelf, const struct stat *current, int64_t now)
{
    bool quiet = is_file(current, &shelf->seen);
    bool waits = is_file(current, &shelf->failed) && now < shelf->try_again;
    shelf->seen = *current;
    return quiet && !waits && !is_file(current, &shelf->in_force);
}

enum tnw_err
keyring_look(const struct keyring *keyring, const struct keyring_id *must, int64_t now, bool *changed, char where[256])
{
    struct shelf *shelf = keyring->shelf;
    struct stat current = {0};
    enum tnw_err err = TNW_OK;
    (void)stat(keyring->path, &current); /* all zero: it is not there, which reading it says */
    (void)pthread_mutex_lock(&shelf->reading);
    if (file_is_due(shelf, &current, now)) {
        err = take_file_up(keyring, must, where);
        if (err != TNW_OK) {
            shelf->failed = current;
            shelf->try_again = now + TRY_AGAIN_MS;
        }
    }
    *changed = shelf->untold;
    shelf->untold = false;
    (void)pthread_mutex_unlock(&shelf->reading);
    return err;
}

const char *
keyring_path(const struct keyring *keyring)
{
    return keyring->path;
}

bool
keyring_can_change(const struct keyring *keyring)
{
    return keyring_file_can_change(keyring->path);
}

/* The last key is one that whoever uses this keyring has, too. */
static enum tnw_err
add_kept(const struct keyring *keyring, const struct keyring_id *last, const struct keyring_id *id, char where[256])
{
    struct key_set_key old = {.id = *last};
    enum tnw_err err = get_wrap(keyring, last, &old.key) ? TNW_OK : TNW_E_CRYPTO;
    if (err == TNW_OK) {
        err = key_set_keep_new(keyring->path, keyring->opener, &old, id, where);
    }
    bytes_wipe(&old, sizeof old);
    return err;
}

enum tnw_err
keyring_add(const struct keyring *keyring, struct keyring_id *id, char where[256])
{
    struct keyring_id ids[KEYRING_WRAP_MAX];
    size_t count = keyring_list(keyring, ids);
    *id = keyring_id_new();
    if (count == KEYRING_WRAP_MAX) {
        (void)snprintf(where, 256, "%.150s: holds %d wrapping keys already: destroy one that nothing needs",
                       keyring->path, KEYRING_WRAP_MAX);
        return TNW_E_CONFLICT;
    }
    const struct keyring_line line = {.form = "wrap", .id = *id};
    bool by_opener = keyring->opener != NULL && keyring->opener->make != NULL;
    enum tnw_err err =
        by_opener ? add_kept(keyring, &ids[count - 1], id, where) : keyring_file_add(keyring->path, &line, where);
    if (err == TNW_OK && !keyring_has(keyring, id)) {
        (void)snprintf(where, 256, "%.150s: cannot be read again", keyring->path);
        err = TNW_E_IO;
    }
    return err;
}

/* Of one destruction: the opener's lines among these. */
struct destruction {
    const struct keyring_opener *opener;
    const struct keyring_id *ids;
    size_t count;
    enum tnw_err err;
    char where[256];
};

static const char *
destroy_line(void *ctx, const struct keyring_line *line)
{
    struct destruction *it = ctx;
    bool meant = it->opener != NULL && strcmp(line->form, it->opener->form) == 0;
    for (size_t i = 0; meant && it->err == TNW_OK && i < it->count; i++) {
        if (keyring_id_eq(&line->id, &it->ids[i])) {
            it->err = it->opener->destroy(it->opener->ctx, line, it->where);
        }
    }
    return it->err == TNW_OK ? NULL : it->where;
}

enum tnw_err
keyring_destroy(const struct keyring *keyring, const struct keyring_id *ids, size_t count, char where[256])
{
    struct destruction it = {.opener = keyring->opener, .ids = ids, .count = count};
    enum tnw_err err = keyring_file_read(keyring->path, destroy_line, &it, NULL, where);
    if (err == TNW_OK) {
        err = keyring_file_remove(keyring->path, ids, count, where);
    }
    if (err == TNW_OK) {
        (void)pthread_mutex_lock(&keyring->shelf->reading);
        err = take_file_up(keyring, NULL, where);
        (void)pthread_mutex_unlock(&keyring->shelf->reading);
    }
    return it.err != TNW_OK ? it.err : err;
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
keyring_wrap(const struct keyring *keyring, const struct keyring_id *id, struct aead_scratch *scratch, struct buf *out,
             const struct id *place, const struct aead_key *key)
{
    struct aead_key wrap;
    struct wrap_ad ad = wrap_ad(place);
    if (!get_wrap(keyring, id, &wrap)) {
        buf_fail(out, TNW_E_CRYPTO);
        return;
    }
    buf_put_u8(out, WRAP_VERSION);
    buf_put(out, id->bytes, KEYRING_ID);
    aead_encrypt(scratch, out, &wrap, slice_of(ad.bytes, sizeof ad.bytes), slice_of(key->bytes, AEAD_KEY));
    bytes_wipe(&wrap, sizeof wrap);
}

/* Out: what is encrypted. */
static bool
parse_wrapped(struct slice wrapped, struct keyring_id *id, struct slice *encrypted)
{
    struct cursor cur = cursor_of(wrapped);
    uint8_t version = cursor_u8(&cur);
    cursor_bytes(&cur, id->bytes, KEYRING_ID);
    *encrypted = cursor_rest(&cur);
    return cur.err == TNW_OK && version == WRAP_VERSION && encrypted->len == AEAD_KEY + AEAD_OVERHEAD;
}

bool
keyring_wrapped_by(struct slice wrapped, struct keyring_id *id)
{
    struct slice encrypted;
    return parse_wrapped(wrapped, id, &encrypted);
}

enum tnw_err
keyring_unwrap(const struct keyring *keyring, struct aead_scratch *scratch, struct aead_key *out,
               const struct id *place, struct slice wrapped)
{
    struct keyring_id id;
    struct slice encrypted;
    struct aead_key wrap;
    struct buf plain = {0};
    if (!parse_wrapped(wrapped, &id, &encrypted) || !get_wrap(keyring, &id, &wrap)) {
        return TNW_E_CORRUPT;
    }
    struct wrap_ad ad = wrap_ad(place);
    enum tnw_err err = aead_decrypt(scratch, &plain, &wrap, slice_of(ad.bytes, sizeof ad.bytes), encrypted);
    if (err == TNW_OK) {
        memcpy(out->bytes, plain.ptr, AEAD_KEY);
    }
    buf_free(&plain);
    bytes_wipe(&wrap, sizeof wrap);
    return err;
}
