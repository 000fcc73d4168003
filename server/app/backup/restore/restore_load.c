#include "app/backup/restore/restore_load.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "base/stop.h"
#include "store/follow/operations.h"
#include "store/layout.h"

/* What goes into one commit. */
#define LOAD_BYTES ((size_t)4 << 20)

static enum tnw_err
read_all(struct restore_source *source, unsigned generation, char where[CONFIG_WHERE])
{
    source->generation = generation;
    enum tnw_err err = manifest_read(&source->dest, generation, &source->manifest, where);
    if (err == TNW_OK) {
        err = manifest_read_keys(&source->dest, generation, &source->keys, where);
        err = err == TNW_E_NOT_FOUND ? TNW_E_CORRUPT : err;
    }
    if (err == TNW_OK) {
        err = manifest_read_end(&source->dest, generation, &source->end, where);
        err = err == TNW_E_NOT_FOUND ? TNW_E_CORRUPT : err;
    }
    return err;
}

/* The newest that has a manifest: one that is damaged is not passed over. */
static enum tnw_err
read_newest(struct restore_source *source, char where[CONFIG_WHERE])
{
    unsigned numbers[DEST_GENERATIONS];
    size_t count = dest_generations(&source->dest, numbers);
    enum tnw_err err = TNW_E_NOT_FOUND;
    while (err == TNW_E_NOT_FOUND && count > 0) {
        err = read_all(source, numbers[--count], where);
        source->passed_over += err == TNW_E_NOT_FOUND ? 1 : 0;
    }
    return err == TNW_E_NOT_FOUND ? command_fail(err, where, source->dest.path, "holds no complete generation") : err;
}

static enum tnw_err
refuse_layout(const struct restore_source *source, char where[CONFIG_WHERE])
{
    bool newer = source->manifest.layout > LAYOUT_VERSION;
    (void)snprintf(where, CONFIG_WHERE, "generation %u in %.200s is of a store of format %u, %s", source->generation,
                   source->dest.path, source->manifest.layout,
                   newer
                       ? "which is newer than this tnwd: bring it back with the tnwd that made it, or a newer one"
                       : "from which this tnwd knows no way: bring it back with an older one, and migrate that store");
    return TNW_E_CONFIGURATION;
}

enum tnw_err
restore_choose(struct restore_source *source, const char *path, unsigned generation, char where[CONFIG_WHERE])
{
    *source = (struct restore_source){.dest = {.lock = -1, .claim = -1}};
    enum tnw_err err = dest_look(&source->dest, path, where);
    if (err == TNW_OK) {
        err = generation == 0 ? read_newest(source, where) : read_all(source, generation, where);
    }
    if (err == TNW_OK && !backup_layout_of(source->manifest.layout, &source->layout)) {
        err = refuse_layout(source, where);
    }
    for (size_t i = 0; err == TNW_OK && i < source->manifest.count; i++) {
        source->bytes += source->manifest.files[i].size;
    }
    source->bytes += source->end.size + source->keys.file.size;
    return err;
}

struct load {
    struct restore_source *source;
    struct engine *engine;
    struct engine_txn *txn;
    size_t bytes;
    uint64_t keys; /* operations on keys that were seen */
    bool is_keys;
    bool only_counts;
};

static enum tnw_err
commit_some(struct load *load, size_t at_least)
{
    if (load->txn == NULL || load->bytes < at_least) {
        return TNW_OK;
    }
    load->bytes = 0;
    stop_here("restore.commit");
    return engine_commit(&load->txn);
}

/* A key that was taken out stands as a put of nothing. */
static enum tnw_err
put_row(void *ctx, unsigned space, struct slice key, struct slice value)
{
    struct load *load = ctx;
    enum tnw_err err = TNW_OK;
    if (space >= load->engine->schema->count || (space == load->source->layout.keys) != load->is_keys) {
        return TNW_E_CORRUPT;
    }
    load->keys += load->is_keys ? 1 : 0;
    if (load->only_counts) {
        return TNW_OK;
    }
    if (load->txn == NULL && (err = engine_begin(load->engine, true, &load->txn)) != TNW_OK) {
        return err;
    }
    load->bytes += key.len + value.len;
    bool erased = load->is_keys && value.ptr != NULL && value.len == 0;
    if (erased) {
        buf_put_slice(&load->source->erased, key);
        err = load->source->erased.err;
    }
    if (err == TNW_OK && value.ptr != NULL && !erased) {
        return engine_put(load->txn, space, key, value);
    }
    err = err == TNW_OK ? engine_del(load->txn, space, key) : err;
    return err == TNW_E_NOT_FOUND ? TNW_OK : err;
}

static enum tnw_err
load_step(void *ctx, const struct engine_step *step)
{
    struct load *load = ctx;
    if (load->is_keys && step_order(&step->to, &load->source->end.at) == 1) {
        return TNW_E_NOT_FOUND; /* it was on its way when the machine was lost, and its frames were not there yet */
    }
    enum tnw_err err = operations_visit(step->operations, put_row, load);
    return err == TNW_OK ? commit_some(load, LOAD_BYTES) : err;
}

static enum tnw_err
load_step_file(struct load *load, const char *name, struct step_look look, struct step_seen *seen,
               char where[CONFIG_WHERE])
{
    char path[BACKUP_PATH];
    dest_path(path, &load->source->dest, load->source->generation, name);
    look.visit = load_step;
    look.ctx = load;
    enum tnw_err err = step_file_look(path, &look, seen, where);
    return err == TNW_E_NOT_FOUND ? TNW_E_CORRUPT : err;
}

/* What the manifest says of a file. NULL: it was not closed yet. */
static const struct manifest_file *
find_listed_file(const struct manifest *manifest, const char *name)
{
    for (size_t i = 0; i < manifest->count; i++) {
        if (strcmp(manifest->files[i].name, name) == 0) {
            return &manifest->files[i];
        }
    }
    return NULL;
}

static enum tnw_err
fail_load(const struct restore_source *source, const char *name, const char *what, char where[CONFIG_WHERE])
{
    char path[BACKUP_PATH];
    dest_path(path, &source->dest, source->generation, name);
    return command_fail(TNW_E_CORRUPT, where, path, what);
}

static enum tnw_err
load_listed(struct load *load, const struct manifest_file *file, bool places_fit, struct step_seen *seen,
            char where[CONFIG_WHERE])
{
    enum tnw_err err = load_step_file(load, file->name,
                                      (struct step_look){.until = UINT64_MAX, .places_fit = places_fit}, seen, where);
    if (err == TNW_OK && (seen->size != file->size || !hash_eq(&seen->sha256, &file->sha256))) {
        err = fail_load(load->source, file->name, "is not the file that its manifest lists", where);
    }
    return err;
}

static enum tnw_err
load_rows(struct load *load, char where[CONFIG_WHERE])
{
    struct step_seen seen;
    const struct manifest_file *rows = find_listed_file(&load->source->manifest, "rows");
    return rows == NULL ? fail_load(load->source, "rows", "is not in the manifest", where)
                        : load_listed(load, rows, false, &seen, where);
}

/* The last one goes as far as the end says. */
static enum tnw_err
load_frames_file(struct load *load, unsigned number, struct step_seen *seen, char where[CONFIG_WHERE])
{
    char name[MANIFEST_NAME];
    const struct restore_source *source = load->source;
    (void)snprintf(name, sizeof name, "frames-%06u", number);
    const struct manifest_file *file = find_listed_file(&source->manifest, name);
    if (number < source->end.frames && file != NULL) {
        return load_listed(load, file, true, seen, where);
    }
    bool last = number == source->end.frames;
    const struct step_look look = {.until = last ? source->end.size : UINT64_MAX, .places_fit = true};
    enum tnw_err err = load_step_file(load, name, look, seen, where);
    if (err == TNW_OK && last && !hash_eq(&seen->chain, &source->end.chain)) {
        err = fail_load(source, name, "is not the file whose end was noted", where);
    }
    return err;
}

static enum tnw_err
load_frames(struct load *load, char where[CONFIG_WHERE])
{
    struct engine_place at = load->source->manifest.from;
    struct step_seen seen;
    enum tnw_err err = TNW_OK;
    for (unsigned number = 1; err == TNW_OK && number <= load->source->end.frames; number++) {
        err = load_frames_file(load, number, &seen, where);
        if (err == TNW_OK && seen.steps > 0 && step_order(&seen.from, &at) != 0) {
            char name[MANIFEST_NAME];
            (void)snprintf(name, sizeof name, "frames-%06u", number);
            err =
                fail_load(load->source, name, "does not begin where the one before it ends: a part is missing", where);
        }
        at = seen.steps > 0 ? seen.to : at;
    }
    if (err == TNW_OK && step_order(&at, &load->source->end.at) != 0) {
        err = fail_load(load->source, "end", "says that there is more than there is", where);
    }
    return err;
}

/* What stands behind what the manifest of the keys lists came later, step by step. */
static enum tnw_err
load_keys(struct load *load, char where[CONFIG_WHERE])
{
    struct step_seen seen;
    const struct restore_source *source = load->source;
    const struct manifest_file *file = &source->keys.file;
    load->is_keys = true;
    load->only_counts = true;
    enum tnw_err err = load_step_file(load, file->name, (struct step_look){.until = file->size}, &seen, where);
    if (err == TNW_OK && !hash_eq(&seen.sha256, &file->sha256)) {
        err = fail_load(source, file->name, "is not the file that its manifest lists", where);
    }
    uint64_t listed = load->keys;
    load->keys = 0;
    load->only_counts = false;
    if (err == TNW_OK) {
        err =
            load_step_file(load, file->name, (struct step_look){.until = UINT64_MAX, .ends_open = true}, &seen, where);
    }
    if (err == TNW_OK && load->keys - listed != source->end.keys - source->keys.operations) {
        err = fail_load(source, file->name, "lacks keys that were written behind its list, or is damaged there", where);
    }
    return err;
}

enum tnw_err
restore_load(struct restore_source *source, struct engine *engine, char where[CONFIG_WHERE])
{
    struct load load = {.source = source, .engine = engine};
    enum tnw_err err = load_rows(&load, where);
    if (err == TNW_OK) {
        err = load_frames(&load, where);
    }
    if (err == TNW_OK) {
        err = load_keys(&load, where);
    }
    if (err == TNW_OK) {
        err = commit_some(&load, 0);
    }
    engine_abort(&load.txn);
    if (err != TNW_OK && where[0] == 0) {
        (void)command_fail(err, where, source->dest.path, "cannot be brought back");
    }
    return err;
}
