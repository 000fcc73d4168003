/* What professionals share beside dossiers, over the wire: case discussions, netwerkmomenten, obstacles. */
#include "scenario/house_test.h"
#include "scenario/play.h"

#define CASUS "/v1/casus/{casus}"
#define FIVE                                                                                                           \
    "\"{adviserend_arts.id}\",\"{arbeidsarts.id}\",\"{tnw_coordinator.id}\",\"{bemiddelaar.id}\",\"{hulpverlener.id}"  \
    "\""
#define START(text) "{\"subject\":\"Hervatten\",\"text\":\"" text "\",\"members\":[" FIVE "]}"

static const struct step discussed[] = {
    {"a case for five people",
     {"huisarts", "POST", "/v1/casus", START("Een kassierster wil hervatten; wie heeft ervaring?")},
     201,
     NULL,
     {{"/id", "casus"}},
     {{"/members/#", "6"}, {"/state", "open"}}},
    {"the record names it, and nothing else",
     {"auditor", "GET", "/v1/audit/records?action=casus.start"},
     200,
     .is = {{"/items/0/record/object", "{casus}"}, {"/items/0/record/dossier", ""}},
     .lacks = "kassierster"},
    {"who is invited is told", {"arbeidsarts", "GET", "/v1/inbox"}, 200, .lacks = "kassierster"},
    {"and reads it", {"arbeidsarts", "GET", CASUS}, 200, .is = {{"/subject", "Hervatten"}}},
    {"and says something",
     {"arbeidsarts", "POST", CASUS "/messages", "{\"kind\":\"advies\",\"text\":\"Bel vroeg.\"}"},
     201,
     NULL,
     {{"/id", "said"}}},
    {"which the others read",
     {"hulpverlener", "GET", CASUS "/messages"},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/id", "{said}"}}},
    {"who is not invited finds none", {"huisarts2", "GET", CASUS}, 404, "not_found"},
    {"nor its messages", {"huisarts2", "GET", CASUS "/messages"}, 404, "not_found"},
    {"and says nothing",
     {"huisarts2", "POST", CASUS "/messages", "{\"kind\":\"vraag\",\"text\":\"Wie?\"}"},
     404,
     "not_found"},
    {"a patient has none", {"patient", "GET", CASUS}, 403, "role_not_allowed"},
    {"nor an employer", {"werkgever", "GET", "/v1/casus"}, 403, "role_not_allowed"},
    {"nor an auditor", {"auditor", "GET", CASUS}, 403, "role_not_allowed"},
    {"only its author ends it",
     {"arbeidsarts", "POST", CASUS "/close", "{\"conclusion\":\"Vroeg bellen.\"}"},
     403,
     "not_author"},
    {"the author does", {"huisarts", "POST", CASUS "/close", "{\"conclusion\":\"Vroeg bellen.\"}"}, 200},
    {"then it is over",
     {"arbeidsarts", "POST", CASUS "/messages", "{\"kind\":\"advies\",\"text\":\"Nog iets.\"}"},
     409,
     "thread_closed"},
};

static void
a_case_is_discussed_by_who_is_invited(void **state)
{
    PLAY(*state, discussed);
}

static const struct step told[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"85021595110\",\"name\":\"Ilse Peeters\"},\"start\":\"2026-01-05\",\"employment\":"
      "\"employed\"}"},
     201},
    {"its patient's name", {"huisarts", "POST", "/v1/casus", START("Volgens peeters gaat het.")}, 422, "invalid_body"},
    {"in other letters",
     {"huisarts", "POST", "/v1/casus",
      START("Met \xd0\xa0"
            "eeters.")},
     422,
     "invalid_body"},
    {"a number in pieces",
     {"huisarts", "POST", "/v1/casus", START("Nummer 68.03.03 / 123-72.")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/text"}},
     .lacks = "123"},
    {"too few",
     {"huisarts", "POST", "/v1/casus",
      "{\"subject\":\"A\",\"text\":\"B\",\"members\":[\"{adviserend_arts.id}\",\"{arbeidsarts.id}\",\"{tnw_coordinator."
      "id}\","
      "\"{bemiddelaar.id}\",\"{huisarts.id}\"]}"},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/members"}}},
};

static void
a_text_that_tells_who_it_is_is_refused(void **state)
{
    PLAY(*state, told);
}

static const struct step counted[] = {
    {"an obstacle", {"huisarts", "POST", "/v1/knelpunten", "{\"code\":\"geen_overzicht\"}"}, 200},
    {"its record does not say which",
     {"auditor", "GET", "/v1/audit/records?action=knelpunt.report"},
     200,
     .is = {{"/items/0/record/object", ""}},
     .lacks = "overzicht"},
    {"the same again", {"huisarts", "POST", "/v1/knelpunten", "{\"code\":\"geen_overzicht\"}"}, 200},
    {"one that is none", {"huisarts", "POST", "/v1/knelpunten", "{\"code\":\"iets\"}"}, 422, "invalid_body"},
    {"not of a patient",
     {"patient", "POST", "/v1/knelpunten", "{\"code\":\"geen_overzicht\"}"},
     403,
     "role_not_allowed"},
    {"all can be read", {"patient", "GET", "/v1/knelpunten?language=fr"}, 200},
    {"of this quarter nothing is told", {"huisarts", "GET", "/v1/knelpunten/counts"}, 200},
};

static void
obstacles_are_counted(void **state)
{
    PLAY(*state, counted);
}

#define MOMENT "/v1/netwerkmomenten/{moment}"

#define CHANGED                                                                                                        \
    "{\"date\":\"2099-03-12\",\"zone\":\"Leuven\",\"theme\":\"Wie doet wat\",\"place\":\"Zaal 2\",\"open\":true}"

static const struct step met[] = {
    {"a doctor of a zone",
     {"beheerder", "PATCH", "/v1/actors/{huisarts.id}", "{\"contact\":{\"zone\":\"Leuven\"}}", .if_match = "\"1\""},
     200},
    {"and one beside",
     {"beheerder", "PATCH", "/v1/actors/{arbeidsarts.id}", "{\"contact\":{\"zone\":\"Leuven\"}}", .if_match = "\"1\""},
     200},
    {"meet",
     {"huisarts", "POST", "/v1/netwerkmomenten",
      "{\"date\":\"2099-03-11\",\"zone\":\"Leuven\",\"theme\":\"Wie doet wat\",\"place\":\"Kerkstraat 1\"}"},
     201,
     NULL,
     {{"/id", "moment"}}},
    {"about no patient",
     {"huisarts", "POST", "/v1/netwerkmomenten",
      "{\"date\":\"2099-03-11\",\"zone\":\"Leuven\",\"theme\":\"68030312372\",\"place\":\"Kerkstraat 1\"}"},
     422,
     "invalid_body"},
    {"the zone sees it",
     {"arbeidsarts", "GET", "/v1/netwerkmomenten"},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/id", "{moment}"}}},
    {"others do not", {"bemiddelaar", "GET", MOMENT}, 404, "not_found"},
    {"nor in a list", {"bemiddelaar", "GET", "/v1/netwerkmomenten?zone=Leuven"}, 200, .is = {{"/items/#", "0"}}},
    {"nor a patient", {"patient", "GET", MOMENT}, 403, "role_not_allowed"},
    {"one signs up", {"arbeidsarts", "POST", MOMENT "/signup"}, 200, .is = {{"/guests", "1"}, {"/signups", ""}}},
    {"the organiser sees who",
     {"huisarts", "GET", MOMENT},
     200,
     .is = {{"/signups/#", "1"}, {"/signups/0/actor", "{arbeidsarts.id}"}}},
    {"what happened so far", {"arbeidsarts", "GET", "/v1/inbox?limit=200"}, 200, NULL, {{"/next", "seen"}}},
    {"only its organiser changes it", {"arbeidsarts", "PUT", MOMENT, CHANGED, .if_match = "\"1\""}, 403, "not_author"},
    {"and what was seen", {"huisarts", "PUT", MOMENT, CHANGED, .if_match = "\"7\""}, 412, "version_conflict"},
    {"it moves, and is open",
     {"huisarts", "PUT", MOMENT, CHANGED, .if_match = "\"1\""},
     200,
     .is = {{"/place", "Zaal 2"}, {"/open", "true"}}},
    {"who signed up is told",
     {"arbeidsarts", "GET", "/v1/inbox?after={seen}"},
     200,
     .is = {{"/items/0/type", "moment.changed"}, {"/items/0/object", "{moment}"}},
     .lacks = "Zaal"},
    {"from elsewhere it is seen by its zone, however typed",
     {"bemiddelaar", "GET", "/v1/netwerkmomenten?zone=leuven"},
     200,
     .is = {{"/items/0/id", "{moment}"}}},
    {"and joined", {"bemiddelaar", "POST", MOMENT "/signup"}, 200, .is = {{"/guests", "2"}}},
    {"off again", {"arbeidsarts", "DELETE", MOMENT "/signup"}, 204},
    {"which counts", {"huisarts", "GET", MOMENT}, 200, .is = {{"/guests", "1"}}},
    {"what happened there", {"bemiddelaar", "GET", "/v1/inbox?limit=200"}, 200, NULL, {{"/next", "theirs"}}},
    {"it is cancelled by its organiser", {"bemiddelaar", "POST", MOMENT "/cancel"}, 403, "not_author"},
    {"as is told", {"huisarts", "POST", MOMENT "/cancel"}, 200},
    {"to who was still coming",
     {"bemiddelaar", "GET", "/v1/inbox?after={theirs}"},
     200,
     .is = {{"/items/0/type", "moment.cancelled"}}},
    {"nobody joins it any more", {"arbeidsarts", "POST", MOMENT "/signup"}, 409, "conflict"},
};

static void
a_zone_meets(void **state)
{
    PLAY(*state, met);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_case_is_discussed_by_who_is_invited),
        cmocka_unit_test(a_text_that_tells_who_it_is_is_refused),
        cmocka_unit_test(obstacles_are_counted),
        cmocka_unit_test(a_zone_meets),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
