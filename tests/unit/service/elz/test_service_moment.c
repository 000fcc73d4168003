/* Netwerkmomenten, for the professionals of a zone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "json/json.h"
#include "store/records/actor.h"
#include "unit/service/service_world.h"

#define NEIGHBOUR "70011010109"
#define ELSEWHERE "71021110305"
#define MOMENT                                                                                                         \
    "{\"date\":\"2027-03-11\",\"time\":\"19:30\",\"zone\":\"Leuven\",\"theme\":\"Wie doet wat\","                      \
    "\"place\":\"Centrum, Kerkstraat 1\"}"

static struct id
add(struct test_world *w, const char *niss, const char *zone)
{
    struct actor actor;
    struct id id = service_add_actor(w, niss, CODE_BIT(ROLE_HULPVERLENER), false);
    struct txn *txn = place_write(w->place);
    assert_true(actor_get(txn, &id, &actor));
    buf_put_str(&actor.zone, zone);
    actor_put(txn, &actor);
    actor_wipe(&actor);
    place_commit(txn);
    return id;
}

static int
run(struct test_world *w, const char *op, const char *niss, const struct id *moment, const char *body, json_t **answer)
{
    struct call *call = service_call(w, op, niss, body);
    if (moment != NULL) {
        service_in(call)->path_id[0] = *moment;
    }
    return service_finish(w, call, answer);
}

static struct id
announce(struct test_world *w)
{
    json_t *answer;
    struct id id;
    (void)add(w, HUISARTS, "Leuven");
    (void)add(w, NEIGHBOUR, "Leuven");
    (void)add(w, ELSEWHERE, "Gent");
    assert_int_equal(run(w, "moment.add", HUISARTS, NULL, MOMENT, &answer), 201);
    assert_int_equal(id_parse(&id, ID_MOMENT, json_string_value(json_object_get(answer, "id"))), TNW_OK);
    json_decref(answer);
    return id;
}

static void
a_moment_is_for_the_professionals_of_its_zone(void **state)
{
    struct test_world *w = *state;
    struct id id = announce(w);
    json_t *answer;
    assert_int_equal(run(w, "moment.read", NEIGHBOUR, &id, NULL, NULL), 200);
    assert_int_equal(run(w, "moment.read", ELSEWHERE, &id, NULL, NULL), 404);
    assert_int_equal(run(w, "moment.sign_up", ELSEWHERE, &id, "", NULL), 404);
    assert_int_equal(run(w, "moment.list", NEIGHBOUR, NULL, NULL, &answer), 200);
    assert_int_equal(json_array_size(json_object_get(answer, "items")), 1);
    json_decref(answer);
    struct call *call = service_call(w, "moment.list", ELSEWHERE, NULL);
    service_set_query(call, "zone", "Leuven");
    assert_int_equal(service_run(call), TNW_OK);
    assert_null(memmem(call->reply.body.ptr, call->reply.body.len, "Wie doet", 8));
    call_free(&call);
}

static void
who_signed_up_is_for_who_organises(void **state)
{
    struct test_world *w = *state;
    struct id id = announce(w);
    json_t *answer;
    assert_int_equal(run(w, "moment.sign_up", NEIGHBOUR, &id, "", NULL), 200);
    assert_int_equal(run(w, "moment.sign_up", NEIGHBOUR, &id, "", &answer), 200);
    assert_int_equal(json_integer_value(json_object_get(answer, "guests")), 1);
    assert_true(json_is_null(json_object_get(answer, "signups")));
    json_decref(answer);
    assert_int_equal(run(w, "moment.read", HUISARTS, &id, NULL, &answer), 200);
    assert_int_equal(json_array_size(json_object_get(answer, "signups")), 1);
    json_decref(answer);
    assert_int_equal(run(w, "moment.sign_off", NEIGHBOUR, &id, NULL, NULL), 204);
    assert_int_equal(run(w, "moment.sign_off", NEIGHBOUR, &id, NULL, NULL), 204);
    assert_int_equal(run(w, "moment.read", HUISARTS, &id, NULL, &answer), 200);
    assert_int_equal(json_integer_value(json_object_get(answer, "guests")), 0);
    json_decref(answer);
}

static int
change(struct test_world *w, const char *niss, const struct id *moment, const char *etag, const char *body)
{
    struct call *call = service_call(w, "moment.change", niss, body);
    service_in(call)->path_id[0] = *moment;
    service_in(call)->if_match = etag;
    return service_finish(w, call, NULL);
}

static size_t
items(struct test_world *w, const char *op, const char *niss, const char *zone)
{
    json_t *answer;
    struct call *call = service_call(w, op, niss, NULL);
    if (zone != NULL) {
        service_set_query(call, "zone", zone);
    }
    assert_int_equal(service_run(call), TNW_OK);
    assert_int_equal(json_load_strict(&answer, buf_slice(&call->reply.body), NULL), TNW_OK);
    size_t count = json_array_size(json_object_get(answer, "items"));
    json_decref(answer);
    call_free(&call);
    return count;
}

#define OPEN_IN_MECHELEN                                                                                               \
    "{\"date\":\"2027-03-12\",\"zone\":\"Mechelen\",\"theme\":\"Wie doet wat\",\"place\":\"Zaal 2\",\"open\":true}"

static void
who_organises_it_changes_it_and_who_signed_up_is_told(void **state)
{
    struct test_world *w = *state;
    struct id id = announce(w);
    assert_int_equal(run(w, "moment.sign_up", NEIGHBOUR, &id, "", NULL), 200);
    assert_int_equal(change(w, NEIGHBOUR, &id, "\"1\"", OPEN_IN_MECHELEN), 403);
    assert_int_equal(change(w, ELSEWHERE, &id, "\"1\"", OPEN_IN_MECHELEN), 404);
    assert_int_equal(change(w, HUISARTS, &id, NULL, OPEN_IN_MECHELEN), 428);
    assert_int_equal(change(w, HUISARTS, &id, "\"2\"", OPEN_IN_MECHELEN), 412);
    assert_int_equal(items(w, "inbox.read", NEIGHBOUR, NULL), 0);
    assert_int_equal(change(w, HUISARTS, &id, "\"1\"", OPEN_IN_MECHELEN), 200);
    assert_int_equal(items(w, "inbox.read", NEIGHBOUR, NULL), 1);
    assert_int_equal(items(w, "moment.list", NEIGHBOUR, "Leuven"), 0);
    assert_int_equal(items(w, "moment.list", NEIGHBOUR, "mechelen"), 1);
    assert_int_equal(items(w, "moment.list", ELSEWHERE, "MÉCHELEN"), 1); /* it is open */
    assert_int_equal(items(w, "moment.list", ELSEWHERE, NULL), 0);
}

static void
a_cancelled_moment_stays_and_nobody_joins_it(void **state)
{
    struct test_world *w = *state;
    struct id id = announce(w);
    json_t *answer;
    assert_int_equal(run(w, "moment.sign_up", NEIGHBOUR, &id, "", NULL), 200);
    assert_int_equal(run(w, "moment.cancel", NEIGHBOUR, &id, "", NULL), 403);
    assert_int_equal(run(w, "moment.cancel", HUISARTS, &id, "", NULL), 200);
    assert_int_equal(run(w, "moment.cancel", HUISARTS, &id, "", NULL), 200);
    assert_int_equal(items(w, "inbox.read", NEIGHBOUR, NULL), 1);
    assert_int_equal(change(w, HUISARTS, &id, "\"2\"", OPEN_IN_MECHELEN), 409);
    (void)add(w, "72031210501", "Leuven");
    assert_int_equal(run(w, "moment.sign_up", "72031210501", &id, "", NULL), 409);
    assert_int_equal(run(w, "moment.read", NEIGHBOUR, &id, NULL, &answer), 200);
    assert_true(json_is_string(json_object_get(answer, "cancelled")));
    json_decref(answer);
    assert_int_equal(items(w, "moment.list", NEIGHBOUR, NULL), 1);
    assert_int_equal(run(w, "moment.sign_off", NEIGHBOUR, &id, NULL, NULL), 204);
}

/* Two registrations, each of a zone: what is in both is one list, by day. */
static void
a_person_of_two_zones_sees_both(void **state)
{
    struct test_world *w = *state;
    (void)announce(w);
    (void)add(w, ELSEWHERE, "Leuven");
    static const char body[] = "{\"date\":\"2027-03-10\",\"zone\":\"Gent\",\"theme\":\"Eerder\",\"place\":\"Zaal\"}";
    struct id actors[LIMIT_IDENTITY_ACTORS];
    char first[ID_TEXT];
    struct txn *txn = place_read(w->place);
    struct call *call = service_call(w, "moment.add", ELSEWHERE, body);
    assert_int_equal(actor_by_identity(txn, &service_in(call)->peer.identity_index, actors), 2);
    txn_abort(&txn);
    id_format(first, ID_ACTOR, &actors[0]);
    service_in(call)->actor_text = first;
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
    call = service_call(w, "moment.list", ELSEWHERE, NULL);
    service_in(call)->actor_text = first;
    assert_int_equal(service_run(call), TNW_OK);
    const char *gent = memmem(call->reply.body.ptr, call->reply.body.len, "Eerder", 6);
    const char *leuven = memmem(call->reply.body.ptr, call->reply.body.len, "Wie doet wat", 12);
    assert_true(gent != NULL && leuven != NULL && gent < leuven);
    call_free(&call);
}

static void
a_moment_is_about_nobody_and_not_over(void **state)
{
    struct test_world *w = *state;
    (void)announce(w);
    static const char *const wrong[] = {
        "{\"date\":\"2020-03-11\",\"zone\":\"Leuven\",\"theme\":\"Wie\",\"place\":\"Centrum\"}",
        "{\"date\":\"2027-03-11\",\"zone\":\"Leuven\",\"theme\":\"Over 68030312372\",\"place\":\"Centrum\"}",
        "{\"date\":\"2027-03-11\",\"zone\":\"Leuven\",\"theme\":\"Wie\",\"place\":\"Bij jan@example.be\"}",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(run(w, "moment.add", HUISARTS, NULL, wrong[i], NULL), 422);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(a_moment_is_for_the_professionals_of_its_zone),
        WITH_WORLD(who_signed_up_is_for_who_organises),
        WITH_WORLD(who_organises_it_changes_it_and_who_signed_up_is_told),
        WITH_WORLD(a_cancelled_moment_stays_and_nobody_joins_it),
        WITH_WORLD(a_person_of_two_zones_sees_both),
        WITH_WORLD(a_moment_is_about_nobody_and_not_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
