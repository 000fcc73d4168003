/* Who may send, use and read a file: a person by all registrations, a deputy what they sent themself, nobody above a
 * ceiling, nobody of a consultation in which they take no part; and each of it stands in the log. */
#include <stdio.h>
#include <string.h>

#include "attached.h"
#include "base/limits.h"
#include "scenario/house_test.h"
#include "scenario/play.h"

#define AS_SECOND "TNW-Actor: {second}\r\n"
#define AS_FIRST "TNW-Actor: {huisarts.id}\r\n"
#define FOR_DOCTOR "TNW-For: {huisarts.id}\r\n"
#define NOTE(file)                                                                                                     \
    "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today+9}\",\"tasks\":[\"Balie\"]}"      \
    "," HANGS(file) "}"
#define CONTACT(file)                                                                                                  \
    "{\"category\":\"opvolging\",\"content\":{\"date\":\"{today}\",\"channel\":\"phone\",\"present\":true}," HANGS(    \
        file) "}"
#define DIAGNOSE(file)                                                                                                 \
    "{\"category\":\"gao\",\"content\":{\"reason\":\"illness\",\"begin\":\"{today+31}\",\"end\":\"{today+40}\"}"       \
    "," HANGS(file) "}"

static const struct step registrations[] = {
    {"a practice",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"cbe\":\"0999000228\"},\"name\":\"Praktijk\",\"roles\":[\"medewerker\"]}"},
     201,
     NULL,
     {{"/id", "practice"}}},
    {"where the doctor works as well",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"{huisarts.niss}\"},\"name\":\"Dr. An Peeters\",\"roles\":[\"huisarts\"],"
      "\"organisation\":\"{practice}\"}"},
     201,
     NULL,
     {{"/id", "second"}}},
    {"both take part",
     {"huisarts", "POST", DOSSIER "/participants", "{\"actor\":\"{second}\",\"role\":\"huisarts\"}",
      .headers = AS_FIRST},
     201},
    {"a file by the first registration", {"huisarts", "POST", FILES, UPLOAD(AS_FIRST)}, 201, NULL, {{"/id", "a"}}},
    {"is the same person's by the second",
     {"huisarts", "GET", FILE_OF("a"), .headers = AS_SECOND},
     200,
     .ground = "participant"},
    {"who uses it",
     {"huisarts", "POST", DOSSIER "/fragments", NOTE("a"), .headers = AS_SECOND},
     201,
     NULL,
     {{"/id", "note"}}},
    {"and reads it as its author", {"huisarts", "GET", FILE_OF("a"), .headers = AS_SECOND}, 200, .ground = "author"},
    {"what a registration wrote is that one's",
     {"huisarts", "GET", DOSSIER "/fragments/{note}", .headers = AS_FIRST},
     403,
     "consent_required"},
    {"and its file with it", {"huisarts", "GET", FILE_OF("a"), .headers = AS_FIRST}, 403, "consent_required"},
    {"a medewerker's own registration is nobody's", {"secretariaat", "GET", FILE_OF("a")}, 404, "not_found"},
};

static void
a_file_is_a_persons_by_every_registration(void **state)
{
    access_setting_play(*state);
    PLAY(*state, registrations);
}

static const struct step deputies[] = {
    {"the doctor's own draft", {"huisarts", "POST", FILES, UPLOAD(AS_FIRST)}, 201, NULL, {{"/id", "own"}}},
    {"is not for the secretary", {"secretariaat", "GET", FILE_OF("own"), .headers = FOR_DOCTOR}, 404, "not_found"},
    {"nor to be hung where they may read",
     {"secretariaat", "POST", DOSSIER "/fragments", CONTACT("own"), .headers = FOR_DOCTOR},
     422,
     "invalid_body"},
    {"what the secretary sent", {"secretariaat", "POST", FILES, UPLOAD(FOR_DOCTOR)}, 201, NULL, {{"/id", "sent"}}},
    {"they read", {"secretariaat", "GET", FILE_OF("sent"), .headers = FOR_DOCTOR}, 200},
    {"as does the doctor", {"huisarts", "GET", FILE_OF("sent"), .headers = AS_FIRST}, 200},
    {"nobody else does", {"adviserend_arts", "GET", FILE_OF("sent")}, 404, "not_found"},
    {"the doctor uses it on a gao",
     {"huisarts", "POST", DOSSIER "/fragments", DIAGNOSE("sent"), .headers = AS_FIRST},
     201,
     NULL,
     {{"/id", "gao2"}}},
    {"which is not for the secretary",
     {"secretariaat", "GET", DOSSIER "/fragments/{gao2}", .headers = FOR_DOCTOR},
     403,
     "consent_required"},
    {"nor is the file then", {"secretariaat", "GET", FILE_OF("sent"), .headers = FOR_DOCTOR}, 403, "consent_required"},
};

static void
a_deputy_has_what_they_sent_until_it_hangs(void **state)
{
    PLAY(*state, deputies);
}

static const struct step ceilings[] = {
    {"the patient cannot let the mediator see everything",
     {"patient", "POST", DOSSIER "/consents", CONSENT("grant", ROLE("bemiddelaar"), ALL, "\"read\"", UNTIL)},
     422,
     "invalid_body"},
    {"but what somebody can do",
     {"patient", "POST", DOSSIER "/consents", CONSENT("grant", ROLE("bemiddelaar"), "\"fit_note\"", "\"read\"", UNTIL)},
     201,
     NULL,
     {{"/id", "grant"}}},
    {"and its file is for the mediator", {"bemiddelaar", "GET", FILE_OF("a")}, 200, .ground = "consent:{grant}"},
    {"a gao is not", {"bemiddelaar", "GET", DOSSIER "/fragments/{gao2}"}, 403, "consent_required", .ground = "ceiling"},
    {"nor its file", {"bemiddelaar", "GET", FILE_OF("sent")}, 403, "consent_required", .ground = "ceiling"},
    {"nor for the employer", {"werkgever", "GET", FILE_OF("sent")}, 403, "consent_required", .ground = "ceiling"},
};

static void
no_consent_lifts_a_ceiling_for_a_file(void **state)
{
    PLAY(*state, ceilings);
}

static const struct step conferring[] = {
    {"the doctors may confer",
     {"patient", "POST", DOSSIER "/consents", CONSENT("grant", ROLE("huisarts"), "\"fit_note\"", "\"confer\"", UNTIL)},
     201},
    {"both",
     {"patient", "POST", DOSSIER "/consents",
      CONSENT("grant", ROLE("arbeidsarts"), "\"fit_note\"", "\"confer\"", UNTIL)},
     201},
    {"a consultation",
     {"huisarts", "POST", DOSSIER "/threads",
      "{\"procedure\":\"tnw_traject\",\"subject\":\"x\",\"participants\":[\"{arbeidsarts.id}\"]}", .headers = AS_FIRST},
     201,
     NULL,
     {{"/id", "thread"}}},
    {"a file for it", {"huisarts", "POST", FILES, UPLOAD(AS_FIRST)}, 201, NULL, {{"/id", "m"}}},
    {"on a message",
     {"huisarts", "POST", THREAD "/messages", "{\"kind\":\"advies\",\"text\":\"Zie bijlage\"," HANGS("m") "}",
      .headers = AS_FIRST},
     201,
     NULL,
     {{"/id", "message"}},
     .is = {{"/attachments/0/id", "{m}"}}},
    {"is used up",
     {"huisarts", "POST", THREAD "/messages", "{\"kind\":\"advies\",\"text\":\"Nog eens\"," HANGS("m") "}",
      .headers = AS_FIRST},
     422,
     "invalid_body"},
    {"for fragments as well",
     {"huisarts", "POST", DOSSIER "/fragments", NOTE("m"), .headers = AS_FIRST},
     422,
     "invalid_body"},
    {"who takes part reads it", {"arbeidsarts", "GET", FILE_OF("m")}, 200},
    {"who does not finds nothing", {"adviserend_arts", "GET", FILE_OF("m")}, 404, "not_found"},
    {"the coordinator neither", {"tnw_coordinator", "GET", FILE_OF("m")}, 404, "not_found"},
    {"the arbeidsarts leaves", {"arbeidsarts", "DELETE", DOSSIER "/participants/{arbeidsarts.id}"}, 204},
    {"and reads no more of it", {"arbeidsarts", "GET", FILE_OF("m")}, 404, "not_found"},
};

static void
a_file_of_a_message_is_for_who_takes_part(void **state)
{
    PLAY(*state, conferring);
}

static const struct step told[] = {
    {"a file is sent",
     {"adviserend_arts", "POST", FILES, UPLOAD("")},
     201,
     NULL,
     {{"/id", "told"}, {"/sha256", "sha"}}},
    {"the patient reads that, and by whom",
     {"patient", "GET", DOSSIER "/access-log?limit=1"},
     200,
     .is = {{"/items/0/actor/id", "{adviserend_arts.id}"},
            {"/items/0/action", "attachment.add"},
            {"/items/0/object", "{told}"}}},
    {"it is read", {"adviserend_arts", "GET", FILE_OF("told")}, 200},
    {"and the patient reads that",
     {"patient", "GET", DOSSIER "/access-log?limit=1&language=nl"},
     200,
     .is = {{"/items/0/action", "attachment.read"}, {"/items/0/object", "{told}"}}},
    {"the auditor, who read it and why, and of the file a digest that confirms no guess",
     {"auditor", "GET", "/v1/audit/records?actor={bemiddelaar.id}&action=attachment.read&decision=permit"},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/record/object", "{a}"}},
     .lacks = "{sha}"},
    {"and who was refused",
     {"auditor", "GET", "/v1/audit/records?actor={werkgever.id}&action=attachment.read&decision=deny"},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/record/object", "{sent}"}, {"/items/0/record/content", ""}}},
};

static void
each_of_it_stands_in_the_log(void **state)
{
    PLAY(*state, told);
}

/* One more than there may be. */
static void
more_than_a_few_are_refused(void **state)
{
    struct buf body = {0};
    buf_put_str(&body, "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today}\","
                       "\"tasks\":[\"Balie\"]},\"attachments\":[");
    for (unsigned i = 0; i <= LIMIT_ATTACHMENTS; i++) {
        buf_printf(&body, "%s{\"attachment\":\"att_%026u\",\"name\":\"a.pdf\"}", i == 0 ? "" : ",", i + 1);
    }
    buf_put_str(&body, "]}");
    const struct step steps[] = {
        {"nine",
         {"huisarts", "POST", DOSSIER "/fragments", buf_text(&body), .headers = AS_FIRST},
         422,
         "invalid_body",
         .is = {{"/errors/0/pointer", "/attachments"}, {"/errors/0/code", "maxItems"}}},
    };
    PLAY(*state, steps);
    buf_free(&body);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_a_persons_by_every_registration),
        cmocka_unit_test(a_deputy_has_what_they_sent_until_it_hangs),
        cmocka_unit_test(no_consent_lifts_a_ceiling_for_a_file),
        cmocka_unit_test(a_file_of_a_message_is_for_who_takes_part),
        cmocka_unit_test(each_of_it_stands_in_the_log),
        cmocka_unit_test(more_than_a_few_are_refused),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
