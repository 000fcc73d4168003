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
#include "store/records/asking.h"

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

/* Read before it is sent: the same words, nothing stored, and refused as the request is. */
static void
what_the_patient_will_read_is_told_before_it_is_asked(void **state)
{
    static const char beyond[] = "{\"categories\":[\"quickscan\"],\"actions\":[\"read\"],"
                                 "\"purposes\":[\"tnw_traject\"],\"text\":\"Waarom.\",\"until\":\"2099-01-01\"}";
    struct test_world *w = *state;
    struct setting s = set_asking(w);
    json_t *preview;
    json_t *list;
    assert_int_equal(call_of(w, &s, "consent.ask_preview", HUISARTS, ASK, NULL, &preview), 200);
    service_assert_last(w, "action", "consent.ask_preview");
    assert_int_equal(call_of(w, &s, "consent.asked", PATIENT, NULL, NULL, &list), 200);
    assert_int_equal(json_array_size(json_object_get(list, "items")), 0);
    json_decref(list);
    (void)ask(w, &s);
    assert_int_equal(call_of(w, &s, "consent.asked", PATIENT, NULL, NULL, &list), 200);
    const json_t *request = json_array_get(json_object_get(list, "items"), 0);
    assert_string_equal(member(preview, "sentence"), member(request, "sentence"));
    assert_string_equal(member(preview, "until"), member(request, "until"));
    assert_string_equal(member(preview, "expires"), member(request, "expires"));
    json_decref(preview);
    json_decref(list);
    assert_int_equal(status_of(w, &s, "consent.ask_preview", HUISARTS, beyond, NULL), 422);
    assert_int_equal(status_of(w, &s, "consent.ask_preview", ADVISEREND, ASK, NULL), 404);
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

/* As many requests of somebody else's as a dossier can have. */
static void
fill_with_requests(struct test_world *w, const struct setting *s, enum asking_answer answer)
{
    struct txn *txn = place_write(w->place);
    for (unsigned i = 0; i < LIMIT_ASKINGS; i++) {
        asking_put(txn, &(struct asking){.dossier = s->dossier,
                                         .id = id_new(w->now),
                                         .by = place_id(9),
                                         .role = ROLE_ADVISEREND_ARTS,
                                         .categories = 1,
                                         .actions = 1,
                                         .purposes = 1,
                                         .until = INT32_MAX,
                                         .expires = INT32_MAX,
                                         .asked = w->now,
                                         .answer = answer});
    }
    place_commit(txn);
}

/* What a refusal says stays in detail. */
static void
refused_in_words(struct test_world *w, const struct setting *s, char detail[200])
{
    json_t *answer;
    assert_int_equal(call_of(w, s, "consent.ask", HUISARTS, ASK, NULL, &answer), 409);
    (void)snprintf(detail, 200, "%s", member(answer, "detail"));
    json_decref(answer);
}

static void
how_many_others_asked_no_refusal_tells(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_asking(w);
    char own[200];
    char others[200];
    fill_with_requests(w, &s, ASKING_NO);
    for (unsigned i = 0; i < w->policy.asking.open; i++) {
        (void)ask(w, &s);
    }
    refused_in_words(w, &s, own);
    struct setting full = {.doctor = s.doctor, .dossier = service_open_dossier(w)};
    fill_with_requests(w, &full, ASKING_OPEN);
    refused_in_words(w, &full, others);
    assert_string_equal(own, others);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(a_yes_gives_what_the_sentence_said),
        WITH_WORLD(a_no_gives_nothing_and_needs_no_reason),
        WITH_WORLD(after_a_month_it_is_no_longer_open),
        WITH_WORLD(only_a_few_are_open_at_one_time),
        WITH_WORLD(those_that_are_kept_are_bounded),
        WITH_WORLD(who_takes_no_part_and_who_is_out_ask_nothing),
        WITH_WORLD(how_many_others_asked_no_refusal_tells),
        WITH_WORLD(what_the_patient_will_read_is_told_before_it_is_asked),
    };
    return cmocka_run_group_tests_name("service/asking", tests, NULL, NULL);
}
