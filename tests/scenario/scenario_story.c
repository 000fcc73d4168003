/* The main story, each step beside its tampered twin. At the end: every operation was called, every error code met. */
#include <string.h>
#include <time.h>

#include "house_test.h"
#include "journal.h"
#include "play.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define NOWHERE "/v1/dossiers/dos_00000000000000000000000001"
#define GAO "{\"begin\":\"{today-40}\",\"end\":\"{today+20}\",\"reason\":\"illness\",\"note\":\"Rugklachten\"}"
#define FIT_NOTE "{\"from\":\"{today+20}\",\"until\":\"{today+80}\",\"tasks\":[\"Onthaal\"],\"hours_per_week\":19}"

static const struct step registry[] = {
    {"everybody learns who they are",
     {"huisarts", "GET", "/v1/me"},
     200,
     NULL,
     {{"/actors/0/id", "me"}},
     {{"/role", "huisarts"}, {"/identity/value", "{huisarts.niss}"}},
     .ground = "role"},
    {"who holds two roles is asked which", {"arts_en_patient", "GET", "/v1/dossiers"}, 400, "role_required"},
    {"and may say it", {"arts_en_patient", "GET", "/v1/dossiers", .role = "patient"}, 200},
    {"but not a third", {"arts_en_patient", "GET", "/v1/dossiers", .role = "auditor"}, 403, "role_not_held"},
    {"nor one that there is not", {"huisarts", "GET", "/v1/dossiers", .role = "koning"}, 400, "invalid_header"},
    {"who is not registered gets nothing", {"unknown", "GET", "/v1/me"}, 403, "actor_unknown"},
    {"the beheerder registers a person",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"93031895690\"},\"name\":\"Dr. Ann "
      "Nieuw\",\"roles\":[\"huisarts\"],\"contact\":{\"zone\":\"Waasland\"}}"},
     201,
     NULL,
     {{"/id", "new"}, {"ETag", "etag"}},
     {{"Location", "/v1/actors/{new}"}}},
    {"who was unknown is in now", {"unknown", "GET", "/v1/me"}, 200, NULL, .is = {{"/actors/0/id", "{new}"}}},
    {"but not twice in one role",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"93031895690\"},\"name\":\"Dr. Ann Nieuw\",\"roles\":[\"huisarts\",\"arbeidsarts\"]}"},
     409,
     "conflict"},
    {"twice in two is for one person with two jobs",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"93031895690\"},\"name\":\"Dr. Ann Nieuw\",\"roles\":[\"bemiddelaar\"]}"},
     201,
     NULL,
     {{"/id", "second"}}},
    {"nobody else registers people",
     {"huisarts", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"93031895690\"},\"name\":\"X\",\"roles\":[\"huisarts\"]}"},
     403,
     "role_not_allowed"},
    {"an identity number has check digits",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"93031895691\"},\"name\":\"X\",\"roles\":[\"huisarts\"]}"},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/identity/niss"}}},
    {"the directory finds them by zone",
     {"patient", "GET", "/v1/actors?zone=Waasland&q=nieuw"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/items/0/id", "{new}"}}},
    {"and holds no patients", {"huisarts", "GET", "/v1/actors?role=patient"}, 200, NULL, .is = {{"/items/#", "0"}}},
    {"a role that there is not", {"huisarts", "GET", "/v1/actors?role=koning"}, 400, "invalid_parameter"},
    {"one fiche",
     {"patient", "GET", "/v1/actors/{new}"},
     200,
     NULL,
     .is = {{"/name", "Dr. Ann Nieuw"}, {"ETag", "{etag}"}}},
    {"a patient's is nobody's business", {"huisarts", "GET", "/v1/actors/{patient.id}"}, 404, "not_found"},
    {"a change needs what was read",
     {"beheerder", "PATCH", "/v1/actors/{new}", "{\"name\":\"Dr. Anna Nieuw\"}"},
     428,
     "precondition_required"},
    {"of that version",
     {"beheerder", "PATCH", "/v1/actors/{new}", "{\"name\":\"Dr. Anna Nieuw\"}", .if_match = "\"99\""},
     412,
     "version_conflict"},
    {"then it is made",
     {"beheerder", "PATCH", "/v1/actors/{new}", "{\"name\":\"Dr. Anna Nieuw\"}", .if_match = "{etag}"},
     200,
     NULL,
     {{"ETag", "etag"}},
     {{"/name", "Dr. Anna Nieuw"}}},
    {"their own contact data people keep themselves",
     {"unknown", "PATCH", "/v1/actors/{new}", "{\"contact\":{\"phone\":\"+32 2 000 00 00\"}}", .role = "huisarts",
      .if_match = "{etag}"},
     200,
     NULL,
     {{"ETag", "etag"}}},
    {"their name not",
     {"unknown", "PATCH", "/v1/actors/{new}", "{\"name\":\"Prof. Nieuw\"}", .role = "huisarts", .if_match = "{etag}"},
     403,
     "role_not_allowed"},
};

static const struct step dossier[] = {
    {"the huisarts opens a dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"Jan "
      "Willems\"},\"start\":\"{today-40}\",\"employment\":\"employed\"}"},
     201,
     NULL,
     {{"/id", "dossier"}},
     {{"/patient/actor", "{patient.id}"}, {"Location", DOSSIER}}},
    {"its twin: an employment that there is not",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"Jan "
      "Willems\"},\"start\":\"{today-40}\",\"employment\":\"retired\"}"},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/employment"}}},
    {"a patient opens none for another",
     {"patient", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient2.niss}\",\"name\":\"Mia "
      "Goossens\"},\"start\":\"{today}\",\"employment\":\"employed\"}"},
     403,
     "role_not_allowed"},
    {"who may not call is told only that, whatever the body",
     {"werkgever", "POST", "/v1/dossiers", "{\"a\":1}"},
     403,
     "role_not_allowed"},
    {"the patient sees it",
     {"patient", "GET", "/v1/dossiers"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/items/0/id", "{dossier}"}}},
    {"another doctor does not, even by NISS",
     {"adviserend_arts", "POST", "/v1/dossiers/search", "{\"niss\":\"{patient.niss}\"}"},
     200,
     NULL,
     .is = {{"/items/#", "0"}}},
    {"the huisarts brings in the adviserend arts",
     {"huisarts", "POST", DOSSIER "/participants", "{\"actor\":\"{adviserend_arts.id}\",\"role\":\"adviserend_arts\"}"},
     201},
    {"not twice",
     {"huisarts", "POST", DOSSIER "/participants", "{\"actor\":\"{adviserend_arts.id}\",\"role\":\"adviserend_arts\"}"},
     409,
     "conflict"},
    {"nor in a role that they do not hold",
     {"huisarts", "POST", DOSSIER "/participants", "{\"actor\":\"{adviserend_arts.id}\",\"role\":\"arbeidsarts\"}"},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/actor"}}},
    {"and the arbeidsarts",
     {"huisarts", "POST", DOSSIER "/participants", "{\"actor\":\"{arbeidsarts.id}\",\"role\":\"arbeidsarts\"}"},
     201},
    {"and the second huisarts, for a while",
     {"huisarts", "POST", DOSSIER "/participants", "{\"actor\":\"{huisarts2.id}\",\"role\":\"huisarts\"}"},
     201},
    {"who reads it",
     {"huisarts2", "GET", DOSSIER},
     200,
     NULL,
     .is = {{"/participants/#", "4"}},
     .ground = "participant"},
    {"whom a colleague does not remove",
     {"arbeidsarts", "DELETE", DOSSIER "/participants/{huisarts2.id}"},
     403,
     "role_not_allowed"},
    {"but the patient does",
     {"patient", "DELETE", DOSSIER "/participants/{huisarts2.id}"},
     204,
     .ground = "own_dossier"},
    {"and then it is gone for them", {"huisarts2", "GET", DOSSIER}, 404, "not_found", .ground = "not_participant"},
    {"now the search finds it",
     {"adviserend_arts", "POST", "/v1/dossiers/search", "{\"niss\":\"{patient.niss}\"}"},
     200,
     NULL,
     .is = {{"/items/#", "1"}}},
};

static const struct step fragments[] = {
    {"the huisarts adds the certificate",
     {"huisarts", "POST", DOSSIER "/fragments", "{\"category\":\"gao\",\"content\":" GAO "}"},
     201,
     NULL,
     {{"/id", "gao"}},
     {{"/version", "1"}, {"/content", NULL}},
     .ground = "law:dossierplicht_huisarts"},
    {"its twin: longer than three months",
     {"huisarts", "POST", DOSSIER "/fragments",
      "{\"category\":\"gao\",\"content\":{\"begin\":\"{today-40}\",\"end\":\"{today+80}\",\"reason\":\"illness\"}}"},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/content/end"}}},
    {"a diagnosis without anything",
     {"huisarts", "POST", DOSSIER "/fragments", "{\"category\":\"diagnose\",\"content\":{}}"},
     422,
     "invalid_body"},
    {"and the fit note",
     {"huisarts", "POST", DOSSIER "/fragments", "{\"category\":\"fit_note\",\"content\":" FIT_NOTE "}"},
     201,
     NULL,
     {{"/id", "fit_note"}, {"ETag", "version"}}},
    {"which an adviserend arts writes for nobody",
     {"adviserend_arts", "POST", DOSSIER "/fragments", "{\"category\":\"fit_note\",\"content\":" FIT_NOTE "}"},
     403,
     "category_not_for_role",
     .ground = "ceiling"},
    {"which only its author changes",
     {"adviserend_arts", "PUT", DOSSIER "/fragments/{fit_note}", "{\"content\":" FIT_NOTE "}", .if_match = "{version}"},
     404,
     "not_found",
     .ground = "not_author"},
    {"who may read it is told so",
     {"patient", "PUT", DOSSIER "/fragments/{fit_note}", "{\"content\":" FIT_NOTE "}", .if_match = "{version}"},
     403,
     "not_author",
     .ground = "not_author"},
    {"with the version that was read",
     {"huisarts", "PUT", DOSSIER "/fragments/{fit_note}", "{\"content\":" FIT_NOTE "}", .if_match = "\"7\""},
     412,
     "version_conflict"},
    {"in quotes",
     {"huisarts", "PUT", DOSSIER "/fragments/{fit_note}", "{\"content\":" FIT_NOTE "}", .if_match = "1"},
     400,
     "invalid_header"},
    {"so it becomes version 2",
     {"huisarts", "PUT", DOSSIER "/fragments/{fit_note}", "{\"content\":" FIT_NOTE "}", .if_match = "{version}"},
     200,
     NULL,
     .is = {{"/version", "2"}, {"ETag", "\"2\""}}},
    {"and version 1 stays",
     {"huisarts", "GET", DOSSIER "/fragments/{fit_note}?version=1"},
     200,
     NULL,
     .is = {{"/version", "1"}, {"/latest", "2"}, {"/content/tasks/0", "Onthaal"}},
     .ground = "author"},
    {"there is no version 3", {"huisarts", "GET", DOSSIER "/fragments/{fit_note}?version=3"}, 404, "not_found"},
    {"a fragment of another dossier is not here",
     {"huisarts", "GET", NOWHERE "/fragments/{fit_note}"},
     404,
     "not_found"},
    {"the adviserend arts reads the gao by law",
     {"adviserend_arts", "GET", DOSSIER "/fragments/{gao}"},
     200,
     NULL,
     .is = {{"/content/note", "Rugklachten"}},
     .ground = "law:gao_elektronisch"},
    {"but not the fit note",
     {"adviserend_arts", "GET", DOSSIER "/fragments/{fit_note}"},
     403,
     "consent_required",
     .lacks = "Onthaal",
     .ground = "no_consent"},
    {"and sees one of two in the list",
     {"adviserend_arts", "GET", DOSSIER "/fragments"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/items/0/id", "{gao}"}}},
    {"the second huisarts may be a participant again",
     {"patient", "POST", DOSSIER "/participants", "{\"actor\":\"{huisarts2.id}\",\"role\":\"huisarts\"}"},
     201},
    {"a coordinator takes part",
     {"huisarts", "POST", DOSSIER "/participants", "{\"actor\":\"{tnw_coordinator.id}\",\"role\":\"tnw_coordinator\"}"},
     201},
    {"who writes an engagement",
     {"tnw_coordinator", "POST", DOSSIER "/fragments",
      "{\"category\":\"engagement\",\"content\":{\"statement\":\"Samen\"}}"},
     201,
     NULL,
     {{"/id", "engagement"}}},
    {"which the patient signs",
     {"patient", "POST", DOSSIER "/fragments/{engagement}/signatures", "{\"version\":1}"},
     200,
     NULL,
     .is = {{"/complete", "false"}},
     .ground = "own_dossier"},
    {"it was the wrong one",
     {"tnw_coordinator", "POST", DOSSIER "/fragments/{engagement}/retract", "{\"reason\":\"Ander ziekenfonds\"}"},
     200},
    {"a coordinator takes part no more", {"patient", "DELETE", DOSSIER "/participants/{tnw_coordinator.id}"}, 204},
    {"and write, but not what a colleague wrote",
     {"huisarts2", "PUT", DOSSIER "/fragments/{fit_note}", "{\"content\":" FIT_NOTE "}", .if_match = "\"2\""},
     404,
     "not_found"},
};

#define GRANT(grantee, action)                                                                                         \
    "{\"effect\":\"grant\",\"grantee\":{\"role\":\"" grantee                                                           \
    "\"},\"categories\":[\"fit_note\"],\"actions\":[\"" action                                                         \
    "\"],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+90}\"}"

static const struct step consent[] = {
    {"the patient consents",
     {"patient", "POST", DOSSIER "/consents", GRANT("adviserend_arts", "read")},
     201,
     NULL,
     {{"/id", "consent"}},
     {{"/state", "active"}, {"/evidence", ""}}},
    {"a doctor needs evidence",
     {"huisarts", "POST", DOSSIER "/consents", GRANT("arbeidsarts", "read")},
     422,
     "evidence_required"},
    {"and records with it",
     {"huisarts", "POST", DOSSIER "/consents",
      "{\"effect\":\"grant\",\"grantee\":{\"actor\":\"{arbeidsarts.id}\"},\"categories\":[\"gao\"],\"actions\":["
      "\"read\"],"
      "\"purposes\":[\"tnw_traject\"],\"until\":\"{today+9}\",\"evidence\":{\"kind\":\"paper\",\"reference\":\"map "
      "3\"}}"},
     201,
     NULL,
     {{"/id", "recorded"}},
     {{"/evidence/kind", "paper"}},
     .ground = "recorded"},
    {"the adviserend arts reads the fit note",
     {"adviserend_arts", "GET", DOSSIER "/fragments/{fit_note}"},
     200,
     NULL,
     .is = {{"/version", "2"}},
     .ground = "consent:{consent}"},
    {"for that purpose only",
     {"adviserend_arts", "GET", DOSSIER "/fragments/{fit_note}", .purpose = "rit"},
     403,
     "consent_required",
     .ground = "consent_purpose:{consent}"},
    {"and a purpose that there is",
     {"adviserend_arts", "GET", DOSSIER "/fragments/{fit_note}", .purpose = "fun"},
     400,
     "invalid_header"},
    {"the three may confer", {"patient", "POST", DOSSIER "/consents", GRANT("huisarts", "confer")}, 201},
    {"all of them",
     {"patient", "POST", DOSSIER "/consents", GRANT("adviserend_arts", "confer")},
     201,
     NULL,
     {{"/id", "confer"}}},
    {"each", {"patient", "POST", DOSSIER "/consents", GRANT("arbeidsarts", "confer")}, 201},
    {"the list shows the patient all", {"patient", "GET", DOSSIER "/consents"}, 200, NULL, .is = {{"/items/#", "5"}}},
    {"and the arbeidsarts their own",
     {"arbeidsarts", "GET", DOSSIER "/consents"},
     200,
     NULL,
     .is = {{"/items/#", "2"}}},
    {"one of them",
     {"arbeidsarts", "GET", DOSSIER "/consents/{recorded}"},
     200,
     NULL,
     .is = {{"/granted_by", "{huisarts.id}"}}},
    {"and not another's", {"arbeidsarts", "GET", DOSSIER "/consents/{consent}"}, 404, "not_found"},
};

static const struct step trio[] = {
    {"a thread between the three",
     {"adviserend_arts", "POST", DOSSIER "/threads",
      "{\"procedure\":\"tnw_traject\",\"subject\":\"Deeltijds\",\"participants\":[\"{huisarts.id}\",\"{arbeidsarts.id}"
      "\"]}"},
     201,
     NULL,
     {{"/id", "thread"}},
     {{"/participants/#", "3"}},
     .ground = "consent:{confer}"},
    {"its twin: with somebody from outside",
     {"adviserend_arts", "POST", DOSSIER "/threads",
      "{\"procedure\":\"tnw_traject\",\"subject\":\"Deeltijds\",\"participants\":[\"{tnw_coordinator.id}\"]}"},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/participants/0"}}},
    {"and for another procedure",
     {"adviserend_arts", "POST", DOSSIER "/threads",
      "{\"procedure\":\"rit\",\"subject\":\"Deeltijds\",\"participants\":[\"{huisarts.id}\"]}"},
     403,
     "consent_required"},
    {"a question",
     {"adviserend_arts", "POST", "/v1/threads/{thread}/messages",
      "{\"kind\":\"vraag\",\"text\":\"Is halftijds "
      "mogelijk?\",\"fragments\":[\"{fit_note}\"],\"answer_by\":\"{today+14}\"}"},
     201,
     NULL,
     {{"/id", "question"}},
     {{"/text", NULL}}},
    {"about a fragment that one may read",
     {"adviserend_arts", "POST", "/v1/threads/{thread}/messages",
      "{\"kind\":\"vraag\",\"text\":\"?\",\"fragments\":[\"frg_00000000000000000000000001\"]}"},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/fragments/0"}}},
    {"with a day that is to come",
     {"adviserend_arts", "POST", "/v1/threads/{thread}/messages",
      "{\"kind\":\"vraag\",\"text\":\"?\",\"answer_by\":\"{today-1}\"}"},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/answer_by"}}},
    {"it is in the inbox",
     {"arbeidsarts", "GET", "/v1/inbox"},
     200,
     NULL,
     {{"/next", "inbox"}},
     {{"/items/0/type", "participant.added"},
      {"/items/0/thread", ""},
      {"/items/3/object", "{question}"},
      {"/items/3/thread", "{thread}"}}},
    {"which was seen",
     {"arbeidsarts", "POST", "/v1/inbox/seen", "{\"until\":3}"},
     200,
     NULL,
     .is = {{"/seen_until", "3"}}},
    {"and in the list of what is asked of them",
     {"arbeidsarts", "GET", "/v1/questions"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/items/0/message", "{question}"}, {"/items/0/dossier", "{dossier}"}}},
    {"and not a second time",
     {"arbeidsarts", "GET", "/v1/inbox?after={inbox}"},
     200,
     NULL,
     .is = {{"/items/#", "0"}, {"/next", "{inbox}"}}},
    {"the arbeidsarts reads",
     {"arbeidsarts", "GET", "/v1/threads/{thread}/messages"},
     200,
     NULL,
     .is = {{"/items/0/text", "Is halftijds mogelijk?"}, {"/items/0/read_by/#", "0"}}},
    {"and says so",
     {"arbeidsarts", "POST", "/v1/threads/{thread}/messages/{question}/read"},
     200,
     NULL,
     {{"/read", "read"}}},
    {"once",
     {"arbeidsarts", "POST", "/v1/threads/{thread}/messages/{question}/read", "{}"},
     200,
     NULL,
     .is = {{"/read", "{read}"}}},
    {"without a word about it",
     {"arbeidsarts", "POST", "/v1/threads/{thread}/messages/{question}/read", "{\"a\":1}"},
     422,
     "invalid_body"},
    {"and advises",
     {"arbeidsarts", "POST", "/v1/threads/{thread}/messages",
      "{\"kind\":\"advies\",\"text\":\"Ja, met een bureau.\",\"reply_to\":\"{question}\"}"},
     201},
    {"the huisarts finds the thread",
     {"huisarts", "GET", DOSSIER "/threads"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/items/0/messages", "2"}}},
    {"and closes it with the conclusion",
     {"huisarts", "POST", "/v1/threads/{thread}/close", "{\"conclusion\":\"Halftijds.\"}"},
     200,
     NULL,
     .is = {{"/state", "closed"}}},
    {"then nothing is added",
     {"huisarts", "POST", "/v1/threads/{thread}/messages", "{\"kind\":\"advies\",\"text\":\"Nog iets\"}"},
     409,
     "thread_closed"},
    {"the patient reads it all",
     {"patient", "GET", "/v1/threads/{thread}"},
     200,
     NULL,
     .is = {{"/conclusion/text", "Halftijds."}},
     .ground = "own_dossier"},
    {"who is not in it does not",
     {"huisarts2", "GET", "/v1/threads/{thread}"},
     404,
     "not_found",
     .ground = "not_member"},
};

/* Where the dossier stands, and what comes. */
static const struct step course[] = {
    {"what is known of it", {"patient", "GET", DOSSIER "/facts"}, 200, NULL, {{"ETag", "facts"}}},
    {"where the patient lives",
     {"patient", "PUT", DOSSIER "/facts", "{\"region\":\"vlaanderen\"}", .if_match = "{facts}"},
     200,
     NULL,
     .is = {{"/region", "vlaanderen"}}},
    {"as it was told", {"patient", "GET", DOSSIER "/facts/history"}, 200, NULL, .is = {{"/items/#", "2"}}},
    {"who keeps the overview", {"patient", "POST", DOSSIER "/regie", "{\"actor\":\"{huisarts.id}\"}"}, 200},
    {"who does what", {"patient", "GET", DOSSIER "/team"}, 200},
    {"a pause",
     {"adviserend_arts", "POST", DOSSIER "/suspensions", "{\"purpose\":\"tnw_traject\",\"from\":\"{today}\"}"},
     201,
     NULL,
     {{"/id", "pause"}}},
    {"and its end", {"adviserend_arts", "POST", DOSSIER "/suspensions/{pause}/end", "{}"}, 200},
    {"the steps", {"patient", "GET", DOSSIER "/timeline"}, 200},
    {"as a calendar", {"patient", "GET", DOSSIER "/timeline.ics"}, 200},
    {"on paper", {"patient", "GET", DOSSIER "/fiche"}, 200},
    {"what is due", {"huisarts", "GET", "/v1/due"}, 200},
    {"consents that one gives in one act", {"patient", "GET", "/v1/consent-presets"}, 200},
    {"why, and what would change it", {"huisarts", "GET", "/v1/policy/explain?dossier={dossier}"}, 200},
    {"somebody asks for what they miss",
     {"huisarts", "POST", DOSSIER "/consent-requests",
      "{\"categories\":[\"werkpost\"],\"actions\":[\"read\"],\"purposes\":[\"bezoek\"],\"text\":\"Voor het bezoek.\"}"},
     201,
     NULL,
     {{"/id", "asking"}}},
    {"the patient sees it", {"patient", "GET", DOSSIER "/consent-requests"}, 200, NULL, .is = {{"/items/#", "1"}}},
    {"and says no", {"patient", "POST", DOSSIER "/consent-requests/{asking}/answer", "{\"answer\":\"no\"}"}, 200},
    {"forms", {"huisarts", "GET", "/v1/categories"}, 200},
    {"one of them", {"huisarts", "GET", "/v1/categories/gao"}, 200},
    {"a note by mistake",
     {"huisarts", "POST", DOSSIER "/fragments", "{\"category\":\"fit_note\",\"content\":" FIT_NOTE "}"},
     201,
     NULL,
     {{"/id", "mistake"}}},
    {"which its author takes back",
     {"huisarts", "POST", DOSSIER "/fragments/{mistake}/retract", "{\"reason\":\"Verkeerde persoon\"}"},
     200},
};

static const struct step end[] = {
    {"the patient withdraws",
     {"patient", "POST", DOSSIER "/consents/{consent}/withdraw"},
     200,
     NULL,
     .is = {{"/state", "withdrawn"}}},
    {"and nobody says it again for them",
     {"huisarts", "POST", DOSSIER "/consents",
      "{\"effect\":\"grant\",\"grantee\":{\"role\":\"adviserend_arts\"},\"categories\":[\"fit_note\"],\"actions\":["
      "\"read\"],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+9}\",\"evidence\":{\"kind\":\"paper\"}}"},
     403,
     "withdrawn_by_patient"},
    {"the next read is refused",
     {"adviserend_arts", "GET", DOSSIER "/fragments/{fit_note}"},
     403,
     "consent_required",
     .ground = "consent_withdrawn:{consent}"},
    {"and nobody else withdraws for the patient",
     {"adviserend_arts", "POST", DOSSIER "/consents/{confer}/withdraw"},
     403,
     "role_not_allowed"},
    {"the patient sees who saw what",
     {"patient", "GET", DOSSIER "/access-log?limit=3"},
     200,
     NULL,
     {{"/next", "page"}},
     {{"/items/1/decision", "deny"},
      {"/items/1/ground", "consent_withdrawn:{consent}"},
      {"/items/1/actor/id", "{adviserend_arts.id}"}}},
    {"page by page",
     {"patient", "GET", DOSSIER "/access-log?limit=3&after={page}"},
     200,
     NULL,
     .is = {{"/items/#", "3"}}},
    {"nobody else does", {"huisarts", "GET", DOSSIER "/access-log"}, 403, "role_not_allowed"},
    {"the auditor reads the log of the dossier",
     {"auditor", "GET", "/v1/audit/records?dossier={dossier}"},
     200,
     NULL,
     .lacks = "Onthaal"},
    {"and one record", {"auditor", "GET", "/v1/audit/records/0"}, 200, NULL, .is = {{"/record/seq", "0"}}},
    {"none that is not there", {"auditor", "GET", "/v1/audit/records/999999"}, 404, "not_found"},
    {"nobody else does that", {"beheerder", "GET", "/v1/audit/records"}, 403, "role_not_allowed"},
    {"the dossier is closed", {"patient", "POST", DOSSIER "/close"}, 200, NULL, .is = {{"/state", "closed"}}},
    {"once", {"huisarts", "POST", DOSSIER "/close"}, 409, "dossier_closed"},
    {"nothing is added any more",
     {"huisarts", "POST", DOSSIER "/fragments", "{\"category\":\"fit_note\",\"content\":" FIT_NOTE "}"},
     409,
     "dossier_closed"},
    {"until the patient opens it again", {"patient", "POST", DOSSIER "/reopen"}, 200, NULL, .is = {{"/state", "open"}}},
    {"a registration can be disabled",
     {"beheerder", "POST", "/v1/actors/{huisarts2.id}/disable"},
     200,
     NULL,
     .is = {{"/state", "disabled"}}},
    {"and that is the end of it", {"huisarts2", "GET", "/v1/me"}, 403, "actor_disabled"},
};

static const struct step evidence[] = {
    {"anybody has the titles of all categories",
     {"werkgever", "GET", "/v1/categories"},
     200,
     .is = {{"/items/#", "17"}}},
    {"and what a form is made of",
     {"werkgever", "GET", "/v1/categories/gao"},
     200,
     .is = {{"/form/groups/0/fields/1/label/fr", "premier jour"}, {"/schema/required/0", "begin"}}},
    {"of categories only", {"werkgever", "GET", "/v1/categories/openapi"}, 404, "not_found"},
    {"anybody has the API's description", {"werkgever", "GET", "/openapi.json"}, 200, .is = {{"/openapi", "3.1.0"}}},
    {"anybody has the newest checkpoint", {"bemiddelaar", "GET", "/v1/audit/checkpoint"}, 200},
    {"as a note too", {"werkgever", "GET", "/v1/audit/log/checkpoint"}, 200},
    {"and the keys that the log had", {"werkgever", "GET", "/v1/audit/log/keys"}, 200},
    {"and proofs of a record", {"bemiddelaar", "GET", "/v1/audit/proof/inclusion?seq=0"}, 200},
    {"and of growth", {"bemiddelaar", "GET", "/v1/audit/proof/consistency?from=1"}, 200},
    {"and the hashes", {"bemiddelaar", "GET", "/v1/audit/log/tile/0/000.p/1"}, 200},
    {"the auditor has the records", {"auditor", "GET", "/v1/audit/log/tile/entries/000.p/1"}, 200},
    {"all of them", {"auditor", "GET", "/v1/audit/export"}, 200},
    {"nobody cosigns what is no checkpoint",
     {"auditor", "POST", "/v1/audit/cosignatures", "{\"size\":999999,\"signature\":\"x\"}"},
     404,
     "not_found"},
};

static const struct step codes[] = {
    {"not JSON", {"huisarts", "POST", "/v1/dossiers", "{\"patient\":"}, 400, "invalid_json"},
    {"a member twice",
     {"huisarts", "POST", "/v1/dossiers/search", "{\"niss\":\"{patient.niss}\",\"niss\":\"{patient.niss}\"}"},
     400,
     "invalid_json"},
    {"a page of nothing", {"huisarts", "GET", "/v1/dossiers?limit=0"}, 400, "invalid_parameter"},
    {"a parameter that there is not", {"huisarts", "GET", "/v1/dossiers?colour=red"}, 400, "invalid_parameter"},
    {"a method that it does not take", {"huisarts", "DELETE", "/v1/dossiers"}, 405, "method_not_allowed"},
    {"a resource that there is not", {"huisarts", "GET", "/v1/nothing"}, 404, "not_found"},
    {"a key once",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient2.niss}\",\"name\":\"Mia "
      "Goossens\"},\"start\":\"{today}\",\"employment\":\"employed\"}",
      .key = "k1"},
     201},
    {"and then for another",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient2.niss}\",\"name\":\"Mia "
      "Goossens\"},\"start\":\"{today-1}\",\"employment\":\"employed\"}",
      .key = "k1"},
     422,
     "idempotency_mismatch"},
    {"another protocol", {"huisarts", "GET", "/v1/dossiers", .headers = "Upgrade: h2c\r\n"}, 400, "malformed_request"},
    {"two registrations in one role for one house",
     {"beheerder", "PATCH", "/v1/actors/{second}", "{\"roles\":[\"huisarts\"]}", .if_match = "\"1\""},
     409,
     "conflict"},
    {"the second one for another house",
     {"beheerder", "PATCH", "/v1/actors/{second}", "{\"roles\":[\"huisarts\"],\"organisation\":\"{werkgever.id}\"}",
      .if_match = "\"1\""},
     200},
    {"then one of them must be named", {"unknown", "GET", "/v1/dossiers"}, 400, "actor_required"},
    {"by its id", {"unknown", "GET", "/v1/dossiers", .headers = "TNW-Actor: {second}\r\n"}, 200},
    {"another site",
     {"huisarts", "POST", "/v1/dossiers/search", "{\"niss\":\"{patient.niss}\"}",
      .headers = "Origin: https://evil.example\r\n"},
     403,
     "cross_site"},
};

/* Codes that this story cannot provoke, each with where it is met instead or why not at all. */
static const struct {
    enum tnw_err err;
    const char *why;
} elsewhere[] = {
    {TNW_E_CERTIFICATE_REVOKED, "scenario_certificates"},
    {TNW_E_CERTIFICATE_EXPIRED, "needs a certificate that ends while a connection is open"},
    {TNW_E_CERTIFICATE_REFUSED, "ends in the handshake; later only when the CA itself is replaced"},
    {TNW_E_ACTING_ROLE, "scenario_acting"},
    {TNW_E_ACTING_NOT_ALLOWED, "scenario_acting"},
    {TNW_E_UNSUPPORTED_MEDIA_TYPE, "scenario_http"},
    {TNW_E_BODY_TOO_LARGE, "scenario_http"},
    {TNW_E_RATE_LIMITED, "scenario_limits"},
    {TNW_E_QUOTA_EXCEEDED, "scenario_limits"},
    {TNW_E_ACTING_ROLE, "scenario_acting"},
    {TNW_E_ACTING_NOT_ALLOWED, "scenario_acting"},
    {TNW_E_INTERNAL, "our mistakes"},
    {TNW_E_UNAVAILABLE, "the ledger's queue is as long as the number of connections"},
    {TNW_E_NOT_SEALED_YET, "scenario_receipt"},
    {TNW_E_AUDIT_UNAVAILABLE, "needs a failing disk: the crash tests"},
    {TNW_E_STORAGE_FULL, "needs a full disk: the crash tests"},
};

static bool
is_met_elsewhere(enum tnw_err err)
{
    for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0]; i++) {
        if (elsewhere[i].err == err) {
            return true;
        }
    }
    return false;
}

/* The log is sealed half a second later. */
static void
wait_for_the_receipt(struct house *house)
{
    struct ask ask = {"patient", "GET", DOSSIER "/consents/{consent}/receipt"};
    struct answer answer;
    int status = 503;
    for (int tries = 0; status == 503 && tries < 200; tries++) {
        const struct timespec step = {.tv_nsec = 100000000L};
        nanosleep(&step, NULL);
        house_ask(house, &ask, &answer);
        status = answer.status;
        answer_free(&answer);
    }
    assert_int_equal(status, 200);
}

static void
the_story_goes_as_promised(void **state)
{
    struct house *house = *state;
    PLAY(house, registry);
    PLAY(house, dossier);
    PLAY(house, fragments);
    PLAY(house, consent);
    PLAY(house, trio);
    PLAY(house, course);
    PLAY(house, end);
    wait_for_the_receipt(house);
    PLAY(house, evidence);
    PLAY(house, codes);
}

/* Cosigning takes a witness (scenario_witness), signing an engagement (scenario_fragments). */
static bool
is_called_elsewhere(const char *operation)
{
    return strcmp(operation, "audit.cosign") == 0 || strcmp(operation, "fragment.sign") == 0;
}

static void
every_operation_was_called(void **state)
{
    struct house *house = *state;
    json_t *paths = json_object_get(openapi_document(house->api), "paths");
    const char *path;
    json_t *item;
    json_object_foreach(paths, path, item)
    {
        const char *method;
        json_t *operation;
        json_object_foreach(item, method, operation)
        {
            const char *name = json_string_value(json_object_get(operation, "operationId"));
            if (name != NULL && json_object_get(house->operations, name) == NULL && !is_called_elsewhere(name)) {
                fail_msg("%s %s (%s) was never called with success", method, path, name);
            }
        }
    }
}

static void
every_error_that_can_be_met_was_met(void **state)
{
    struct house *house = *state;
    for (enum tnw_err err = 1; err < TNW_E_COUNT; err++) {
        const struct tnw_error_info *info = tnw_error_info(err);
        if (info->status != 0 && !house->codes[err] && !is_met_elsewhere(err)) {
            fail_msg("%s was never met", info->code);
        }
    }
}

static void
every_answer_has_its_record(void **state)
{
    journal_check(*state);
}

static void
the_log_holds_nothing_personal(void **state)
{
    struct house *house = *state;
    static const char *const words[] = {"Willems",   "Goossens", "Peeters",   "Nieuw", "Rugklachten", "Onthaal",
                                        "halftijds", "bureau",   "Deeltijds", "map 3", "+32",         "93031895690"};
    const json_t *log = journal_log(house);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        journal_lacks(log, words[i]);
    }
    const char *name;
    json_t *actor;
    json_object_foreach(json_object_get(house->sandbox.file, "actors"), name, actor)
    {
        const char *niss = json_string_value(json_object_get(actor, "niss"));
        journal_lacks(log, niss == NULL ? json_string_value(json_object_get(actor, "cbe")) : niss);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_story_goes_as_promised),          cmocka_unit_test(every_operation_was_called),
        cmocka_unit_test(every_error_that_can_be_met_was_met), cmocka_unit_test(every_answer_has_its_record),
        cmocka_unit_test(the_log_holds_nothing_personal),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
