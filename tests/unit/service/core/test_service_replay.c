/* A retry is safe: the same key gives the same answer once, and nothing else is taken for a retry. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "unit/service/service_world.h"

#define BODY                                                                                                           \
    "{\"patient\":{\"niss\":\"" PATIENT "\",\"name\":\"Jan\"},\"start\":\"2026-02-01\",\"employment\":\"employed\"}"
#define OTHER_BODY                                                                                                     \
    "{\"patient\":{\"niss\":\"" PATIENT "\",\"name\":\"Jan\"},\"start\":\"2026-02-02\",\"employment\":\"employed\"}"

static void
people(struct test_world *w)
{
    (void)service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS) | CODE_BIT(ROLE_TNW_COORDINATOR), false);
    (void)service_add_actor(w, ADVISEREND, CODE_BIT(ROLE_ADVISEREND_ARTS), false);
}

static struct call *
opening(struct test_world *w)
{
    struct call *call = service_call(w, "dossier.open", HUISARTS, BODY);
    service_in(call)->role_text = "huisarts";
    service_in(call)->idempotency_key = "key";
    return call;
}

static struct buf
answer_of(struct call *call, enum tnw_err expected)
{
    struct buf answer = {0};
    assert_int_equal(service_run(call), expected);
    buf_put_slice(&answer, buf_slice(&call->reply.body));
    return answer;
}

static void
the_same_request_gives_the_same_answer_and_does_nothing(void **state)
{
    struct test_world *w = *state;
    people(w);
    struct call *first = opening(w);
    struct call *second = opening(w);
    struct buf one = answer_of(first, TNW_OK);
    struct buf two = answer_of(second, TNW_OK);
    assert_true(slice_eq(buf_slice(&one), buf_slice(&two)));
    assert_int_equal(second->reply.status, 201);
    assert_string_equal(second->reply.location, first->reply.location);
    assert_string_equal(second->reply.etag, first->reply.etag);
    service_assert_last(w, "ground", "replay");
    assert_int_equal(service_records(w), 2);
    buf_free(&one);
    buf_free(&two);
    call_free(&first);
    call_free(&second);
}

static void
another_key_is_another_request(void **state)
{
    struct test_world *w = *state;
    people(w);
    struct call *first = opening(w);
    struct call *second = opening(w);
    service_in(second)->idempotency_key = "kez";
    struct buf one = answer_of(first, TNW_OK);
    struct buf two = answer_of(second, TNW_OK);
    assert_false(slice_eq(buf_slice(&one), buf_slice(&two)));
    buf_free(&one);
    buf_free(&two);
    call_free(&first);
    call_free(&second);
}

static void
the_key_of_another_actor_is_another_request(void **state)
{
    struct test_world *w = *state;
    people(w);
    struct call *first = opening(w);
    struct call *second = service_call(w, "dossier.open", ADVISEREND, BODY);
    service_in(second)->idempotency_key = "key";
    struct buf one = answer_of(first, TNW_OK);
    struct buf two = answer_of(second, TNW_OK);
    assert_false(slice_eq(buf_slice(&one), buf_slice(&two)));
    buf_free(&one);
    buf_free(&two);
    call_free(&first);
    call_free(&second);
}

/* The digest is prepared for the role that is named, and made by the ledger when none is: both are the same. */
static void
a_retry_may_leave_out_the_role_that_it_could_only_have(void **state)
{
    struct test_world *w = *state;
    people(w);
    static const char *const roles[] = {"adviserend_arts", NULL};
    for (size_t i = 0; i < 2; i++) {
        struct call *first = service_call(w, "dossier.open", ADVISEREND, BODY);
        struct call *again = service_call(w, "dossier.open", ADVISEREND, BODY);
        service_in(first)->idempotency_key = i == 0 ? "one" : "other";
        service_in(again)->idempotency_key = first->in->idempotency_key;
        service_in(first)->role_text = roles[i];
        service_in(again)->role_text = roles[1 - i];
        assert_int_equal(service_run(first), TNW_OK);
        uint64_t records = service_records(w);
        assert_int_equal(service_run(again), TNW_OK);
        assert_int_equal(service_records(w), records + 1);
        service_assert_last(w, "ground", "replay");
        call_free(&first);
        call_free(&again);
    }
}

static void
another_method_path_role_or_body_is_a_mismatch(void **state)
{
    struct test_world *w = *state;
    people(w);
    struct call *first = opening(w);
    assert_int_equal(service_run(first), TNW_OK);
    call_free(&first);
    struct call *calls[4];
    for (size_t i = 0; i < 4; i++) {
        calls[i] = opening(w);
    }
    service_in(calls[0])->method = METHOD_PUT;
    service_in(calls[1])->target_path = slice_str("/v1/dossierz");
    service_in(calls[2])->role_text = "tnw_coordinator";
    service_in(calls[3])->body_text = slice_str(OTHER_BODY);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(service_run(calls[i]), TNW_E_IDEMPOTENCY_MISMATCH);
        service_assert_last(w, "decision", "fail");
        call_free(&calls[i]);
    }
}

static void
an_answer_is_kept_for_a_day(void **state)
{
    struct test_world *w = *state;
    people(w);
    struct call *call = opening(w);
    struct buf first = answer_of(call, TNW_OK);
    call_free(&call);
    w->now += LIMIT_IDEMPOTENCY_MS;
    call = opening(w);
    struct buf same = answer_of(call, TNW_OK);
    call_free(&call);
    assert_true(slice_eq(buf_slice(&first), buf_slice(&same)));
    w->now += 1;
    call = opening(w);
    struct buf fresh = answer_of(call, TNW_OK);
    call_free(&call);
    assert_false(slice_eq(buf_slice(&first), buf_slice(&fresh)));
    buf_free(&first);
    buf_free(&same);
    buf_free(&fresh);
}

/* Kept answers lie by half days; the log's time, which never goes back, finds those of a clock that was ahead. */
static void
a_clock_that_goes_back_does_nothing_twice(void **state)
{
    struct test_world *w = *state;
    const time_ms noon = INT64_C(1772452800000); /* 2026-03-02T12:00:00Z, where a half day begins */
    people(w);
    w->now = noon;
    struct call *first = opening(w);
    struct buf one = answer_of(first, TNW_OK);
    static const time_ms back[] = {1, LIMIT_IDEMPOTENCY_MS + 1, 30 * LIMIT_IDEMPOTENCY_MS};
    for (size_t i = 0; i < sizeof back / sizeof back[0]; i++) {
        w->now = noon - back[i];
        struct call *again = opening(w);
        struct buf two = answer_of(again, TNW_OK);
        assert_true(slice_eq(buf_slice(&one), buf_slice(&two)));
        service_assert_last(w, "ground", "replay");
        buf_free(&two);
        call_free(&again);
    }
    buf_free(&one);
    call_free(&first);
}

static void
a_refused_request_keeps_nothing(void **state)
{
    struct test_world *w = *state;
    people(w);
    struct call *call = opening(w);
    service_in(call)->body_text = slice_str("{}");
    assert_int_equal(service_run(call), TNW_E_INVALID_BODY);
    call_free(&call);
    call = opening(w);
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(the_same_request_gives_the_same_answer_and_does_nothing),
        WITH_WORLD(another_key_is_another_request),
        WITH_WORLD(the_key_of_another_actor_is_another_request),
        WITH_WORLD(a_retry_may_leave_out_the_role_that_it_could_only_have),
        WITH_WORLD(another_method_path_role_or_body_is_a_mismatch),
        WITH_WORLD(an_answer_is_kept_for_a_day),
        WITH_WORLD(a_clock_that_goes_back_does_nothing_twice),
        WITH_WORLD(a_refused_request_keeps_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
