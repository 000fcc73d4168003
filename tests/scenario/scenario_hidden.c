/* What is hidden leaves no trace in what is shown, and nobody takes from the patient what is theirs. */
#include <stdlib.h>
#include <string.h>

#include "house_test.h"
#include "journal.h"
#include "play.h"

#define DOSSIER "/v1/dossiers/{dossier}"
#define JOIN(name, role) "{\"actor\":\"{" name ".id}\",\"role\":\"" role "\"}"
#define OPEN(name)                                                                                                     \
    "{\"patient\":{\"niss\":\"{" name ".niss}\",\"name\":\"X\"},\"start\":\"{today-40}\",\"employment\":\"employed\"}"
#define FIT_NOTE                                                                                                       \
    "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today+30}\",\"tasks\":[\"Balie\"]}}"
#define RECORD                                                                                                         \
    "{\"effect\":\"grant\",\"grantee\":{\"actor\":\"{huisarts.id}\"},\"categories\":[\"gao\"],\"actions\":[\"read\","  \
    "\"confer\"],\"purposes\":[\"tnw_traject\"],\"until\":\"{today+9}\",\"evidence\":{\"kind\":\"paper\"}}"
#define EXCLUDE "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{adviserend_arts.id}\"},\"categories\":[\"plan\"]}"

static const struct step setting[] = {
    {"a dossier", {"huisarts", "POST", "/v1/dossiers", OPEN("patient")}, 201, NULL, {{"/id", "dossier"}}},
    {"adviserend arts", {"huisarts", "POST", DOSSIER "/participants", JOIN("adviserend_arts", "adviserend_arts")}, 201},
    {"a consent that the doctor sees", {"huisarts", "POST", DOSSIER "/consents", RECORD}, 201, NULL, {{"/id", "own"}}},
    {"a fit note", {"huisarts", "POST", DOSSIER "/fragments", FIT_NOTE}, 201},
};

static const struct step cursors[] = {
    {"an exclusion that they do not see", {"patient", "POST", DOSSIER "/consents", EXCLUDE}, 201},
    {"is not behind a full page either",
     {"huisarts", "GET", DOSSIER "/consents?limit=1"},
     200,
     NULL,
     .is = {{"/items/0/id", "{own}"}, {"/next", ""}}},
    {"the patient goes on to it",
     {"patient", "GET", DOSSIER "/consents?limit=1"},
     200,
     NULL,
     {{"/next", "page"}},
     {{"/next", "{own}"}}},
    {"and finds it",
     {"patient", "GET", DOSSIER "/consents?limit=1&after={page}"},
     200,
     NULL,
     .is = {{"/items/0/effect", "exclude"}, {"/next", ""}}},
    {"an estimate that the doctor does not see",
     {"adviserend_arts", "POST", DOSSIER "/fragments",
      "{\"category\":\"arbeidspotentieel\",\"content\":{\"category\":3,\"motivation\":\"x\"}}"},
     201},
    {"nor sees that there is one",
     {"huisarts", "GET", DOSSIER "/fragments?limit=1"},
     200,
     NULL,
     .is = {{"/items/#", "1"}, {"/next", ""}}},
};

static void
a_full_page_has_a_next_only_for_what_may_be_seen(void **state)
{
    PLAY(*state, setting);
    PLAY(*state, cursors);
}

static void
a_page_ends_at_its_size(void **state)
{
    enum { MESSAGES = 12, TEXT = 20000 };
    static const struct step confer[] = {
        {"a thread",
         {"huisarts", "POST", DOSSIER "/threads",
          "{\"procedure\":\"tnw_traject\",\"subject\":\"x\",\"participants\":[\"{huisarts.id}\"]}"},
         201,
         NULL,
         {{"/id", "thread"}}},
    };
    struct house *house = *state;
    PLAY(house, confer);
    struct buf body = {0};
    buf_put_str(&body, "{\"kind\":\"advies\",\"text\":\"");
    for (int i = 0; i < TEXT; i++) {
        buf_put_str(&body, "\\u0001"); /* the longest way to write a character, in and out */
    }
    buf_put_str(&body, "\"}");
    buf_put_u8(&body, 0);
    struct ask send = {"huisarts", "POST", "/v1/threads/{thread}/messages", (const char *)body.ptr};
    for (int i = 0; i < MESSAGES; i++) {
        house_expect(house, house_wire(house, "huisarts"), &send, 201, "");
    }
    buf_free(&body);
    static const struct step pages[] = {
        {"the first page",
         {"huisarts", "GET", "/v1/threads/{thread}/messages?limit=200"},
         200,
         NULL,
         {{"/next", "page"}},
         {{"/items/#", "9"}}},
        {"and the second",
         {"huisarts", "GET", "/v1/threads/{thread}/messages?limit=200&after={page}"},
         200,
         NULL,
         .is = {{"/items/#", "3"}, {"/next", ""}}},
    };
    PLAY(house, pages);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_page_has_a_next_only_for_what_may_be_seen),
        cmocka_unit_test(a_page_ends_at_its_size),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
