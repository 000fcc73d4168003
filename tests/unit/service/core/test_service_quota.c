/* Quotas: what a person may do on a day, counted by person and day, in the store. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "service/core/dispatch.h"
#include "store/records/actor.h"
#include "unit/service/service_world.h"

#define DAY INT64_C(86400000)
#define SEARCH "{\"niss\":\"" PATIENT "\"}"

static enum tnw_err
do_search(struct test_world *w, const char *niss)
{
    struct call *call = service_call(w, "dossier.search", niss, SEARCH);
    enum tnw_err err = service_run(call);
    call_free(&call);
    return err;
}

static enum tnw_err
do_open(struct test_world *w, const char *key)
{
    struct call *call = service_call(w, "dossier.open", HUISARTS,
                                     "{\"patient\":{\"niss\":\"" PATIENT
                                     "\",\"name\":\"Jan\"},\"start\":\"2026-02-01\",\"employment\":\"employed\"}");
    service_in(call)->idempotency_key = key;
    enum tnw_err err = service_run(call);
    call_free(&call);
    return err;
}

static struct id
doctor_with(struct test_world *w, enum quota quota, uint32_t limit)
{
    w->policy.quota[ROLE_HUISARTS][quota] = limit;
    return service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
}

static void
beyond_the_quota_a_search_is_refused_with_which_and_until_when(void **state)
{
    struct test_world *w = *state;
    (void)doctor_with(w, QUOTA_SEARCHES, 2);
    assert_int_equal(do_search(w, HUISARTS), TNW_OK);
    assert_int_equal(do_search(w, HUISARTS), TNW_OK);
    struct call *call = service_call(w, "dossier.search", HUISARTS, SEARCH);
    assert_int_equal(service_run(call), TNW_E_QUOTA_EXCEEDED);
    assert_int_equal(call->reply.status, 429);
    assert_true(call->reply.retry_after > 0 && call->reply.retry_after <= 24 * 3600);
    assert_non_null(strstr(call->found.fault.detail, "searches"));
    assert_non_null(strstr(call->found.fault.detail, "2 a day"));
    call_free(&call);
    service_assert_last(w, "ground", "quota_exceeded");
    service_assert_last(w, "decision", "fail");
}

static void
the_day_ends_at_midnight_in_belgium(void **state)
{
    struct test_world *w = *state;
    (void)doctor_with(w, QUOTA_SEARCHES, 1);
    assert_int_equal(do_search(w, HUISARTS), TNW_OK);
    assert_int_equal(do_search(w, HUISARTS), TNW_E_QUOTA_EXCEEDED);
    w->now += DAY;
    assert_int_equal(do_search(w, HUISARTS), TNW_OK);
    assert_int_equal(do_search(w, HUISARTS), TNW_E_QUOTA_EXCEEDED);
}

static void
a_second_registration_is_no_second_quota(void **state)
{
    struct test_world *w = *state;
    (void)doctor_with(w, QUOTA_SEARCHES, 1);
    (void)service_add_actor(w, HUISARTS, CODE_BIT(ROLE_ARBEIDSARTS), false);
    w->policy.quota[ROLE_ARBEIDSARTS][QUOTA_SEARCHES] = 1;
    struct call *first = service_call(w, "dossier.search", HUISARTS, SEARCH);
    service_in(first)->role_text = "huisarts";
    assert_int_equal(service_run(first), TNW_OK);
    struct call *second = service_call(w, "dossier.search", HUISARTS, SEARCH);
    service_in(second)->role_text = "arbeidsarts";
    assert_int_equal(service_run(second), TNW_E_QUOTA_EXCEEDED);
    call_free(&first);
    call_free(&second);
    w->policy.quota[ROLE_ARBEIDSARTS][QUOTA_SEARCHES] = 2; /* of both roles the larger */
    struct call *third = service_call(w, "dossier.search", HUISARTS, SEARCH);
    service_in(third)->role_text = "huisarts";
    assert_int_equal(service_run(third), TNW_OK);
    call_free(&third);
}

static void
a_beheerder_multiplies_it_for_one(void **state)
{
    struct test_world *w = *state;
    struct actor actor;
    struct id id = doctor_with(w, QUOTA_SEARCHES, 1);
    struct txn *txn = place_write(w->place);
    assert_true(actor_get(txn, &id, &actor));
    assert_int_equal(actor.quota_factor, 1);
    actor.quota_factor = 3;
    actor_put(txn, &actor);
    actor_wipe(&actor);
    place_commit(txn);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(do_search(w, HUISARTS), TNW_OK);
    }
    assert_int_equal(do_search(w, HUISARTS), TNW_E_QUOTA_EXCEEDED);
}

/* Both looked into the same snapshot; the second finds in the ledger that the first was faster. */
static void
searches_at_the_same_time_do_not_share_the_last_one(void **state)
{
    struct test_world *w = *state;
    (void)doctor_with(w, QUOTA_SEARCHES, 1);
    struct call *one = service_call(w, "dossier.search", HUISARTS, SEARCH);
    struct call *two = service_call(w, "dossier.search", HUISARTS, SEARCH);
    assert_int_equal(dispatch_begin(one), CALL_SUBMIT);
    assert_int_equal(dispatch_begin(two), CALL_SUBMIT);
    assert_int_equal(service_execute(one), TNW_OK);
    assert_int_equal(service_execute(two), TNW_E_QUOTA_EXCEEDED);
    assert_int_equal(two->reply.status, 429);
    call_free(&one);
    call_free(&two);
}

/* And what is refused, or answered again from memory, uses nothing. */
static void
a_dossier_counts_when_it_is_opened(void **state)
{
    struct test_world *w = *state;
    (void)doctor_with(w, QUOTA_DOSSIERS_OPENED, 1);
    struct call *wrong = service_call(w, "dossier.open", HUISARTS, "{}");
    assert_int_equal(service_run(wrong), TNW_E_INVALID_BODY);
    call_free(&wrong);
    assert_int_equal(do_open(w, "a-key-of-their-own"), TNW_OK);
    assert_int_equal(do_open(w, "a-key-of-their-own"), TNW_OK);
    assert_int_equal(do_open(w, "another-key-of-theirs"), TNW_E_QUOTA_EXCEEDED);
}

static void
bytes_are_those_of_the_body_and_of_what_lies_beside_it(void **state)
{
    struct test_world *w = *state;
    (void)doctor_with(w, QUOTA_BYTES_WRITTEN, 1 << 20);
    (void)service_add_actor(w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
    struct id dossier = service_open_dossier(w);
    (void)service_fragment(w, &dossier);
    w->policy.quota[ROLE_HUISARTS][QUOTA_BYTES_WRITTEN] = 3 * LIMIT_WRITE_BESIDE + 250;
    struct call *call = service_call(w, "fragment.add", HUISARTS,
                                     "{\"category\":\"fit_note\",\"content\":{\"from\":\"2026-03-01\",\"until\":\"2026-"
                                     "04-01\",\"hours_per_week\":8}}");
    service_in(call)->path_id[0] = dossier;
    assert_int_equal(service_run(call), TNW_E_QUOTA_EXCEEDED);
    call_free(&call);
    /* Who is refused at the door of a dossier stands in its patient's access log. */
    char text[ID_TEXT];
    id_format(text, ID_DOSSIER, &dossier);
    service_assert_last(w, "dossier", text);
}

/* The patient's own consents are no recorded ones, and an exclusion writes though no byte is left. */
static void
what_takes_access_away_is_never_held_back(void **state)
{
    struct test_world *w = *state;
    (void)doctor_with(w, QUOTA_SEARCHES, 1);
    (void)service_add_actor(w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
    struct id dossier = service_open_dossier(w);
    for (unsigned quota = 0; quota < QUOTA_COUNT; quota++) {
        w->policy.quota[ROLE_PATIENT][quota] = 0;
    }
    struct call *call =
        service_call(w, "consent.give", PATIENT, "{\"effect\":\"exclude\",\"grantee\":{\"role\":\"huisarts\"}}");
    service_in(call)->path_id[0] = dossier;
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(beyond_the_quota_a_search_is_refused_with_which_and_until_when),
        WITH_WORLD(the_day_ends_at_midnight_in_belgium),
        WITH_WORLD(a_second_registration_is_no_second_quota),
        WITH_WORLD(a_beheerder_multiplies_it_for_one),
        WITH_WORLD(searches_at_the_same_time_do_not_share_the_last_one),
        WITH_WORLD(a_dossier_counts_when_it_is_opened),
        WITH_WORLD(bytes_are_those_of_the_body_and_of_what_lies_beside_it),
        WITH_WORLD(what_takes_access_away_is_never_held_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
