/* What is erased is gone: for everybody at once, and then from every space but the log's and what tells of the
 * erasure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "service/core/dispatch.h"
#include "service/erasure/erasing.h"
#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/erasure/emptying.h"
#include "store/records/inbox.h"
#include "unit/service/attachment_scene.h"
#include "unit/service/erasure/erasure_scene.h"

static bool
holds(struct slice bytes, const struct id *id)
{
    return bytes.len >= ID_SIZE && memmem(bytes.ptr, bytes.len, id->bytes, ID_SIZE) != NULL;
}

/* What a value says that lies under a key which is there. */
static bool
plain_holds(struct test_world *w, enum space space, struct slice key, struct slice value, const struct id *id)
{
    struct id places[2] = {{{0}}};
    bool found = false;
    memcpy(places[1].bytes, key.ptr, key.len < ID_SIZE ? key.len : ID_SIZE);
    for (size_t i = 0; i < 2; i++) {
        struct txn *txn = place_read(w->place);
        struct buf plain = {0};
        found = found || (cipher_decrypt(txn, space, key, &places[i], value, &plain) && holds(buf_slice(&plain), id));
        buf_free(&plain);
        txn_abort(&txn);
    }
    return found;
}

/* Whether a row of the space names it, in its key, its value, or what that says. own: rows of these are counted. */
static unsigned
count_rows_naming(struct test_world *w, enum space space, const struct id *id)
{
    struct buf at = {0};
    unsigned count = 0;
    for (bool more = true; more;) {
        struct txn *txn = place_read(w->place);
        struct slice key;
        struct slice value;
        more = range_first(txn, space, slice_of(NULL, 0), buf_slice(&at), false, &key, &value);
        if (more) {
            struct buf kept = {0};
            buf_put_slice(&kept, value);
            buf_clear(&at);
            buf_put_slice(&at, key);
            txn_abort(&txn);
            count += holds(buf_slice(&at), id) || holds(buf_slice(&kept), id) ||
                     plain_holds(w, space, buf_slice(&at), buf_slice(&kept), id);
            buf_free(&kept);
        }
        txn_abort(&txn);
    }
    buf_free(&at);
    return count;
}

static void
assert_only_the_log_names(struct test_world *w, const struct id *dossier)
{
    for (unsigned space = 0; space < SPACE_COUNT; space++) {
        enum row_kind kind = emptying_kind((enum space)space);
        if (kind != ROW_LOG && kind != ROW_ERASURE && space != SPACE_INBOX &&
            count_rows_naming(w, (enum space)space, dossier) != 0) {
            fail_msg("%s names it", layout_space_name((enum space)space));
        }
    }
}

static struct erasure
erasure_of(struct test_world *w, const struct id *dossier)
{
    struct erasure erasure;
    struct txn *txn = place_read(w->place);
    assert_true(erasure_get(txn, dossier, &erasure));
    txn_abort(&txn);
    return erasure;
}

/* A fragment with an attachment, and another attachment on its way. */
static struct attachment_scene
begin_full(void **state, struct call **upload)
{
    struct attachment_scene s = attachment_scene_begin(state);
    struct id file = attachment_scene_send(&s);
    attachment_scene_hang(&s, &file);
    *upload = attachment_scene_upload(&s);
    attachment_scene_chunks(&s, *upload, 1);
    return s;
}

static enum tnw_err
read_dossier(struct test_world *w, const char *who, const struct id *dossier)
{
    struct call *call = service_call(w, "dossier.read", who, NULL);
    service_in(call)->path_id[0] = *dossier;
    enum tnw_err err = service_run(call);
    call_free(&call);
    return err;
}

static void
closing_takes_it_from_all_at_once(void **state)
{
    struct call *upload;
    struct attachment_scene s = begin_full(state, &upload);
    assert_int_equal(read_dossier(s.w, PATIENT, &s.dossier), TNW_OK);
    erasure_scene_close(s.w, &s.dossier);
    assert_int_equal(read_dossier(s.w, PATIENT, &s.dossier), TNW_E_NOT_FOUND);
    assert_int_equal(read_dossier(s.w, HUISARTS, &s.dossier), TNW_E_NOT_FOUND);
    assert_int_equal(attachment_scene_end(upload), TNW_E_NOT_FOUND);
    attachment_scene_free(upload);
    erasure_scene_rows_are_whole(s.w);
    buf_free(&s.pdf);
}

static void
emptied_only_the_log_names_it(void **state)
{
    size_t emptied;
    struct call *upload;
    struct attachment_scene s = begin_full(state, &upload);
    struct erasing_options options = erasure_scene_options(s.w);
    attachment_scene_free(upload);
    erasure_scene_close(s.w, &s.dossier);
    assert_int_equal(erasing_empty(&options, &emptied), TNW_OK);
    assert_int_equal(emptied, 1);
    assert_int_equal(erasure_of(s.w, &s.dossier).state, ERASURE_EMPTIED);
    assert_only_the_log_names(s.w, &s.dossier);
    erasure_scene_rows_are_whole(s.w);
    assert_int_equal(erasing_empty(&options, &emptied), TNW_OK);
    assert_int_equal(emptied, 0);
    buf_free(&s.pdf);
}

static void
what_was_conferred_goes_with_it(void **state)
{
    size_t emptied;
    char body[256];
    char doctor[ID_TEXT];
    struct test_world *w = *state;
    struct service_reading reading = service_reading(w);
    struct erasing_options options = erasure_scene_options(w);
    call_free(&reading.read);
    (void)erasure_scene_make(w, "consent.give", PATIENT, ERASURE_SCENE_CONFER("huisarts"), &reading.dossier,
                             ID_CONSENT);
    (void)erasure_scene_make(w, "consent.give", PATIENT, ERASURE_SCENE_CONFER("adviserend_arts"), &reading.dossier,
                             ID_CONSENT);
    id_format(doctor, ID_ACTOR, &reading.doctor);
    (void)snprintf(body, sizeof body, "{\"procedure\":\"tnw_traject\",\"subject\":\"Werk\",\"participants\":[\"%s\"]}",
                   doctor);
    struct id thread = erasure_scene_make(w, "thread.start", HUISARTS, body, &reading.dossier, ID_THREAD);
    (void)erasure_scene_make(w, "message.send", HUISARTS, "{\"kind\":\"vraag\",\"text\":\"Wanneer?\"}", &thread,
                             ID_MESSAGE);
    assert_true(count_rows_naming(w, SPACE_MESSAGE, &thread) > 0);
    erasure_scene_close(w, &reading.dossier);
    erasure_scene_rows_are_whole(w);
    assert_int_equal(erasing_empty(&options, &emptied), TNW_OK);
    assert_only_the_log_names(w, &reading.dossier);
    assert_int_equal(count_rows_naming(w, SPACE_MESSAGE, &thread), 0);
    assert_int_equal(count_rows_naming(w, SPACE_THREAD_PLACE, &thread), 0);
    erasure_scene_rows_are_whole(w);
}

/* After so many jobs. */
struct cut {
    struct store *store;
    unsigned left;
};

static enum tnw_err
commit_until_cut(void *owner, enum tnw_err (*run)(void *ctx, struct txn *txn), void *ctx)
{
    struct cut *cut = owner;
    if (cut->left == 0) {
        return TNW_E_UNAVAILABLE;
    }
    cut->left--;
    return erasing_commit_directly(cut->store, run, ctx);
}

static void
cut_anywhere_it_begins_anew(void **state)
{
    size_t emptied;
    struct call *upload;
    struct attachment_scene s = begin_full(state, &upload);
    attachment_scene_free(upload);
    erasure_scene_close(s.w, &s.dossier);
    enum tnw_err err = TNW_E_UNAVAILABLE;
    for (unsigned jobs = 1; err != TNW_OK && jobs < 100; jobs++) {
        struct cut cut = {.store = s.w->place->store, .left = jobs};
        struct erasing_options options = {.world = &s.w->world, .commit = commit_until_cut, .owner = &cut};
        err = erasing_empty(&options, &emptied);
        erasure_scene_rows_are_whole(s.w);
    }
    assert_int_equal(err, TNW_OK);
    assert_only_the_log_names(s.w, &s.dossier);
    buf_free(&s.pdf);
}

static void
while_a_key_is_there_it_is_not_complete(void **state)
{
    size_t count;
    struct test_world *w = *state;
    struct service_reading reading = service_reading(w);
    struct erasing_options options = erasure_scene_options(w);
    call_free(&reading.read);
    erasure_scene_close(w, &reading.dossier);
    assert_int_equal(erasures_complete(&options, &count), TNW_OK);
    assert_int_equal(count, 0);
    assert_int_equal(erasing_empty(&options, &count), TNW_OK);
    assert_int_equal(erasures_complete(&options, &count), TNW_OK);
    assert_int_equal(count, 0);
    assert_int_equal(erasure_of(w, &reading.dossier).state, ERASURE_EMPTIED);
    assert_int_equal(erasure_of(w, &reading.dossier).key_count, 1);
}

/* As after a rotation: the keys that it notes are none that there are. */
static void
forget_its_keys(struct test_world *w, const struct id *dossier)
{
    struct txn *txn = place_write(w->place);
    struct erasure erasure;
    assert_true(erasure_get(txn, dossier, &erasure));
    memset(erasure.keys, 0xee, sizeof erasure.keys);
    erasure_put(txn, &erasure);
    place_commit(txn);
}

static void
note_announced(void *ctx, struct slice actors)
{
    struct buf *announced = ctx;
    buf_put_slice(announced, actors);
}

/* How many events that it is complete somebody is shown. */
static size_t
shown_complete(struct test_world *w, const char *who)
{
    size_t count = 0;
    json_t *page;
    json_t *event;
    size_t i;
    assert_int_equal(service_finish(w, service_call(w, "inbox.read", who, NULL), &page), 200);
    json_array_foreach(json_object_get(page, "items"), i, event)
    {
        count += strcmp(json_string_value(json_object_get(event, "type")), "erasure.complete") == 0;
    }
    json_decref(page);
    return count;
}

/* Its patient, once, when it is; who waits for it is woken, and nobody else learns of it. */
static void
that_it_is_complete_its_patient_is_told(void **state)
{
    size_t count;
    struct test_world *w = *state;
    struct service_reading reading = service_reading(w);
    struct erasing_options options = erasure_scene_options(w);
    struct buf announced = {0};
    options.announce = note_announced;
    options.ctx = &announced;
    call_free(&reading.read);
    erasure_scene_close(w, &reading.dossier);
    forget_its_keys(w, &reading.dossier);
    assert_int_equal(erasures_complete(&options, &count), TNW_OK);
    assert_int_equal(count, 0); /* it is not empty yet */
    assert_int_equal(erasing_empty(&options, &count), TNW_OK);
    assert_int_equal(shown_complete(w, PATIENT), 0);
    assert_int_equal(announced.len, 0);
    assert_int_equal(erasures_complete(&options, &count), TNW_OK);
    assert_int_equal(count, 1);
    assert_int_equal(announced.len, ID_SIZE);
    assert_int_equal(shown_complete(w, PATIENT), 1);
    assert_int_equal(shown_complete(w, HUISARTS), 0);
    assert_int_equal(erasures_complete(&options, &count), TNW_OK);
    assert_int_equal(count, 0);
    assert_int_equal(shown_complete(w, PATIENT), 1);
    erasure_scene_rows_are_whole(w);
    buf_free(&announced);
}

/* Those who took part, once, and nothing but that it was erased; and of what they were told before only the number is
 * left. */
static void
who_took_part_is_told_once(void **state)
{
    size_t emptied;
    struct test_world *w = *state;
    struct service_reading reading = service_reading(w);
    struct erasing_options options = erasure_scene_options(w);
    struct range walk;
    struct event event;
    unsigned told = 0;
    call_free(&reading.read);
    erasure_scene_close(w, &reading.dossier);
    assert_int_equal(erasing_empty(&options, &emptied), TNW_OK);
    struct txn *txn = place_read(w->place);
    inbox_walk(&walk, txn, &reading.doctor, 0);
    while (inbox_next(&walk, &reading.doctor, &event)) {
        assert_true(event.type == EVENT_GONE || event.type == EVENT_DOSSIER_ERASED);
        told += event.type == EVENT_DOSSIER_ERASED;
        assert_true(id_is_zero(&event.by));
    }
    range_close(&walk);
    txn_abort(&txn);
    assert_int_equal(told, 1);
}

static void
each_space_says_whose_its_rows_are(void **state)
{
    (void)state;
    for (unsigned space = 0; space < SPACE_COUNT; space++) {
        if (emptying_kind((enum space)space) == ROW_UNSET) {
            fail_msg("%s: nobody said whether its rows go with a dossier", layout_space_name((enum space)space));
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(closing_takes_it_from_all_at_once),

        WITH_WORLD(emptied_only_the_log_names_it),
        WITH_WORLD(cut_anywhere_it_begins_anew),
        WITH_WORLD(what_was_conferred_goes_with_it),
        WITH_WORLD(while_a_key_is_there_it_is_not_complete),
        WITH_WORLD(who_took_part_is_told_once),
        WITH_WORLD(that_it_is_complete_its_patient_is_told),

        cmocka_unit_test(each_space_says_whose_its_rows_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
