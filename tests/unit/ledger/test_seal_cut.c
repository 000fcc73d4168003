/* Verification of a log of many dossiers: none of its snapshots is old by more than a few commits, whatever the store
 * holds, while each commit changes heads and map; and cut anywhere it goes on, and finds what it would have found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <pthread.h>

#include "audit/verify/verify.h"
#include "base/limits.h"
#include "seal_place.h"
#include "store/inside.h"

/* More than one snapshot shows of each: records, heads, nodes of the map. */
#define DOSSIERS (2 * LIMIT_CHECK_ROWS + 300)
/* Looks at heads and map, for each commit that comes between. */
#define LOOKS_A_COMMIT 512
#define SAVED_MAX 256

static struct id
many_id(unsigned number)
{
    struct id id = {{0}};
    const struct hash any = hash_of(slice_of(&number, sizeof number));
    memcpy(id.bytes + 8, any.bytes, 8);
    bytes_write_be(id.bytes, 1 + number, 6);
    return id;
}

static void
record_dossiers(struct seal_place *it, unsigned from, unsigned count)
{
    struct txn *txn = place_write(it->place);
    for (unsigned i = 0; i < count; i++) {
        const struct id dossier = many_id(from + i);
        seal_place_record(txn, &dossier, slice_of("", 0));
    }
    place_commit(txn);
}

static void
fill_dossiers(struct seal_place *it)
{
    for (unsigned i = 0; i < DOSSIERS; i += 1000) {
        record_dossiers(it, i, DOSSIERS - i < 1000 ? DOSSIERS - i : 1000);
    }
    seal_place_seal(it->place->store, &it->key, UINT64_MAX);
}

/* The engine of the store, whose snapshots are watched: cmocka's tests run one behind the other. */
static struct watch {
    struct engine_ops ops;
    const struct engine_ops *own;
    struct seal_place *it;
    unsigned looks;
    unsigned commits;
    uint64_t oldest; /* age of the oldest snapshot that there was, in commits */
} watch;

static void *
commit_once(void *arg)
{
    struct engine_room room;
    (void)arg;
    unsigned number = watch.commits++;
    record_dossiers(watch.it, number % 2 == 0 ? DOSSIERS + number : number * 37 % DOSSIERS, 1);
    if (number % 4 == 3) {
        seal_place_seal(watch.it->place->store, &watch.it->key, UINT64_MAX);
    }
    assert_int_equal(engine_room(watch.it->place->store->engine, &room), TNW_OK);
    watch.oldest = room.lag > watch.oldest ? room.lag : watch.oldest;
    return NULL;
}

static void
count_look(const struct engine_txn *txn, unsigned space)
{
    pthread_t thread;
    if (txn->writes || (space != SPACE_AUDIT_HEAD && space != SPACE_MAP) || ++watch.looks % LOOKS_A_COMMIT != 0) {
        return;
    }
    assert_int_equal(pthread_create(&thread, NULL, commit_once, NULL), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
}

static enum tnw_err
watched_get_many(struct engine_txn *txn, struct engine_want *wants, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        count_look(txn, wants[i].space);
    }
    return watch.own->get_many(txn, wants, count);
}

static enum tnw_err
watched_first(struct engine_txn *txn, const struct engine_range *range, struct slice *key, struct slice *value)
{
    count_look(txn, range->space);
    return watch.own->first(txn, range, key, value);
}

static void
watch_engine(struct seal_place *it)
{
    struct engine *engine = it->place->store->engine;
    watch = (struct watch){.own = engine->ops, .it = it, .ops = *engine->ops};
    watch.ops.get_many = watched_get_many;
    watch.ops.first = watched_first;
    engine->ops = &watch.ops;
}

/* Places that were kept, and what ends the run. */
struct cuts {
    struct verify_place places[SAVED_MAX];
    struct buf tables[SAVED_MAX];
    size_t count;
    size_t end; /* it is cut there; 0: not */
    char lines[4096];
};

static void
tell_line(void *ctx, const char *finding)
{
    struct cuts *cuts = ctx;
    size_t len = strlen(cuts->lines);
    (void)snprintf(cuts->lines + len, sizeof cuts->lines - len, "%s\n", finding);
}

static void
save_cut(void *ctx, const struct verify_place *place, struct slice table)
{
    struct cuts *cuts = ctx;
    assert_true(cuts->count < SAVED_MAX);
    cuts->places[cuts->count] = *place;
    buf_put_slice(&cuts->tables[cuts->count], table);
    cuts->count++;
}

static bool
is_cut_now(void *ctx)
{
    const struct cuts *cuts = ctx;
    return cuts->end > 0 && cuts->count + 1 == cuts->end;
}

static enum tnw_err
verify_cut(struct seal_place *it, struct cuts *cuts, const struct cuts *from, struct verify_result *result)
{
    struct verify_input input = {.store = it->place->store,
                                 .log = &it->key.public,
                                 .state = &it->state,
                                 .tell = tell_line,
                                 .is_cut = is_cut_now,
                                 .save = save_cut,
                                 .ctx = cuts};
    if (from != NULL) {
        input.from = &from->places[from->count - 1];
        input.table = buf_slice(&from->tables[from->count - 1]);
    }
    return verify_store(&input, result);
}

static void
free_cuts(struct cuts *cuts)
{
    for (size_t i = 0; i < cuts->count; i++) {
        buf_free(&cuts->tables[i]);
    }
    free(cuts);
}

static struct cuts *
new_cuts(size_t end)
{
    struct cuts *cuts = calloc(1, sizeof *cuts);
    assert_non_null(cuts);
    cuts->end = end;
    return cuts;
}

/* A snapshot shows at most LIMIT_CHECK_ROWS heads or nodes, so that so many commits come while it is open. */
static void
no_snapshot_is_old_and_what_is_written_meanwhile_has_no_findings(void **state)
{
    struct seal_place *it = *state;
    struct cuts *cuts = new_cuts(0);
    struct verify_result result;
    fill_dossiers(it);
    watch_engine(it);
    assert_int_equal(verify_cut(it, cuts, NULL, &result), TNW_OK);
    it->place->store->engine->ops = watch.own;
    assert_string_equal(cuts->lines, "");
    assert_true(result.dossiers > DOSSIERS);
    assert_true(watch.commits > 4 * LIMIT_CHECK_ROWS / LOOKS_A_COMMIT);
    assert_in_range(watch.oldest, 1, 2 * (LIMIT_CHECK_ROWS / LOOKS_A_COMMIT) + 4);
    free_cuts(cuts);
}

/* How many records it had read: the table begins so. */
static uint64_t
records_read(const struct cuts *cuts, size_t at)
{
    struct cursor cur = cursor_of(buf_slice(&cuts->tables[at]));
    return cursor_u64(&cur);
}

/* Cut behind each third snapshot of the log; that goes on, with new dossiers and old ones, before it goes on itself. */
static void
cut_anywhere_it_goes_on(void **state)
{
    struct seal_place *it = *state;
    struct verify_result whole;
    struct cuts *all = new_cuts(0);
    fill_dossiers(it);
    assert_int_equal(verify_cut(it, all, NULL, &whole), TNW_OK);
    assert_true(all->count > 10);
    for (size_t end = 1; end < all->count && all->places[end - 1].part < VERIFY_ROWS; end += 3) {
        struct verify_result result;
        struct cuts *cut = new_cuts(end);
        struct cuts *rest = new_cuts(0);
        assert_int_equal(verify_cut(it, cut, NULL, &result), TNW_E_UNAVAILABLE);
        assert_int_equal(cut->count, end);
        record_dossiers(it, DOSSIERS + (unsigned)end, 1);
        record_dossiers(it, (unsigned)end, 3);
        seal_place_seal(it->place->store, &it->key, UINT64_MAX);
        assert_int_equal(verify_cut(it, rest, cut, &result), TNW_OK);
        assert_string_equal(rest->lines, "");
        assert_true(result.records >= whole.records && result.rows > 0);
        assert_true(rest->places[0].part >= cut->places[end - 1].part);
        assert_true(rest->places[0].part > VERIFY_LOG || records_read(rest, 0) >= records_read(cut, end - 1));
        free_cuts(cut);
        free_cuts(rest);
    }
    free_cuts(all);
}

static void
flip_row(struct seal_place *it, enum space space, struct slice key)
{
    struct txn *txn = place_write(it->place);
    struct slice value;
    struct buf changed = {0};
    assert_true(txn_get(txn, space, key, &value));
    buf_put_slice(&changed, value);
    changed.ptr[changed.len - (space == SPACE_AUDIT_HEAD ? 20 : 3)] ^= 1;
    txn_put(txn, space, key, buf_slice(&changed));
    place_commit(txn);
    buf_free(&changed);
}

/* Cut there, it finds in both runs together what was changed before. Returns whether there was something to cut. */
static bool
finds_when_cut(struct seal_place *it, size_t end, const char *finding, const char *other)
{
    struct verify_result result;
    struct cuts *cut = new_cuts(end);
    struct cuts *rest = new_cuts(0);
    bool was_cut = verify_cut(it, cut, NULL, &result) == TNW_E_UNAVAILABLE;
    if (was_cut) {
        assert_int_equal(verify_cut(it, rest, cut, &result), TNW_E_CORRUPT);
        assert_true(strstr(cut->lines, finding) != NULL || strstr(rest->lines, finding) != NULL);
        assert_true(strstr(cut->lines, other) != NULL || strstr(rest->lines, other) != NULL);
        assert_true(result.findings > 0);
    }
    free_cuts(cut);
    free_cuts(rest);
    return was_cut;
}

static void
what_was_spoilt_is_found_wherever_it_is_cut(void **state)
{
    static const size_t ends[] = {1, 3, 6, 9};
    struct seal_place *it = *state;
    fill_dossiers(it);
    const struct key record = key_of_u64(100);
    const struct id dossier = many_id(DOSSIERS / 2);
    const struct slice top = slice_of("\0\0\0", 3);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        flip_row(it, SPACE_AUDIT, key_slice(&record));
        flip_row(it, SPACE_AUDIT_HEAD, id_slice(&dossier));
        assert_true(finds_when_cut(it, ends[i], "one of them was changed", "head of dos_"));
        flip_row(it, SPACE_AUDIT, key_slice(&record));
        flip_row(it, SPACE_AUDIT_HEAD, id_slice(&dossier));
        flip_row(it, SPACE_MAP, top);
        assert_true(finds_when_cut(it, ends[i], "map: the node of depth 0", "map: "));
        flip_row(it, SPACE_MAP, top);
    }
}

/* What is kept of another log, or of one that lost records, is not gone on with. */
static void
place_of_another_log_is_refused(void **state)
{
    struct seal_place *it = *state;
    struct verify_result result;
    struct cuts *cut = new_cuts(2);
    struct cuts *rest = new_cuts(0);
    fill_dossiers(it);
    assert_int_equal(verify_cut(it, cut, NULL, &result), TNW_E_UNAVAILABLE);
    cut->places[1].root.bytes[0] ^= 1;
    assert_int_equal(verify_cut(it, rest, cut, &result), TNW_E_CONFLICT);
    cut->places[1].root.bytes[0] ^= 1;
    cut->tables[1].len--;
    assert_int_equal(verify_cut(it, rest, cut, &result), TNW_E_CONFLICT);
    free_cuts(cut);
    free_cuts(rest);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SEAL_PLACE(no_snapshot_is_old_and_what_is_written_meanwhile_has_no_findings),
        WITH_SEAL_PLACE(cut_anywhere_it_goes_on),
        WITH_SEAL_PLACE(what_was_spoilt_is_found_wherever_it_is_cut),
        WITH_SEAL_PLACE(place_of_another_log_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
