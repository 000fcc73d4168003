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
    buf_put_str(&in.zone, "x");
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
    assert_text(&out.zone, "x");
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

static void
put_named(struct txn *txn, uint8_t number, uint64_t epoch, code_set roles, const char *name, const char *zone)
{
    struct actor actor = {.id = place_id(number), .epoch = epoch, .roles = roles, .identity.kind = IDENTITY_NISS};
    buf_put_str(&actor.name, name);
    buf_put_str(&actor.zone, zone);
    actor_put(txn, &actor);
    actor_wipe(&actor);
}

/* Who fits, as a text of their numbers; `looked`: how many one has to look at. */
static void
find(struct txn *txn, const struct directory_query *query, const struct id *after, char found[16], size_t *looked)
{
    struct terms_walk walk;
    struct id id;
    size_t count = 0;
    *looked = 0;
    directory_walk(&walk, txn, query, after);
    while (terms_next(&walk, &id)) {
        struct actor actor;
        assert_true(actor_get(txn, &id, &actor));
        struct directory_entry entry = actor_entry(&actor);
        if (directory_fits(query, &entry)) {
            found[count++] = (char)('0' + id.bytes[15]);
        }
        (*looked)++;
        actor_wipe(&actor);
    }
    found[count] = 0;
    assert_int_equal(txn_error(txn), TNW_OK);
}

static void
assert_finds(struct txn *txn, const char *words, const char *zone, enum role role, const char *expected, size_t look)
{
    char found[16];
    size_t looked;
    struct directory_query query = {
        .roles = role == ROLE_NONE ? CODE_ALL(ROLE_COUNT) : CODE_BIT(role), .role = role, .zone = zone};
    fold_text(&query.words, slice_str(words));
    find(txn, &query, &none, found, &looked);
    assert_string_equal(found, expected);
    assert_int_equal(looked, look);
}

#define HUISARTS CODE_BIT(ROLE_HUISARTS)
#define EMPLOYER CODE_BIT(ROLE_WERKGEVER)

/* By the beginnings of words, without case and accents, by zone, by role; and nobody looks at those of other terms. */
static void
the_directory_finds_who_fits(void **state)
{
    struct txn *txn = place_write(*state);
    put_named(txn, 1, 1, HUISARTS, "Dr. H\xc3\xa9l\xc3\xa8ne D'Hondt", "waas");
    put_named(txn, 2, 1, HUISARTS | EMPLOYER, "Helen Peeters", "leie");
    put_named(txn, 3, 1, EMPLOYER, "Bakkerij Peters", "");
    put_named(txn, 4, 1, CODE_BIT(ROLE_PATIENT), "Helena Patient", "waas");
    assert_finds(txn, NULL, NULL, ROLE_NONE, "123", 3);
    assert_finds(txn, NULL, NULL, ROLE_WERKGEVER, "23", 2);
    assert_finds(txn, NULL, "waas", ROLE_NONE, "1", 1);
    assert_finds(txn, NULL, "nowhere", ROLE_NONE, "", 0);
    assert_finds(txn, "hele", NULL, ROLE_NONE, "12", 2);
    assert_finds(txn, "H\xc3\x89LENE", NULL, ROLE_NONE, "1", 1);
    assert_finds(txn, "hondt hel", NULL, ROLE_NONE, "1", 1);
    assert_finds(txn, "hel", NULL, ROLE_WERKGEVER, "2", 1);
    assert_finds(txn, "peetersen", NULL, ROLE_NONE, "", 0);
    assert_finds(txn, "zzzzzz", NULL, ROLE_NONE, "", 0);
    assert_finds(txn, "elen", NULL, ROLE_NONE, "", 0);
    place_commit(txn);
}

static void
a_changed_registration_is_found_by_what_it_is_now(void **state)
{
    struct txn *txn = place_write(*state);
    put_named(txn, 1, 1, HUISARTS, "An Peeters", "waas");
    put_named(txn, 1, 2, EMPLOYER, "An Maes", "leie");
    assert_finds(txn, "peeters", NULL, ROLE_NONE, "", 0);
    assert_finds(txn, "maes", "leie", ROLE_WERKGEVER, "1", 1);
    assert_finds(txn, NULL, "waas", ROLE_NONE, "", 0);
    assert_finds(txn, NULL, NULL, ROLE_HUISARTS, "", 0);
    put_named(txn, 1, 3, CODE_BIT(ROLE_PATIENT), "An Maes", "leie");
    assert_finds(txn, NULL, NULL, ROLE_NONE, "", 0);
    assert_finds(txn, "an", NULL, ROLE_NONE, "", 0);
    place_commit(txn);
}

static void
a_walk_goes_on_behind_where_it_ended(void **state)
{
    char found[16];
    size_t looked;
    struct id two = place_id(2);
    struct directory_query all = {.roles = CODE_ALL(ROLE_COUNT), .role = ROLE_NONE};
    struct txn *txn = place_write(*state);
    for (uint8_t number = 1; number < 5; number++) {
        put_named(txn, number, 1, HUISARTS, "An", "");
    }
    find(txn, &all, &two, found, &looked);
    assert_string_equal(found, "34");
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
                              .acted_for = place_id(7),
                              .thread = place_id(6),
                              .kind = MESSAGE_KIND_OVERLEGVERZOEK,
                              .answer_by = 20000};
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
        assert_id(out.acted_for, 7);
        assert_id(out.thread, 6);
        assert_true(out.kind == MESSAGE_KIND_OVERLEGVERZOEK && out.answer_by == 20000);
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
        WITH_PLACE(the_directory_finds_who_fits),
        WITH_PLACE(a_changed_registration_is_found_by_what_it_is_now),
        WITH_PLACE(a_walk_goes_on_behind_where_it_ended),
        WITH_PLACE(each_inbox_counts_its_own_events_from_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
