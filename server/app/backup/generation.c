#include "app/backup/generation.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/command.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/stop.h"
#include "store/follow/operations.h"

#define FRAMES "frames-%06u"
#define KEYS "keys-000001"
#define ROWS "rows"

enum tnw_err
generation_new(struct generation **out, struct dest *dest, unsigned number)
{
    struct generation *it = calloc(1, sizeof *it);
    *out = it;
    if (it == NULL) {
        return TNW_E_NO_MEMORY;
    }
    it->dest = dest;
    it->number = number;
    it->rows.fd = it->frames.fd = it->keys.fd = -1;
    return TNW_OK;
}

void
generation_free(struct generation **generation)
{
    struct generation *it = *generation;
    if (it == NULL) {
        return;
    }
    step_file_close(&it->rows);
    step_file_close(&it->frames);
    step_file_close(&it->keys);
    buf_free(&it->data_step);
    buf_free(&it->keys_step);
    buf_free(&it->note);
    free(it);
    *generation = NULL;
}

static enum tnw_err
create(struct generation *it, struct step_file *file, const char *name, char where[CONFIG_WHERE])
{
    char path[BACKUP_PATH];
    dest_path(path, it->dest, it->number, name);
    return step_file_create(file, path, where);
}

void
generation_name_frames(char name[MANIFEST_NAME], unsigned number)
{
    (void)snprintf(name, MANIFEST_NAME, FRAMES, number);
}

static enum tnw_err
create_frames(struct generation *it, char where[CONFIG_WHERE])
{
    char name[MANIFEST_NAME];
    generation_name_frames(name, ++it->end.frames);
    it->end.size = 0;
    return create(it, &it->frames, name, where);
}

static enum tnw_err
make_files(struct generation *it, char where[CONFIG_WHERE])
{
    char path[BACKUP_PATH];
    dest_path(path, it->dest, it->number, NULL);
    if (mkdir(path, 0700) != 0) {
        return command_fail(file_is_full(errno) ? TNW_E_STORAGE_FULL : TNW_E_IO, where, path, strerror(errno));
    }
    enum tnw_err err = create(it, &it->rows, ROWS, where);
    if (err == TNW_OK) {
        err = create(it, &it->keys, KEYS, where);
    }
    return err == TNW_OK ? create_frames(it, where) : err;
}

enum tnw_err
generation_begin(struct generation **out, struct dest *dest, unsigned layout, const struct engine_place *from,
                 char where[CONFIG_WHERE])
{
    const struct clock clock = clock_system();
    unsigned numbers[DEST_GENERATIONS];
    size_t count = dest_generations(dest, numbers);
    if (count == DEST_GENERATIONS) {
        return command_fail(TNW_E_USAGE, where, dest->path, "holds too many generations: remove some");
    }
    enum tnw_err err = generation_new(out, dest, count == 0 ? 1 : numbers[count - 1] + 1);
    if (err != TNW_OK) {
        return err;
    }
    struct generation *it = *out;
    it->end.at = it->reached = *from;
    it->end.time = clock_now(&clock);
    it->manifest.generation = it->number;
    it->manifest.layout = layout;
    it->manifest.begun = it->end.time;
    it->manifest.from = *from;
    err = backup_layout_of(layout, &it->layout) ? make_files(it, where) : TNW_E_INTERNAL;
    if (err != TNW_OK) {
        generation_free(out);
    }
    return err;
}

/* What the manifest, and the end, say of the log. */
static void
note_log(struct generation *it, unsigned space, struct slice key, struct slice value)
{
    struct cursor cur = cursor_of(value);
    if (space == it->layout.meta && slice_eq(key, slice_str("audit_tail")) && value.ptr != NULL) {
        it->end.records = cursor_u64(&cur);
    } else if (space == it->layout.checkpoint && key.len == 8 && value.ptr != NULL) {
        cur = cursor_of(key);
        uint64_t size = cursor_u64(&cur);
        if (size >= it->end.sealed) {
            it->end.sealed = size;
            it->note.len = 0;
            buf_put_slice(&it->note, value);
        }
    }
}

static enum tnw_err
sort_operation(void *ctx, unsigned space, struct slice key, struct slice value)
{
    struct generation *it = ctx;
    bool is_key = space == it->layout.keys;
    struct buf *out = is_key ? &it->keys_step : &it->data_step;
    if (value.ptr == NULL) {
        operations_del(out, space, key);
    } else {
        operations_put(out, space, key, value);
    }
    it->end.keys += is_key ? 1 : 0;
    note_log(it, space, key, value);
    return out->err;
}

void
generation_row(struct generation *it, unsigned space, struct slice key, struct slice value)
{
    it->manifest.rows++;
    buf_fail(&it->data_step, sort_operation(it, space, key, value));
}

static enum tnw_err
append_step(struct generation *it, struct step_file *file, struct engine_step step, struct buf *operations,
            char where[CONFIG_WHERE])
{
    step.operations = buf_slice(operations);
    enum tnw_err err = operations->err;
    if (err == TNW_OK) {
        it->unsynced += operations->len;
        err = step_file_put(file, &step, where);
    }
    operations->len = 0;
    return err;
}

enum tnw_err
generation_put_rows(struct generation *it, const struct engine_place *shown, char where[CONFIG_WHERE])
{
    const struct engine_step step = {.from = *shown, .to = *shown, .time = it->manifest.begun};
    enum tnw_err err = TNW_OK;
    it->reached = *shown;
    if (it->data_step.len > 0 || it->data_step.err != TNW_OK) {
        err = append_step(it, &it->rows, step, &it->data_step, where);
    }
    if (err == TNW_OK && it->keys_step.len > 0) {
        err = append_step(it, &it->keys, step, &it->keys_step, where);
    }
    return err;
}

/* Keys first: what of them stands behind the end is cut off, and frames without their keys would be of no use. */
enum tnw_err
generation_take(struct generation *it, const struct engine_step *step, char where[CONFIG_WHERE])
{
    struct engine_step told = *step;
    told.from = it->end.at;
    enum tnw_err err = operations_visit(step->operations, sort_operation, it);
    if (err == TNW_OK && it->keys_step.len > 0) {
        err = append_step(it, &it->keys, told, &it->keys_step, where);
    }
    if (err == TNW_OK) {
        err = append_step(it, &it->frames, told, &it->data_step, where);
    }
    it->end.at = step->to;
    it->end.time = step->time;
    it->unsynced++;
    return err;
}

static enum tnw_err
write_end(struct generation *it, char where[CONFIG_WHERE])
{
    it->end.size = it->frames.size;
    it->end.chain = it->frames.chain;
    it->unsynced = 0;
    enum tnw_err err = manifest_write_end(it->dest, it->number, &it->end);
    return err == TNW_OK ? err : command_fail(err, where, it->frames.path, "its end cannot be noted");
}

static enum tnw_err
sync_files(struct generation *it, char where[CONFIG_WHERE])
{
    enum tnw_err err = step_file_sync(&it->keys, where);
    stop_here("backup.keys");
    if (err == TNW_OK) {
        err = step_file_sync(&it->frames, where);
    }
    stop_here("backup.frames");
    return err == TNW_OK ? write_end(it, where) : err;
}

/* In: file: it is closed. */
static enum tnw_err
list_file(struct generation *it, const char *name, enum tnw_err (*pump)(void *ctx), void *ctx, char where[CONFIG_WHERE])
{
    char path[BACKUP_PATH];
    struct step_seen seen;
    const struct step_look look = {.pump = pump, .ctx = ctx, .until = UINT64_MAX, .from_disk = true};
    if (it->manifest.count == MANIFEST_FILES) {
        return command_fail(TNW_E_USAGE, where, name, "is one file too many: begin a new generation");
    }
    dest_path(path, it->dest, it->number, name);
    enum tnw_err err = step_file_look(path, &look, &seen, where);
    if (err == TNW_OK) {
        struct manifest_file *file = &it->manifest.files[it->manifest.count++];
        *file = (struct manifest_file){.size = seen.size, .sha256 = seen.sha256};
        (void)snprintf(file->name, sizeof file->name, "%.23s", name);
    }
    return err;
}

/* The next file of frames begins. Out: name: of the one that ends. */
static enum tnw_err
roll_frames(struct generation *it, char name[MANIFEST_NAME], char where[CONFIG_WHERE])
{
    enum tnw_err err = step_file_sync(&it->frames, where);
    generation_name_frames(name, it->end.frames);
    step_file_close(&it->frames);
    if (err == TNW_OK) {
        err = create_frames(it, where);
    }
    if (err == TNW_OK && !file_sync_name(it->frames.path)) {
        err = command_fail(TNW_E_IO, where, it->frames.path, strerror(errno));
    }
    return err == TNW_OK ? sync_files(it, where) : err;
}

static enum tnw_err
write_manifest(struct generation *it, char where[CONFIG_WHERE])
{
    it->manifest.to = it->end.at;
    it->manifest.records = it->end.records;
    it->manifest.sealed = it->end.sealed;
    it->manifest.note = buf_slice(&it->note);
    enum tnw_err err = manifest_write(it->dest, &it->manifest);
    return err == TNW_OK ? err : command_fail(err, where, it->frames.path, "its manifest cannot be written");
}

enum tnw_err
generation_sync(struct generation *it, char where[CONFIG_WHERE])
{
    char name[MANIFEST_NAME];
    enum tnw_err err = it->unsynced == 0 ? TNW_OK : sync_files(it, where);
    if (err != TNW_OK || !it->complete || it->frames.size < GENERATION_FRAMES) {
        return err;
    }
    err = roll_frames(it, name, where);
    if (err == TNW_OK) {
        err = list_file(it, name, NULL, NULL, where);
    }
    return err == TNW_OK ? write_manifest(it, where) : err;
}

bool
generation_is_whole(const struct generation *it)
{
    int order = step_order(&it->end.at, &it->reached);
    return order == 0 || order == 1;
}

static enum tnw_err
list_keys(struct generation *it, char where[CONFIG_WHERE])
{
    struct step_seen seen;
    struct manifest_keys keys = {.operations = it->end.keys};
    const struct step_look look = {.until = UINT64_MAX, .from_disk = true};
    enum tnw_err err = step_file_look(it->keys.path, &look, &seen, where);
    if (err != TNW_OK) {
        return err;
    }
    keys.file = (struct manifest_file){.name = KEYS, .size = seen.size, .sha256 = seen.sha256};
    err = manifest_write_keys(it->dest, it->number, &keys);
    return err == TNW_OK ? err : command_fail(err, where, it->keys.path, "its manifest cannot be written");
}

enum tnw_err
generation_complete(struct generation *it, enum tnw_err (*pump)(void *ctx), void *ctx, char where[CONFIG_WHERE])
{
    const struct clock clock = clock_system();
    char name[MANIFEST_NAME];
    stop_here("backup.rows");
    enum tnw_err err = step_file_sync(&it->rows, where);
    step_file_close(&it->rows);
    if (err == TNW_OK) {
        err = roll_frames(it, name, where);
    }
    if (err == TNW_OK) {
        err = list_file(it, ROWS, pump, ctx, where);
    }
    if (err == TNW_OK) {
        err = list_file(it, name, pump, ctx, where);
    }
    if (err == TNW_OK) { /* nothing is taken between this and the end that counts them */
        err = sync_files(it, where);
    }
    if (err == TNW_OK) {
        err = list_keys(it, where);
    }
    stop_here("backup.manifest");
    it->manifest.completed = clock_now(&clock);
    if (err == TNW_OK) {
        err = write_manifest(it, where);
    }
    if (err == TNW_OK && !file_sync_name(it->rows.path)) {
        err = command_fail(TNW_E_IO, where, it->rows.path, strerror(errno));
    }
    dest_path(it->rows.path, it->dest, it->number, NULL);
    if (err == TNW_OK && !file_sync_name(it->rows.path)) {
        err = command_fail(TNW_E_IO, where, it->rows.path, strerror(errno));
    }
    it->complete = err == TNW_OK;
    return err;
}
