/* A file in the store: what is damaged is found by the check, and read as nothing, never as other bytes; what was not
 * whole is no file, and is swept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "service/attachment/download.h"
#include "service/attachment/sweep.h"
#include "store/check/check_rows.h"
#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "unit/service/attachment_scene.h"

/* What the answer to a read is, and how many of its bytes come before it breaks off: each the right one. */
static enum tnw_err
read_file(struct attachment_scene *scene, const struct id *file, size_t *came)
{
    uint8_t part[5000]; /* not a divisor of a chunk */
    bool erased;
    struct call *call = service_call(scene->w, "attachment.read", HUISARTS, NULL);
    service_in(call)->path_id[0] = scene->dossier;
    service_in(call)->path_id[1] = *file;
    enum tnw_err err = service_run(call);
    *came = 0;
    for (size_t len = 1; err == TNW_OK && len > 0 && *came < call->reply.file.size; *came += len) {
        len = download_part(scene->w->place->store, &call->reply.file, *came, part, sizeof part, &erased);
        assert_false(erased);
        assert_true(*came + len <= scene->pdf.len);
        assert_memory_equal(part, scene->pdf.ptr + *came, len);
    }
    call_free(&call);
    return err;
}

static void
tell(void *ctx, unsigned space, const char *finding)
{
    (void)space;
    (void)finding;
    ++*(unsigned *)ctx;
}

static unsigned
findings(struct attachment_scene *scene)
{
    unsigned count = 0;
    uint64_t rows;
    assert_int_equal(check_rows(scene->w->place->store, tell, &count, &rows), TNW_OK);
    return count;
}

struct place_in_store {
    enum space space;
    struct key key;
};

static struct place_in_store
row_of(const struct attachment_scene *scene, const struct id *file)
{
    struct place_in_store row = {.space = SPACE_ATTACHMENT, .key = key_of(&scene->dossier)};
    key_add_id(&row.key, file);
    return row;
}

static struct place_in_store
chunk_of(const struct attachment_scene *scene, const struct id *file, uint32_t number)
{
    struct place_in_store row = row_of(scene, file);
    row.space = SPACE_ATTACHMENT_CHUNK;
    key_add_u32(&row.key, number);
    return row;
}

static void
get_raw(struct attachment_scene *scene, const struct place_in_store *at, struct buf *out)
{
    struct slice value;
    struct txn *txn = place_read(scene->w->place);
    assert_true(txn_get(txn, at->space, key_slice(&at->key), &value));
    buf_put_slice(out, value);
    txn_abort(&txn);
}

/* value: NULL takes it away. */
static void
put_raw(struct attachment_scene *scene, const struct place_in_store *at, const struct buf *value)
{
    struct txn *txn = place_write(scene->w->place);
    if (value == NULL) {
        txn_del(txn, at->space, key_slice(&at->key));
    } else {
        txn_put(txn, at->space, key_slice(&at->key), buf_slice(value));
    }
    place_commit(txn);
}

/* Whole, and sound again afterwards. */
static void
expect_whole(struct attachment_scene *scene, const struct id *file)
{
    size_t came;
    assert_int_equal(read_file(scene, file, &came), TNW_OK);
    assert_int_equal(came, scene->pdf.len);
    assert_int_equal(findings(scene), 0);
}

/* Of a file whose row is sound and whose chunk is not: all before the chunk, and nothing of it. */
static void
expect_broken_at(struct attachment_scene *scene, const struct id *file, uint32_t number)
{
    size_t came;
    assert_int_equal(read_file(scene, file, &came), TNW_OK);
    assert_int_equal(came, number * LIMIT_ATTACHMENT_CHUNK);
    assert_true(findings(scene) > 0);
}

static void
a_damaged_chunk_ends_the_read_and_is_found(void **state)
{
    struct attachment_scene scene = attachment_scene_begin(state);
    struct id file = attachment_scene_send(&scene);
    struct id other = attachment_scene_send(&scene);
    attachment_scene_hang(&scene, &file);
    expect_whole(&scene, &file);
    for (uint32_t number = 0; number < scene.chunks; number++) {
        struct place_in_store at = chunk_of(&scene, &file, number);
        struct place_in_store next = chunk_of(&scene, &file, (number + 1) % scene.chunks);
        struct place_in_store beside = chunk_of(&scene, &other, number);
        struct buf kept = {0};
        struct buf wrong = {0};
        get_raw(&scene, &at, &kept);
        put_raw(&scene, &at, NULL);
        expect_broken_at(&scene, &file, number);
        get_raw(&scene, &next, &wrong); /* of the same file */
        put_raw(&scene, &at, &wrong);
        expect_broken_at(&scene, &file, number);
        buf_clear(&wrong);
        get_raw(&scene, &beside, &wrong); /* the same bytes, of another file */
        put_raw(&scene, &at, &wrong);
        expect_broken_at(&scene, &file, number);
        buf_clear(&wrong);
        buf_put(&wrong, kept.ptr, kept.len - 1);
        put_raw(&scene, &at, &wrong);
        expect_broken_at(&scene, &file, number);
        kept.ptr[kept.len / 2] ^= 1;
        put_raw(&scene, &at, &kept);
        expect_broken_at(&scene, &file, number);
        kept.ptr[kept.len / 2] ^= 1;
        put_raw(&scene, &at, &kept);
        expect_whole(&scene, &file);
        buf_free(&kept);
        buf_free(&wrong);
    }
    buf_free(&scene.pdf);
}

/* As a fault of ours would write it, rightly encrypted. */
static void
put_plain(struct attachment_scene *scene, const struct place_in_store *at, struct slice plain)
{
    struct buf bytes = {0};
    struct txn *txn = place_write(scene->w->place);
    buf_put_slice(&bytes, plain);
    cipher_put(txn, at->space, key_slice(&at->key), &scene->dossier, &bytes);
    place_commit(txn);
}

static void
a_chunk_of_another_length_or_too_many_is_found(void **state)
{
    struct attachment_scene scene = attachment_scene_begin(state);
    struct id file = attachment_scene_send(&scene);
    struct buf kept = {0};
    struct place_in_store at = chunk_of(&scene, &file, 1);
    struct place_in_store behind = chunk_of(&scene, &file, scene.chunks);
    get_raw(&scene, &at, &kept);
    const uint8_t *bytes = scene.pdf.ptr + LIMIT_ATTACHMENT_CHUNK;
    put_plain(&scene, &at, slice_of(bytes, LIMIT_ATTACHMENT_CHUNK - 1));
    assert_int_equal(findings(&scene), 1);
    put_plain(&scene, &at, slice_of(bytes, LIMIT_ATTACHMENT_CHUNK + 1));
    assert_int_equal(findings(&scene), 1);
    put_plain(&scene, &at, slice_of(bytes + 1, LIMIT_ATTACHMENT_CHUNK)); /* other bytes of that length */
    assert_int_equal(findings(&scene), 1);
    put_raw(&scene, &at, &kept);
    expect_whole(&scene, &file);
    put_plain(&scene, &behind, slice_str("x"));
    assert_int_equal(findings(&scene), 1);
    put_raw(&scene, &behind, NULL);
    expect_whole(&scene, &file);
    buf_free(&kept);
    buf_free(&scene.pdf);
}

static void
expect_unreadable(struct attachment_scene *scene, const struct id *file)
{
    size_t came;
    enum tnw_err err = read_file(scene, file, &came);
    assert_int_equal(came, 0);
    assert_int_not_equal(err, TNW_OK);
    assert_true(findings(scene) > 0);
}

static void
a_damaged_row_is_no_file_and_is_found(void **state)
{
    struct attachment_scene scene = attachment_scene_begin(state);
    struct id file = attachment_scene_send(&scene);
    struct id other = attachment_scene_send(&scene);
    struct buf kept = {0};
    struct buf wrong = {0};
    struct place_in_store at = row_of(&scene, &file);
    struct place_in_store beside = row_of(&scene, &other);
    attachment_scene_hang(&scene, &file);
    get_raw(&scene, &at, &kept);
    put_raw(&scene, &at, NULL); /* its chunks are orphans */
    expect_unreadable(&scene, &file);
    get_raw(&scene, &beside, &wrong);
    put_raw(&scene, &at, &wrong);
    expect_unreadable(&scene, &file);
    kept.ptr[kept.len - 1] ^= 1;
    put_raw(&scene, &at, &kept);
    expect_unreadable(&scene, &file);
    kept.ptr[kept.len - 1] ^= 1;
    put_raw(&scene, &at, &kept);
    expect_whole(&scene, &file);
    buf_free(&kept);
    buf_free(&wrong);
    buf_free(&scene.pdf);
}

/* Nothing is left but the name in the fragment. */
static void
a_file_that_is_lost_is_found_by_who_names_it(void **state)
{
    struct attachment_scene scene = attachment_scene_begin(state);
    struct id file = attachment_scene_send(&scene);
    attachment_scene_hang(&scene, &file);
    assert_int_equal(findings(&scene), 0);
    struct place_in_store at = row_of(&scene, &file);
    put_raw(&scene, &at, NULL);
    for (uint32_t number = 0; number < scene.chunks; number++) {
        at = chunk_of(&scene, &file, number);
        put_raw(&scene, &at, NULL);
    }
    assert_int_equal(findings(&scene), 1);
    buf_free(&scene.pdf);
}

static size_t
rows_in(struct attachment_scene *scene, enum space space, struct buf *first)
{
    struct range range;
    struct slice key;
    struct slice value;
    size_t count = 0;
    struct txn *txn = place_read(scene->w->place);
    range_open(&range, txn, space, slice_of(NULL, 0), slice_of(NULL, 0), false);
    while (range_next(&range, &key, &value)) {
        if (count++ == 0 && first != NULL) {
            buf_put_slice(first, key);
        }
    }
    range_close(&range);
    txn_abort(&txn);
    return count;
}

static void
a_draft_without_its_row_or_a_row_in_another_hour_is_found(void **state)
{
    struct attachment_scene scene = attachment_scene_begin(state);
    struct id file = attachment_scene_send(&scene);
    struct buf key = {0};
    struct buf empty = {0};
    struct place_in_store at = {.space = SPACE_ATTACHMENT_DRAFT};
    assert_int_equal(rows_in(&scene, SPACE_ATTACHMENT_DRAFT, &key), 1);
    key_add(&at.key, key.ptr, key.len);
    put_raw(&scene, &at, NULL); /* it would stay for ever */
    assert_int_equal(findings(&scene), 1);
    put_raw(&scene, &at, &empty);
    expect_whole(&scene, &file);
    at.key.bytes[3] ^= 1; /* of the hour */
    put_raw(&scene, &at, &empty);
    assert_int_equal(findings(&scene), 1);
    put_raw(&scene, &at, NULL);
    attachment_scene_hang(&scene, &file);
    at.key.bytes[3] ^= 1;
    put_raw(&scene, &at, &empty); /* the sweep would take what is in use */
    assert_true(findings(&scene) > 0);
    buf_free(&key);
    buf_free(&scene.pdf);
}

static void
sweep(struct attachment_scene *scene, size_t expected)
{
    struct ledger *ledger;
    size_t removed;
    assert_int_equal(ledger_start(&ledger, scene->w->place->store, NULL, &scene->w->log, NULL, NULL), TNW_OK);
    assert_int_equal(sweep_drafts(&scene->w->world, ledger, &removed), TNW_OK);
    ledger_stop(ledger);
    ledger_free(&ledger);
    assert_int_equal(removed, expected);
}

/* As after a kill in the middle: the store is sound, nothing of it is a file, and after a day it is gone. */
static void
what_was_never_whole_is_no_file_and_is_swept(void **state)
{
    struct attachment_scene scene = attachment_scene_begin(state);
    size_t came;
    struct call *call = attachment_scene_upload(&scene);
    struct id half = call->draft.id;
    attachment_scene_chunks(&scene, call, 2);
    attachment_scene_free(call);
    struct id whole = attachment_scene_send(&scene);
    struct id used = attachment_scene_send(&scene);
    attachment_scene_hang(&scene, &used);
    assert_int_equal(findings(&scene), 0);
    assert_int_equal(read_file(&scene, &half, &came), TNW_E_NOT_FOUND);
    scene.w->now += LIMIT_DRAFT_MS - 1;
    sweep(&scene, 0);
    scene.w->now += INT64_C(3600000) + 1;
    sweep(&scene, 2);
    assert_int_equal(read_file(&scene, &whole, &came), TNW_E_NOT_FOUND);
    assert_int_equal(rows_in(&scene, SPACE_ATTACHMENT_DRAFT, NULL), 0);
    assert_int_equal(rows_in(&scene, SPACE_ATTACHMENT_CHUNK, NULL), scene.chunks);
    expect_whole(&scene, &used);
    buf_free(&scene.pdf);
}

/* The clock leaps by a day while it comes, by `sent` chunks. */
static void
is_swept_under_way(struct attachment_scene *scene, unsigned sent)
{
    size_t came;
    struct call *call = attachment_scene_upload(scene);
    struct id id = call->draft.id;
    attachment_scene_chunks(scene, call, sent);
    scene->w->now += LIMIT_DRAFT_MS + INT64_C(3600000);
    sweep(scene, 1);
    attachment_scene_chunks(scene, call, scene->chunks - sent);
    assert_int_equal(attachment_scene_end(call), TNW_E_UNAVAILABLE);
    assert_int_equal(read_file(scene, &id, &came), TNW_E_NOT_FOUND);
    assert_int_equal(rows_in(scene, SPACE_ATTACHMENT_CHUNK, NULL), 0);
    assert_int_equal(findings(scene), 0);
    attachment_scene_free(call);
}

/* A salted one: the hash of the file is not in the log, and two records of one file of two dossiers are not alike. */
static void
the_records_commit_to_a_file_and_confirm_no_guess(void **state)
{
    struct attachment_scene scene = attachment_scene_begin(state);
    struct attachment kept[2];
    struct hash content[2];
    char hex[2 * HASH_SIZE + 1];
    for (int i = 0; i < 2; i++) {
        struct id file = attachment_scene_send(&scene);
        struct txn *txn = place_read(scene.w->place);
        assert_true(attachment_get(txn, &scene.dossier, &file, &kept[i]));
        txn_abort(&txn);
        content[i] = attachment_content(&kept[i]);
        hex_encode(hex, content[i].bytes, HASH_SIZE);
        service_assert_last(scene.w, "content", hex);
    }
    assert_memory_equal(kept[0].sha256.bytes, kept[1].sha256.bytes, HASH_SIZE);
    assert_memory_not_equal(kept[0].salt, kept[1].salt, sizeof kept[0].salt);
    assert_memory_not_equal(content[0].bytes, content[1].bytes, HASH_SIZE);
    assert_memory_not_equal(content[0].bytes, kept[0].sha256.bytes, HASH_SIZE);
    buf_free(&scene.pdf);
}

static void
what_is_swept_on_its_way_is_no_half_file(void **state)
{
    struct attachment_scene scene = attachment_scene_begin(state);
    is_swept_under_way(&scene, 2);
    is_swept_under_way(&scene, scene.chunks);
    buf_free(&scene.pdf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(a_damaged_chunk_ends_the_read_and_is_found),
        WITH_WORLD(a_chunk_of_another_length_or_too_many_is_found),
        WITH_WORLD(a_damaged_row_is_no_file_and_is_found),
        WITH_WORLD(a_file_that_is_lost_is_found_by_who_names_it),
        WITH_WORLD(a_draft_without_its_row_or_a_row_in_another_hour_is_found),
        WITH_WORLD(what_was_never_whole_is_no_file_and_is_swept),
        WITH_WORLD(what_is_swept_on_its_way_is_no_half_file),
        WITH_WORLD(the_records_commit_to_a_file_and_confirm_no_guess),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
