/* The patient is told once when somebody new had access to the dossier, and of nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "access_scene.h"
#include "service/core/dispatch.h"
#include "store/records/actor.h"
#include "store/records/inbox.h"
#include "store/records/trio/visitor.h"

/* How many events of that type by that actor the patient has in the inbox. */
static size_t
told(const struct scene *s, enum event_type type, const struct id *by)
{
    struct txn *txn = place_read(s->w->place);
    struct event event;
    struct range walk;
    size_t count = 0;
    inbox_walk(&walk, txn, &s->patient, 0);
    while (inbox_next(&walk, &s->patient, &event)) {
        count += event.type == type && id_eq(&event.by, by) && id_eq(&event.dossier, &s->dossier);
    }
    range_close(&walk);
    txn_abort(&txn);
    return count;
}

/* Returns the call, so that one can see whom it woke. */
static struct call *
ask(const struct scene *s, const char *op, const char *niss, const char *body, enum tnw_err wanted)
{
    struct call *call = service_call(s->w, op, niss, body);
    service_in(call)->path_id[0] = s->dossier;
    assert_int_equal(service_run(call), wanted);
    return call;
}

static void
done(const struct scene *s, const char *op, const char *niss, const char *body, enum tnw_err wanted)
{
    struct call *call = ask(s, op, niss, body, wanted);
    call_free(&call);
}

static void
invite(const struct scene *s, const struct id *actor, const char *role)
{
    char text[ID_TEXT];
    char body[128];
    id_format(text, ID_ACTOR, actor);
    (void)snprintf(body, sizeof body, "{\"actor\":\"%s\",\"role\":\"%s\"}", text, role);
    done(s, "participant.add", PATIENT, body, TNW_OK);
}

static void
the_first_access_of_each_is_told_once(void **state)
{
    struct scene s = scene_set(*state);
    invite(&s, &s.doctor, "huisarts");
    invite(&s, &s.adviser, "adviserend_arts");
    assert_int_equal(told(&s, EVENT_ACCESS_FIRST, &s.doctor), 0); /* may, and has not yet */
    struct call *call = ask(&s, "dossier.read", HUISARTS, NULL, TNW_OK);
    assert_true(slice_eq(buf_slice(&call->found.notified), id_slice(&s.patient))); /* wakes who waits */
    call_free(&call);
    assert_int_equal(told(&s, EVENT_ACCESS_FIRST, &s.doctor), 1);
    call = ask(&s, "dossier.read", HUISARTS, NULL, TNW_OK);
    assert_int_equal(call->found.notified.len, 0);
    call_free(&call);
    done(&s, "fragment.list", HUISARTS, NULL, TNW_OK);
    assert_int_equal(told(&s, EVENT_ACCESS_FIRST, &s.doctor), 1);
    assert_int_equal(told(&s, EVENT_ACCESS_FIRST, &s.adviser), 0);
    done(&s, "dossier.read", ADVISEREND, NULL, TNW_OK);
    assert_int_equal(told(&s, EVENT_ACCESS_FIRST, &s.adviser), 1);
}

static void
a_list_that_shows_the_dossier_counts(void **state)
{
    struct scene s = scene_set(*state);
    done(&s, "dossier.list", HUISARTS, NULL, TNW_OK); /* shows nothing yet */
    assert_int_equal(told(&s, EVENT_ACCESS_FIRST, &s.doctor), 0);
    invite(&s, &s.doctor, "huisarts");
    done(&s, "dossier.list", HUISARTS, NULL, TNW_OK);
    assert_int_equal(told(&s, EVENT_ACCESS_FIRST, &s.doctor), 1);
    done(&s, "dossier.read", HUISARTS, NULL, TNW_OK);
    assert_int_equal(told(&s, EVENT_ACCESS_FIRST, &s.doctor), 1);
}

static void
a_refusal_is_no_access(void **state)
{
    struct scene s = scene_set(*state);
    done(&s, "dossier.read", HUISARTS, NULL, TNW_E_NOT_FOUND);
    assert_int_equal(told(&s, EVENT_ACCESS_FIRST, &s.doctor), 0);
    invite(&s, &s.doctor, "huisarts");
    done(&s, "dossier.read", HUISARTS, NULL, TNW_OK);
    assert_int_equal(told(&s, EVENT_ACCESS_FIRST, &s.doctor), 1);
}

static void
the_patient_is_not_told_of_themself(void **state)
{
    struct scene s = scene_set(*state);
    done(&s, "dossier.read", PATIENT, NULL, TNW_OK);
    done(&s, "dossier.list", PATIENT, NULL, TNW_OK);
    assert_int_equal(told(&s, EVENT_ACCESS_FIRST, &s.patient), 0);
    struct txn *txn = place_read(s.w->place);
    assert_false(visitor_is_known(txn, &s.dossier, &s.patient)); /* nor looked up */
    txn_abort(&txn);
}

static void
who_opened_the_dossier_is_told_as_taking_part_only(void **state)
{
    struct scene s = scene_set(*state);
    s.dossier = service_open_dossier(s.w); /* by the doctor */
    done(&s, "dossier.read", HUISARTS, NULL, TNW_OK);
    assert_int_equal(told(&s, EVENT_PARTICIPANT_ADDED, &s.doctor), 1);
    assert_int_equal(told(&s, EVENT_ACCESS_FIRST, &s.doctor), 0);
}

/* An inbox that was read before the event, and recorded after it, is read again. */
static void
a_poll_that_the_event_overtakes_sees_it(void **state)
{
    struct scene s = scene_set(*state);
    invite(&s, &s.doctor, "huisarts");
    invite(&s, &s.adviser, "adviserend_arts");
    done(&s, "dossier.read", HUISARTS, NULL, TNW_OK);
    struct call *poll = service_call(s.w, "inbox.read", PATIENT, NULL);
    assert_int_equal(dispatch_begin(poll), CALL_SUBMIT);
    done(&s, "dossier.read", ADVISEREND, NULL, TNW_OK);
    assert_int_equal(service_execute(poll), TNW_OK);
    size_t events = 0;
    const uint8_t *at = poll->reply.body.ptr;
    const uint8_t *end = at + poll->reply.body.len;
    while ((at = memmem(at, (size_t)(end - at), "access.first", 12)) != NULL) {
        events++;
        at++;
    }
    assert_int_equal(events, 2);
    call_free(&poll);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(the_first_access_of_each_is_told_once),
        WITH_WORLD(a_list_that_shows_the_dossier_counts),
        WITH_WORLD(a_refusal_is_no_access),
        WITH_WORLD(the_patient_is_not_told_of_themself),
        WITH_WORLD(who_opened_the_dossier_is_told_as_taking_part_only),
        WITH_WORLD(a_poll_that_the_event_overtakes_sees_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
