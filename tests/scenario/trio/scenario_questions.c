/* Questions of threads: who is asked, until when, and in whose list they stand; and who sees what of a thread. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "questions_setting.h"
#include "scenario/house_test.h"
#include "scenario/play.h"

static const struct step asked_and_answered[] = {
    {"a thread before anything has begun",
     {"huisarts", "POST", DOSSIER "/threads", START("\"{arbeidsarts.id}\",\"{adviserend_arts.id}\"")},
     201,
     NULL,
     {{"/id", "thread"}},
     {{"/procedure", "opvolging_ao"}, {"/open/#", "0"}, {"/participants/1/view", "all"}}},
    {"a question to all",
     {"huisarts", "POST", THREAD "/messages", ASK("Haalbaar?", BY("7"))},
     201,
     NULL,
     {{"/id", "question"}},
     {{"/to/#", "0"}}},
    {"it is asked of one",
     {"arbeidsarts", "GET", FOR_ME},
     200,
     NULL,
     {{"/items/0/subject", "subject"}},
     {{"/items/0/message", "{question}"},
      {"/items/0/answer_by", "{today+7}"},
      {"/items/0/state", "open"},
      {"/items/0/by/actor", "{huisarts.id}"}},
     .lacks = "Haalbaar"},
    {"of the other",
     {"adviserend_arts", "GET", FOR_ME "?side=for_me"},
     200,
     NULL,
     {{"/next", "end"}},
     {{"/items/#", "1"},
      {"/items/0/to/#", "2"},
      {"/items/0/patient/name", "Jan Willems"},
      {"/items/0/dossier", "{dossier}"}}},
    {"by who asks", {"huisarts", "GET", BY_ME}, 200, .is = {{"/items/0/message", "{question}"}, {"/items/#", "1"}}},
    {"who is not asked it", {"huisarts", "GET", FOR_ME}, 200, NONE},
    {"who asks nothing", {"arbeidsarts", "GET", BY_ME}, 200, NONE},
    {"the inbox says what it wants",
     {"arbeidsarts", "GET", "/v1/inbox?limit=200"},
     200,
     NULL,
     {{"/next", "seen"}},
     {{"/items/2/object", "{question}"},
      {"/items/2/kind", "vraag"},
      {"/items/2/answer_by", "{today+7}"},
      {"/items/2/thread", "{thread}"}}},
    {"the thread too, to the patient",
     {"patient", "GET", THREAD},
     200,
     NULL,
     {{"/open/0/to/0", "first"}},
     {{"/open/0/message", "{question}"},
      {"/open/0/by", "{huisarts.id}"},
      {"/open/0/state", "open"},
      {"/open/0/answer_by", "{today+7}"}}},
    {"to have read it is no answer", {"arbeidsarts", "POST", THREAD "/messages", REPLY("ontvangst", "question")}, 201},
    {"nor to ask back",
     {"arbeidsarts", "POST", THREAD "/messages", REPLY("vraag", "question")},
     201,
     NULL,
     {{"/id", "back"}}},
    {"so it stands", {"huisarts", "GET", BY_ME}, 200, .is = {{"/items/#", "1"}}},
    {"and its own beside it",
     {"adviserend_arts", "GET", FOR_ME},
     200,
     .is = {{"/items/#", "2"},
            {"/items/0/message", "{question}"},
            {"/items/1/message", "{back}"},
            {"/items/1/answer_by", ""}}},
    {"before a day is what has a last one",
     {"adviserend_arts", "GET", FOR_ME "?before={today+8}"},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/message", "{question}"}}},
    {"and not that day", {"adviserend_arts", "GET", FOR_ME "?before={today+7}"}, 200, NONE},
    {"an answer of one ends it", {"arbeidsarts", "POST", THREAD "/messages", REPLY("antwoord", "question")}, 201},
    {"for the other too",
     {"adviserend_arts", "GET", FOR_ME},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/message", "{back}"}}},
    {"and for who asked", {"huisarts", "GET", BY_ME}, 200, NONE},
    {"who takes the own one back", {"arbeidsarts", "POST", THREAD "/messages", REPLY("advies", "back")}, 201},
    {"asks nothing any more", {"arbeidsarts", "GET", BY_ME}, 200, NONE},
    {"of nobody", {"adviserend_arts", "GET", FOR_ME}, 200, NONE},
    {"the thread knows", {"huisarts", "GET", THREAD}, 200, .is = {{"/open/#", "0"}, {"/messages", "5"}}},
};

static const struct step named[] = {
    {"a question to one",
     {"huisarts", "POST", THREAD "/messages", ASK("U?", TO("arbeidsarts") BY("9"))},
     201,
     NULL,
     {{"/id", "question"}},
     {{"/to/#", "1"}, {"/to/0", "{arbeidsarts.id}"}}},
    {"is not asked of others", {"adviserend_arts", "GET", FOR_ME}, 200, NONE},
    {"who see it all the same", {"adviserend_arts", "GET", THREAD "/messages"}, 200, .is = {{"/items/5/text", "U?"}}},
    {"and whose answer ends nothing",
     {"adviserend_arts", "POST", THREAD "/messages", REPLY("antwoord", "question")},
     201},
    {"of who is asked", {"arbeidsarts", "GET", FOR_ME}, 200, .is = {{"/items/0/message", "{question}"}}},
    {"to nobody from outside",
     {"huisarts", "POST", THREAD "/messages", ASK("U?", TO("bemiddelaar"))},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/to/0"}}},
    {"nor to oneself",
     {"huisarts", "POST", THREAD "/messages", ASK("Ik?", TO("huisarts"))},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/to/0"}}},
    {"a side is one of two", {"huisarts", "GET", FOR_ME "?side=both"}, 400, "invalid_parameter"},
    {"a day is one", {"huisarts", "GET", FOR_ME "?before=tomorrow"}, 400, "invalid_parameter"},
    {"the patient has no such list", {"patient", "GET", FOR_ME}, 403, "role_not_allowed"},
    {"nor the employer", {"werkgever", "GET", FOR_ME}, 403, "role_not_allowed"},
};

/* The mediator is brought in, and sees what is addressed to them. */
static const struct step addressed[] = {
    {"a thread with a mediator",
     {"huisarts", "POST", DOSSIER "/threads", START("\"{arbeidsarts.id}\",\"{bemiddelaar.id}\"")},
     201,
     NULL,
     {{"/id", "narrow"}},
     {{"/participants/2/view", "addressed"}, {"/participants/0/view", "all"}}},
    {"doctors among themselves",
     {"huisarts", "POST", "/v1/threads/{narrow}/messages", ASK("De diagnose?", BY("3"))},
     201,
     NULL,
     {{"/id", "secret"}}},
    {"are not heard",
     {"bemiddelaar", "GET", "/v1/threads/{narrow}/messages"},
     200,
     NULL,
     {{"/next", "end"}},
     {{"/items/#", "0"}}},
    {"nor counted",
     {"bemiddelaar", "GET", "/v1/threads/{narrow}"},
     200,
     .is = {{"/open/#", "0"}, {"/messages", NULL}, {"/subject", "Wat kan hij nog?"}}},
    {"in the list neither",
     {"bemiddelaar", "GET", DOSSIER "/threads"},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/open/#", "0"}, {"/items/0/messages", NULL}}},
    {"nor told of", {"bemiddelaar", "GET", "/v1/inbox?limit=200"}, 200, .lacks = "message.posted"},
    {"nor asked", {"bemiddelaar", "GET", FOR_ME}, 200, NONE},
    {"nor is it there to be read",
     {"bemiddelaar", "POST", "/v1/threads/{narrow}/messages/{secret}/read"},
     404,
     "not_found"},
    {"nor to be answered",
     {"bemiddelaar", "POST", "/v1/threads/{narrow}/messages", REPLY("antwoord", "secret")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/reply_to"}}},
    {"as if it were not there",
     {"bemiddelaar", "POST", "/v1/threads/{narrow}/messages",
      "{\"kind\":\"antwoord\",\"text\":\"x\",\"reply_to\":\"msg_00000000000000000000000001\"}"},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/reply_to"}}},
    {"a question to the mediator",
     {"huisarts", "POST", "/v1/threads/{narrow}/messages", ASK("Welk werk?", TO("bemiddelaar") BY("5"))},
     201,
     NULL,
     {{"/id", "question"}}},
    {"is asked of them",
     {"bemiddelaar", "GET", FOR_ME},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/message", "{question}"}}},
    {"seen by them",
     {"bemiddelaar", "GET", "/v1/threads/{narrow}/messages"},
     200,
     .is = {{"/items/#", "1"}, {"/items/0/text", "Welk werk?"}},
     .lacks = "diagnose"},
    {"told", {"bemiddelaar", "GET", "/v1/inbox?limit=200"}, 200, .is = {{"/items/2/object", "{question}"}}},
    {"shown as open",
     {"bemiddelaar", "GET", "/v1/threads/{narrow}"},
     200,
     .is = {{"/open/#", "1"}, {"/open/0/message", "{question}"}}},
    {"read", {"bemiddelaar", "POST", "/v1/threads/{narrow}/messages/{question}/read"}, 200},
    {"and answered",
     {"bemiddelaar", "POST", "/v1/threads/{narrow}/messages", REPLY("antwoord", "question")},
     201,
     NULL,
     {{"/id", "answer"}}},
    {"an answer to that is heard",
     {"arbeidsarts", "POST", "/v1/threads/{narrow}/messages", REPLY("advies", "answer")},
     201},
    {"by who is answered", {"bemiddelaar", "GET", "/v1/threads/{narrow}/messages"}, 200, .is = {{"/items/#", "3"}}},
    {"they do not close it",
     {"bemiddelaar", "POST", "/v1/threads/{narrow}/close", "{\"conclusion\":\"Klaar\"}"},
     403,
     "role_not_allowed"},
    {"nor start one", {"bemiddelaar", "POST", DOSSIER "/threads", START("\"{huisarts.id}\"")}, 403, "role_not_allowed"},
    {"closing ends the questions",
     {"huisarts", "POST", "/v1/threads/{narrow}/close", "{\"conclusion\":\"Diagnose besproken\"}"},
     200,
     .is = {{"/open/#", "0"}}},
    {"of all", {"arbeidsarts", "GET", FOR_ME}, 200, .is = {{"/items/#", "1"}}, .lacks = "{secret}"},
    {"its conclusion is theirs who see all",
     {"bemiddelaar", "GET", "/v1/threads/{narrow}"},
     200,
     .is = {{"/state", "closed"}, {"/conclusion", ""}},
     .lacks = "Diagnose besproken"},
    {"and the others'",
     {"arbeidsarts", "GET", "/v1/threads/{narrow}"},
     200,
     .is = {{"/conclusion/text", "Diagnose besproken"}}},
    {"a specialist", {"huisarts", "POST", DOSSIER "/participants", JOIN("ziekenhuisarts", "huisarts")}, 201},
    {"and a therapist", {"huisarts", "POST", DOSSIER "/participants", JOIN("hulpverlener", "hulpverlener")}, 201},
    {"with consent", {"patient", "POST", DOSSIER "/consents", CONFER("hulpverlener")}, 201},
    {"see what is addressed to them",
     {"huisarts", "POST", DOSSIER "/threads", START("\"{ziekenhuisarts.id}\",\"{hulpverlener.id}\"")},
     201,
     NULL,
     {{"/id", "narrow"}},
     {{"/participants/1/view", "addressed"}, {"/participants/2/view", "addressed"}}},
    {"but of a thread that they start, all",
     {"ziekenhuisarts", "POST", DOSSIER "/threads", START("\"{huisarts.id}\"")},
     201,
     NULL,
     .is = {{"/participants/0/view", "all"}, {"/participants/1/view", "all"}}},
    {"a mediator alone is asked by name",
     {"huisarts", "POST", DOSSIER "/threads", START("\"{bemiddelaar.id}\"")},
     201,
     NULL,
     {{"/id", "narrow"}}},
    {"or nobody is",
     {"huisarts", "POST", "/v1/threads/{narrow}/messages", ASK("Wie?", "")},
     422,
     "invalid_body",
     .is = {{"/errors/0/pointer", "/to"}}},
};

/* In thread there is one question, to the arbeidsarts. */
static const struct step gone[] = {
    {"it is there", {"arbeidsarts", "GET", FOR_ME}, 200, .is = {{"/items/#", "1"}}},
    {"the patient excludes who is asked",
     {"patient", "POST", DOSSIER "/consents", "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{arbeidsarts.id}\"}}"},
     201,
     NULL,
     {{"/id", "exclusion"}}},
    {"nothing is left of it",
     {"arbeidsarts", "GET", FOR_ME},
     200,
     NULL,
     {{"/items/#", "none"}},
     NONE,
     "{dossier}",
     "role"},
    {"nor of its page", {"arbeidsarts", "GET", FOR_ME "?limit=1"}, 200, .is = {{"/items/#", "0"}, {"/next", ""}}},
    {"who asks is told nothing of that", {"huisarts", "GET", BY_ME}, 200, .is = {{"/items/#", "1"}}},
    {"nor who asks more of them", {"huisarts", "POST", THREAD "/messages", ASK("Nog?", TO("arbeidsarts"))}, 201},
    {"the exclusion ends", {"patient", "POST", DOSSIER "/consents/{exclusion}/withdraw"}, 200},
    {"and it is there again", {"arbeidsarts", "GET", FOR_ME}, 200, .is = {{"/items/#", "2"}}},
    {"a second registration",
     {"beheerder", "POST", "/v1/actors",
      "{\"identity\":{\"niss\":\"{arbeidsarts.niss}\"},\"name\":\"Dr. Twee\",\"roles\":[\"huisarts\"]}"},
     201,
     NULL,
     {{"/id", "second"}}},
    {"has a list of its own", {"arbeidsarts", "GET", FOR_ME, .role = "huisarts"}, 200, NONE},
    {"and hides nobody from an exclusion",
     {"patient", "POST", DOSSIER "/consents", "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{second}\"}}"},
     201,
     NULL,
     {{"/id", "exclusion"}}},
    {"by the first", {"arbeidsarts", "GET", FOR_ME, .role = "arbeidsarts"}, 200, NONE},
    {"it ends", {"patient", "POST", DOSSIER "/consents/{exclusion}/withdraw"}, 200},
    {"a closed dossier has none", {"patient", "POST", DOSSIER "/close"}, 200},
    {"for who is asked", {"arbeidsarts", "GET", FOR_ME, .role = "arbeidsarts"}, 200, NONE},
    {"for who asks", {"huisarts", "GET", BY_ME}, 200, NONE},
    {"opened again", {"patient", "POST", DOSSIER "/reopen"}, 200},
    {"it has", {"arbeidsarts", "GET", FOR_ME, .role = "arbeidsarts"}, 200, .is = {{"/items/#", "2"}}},
    {"who leaves", {"patient", "DELETE", DOSSIER "/participants/{arbeidsarts.id}"}, 204},
    {"is asked nothing", {"arbeidsarts", "GET", FOR_ME, .role = "arbeidsarts"}, 200, NONE},
};

static void
what_nobody_answered_is_open_for_who_is_asked_and_who_asks(void **state)
{
    struct house *house = *state;
    questions_setting_play(house);
    PLAY(house, asked_and_answered);
}

static void
who_is_named_is_asked_and_nobody_else(void **state)
{
    PLAY((struct house *)*state, named);
}

static void
who_is_no_doctor_sees_what_is_addressed_to_them(void **state)
{
    PLAY((struct house *)*state, addressed);
}

static void
what_is_not_theirs_any_more_is_in_no_list(void **state)
{
    PLAY((struct house *)*state, gone);
}

static const struct step thread_of_two[] = {
    {"a thread",
     {"huisarts", "POST", DOSSIER "/threads", START("\"{adviserend_arts.id}\"")},
     201,
     NULL,
     {{"/id", "thread"}}},
};

static const struct step one_more[] = {
    {"a question", {"huisarts", "POST", THREAD "/messages", ASK("?", BY("20"))}, 201},
};

static const struct step too_many[] = {
    {"is one too many", {"huisarts", "POST", THREAD "/messages", ASK("?", "")}, 409, "conflict"},
    {"while others ask theirs", {"adviserend_arts", "POST", THREAD "/messages", ASK("?", "")}, 201},
};

/* How many are in the items, of a list in each of them; part NULL: items. */
static size_t
count_in(const json_t *items, const char *part)
{
    size_t count = part == NULL ? json_array_size(items) : 0;
    for (size_t i = 0; part != NULL && i < json_array_size(items); i++) {
        count += json_array_size(json_object_get(json_array_get(items, i), part));
    }
    return count;
}

/* Returns how many the list has, page by page; no page shows one twice, which the count would tell. */
static size_t
count_rows(struct house *house, const char *path, const char *part)
{
    size_t count = 0;
    const char *next = "";
    while (next != NULL) {
        struct answer answer;
        char *after = NULL;
        assert_true(asprintf(&after, "%s%s%s", path, next[0] == '\0' ? "" : "&after=", next) > 0);
        house_ask(house, &(struct ask){.actor = "adviserend_arts", .method = "GET", .path = after}, &answer);
        assert_int_equal(answer.status, 200);
        count += count_in(json_object_get(answer.body, "items"), part);
        const char *cursor = json_string_value(json_object_get(answer.body, "next"));
        house_save(house, "cursor", cursor == NULL ? "" : cursor);
        next = cursor == NULL ? NULL : house_name(house, "cursor");
        answer_free(&answer);
        free(after);
    }
    return count;
}

static size_t
count_questions(struct house *house, const char *path)
{
    return count_rows(house, path, NULL);
}

static const struct step asked_for_consent[] = {
    {"a doctor asks for consent",
     {"adviserend_arts", "POST", DOSSIER "/consent-requests",
      "{\"categories\":[\"quickscan\"],\"actions\":[\"read\"],\"purposes\":[\"tnw_traject\"],\"text\":\"Waarom\"}"},
     201,
     NULL,
     {{"/id", "request"}}},
    {"it waits for the patient",
     {"patient", "GET", "/v1/due?before=2000-01-01"},
     200,
     .is = {{"/items/#", "1"},
            {"/items/0/consent_requests/0/id", "{request}"},
            {"/items/0/side", "for_me"},
            {"/items/0/day", ""}}},
    {"and for nobody else", {"huisarts", "GET", "/v1/due?before=2999-01-01"}, 200, .lacks = "{request}"},
};

static const struct step asks_excluded[] = {
    {"who asks is excluded",
     {"patient", "POST", DOSSIER "/consents",
      "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{adviserend_arts.id}\"}}"},
     201,
     NULL,
     {{"/id", "exclusion"}}},
    {"nothing waits for them, in any list, and no page tells",
     {"adviserend_arts", "GET", "/v1/due?before=2999-01-01&limit=1"},
     200,
     .is = {{"/items/#", "0"}, {"/next", ""}}},
    {"the exclusion ends", {"patient", "POST", DOSSIER "/consents/{exclusion}/withdraw"}, 200},
};

static const struct step answered_no[] = {
    {"no", {"patient", "POST", DOSSIER "/consent-requests/{request}/answer", "{\"answer\":\"no\"}"}, 200},
};

static const struct step closed[] = {
    {"the dossier is closed", {"patient", "POST", DOSSIER "/close"}, 200},
};

static const struct step opened_again[] = {
    {"and opened again", {"patient", "POST", DOSSIER "/reopen"}, 200},
};

enum { THREADS = 27 };

static void
a_long_list_has_pages(void **state)
{
    struct house *house = *state;
    for (size_t i = 0; i < THREADS; i++) {
        PLAY(house, thread_of_two);
        for (size_t k = 0; k < LIMIT_MEMBER_QUESTIONS; k++) {
            PLAY(house, one_more);
        }
    }
    PLAY(house, too_many);
    size_t all = (size_t)THREADS * LIMIT_MEMBER_QUESTIONS;
    assert_int_equal(count_questions(house, "/v1/questions?limit=20"), all);
    assert_int_equal(count_questions(house, "/v1/questions?limit=7&before=2999-01-01"), all);
    assert_int_equal(count_questions(house, "/v1/questions?before=2000-01-01"), 0);
    assert_int_equal(count_questions(house, "/v1/questions?side=by_me"), 1);
}

#define UNDATED "/v1/due?before=2000-01-01"

/* Whatever the page, all of it once; and it goes and comes with the dossier, and with who may see it. */
static void
what_is_due_is_one_list(void **state)
{
    struct house *house = *state;
    size_t questions = (size_t)THREADS * LIMIT_MEMBER_QUESTIONS + 1;
    assert_int_equal(count_rows(house, "/v1/due?before=2999-01-01&limit=7", "questions"), questions);
    assert_int_equal(count_rows(house, "/v1/due?before=2999-01-01&limit=20", "questions"), questions);
    assert_true(count_rows(house, "/v1/due?before=2999-01-01&limit=3", "steps") > 0);
    assert_int_equal(count_rows(house, UNDATED "&limit=1", "questions"), 1);
    PLAY(house, asked_for_consent);
    assert_int_equal(count_rows(house, UNDATED "&limit=1", "consent_requests"), 1);
    PLAY(house, asks_excluded);
    assert_int_equal(count_rows(house, UNDATED, "consent_requests"), 1);
    PLAY(house, closed);
    assert_int_equal(count_rows(house, "/v1/due?before=2999-01-01", NULL), 0);
    assert_int_equal(count_questions(house, "/v1/questions?limit=20"), 0);
    PLAY(house, opened_again);
    assert_int_equal(count_rows(house, "/v1/due?before=2999-01-01", "questions"), questions);
    assert_int_equal(count_rows(house, UNDATED, "consent_requests"), 1);
    PLAY(house, answered_no);
    assert_int_equal(count_rows(house, UNDATED, "consent_requests"), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_nobody_answered_is_open_for_who_is_asked_and_who_asks),
        cmocka_unit_test(who_is_named_is_asked_and_nobody_else),
        cmocka_unit_test(who_is_no_doctor_sees_what_is_addressed_to_them),
        cmocka_unit_test(what_is_not_theirs_any_more_is_in_no_list),
        cmocka_unit_test(a_long_list_has_pages),
        cmocka_unit_test(what_is_due_is_one_list),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
