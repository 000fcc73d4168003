#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"
#include "http/guard/crowd.h"
#include "http/guard/deadline.h"

enum { LIMIT = 80, ROOM = 70, STRANGER = -1, MANY = LIMIT_PERSON_CONNECTIONS + 1 };

struct place {
    struct crowd crowd;
    struct crowd_member members[4 * LIMIT];
    size_t count;
};

static int
place_setup(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    crowd_init(&place->crowd);
    crowd_limit(&place->crowd, LIMIT, LIMIT);
    *state = place;
    return place == NULL ? -1 : 0;
}

static int
place_teardown(void **state)
{
    struct place *place = *state;
    for (size_t i = 0; i < place->count; i++) {
        crowd_leave(&place->crowd, &place->members[i]);
    }
    assert_int_equal(atomic_load(&place->crowd.count), 0);
    crowd_wipe(&place->crowd);
    free(place);
    return 0;
}

/* Without a socket: what counts is who is cut. */
static struct crowd_member *
come(struct place *place, const char *address, int person)
{
    struct crowd_member *member = &place->members[place->count++];
    member->fd = -1;
    member->deadline = DEADLINE_NONE;
    (void)snprintf(member->peer.origin, sizeof member->peer.origin, "%s", address);
    member->peer.identity_index.bytes[0] = (uint8_t)person;
    atomic_store(&member->verified, person != STRANGER);
    (void)crowd_join(&place->crowd, member);
    return member;
}

static void
come_many(struct place *place, size_t count, const char *address, int person)
{
    for (size_t i = 0; i < count; i++) {
        (void)come(place, address, person);
    }
}

static size_t
count_cut(const struct place *place, int person)
{
    size_t count = 0;
    for (size_t i = 0; i < place->count; i++) {
        const struct crowd_member *m = &place->members[i];
        count += m->cut && m->peer.identity_index.bytes[0] == (uint8_t)person ? 1 : 0;
    }
    return count;
}

/* While nobody has more than they need. */
static void
the_oldest_without_a_certificate_goes_first(void **state)
{
    struct place *place = *state;
    come_many(place, MANY - 1, "10.0.0.1", 1);
    struct crowd_member *oldest = come(place, "10.0.0.1", STRANGER);
    struct crowd_member *next = come(place, "10.0.0.1", STRANGER);
    come_many(place, MANY - 1, "10.0.0.1", 2);
    come_many(place, ROOM - 2 * MANY, "10.0.0.1", 3);
    assert_false(oldest->cut);
    (void)come(place, "10.0.0.1", STRANGER);
    assert_true(oldest->cut);
    assert_false(next->cut);
    (void)come(place, "10.0.0.1", STRANGER);
    assert_true(next->cut);
    assert_int_equal(count_cut(place, 1) + count_cut(place, 2), 0);
}

/* Else whoever fills all places with a certificate would have each handshake of others cut. */
static void
who_holds_more_than_all_strangers_goes_before_them(void **state)
{
    struct place *place = *state;
    come_many(place, MANY + 1, "10.0.0.1", 1);
    come_many(place, MANY, "10.0.0.1", STRANGER);
    come_many(place, ROOM - 2 * MANY - 1, "10.0.0.1", 2);
    (void)come(place, "10.0.0.1", STRANGER);
    assert_int_equal(count_cut(place, 1), 1);
    assert_int_equal(count_cut(place, STRANGER), 0);
    (void)come(place, "10.0.0.1", STRANGER); /* now they are as many, and one more */
    assert_int_equal(count_cut(place, 1), 1);
    assert_int_equal(count_cut(place, STRANGER), 1);
}

/* The oldest of all is somebody else's, and stays. */
static void
then_goes_what_the_one_with_the_most_does_not_use(void **state)
{
    struct place *place = *state;
    struct crowd_member *old = come(place, "10.0.0.1", 2);
    struct crowd_member *busy = come(place, "10.0.0.1", 1);
    struct crowd_member *idle = come(place, "10.0.0.1", 1);
    atomic_store(&busy->busy, true);
    come_many(place, ROOM - 3, "10.0.0.1", 1);
    struct crowd_member *newcomer = come(place, "10.0.0.1", STRANGER);
    assert_true(idle->cut);
    assert_false(busy->cut);
    assert_false(old->cut);
    assert_false(newcomer->cut);
    assert_int_equal(count_cut(place, 1), 1);
}

static void
and_what_they_use_when_there_is_nothing_else(void **state)
{
    struct place *place = *state;
    struct crowd_member *oldest = come(place, "10.0.0.1", 1);
    come_many(place, ROOM - 1, "10.0.0.1", 1);
    for (size_t i = 0; i < ROOM; i++) {
        atomic_store(&place->members[i].busy, true);
    }
    atomic_store(&come(place, "10.0.0.1", STRANGER)->verified, true);
    assert_true(oldest->cut);
    assert_int_equal(count_cut(place, 1), 1);
}

static void
who_has_no_more_than_anybody_needs_keeps_it(void **state)
{
    struct place *place = *state;
    for (int i = 0; i < LIMIT; i++) {
        (void)come(place, "10.0.0.1", 1 + i % 3);
    }
    for (int person = 1; person <= 3; person++) {
        assert_int_equal(count_cut(place, person), 0);
    }
}

/* Whose address is full takes from that address, also when somebody elsewhere has more. */
static void
an_address_makes_its_own_room(void **state)
{
    struct place *place = *state;
    crowd_limit(&place->crowd, 3 * LIMIT, LIMIT);
    come_many(place, ROOM, "10.0.0.1", 1);
    come_many(place, MANY, "10.0.0.2", 2);
    come_many(place, ROOM - MANY - 10, "10.0.0.2", 3);
    come_many(place, 10, "10.0.0.2", 4);
    assert_int_equal(count_cut(place, 1) + count_cut(place, 2) + count_cut(place, 3) + count_cut(place, 4), 0);
    (void)come(place, "10.0.0.2", 5);
    assert_int_equal(count_cut(place, 1) + count_cut(place, 3) + count_cut(place, 4), 0);
    assert_int_equal(count_cut(place, 2), 1);
}

static void
a_deadline_comes_early_while_room_is_scarce(void **state)
{
    struct place *place = *state;
    struct crowd_member *silent = come(place, "10.0.0.1", STRANGER);
    struct crowd_member *known = come(place, "10.0.0.1", 1);
    atomic_store(&silent->deadline, LIMIT_HANDSHAKE_MS);
    atomic_store(&known->deadline, LIMIT_HANDSHAKE_MS);
    assert_int_equal(crowd_cut_late(&place->crowd, LIMIT_HANDSHAKE_SCARCE_MS), 0);
    come_many(place, ROOM / 2, "10.0.0.1", 2);
    assert_int_equal(crowd_cut_late(&place->crowd, LIMIT_HANDSHAKE_SCARCE_MS - 1), 0);
    assert_int_equal(crowd_cut_late(&place->crowd, LIMIT_HANDSHAKE_SCARCE_MS), 1);
    assert_true(silent->cut);
    assert_int_equal(crowd_cut_late(&place->crowd, LIMIT_HANDSHAKE_MS), 1);
    assert_true(known->cut);
    assert_int_equal(crowd_cut_late(&place->crowd, LIMIT_HANDSHAKE_MS), 0);
}

#define IN_A_PLACE(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_PLACE(the_oldest_without_a_certificate_goes_first),
        IN_A_PLACE(who_holds_more_than_all_strangers_goes_before_them),
        IN_A_PLACE(then_goes_what_the_one_with_the_most_does_not_use),
        IN_A_PLACE(and_what_they_use_when_there_is_nothing_else),
        IN_A_PLACE(who_has_no_more_than_anybody_needs_keeps_it),
        IN_A_PLACE(an_address_makes_its_own_room),
        IN_A_PLACE(a_deadline_comes_early_while_room_is_scarce),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
