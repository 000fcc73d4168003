#include "app/backup/manifest.h"

#include <stdio.h>
#include <string.h>

#include "app/backup/wrapped.h"
#include "app/command.h"
#include "audit/note/checkpoint.h"
#include "json/write.h"

#define LABEL_END "tnw/backup/end/v1"

static void
put_place(struct json_writer *jw, const char *name, const struct engine_place *place)
{
    jw_open(jw, name);
    jw_int(jw, "commit", (int64_t)place->commit);
    jw_int(jw, "frame", place->number);
    jw_hex(jw, "mark", slice_of(place->mark, ENGINE_MARK));
    jw_close(jw);
}

static bool
get_place(const json_t *object, const char *name, struct engine_place *out)
{
    const json_t *place = json_object_get(object, name);
    uint64_t number = 0;
    bool ok = wrapped_number(place, "commit", &out->commit) && wrapped_number(place, "frame", &number) &&
              number <= UINT32_MAX && wrapped_hex(place, "mark", out->mark, ENGINE_MARK);
    out->number = (uint32_t)number;
    return ok;
}

static void
put_file(struct json_writer *jw, const char *key, const struct manifest_file *file)
{
    jw_open(jw, key);
    jw_str(jw, "name", file->name);
    jw_hex(jw, "sha256", hash_slice(&file->sha256));
    jw_int(jw, "size", (int64_t)file->size);
    jw_close(jw);
}

/* A name leads nowhere else. */
static bool
get_file(const json_t *object, struct manifest_file *out)
{
    const char *name = json_string_value(json_object_get(object, "name"));
    if (name == NULL || strlen(name) >= sizeof out->name || strchr(name, '/') != NULL || name[0] == '.') {
        return false;
    }
    (void)snprintf(out->name, sizeof out->name, "%.23s", name);
    return wrapped_number(object, "size", &out->size) && wrapped_hex(object, "sha256", out->sha256.bytes, HASH_SIZE);
}

enum tnw_err
manifest_write(const struct dest *dest, const struct manifest *it)
{
    char path[BACKUP_PATH];
    struct buf what = {0};
    struct json_writer jw = json_writer(&what);
    jw_open(&jw, NULL);
    jw_slice(&jw, "checkpoint", it->note);
    jw_int(&jw, "checkpoint_size", (int64_t)it->sealed);
    jw_time(&jw, "completed", it->completed);
    jw_open_list(&jw, "files");
    for (size_t i = 0; i < it->count; i++) {
        put_file(&jw, NULL, &it->files[i]);
    }
    jw_close_list(&jw);
    jw_int(&jw, "format", MANIFEST_FORMAT);
    put_place(&jw, "from", &it->from);
    jw_int(&jw, "generation", it->generation);
    jw_int(&jw, "layout", it->layout);
    jw_str(&jw, "log", dest->owner.log);
    jw_int(&jw, "records", (int64_t)it->records);
    jw_int(&jw, "rows", (int64_t)it->rows);
    jw_time(&jw, "started", it->begun);
    jw_hex(&jw, "store", id_slice(&dest->owner.store));
    put_place(&jw, "to", &it->to);
    jw_close(&jw);
    dest_path(path, dest, it->generation, "manifest.json");
    return wrapped_write(path, "generation", &what);
}

static bool
get_time(const json_t *object, const char *name, int64_t *out)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text != NULL && time_parse(out, text) == TNW_OK;
}

/* What the note says is signed elsewhere; here it only tells histories apart. */
static bool
get_root(const json_t *what, struct manifest *it)
{
    const char *note = json_string_value(json_object_get(what, "checkpoint"));
    const char *end = note == NULL ? NULL : strstr(note, "\n\n");
    struct checkpoint checkpoint;
    if (it->sealed == 0) {
        return true;
    }
    bool ok = end != NULL && checkpoint_parse(&checkpoint, slice_of(note, (size_t)(end - note) + 1)) == TNW_OK &&
              checkpoint.size == it->sealed;
    if (ok) {
        it->root = checkpoint.root;
    }
    return ok;
}

static bool
read_members(const json_t *what, struct manifest *it)
{
    uint64_t format = 0;
    uint64_t generation = 0;
    uint64_t layout = 0;
    const json_t *files = json_object_get(what, "files");
    bool ok =
        wrapped_number(what, "format", &format) && format == MANIFEST_FORMAT &&
        wrapped_number(what, "generation", &generation) && wrapped_number(what, "layout", &layout) &&
        wrapped_number(what, "records", &it->records) && wrapped_number(what, "rows", &it->rows) &&
        wrapped_number(what, "checkpoint_size", &it->sealed) && wrapped_hex(what, "store", it->store.bytes, ID_SIZE) &&
        get_place(what, "from", &it->from) && get_place(what, "to", &it->to) && get_time(what, "started", &it->begun) &&
        get_time(what, "completed", &it->completed) && json_is_array(files) && json_array_size(files) <= MANIFEST_FILES;
    it->layout = (unsigned)layout;
    ok = ok && it->generation == generation && get_root(what, it);
    for (size_t i = 0; ok && i < json_array_size(files); i++) {
        ok = get_file(json_array_get(files, i), &it->files[it->count++]);
    }
    return ok;
}

enum tnw_err
manifest_read(const struct dest *dest, unsigned generation, struct manifest *manifest, char where[CONFIG_WHERE])
{
    char path[BACKUP_PATH];
    json_t *whole;
    json_t *what;
    *manifest = (struct manifest){.generation = generation};
    dest_path(path, dest, generation, "manifest.json");
    enum tnw_err err = wrapped_read(path, "generation", &whole, &what, where);
    if (err == TNW_OK && !read_members(what, manifest)) {
        err = wrapped_fail(path, where);
    }
    if (err == TNW_OK && !id_eq(&manifest->store, &dest->owner.store)) {
        err = command_fail(TNW_E_CORRUPT, where, path, "is of another store than backup.json beside it says");
    }
    json_decref(whole);
    return err;
}

enum tnw_err
manifest_write_keys(const struct dest *dest, unsigned generation, const struct manifest_keys *keys)
{
    char path[BACKUP_PATH];
    struct buf what = {0};
    struct json_writer jw = json_writer(&what);
    jw_open(&jw, NULL);
    put_file(&jw, "file", &keys->file);
    jw_int(&jw, "operations", (int64_t)keys->operations);
    jw_close(&jw);
    dest_path(path, dest, generation, "keys.json");
    return wrapped_write(path, "keys", &what);
}

enum tnw_err
manifest_read_keys(const struct dest *dest, unsigned generation, struct manifest_keys *keys, char where[CONFIG_WHERE])
{
    char path[BACKUP_PATH];
    json_t *whole;
    json_t *what;
    dest_path(path, dest, generation, "keys.json");
    enum tnw_err err = wrapped_read(path, "keys", &whole, &what, where);
    if (err == TNW_OK && !(get_file(json_object_get(what, "file"), &keys->file) &&
                           wrapped_number(what, "operations", &keys->operations))) {
        err = wrapped_fail(path, where);
    }
    json_decref(whole);
    return err;
}

static struct hash
end_digest(struct slice rest)
{
    const struct slice parts[] = {slice_str(LABEL_END), rest};
    return hash_parts(parts, sizeof parts / sizeof parts[0]);
}

enum tnw_err
manifest_write_end(const struct dest *dest, unsigned generation, const struct manifest_end *end)
{
    char path[BACKUP_PATH];
    struct buf rest = {0};
    struct buf text = {0};
    step_put_place(&rest, &end->at);
    buf_put_u64(&rest, (uint64_t)end->time);
    buf_put_u32(&rest, end->frames);
    buf_put_u64(&rest, end->size);
    buf_put_slice(&rest, hash_slice(&end->chain));
    buf_put_u64(&rest, end->keys);
    buf_put_u64(&rest, end->records);
    buf_put_u64(&rest, end->sealed);
    struct hash digest = end_digest(buf_slice(&rest));
    buf_put_slice(&text, hash_slice(&digest));
    buf_put_slice(&text, buf_slice(&rest));
    buf_fail(&text, rest.err);
    buf_free(&rest);
    dest_path(path, dest, generation, "end");
    return wrapped_write_file(path, &text);
}

enum tnw_err
manifest_read_end(const struct dest *dest, unsigned generation, struct manifest_end *end, char where[CONFIG_WHERE])
{
    char path[BACKUP_PATH];
    struct buf text = {0};
    dest_path(path, dest, generation, "end");
    enum tnw_err err = wrapped_read_file(path, &text, 4096, where);
    if (err == TNW_OK) {
        struct cursor cur = cursor_of(buf_slice(&text));
        struct slice digest = cursor_slice(&cur, HASH_SIZE);
        struct hash want = end_digest(slice_of(cur.ptr, cur.left));
        end->at = step_read_place(&cur);
        end->time = (int64_t)cursor_u64(&cur);
        end->frames = cursor_u32(&cur);
        end->size = cursor_u64(&cur);
        cursor_bytes(&cur, end->chain.bytes, HASH_SIZE);
        end->keys = cursor_u64(&cur);
        end->records = cursor_u64(&cur);
        end->sealed = cursor_u64(&cur);
        bool whole = cursor_end(&cur) == TNW_OK && slice_eq(digest, hash_slice(&want));
        err = whole ? TNW_OK : wrapped_fail(path, where);
    }
    buf_free(&text);
    return err;
}
