#include "store/migrate/migrate.h"

#include <stdio.h>
#include <string.h>

/* In one commit: enough to make commits rare, and little for an engine to hold back. */
#define COMMIT_BYTES ((size_t)8 << 20)
#define TELL_ROWS 4096
#define PIECES "piece"

static const struct migrate_step *const steps[] = {&migrate_step_10, &migrate_step_11};

const struct migrate_step *
migrate_step_from(uint8_t version)
{
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (steps[i]->from->schema->version == version) {
            return steps[i];
        }
    }
    return NULL;
}

const struct migrate_layout *
migrate_step_reads(const struct migrate_step *step)
{
    return step->from;
}

const struct migrate_layout *
migrate_step_writes(const struct migrate_step *step)
{
    return step->to;
}

/* schema->count: there is none of that name. */
static unsigned
find_space(const struct engine_schema *schema, const char *name)
{
    unsigned space = 0;
    while (space < schema->count && (name == NULL || strcmp(schema->spaces[space].name, name) != 0)) {
        space++;
    }
    return space;
}

/* The new store's space for one of the old; its schema's count: none. */
static unsigned
new_space(const struct migrate_step *step, unsigned old)
{
    return find_space(step->to->schema, step->name(step->from->schema->spaces[old].name));
}

/* space ‖ key ‖ number. */
static size_t
put_piece_key(uint8_t out[ENGINE_KEY_MAX], unsigned space, struct slice key, unsigned number)
{
    out[0] = (uint8_t)space;
    memcpy(out + 1, key.ptr, key.len);
    bytes_write_be(out + 1 + key.len, number, 2);
    return 1 + key.len + 2;
}

static bool
has_piece(const struct migrate_layout *layout, unsigned space, struct slice piece)
{
    return layout->is_long(space) && piece.len == ENGINE_VALUE_MAX;
}

/* Makes *row's value whole; whole owns it then. */
static enum tnw_err
join_pieces(const struct migrate_run *run, struct migrate_row *row, struct buf *whole)
{
    const struct migrate_layout *from = run->task->step->from;
    const unsigned pieces = find_space(from->schema, PIECES);
    uint8_t key[ENGINE_KEY_MAX];
    struct slice piece = row->value;
    enum tnw_err err = TNW_OK;
    if (!has_piece(from, row->space, piece)) {
        return TNW_OK;
    }
    whole->len = 0;
    buf_put_slice(whole, piece);
    for (unsigned number = 1; err == TNW_OK && has_piece(from, row->space, piece); number++) {
        size_t len = put_piece_key(key, row->space, row->key, number);
        err = engine_get(run->task->from, pieces, slice_of(key, len), &piece);
        buf_put_slice(whole, piece);
    }
    row->value = buf_slice(whole);
    return err == TNW_E_NOT_FOUND ? TNW_E_CORRUPT : err != TNW_OK ? err : whole->err;
}

/* Under the same key, in pieces where it is too long. */
static enum tnw_err
put_whole(const struct migrate_run *run, unsigned space, struct slice key, struct slice value)
{
    const struct migrate_layout *to = run->task->step->to;
    const unsigned pieces = find_space(to->schema, PIECES);
    uint8_t piece_key[ENGINE_KEY_MAX];
    bool parts = to->is_long(space) && value.len >= ENGINE_VALUE_MAX;
    size_t len = parts ? ENGINE_VALUE_MAX : value.len;
    size_t at = len;
    enum tnw_err err = engine_put(run->to, space, key, slice_of(value.ptr, len));
    for (unsigned number = 1; err == TNW_OK && parts && len == ENGINE_VALUE_MAX; number++) {
        size_t key_len = put_piece_key(piece_key, space, key, number);
        len = value.len - at < ENGINE_VALUE_MAX ? value.len - at : ENGINE_VALUE_MAX;
        err = engine_put(run->to, pieces, slice_of(piece_key, key_len), slice_of(value.ptr + at, len));
        at += len;
    }
    return err;
}

/* A piece of a value that stays as it is goes along with it; those of others are made with them. */
static enum tnw_err
bring_piece(const struct migrate_run *run, const struct migrate_row *row)
{
    const struct migrate_step *step = run->task->step;
    uint8_t key[ENGINE_KEY_MAX];
    unsigned space = row->key.len == 0 ? UINT8_MAX : row->key.ptr[0];
    if (space >= step->from->schema->count) {
        return TNW_E_CORRUPT;
    }
    unsigned to = new_space(step, space);
    if (step->convert(space) != NULL || to == step->to->schema->count) {
        return TNW_OK;
    }
    memcpy(key, row->key.ptr, row->key.len);
    key[0] = (uint8_t)to;
    return engine_put(run->to, find_space(step->to->schema, PIECES), slice_of(key, row->key.len), row->value);
}

static enum tnw_err
bring_converted(struct migrate_run *run, struct migrate_row *row, unsigned to, migrate_convert *convert)
{
    struct buf whole = {0};
    struct buf value = {0};
    bool keep = true;
    enum tnw_err err = join_pieces(run, row, &whole);
    if (err == TNW_OK) {
        err = convert(run, row, &value, &keep);
    }
    if (err == TNW_OK && keep) {
        err = value.err != TNW_OK ? value.err : put_whole(run, to, row->key, buf_slice(&value));
    }
    buf_free(&whole);
    buf_free(&value);
    return err;
}

static enum tnw_err
bring_one(struct migrate_run *run, struct migrate_row *row, unsigned to)
{
    const struct migrate_step *step = run->task->step;
    migrate_convert *convert = step->convert(row->space);
    run->rows++;
    run->bytes += row->key.len + row->value.len;
    if (run->task->tell != NULL && run->rows % TELL_ROWS == 0) {
        run->task->tell(run->task->ctx, run->rows);
    }
    return strcmp(step->from->schema->spaces[row->space].name, PIECES) == 0 ? bring_piece(run, row)
           : convert != NULL                                                ? bring_converted(run, row, to, convert)
                             : engine_append(run->to, to, row->key, row->value);
}

static void
tell_unread(const struct migrate_run *run, const struct migrate_row *row, char where[256])
{
    char key[2 * ENGINE_KEY_MAX + 1];
    hex_encode(key, row->key.ptr, row->key.len);
    (void)snprintf(where, 256, "%s %s: cannot be read: run the verify of the tnwd that wrote it",
                   run->task->step->from->schema->spaces[row->space].name, key);
}

static enum tnw_err
commit_bulk(struct migrate_run *run)
{
    if (run->bytes < COMMIT_BYTES) {
        return TNW_OK;
    }
    run->bytes = 0;
    enum tnw_err err = engine_commit(&run->to);
    return err == TNW_OK ? engine_begin(run->task->to, true, &run->to) : err;
}

static enum tnw_err
bring_space(struct migrate_run *run, unsigned space, char where[256])
{
    const struct engine_range all = {.space = space};
    struct migrate_row row = {.space = space};
    struct engine_cursor *cursor;
    unsigned to = new_space(run->task->step, space);
    enum tnw_err err = to == run->task->step->to->schema->count ? TNW_E_NOT_FOUND : TNW_OK;
    if (err != TNW_OK) {
        return TNW_OK; /* there is no such space any more */
    }
    err = engine_cursor_open(run->task->from, &all, &cursor);
    while (err == TNW_OK && (err = engine_cursor_next(cursor, &row.key, &row.value)) == TNW_OK) {
        err = bring_one(run, &row, to);
        if (err == TNW_E_CORRUPT || err == TNW_E_CRYPTO) {
            tell_unread(run, &row, where);
        }
        err = err == TNW_OK ? commit_bulk(run) : err == TNW_E_NOT_FOUND ? TNW_E_INTERNAL : err;
    }
    engine_cursor_close(&cursor);
    return err == TNW_E_NOT_FOUND ? TNW_OK : err;
}

static enum tnw_err
bring_spaces(struct migrate_run *run, char where[256])
{
    const struct migrate_step *step = run->task->step;
    enum tnw_err err = step->begin(run, where);
    for (unsigned space = 0; err == TNW_OK && space < step->from->schema->count; space++) {
        err = bring_space(run, space, where);
    }
    return err == TNW_OK ? engine_commit(&run->to) : err;
}

enum tnw_err
migrate_run(const struct migrate_task *task, uint64_t *rows, char where[256])
{
    struct migrate_run run = {.task = task, .scratch = aead_scratch_new()};
    enum tnw_err err = run.scratch == NULL ? TNW_E_NO_MEMORY : engine_begin(task->to, true, &run.to);
    where[0] = 0;
    if (err == TNW_OK) {
        err = bring_spaces(&run, where);
    }
    engine_abort(&run.to);
    aead_scratch_free(&run.scratch);
    *rows = run.rows;
    bytes_wipe(&run, sizeof run);
    return err;
}
