/* The operator at the machine: the same registry, the same checks, the same record. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "service/core/local.h"
#include "unit/service/service_world.h"

static int
run(struct test_world *w, const char *op, const char *body, const struct id *actor, json_t **answer)
{
    struct buf reply = {0};
    int status = 0;
    json_t *value = body == NULL ? NULL : json_loads(body, 0, NULL);
    assert_int_equal(local_run(&w->world, op, value, actor, &reply, &status), TNW_OK);
    *answer = json_loadb((const char *)reply.ptr, reply.len, 0, NULL);
    assert_non_null(*answer);
    json_decref(value);
    buf_free(&reply);
    return status;
}

/* Fictitious people, all born on 1 January 1980, told apart by number: 800101 NNN and 97 minus the rest modulo 97. */
static void
doctor_text(char text[128], unsigned number)
{
    unsigned nine = 800101900 + number;
    (void)snprintf(text, 128, "{\"identity\":{\"niss\":\"%u%02u\"},\"name\":\"An\",\"roles\":[\"huisarts\"]}", nine,
                   97 - nine % 97);
}

static struct id
add(struct test_world *w, const char *text)
{
    json_t *answer;
    struct id id;
    assert_int_equal(run(w, "actor.add", text, NULL, &answer), 201);
    assert_int_equal(id_parse(&id, ID_ACTOR, json_string_value(json_object_get(answer, "id"))), TNW_OK);
    json_decref(answer);
    return id;
}

static void
an_added_actor_comes_in_and_a_disabled_one_does_not(void **state)
{
    struct test_world *w = *state;
    json_t *answer;
    struct id id = add(w, "{\"identity\":{\"niss\":\"" HUISARTS "\"},\"name\":\"An\",\"roles\":[\"huisarts\"]}");
    service_assert_last(w, "origin", "local");
    service_assert_last(w, "certificate", NULL);
    service_assert_last(w, "action", "actor.add");
    service_assert_last(w, "role", "beheerder");
    struct call *call = service_call(w, "dossier.list", HUISARTS, NULL);
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
    assert_int_equal(run(w, "actor.disable", NULL, &id, &answer), 200);
    assert_string_equal(json_string_value(json_object_get(answer, "state")), "disabled");
    json_decref(answer);
    call = service_call(w, "dossier.list", HUISARTS, NULL);
    assert_int_equal(service_run(call), TNW_E_ACTOR_DISABLED);
    call_free(&call);
}

static void
the_list_shows_who_was_added_page_by_page(void **state)
{
    struct test_world *w = *state;
    json_t *answer;
    for (unsigned i = 0; i < LIMIT_PAGE_DEFAULT + 5; i++) {
        char text[128];
        doctor_text(text, i);
        w->now++;
        (void)add(w, text);
    }
    assert_int_equal(run(w, "actor.list", NULL, NULL, &answer), 200);
    assert_int_equal(json_array_size(json_object_get(answer, "items")), LIMIT_PAGE_DEFAULT);
    json_t *body = json_pack("{s:O}", "after", json_object_get(answer, "next"));
    char *text = json_dumps(body, 0);
    json_t *rest;
    assert_int_equal(run(w, "actor.list", text, NULL, &rest), 200);
    assert_int_equal(json_array_size(json_object_get(rest, "items")), 5);
    assert_true(json_is_null(json_object_get(rest, "next")));
    json_decref(rest);
    json_decref(body);
    json_decref(answer);
    free(text);
}

static void
what_is_refused_is_a_problem_and_recorded(void **state)
{
    struct test_world *w = *state;
    json_t *answer;
    struct id nobody = place_id(9);
    assert_int_equal(run(w, "actor.add", "{\"name\":\"An\"}", NULL, &answer), 422);
    assert_string_equal(json_string_value(json_object_get(answer, "code")), "invalid_body");
    assert_true(json_array_size(json_object_get(answer, "errors")) > 0);
    json_decref(answer);
    service_assert_last(w, "decision", "fail");
    assert_int_equal(run(w, "actor.disable", NULL, &nobody, &answer), 404);
    json_decref(answer);
    char text[128];
    doctor_text(text, 1);
    (void)add(w, text);
    assert_int_equal(run(w, "actor.add", text, NULL, &answer), 409);
    assert_string_equal(json_string_value(json_object_get(answer, "code")), "conflict");
    json_decref(answer);
    assert_int_equal(service_records(w), 4);
}

static void
another_operation_is_refused_and_not_recorded(void **state)
{
    struct test_world *w = *state;
    static const char *const wrong[] = {"", "dossier.open", "actor.read", "me.read"};
    for (size_t i = 0; i < 4; i++) {
        struct buf reply = {0};
        int status = 0;
        assert_int_equal(local_run(&w->world, wrong[i], NULL, NULL, &reply, &status), TNW_E_USAGE);
        assert_int_equal(reply.len, 0);
    }
    assert_int_equal(service_records(w), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(an_added_actor_comes_in_and_a_disabled_one_does_not),
        WITH_WORLD(the_list_shows_who_was_added_page_by_page),
        WITH_WORLD(what_is_refused_is_a_problem_and_recorded),
        WITH_WORLD(another_operation_is_refused_and_not_recorded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
