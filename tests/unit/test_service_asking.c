/* Requests for consent: a professional asks for what they miss, the patient answers once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "json/json.h"
#include "service_world.h"

#define ASK                                                                                                            \
    "{\"categories\":[\"quickscan\"],\"actions\":[\"read\"],\"purposes\":[\"tnw_traject\"],"                           \
    "\"text\":\"Waarom.\"}"

struct setting {
    struct id doctor;
    struct id dossier;
};

static struct setting
set_asking(struct test_world *w)
{
    struct setting s;
    s.doctor = service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    (void)service_add_actor(w, ADVISEREND, CODE_BIT(ROLE_ADVISEREND_ARTS), false);
    (void)service_add_actor(w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
    s.dossier = service_open_dossier(w);
    return s;
}

/* Out: answer, its body; to be released. asking: of the path, NULL for none. */
static int
call_of(struct test_world *w, const struct setting *s, const char *op, const char *niss, const char *body,
        const struct id *asking, json_t **answer)
{
    struct call *call = service_call(w, op, niss, body);
    service_in(call)->path_id[0] = s->dossier;
    if (asking != NULL) {
        service_in(call)->path_id[1] = *asking;
    }
    (void)service_run(call);
    int status = call->reply.status;
    assert_int_equal(json_load_strict(answer, buf_slice(&call->reply.body), NULL), TNW_OK);
    call_free(&call);
    return status;
}

static int
status_of(struct test_world *w, const struct setting *s, const char *op, const char *niss, const char *body,
          const struct id *asking)
{
    json_t *answer;
    int status = call_of(w, s, op, niss, body, asking, &answer);
    json_decref(answer);
    return status;
}

static struct id
ask(struct test_world *w, const struct setting *s)
{
    json_t *answer;
    struct id id;
    assert_int_equal(call_of(w, s, "consent.ask", HUISARTS, ASK, NULL, &answer), 201);
    assert_int_equal(id_parse(&id, ID_ASKING, json_string_value(json_object_get(answer, "id"))), TNW_OK);
    json_decref(answer);
    return id;
}

static const char *
member(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static void
a_yes_gives_what_the_sentence_said(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_asking(w);
    struct id id = ask(w, &s);
    json_t *list;
    json_t *answer;
    assert_int_equal(call_of(w, &s, "consent.asked", PATIENT, NULL, NULL, &list), 200);
    const json_t *request = json_array_get(json_object_get(list, "items"), 0);
    assert_string_equal(member(request, "state"), "open");
    assert_string_equal(member(request, "text"), "Waarom.");
    assert_int_equal(call_of(w, &s, "consent.answer", PATIENT, "{\"answer\":\"yes\"}", &id, &answer), 200);
    const json_t *given = json_array_get(json_object_get(answer, "given"), 0);
    assert_string_equal(member(given, "sentence"), member(request, "sentence"));
    assert_string_equal(member(given, "state"), "active");
    assert_string_equal(member(json_object_get(answer, "request"), "state"), "yes");
    service_assert_last(w, "object", member(given, "id"));
    service_assert_last(w, "action", "consent.answer");
    json_decref(list);
    json_decref(answer);
    assert_int_equal(status_of(w, &s, "consent.answer", PATIENT, "{\"answer\":\"no\"}", &id), 409);
}

static void
a_no_gives_nothing_and_needs_no_reason(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_asking(w);
    struct id id = ask(w, &s);
    json_t *answer;
    assert_int_equal(call_of(w, &s, "consent.answer", PATIENT, "{\"answer\":\"no\"}", &id, &answer), 200);
    assert_int_equal(json_array_size(json_object_get(answer, "given")), 0);
    assert_string_equal(member(json_object_get(answer, "request"), "state"), "no");
    json_decref(answer);
    assert_int_equal(status_of(w, &s, "consent.answer", PATIENT, "{\"answer\":\"yes\"}", &id), 409);
}

static void
after_a_month_it_is_no_longer_open(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_asking(w);
    struct id id = ask(w, &s);
    w->now += INT64_C(31) * 86400000;
    assert_int_equal(status_of(w, &s, "consent.answer", PATIENT, "{\"answer\":\"yes\"}", &id), 409);
}

static void
only_a_few_are_open_at_one_time(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_asking(w);
    struct id id = ask(w, &s);
    (void)ask(w, &s);
    (void)ask(w, &s);
    assert_int_equal(status_of(w, &s, "consent.ask", HUISARTS, ASK, NULL), 409);
    assert_int_equal(status_of(w, &s, "consent.answer", PATIENT, "{\"answer\":\"no\"}", &id), 200);
    (void)ask(w, &s);
}

static void
those_that_are_kept_are_bounded(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_asking(w);
    json_t *list;
    for (unsigned i = 0; i < 12; i++) {
        struct id id = ask(w, &s);
        assert_int_equal(status_of(w, &s, "consent.answer", PATIENT, "{\"answer\":\"no\"}", &id), 200);
        w->now += 1000;
    }
    assert_int_equal(call_of(w, &s, "consent.asked", HUISARTS, NULL, NULL, &list), 200);
    assert_int_equal(json_array_size(json_object_get(list, "items")), w->policy.asking.kept);
    json_decref(list);
}

static void
who_takes_no_part_and_who_is_out_ask_nothing(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_asking(w);
    char doctor[ID_TEXT];
    char body[256];
    assert_int_equal(status_of(w, &s, "consent.ask", ADVISEREND, ASK, NULL), 404);
    id_format(doctor, ID_ACTOR, &s.doctor);
    (void)snprintf(body, sizeof body, "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"%s\"}}", doctor);
    assert_int_equal(status_of(w, &s, "consent.give", PATIENT, body, NULL), 201);
    assert_int_equal(status_of(w, &s, "consent.ask", HUISARTS, ASK, NULL), 404);
    assert_int_equal(status_of(w, &s, "consent.asked", HUISARTS, NULL, NULL), 404);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(a_yes_gives_what_the_sentence_said), WITH_WORLD(a_no_gives_nothing_and_needs_no_reason),
        WITH_WORLD(after_a_month_it_is_no_longer_open), WITH_WORLD(only_a_few_are_open_at_one_time),
        WITH_WORLD(those_that_are_kept_are_bounded),    WITH_WORLD(who_takes_no_part_and_who_is_out_ask_nothing),
    };
    return cmocka_run_group_tests_name("service/asking", tests, NULL, NULL);
}
