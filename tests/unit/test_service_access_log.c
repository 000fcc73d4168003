/* The patient's access log: each access as one plain sentence, and what was done again and again on one Belgian day folded
 * into one item, wherever pages end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/record.h"
#include "base/limits.h"
#include "json/json.h"
#include "service_world.h"
#include "store/txn.h"

/* A dossier, and what its log says: records are put there as if the operations had been called. */
struct scene {
    struct test_world *w;
    struct id doctor;
    struct id adviser;
    struct id patient;
    struct id dossier;
    struct txn *txn; /* while records are put */
};

static struct scene
set_scene(struct test_world *w)
{
    struct scene s = {.w = w};
    assert_int_equal(time_parse(&w->now, "2026-03-02T10:00:00Z"), TNW_OK);
    s.doctor = service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    s.adviser = service_add_actor(w, ADVISEREND, CODE_BIT(ROLE_ADVISEREND_ARTS), false);
    s.patient = service_add_actor(w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
    struct call *call = service_call(w, "dossier.open", PATIENT,
                                     "{\"patient\":{\"niss\":\"" PATIENT
                                     "\",\"name\":\"Jan\"},\"start\":\"2026-02-01\",\"employment\":\"employed\"}");
    assert_int_equal(service_run(call), TNW_OK);
    s.dossier = service_reply_id(call, ID_DOSSIER);
    call_free(&call);
    return s;
}

/* The record of one reading by the doctor; what differs from it is for the caller to set. */
static struct audit_record
reading(const struct scene *s)
{
    return (struct audit_record){.request = place_id(1),
                                 .actor = s->doctor,
                                 .role = ROLE_HUISARTS,
                                 .origin = "127.0.0.1",
                                 .action = "fragment.read",
                                 .dossier = s->dossier,
                                 .object = "",
                                 .categories = CODE_BIT(CATEGORY_FIT_NOTE),
                                 .purpose = PURPOSE_TNW_TRAJECT,
                                 .decision = "permit",
                                 .ground = slice_str("author"),
                                 .status = 200,
                                 .policy = s->w->policy.hash};
}

static void
put(struct scene *s, const struct audit_record *record, const char *time)
{
    time_ms when;
    assert_int_equal(time_parse(&when, time), TNW_OK);
    bool single = s->txn == NULL;
    struct txn *txn = single ? place_write(s->w->place) : s->txn;
    audit_record_append(txn, record, when);
    assert_int_equal(txn_error(txn), TNW_OK);
    if (single) {
        place_commit(txn);
    }
    s->w->now = when > s->w->now ? when : s->w->now;
}

/* A page; query: language, fold, limit, after, NULL for the default. */
static json_t *
page(const struct scene *s, const char *language, const char *fold, const char *limit, const char *after)
{
    static const char *const names[] = {"language", "fold", "limit", "after"};
    const char *values[] = {language, fold, limit, after};
    struct call *call = service_call(s->w, "access_log.read", PATIENT, NULL);
    call->path_id[0] = s->dossier;
    for (size_t i = 0; i < CALL_QUERY_MAX && call->op->query[i] != NULL; i++) {
        for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
            if (strcmp(call->op->query[i], names[k]) == 0) {
                call->query[i] = values[k];
            }
        }
    }
    assert_int_equal(service_run(call), TNW_OK);
    json_t *answer;
    assert_int_equal(json_load_strict(&answer, buf_slice(&call->reply.body), NULL), TNW_OK);
    call_free(&call);
    return answer;
}

/* Compares a page with lines of "action count first-until", "-" for a next that is null. Only of the doctors. */
static void
expect(json_t *answer, const char *wanted, bool more)
{
    struct buf got = {0};
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(answer, "items"), i, item)
    {
        const char *role = json_string_value(json_object_get(item, "role"));
        if (strcmp(role, "patient") != 0) {
            buf_printf(&got, "%s %lld %.16s-%.16s\n", json_string_value(json_object_get(item, "action")),
                       (long long)json_integer_value(json_object_get(item, "count")),
                       json_string_value(json_object_get(item, "first")),
                       json_string_value(json_object_get(item, "until")));
            assert_string_equal(json_string_value(json_object_get(item, "until")),
                                json_string_value(json_object_get(item, "time")));
        }
    }
    assert_string_equal(got.len == 0 ? "" : buf_text(&got), wanted);
    assert_int_equal(json_is_string(json_object_get(answer, "next")), more);
    buf_free(&got);
}

static void
says(json_t *answer, size_t index, const char *member, const char *wanted)
{
    assert_string_equal(
        json_string_value(json_object_get(json_array_get(json_object_get(answer, "items"), index), member)), wanted);
}

static void
an_access_is_one_sentence_in_each_language(void **state)
{
    struct scene s = set_scene(*state);
    struct audit_record record = reading(&s);
    record.categories = CODE_BIT(CATEGORY_FIT_NOTE) | CODE_BIT(CATEGORY_GAO) | CODE_BIT(CATEGORY_PLAN);
    record.ground = slice_str("consent:cns_00000000000000000000000001 law:gao_elektronisch "
                              "consent:cns_00000000000000000000000002");
    put(&s, &record, "2026-04-01T07:05:00Z");
    json_t *answer = page(&s, "nl", NULL, "1", NULL);
    says(
        answer, 0, "text",
        "Name (huisarts) heeft op 1 april 2026 om 9.05 uur een document in uw dossier gelezen (getuigschrift "
        "arbeidsongeschiktheid, attest van wat u nog kunt doen en re-integratieplan), voor het TNW-traject; dit mocht, "
        "want u hebt hiervoor toestemming gegeven en de wet geeft dit getuigschrift aan de arts van uw ziekenfonds.");
    says(answer, 0, "reason",
         "U hebt hiervoor toestemming gegeven en de wet geeft dit getuigschrift aan de arts van uw ziekenfonds.");
    json_decref(answer);
    record.ground = slice_str("author");
    record.categories = CODE_BIT(CATEGORY_FIT_NOTE);
    put(&s, &record, "2026-04-01T07:05:00Z");
    answer = page(&s, "fr", NULL, "1", NULL);
    says(answer, 0, "text",
         "Name (médecin généraliste) a lu un document de votre dossier (attestation de ce que vous pouvez encore "
         "faire) le "
         "1er avril 2026 à 9\u00a0h\u00a005, pour le Trajet Retour Au Travail\u00a0; c'était permis, car l'auteur d'un "
         "texte peut continuer à le lire.");
    json_decref(answer);
    put(&s, &record, "2026-04-01T07:06:00Z");
    answer = page(&s, "de", NULL, "1", NULL);
    says(answer, 0, "text",
         "Name (Hausarzt) hat am 1. April 2026 um 9.06 Uhr ein Dokument in Ihrem Dossier gelesen (Bescheinigung, was "
         "Sie "
         "noch tun können), für die Maßnahme zur Rückkehr an die Arbeit; das war erlaubt, denn wer etwas geschrieben "
         "hat, "
         "darf es weiter lesen.");
    json_decref(answer);
    put(&s, &record, "2026-04-01T07:07:00Z");
    answer = page(&s, NULL, NULL, "1", NULL);
    says(answer, 0, "text",
         "Name (general practitioner) read a document in your dossier (note of what you can still do) on 1 April 2026 "
         "at "
         "9:07, for the return-to-work programme; this was allowed, because the author of a text may keep reading it.");
    says(answer, 0, "reason", "The author of a text may keep reading it.");
    json_decref(answer);
}

static void
refusals_strangers_and_the_patient_have_their_own_sentences(void **state)
{
    struct scene s = set_scene(*state);
    struct audit_record record = reading(&s);
    record.decision = "deny";
    record.ground = slice_str("consent_withdrawn:cns_00000000000000000000000001");
    record.organisation = s.adviser;
    put(&s, &record, "2026-04-02T07:05:00Z");
    json_t *answer = page(&s, "en", NULL, "1", NULL);
    says(answer, 0, "text",
         "Name (general practitioner, Name) tried to read a document in your dossier (note of what you can still do) "
         "on 2 "
         "April 2026 at 9:05, for the return-to-work programme; this was not allowed, because you withdrew your "
         "consent.");
    json_decref(answer);
    answer = page(&s, "nl", NULL, "1", NULL); /* now the newest is the reading of a moment ago */
    says(answer, 0, "text", "U hebt op 2 april 2026 om 9.05 uur het overzicht van de toegang tot uw dossier bekeken.");
    json_decref(answer);
    record = (struct audit_record){.request = place_id(1),
                                   .role = ROLE_NONE,
                                   .purpose = PURPOSE_NONE,
                                   .origin = "::1",
                                   .action = "dossier.burn",
                                   .dossier = s.dossier,
                                   .object = "",
                                   .decision = "fail",
                                   .ground = slice_str("storage_full"),
                                   .status = 507,
                                   .policy = s.w->policy.hash};
    put(&s, &record, "2026-04-02T07:05:00Z");
    answer = page(&s, "de", NULL, "1", NULL);
    says(answer, 0, "text",
         "Eine nicht registrierte Person wollte am 2. April 2026 um 9.05 Uhr etwas in Ihrem Dossier tun; das gelang "
         "nicht, "
         "denn das System konnte die Anfrage in diesem Moment nicht ausführen.");
    json_decref(answer);
}

static void
only_what_is_alike_is_folded(void **state)
{
    struct scene s = set_scene(*state);
    struct audit_record record = reading(&s);
    put(&s, &record, "2026-04-01T08:00:00Z");
    struct audit_record others[9];
    for (size_t i = 0; i < 9; i++) {
        others[i] = record;
    }
    others[0].actor = s.adviser;
    others[1].role = ROLE_ARBEIDSARTS;
    others[2].action = "fragment.amend";
    others[3].decision = "deny";
    others[4].ground = slice_str("author consent:cns_00000000000000000000000001");
    others[5].purpose = PURPOSE_RIT;
    others[6].categories = CODE_BIT(CATEGORY_GAO);
    others[7].organisation = s.adviser;
    others[8].object = "frg_00000000000000000000000001"; /* the same kind of access to another thing */
    for (size_t i = 0; i < 9; i++) {
        put(&s, &others[i], "2026-04-01T08:01:00Z");
    }
    put(&s, &record, "2026-04-01T08:30:00Z");
    json_t *answer = page(&s, "en", "true", NULL, NULL);
    expect(answer,
           "fragment.read 3 2026-04-01T08:00-2026-04-01T08:30\n"
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n" /* another organisation */
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n" /* category */
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n" /* purpose */
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n" /* ground */
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n" /* decision */
           "fragment.amend 1 2026-04-01T08:01-2026-04-01T08:01\n"
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n" /* role */
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n" /* actor */,
           false);
    says(answer, 0, "text",
         "Name (general practitioner) read a document in your dossier (note of what you can still do) on 1 April 2026, "
         "3 "
         "times between 10:00 and 10:30, for the return-to-work programme; this was allowed, because the author of a "
         "text "
         "may keep reading it.");
    json_decref(answer);
}

/* The clocks go forward on 29 March: that day begins at 23:00 UTC and ends at 22:00 UTC. */
static void
days_end_at_midnight_in_belgium(void **state)
{
    struct scene s = set_scene(*state);
    struct audit_record record = reading(&s);
    static const char *const times[] = {"2026-03-28T22:59:59.999Z", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59.999Z",
                                        "2026-03-29T22:00:00Z",     "2026-10-24T21:59:00Z", "2026-10-24T22:00:00Z",
                                        "2026-10-25T22:59:00Z",     "2026-10-25T23:00:00Z"};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        put(&s, &record, times[i]);
    }
    json_t *answer = page(&s, "en", "true", NULL, NULL);
    expect(answer,
           "fragment.read 1 2026-10-25T23:00-2026-10-25T23:00\n"
           "fragment.read 2 2026-10-24T22:00-2026-10-25T22:59\n"
           "fragment.read 1 2026-10-24T21:59-2026-10-24T21:59\n"
           "fragment.read 1 2026-03-29T22:00-2026-03-29T22:00\n"
           "fragment.read 2 2026-03-28T23:00-2026-03-29T21:59\n"
           "fragment.read 1 2026-03-28T22:59-2026-03-28T22:59\n",
           false);
    json_decref(answer);
}

static void
without_fold_each_access_is_an_item(void **state)
{
    struct scene s = set_scene(*state);
    struct audit_record record = reading(&s);
    put(&s, &record, "2026-04-01T08:00:00Z");
    put(&s, &record, "2026-04-01T08:01:00Z");
    json_t *answer = page(&s, "en", "false", NULL, NULL);
    expect(answer,
           "fragment.read 1 2026-04-01T08:01-2026-04-01T08:01\n"
           "fragment.read 1 2026-04-01T08:00-2026-04-01T08:00\n",
           false);
    json_decref(answer);
}

static char *
next_of(const json_t *answer)
{
    char *next = strdup(json_string_value(json_object_get(answer, "next")));
    assert_non_null(next);
    return next;
}

static void
a_page_holds_whole_days(void **state)
{
    struct scene s = set_scene(*state);
    struct audit_record read = reading(&s);
    struct audit_record amend = read;
    amend.action = "fragment.amend";
    static const char *const days[] = {"2026-04-01T08:00:00Z", "2026-04-02T08:00:00Z", "2026-04-03T08:00:00Z"};
    for (size_t i = 0; i < 3; i++) {
        put(&s, &read, days[i]);
        put(&s, &amend, days[i]);
        put(&s, &read, days[i]);
    }
    json_t *answer = page(&s, "en", "true", "3", NULL); /* two items a day: the second day would not fit */
    expect(answer,
           "fragment.read 2 2026-04-03T08:00-2026-04-03T08:00\n"
           "fragment.amend 1 2026-04-03T08:00-2026-04-03T08:00\n",
           true);
    char *next = next_of(answer);
    json_decref(answer);
    answer = page(&s, "en", "true", "1", next); /* a day is shown whole, though one item is the limit */
    expect(answer,
           "fragment.read 2 2026-04-02T08:00-2026-04-02T08:00\n"
           "fragment.amend 1 2026-04-02T08:00-2026-04-02T08:00\n",
           true);
    free(next);
    next = next_of(answer);
    json_decref(answer);
    answer = page(&s, "en", "true", "50", next); /* with the patient's opening of the dossier, a month before */
    expect(answer,
           "fragment.read 2 2026-04-01T08:00-2026-04-01T08:00\n"
           "fragment.amend 1 2026-04-01T08:00-2026-04-01T08:00\n",
           false);
    free(next);
    json_decref(answer);
}

static void
only_a_day_beyond_the_bound_is_shown_in_pieces(void **state)
{
    struct scene s = set_scene(*state);
    struct audit_record record = reading(&s);
    s.txn = place_write(s.w->place);
    put(&s, &record, "2026-04-01T08:00:00Z");
    for (size_t i = 0; i < LIMIT_SCAN_MAX + 10; i++) {
        put(&s, &record, "2026-04-02T08:00:00Z");
    }
    put(&s, &record, "2026-04-03T08:00:00Z");
    place_commit(s.txn);
    s.txn = NULL;
    json_t *answer = page(&s, "en", "true", NULL, NULL); /* not the day before, of which it cannot see the end */
    expect(answer, "fragment.read 1 2026-04-03T08:00-2026-04-03T08:00\n", true);
    char *next = next_of(answer);
    json_decref(answer);
    answer = page(&s, "en", "true", NULL, next);
    expect(answer, "fragment.read 2000 2026-04-02T08:00-2026-04-02T08:00\n", true);
    says(answer, 0, "text",
         "Name (general practitioner) read a document in your dossier (note of what you can still do) on 2 April 2026, "
         "2000 times at 10:00, for the return-to-work programme; this was allowed, because the author of a text may "
         "keep "
         "reading it.");
    free(next);
    next = next_of(answer);
    json_decref(answer);
    answer = page(&s, "en", "true", NULL, next);
    expect(answer,
           "fragment.read 10 2026-04-02T08:00-2026-04-02T08:00\n"
           "fragment.read 1 2026-04-01T08:00-2026-04-01T08:00\n",
           false);
    free(next);
    json_decref(answer);
}

static void
refused(const struct scene *s, const char *name, const char *value)
{
    struct call *call = service_call(s->w, "access_log.read", PATIENT, NULL);
    call->path_id[0] = s->dossier;
    for (size_t i = 0; i < CALL_QUERY_MAX && call->op->query[i] != NULL; i++) {
        if (strcmp(call->op->query[i], name) == 0) {
            call->query[i] = value;
        } else if (strcmp(call->op->query[i], "fold") == 0) {
            call->query[i] = "true";
        }
    }
    assert_int_equal(service_run(call), TNW_E_INVALID_PARAMETER);
    call_free(&call);
}

static void
what_it_does_not_take_is_refused(void **state)
{
    struct scene s = set_scene(*state);
    refused(&s, "language", "es");
    refused(&s, "language", "NL");
    refused(&s, "fold", "1");
    refused(&s, "proof", "yes");
    refused(&s, "proof", "true"); /* with fold */
    refused(&s, "size", "1");     /* without proof */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(an_access_is_one_sentence_in_each_language),
        WITH_WORLD(refusals_strangers_and_the_patient_have_their_own_sentences),
        WITH_WORLD(only_what_is_alike_is_folded),
        WITH_WORLD(days_end_at_midnight_in_belgium),
        WITH_WORLD(without_fold_each_access_is_an_item),
        WITH_WORLD(a_page_holds_whole_days),
        WITH_WORLD(only_a_day_beyond_the_bound_is_shown_in_pieces),
        WITH_WORLD(what_it_does_not_take_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
