/* The actor directory: who sees which level, who changes what, and who looks after an employer's workers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "service_world.h"
#include "store/audit/audit_log.h"
#include "store/records/actor.h"
#include "store/records/employer_service.h"
#include "store/records/fiche.h"

#define SERVICE "0999000129"
#define RIVAL "0999000228"
#define EMPLOYER "0999000327"
#define NOBODY "75042995767"

#define LEAST "\"name\":\"Dienst\",\"about\":{\"nl\":\"Helpt.\"}"
#define SECRET "An Geheim"
#define WHOLE                                                                                                          \
    "{\"kind\":\"gtb\"," LEAST ",\"professional\":{\"contacts\":[{\"name\":\"" SECRET "\",\"phone\":\"02 123\"}]}}"

/* A prevention service that is registered twice, with a doctor in the second registration; a rival; an employer. */
struct scene {
    struct test_world *w;
    struct id service;
    struct id again;
    struct id rival;
    struct id employer;
    struct id fiche;
};

static struct id
register_as(struct test_world *w, enum identity_kind kind, const char *number, code_set roles, const struct id *of)
{
    struct actor actor = {.id = id_new(w->now++), .epoch = 1, .roles = roles, .facts = ACTOR_FACTS_NONE};
    actor.is_organisation = kind != IDENTITY_NISS;
    assert_int_equal(identity_set(&actor.identity, kind, number, date_in_belgium(w->now)), TNW_OK);
    actor.organisation = of == NULL ? (struct id){{0}} : *of;
    buf_put_str(&actor.name, "Naam");
    buf_put_str(&actor.contact, "{}");
    struct hash index = call_identity_index(&w->world, &actor.identity);
    struct txn *txn = place_write(w->place);
    actor_put(txn, &actor);
    assert_true(actor_link_identity(txn, &index, &actor.id));
    txn_raise_generation(txn);
    place_commit(txn);
    struct id id = actor.id;
    actor_wipe(&actor);
    return id;
}

struct who {
    enum identity_kind kind;
    const char *number;
    const char *role;
};

static const struct who beheerder = {IDENTITY_NISS, ADVISEREND, "beheerder"};
static const struct who doctor = {IDENTITY_NISS, HUISARTS, "arbeidsarts"};
static const struct who patient = {IDENTITY_NISS, PATIENT, "patient"};
static const struct who unknown = {IDENTITY_NISS, NOBODY, NULL};
static const struct who service = {IDENTITY_CBE, SERVICE, "bemiddelaar"};
static const struct who own_employer = {IDENTITY_CBE, SERVICE, "werkgever"};
static const struct who rival = {IDENTITY_CBE, RIVAL, "bemiddelaar"};
static const struct who employer = {IDENTITY_CBE, EMPLOYER, "werkgever"};
static const struct who elsewhere = {IDENTITY_NISS, STRANGER, "hulpverlener"};

static struct call *
ask_as(struct scene *s, const struct who *who, const char *op, const char *body)
{
    struct call *call = service_call(s->w, op, HUISARTS, body);
    struct incoming *in = service_in(call);
    assert_int_equal(identity_set(&in->peer.identity, who->kind, who->number, date_in_belgium(s->w->now)), TNW_OK);
    in->peer.identity_index = call_identity_index(&s->w->world, &in->peer.identity);
    in->role_text = who->role;
    in->path_id[0] = s->fiche;
    in->if_match = "\"1\"";
    return call;
}

/* Returns the outcome; `holds`: whether the answer has that text. */
static enum tnw_err
outcome_of(struct scene *s, const struct who *who, const char *op, const char *body, const char *text, bool *holds)
{
    struct call *call = ask_as(s, who, op, body);
    char actor[ID_TEXT];
    id_format(actor, ID_ACTOR, who == &own_employer ? &s->again : &s->service);
    if (strcmp(op, "fiche.add") != 0 && strcmp(op, "fiche.change") != 0) {
        service_in(call)->if_match = NULL;
    }
    if (who->kind == IDENTITY_CBE && strcmp(who->number, SERVICE) == 0) {
        service_in(call)->actor_text = actor;
    }
    enum tnw_err err = service_run(call);
    struct buf *reply = &call->reply.body;
    *holds = reply->len > 0 && memmem(reply->ptr, reply->len, text, strlen(text)) != NULL;
    call_free(&call);
    return err;
}

static void
assert_outcome(struct scene *s, const struct who *who, const char *op, const char *body, enum tnw_err expected)
{
    bool holds;
    enum tnw_err err = outcome_of(s, who, op, body, "x", &holds);
    if (err != expected) {
        fail_msg("%s by %s %s: %s, not %s", op, who->role, who->number, tnw_error_info(err)->code,
                 tnw_error_info(expected)->code);
    }
}

static void
set(struct scene *s, struct test_world *w)
{
    *s = (struct scene){.w = w};
    (void)register_as(w, IDENTITY_NISS, ADVISEREND, CODE_BIT(ROLE_BEHEERDER), NULL);
    (void)register_as(w, IDENTITY_NISS, PATIENT, CODE_BIT(ROLE_PATIENT), NULL);
    s->service = register_as(w, IDENTITY_CBE, SERVICE, CODE_BIT(ROLE_BEMIDDELAAR), NULL);
    s->again = register_as(w, IDENTITY_CBE, SERVICE, CODE_BIT(ROLE_BEMIDDELAAR) | CODE_BIT(ROLE_WERKGEVER), NULL);
    s->rival = register_as(w, IDENTITY_CBE, RIVAL, CODE_BIT(ROLE_BEMIDDELAAR), NULL);
    s->employer = register_as(w, IDENTITY_CBE, EMPLOYER, CODE_BIT(ROLE_WERKGEVER), NULL);
    (void)register_as(w, IDENTITY_NISS, HUISARTS, CODE_BIT(ROLE_ARBEIDSARTS), &s->again);
    (void)register_as(w, IDENTITY_NISS, STRANGER, CODE_BIT(ROLE_HULPVERLENER), &s->rival);
}

/* The service's, with a secret in its professional level. */
static void
add_fiche(struct scene *s)
{
    char body[512];
    char actor[ID_TEXT];
    id_format(actor, ID_ACTOR, &s->service);
    (void)snprintf(body, sizeof body, "{\"actor\":\"%s\",%s", actor, WHOLE + 1);
    struct call *call = ask_as(s, &beheerder, "fiche.add", body);
    assert_int_equal(service_run(call), TNW_OK);
    assert_int_equal(call->reply.status, 201);
    s->fiche = service_reply_id(call, ID_FICHE);
    call_free(&call);
}

/* The open level is for everybody, and leaves no record; the other is for professionals, and leaves one. */
static void
each_level_is_for_whom_it_is_for(void **state)
{
    struct scene s;
    bool holds;
    static const struct who *const all[] = {&beheerder, &doctor,   &patient,   &unknown,
                                            &service,   &employer, &elsewhere, &rival};
    set(&s, *state);
    add_fiche(&s);
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        uint64_t records = service_records(s.w);
        assert_int_equal(outcome_of(&s, all[i], "fiche.read", NULL, "Helpt.", &holds), TNW_OK);
        assert_true(holds);
        assert_int_equal(outcome_of(&s, all[i], "fiche.read", NULL, SECRET, &holds), TNW_OK);
        assert_false(holds);
        assert_int_equal(outcome_of(&s, all[i], "fiche.list", NULL, SECRET, &holds), TNW_OK);
        assert_false(holds);
        assert_int_equal(outcome_of(&s, all[i], "fiche.list", NULL, "Helpt.", &holds), TNW_OK);
        assert_true(holds);
        assert_int_equal(service_records(s.w), records);
        enum tnw_err err = outcome_of(&s, all[i], "fiche.read_professional", NULL, SECRET, &holds);
        bool may = all[i] != &patient && all[i] != &unknown && all[i] != &employer;
        assert_int_equal(holds, may);
        assert_int_equal(err, may ? TNW_OK : all[i] == &unknown ? TNW_E_ACTOR_UNKNOWN : TNW_E_ROLE_NOT_ALLOWED);
        assert_int_equal(service_records(s.w), records + 1);
    }
}

static void
whose_fiche_it_is_may_change_it_and_nobody_else(void **state)
{
    struct scene s;
    static const char *const change = "{\"kind\":\"gtb\"," LEAST "}";
    set(&s, *state);
    add_fiche(&s);
    assert_outcome(&s, &patient, "fiche.change", change, TNW_E_ROLE_NOT_ALLOWED);
    assert_outcome(&s, &unknown, "fiche.change", change, TNW_E_ACTOR_UNKNOWN);
    assert_outcome(&s, &elsewhere, "fiche.change", change, TNW_E_ROLE_NOT_ALLOWED);
    assert_outcome(&s, &rival, "fiche.change", change, TNW_E_ROLE_NOT_ALLOWED);
    assert_outcome(&s, &employer, "fiche.verify", NULL, TNW_E_ROLE_NOT_ALLOWED);
    assert_outcome(&s, &rival, "fiche.verify", NULL, TNW_E_ROLE_NOT_ALLOWED);
    assert_outcome(&s, &service, "fiche.change", "{\"kind\":\"ziekenfonds\"," LEAST "}", TNW_E_INVALID_BODY);
    assert_outcome(&s, &service, "fiche.change", "{\"kind\":\"gtb\",\"ref\":\"x\"," LEAST "}", TNW_E_INVALID_BODY);
    assert_outcome(&s, &service, "fiche.change", "{\"kind\":\"gtb\",\"actor\":null," LEAST "}", TNW_E_INVALID_BODY);
    assert_outcome(&s, &service, "fiche.change", "{\"kind\":\"gtb\",\"referrers\":[\"huisarts\"]," LEAST "}",
                   TNW_E_INVALID_BODY);
    assert_outcome(&s, &doctor, "fiche.change", change, TNW_OK); /* works for its other registration */
    assert_outcome(&s, &service, "fiche.change", change, TNW_E_VERSION_CONFLICT);
    assert_outcome(&s, &service, "fiche.verify", NULL, TNW_OK);
    assert_outcome(&s, &beheerder, "fiche.verify", NULL, TNW_OK);
    bool holds;
    assert_int_equal(outcome_of(&s, &doctor, "fiche.read_professional", NULL, SECRET, &holds), TNW_OK);
    assert_true(holds); /* what was left out stays */
}

/* In whichever role it comes: as an employer it changes what everybody sees. */
static void
an_employer_changes_its_own_and_sees_no_more_of_it(void **state)
{
    struct scene s;
    bool holds;
    set(&s, *state);
    add_fiche(&s);
    assert_outcome(&s, &own_employer, "fiche.read_professional", NULL, TNW_E_ROLE_NOT_ALLOWED);
    assert_outcome(&s, &own_employer, "fiche.change", WHOLE, TNW_E_INVALID_BODY);
    assert_outcome(&s, &own_employer, "fiche.change", "{\"kind\":\"gtb\",\"professional\":null," LEAST "}",
                   TNW_E_INVALID_BODY);
    assert_int_equal(outcome_of(&s, &own_employer, "fiche.change", "{\"kind\":\"gtb\"," LEAST "}", SECRET, &holds),
                     TNW_OK);
    assert_false(holds);
    assert_int_equal(outcome_of(&s, &own_employer, "fiche.verify", NULL, SECRET, &holds), TNW_OK);
    assert_false(holds);
    assert_int_equal(outcome_of(&s, &doctor, "fiche.read_professional", NULL, SECRET, &holds), TNW_OK);
    assert_true(holds);
}

static void
an_organisation_adds_one_of_its_own(void **state)
{
    struct scene s;
    char body[256];
    char actor[ID_TEXT];
    static const char *const own = "{\"kind\":\"hulpverlener\"," LEAST "}";
    set(&s, *state);
    id_format(actor, ID_ACTOR, &s.rival);
    (void)snprintf(body, sizeof body, "{\"kind\":\"hulpverlener\",\"actor\":\"%s\"," LEAST "}", actor);
    assert_outcome(&s, &elsewhere, "fiche.add", own, TNW_E_ROLE_NOT_ALLOWED);
    assert_outcome(&s, &employer, "fiche.add", own, TNW_E_ROLE_NOT_ALLOWED);
    assert_outcome(&s, &patient, "fiche.add", own, TNW_E_ROLE_NOT_ALLOWED);
    assert_outcome(&s, &service, "fiche.add", "{\"kind\":\"vdab\"," LEAST "}", TNW_E_INVALID_BODY);
    assert_outcome(&s, &service, "fiche.add", "{\"kind\":\"andere\",\"ref\":\"x\"," LEAST "}", TNW_E_INVALID_BODY);
    assert_outcome(&s, &service, "fiche.add", body, TNW_E_INVALID_BODY); /* another's */
    assert_outcome(&s, &rival, "fiche.add", body, TNW_OK);
    assert_outcome(&s, &rival, "fiche.add", own, TNW_E_CONFLICT);
    assert_outcome(&s, &service, "fiche.add", own, TNW_OK);
    id_format(actor, ID_ACTOR, &s.again);
    (void)snprintf(body, sizeof body, "{\"kind\":\"hulpverlener\",\"actor\":\"%s\"," LEAST "}", actor);
    assert_outcome(&s, &beheerder, "fiche.add", body, TNW_E_CONFLICT); /* the same organisation */
    assert_outcome(&s, &beheerder, "fiche.add", "{\"kind\":\"gtb\",\"ref\":\"r\"," LEAST "}", TNW_OK);
    assert_outcome(&s, &beheerder, "fiche.add", "{\"kind\":\"gtb\",\"ref\":\"r\"," LEAST "}", TNW_E_CONFLICT);
}

/* Removed it is found nowhere, by nobody, and its ref may be used again: then it is the same fiche. */
static void
who_may_change_it_may_remove_it(void **state)
{
    struct scene s;
    bool holds;
    static const struct who *const strangers[] = {&patient, &elsewhere, &rival, &employer};
    static const char *const with_ref = "{\"kind\":\"gtb\",\"ref\":\"r\"," LEAST "}";
    set(&s, *state);
    add_fiche(&s);
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++) {
        assert_outcome(&s, strangers[i], "fiche.remove", NULL, TNW_E_ROLE_NOT_ALLOWED);
    }
    assert_outcome(&s, &unknown, "fiche.remove", NULL, TNW_E_ACTOR_UNKNOWN);
    uint64_t records = service_records(s.w);
    assert_outcome(&s, &doctor, "fiche.remove", NULL, TNW_OK); /* works for it */
    assert_int_equal(service_records(s.w), records + 1);
    assert_outcome(&s, &service, "fiche.remove", NULL, TNW_E_NOT_FOUND);
    assert_outcome(&s, &beheerder, "fiche.read_professional", NULL, TNW_E_NOT_FOUND);
    assert_int_equal(outcome_of(&s, &unknown, "fiche.list", NULL, "Helpt.", &holds), TNW_OK);
    assert_false(holds);
    assert_outcome(&s, &service, "fiche.add", "{\"kind\":\"hulpverlener\"," LEAST "}", TNW_OK);
    struct id first;
    for (unsigned round = 0; round < 2; round++) {
        struct call *call = ask_as(&s, &beheerder, "fiche.add", with_ref);
        assert_int_equal(service_run(call), TNW_OK);
        s.fiche = service_reply_id(call, ID_FICHE);
        call_free(&call);
        assert_true(round == 0 || id_eq(&s.fiche, &first));
        first = s.fiche;
        assert_outcome(&s, &beheerder, "fiche.remove", NULL, TNW_OK);
    }
}

static void
set_disabled(struct scene *s, const struct id *id, bool disabled)
{
    struct actor actor;
    struct txn *txn = place_write(s->w->place);
    assert_true(actor_get(txn, id, &actor));
    actor.disabled = disabled;
    actor.epoch++;
    actor_put(txn, &actor);
    txn_raise_generation(txn);
    place_commit(txn);
    actor_wipe(&actor);
}

static void
who_is_disabled_is_in_no_directory(void **state)
{
    struct scene s;
    bool holds;
    set(&s, *state);
    add_fiche(&s);
    set_disabled(&s, &s.service, true);
    assert_outcome(&s, &unknown, "fiche.read", NULL, TNW_E_NOT_FOUND);
    assert_outcome(&s, &elsewhere, "fiche.read_professional", NULL, TNW_E_NOT_FOUND);
    assert_outcome(&s, &beheerder, "fiche.read_professional", NULL, TNW_OK);
    assert_int_equal(outcome_of(&s, &unknown, "fiche.list", NULL, "Helpt.", &holds), TNW_OK);
    assert_false(holds);
}

/* As said on the day it was verified, a year later, and the day after. */
static void
what_nobody_verified_for_a_year_is_old_and_what_has_ended_is_not_offered(void **state)
{
    struct scene s;
    bool holds;
    set(&s, *state);
    add_fiche(&s);
    time_ms verified = s.w->now;
    s.w->now = verified + (time_ms)365 * 24 * 3600 * 1000;
    assert_int_equal(outcome_of(&s, &unknown, "fiche.read", NULL, "\"stale\":false", &holds), TNW_OK);
    assert_true(holds);
    s.w->now += (time_ms)24 * 3600 * 1000;
    assert_int_equal(outcome_of(&s, &unknown, "fiche.read", NULL, "\"stale\":true", &holds), TNW_OK);
    assert_true(holds);
    assert_outcome(&s, &service, "fiche.verify", NULL, TNW_OK);
    assert_int_equal(outcome_of(&s, &unknown, "fiche.read", NULL, "\"stale\":false", &holds), TNW_OK);
    assert_true(holds);
    struct call *call =
        ask_as(&s, &beheerder, "fiche.change", "{\"kind\":\"gtb\",\"valid_until\":\"2020-01-01\"," LEAST "}");
    service_in(call)->if_match = "\"2\"";
    assert_int_equal(service_run(call), TNW_OK);
    call_free(&call);
    assert_int_equal(outcome_of(&s, &unknown, "fiche.list", NULL, "Helpt.", &holds), TNW_OK);
    assert_false(holds);
    assert_outcome(&s, &unknown, "fiche.read", NULL, TNW_OK);
}

static enum tnw_err
services_for(struct scene *s, const struct who *who, const char *cbe, const char *text, bool *holds)
{
    struct call *call = ask_as(s, who, "service.list", NULL);
    service_in(call)->if_match = NULL;
    service_set_query(call, "employer", cbe);
    enum tnw_err err = service_run(call);
    *holds = memmem(call->reply.body.ptr, call->reply.body.len, text, strlen(text)) != NULL;
    call_free(&call);
    return err;
}

/* With its doctors, whichever of its registrations they work for; the number is in no record. */
static void
an_employer_has_its_service_and_the_doctors_of_it(void **state)
{
    struct scene s;
    bool holds;
    char actor[ID_TEXT];
    set(&s, *state);
    add_fiche(&s);
    struct txn *txn = place_write(s.w->place);
    employer_service_put(txn, EMPLOYER, &s.fiche);
    place_commit(txn);
    assert_int_equal(services_for(&s, &elsewhere, EMPLOYER, "\"arbeidsarts\"", &holds), TNW_OK);
    assert_true(holds);
    uint64_t last = service_records(s.w) - 1;
    txn = place_read(s.w->place);
    struct slice record;
    assert_true(audit_log_get(txn, last, &record));
    assert_null(memmem(record.ptr, record.len, EMPLOYER, strlen(EMPLOYER)));
    txn_abort(&txn);
    assert_int_equal(services_for(&s, &elsewhere, EMPLOYER, SECRET, &holds), TNW_OK);
    assert_false(holds);
    assert_int_equal(services_for(&s, &employer, EMPLOYER, "Helpt.", &holds), TNW_OK);
    assert_true(holds);
    assert_int_equal(services_for(&s, &employer, RIVAL, "Helpt.", &holds), TNW_E_ROLE_NOT_ALLOWED);
    assert_int_equal(services_for(&s, &elsewhere, RIVAL, "{\"items\":[],\"next\":null}", &holds), TNW_OK);
    assert_true(holds);
    assert_int_equal(services_for(&s, &patient, EMPLOYER, "x", &holds), TNW_E_ROLE_NOT_ALLOWED);
    assert_int_equal(services_for(&s, &unknown, EMPLOYER, "x", &holds), TNW_E_ACTOR_UNKNOWN);
    assert_int_equal(services_for(&s, &elsewhere, "0999000128", "0999000128", &holds), TNW_E_INVALID_PARAMETER);
    assert_false(holds);
    id_format(actor, ID_ACTOR, &s.service);
    set_disabled(&s, &s.service, true);
    assert_int_equal(services_for(&s, &elsewhere, EMPLOYER, "{\"items\":[],\"next\":null}", &holds), TNW_OK);
    assert_true(holds);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(each_level_is_for_whom_it_is_for),
        WITH_WORLD(whose_fiche_it_is_may_change_it_and_nobody_else),
        WITH_WORLD(an_employer_changes_its_own_and_sees_no_more_of_it),
        WITH_WORLD(an_organisation_adds_one_of_its_own),
        WITH_WORLD(who_may_change_it_may_remove_it),
        WITH_WORLD(who_is_disabled_is_in_no_directory),
        WITH_WORLD(what_nobody_verified_for_a_year_is_old_and_what_has_ended_is_not_offered),
        WITH_WORLD(an_employer_has_its_service_and_the_doctors_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
