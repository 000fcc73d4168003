/* Nobody finds a patient behind a case discussion: not who is invited, not who is not, not the auditor, and not whoever
 * holds the server's folder and its keys. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "scenario/house_test.h"
#include "scenario/play.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define CASUS "/v1/casus/{casus}"
#define OPEN                                                                                                           \
    "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"Jan Willems\"},\"start\":\"{today-40}\","                    \
    "\"employment\":\"employed\"}"
#define SIX                                                                                                            \
    "\"members\":[\"{huisarts2.id}\",\"{arbeidsarts.id}\",\"{tnw_coordinator.id}\",\"{bemiddelaar.id}\","              \
    "\"{hulpverlener.id}\",\"{ziekenhuisarts.id}\"]"
#define START(subject, text) "{\"subject\":\"" subject "\",\"text\":\"" text "\"," SIX "}"
#define SAY(text) "{\"kind\":\"vraag\",\"text\":\"" text "\"}"
#define TALK "Kassierster, 6 maanden thuis met de rug, wil 50 % hervatten."

static const struct step setting[] = {
    {"a dossier", {"huisarts", "POST", "/v1/dossiers", OPEN}, 201, NULL, {{"/id", "dossier"}}},
    {"is read", {"huisarts", "GET", DOSSIER}, 200},
    {"the patient's name is in no subject",
     {"huisarts", "POST", "/v1/casus", START("De rug van Willems", TALK)},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/subject"}},
     .lacks = "illems"},
    {"nor in a text",
     {"huisarts", "POST", "/v1/casus", START("Rug", "Kan willems halftijds?")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/text"}},
     .lacks = "illems"},
    {"nor their number",
     {"huisarts", "POST", "/v1/casus", START("Rug", "Nummer {patient.niss}")},
     422,
     "invalid_body",
     .lacks = "{patient.niss}"},
    {"nor the dossier", {"huisarts", "POST", "/v1/casus", START("Rug", "Zie {dossier}")}, 422, "invalid_body"},
    {"four are too few",
     {"huisarts", "POST", "/v1/casus",
      "{\"subject\":\"Rug\",\"text\":\"" TALK "\",\"members\":[\"{huisarts2.id}\",\"{arbeidsarts.id}\","
      "\"{bemiddelaar.id}\",\"{hulpverlener.id}\"]}"},
     422,
     "invalid_body"},
    {"nor does one's own secretary make a fifth",
     {"huisarts", "POST", "/v1/casus",
      "{\"subject\":\"Rug\",\"text\":\"" TALK "\",\"members\":[\"{huisarts2.id}\",\"{arbeidsarts.id}\","
      "\"{bemiddelaar.id}\",\"{hulpverlener.id}\",\"{secretariaat.id}\"]}"},
     422,
     "invalid_body"},
    {"nor a patient",
     {"huisarts", "POST", "/v1/casus",
      "{\"subject\":\"Rug\",\"text\":\"" TALK "\",\"members\":[\"{huisarts2.id}\",\"{arbeidsarts.id}\","
      "\"{bemiddelaar.id}\",\"{hulpverlener.id}\",\"{ziekenhuisarts.id}\",\"{patient2.id}\"]}"},
     422,
     "invalid_body"},
    {"the same doctor once more",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"{huisarts2.niss}\"},\"name\":\"Luc Maes\",\"roles\":[\"bemiddelaar\"]}"},
     201,
     NULL,
     {{"/id", "second"}}},
    {"is no fifth",
     {"huisarts", "POST", "/v1/casus",
      "{\"subject\":\"Rug\",\"text\":\"" TALK "\",\"members\":[\"{huisarts2.id}\",\"{arbeidsarts.id}\","
      "\"{bemiddelaar.id}\",\"{hulpverlener.id}\",\"{second}\"]}"},
     422,
     "invalid_body"},
    {"six are enough", {"huisarts", "POST", "/v1/casus", START("Rug", TALK)}, 201, NULL, {{"/id", "casus"}}},
    {"an answer",
     {"arbeidsarts", "POST", CASUS "/messages", "{\"kind\":\"antwoord\",\"text\":\"Begin met 2 dagen.\"}"},
     201},
    {"a number in two pieces, the first", {"huisarts", "POST", CASUS "/messages", SAY("Begint met 850215")}, 201},
    {"and the second is refused",
     {"huisarts", "POST", CASUS "/messages", SAY("95110 is de rest")},
     422,
     "invalid_body",
     .lacks = "95110"},
    {"nor in the conclusion",
     {"huisarts", "POST", CASUS "/close", "{\"conclusion\":\"95110\"}"},
     422,
     "invalid_body",
     .lacks = "95110"},
    {"by another hand, too",
     {"huisarts2", "POST", CASUS "/messages", SAY("95110"), .role = "huisarts"},
     422,
     "invalid_body"},
};

/* The first piece in the discussion's own text, and at the end of a long message. */
static const struct step pieces[] = {
    {"a text that ends with a number",
     {"huisarts", "POST", "/v1/casus", START("Rug", TALK " Begint met 850215")},
     201,
     NULL,
     {{"/id", "open"}}},
    {"which nobody goes on with",
     {"arbeidsarts", "POST", "/v1/casus/{open}/messages", SAY("95110")},
     422,
     "invalid_body"},
    {"something else is said",
     {"arbeidsarts", "POST", "/v1/casus/{open}/messages", SAY(TALK " " TALK " " TALK " " TALK " Begint met 850215")},
     201},
    {"and nobody goes on with that",
     {"arbeidsarts", "POST", "/v1/casus/{open}/messages", SAY("95110")},
     422,
     "invalid_body"},
};

#define FIVE                                                                                                           \
    "\"members\":[\"{huisarts.id}\",\"{tnw_coordinator.id}\",\"{bemiddelaar.id}\",\"{hulpverlener.id}\",\"{"           \
    "ziekenhuisarts.id}\"]"
#define OTHER "{\"subject\":\"Rug\",\"text\":\"Wat met Goossens?\"," FIVE "}"

/* No refusal tells of a dossier from which one is put out. */
static const struct step excluded[] = {
    {"another's dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient2.niss}\",\"name\":\"Mia Goossens\"},\"start\":\"{today-9}\","
      "\"employment\":\"employed\"}"},
     201,
     NULL,
     {{"/id", "other"}}},
    {"in which the arbeidsarts has a seat",
     {"huisarts", "POST", "/v1/dossiers/{other}/participants",
      "{\"actor\":\"{arbeidsarts.id}\",\"role\":\"arbeidsarts\"}"},
     201},
    {"whose patient has no name", {"arbeidsarts", "POST", "/v1/casus", OTHER}, 422, "invalid_body"},
    {"the patient puts them out, who never looked",
     {"patient2", "POST", "/v1/dossiers/{other}/consents",
      "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{arbeidsarts.id}\"}}"},
     201},
    {"and the name is one as any", {"arbeidsarts", "POST", "/v1/casus", OTHER}, 201},
};

static const struct step outside[] = {
    {"who is not invited has none", {"adviserend_arts", "GET", CASUS}, 404, "not_found"},
    {"nor its messages", {"adviserend_arts", "GET", CASUS "/messages"}, 404, "not_found"},
    {"says nothing", {"adviserend_arts", "POST", CASUS "/messages", SAY("Hallo")}, 404, "not_found"},
    {"and sees none in a list", {"adviserend_arts", "GET", "/v1/casus"}, 200, .lacks = "{casus}"},
    {"hears nothing", {"adviserend_arts", "GET", "/v1/inbox?limit=200"}, 200, .lacks = "{casus}"},
    {"a secretary of the author has none",
     {"secretariaat", "GET", CASUS, .headers = "TNW-For: {huisarts.id}\r\n"},
     403,
     "acting_not_allowed"},
    {"the patient has none", {"patient", "GET", CASUS}, 403, "role_not_allowed"},
    {"and finds it in no log", {"patient", "GET", DOSSIER "/access-log?limit=200"}, 200, .lacks = "{casus}"},
    {"nor in an inbox", {"patient", "GET", "/v1/inbox?limit=200"}, 200, .lacks = "{casus}"},
    {"an employer has none", {"werkgever", "GET", "/v1/casus"}, 403, "role_not_allowed"},
    {"an auditor reads none", {"auditor", "GET", CASUS}, 403, "role_not_allowed"},
    {"who is invited reads", {"bemiddelaar", "GET", CASUS}, 200, .is = {{"/subject", "Rug"}}},
    {"by any registration",
     {"huisarts2", "GET", CASUS, .role = "bemiddelaar", .headers = "TNW-Actor: {second}\r\n"},
     200},
    {"and hears that there is something", {"bemiddelaar", "GET", "/v1/inbox?limit=200"}, 200, .lacks = "Rug"},
};

/* The bytes of an id, in hex. */
static char *
hex_of(const struct house *house, const char *name, enum id_kind kind)
{
    struct id id;
    char text[2 * ID_SIZE + 1];
    assert_int_equal(id_parse(&id, kind, house_name(house, name)), TNW_OK);
    hex_encode(text, id.bytes, sizeof id.bytes);
    return strdup(text);
}

static char *
hex_of_text(const char *value)
{
    char *text = malloc(2 * strlen(value) + 1);
    assert_non_null(text);
    hex_encode(text, (const uint8_t *)value, strlen(value));
    return text;
}

/* What would tell of the patient, and what would tell of the discussion; in hex. */
struct traces {
    char *patient[6];
    size_t count;
    char *casus[2];
};

static bool
has_any(const char *line, char *const *traces, size_t count)
{
    bool has = false;
    for (size_t i = 0; i < count && !has; i++) {
        has = strstr(line, traces[i]) != NULL;
    }
    return has;
}

static bool
is_of_elz(const char *line)
{
    return strncmp(line, "casus", 5) == 0 || strncmp(line, "moment", 6) == 0 || strncmp(line, "knelpunt", 8) == 0;
}

static void
expect_no_link(const char *path, const struct traces *traces)
{
    char *line = NULL;
    size_t room = 0;
    size_t of_elz = 0;
    size_t of_patient = 0;
    FILE *dump = fopen(path, "r");
    assert_non_null(dump);
    while (getline(&line, &room, dump) > 0) {
        bool patient = has_any(line, traces->patient, traces->count);
        of_elz += is_of_elz(line) && has_any(line, traces->casus, 2);
        of_patient += patient;
        if (patient && (is_of_elz(line) || has_any(line, traces->casus, 2))) {
            fail_msg("a row knows both: %s", line);
        }
    }
    free(line);
    assert_int_equal(fclose(dump), 0);
    assert_true(of_elz > 3); /* the discussion, its members, its messages: they were looked at */
    assert_true(of_patient > 2);
}

static void
nobody_outside_sees_it_and_nothing_stored_links_it(void **state)
{
    struct house *house = *state;
    char command[512];
    char dump[96];
    PLAY(house, setting);
    PLAY(house, pieces);
    PLAY(house, excluded);
    PLAY(house, outside);
    struct traces traces = {
        .patient = {hex_of(house, "dossier", ID_DOSSIER), hex_of_text(house_name(house, "dossier")),
                    hex_of_text(sandbox_actor(&house->sandbox, "patient", "niss")), hex_of_text("Jan Willems"),
                    hex_of_text(sandbox_actor(&house->sandbox, "patient", "id"))},
        .count = 5,
        .casus = {hex_of(house, "casus", ID_CASUS), hex_of_text(house_name(house, "casus"))},
    };
    house_hang_up(house);
    sandbox_stop(&house->sandbox);
    (void)snprintf(dump, sizeof dump, "%s/dump", house->sandbox.dir);
    (void)snprintf(command, sizeof command, "%s/tests/scenario/dump_store %s/server/keyring %s/server/data >%s",
                   getenv("TNW_BIN_DIR"), house->sandbox.dir, house->sandbox.dir, dump);
    assert_int_equal(sandbox_run((const char *const[]){"/bin/sh", "-c", command, NULL}), 0);
    expect_no_link(dump, &traces);
    house_start(house);
    for (size_t i = 0; i < traces.count; i++) {
        free(traces.patient[i]);
    }
    free(traces.casus[0]);
    free(traces.casus[1]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nobody_outside_sees_it_and_nothing_stored_links_it)};
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
