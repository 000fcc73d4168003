/* Ways around what the patient said, and around who is what in a dossier: none of them leads anywhere. */
#include "scenario/house_test.h"
#include "scenario/play.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define THREAD "/v1/threads/{thread}"
#define OPEN(name)                                                                                                     \
    "{\"patient\":{\"niss\":\"{" name ".niss}\",\"name\":\"X\"},\"start\":\"{today-40}\",\"employment\":\"employed\"}"
#define JOIN(name, role) "{\"actor\":\"{" name "}\",\"role\":\"" role "\"}"
#define GRANT(grantee, category, actions, until, more)                                                                 \
    "{\"effect\":\"grant\",\"grantee\":" grantee ",\"categories\":[\"" category "\"],\"actions\":[" actions            \
    "],\"purposes\":[\"tnw_traject\"],\"until\":\"" until "\"" more "}"
#define EXCLUDE(grantee, what) "{\"effect\":\"exclude\",\"grantee\":" grantee what "}"
#define ACTOR(name) "{\"actor\":\"{" name "}\"}"
#define ROLE(role) "{\"role\":\"" role "\"}"
#define PAPER ",\"evidence\":{\"kind\":\"paper\",\"date\":\"{today-1}\"}"
#define MESSAGE "{\"kind\":\"advies\",\"text\":\"Verder\"}"

static const struct step own[] = {
    {"a doctor is ill",
     {"arts_en_patient", "POST", "/v1/dossiers", OPEN("arts_en_patient"), .role = "patient"},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"and does not make themself their doctor",
     {"arts_en_patient", "POST", DOSSIER "/consents",
      GRANT(ACTOR("arts_en_patient.id"), "gao", "\"write\"", "{today+9}", ""), .role = "patient"},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/grantee/actor"}}},
    {"nor exclude themself",
     {"arts_en_patient", "POST", DOSSIER "/consents", EXCLUDE(ACTOR("arts_en_patient.id"), ""), .role = "patient"},
     422,
     "invalid_body"},
    {"as a doctor they see nothing of it", {"arts_en_patient", "GET", DOSSIER, .role = "huisarts"}, 404, "not_found"},
};

static void
nobody_is_a_doctor_in_their_own_dossier(void **state)
{
    PLAY(*state, own);
}

static const struct step longer[] = {
    {"a dossier", {"huisarts", "POST", "/v1/dossiers", OPEN("patient")}, 201, NULL, {{"/id", "dossier"}}},
    {"the doctor at work", {"huisarts", "POST", DOSSIER "/participants", JOIN("arbeidsarts.id", "arbeidsarts")}, 201},
    {"may read",
     {"patient", "POST", DOSSIER "/consents", GRANT(ROLE("arbeidsarts"), "gao", "\"read\"", "{today+9}", "")},
     201,
     NULL,
     {{"/id", "given"}}},
    {"no more", {"patient", "POST", DOSSIER "/consents/{given}/withdraw"}, 200},
    {"for some days",
     {"patient", "POST", DOSSIER "/consents", GRANT(ROLE("arbeidsarts"), "gao", "\"read\"", "{today+3}", "")},
     201},
    {"which nobody makes years of",
     {"huisarts", "POST", DOSSIER "/consents", GRANT(ROLE("arbeidsarts"), "gao", "\"read\"", "{today+999}", PAPER)},
     403,
     "withdrawn_by_patient"},
    {"but what the patient said",
     {"huisarts", "POST", DOSSIER "/consents", GRANT(ROLE("arbeidsarts"), "gao", "\"read\"", "{today+3}", PAPER)},
     201},
    {"the same person has another job",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"{arbeidsarts.niss}\"},\"name\":\"Dr. T\",\"roles\":[\"huisarts\"]}"},
     201,
     NULL,
     {{"/id", "second"}}},
    {"by which nobody brings it to them",
     {"huisarts", "POST", DOSSIER "/consents", GRANT(ACTOR("second"), "gao", "\"read\"", "{today+9}", PAPER)},
     403,
     "withdrawn_by_patient"},
};

static void
what_was_taken_back_comes_back_no_longer_and_to_nobody_else(void **state)
{
    PLAY(*state, longer);
}

static const struct step left[] = {
    {"somebody",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"93031895690\"},\"name\":\"Dr. O\",\"roles\":[\"huisarts\"]}"},
     201,
     NULL,
     {{"/id", "first"}, {"ETag", "version"}}},
    {"takes part", {"huisarts", "POST", DOSSIER "/participants", JOIN("first", "huisarts")}, 201},
    {"leaves the practice",
     {"beheerder", "PATCH", "/v1/actors/{first}", "{\"roles\":[]}", .if_match = "{version}"},
     200},
    {"for another one",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"93031895690\"},\"name\":\"Dr. O\",\"roles\":[\"arbeidsarts\"]}"},
     201,
     NULL,
     {{"/id", "other"}}},
    {"the patient excludes whom they know", {"patient", "POST", DOSSIER "/consents", EXCLUDE(ACTOR("first"), "")}, 201},
    {"who is not brought in",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("other", "arbeidsarts")},
     409,
     "conflict"},
    {"a grant to who has no role is none",
     {"patient", "POST", DOSSIER "/consents", GRANT(ACTOR("first"), "gao", "\"read\"", "{today+9}", "")},
     422,
     "invalid_body"},
};

static void
who_has_no_role_any_more_can_be_excluded(void **state)
{
    PLAY(*state, left);
}

static const struct step pieces[] = {
    {"a mediator takes part",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("bemiddelaar.id", "bemiddelaar")},
     201},
    {"is excluded from some of it",
     {"patient", "POST", DOSSIER "/consents",
      EXCLUDE(ACTOR("bemiddelaar.id"), ",\"actions\":[\"read\",\"confer\"],\"purposes\":[\"rit\",\"tnw_traject\"]")},
     201,
     NULL,
     {{"/id", "some"}}},
    {"and sees the rest", {"bemiddelaar", "GET", DOSSIER}, 200},
    {"and from all for other purposes",
     {"patient", "POST", DOSSIER "/consents",
      EXCLUDE(ROLE("bemiddelaar"), ",\"purposes\":[\"bezoek\",\"overmacht\",\"opvolging_ao\"]")},
     201},
    {"which is not yet all", {"bemiddelaar", "GET", DOSSIER}, 200},
    {"and from what is left",
     {"patient", "POST", DOSSIER "/consents", EXCLUDE(ACTOR("bemiddelaar.id"), ",\"actions\":[\"write\"]")},
     201,
     NULL,
     {{"/id", "last"}}},
    {"that is out", {"bemiddelaar", "GET", DOSSIER}, 404, "not_found", .ground = "excluded:{some}"},
    {"without one of them they are not", {"patient", "POST", DOSSIER "/consents/{last}/withdraw"}, 200},
    {"any more", {"bemiddelaar", "GET", DOSSIER}, 200},
};

static void
who_is_excluded_piece_by_piece_from_all_is_out(void **state)
{
    PLAY(*state, pieces);
}

#define CONFER(role) GRANT(ROLE(role), "fit_note", "\"confer\"", "{today+9}", "")
#define HEARD(label, next)                                                                                             \
    {                                                                                                                  \
        label, {"tnw_coordinator", "GET", "/v1/inbox?limit=200"}, 200, NULL,                                           \
        {                                                                                                              \
            {                                                                                                          \
                "/next", next                                                                                          \
            }                                                                                                          \
        }                                                                                                              \
    }
#define HEARS_NOTHING                                                                                                  \
    {                                                                                                                  \
        "is not told of it, nor that there is something", {"tnw_coordinator", "GET", "/v1/inbox?after={heard}"}, 200,  \
            .is = {                                                                                                    \
                {"/items/#", "0"},                                                                                     \
                {"/next", "{heard}"}                                                                                   \
            }                                                                                                          \
    }

static const struct step told[] = {
    {"a coordinator",
     {"huisarts", "POST", DOSSIER "/participants", JOIN("tnw_coordinator.id", "tnw_coordinator")},
     201},
    {"doctors confer", {"patient", "POST", DOSSIER "/consents", CONFER("huisarts")}, 201},
    {"with them", {"patient", "POST", DOSSIER "/consents", CONFER("tnw_coordinator")}, 201, NULL, {{"/id", "grant"}}},
    {"in a thread",
     {"huisarts", "POST", DOSSIER "/threads",
      "{\"procedure\":\"tnw_traject\",\"subject\":\"x\",\"participants\":[\"{tnw_coordinator.id}\"]}"},
     201,
     NULL,
     {{"/id", "thread"}}},
    HEARD("up to here", "before"),
    {"what is said there", {"huisarts", "POST", THREAD "/messages", MESSAGE}, 201},
    {"they are told",
     {"tnw_coordinator", "GET", "/v1/inbox?after={before}"},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/type", "message.posted"}}},
    {"the patient takes it back", {"patient", "POST", DOSSIER "/consents/{grant}/withdraw"}, 200},
    HEARD("up to here", "heard"),
    {"who does not see the thread", {"huisarts", "POST", THREAD "/messages", MESSAGE}, 201},
    HEARS_NOTHING,
    {"the patient lets them again", {"patient", "POST", DOSSIER "/consents", CONFER("tnw_coordinator")}, 201},
    {"and sends them away", {"patient", "DELETE", DOSSIER "/participants/{tnw_coordinator.id}"}, 204},
    HEARD("which they are told", "heard"),
    {"who takes part no more", {"huisarts", "POST", THREAD "/messages", MESSAGE}, 201},
    HEARS_NOTHING,
};

static void
who_sees_a_thread_no_more_is_not_told_that_it_goes_on(void **state)
{
    PLAY(*state, told);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_a_doctor_in_their_own_dossier),
        cmocka_unit_test(what_was_taken_back_comes_back_no_longer_and_to_nobody_else),
        cmocka_unit_test(who_has_no_role_any_more_can_be_excluded),
        cmocka_unit_test(who_is_excluded_piece_by_piece_from_all_is_out),
        cmocka_unit_test(who_sees_a_thread_no_more_is_not_told_that_it_goes_on),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
