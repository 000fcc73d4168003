#include "app/backup/rekey.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/backup/backup_layout.h"
#include "app/command.h"
#include "audit/seal.h"
#include "base/file.h"
#include "base/stop.h"
#include "store/audit/audit_log.h"
#include "store/follow/operations.h"
#include "store/layout.h"
#include "store/txn.h"

/* Operations of one step; what one snapshot is asked for. */
#define STEP_KEYS 4096

/* What was written last of a place: where in `bytes`; len 0: its key was taken out; gone: it was deleted. */
struct kept_key {
    struct id place;
    size_t at;
    size_t len;
    size_t order;
    bool gone;
};

struct folding {
    const struct rekey *rekey;
    struct dest *dest;
    unsigned generation;
    unsigned space; /* of keys, in its format */
    struct manifest_keys keys;
    struct manifest_end end;
    struct buf bytes;
    struct kept_key *kept;
    size_t count;
    size_t room;
    struct step_file out;
    struct buf operations;
    struct rekey_result *result;
    char *where;
};

static enum tnw_err
note_key(void *ctx, unsigned space, struct slice key, struct slice value)
{
    struct folding *it = ctx;
    if (space != it->space || key.len != ID_SIZE) {
        return TNW_E_CORRUPT;
    }
    if (it->count == it->room) {
        size_t room = it->room == 0 ? 1024 : 2 * it->room;
        struct kept_key *more = reallocarray(it->kept, room, sizeof *more);
        if (more == NULL) {
            return TNW_E_NO_MEMORY;
        }
        it->kept = more;
        it->room = room;
    }
    struct kept_key *kept = &it->kept[it->count];
    *kept = (struct kept_key){.at = it->bytes.len, .len = value.len, .order = it->count, .gone = value.ptr == NULL};
    memcpy(kept->place.bytes, key.ptr, ID_SIZE);
    it->count++;
    buf_put_slice(&it->bytes, value);
    return it->bytes.err;
}

static enum tnw_err
note_step(void *ctx, const struct engine_step *step)
{
    struct folding *it = ctx;
    return step_order(&step->to, &it->end.at) == 1 ? TNW_E_NOT_FOUND : operations_visit(step->operations, note_key, it);
}

static int
compare_places_kept(const void *a, const void *b)
{
    const struct kept_key *one = a;
    const struct kept_key *other = b;
    int order = memcmp(one->place.bytes, other->place.bytes, ID_SIZE);
    return order != 0 ? order : one->order < other->order ? -1 : 1;
}

/* The last word on each place. */
static void
fold(struct folding *it)
{
    size_t kept = 0;
    if (it->count > 0) {
        qsort(it->kept, it->count, sizeof it->kept[0], compare_places_kept);
    }
    for (size_t i = 0; i < it->count; i++) {
        bool last = i + 1 == it->count || !id_eq(&it->kept[i].place, &it->kept[i + 1].place);
        if (last && !it->kept[i].gone) {
            it->kept[kept++] = it->kept[i];
        }
    }
    it->count = kept;
}

static enum tnw_err
read_keys(struct folding *it)
{
    char path[BACKUP_PATH];
    struct step_seen seen;
    const struct step_look look = {.visit = note_step, .ctx = it, .until = UINT64_MAX, .ends_open = true};
    dest_path(path, it->dest, it->generation, it->keys.file.name);
    enum tnw_err err = step_file_look(path, &look, &seen, it->where);
    if (err == TNW_OK && seen.size < it->keys.file.size) {
        err = command_fail(TNW_E_CORRUPT, it->where, path, "is cut off or damaged");
    }
    fold(it);
    return err == TNW_E_NOT_FOUND ? TNW_E_CORRUPT : err;
}

/* A key that is no more where the store is may go from here only if the store came out of this generation: one that was
 * brought back from an older one has no word on what came later. */
static enum tnw_err
check_history(const struct folding *it, const struct manifest *manifest)
{
    struct txn *txn;
    struct hash root;
    enum tnw_err err = txn_begin_read(it->rekey->store, &txn);
    if (err != TNW_OK || manifest->sealed == 0) {
        txn_abort(&txn);
        return err;
    }
    struct proof_source tree = seal_tree(txn);
    bool same = manifest->sealed <= audit_log_size(txn) && proof_root(&tree, manifest->sealed, &root) == TNW_OK &&
                hash_eq(&root, &manifest->root);
    txn_abort(&txn);
    if (!same) {
        char path[BACKUP_PATH];
        dest_path(path, it->dest, it->generation, NULL);
        return command_fail(TNW_E_CORRUPT, it->where, path,
                            "has records that the store has not: remove it, or bring it back, first");
    }
    return TNW_OK;
}

static void
rewrap(struct folding *it, const struct kept_key *kept)
{
    const struct rekey *rekey = it->rekey;
    struct slice wrapped = slice_of(it->bytes.ptr + kept->at, kept->len);
    struct buf fresh = {0};
    struct aead_key key;
    enum tnw_err err = keyring_unwrap(rekey->keyring, rekey->scratch, &key, &kept->place, wrapped);
    if (err == TNW_OK) {
        keyring_wrap(rekey->keyring, &rekey->wrapping, rekey->scratch, &fresh, &kept->place, &key);
        buf_fail(&it->operations, fresh.err);
        operations_put(&it->operations, it->space, id_slice(&kept->place), buf_slice(&fresh));
        it->result->rewrapped++;
    } else if (err == TNW_E_NO_MEMORY) {
        buf_fail(&it->operations, err);
    } else {
        operations_put(&it->operations, it->space, id_slice(&kept->place), wrapped);
        it->result->foreign++;
    }
    bytes_wipe(&key, sizeof key);
    buf_free(&fresh);
}

/* A snapshot says which places still have a key. */
static enum tnw_err
put_some(struct folding *it, size_t from, size_t until)
{
    struct engine_txn *txn;
    struct slice live;
    enum tnw_err err = engine_begin(store_engine(it->rekey->store), false, &txn);
    for (size_t i = from; err == TNW_OK && i < until; i++) {
        const struct kept_key *kept = &it->kept[i];
        err = engine_get(txn, SPACE_DATA_KEY, id_slice(&kept->place), &live);
        bool has = err == TNW_OK && kept->len > 0;
        err = err == TNW_E_NOT_FOUND ? TNW_OK : err;
        if (err == TNW_OK && has) {
            rewrap(it, kept);
        } else if (err == TNW_OK) {
            operations_put(&it->operations, it->space, id_slice(&kept->place), slice_of("", 0));
            it->result->removed += kept->len > 0 ? 1 : 0;
        }
        err = err == TNW_OK ? it->operations.err : err;
    }
    engine_abort(&txn);
    return err;
}

static enum tnw_err
write_folded_keys(struct folding *it, const char *name)
{
    char path[BACKUP_PATH];
    dest_path(path, it->dest, it->generation, name);
    (void)unlink(path); /* what was cut */
    enum tnw_err err = step_file_create(&it->out, path, it->where);
    for (size_t at = 0; err == TNW_OK && at < it->count; at += STEP_KEYS) {
        size_t until = at + STEP_KEYS < it->count ? at + STEP_KEYS : it->count;
        err = put_some(it, at, until);
        const struct engine_step step = {
            .from = it->end.at, .to = it->end.at, .time = it->end.time, .operations = buf_slice(&it->operations)};
        if (err == TNW_OK) {
            err = step_file_put(&it->out, &step, it->where);
        }
        it->operations.len = 0;
    }
    if (err == TNW_OK) {
        err = step_file_sync(&it->out, it->where);
    }
    step_file_close(&it->out);
    if (err == TNW_OK && !file_sync_name(path)) {
        err = command_fail(TNW_E_IO, it->where, path, strerror(errno));
    }
    stop_here("rekey.written");
    return err;
}

/* Which file counts is said by the manifest of the keys alone: it is replaced as a whole. */
static enum tnw_err
name_keys(struct folding *it, const char *name)
{
    char path[BACKUP_PATH];
    struct step_seen seen;
    struct manifest_keys fresh = {.operations = it->end.keys};
    const struct step_look look = {.until = UINT64_MAX, .from_disk = true};
    enum tnw_err err = step_file_look(it->out.path, &look, &seen, it->where);
    if (err != TNW_OK) {
        return err;
    }
    fresh.file = (struct manifest_file){.size = seen.size, .sha256 = seen.sha256};
    (void)snprintf(fresh.file.name, sizeof fresh.file.name, "%.23s", name);
    err = manifest_write_keys(it->dest, it->generation, &fresh);
    if (err != TNW_OK) {
        return command_fail(err, it->where, it->out.path, "cannot be named");
    }
    stop_here("rekey.named");
    dest_path(path, it->dest, it->generation, it->keys.file.name);
    return unlink(path) == 0 && file_sync_name(path) ? TNW_OK
                                                     : command_fail(TNW_E_IO, it->where, path, strerror(errno));
}

static enum tnw_err
fold_generation(struct folding *it)
{
    char name[MANIFEST_NAME];
    unsigned number = (unsigned)strtoul(it->keys.file.name + strlen("keys-"), NULL, 10);
    (void)snprintf(name, sizeof name, "keys-%06u", (number + 1) % 1000000);
    enum tnw_err err = read_keys(it);
    if (err == TNW_OK) {
        err = write_folded_keys(it, name);
    }
    return err == TNW_OK ? name_keys(it, name) : err;
}

static enum tnw_err
find_keys_space(struct folding *it, const struct manifest *manifest)
{
    struct backup_layout layout;
    if (!backup_layout_of(manifest->layout, &layout)) {
        char path[BACKUP_PATH];
        dest_path(path, it->dest, it->generation, NULL);
        return command_fail(TNW_E_CONFIGURATION, it->where, path,
                            "is of a format of the store that this tnwd does not know");
    }
    it->space = layout.keys;
    return TNW_OK;
}

enum tnw_err
rekey_generation(const struct rekey *rekey, struct dest *dest, unsigned generation, struct rekey_result *result,
                 char where[CONFIG_WHERE])
{
    struct folding it = {
        .rekey = rekey, .dest = dest, .generation = generation, .out = {.fd = -1}, .result = result, .where = where};
    struct manifest *manifest = malloc(sizeof *manifest);
    enum tnw_err err = manifest == NULL ? TNW_E_NO_MEMORY : manifest_read(dest, generation, manifest, where);
    if (err == TNW_OK) {
        err = find_keys_space(&it, manifest);
    }
    if (err == TNW_OK) {
        err = manifest_read_keys(dest, generation, &it.keys, where);
    }
    if (err == TNW_OK) {
        err = manifest_read_end(dest, generation, &it.end, where);
    }
    if (err == TNW_OK) {
        err = check_history(&it, manifest);
    }
    if (err == TNW_OK) {
        err = fold_generation(&it);
    }
    buf_free(&it.bytes);
    buf_free(&it.operations);
    free(it.kept);
    free(manifest);
    return err;
}
