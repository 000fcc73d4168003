/* The reviewed matrix of docs/policy.md, asked of a real server: role, category, action, state of consent. That the
 * table is what the decision gives is for test_rules_matrix. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/codes.h"
#include "scenario/ask.h"
#include "scenario/house.h"
#include "scenario/house_test.h"

#define CELL 64
#define LINE 2048
#define DOSSIER "/v1/dossiers/{dossier}"

/* Who is asked in a role, in the order of codes.h. */
static const char *const testers[ROLE_COUNT] = {
    [ROLE_PATIENT] = "patient",
    [ROLE_HUISARTS] = "huisarts",
    [ROLE_ADVISEREND_ARTS] = "adviserend_arts",
    [ROLE_ARBEIDSARTS] = "arbeidsarts",
    [ROLE_TNW_COORDINATOR] = "tnw_coordinator",
    [ROLE_BEMIDDELAAR] = "bemiddelaar",
    [ROLE_WERKGEVER] = "werkgever",
    [ROLE_MEDEWERKER] = "medewerker",
    [ROLE_AUDITOR] = "auditor",
    [ROLE_BEHEERDER] = "beheerder",
    [ROLE_HULPVERLENER] = "hulpverlener",
};

/* Who write what the others read: second registrations of the same people, so that no tester is an author. */
static const enum role writers[] = {ROLE_HUISARTS, ROLE_ADVISEREND_ARTS, ROLE_ARBEIDSARTS, ROLE_TNW_COORDINATOR,
                                    ROLE_BEMIDDELAAR};
#define WRITERS (sizeof writers / sizeof writers[0])

enum consent_state { STATE_NONE, STATE_BY_NAME, STATE_WITHDRAWN, STATE_BY_ROLE, STATE_EXCLUDED, STATE_OTHER_PURPOSE };
static const char *const state_texts[] = {"none", "by name", "withdrawn", "by role", "excluded", "other purpose"};

struct matrix {
    char cells[ACTION_COUNT][CATEGORY_COUNT][ROLE_COUNT][CELL]; /* to confer has one row */
    unsigned asked;
    unsigned permitted;
};

/* The cells of a line of a table; returns how many. */
static size_t
split_row(char *line, char *cells[], size_t max)
{
    size_t count = 0;
    char *at = line + strspn(line, "|");
    while (*at != 0 && *at != '\n' && count < max) {
        size_t len = strcspn(at, "|\n");
        char *end = at + len;
        char *next = *end == '|' ? end + 1 : end;
        at += strspn(at, " ");
        while (end > at && end[-1] == ' ') {
            end--;
        }
        *end = 0;
        cells[count++] = at;
        at = next;
    }
    return count;
}

static void
read_row(struct matrix *m, enum action action, const unsigned columns[ROLE_COUNT + 1], char *cells[], size_t count)
{
    int category = action == ACTION_CONFER ? 0 : codes_find(&codes_category, cells[0]);
    for (size_t i = 1; category >= 0 && i < count; i++) {
        (void)snprintf(m->cells[action][category][columns[i]], CELL, "%s", cells[i]);
    }
}

static void
read_table(struct matrix *m, const char *name)
{
    char line[LINE];
    unsigned columns[ROLE_COUNT + 1] = {0};
    int action = -1;
    FILE *file = fopen(name, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        char *cells[ROLE_COUNT + 1];
        if (strncmp(line, "## ", 3) == 0) {
            line[strcspn(line, "\n")] = 0;
            action = codes_find(&codes_action, line + 3);
        }
        size_t count = line[0] == '|' && action >= 0 ? split_row(line, cells, ROLE_COUNT + 1) : 0;
        if (count != ROLE_COUNT + 1) {
            continue;
        }
        if (strcmp(cells[0], "category") == 0 || strcmp(cells[0], "thread") == 0) {
            for (size_t i = 1; i < count; i++) {
                int role = codes_find(&codes_role, cells[i]);
                assert_true(role >= 0);
                columns[i] = (unsigned)role;
            }
        } else if (cells[0][0] != '-') {
            read_row(m, (enum action)action, columns, cells, count);
        }
    }
    (void)fclose(file);
}

/* What the table says of it. */
static bool
is_permitted(const char *cell, enum consent_state state)
{
    bool granted = state == STATE_BY_NAME || state == STATE_BY_ROLE;
    if (strcmp(cell, "own") == 0) {
        return true;
    }
    if (strncmp(cell, "law ", 4) == 0) {
        return state != STATE_EXCLUDED;
    }
    assert_true(strcmp(cell, "consent") == 0 || strcmp(cell, "never") == 0);
    return granted && strcmp(cell, "consent") == 0;
}

static int
ask_and_save(struct house *house, const struct ask *ask, const char *name)
{
    struct answer answer;
    house_ask(house, ask, &answer);
    int status = answer.status;
    char *id = name == NULL || status >= 300 ? NULL : answer_value(&answer, "/id");
    if (id != NULL) {
        house_save(house, name, id);
    }
    free(id);
    answer_free(&answer);
    return status;
}

static void
bring_in(struct house *house, const char *actor, enum role role)
{
    char body[160];
    (void)snprintf(body, sizeof body, "{\"actor\":\"{%s}\",\"role\":\"%s\"}", actor, codes_text(&codes_role, role));
    struct ask ask = {"patient", "POST", DOSSIER "/participants", body};
    assert_int_equal(ask_and_save(house, &ask, NULL), 201);
}

static bool
is_never(const struct matrix *m, enum action action, unsigned category, enum role role)
{
    return strcmp(m->cells[action][category][role], "never") == 0;
}

/* A grant of all that is not above the ceiling of the role, which would be refused; or an exclusion of everything. */
static int
give(struct house *house, const struct matrix *m, enum role role, const char *grantee, const char *purpose,
     const char *name)
{
    char body[1024];
    bool first = true;
    size_t len = (size_t)snprintf(body, sizeof body, "{\"effect\":\"%s\",\"grantee\":%s",
                                  purpose == NULL ? "exclude" : "grant", grantee);
    if (purpose != NULL) {
        len += (size_t)snprintf(body + len, sizeof body - len,
                                ",\"actions\":[\"read\",\"write\"%s],\"purposes\":[\"%s\"],"
                                "\"until\":\"{today+30}\",\"categories\":[",
                                is_never(m, ACTION_CONFER, 0, role) ? "" : ",\"confer\"", purpose);
        for (unsigned i = 0; i < CATEGORY_COUNT; i++) {
            if (!is_never(m, ACTION_READ, i, role) || !is_never(m, ACTION_WRITE, i, role)) {
                len += (size_t)snprintf(body + len, sizeof body - len, "%s\"%s\"", first ? "" : ",",
                                        codes_text(&codes_category, i));
                first = false;
            }
        }
        len += (size_t)snprintf(body + len, sizeof body - len, "]");
    }
    (void)snprintf(body + len, sizeof body - len, "}");
    struct ask ask = {"patient", "POST", DOSSIER "/consents", body};
    return ask_and_save(house, &ask, name);
}

static void
take_back(struct house *house, const char *name)
{
    char path[96];
    (void)snprintf(path, sizeof path, DOSSIER "/consents/{%s}/withdraw", name);
    struct ask ask = {"patient", "POST", path, NULL};
    assert_int_equal(ask_and_save(house, &ask, NULL), 200);
}

/* A second registration of who is asked in that role, which takes part after them and may do everything for now. */
static void
add_writer(struct house *house, const struct matrix *m, enum role role)
{
    char body[256];
    char name[48];
    char grantee[64];
    const char *text = codes_text(&codes_role, role);
    (void)snprintf(body, sizeof body,
                   "{\"identity\":{\"niss\":\"{%s.niss}\"},\"name\":\"Tweede\",\"roles\":[\"%s\"],\"organisation\":"
                   "\"{fonds.id}\"%s}",
                   testers[role], text, role == ROLE_HUISARTS ? ",\"qualification\":\"gp\"" : "");
    (void)snprintf(name, sizeof name, "writer_%s", text);
    struct ask ask = {"beheerder", "POST", "/v1/actors", body};
    assert_int_equal(ask_and_save(house, &ask, name), 201);
    bring_in(house, name, role);
    (void)snprintf(grantee, sizeof grantee, "{\"actor\":\"{%s}\"}", name);
    (void)snprintf(body, sizeof body, "grant_%s", text);
    assert_int_equal(give(house, m, role, grantee, "tnw_traject", body), 201);
}

static char *
example_text(const char *category, const char *file)
{
    char path[512];
    char text[16384] = "";
    (void)snprintf(path, sizeof path, "schemas/examples/%s/%s", category, file);
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    size_t len = fread(text, 1, sizeof text - 1, in);
    (void)fclose(in);
    char *body = NULL;
    text[len] = 0;
    assert_true(asprintf(&body, "{\"category\":\"%s\",\"content\":%s}", category, text) > 0);
    return body;
}

/* Tries one example as each writer, and as the patient. */
static bool
write_example(struct house *house, const char *category, const char *file)
{
    bool written = false;
    char name[64];
    char headers[80];
    char *body = example_text(category, file);
    (void)snprintf(name, sizeof name, "frg_%s", category);
    for (size_t i = 0; i <= WRITERS && !written; i++) {
        enum role role = i == WRITERS ? ROLE_PATIENT : writers[i];
        (void)snprintf(headers, sizeof headers, "TNW-Actor: {writer_%s}\r\n", codes_text(&codes_role, role));
        struct ask ask = {testers[role], "POST", DOSSIER "/fragments", body,
                          .headers = role == ROLE_PATIENT ? NULL : headers};
        written = ask_and_save(house, &ask, name) == 201;
    }
    free(body);
    return written;
}

/* One of its examples that this dossier takes. */
static void
write_one(struct house *house, enum category category)
{
    char folder[96];
    bool written = false;
    const char *text = codes_text(&codes_category, category);
    (void)snprintf(folder, sizeof folder, "schemas/examples/%s", text);
    struct dirent **files;
    int count = scandir(folder, &files, NULL, alphasort);
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        written =
            written || (strncmp(files[i]->d_name, "valid-", 6) == 0 && write_example(house, text, files[i]->d_name));
        free(files[i]);
    }
    free(files);
    if (!written) {
        print_error("no example of %s can be written\n", text);
    }
    assert_true(written);
}

static void
set_the_dossier(struct house *house, const struct matrix *m)
{
    char name[48];
    struct ask open = {"patient", "POST", "/v1/dossiers",
                       "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"Jan\"},\"start\":\"2026-01-01\","
                       "\"employment\":\"employed\"}"};
    assert_int_equal(ask_and_save(house, &open, "dossier"), 201);
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        if (role != ROLE_PATIENT && role != ROLE_AUDITOR && role != ROLE_BEHEERDER) {
            (void)snprintf(name, sizeof name, "%s.id", testers[role]);
            bring_in(house, name, (enum role)role);
        }
    }
    for (size_t i = 0; i < WRITERS; i++) {
        add_writer(house, m, writers[i]);
    }
    /* What the outcome is the outcome of. */
    assert_true(write_example(house, "arbeidspotentieel", "valid-occupational-yes.json"));
    for (unsigned category = 0; category < CATEGORY_COUNT; category++) {
        write_one(house, (enum category)category);
    }
    struct ask thread = {"huisarts", "POST", DOSSIER "/threads",
                         "{\"procedure\":\"tnw_traject\",\"subject\":\"x\",\"participants\":[\"{huisarts.id}\","
                         "\"{adviserend_arts.id}\",\"{arbeidsarts.id}\",\"{tnw_coordinator.id}\",\"{bemiddelaar.id}\","
                         "\"{hulpverlener.id}\"]}",
                         .headers = "TNW-Actor: {writer_huisarts}\r\n"};
    assert_int_equal(ask_and_save(house, &thread, "thread"), 201);
    for (size_t i = 0; i < WRITERS; i++) {
        (void)snprintf(name, sizeof name, "grant_%s", codes_text(&codes_role, writers[i]));
        take_back(house, name);
    }
}

/* Whether it is permitted. What is written has no content, which is looked at only by who may write: 422. A patient
 * reads every thread, and does not confer in one. */
static bool
ask_server(struct house *house, enum role role, enum action action, enum category category)
{
    char path[96];
    char body[96];
    char headers[64];
    (void)snprintf(headers, sizeof headers, "TNW-Actor: {%s.id}\r\n", testers[role]);
    (void)snprintf(path, sizeof path, DOSSIER "/fragments/{frg_%s}", codes_text(&codes_category, category));
    (void)snprintf(body, sizeof body, "{\"category\":\"%s\",\"content\":{}}", codes_text(&codes_category, category));
    struct ask ask = {testers[role], "GET", path, NULL, .headers = headers};
    if (action == ACTION_WRITE) {
        ask = (struct ask){testers[role], "POST", DOSSIER "/fragments", body, .headers = headers};
    } else if (action == ACTION_CONFER && role == ROLE_PATIENT) {
        ask = (struct ask){testers[role], "POST", "/v1/threads/{thread}/messages",
                           "{\"kind\":\"vraag\",\"text\":\"x\"}", .headers = headers};
    } else if (action == ACTION_CONFER) {
        ask = (struct ask){testers[role], "GET", "/v1/threads/{thread}", NULL, .headers = headers};
    }
    int status = ask_and_save(house, &ask, NULL);
    assert_true(status == 200 || status == 422 || status == 403 || status == 404);
    return status == 200 || status == 422;
}

static void
hold_against_table(struct house *house, struct matrix *m, enum role role, enum consent_state state)
{
    for (unsigned action = 0; action < ACTION_COUNT; action++) {
        for (unsigned category = 0; category < (action == ACTION_CONFER ? 1U : CATEGORY_COUNT); category++) {
            const char *cell = m->cells[action][category][role];
            bool wanted = is_permitted(cell, state);
            bool got = ask_server(house, role, (enum action)action, (enum category)category);
            m->asked++;
            m->permitted += got;
            if (got != wanted) {
                fail_msg("%s %s %s with consent %s: the table says %s, the server %s", codes_text(&codes_role, role),
                         codes_text(&codes_action, action), codes_text(&codes_category, category), state_texts[state],
                         cell, got ? "permits" : "refuses");
            }
        }
    }
}

/* Through all states. A grant that could come to nothing is refused, and leaves things as they were. */
static void
walk_role(struct house *house, struct matrix *m, enum role role)
{
    char by_name[64];
    char by_role[64];
    (void)snprintf(by_name, sizeof by_name, "{\"actor\":\"{%s.id}\"}", testers[role]);
    (void)snprintf(by_role, sizeof by_role, "{\"role\":\"%s\"}", codes_text(&codes_role, role));
    hold_against_table(house, m, role, STATE_NONE);
    if (role == ROLE_PATIENT || give(house, m, role, by_name, "tnw_traject", "named") != 201) {
        assert_true(role == ROLE_PATIENT || role == ROLE_AUDITOR || role == ROLE_BEHEERDER);
        return;
    }
    hold_against_table(house, m, role, STATE_BY_NAME);
    take_back(house, "named");
    hold_against_table(house, m, role, STATE_WITHDRAWN);
    assert_int_equal(give(house, m, role, by_role, "tnw_traject", "to_role"), 201);
    hold_against_table(house, m, role, STATE_BY_ROLE);
    assert_int_equal(give(house, m, role, by_name, NULL, "out"), 201);
    hold_against_table(house, m, role, STATE_EXCLUDED);
    take_back(house, "out");
    take_back(house, "to_role");
    assert_int_equal(give(house, m, role, by_name, "rit", "other"), 201);
    hold_against_table(house, m, role, STATE_OTHER_PURPOSE);
    take_back(house, "other");
}

static void
the_server_gives_what_the_reviewed_table_says(void **state)
{
    struct house *house = *state;
    struct matrix *m = calloc(1, sizeof *m);
    assert_non_null(m);
    read_table(m, "docs/policy.md");
    set_the_dossier(house, m);
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        walk_role(house, m, (enum role)role);
    }
    assert_true(m->asked > 1500 && m->permitted > 300 && m->permitted < m->asked);
    free(m);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_server_gives_what_the_reviewed_table_says)};
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
