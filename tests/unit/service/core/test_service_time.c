/* One time: what is decided, what is stored and what the record says are of the same moment, whenever the clock moves
 * in between, and never before the record in front. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/clock_reset.h"
#include "audit/record.h"
#include "json/json.h"
#include "service/core/dispatch.h"
#include "unit/service/service_world.h"

#define LAST_DAY_ENDS INT64_C(1780351200000) /* 2026-06-01T22:00:00Z, midnight in Belgium */
/* More often than a call asks for the time. */
#define READINGS 12

/* A clock that leaps when it has been read so often. */
struct leaping {
    unsigned readings;
    unsigned leaps_after;
    time_ms before;
    time_ms after;
};

static time_ms
leaping_now(void *ctx)
{
    struct leaping *it = ctx;
    return it->readings++ < it->leaps_after ? it->before : it->after;
}

/* Plays it with a clock that reaches the end of the consent's last day at each of a call's readings. */
static void
play_with_leaps(void (*play)(struct test_world *w, const struct service_reading *s))
{
    for (unsigned n = 0; n < READINGS; n++) {
        void *fresh;
        assert_int_equal(service_set_up(&fresh), 0);
        struct test_world *w = fresh;
        struct service_reading s = service_reading(w);
        struct leaping clock = {.leaps_after = n, .before = LAST_DAY_ENDS - 1, .after = LAST_DAY_ENDS};
        w->world.clock = (struct clock){.now = leaping_now, .ctx = &clock};
        play(w, &s);
        call_free(&s.read);
        (void)service_tear_down(&fresh);
    }
}

static void
read_fragment(struct test_world *w, const struct service_reading *s)
{
    bool permitted = service_run(s->read) == TNW_OK;
    service_assert_last(w, "decision", permitted ? "permit" : "deny");
    service_assert_last(w, "time", permitted ? "2026-06-01T21:59:59.999Z" : "2026-06-01T22:00:00.000Z");
}

static void
consents_end_by_the_time_that_the_records_show(void **state)
{
    (void)state;
    play_with_leaps(read_fragment);
}

static void
exclude_role(struct test_world *w, const struct service_reading *s)
{
    struct call *call =
        service_call(w, "consent.give", PATIENT, "{\"effect\":\"exclude\",\"grantee\":{\"role\":\"adviserend_arts\"}}");
    json_t *consent;
    service_in(call)->path_id[0] = s->dossier;
    assert_int_equal(service_run(call), TNW_OK);
    assert_int_equal(json_load_strict(&consent, buf_slice(&call->reply.body), NULL), TNW_OK);
    service_assert_last(w, "time", json_string_value(json_object_get(consent, "granted")));
    json_decref(consent);
    call_free(&call);
}

static void
a_consent_is_granted_at_the_time_of_its_record(void **state)
{
    (void)state;
    play_with_leaps(exclude_role);
}

static void
consents_end_by_the_log_when_the_clock_goes_back(void **state)
{
    struct test_world *w = *state;
    struct service_reading s = service_reading(w);
    struct call *later = service_call(w, "fragment.read", HUISARTS, NULL);
    service_in(later)->path_id[0] = s.dossier;
    service_in(later)->path_id[1] = s.fragment;
    w->now = LAST_DAY_ENDS;
    (void)service_run(later);
    w->now = LAST_DAY_ENDS - 86400000;
    assert_int_equal(service_run(s.read), TNW_E_CONSENT_REQUIRED);
    service_assert_last(w, "time", "2026-06-01T22:00:00.000Z");
    service_assert_last(w, "decision", "deny");
    call_free(&later);
    call_free(&s.read);
}

/* The clock ran ahead and was accepted; the patient excludes somebody, and then the log's time is set back. */
static void
an_exclusion_outlives_a_time_that_goes_back(void **state)
{
    struct test_world *w = *state;
    struct service_reading s = service_reading(w);
    const struct audit_record reset = {.role = ROLE_NONE,
                                       .origin = "local",
                                       .action = CLOCK_RESET_ACTION,
                                       .object = "",
                                       .purpose = PURPOSE_NONE,
                                       .decision = "permit",
                                       .ground = slice_str("from to"),
                                       .status = 200,
                                       .policy = w->policy.hash,
                                       .resets_clock = true};
    time_ms before = w->now;
    w->now = LAST_DAY_ENDS - 1;
    exclude_role(w, &s);
    w->now = before;
    struct txn *txn = place_write(w->place);
    audit_record_append(txn, &reset, before);
    place_commit(txn);
    assert_int_equal(service_run(s.read), TNW_E_NOT_FOUND);
    service_assert_last(w, "decision", "deny");
    call_free(&s.read);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(consents_end_by_the_time_that_the_records_show),
        WITH_WORLD(consents_end_by_the_log_when_the_clock_goes_back),
        WITH_WORLD(an_exclusion_outlives_a_time_that_goes_back),
        cmocka_unit_test(a_consent_is_granted_at_the_time_of_its_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
