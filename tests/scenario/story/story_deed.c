#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "scenario/house_test.h"
#include "story.h"
#include "story_fill.h"

#define DOSSIER "/v1/dossiers/{dossier}"

/* What a deed asks of the server; path and body are filled in by story_fill.h. */
struct deed {
    const char *what;
    const char *word; /* only when the value has it; NULL: always */
    const char *method;
    const char *path;
    const char *body;
    const char *save; /* the id of the answer */
    int status;
};

#define FRAGMENT(category, word, content)                                                                              \
    {                                                                                                                  \
        category, word, "POST", DOSSIER "/fragments", "{\"category\":\"" category "\",\"content\":" content "}",       \
            category, 201                                                                                              \
    }

static const struct deed deeds[] = {
    {"open", NULL, "POST", "/v1/dossiers",
     "{\"patient\":{\"niss\":\"{niss}\",\"name\":\"{patient}\"},\"start\":\"{start}\",\"employment\":\"{employment}\"}",
     "dossier", 201},
    {"invite", NULL, "POST", DOSSIER "/participants", "{\"actor\":\"{invited}\",\"role\":\"{value}\"}", NULL, 201},
    {"close", NULL, "POST", DOSSIER "/close", NULL, NULL, 200},
    {"sign", NULL, "POST", DOSSIER "/fragments/{engagement}/signatures", "{\"version\":1}", NULL, 200},
    {"retract", NULL, "POST", DOSSIER "/fragments/{gao}/retract", "{\"reason\":\"Verkeerde einddatum\"}", NULL, 200},
    {"suspend", NULL, "POST", DOSSIER "/suspensions", "{\"purpose\":\"{value}\",\"from\":\"{today}\"}", "suspension",
     201},
    {"unsuspend", NULL, "POST", DOSSIER "/suspensions/{suspension}/end", "{\"until\":\"{yesterday}\"}", NULL, 200},
    FRAGMENT("gao", NULL, "{\"kind\":\"{kind}\",\"begin\":\"{from}\",\"end\":\"{until}\",\"reason\":\"illness\"}"),
    FRAGMENT("diagnose", NULL, "{\"code_system\":\"ICPC-2\",\"code\":\"L86\",\"text\":\"Lage rug\"}"),
    FRAGMENT("fit_note", NULL, "{\"from\":\"{from}\",\"until\":\"{until}\",\"hours_per_week\":8}"),
    FRAGMENT("quickscan", "sent", "{\"instrument\":\"riziv_quickscan\",\"state\":\"sent\"}"),
    FRAGMENT("quickscan", "answered",
             "{\"instrument\":\"riziv_quickscan\",\"state\":\"answered\",\"own_view\":\"Ik wil terug.\","
             "\"expected_return\":\"within_3_months\"}"),
    FRAGMENT("arbeidspotentieel", "kind=insurance",
             "{\"variant\":\"insurance\",\"category\":\"{#category}\",\"motivation\":\"Na onderzoek.\","
             "\"next_estimate\":\"{next}\"}"),
    FRAGMENT("arbeidspotentieel", "kind=occupational",
             "{\"variant\":\"occupational\",\"potential\":true,\"method\":\"Gesprek en RTW-SE\"}"),
    FRAGMENT("potentieel_uitkomst", NULL, "{\"potential\":true}"),
    FRAGMENT("beoordeling", NULL, "{\"regime\":\"{regime}\",\"letter\":\"{letter}\"}"),
    FRAGMENT("verzoek", "kind=contact", "{\"kind\":\"contact\",\"contact_with\":\"tnw_coordinator\"}"),
    FRAGMENT("verzoek", NULL, "{\"kind\":\"{kind}\",\"resume_on\":\"{resumption}\"}"),
    FRAGMENT("doorverwijzing", NULL,
             "{\"to_role\":\"{to}\",\"purpose\":\"{purpose}\",\"reason\":\"Werk lijkt mogelijk.\"}"),
    FRAGMENT("engagement", NULL, "{\"statement\":\"We werken samen aan een terugkeer.\"}"),
    FRAGMENT("plan", "report", "{\"procedure\":\"rit\",\"outcome\":\"report\",\"motivation\":\"Geen passend werk.\"}"),
    FRAGMENT("plan", "kind=rit",
             "{\"procedure\":\"rit\",\"outcome\":\"plan\",\"goals\":[\"Terug\"],\"end_result\":\"Ander werk.\","
             "\"actions\":[{\"what\":\"Werkpost aanpassen\"}],\"appointments\":[{\"date\":\"{next}\"}],"
             "\"work\":\"Planning\",\"hours_per_week\":19,\"schedule\":\"Voormiddagen\"}"),
    FRAGMENT("plan", "kind=tnw_traject",
             "{\"procedure\":\"tnw_traject\",\"goals\":[\"Terug\"],\"end_result\":\"Halftijds.\","
             "\"actions\":[{\"what\":\"Gesprek\"}],\"appointments\":[{\"date\":\"{next}\"}]}"),
    FRAGMENT(
        "opvolging", "step=eerste_contact",
        "{\"step\":\"{step}\",\"date\":\"{today}\",\"channel\":\"visit\",\"present\":\"{#present}\","
        "\"role_explained\":\"{#present}\",\"first_step_chosen\":\"{#present}\",\"consent_asked\":\"{#present}\"}"),
    FRAGMENT(
        "opvolging", "step=eerste_contact_eigen",
        "{\"step\":\"{step}\",\"date\":\"{today}\",\"channel\":\"visit\",\"present\":\"{#present}\","
        "\"role_explained\":\"{#present}\",\"first_step_chosen\":\"{#present}\",\"consent_asked\":\"{#present}\"}"),
    FRAGMENT("opvolging", NULL,
             "{\"step\":\"{step}\",\"date\":\"{today}\",\"channel\":\"visit\",\"present\":\"{#present}\","
             "\"next\":\"{next}\"}"),
    FRAGMENT("opmerking", NULL, "{\"about\":\"plan\",\"step\":\"{step}\",\"text\":\"Akkoord.\"}"),
    FRAGMENT("progressieve_tewerkstelling", NULL,
             "{\"permitted\":true,\"asked_on\":\"{from}\",\"from\":\"{from}\",\"until\":\"{until}\","
             "\"hours_per_week\":12}"),
    FRAGMENT("opleiding", NULL,
             "{\"kind\":\"{kind}\",\"offer\":\"Planner\",\"from\":\"{from}\",\"until\":\"{until}\",\"approved\":true,"
             "\"approved_by\":\"adviserend_arts\"}"),
    FRAGMENT("inschrijving", NULL, "{\"service\":\"{kind}\"}"),
};

/* Asks for the row's actor. body is taken. false: the answer has another status, which is printed and counted; 400: any
 * refusal. answer is to be freed only after true. */
static bool
ask_for(struct story *story, const struct story_row *row, const struct ask *ask, json_t *body, int status,
        struct answer *answer)
{
    char purpose[64];
    char *path = story_fill_text(story->house, row, ask->path);
    char *text = body == NULL ? NULL : json_dumps(body, JSON_COMPACT);
    struct ask own = *ask;
    json_decref(body);
    if (path == NULL) {
        free(text);
        return story_differs(story, row, "no such thing to do it with");
    }
    assert_true(story_fill_name(story->house, row, "purpose", purpose));
    own.actor = story_actor(row, row->who);
    own.purpose = purpose;
    own.path = path;
    own.body = text;
    house_ask(story->house, &own, answer);
    free(path);
    free(text);
    if (status == 400 ? answer->status >= 400 && answer->status < 500 : answer->status == status) {
        return true;
    }
    char got[512];
    (void)snprintf(got, sizeof got, "%d %s %.*s", answer->status, answer->code,
                   (int)(answer->raw.body.len < 400 ? answer->raw.body.len : 400), (const char *)answer->raw.body.ptr);
    answer_free(answer);
    return story_differs(story, row, got);
}

static void
save_id(struct story *story, const struct story_row *row, const char *as, const struct answer *answer)
{
    char name[64];
    char *id = answer_value(answer, "/id");
    assert_non_null(id);
    story_name(row, as, name);
    house_save(story->house, name, id);
    free(id);
}

/* From now on the role has a due list in which this dossier can stand. */
static void
takes_part(struct story *story, const struct story_row *row, const char *role)
{
    char of[48];
    char name[64];
    (void)snprintf(of, sizeof of, "in.%s", role);
    story_name(row, of, name);
    house_save(story->house, name, role);
}

static void
do_deed(struct story *story, const struct story_row *row, const struct deed *deed)
{
    struct answer answer;
    json_t *template = deed->body == NULL ? NULL : json_loads(deed->body, 0, NULL);
    assert_true(deed->body == NULL || template != NULL);
    json_t *body = template == NULL ? NULL : story_fill_json(story->house, row, template);
    bool refused = strcmp(row->line, "cannot") == 0;
    json_decref(template);
    if (!ask_for(story, row, &(struct ask){.method = deed->method, .path = deed->path}, body,
                 refused ? 400 : deed->status, &answer)) {
        return;
    }
    if (!refused && deed->save != NULL) {
        save_id(story, row, deed->save, &answer);
    }
    if (strcmp(deed->what, "open") == 0 || strcmp(deed->what, "invite") == 0) {
        takes_part(story, row, strcmp(deed->what, "open") == 0 ? row->who : row->value);
    }
    answer_free(&answer);
}

static json_t *
list_of(const char *texts)
{
    json_t *list = json_array();
    while (*texts != 0) {
        size_t len = strcspn(texts, ",");
        assert_int_equal(json_array_append_new(list, json_stringn(texts, len)), 0);
        texts += len + (texts[len] == ',');
    }
    return list;
}

/* One consent for each action that the row names. */
static void
do_grant(struct story *story, const struct story_row *row)
{
    static const char *const actions[] = {"read", "write", "confer"};
    char role[64];
    char until[64];
    char purposes[64] = "tnw_traject";
    char categories[256];
    assert_true(story_get(row->value, "role", role, sizeof role));
    assert_true(story_get(row->value, "until", until, sizeof until));
    (void)story_get(row->value, "purposes", purposes, sizeof purposes);
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        struct answer answer;
        if (!story_get(row->value, actions[i], categories, sizeof categories)) {
            continue;
        }
        json_t *body =
            json_pack("{s:s, s:{s:s}, s:o, s:[s], s:o, s:s}", "effect", "grant", "grantee", "role", role, "categories",
                      list_of(categories), "actions", actions[i], "purposes", list_of(purposes), "until", until);
        if (ask_for(story, row, &(struct ask){.method = "POST", .path = DOSSIER "/consents"}, body, 201, &answer)) {
            answer_free(&answer);
        }
    }
}

/* The facts have a version of their own, which must be the one that was seen. */
static void
do_facts(struct story *story, const struct story_row *row)
{
    static const char *const names[] = {"employment", "employer_size", "contract_end", "region",
                                        "route",      "entrance",      "resumed"};
    struct answer answer;
    char value[64];
    json_t *body = json_object();
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (story_get(row->value, names[i], value, sizeof value)) {
            json_t *fact = strcmp(value, "-") == 0 ? json_null() : json_string(value);
            assert_int_equal(json_object_set_new(body, names[i], fact), 0);
        }
    }
    if (!ask_for(story, row, &(struct ask){.method = "GET", .path = DOSSIER "/facts"}, NULL, 200, &answer)) {
        json_decref(body);
        return;
    }
    char *version = answer_value(&answer, "ETag");
    answer_free(&answer);
    if (ask_for(story, row, &(struct ask){.method = "PUT", .path = DOSSIER "/facts", .if_match = version}, body, 200,
                &answer)) {
        answer_free(&answer);
    }
    free(version);
}

/* A thread of its own for each question, on a step. */
static void
do_ask(struct story *story, const struct story_row *row)
{
    struct answer answer;
    char to[64];
    char step[64];
    assert_true(story_get(row->value, "to", to, sizeof to));
    assert_true(story_get(row->value, "step", step, sizeof step));
    json_t *thread = json_pack("{s:s, s:s, s:[s]}", "procedure", "tnw_traject", "subject", "Een vraag", "participants",
                               sandbox_actor(&story->house->sandbox, story_actor(row, to), "id"));
    if (!ask_for(story, row, &(struct ask){.method = "POST", .path = DOSSIER "/threads"}, thread, 201, &answer)) {
        return;
    }
    save_id(story, row, "thread", &answer);
    answer_free(&answer);
    json_t *question = json_pack("{s:s, s:s, s:s}", "kind", "vraag", "text", "Mag het traject starten?", "step", step);
    if (!ask_for(story, row, &(struct ask){.method = "POST", .path = "/v1/threads/{thread}/messages"}, question, 201,
                 &answer)) {
        return;
    }
    save_id(story, row, "question", &answer);
    answer_free(&answer);
}

static void
do_decide(struct story *story, const struct story_row *row)
{
    struct answer answer;
    char question[64];
    if (!story_fill_name(story->house, row, "question", question)) {
        (void)story_differs(story, row, "nobody asked");
        return;
    }
    json_t *body = json_pack("{s:s, s:s, s:s, s:s}", "kind", "beslissing", "text", "Na onderzoek beslist.", "reply_to",
                             question, "decision", story_has(row->value, "yes") ? "yes" : "no");
    if (ask_for(story, row, &(struct ask){.method = "POST", .path = "/v1/threads/{thread}/messages"}, body, 201,
                &answer)) {
        answer_free(&answer);
    }
}

void
story_deed(struct story *story, const struct story_row *row)
{
    static const struct {
        const char *what;
        void (*run)(struct story *story, const struct story_row *row);
    } own[] = {{"grant", do_grant}, {"facts", do_facts}, {"ask", do_ask}, {"decide", do_decide}};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        if (strcmp(own[i].what, row->what) == 0) {
            own[i].run(story, row);
            return;
        }
    }
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++) {
        if (strcmp(deeds[i].what, row->what) == 0 && (deeds[i].word == NULL || story_has(row->value, deeds[i].word))) {
            do_deed(story, row, &deeds[i]);
            return;
        }
    }
    fail_msg("%s.tsv:%d: nobody knows how to %s %s", row->patient, row->number, row->what, row->value);
}
