/* What is put into the registry and the inboxes comes back, member by member; lists come in order and end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/records/actor.h"
#include "store/records/inbox.h"
#include "store_place.h"

static const struct id none;

static void
assert_id(struct id id, uint8_t number)
{
    struct id expected = place_id(number);
    assert_true(id_eq(&id, &expected));
}

static void
assert_text(const struct buf *text, const char *expected)
{
    assert_true(slice_eq(buf_slice(text), slice_str(expected)));
}

static void
an_actor_comes_back_whole(void **state)
{
    struct actor in = {.id = place_id(1),
                       .epoch = 7,
                       .disabled = true,
                       .is_organisation = true,
                       .roles = 0x2a5,
                       .organisation = place_id(2),
                       .nihii = "12345625004"};
    struct actor out;
    in.identity = (struct identity){.kind = IDENTITY_CBE, .number = "0999000129"};
    buf_put_str(&in.name, "Bakkerij \xc3\xa9");
    buf_put_str(&in.contact, "{\"zone\":\"x\"}");
    struct txn *txn = place_write(*state);
    actor_put(txn, &in);
    place_commit(txn);
    txn = place_read(*state);
    assert_true(actor_get(txn, &in.id, &out));
    assert_true(id_eq(&out.id, &in.id) && out.epoch == 7 && out.disabled && out.is_organisation && out.roles == 0x2a5);
    assert_id(out.organisation, 2);
    assert_int_equal(out.identity.kind, IDENTITY_CBE);
    assert_string_equal(out.identity.number, "0999000129");
    assert_string_equal(out.nihii, "12345625004");
    assert_text(&out.name, "Bakkerij \xc3\xa9");
    assert_text(&out.contact, "{\"zone\":\"x\"}");
    actor_wipe(&out);
    actor_wipe(&in);
    txn_abort(&txn);
}

static void
an_identity_has_its_registrations_in_order_and_no_more_than_the_limit(void **state)
{
    struct id ids[LIMIT_IDENTITY_ACTORS];
    struct hash one = {{1}};
    struct hash two = {{2}};
    struct txn *txn = place_write(*state);
    assert_int_equal(actor_by_identity(txn, &one, ids), 0);
    for (uint8_t i = 0; i < LIMIT_IDENTITY_ACTORS; i++) {
        struct id id = place_id((uint8_t)(100 - i));
        assert_true(actor_link_identity(txn, &one, &id));
    }
    assert_false(actor_link_identity(txn, &one, &none));
    assert_int_equal(actor_by_identity(txn, &one, ids), LIMIT_IDENTITY_ACTORS);
    assert_id(ids[0], 100);
    assert_id(ids[LIMIT_IDENTITY_ACTORS - 1], 101 - LIMIT_IDENTITY_ACTORS);
    assert_int_equal(actor_by_identity(txn, &two, ids), 0);
    place_commit(txn);
}

struct seen {
    uint8_t numbers[16];
    size_t count;
    size_t most;
};

static bool
see_actor(void *ctx, const struct actor *actor)
{
    struct seen *seen = ctx;
    seen->numbers[seen->count++] = actor->id.bytes[15];
    return seen->count < seen->most;
}

static void
actors_are_listed_in_order_from_where_one_asks_until_one_stops(void **state)
{
    static const uint8_t order[] = {5, 2, 4, 1, 3};
    struct txn *txn = place_write(*state);
    for (size_t i = 0; i < sizeof order; i++) {
        struct actor actor = {.id = place_id(order[i]), .epoch = 1, .identity.kind = IDENTITY_NISS};
        actor_put(txn, &actor);
    }
    struct seen all = {.most = 16};
    actor_each(txn, &none, see_actor, &all);
    assert_int_equal(all.count, 5);
    assert_memory_equal(all.numbers, "\1\2\3\4\5", 5);
    struct id two = place_id(2);
    struct seen some = {.most = 2};
    actor_each(txn, &two, see_actor, &some);
    assert_int_equal(some.count, 2);
    assert_memory_equal(some.numbers, "\3\4", 2);
    struct id last = place_id(5);
    struct seen no = {.most = 2};
    actor_each(txn, &last, see_actor, &no);
    assert_int_equal(no.count, 0);
    assert_int_equal(txn_error(txn), TNW_OK);
    place_commit(txn);
}

static void
each_inbox_counts_its_own_events_from_one(void **state)
{
    struct id an = place_id(1);
    struct id els = place_id(2);
    struct txn *txn = place_write(*state);
    for (unsigned type = 0; type < EVENT_COUNT; type++) {
        struct event event = {.type = (enum event_type)type,
                              .time = 100 + type,
                              .dossier = place_id(3),
                              .object = place_id(4),
                              .by = place_id(5),
                              .thread = place_id(6)};
        inbox_put(txn, &an, &event);
        assert_int_equal(event.seq, type + 1);
        assert_true(event_type_text(event.type)[0] != 0);
    }
    struct event one = {.type = EVENT_DOSSIER_CLOSED};
    inbox_put(txn, &els, &one);
    assert_int_equal(one.seq, 1);
    struct event out;
    struct range walk;
    inbox_walk(&walk, txn, &an, 0);
    for (unsigned type = 0; type < EVENT_COUNT; type++) {
        assert_true(inbox_next(&walk, &an, &out));
        assert_true(out.seq == type + 1 && out.type == type && out.time == 100 + type);
        assert_id(out.dossier, 3);
        assert_id(out.object, 4);
        assert_id(out.by, 5);
        assert_id(out.thread, 6);
    }
    assert_false(inbox_next(&walk, &an, &out));
    range_close(&walk);
    inbox_walk(&walk, txn, &an, UINT64_MAX);
    assert_false(inbox_next(&walk, &an, &out));
    range_close(&walk);
    assert_int_equal(txn_error(txn), TNW_OK);
    place_commit(txn);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(an_actor_comes_back_whole),
        WITH_PLACE(an_identity_has_its_registrations_in_order_and_no_more_than_the_limit),
        WITH_PLACE(actors_are_listed_in_order_from_where_one_asks_until_one_stops),
        WITH_PLACE(each_inbox_counts_its_own_events_from_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
