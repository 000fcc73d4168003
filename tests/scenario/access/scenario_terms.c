/* Promise 2, of what a consent says: for whom, for what, from when and until when it is a ground, and that an exclusion
 * beats it. */
#include "access_setting.h"
#include "scenario/house_test.h"
#include "scenario/play.h"

static const struct step terms[] = {
    {"a grant",
     {"patient", "POST", DOSSIER "/consents", CONSENT("grant", ROLE("arbeidsarts"), "\"fit_note\"", "\"read\"", UNTIL)},
     201,
     NULL,
     {{"/id", "grant"}}},
    {"is a ground", {"arbeidsarts", "GET", FRAGMENT "{fit_note}"}, 200, NULL, .ground = "consent:{grant}"},
    {"for its purpose",
     {"arbeidsarts", "GET", FRAGMENT "{fit_note}", .purpose = "overmacht"},
     403,
     "consent_required",
     .ground = "consent_purpose:{grant}"},
    {"for its category",
     {"arbeidsarts", "GET", FRAGMENT "{estimate}"},
     403,
     "consent_required",
     .ground = "no_consent"},
    {"for its role, in this dossier", {"huisarts2", "GET", FRAGMENT "{fit_note}"}, 404, "not_found"},
    {"from its first day",
     {"patient", "POST", DOSSIER "/consents",
      CONSENT("grant", ROLE("arbeidsarts"), "\"gao\"", "\"read\"", ",\"from\":\"{today+1}\"" UNTIL)},
     201,
     NULL,
     {{"/id", "pending"}},
     {{"/state", "pending"}}},
    {"not before",
     {"arbeidsarts", "GET", FRAGMENT "{gao}"},
     403,
     "consent_required",
     .ground = "consent_pending:{pending}"},
    {"none begins in the past and ends there",
     {"patient", "POST", DOSSIER "/consents",
      CONSENT("grant", ROLE("arbeidsarts"), "\"gao\"", "\"read\"", ",\"from\":\"{today-9}\",\"until\":\"{today-1}\"")},
     422,
     "invalid_body"},
    {"an exclusion beats the grant",
     {"patient", "POST", DOSSIER "/consents", CONSENT("exclude", ACTOR("arbeidsarts"), "\"fit_note\"", "\"read\"", "")},
     201,
     NULL,
     {{"/id", "exclusion"}}},
    {"from then on",
     {"arbeidsarts", "GET", FRAGMENT "{fit_note}"},
     403,
     "consent_required",
     .lacks = "exclu",
     .ground = "excluded:{exclusion}"},
    {"in lists as well", {"arbeidsarts", "GET", DOSSIER "/fragments"}, 200, NULL, .is = {{"/items/#", "0"}}},
    {"who is excluded is not told", {"arbeidsarts", "GET", DOSSIER "/consents"}, 200, NULL, .lacks = "{exclusion}"},
    {"not even by its id", {"arbeidsarts", "GET", DOSSIER "/consents/{exclusion}"}, 404, "not_found"},
    {"a later grant does not undo it",
     {"patient", "POST", DOSSIER "/consents",
      CONSENT("grant", ACTOR("arbeidsarts"), "\"fit_note\"", "\"read\"", UNTIL)},
     201,
     NULL,
     {{"/id", "later"}}},
    {"no", {"arbeidsarts", "GET", FRAGMENT "{fit_note}"}, 403, "consent_required", .ground = "excluded:{exclusion}"},
    {"its withdrawal does", {"patient", "POST", DOSSIER "/consents/{exclusion}/withdraw"}, 200},
    {"so", {"arbeidsarts", "GET", FRAGMENT "{fit_note}"}, 200, NULL, .is = {{"/content/tasks/0", "Balie"}}},
    {"an exclusion beats the law",
     {"patient", "POST", DOSSIER "/consents", CONSENT("exclude", ACTOR("adviserend_arts"), "\"gao\"", "\"read\"", "")},
     201,
     NULL,
     {{"/id", "exclusion"}}},
    {"too", {"adviserend_arts", "GET", FRAGMENT "{gao}"}, 403, "consent_required", .ground = "excluded:{exclusion}"},
    {"until it is withdrawn", {"patient", "POST", DOSSIER "/consents/{exclusion}/withdraw"}, 200},
    {"then the law holds", {"adviserend_arts", "GET", FRAGMENT "{gao}"}, 200, NULL, .ground = "law:gao_elektronisch"},
    {"a patient is no grantee",
     {"patient", "POST", DOSSIER "/consents", CONSENT("grant", ACTOR("patient2"), ALL, "\"read\"", UNTIL)},
     422,
     "invalid_body"},
    {"a doctor excludes nobody for the patient",
     {"huisarts", "POST", DOSSIER "/consents",
      CONSENT("exclude", ACTOR("arbeidsarts"), "\"gao\"", "\"read\"", ",\"evidence\":{\"kind\":\"paper\"}")},
     403,
     "role_not_allowed"},
};

static const struct step from_outside[] = {
    {"a grant to one person",
     {"patient", "POST", DOSSIER "/consents", CONSENT("grant", ACTOR("huisarts2"), "\"fit_note\"", "\"read\"", UNTIL)},
     201,
     NULL,
     {{"/id", "direct"}}},
    {"opens the door", {"huisarts2", "GET", FRAGMENT "{fit_note}"}, 200, NULL, .ground = "consent:{direct}"},
    {"of that room", {"huisarts2", "GET", FRAGMENT "{gao}"}, 403, "consent_required"},
    {"and brings news",
     {"huisarts2", "GET", "/v1/inbox"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/items/0/object", "{direct}"}}},
    {"it is withdrawn", {"patient", "POST", DOSSIER "/consents/{direct}/withdraw"}, 200},
    {"the door is shut", {"huisarts2", "GET", FRAGMENT "{fit_note}"}, 404, "not_found", .ground = "not_participant"},
    {"the list is empty of it", {"huisarts2", "GET", "/v1/dossiers"}, 200, NULL, .is = {{"/items/#", "1"}}},
    {"the news is that it ended",
     {"huisarts2", "GET", "/v1/inbox"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/items/0/type", "consent.withdrawn"}}},
};

static void
a_consent_holds_for_what_it_says_and_an_exclusion_beats_it(void **state)
{
    access_setting_play(*state);
    PLAY((struct house *)*state, terms);
}

static void
a_grant_to_one_person_lets_them_in_and_its_withdrawal_out(void **state)
{
    PLAY((struct house *)*state, from_outside);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_consent_holds_for_what_it_says_and_an_exclusion_beats_it),
        cmocka_unit_test(a_grant_to_one_person_lets_them_in_and_its_withdrawal_out),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
