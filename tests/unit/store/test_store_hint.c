/* Hints: values that a snapshot read answer the writer's gets, and never when something was written over them since. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
/* cmocka.h needs those above. */
#include <cmocka.h>

#include "store/inside.h"
#include "store/txn.h"
#include "store/wish.h"
#include "store_place.h"

static struct slice
key_text(const char *text)
{
    return slice_str(text);
}

/* Notes the key's value, and the last one of the id's, as a snapshot has them now. */
static void
note(struct place *place, struct hints *hints, const char *key, const struct id *prefix)
{
    struct txn *txn = place_read(place);
    hint_clear(hints);
    txn_note_hints(txn, hints);
    wish_value(txn, SPACE_ACTOR, key_text(key));
    wish_last(txn, SPACE_INBOX, prefix);
    assert_int_equal(txn_error(txn), TNW_OK);
    txn_abort(&txn);
    assert_int_equal(hints->count, 2);
}

static uint64_t
hinted(struct place *place)
{
    struct store_stats stats;
    assert_int_equal(store_stats(place->store, &stats), TNW_OK);
    return stats.hinted;
}

/* Gets the key with these hints. value NULL: there must be none. by_hint: whether the hint may answer. */
static void
expect(struct place *place, struct txn *txn, const struct hints *hints, const char *key, const char *value,
       bool by_hint)
{
    struct slice found;
    uint64_t before = hinted(place);
    txn_use_hints(txn, hints);
    assert_int_equal(txn_get(txn, SPACE_ACTOR, key_text(key), &found), value != NULL);
    assert_true(value == NULL || slice_eq(found, slice_str(value)));
    txn_use_hints(txn, NULL);
    assert_int_equal(hinted(place) - before, by_hint ? 1 : 0);
}

static void
expect_last(struct place *place, struct txn *txn, const struct hints *hints, uint64_t number, bool by_hint)
{
    struct id prefix = place_id(1);
    struct slice key;
    struct slice value;
    uint64_t before = hinted(place);
    txn_use_hints(txn, hints);
    assert_int_equal(txn_last(txn, SPACE_INBOX, &prefix, &key, &value), number != 0);
    if (number != 0) {
        struct cursor cur = cursor_of(key);
        (void)cursor_slice(&cur, ID_SIZE);
        assert_int_equal(cursor_u64(&cur), number);
    }
    txn_use_hints(txn, NULL);
    assert_int_equal(hinted(place) - before, by_hint ? 1 : 0);
}

static void
put(struct txn *txn, const char *key, const char *value)
{
    txn_put(txn, SPACE_ACTOR, key_text(key), slice_str(value));
}

static void
put_event(struct txn *txn, uint8_t who, uint64_t number)
{
    struct id id = place_id(who);
    struct key key = key_of(&id);
    key_add_u64(&key, number);
    txn_put(txn, SPACE_INBOX, key_slice(&key), slice_str("event"));
}

static void
a_hint_answers_while_nothing_was_written_over_it(void **state)
{
    struct place *place = *state;
    struct hints hints = {0};
    struct id prefix = place_id(1);
    struct txn *txn = place_write(place);
    put(txn, "a", "old");
    put_event(txn, 1, 7);
    place_commit(txn);
    note(place, &hints, "a", &prefix);
    txn = place_write(place);
    put(txn, "b", "beside");
    put_event(txn, 2, 9);
    expect(place, txn, &hints, "a", "old", true);
    expect_last(place, txn, &hints, 7, true);
    assert_int_equal(txn_keep(&txn), TNW_OK);
    expect(place, txn, &hints, "a", "old", true);
    place_commit(txn);
    txn = place_write(place);
    expect(place, txn, &hints, "a", "old", true);
    txn_abort(&txn);
    hint_clear(&hints);
}

static void
that_there_is_nothing_is_a_hint_too(void **state)
{
    struct place *place = *state;
    struct hints hints = {0};
    struct id prefix = place_id(1);
    note(place, &hints, "a", &prefix);
    struct txn *txn = place_write(place);
    expect(place, txn, &hints, "a", NULL, true);
    expect_last(place, txn, &hints, 0, true);
    put(txn, "a", "new");
    put_event(txn, 1, 1);
    expect(place, txn, &hints, "a", "new", false);
    expect_last(place, txn, &hints, 1, false);
    txn_abort(&txn);
    hint_clear(&hints);
}

enum when { IN_THIS_ONE, KEPT, COMMITTED, IN_AN_ABORTED_ONE };

static void
write_over(struct place *place, struct txn **txn, enum when when, bool deletes)
{
    struct id prefix = place_id(1);
    struct key key = key_of(&prefix);
    key_add_u64(&key, 7);
    if (deletes) {
        txn_del(*txn, SPACE_ACTOR, key_text("a"));
        txn_del(*txn, SPACE_INBOX, key_slice(&key));
    } else {
        put(*txn, "a", "new");
        put_event(*txn, 1, 8);
    }
    if (when == KEPT) {
        assert_int_equal(txn_keep(txn), TNW_OK);
        assert_non_null(*txn);
    } else if (when == COMMITTED) {
        place_commit(*txn);
        *txn = place_write(place);
    } else if (when == IN_AN_ABORTED_ONE) {
        txn_abort(txn);
        *txn = place_write(place);
    }
}

static void
a_hint_never_answers_what_was_written_since(void **state)
{
    struct place *place = *state;
    struct id prefix = place_id(1);
    for (enum when when = IN_THIS_ONE; when <= IN_AN_ABORTED_ONE; when++) {
        for (int deletes = 0; deletes <= 1; deletes++) {
            struct hints hints = {0};
            struct txn *txn = place_write(place);
            put(txn, "a", "old");
            put_event(txn, 1, 7);
            place_commit(txn);
            note(place, &hints, "a", &prefix);
            txn = place_write(place);
            write_over(place, &txn, when, deletes != 0);
            bool undone = when == IN_AN_ABORTED_ONE;
            expect(place, txn, &hints, "a", undone ? "old" : deletes ? NULL : "new", false);
            expect_last(place, txn, &hints, undone ? 7 : deletes ? 0 : 8, false);
            txn_abort(&txn);
            hint_clear(&hints);
            txn = place_write(place);
            struct key key = key_of(&prefix);
            key_add_u64(&key, 8);
            txn_del(txn, SPACE_INBOX, key_slice(&key));
            place_commit(txn);
        }
    }
}

/* Another process wrote what this one's guard has not seen: its commit shows in the numbers. */
static void
a_hint_from_before_somebody_elses_commit_does_not_count(void **state)
{
    struct hint_guard guard;
    struct slice key = key_text("a");
    (void)state;
    hint_guard_init(&guard);
    hint_guard_begin(&guard, 5);
    hint_guard_commit(&guard, 5);
    hint_guard_begin(&guard, 6);
    assert_true(hint_guard_passes(&guard, 5, HINT_VALUE, SPACE_ACTOR, key));
    hint_guard_commit(&guard, 6);
    hint_guard_begin(&guard, 8); /* 7 was not ours */
    assert_false(hint_guard_passes(&guard, 6, HINT_VALUE, SPACE_ACTOR, key));
    assert_true(hint_guard_passes(&guard, 7, HINT_VALUE, SPACE_ACTOR, key));
    hint_guard_clear(&guard);
    assert_false(hint_guard_passes(&guard, 7, HINT_VALUE, SPACE_ACTOR, key));
}

/* Waits for a byte, writes over the key in a commit of its own, and ends. */
static void
write_as_another(struct place *place, int go)
{
    char byte;
    if (read(go, &byte, 1) != 1) {
        _exit(1);
    }
    place_open(place, PLACE_MAP, PLACE_RESERVE);
    struct txn *txn = place_write(place);
    put(txn, "a", "foreign");
    place_commit(txn);
    place_close(place);
    _exit(0);
}

/* As `tnwd actor disable` beside a server that has written nothing since it started, or has committed what changes
 * nothing: the numbers of such commits are given again. */
static void
a_hint_does_not_hide_what_another_process_wrote(void **state)
{
    struct place *place = *state;
    struct id prefix = place_id(1);
    for (int idle = 0; idle <= 2; idle++) {
        int pipes[2];
        int status;
        struct hints hints = {0};
        struct txn *txn = place_write(place);
        put(txn, "a", "old");
        place_commit(txn);
        place_close(place);
        assert_int_equal(pipe(pipes), 0);
        pid_t other = fork(); /* LMDB is in no process twice, and in none across a fork */
        if (other == 0) {
            write_as_another(place, pipes[0]);
        }
        place_open(place, PLACE_MAP, PLACE_RESERVE);
        for (int i = 0; i < idle; i++) {
            txn = place_write(place);
            txn_del(txn, SPACE_ACTOR, key_text("none"));
            place_commit(txn);
        }
        note(place, &hints, "a", &prefix);
        assert_int_equal(write(pipes[1], "x", 1), 1);
        assert_int_equal(waitpid(other, &status, 0), other);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        txn = place_write(place);
        expect(place, txn, &hints, "a", "foreign", false);
        txn_abort(&txn);
        hint_clear(&hints);
        (void)close(pipes[0]);
        (void)close(pipes[1]);
    }
}

static void
what_is_too_long_is_no_hint(void **state)
{
    static uint8_t bytes[HINT_VALUE_MAX + 1];
    struct place *place = *state;
    struct hints hints = {0};
    for (size_t over = 0; over <= 1; over++) {
        struct txn *txn = place_write(place);
        txn_put(txn, SPACE_ACTOR, key_text("a"), slice_of(bytes, HINT_VALUE_MAX + over));
        place_commit(txn);
        txn = place_read(place);
        hint_clear(&hints);
        txn_note_hints(txn, &hints);
        wish_value(txn, SPACE_ACTOR, key_text("a"));
        txn_abort(&txn);
        assert_int_equal(hints.count, 1 - over);
    }
    hint_clear(&hints);
}

#define KEYS 12
#define STEPS 4000

/* Whatever is written, kept, committed and aborted between snapshot and get: with hints or without, the same is
 * read. */
static void
hints_change_nothing_in_a_random_history(void **state)
{
    static const char *const keys[KEYS] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
    struct place *place = *state;
    struct hints hints[4] = {{0}, {0}, {0}, {0}};
    struct txn *txn = place_write(place);
    size_t answered = 0;
    srandom(20261127);
    for (int step = 0; step < STEPS; step++) {
        long dice = random() % 16;
        const char *key = keys[random() % KEYS];
        struct hints *some = &hints[random() % 4];
        char text[16];
        (void)snprintf(text, sizeof text, "%d", step);
        if (dice < 3) {
            put(txn, key, text);
        } else if (dice == 3) {
            txn_del(txn, SPACE_ACTOR, key_text(key));
        } else if (dice == 4) {
            assert_int_equal(txn_keep(&txn), TNW_OK);
            txn = txn == NULL ? place_write(place) : txn;
        } else if (dice == 5) {
            place_commit(txn);
            txn = place_write(place);
        } else if (dice == 6 && step % 3 == 0) {
            txn_abort(&txn);
            txn = place_write(place);
        } else if (dice < 9) {
            struct txn *snapshot = place_read(place);
            hint_clear(some);
            txn_note_hints(snapshot, some);
            for (size_t i = 0; i < KEYS; i++) {
                wish_value(snapshot, SPACE_ACTOR, key_text(keys[i]));
            }
            txn_abort(&snapshot);
        } else {
            struct slice with;
            struct slice without;
            uint64_t before = hinted(place);
            txn_use_hints(txn, some);
            bool one = txn_get(txn, SPACE_ACTOR, key_text(key), &with);
            txn_use_hints(txn, NULL);
            answered += hinted(place) - before;
            bool two = txn_get(txn, SPACE_ACTOR, key_text(key), &without);
            assert_true(one == two && (!one || slice_eq(with, without)));
        }
    }
    assert_true(answered > STEPS / 20);
    txn_abort(&txn);
    for (size_t i = 0; i < 4; i++) {
        hint_clear(&hints[i]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(a_hint_answers_while_nothing_was_written_over_it),
        WITH_PLACE(that_there_is_nothing_is_a_hint_too),
        WITH_PLACE(a_hint_never_answers_what_was_written_since),
        cmocka_unit_test(a_hint_from_before_somebody_elses_commit_does_not_count),
        WITH_PLACE(a_hint_does_not_hide_what_another_process_wrote),
        WITH_PLACE(what_is_too_long_is_no_hint),
        WITH_PLACE(hints_change_nothing_in_a_random_history),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
