/* policy.explain: the patient is told all, somebody else about themself only, and never of an exclusion. */
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

#define COORDINATOR "77060196681"

struct setting {
    struct id doctor;
    struct id adviser;
    struct id dossier;
    char doctor_text[ID_TEXT];
    char adviser_text[ID_TEXT];
    char dossier_text[ID_TEXT];
};

static struct setting
set_explain(struct test_world *w)
{
    struct setting s;
    s.doctor = service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    s.adviser = service_add_actor(w, ADVISEREND, CODE_BIT(ROLE_ADVISEREND_ARTS), false);
    (void)service_add_actor(w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
    s.dossier = service_open_dossier(w);
    id_format(s.doctor_text, ID_ACTOR, &s.doctor);
    id_format(s.adviser_text, ID_ACTOR, &s.adviser);
    id_format(s.dossier_text, ID_DOSSIER, &s.dossier);
    return s;
}

/* As text without the ids of requests: what somebody is told. */
static char *
told(struct test_world *w, const struct setting *s, const char *niss, const char *actor, const char *category,
     int status)
{
    struct call *call = service_call(w, "policy.explain", niss, NULL);
    service_set_query(call, "dossier", s->dossier_text);
    if (actor != NULL) {
        service_set_query(call, "actor", actor);
    }
    if (category != NULL) {
        service_set_query(call, "category", category);
    }
    (void)service_run(call);
    assert_int_equal(call->reply.status, status);
    buf_put_u8(&call->reply.body, 0);
    char *copy = strdup((const char *)call->reply.body.ptr);
    assert_non_null(copy);
    call_free(&call);
    return copy;
}

static void
says(char *text, const char *part, bool there)
{
    if ((strstr(text, part) != NULL) != there) {
        fail_msg("%s: %s", part, text);
    }
    free(text);
}

static struct id
say(struct test_world *w, const struct setting *s, const char *body)
{
    struct call *call = service_call(w, "consent.give", PATIENT, body);
    service_in(call)->path_id[0] = s->dossier;
    (void)service_run(call);
    assert_int_equal(call->reply.status, 201);
    struct id id = service_reply_id(call, ID_CONSENT);
    call_free(&call);
    return id;
}

static void
why_is_told_with_the_consent_that_would_change_it(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_explain(w);
    says(told(w, &s, HUISARTS, NULL, "fit_note", 200), "\"permit\":true,\"reason\":\"consent\"", true);
    says(told(w, &s, HUISARTS, NULL, "quickscan", 200),
         "\"permit\":false,\"reason\":\"no_consent\",\"text\":\"er is hiervoor geen toestemming\"", true);
    says(told(w, &s, HUISARTS, NULL, "quickscan", 200),
         "mag dit lezen, voor het TNW-traject, tot en met 2 maart 2027: vragenlijst.\"", true);
    says(told(w, &s, PATIENT, s.doctor_text, "quickscan", 200), "\"text\":\"u hebt hiervoor geen toestemming gegeven\"",
         true);
}

static void
a_professional_asks_about_themself_only(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_explain(w);
    free(told(w, &s, HUISARTS, s.adviser_text, "gao", 403));
    free(told(w, &s, HUISARTS, "act_00000000000000000000000001", "gao", 403));
    free(told(w, &s, ADVISEREND, NULL, "gao", 404)); /* takes no part */
}

static void
the_patient_asks_about_who_has_to_do_with_them(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_explain(w);
    char body[256];
    free(told(w, &s, PATIENT, s.adviser_text, "gao", 404));
    (void)snprintf(body, sizeof body, "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"%s\"}}", s.adviser_text);
    (void)say(w, &s, body);
    says(told(w, &s, PATIENT, s.adviser_text, "gao", 200), "\"reason\":\"excluded\"", true);
    says(told(w, &s, PATIENT, s.adviser_text, "gao", 200), "\"consent\":null,\"sentence\":null", true);
}

/* The very same bytes: what is told does not depend on whether an exclusion is there. */
static void
an_exclusion_of_some_things_reads_like_no_consent(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_explain(w);
    char body[256];
    char *before = told(w, &s, HUISARTS, NULL, "quickscan", 200);
    (void)snprintf(body, sizeof body,
                   "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"%s\"},\"categories\":[\"quickscan\"]}",
                   s.doctor_text);
    (void)say(w, &s, body);
    char *after = told(w, &s, HUISARTS, NULL, "quickscan", 200);
    assert_string_equal(after, before);
    service_assert_last(w, "ground", "participant");
    says(told(w, &s, PATIENT, s.doctor_text, "quickscan", 200), "\"reason\":\"excluded\"", true);
    free(before);
    free(after);
}

static void
in_bulk_it_says_what_can_be_seen_for_each_purpose(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_explain(w);
    says(told(w, &s, HUISARTS, NULL, NULL, 200), "\"tnw_traject\":{\"read\":[\"fit_note\"],\"read_some\":[]", true);
    says(told(w, &s, HUISARTS, NULL, NULL, 200), "\"overmacht\":{\"read\":[],\"read_some\":[]", true);
    says(told(w, &s, HUISARTS, NULL, NULL, 200), "\"never\":{\"read\":[],\"write\":[", true);
}

/* What stands there is true for whom it is told: to the patient the exclusion, to the excluded nothing of it. */
static void
ceiling_law_and_exclusion_are_told_in_sentences(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_explain(w);
    char body[256];
    says(told(w, &s, HUISARTS, NULL, "quickscan", 200), "\"notes\":[]", true);
    says(told(w, &s, HUISARTS, NULL, NULL, 200), "\"notes\":[]", true);
    char *before = told(w, &s, HUISARTS, NULL, NULL, 200);
    (void)snprintf(body, sizeof body,
                   "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"%s\"},\"categories\":[\"quickscan\"]}",
                   s.doctor_text);
    (void)say(w, &s, body);
    char *after = told(w, &s, HUISARTS, NULL, NULL, 200);
    assert_string_equal(after, before);
    says(told(w, &s, HUISARTS, NULL, "quickscan", 200), "\"notes\":[]", true);
    says(told(w, &s, PATIENT, s.doctor_text, "quickscan", 200), "\"notes\":[\"Uitsluiten gaat boven alles", true);
    says(told(w, &s, PATIENT, s.doctor_text, NULL, 200), "\"notes\":[\"Uitsluiten gaat boven alles", true);
    says(told(w, &s, PATIENT, s.doctor_text, "fit_note", 200), "\"notes\":[]", true);
    free(before);
    free(after);
}

static void
what_a_role_can_never_see_is_named(void **state)
{
    struct test_world *w = *state;
    struct setting s = set_explain(w);
    char body[320];
    struct id coordinator = service_add_actor(w, COORDINATOR, CODE_BIT(ROLE_TNW_COORDINATOR), false);
    char coordinator_text[ID_TEXT];
    id_format(coordinator_text, ID_ACTOR, &coordinator);
    (void)snprintf(body, sizeof body,
                   "{\"effect\":\"grant\",\"grantee\":{\"actor\":\"%s\"},\"categories\":[\"fit_note\"],"
                   "\"actions\":[\"read\"],\"purposes\":[\"tnw_traject\"],\"until\":\"2026-06-01\"}",
                   coordinator_text);
    (void)say(w, &s, body);
    says(told(w, &s, PATIENT, coordinator_text, "gao", 200),
         "\"notes\":[\"Geen enkele TNW-coördinator kan dit zien, ook niet met uw toestemming: getuigschrift", true);
    says(told(w, &s, PATIENT, coordinator_text, NULL, 200), "\"notes\":[\"Geen enkele TNW-coördinator", true);
    says(told(w, &s, COORDINATOR, NULL, "gao", 200), "\"notes\":[\"Geen enkele TNW-coördinator", true);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(why_is_told_with_the_consent_that_would_change_it),
        WITH_WORLD(a_professional_asks_about_themself_only),
        WITH_WORLD(the_patient_asks_about_who_has_to_do_with_them),
        WITH_WORLD(an_exclusion_of_some_things_reads_like_no_consent),
        WITH_WORLD(ceiling_law_and_exclusion_are_told_in_sentences),
        WITH_WORLD(what_a_role_can_never_see_is_named),
        WITH_WORLD(in_bulk_it_says_what_can_be_seen_for_each_purpose),
    };
    return cmocka_run_group_tests_name("service/explain", tests, NULL, NULL);
}
