/* Case discussions: about nobody, for at least five people who are invited, for nobody else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "store/records/actor.h"
#include "store/records/dossier.h"
#include "store/records/elz/casus.h"
#include "unit/service/service_world.h"

#define PEOPLE 6
#define OUTSIDER "76071611382"
static const char *const niss_of[] = {"70011010109", "71021110305", "72031210501",
                                      "73041310794", "74051410990", "75061511186"};

struct group {
    struct id doctor; /* HUISARTS: the author */
    struct id people[PEOPLE];
};

static struct id
add(struct test_world *w, const char *niss, enum role role, const struct id *acts_for)
{
    struct actor actor;
    struct id id = service_add_actor(w, niss, CODE_BIT(role), false);
    struct txn *txn = place_write(w->place);
    assert_true(actor_get(txn, &id, &actor));
    if (acts_for != NULL) {
        actor.facts.function = FUNCTION_NURSE;
        actor.facts.acts_for[0] = *acts_for;
        actor.facts.acts_for_count = 1;
    }
    actor_put(txn, &actor);
    actor_wipe(&actor);
    place_commit(txn);
    return id;
}

static struct group
gather(struct test_world *w)
{
    struct group g;
    g.doctor = service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    for (size_t i = 0; i < PEOPLE; i++) {
        g.people[i] = add(w, niss_of[i], ROLE_HULPVERLENER, NULL);
    }
    (void)add(w, OUTSIDER, ROLE_HULPVERLENER, NULL);
    return g;
}

static int
run(struct test_world *w, const char *op, const char *niss, const struct id *casus, const char *body, json_t **answer)
{
    struct call *call = service_call(w, op, niss, body);
    if (casus != NULL) {
        service_in(call)->path_id[0] = *casus;
    }
    if (strcmp(op, "casus.start") == 0) {
        service_in(call)->role_text = "huisarts";
    }
    return service_finish(w, call, answer);
}

static char *
start_body(const char *subject, const char *text, const struct id *members, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        char id[ID_TEXT];
        id_format(id, ID_ACTOR, &members[i]);
        json_array_append_new(list, json_string(id));
    }
    json_t *body = json_pack("{s:s,s:s,s:o}", "subject", subject, "text", text, "members", list);
    char *out = json_dumps(body, 0);
    json_decref(body);
    return out;
}

static int
try_start(struct test_world *w, const char *subject, const char *text, const struct id *members, size_t count,
          json_t **answer)
{
    char *body = start_body(subject, text, members, count);
    int status = run(w, "casus.start", HUISARTS, NULL, body, answer);
    free(body);
    return status;
}

static struct id
start(struct test_world *w, const struct group *g)
{
    json_t *answer;
    struct id id;
    assert_int_equal(try_start(w, "Hervatten", "Wie heeft ervaring?", g->people, 5, &answer), 201);
    assert_int_equal(id_parse(&id, ID_CASUS, json_string_value(json_object_get(answer, "id"))), TNW_OK);
    json_decref(answer);
    return id;
}

static const char *
first_fault(const json_t *answer, const char *member)
{
    return json_string_value(json_object_get(json_array_get(json_object_get(answer, "errors"), 0), member));
}

static void
five_people_are_five_people(void **state)
{
    struct test_world *w = *state;
    struct group g = gather(w);
    struct id list[PEOPLE];
    memcpy(list, g.people, sizeof list);
    json_t *answer;
    /* five registrations of two */
    list[1] = add(w, niss_of[0], ROLE_BEMIDDELAAR, NULL);
    list[2] = add(w, niss_of[0], ROLE_HUISARTS, NULL);
    list[3] = g.people[1];
    list[4] = add(w, niss_of[1], ROLE_BEMIDDELAAR, NULL);
    assert_int_equal(try_start(w, "A", "B", list, 5, &answer), 422);
    assert_string_equal(first_fault(answer, "pointer"), "/members");
    json_decref(answer);
    /* four, and one's own medewerker; a second registration of one's own; a patient */
    memcpy(list, g.people, sizeof list);
    list[4] = add(w, "77081711578", ROLE_MEDEWERKER, &g.doctor);
    assert_int_equal(try_start(w, "A", "B", list, 5, NULL), 422);
    list[4] = add(w, HUISARTS, ROLE_HULPVERLENER, NULL);
    assert_int_equal(try_start(w, "A", "B", list, 5, NULL), 422);
    list[4] = add(w, PATIENT, ROLE_PATIENT, NULL);
    assert_int_equal(try_start(w, "A", "B", list, 5, &answer), 422);
    assert_string_equal(first_fault(answer, "pointer"), "/members/4");
    json_decref(answer);
    memcpy(list, g.people, sizeof list);
    assert_int_equal(try_start(w, "A", "B", list, 5, NULL), 201);
}

static void
only_who_is_invited_finds_it_by_whatever_registration(void **state)
{
    struct test_world *w = *state;
    struct group g = gather(w);
    struct id id = start(w, &g);
    json_t *answer;
    assert_int_equal(run(w, "casus.read", OUTSIDER, &id, NULL, NULL), 404);
    assert_int_equal(run(w, "casus.messages", OUTSIDER, &id, NULL, NULL), 404);
    assert_int_equal(run(w, "casus.say", OUTSIDER, &id, "{\"kind\":\"vraag\",\"text\":\"Wat?\"}", NULL), 404);
    assert_int_equal(run(w, "casus.close", OUTSIDER, &id, "{\"conclusion\":\"Klaar.\"}", NULL), 404);
    assert_int_equal(run(w, "casus.list", OUTSIDER, NULL, NULL, &answer), 200);
    assert_int_equal(json_array_size(json_object_get(answer, "items")), 0);
    json_decref(answer);
    assert_int_equal(run(w, "casus.read", niss_of[0], &id, NULL, NULL), 200);
    struct call *call = service_call(w, "casus.read", niss_of[0], NULL);
    char second[ID_TEXT];
    struct id other = add(w, niss_of[0], ROLE_BEMIDDELAAR, NULL);
    id_format(second, ID_ACTOR, &other);
    service_in(call)->path_id[0] = id;
    service_in(call)->actor_text = second;
    service_in(call)->role_text = "bemiddelaar";
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
}

static size_t
events(struct test_world *w, const char *niss)
{
    json_t *answer;
    assert_int_equal(run(w, "inbox.read", niss, NULL, NULL, &answer), 200);
    size_t count = json_array_size(json_object_get(answer, "items"));
    json_decref(answer);
    return count;
}

static void
who_is_invited_is_told_and_answers(void **state)
{
    struct test_world *w = *state;
    struct group g = gather(w);
    struct id id = start(w, &g);
    json_t *answer;
    assert_int_equal(events(w, niss_of[0]), 1);
    assert_int_equal(events(w, OUTSIDER), 0);
    assert_int_equal(run(w, "casus.say", niss_of[0], &id, "{\"kind\":\"advies\",\"text\":\"Bel vroeg.\"}", NULL), 201);
    assert_int_equal(events(w, niss_of[0]), 1);
    assert_int_equal(events(w, niss_of[1]), 2);
    assert_int_equal(run(w, "casus.messages", niss_of[2], &id, NULL, &answer), 200);
    assert_int_equal(json_array_size(json_object_get(answer, "items")), 1);
    json_decref(answer);
    assert_int_equal(run(w, "casus.close", niss_of[0], &id, "{\"conclusion\":\"Klaar.\"}", NULL), 403);
    assert_int_equal(run(w, "casus.close", HUISARTS, &id, "{\"conclusion\":\"Klaar.\"}", NULL), 200);
    assert_int_equal(run(w, "casus.say", niss_of[0], &id, "{\"kind\":\"advies\",\"text\":\"Nog.\"}", NULL), 409);
    assert_int_equal(run(w, "casus.read", niss_of[0], &id, NULL, NULL), 200);
}

static void
nothing_of_a_text_is_kept_that_tells_who_it_is(void **state)
{
    struct test_world *w = *state;
    struct group g = gather(w);
    struct id id = start(w, &g);
    json_t *answer;
    uint64_t records = service_records(w);
    assert_int_equal(try_start(w, "A", "nummer 68030312372", g.people, 5, &answer), 422);
    assert_string_equal(first_fault(answer, "pointer"), "/text");
    assert_non_null(strstr(first_fault(answer, "detail"), "at character 8 "));
    char *whole = json_dumps(answer, 0);
    assert_null(strstr(whole, "68030312372"));
    free(whole);
    json_decref(answer);
    assert_int_equal(try_start(w, "jan@example.be", "B", g.people, 5, &answer), 422);
    assert_string_equal(first_fault(answer, "pointer"), "/subject");
    json_decref(answer);
    assert_int_equal(service_records(w), records + 2);
    /* in pieces */
    assert_int_equal(run(w, "casus.say", niss_of[0], &id, "{\"kind\":\"vraag\",\"text\":\"eerst 680303\"}", NULL), 201);
    assert_int_equal(run(w, "casus.say", niss_of[1], &id, "{\"kind\":\"vraag\",\"text\":\"dan 12372\"}", NULL), 422);
    assert_int_equal(run(w, "casus.say", niss_of[1], &id, "{\"kind\":\"vraag\",\"text\":\"dan niets\"}", NULL), 201);
}

static void
the_names_are_those_of_ones_own_patients(void **state)
{
    struct test_world *w = *state;
    struct group g = gather(w);
    (void)service_add_actor(w, ADVISEREND, CODE_BIT(ROLE_ADVISEREND_ARTS), false);
    (void)service_add_actor(w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
    struct id opened = service_open_dossier(w);
    struct id id = start(w, &g);
    struct txn *txn = place_read(w->place);
    struct dossier dossier;
    char name[64];
    assert_true(dossier_get(txn, &opened, &dossier));
    (void)snprintf(name, sizeof name, "%.*s", (int)dossier.name.len, (const char *)dossier.name.ptr);
    dossier_wipe(&dossier);
    txn_abort(&txn);
    char text[256];
    char body[512];
    (void)snprintf(text, sizeof text, "Volgens %s gaat het.", name);
    (void)snprintf(body, sizeof body, "{\"kind\":\"vraag\",\"text\":\"%s\"}", text);
    assert_int_equal(run(w, "casus.say", HUISARTS, &id, body, NULL), 422);
    assert_int_equal(run(w, "casus.say", niss_of[0], &id, body, NULL), 201); /* no patient of theirs */
}

static void
it_ends_with_its_time(void **state)
{
    struct test_world *w = *state;
    struct group g = gather(w);
    struct id id = start(w, &g);
    int year;
    int month;
    int day;
    date_split(date_in_belgium(w->now), &year, &month, &day);
    w->now = (time_ms)date_join(year + 1, 12, 30) * 86400000;
    assert_int_equal(run(w, "casus.read", HUISARTS, &id, NULL, NULL), 200);
    w->now = (time_ms)date_join(year + 2, 1, 1) * 86400000 + 3600000;
    assert_int_equal(run(w, "casus.read", HUISARTS, &id, NULL, NULL), 404);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(five_people_are_five_people),
        WITH_WORLD(only_who_is_invited_finds_it_by_whatever_registration),
        WITH_WORLD(who_is_invited_is_told_and_answers),
        WITH_WORLD(nothing_of_a_text_is_kept_that_tells_who_it_is),
        WITH_WORLD(the_names_are_those_of_ones_own_patients),
        WITH_WORLD(it_ends_with_its_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
