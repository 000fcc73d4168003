#include <stdlib.h>
#include <string.h>

#include "scenario/house_test.h"
#include "story.h"

/* The path with the dossier of the row in it. */
static void
ask_of(struct story *story, const struct story_row *row, const char *actor, const char *path, const char *purpose,
       struct answer *answer)
{
    char filled[256];
    (void)snprintf(filled, sizeof filled, "/v1/dossiers/{%s.dossier}%s", row->patient, path);
    house_ask(story->house, &(struct ask){.actor = actor, .method = "GET", .path = filled, .purpose = purpose}, answer);
}

static const char *
text_of(const json_t *item, const char *member)
{
    const char *text = json_string_value(json_object_get(item, member));
    return text == NULL ? "-" : text;
}

/* "huisarts,patient" */
static void
join_roles(const json_t *roles, char out[128])
{
    size_t i;
    const json_t *role;
    out[0] = 0;
    json_array_foreach(roles, i, role)
    {
        size_t len = strlen(out);
        (void)snprintf(out + len, 128 - len, "%s%s", len > 0 ? "," : "", json_string_value(role));
    }
}

/* "FROM..UNTIL"; "-" where a side is open. */
static void
describe_window(const json_t *item, char out[32])
{
    (void)snprintf(out, 32, "%s..%s", text_of(item, "from"), text_of(item, "until"));
}

/* As the table says it: "WHO DUE FROM..UNTIL STATE", and why. */
static void
describe(const json_t *item, char out[256])
{
    char who[128];
    char window[32];
    join_roles(json_object_get(item, "who"), who);
    describe_window(item, window);
    (void)snprintf(out, 256, "%s %s %s %s (%s)", who, text_of(item, "due"), window, text_of(item, "state"),
                   text_of(item, "why"));
}

static bool
same_roles(const char *expected, const json_t *item)
{
    char list[128];
    char *rest = list;
    size_t count = 0;
    const json_t *roles = json_object_get(item, "who");
    if (strcmp(expected, "*") == 0) {
        return true;
    }
    (void)snprintf(list, sizeof list, "%s", expected);
    for (const char *role; (role = strsep(&rest, ",")) != NULL; count++) {
        size_t i = 0;
        while (i < json_array_size(roles) && strcmp(json_string_value(json_array_get(roles, i)), role) != 0) {
            i++;
        }
        if (i == json_array_size(roles)) {
            return false;
        }
    }
    return count == json_array_size(roles);
}

static bool
same_dates(const char *expected, const json_t *item)
{
    char window[32];
    size_t len = strcspn(expected, " ");
    if (strcmp(expected, "*") == 0) {
        return true;
    }
    const char *due = text_of(item, "due");
    if (strlen(due) != len || strncmp(due, expected, len) != 0) {
        return false;
    }
    if (expected[len] == 0) {
        return true; /* the table says nothing of a window */
    }
    describe_window(item, window);
    return strcmp(window, expected + len + 1) == 0;
}

static bool
same_state(const char *expected, const char *state)
{
    if (expected[0] == '!') {
        return strcmp(expected + 1, state) != 0;
    }
    return strcmp(expected, "*") == 0 || strcmp(expected, state) == 0;
}

static bool
is_as_said(const struct story_row *row, const json_t *item)
{
    if (strcmp(row->state, "not_applicable") == 0) {
        return strcmp(text_of(item, "state"), row->state) == 0;
    }
    return same_state(row->state, text_of(item, "state")) && same_dates(row->value, item) && same_roles(row->who, item);
}

/* Whether the step of that row, with its day, is in the list of what an actor is to do. */
static bool
is_in_due_list(struct story *story, const struct story_row *row, const char *actor)
{
    struct answer answer;
    char path[64];
    char name[64];
    char day[11];
    bool found = false;
    size_t i;
    size_t j;
    const json_t *item;
    const json_t *step;
    (void)snprintf(day, sizeof day, "%.10s", row->value);
    (void)snprintf(path, sizeof path, "/v1/due?before=%s", row->date); /* what is overdue */
    story_name(row, "dossier", name);
    house_ask(story->house, &(struct ask){.actor = actor, .method = "GET", .path = path}, &answer);
    assert_int_equal(answer.status, 200);
    assert_true(json_is_null(json_object_get(answer.body, "next")));
    json_array_foreach(json_object_get(answer.body, "items"), i, item)
    {
        json_array_foreach(json_object_get(item, "steps"), j, step)
        {
            found = found || (strcmp(text_of(item, "dossier"), house_name(story->house, name)) == 0 &&
                              strcmp(text_of(step, "rule"), row->what) == 0 && strcmp(text_of(step, "due"), day) == 0);
        }
    }
    answer_free(&answer);
    return found;
}

/* What is overdue stands in the list of everybody whose move it is and who takes part; what is done does not. */
static void
look_at_due_lists(struct story *story, const struct story_row *row)
{
    char list[128];
    char in[64];
    char *rest = list;
    bool overdue = strcmp(row->state, "overdue") == 0;
    if ((!overdue && strcmp(row->state, "done") != 0) || strchr("*-", row->value[0]) != NULL) {
        return;
    }
    (void)snprintf(list, sizeof list, "%s", row->who);
    for (const char *role; (role = strsep(&rest, ",")) != NULL;) {
        (void)snprintf(in, sizeof in, "%s.in.%s", row->patient, role);
        if (house_name(story->house, in) != NULL && is_in_due_list(story, row, story_actor(row, role)) != overdue) {
            (void)story_differs(story, row, overdue ? "it is not in their due list" : "it is in their due list");
        }
    }
}

/* The patient looks, who sees every step. A rule can have several: the one done last and the one to come. A step that
 * is not shown does not apply. */
static void
look_at_step(struct story *story, const struct story_row *row)
{
    struct answer answer;
    char got[1024] = "";
    size_t i;
    const json_t *item;
    bool found = false;
    bool shown = false;
    ask_of(story, row, story_actor(row, "patient"), "/timeline?all=1", NULL, &answer);
    json_array_foreach(json_object_get(answer.body, "items"), i, item)
    {
        size_t len = strlen(got);
        if (strcmp(text_of(item, "rule"), row->what) == 0) {
            char one[256];
            shown = true;
            found = found || is_as_said(row, item);
            describe(item, one);
            (void)snprintf(got + len, sizeof got - len, "%s%s", len > 0 ? "; " : "", one);
        }
    }
    if (!shown) {
        found = strcmp(row->state, "not_applicable") == 0 || row->state[0] == '!';
        (void)snprintf(got, sizeof got, "no such step: %d %s", answer.status, answer.code);
    }
    answer_free(&answer);
    if (!found) {
        (void)story_differs(story, row, got);
        return;
    }
    look_at_due_lists(story, row);
}

/* May read: 200. May not: refused, or not even told that there is one. */
static void
look_at_reading(struct story *story, const struct story_row *row)
{
    struct answer answer;
    char path[128];
    char purpose[64] = "tnw_traject";
    char got[64];
    (void)snprintf(path, sizeof path, "/fragments/{%s.%s}", row->patient, row->what);
    (void)story_get(row->value, "purpose", purpose, sizeof purpose);
    story_name(row, row->what, got);
    if (house_name(story->house, got) == NULL) {
        (void)story_differs(story, row, "nobody wrote one");
        return;
    }
    ask_of(story, row, story_actor(row, row->who), path, purpose, &answer);
    bool may = answer.status == 200;
    if ((!may && answer.status != 403 && answer.status != 404) || may != story_has(row->value, "yes")) {
        (void)snprintf(got, sizeof got, "%d %s", answer.status, answer.code);
        (void)story_differs(story, row, got);
    }
    answer_free(&answer);
}

/* Appends what came into the inbox of that actor since it was last looked at. */
static json_t *
read_inbox(struct story *story, const char *actor)
{
    struct answer answer;
    char path[96];
    json_t *events = json_object_get(story->inboxes, actor);
    if (events == NULL) {
        events = json_array();
        assert_int_equal(json_object_set_new(story->inboxes, actor, events), 0);
    }
    size_t before;
    do {
        before = json_array_size(events);
        const json_t *last = json_array_get(events, before - 1);
        (void)snprintf(path, sizeof path, "/v1/inbox?limit=200&after=%" JSON_INTEGER_FORMAT,
                       json_integer_value(json_object_get(last, "seq")));
        house_ask(story->house, &(struct ask){.actor = actor, .method = "GET", .path = path}, &answer);
        assert_int_equal(answer.status, 200);
        assert_int_equal(json_array_extend(events, json_object_get(answer.body, "items")), 0);
        answer_free(&answer);
    } while (json_array_size(events) > before);
    return events;
}

/* How often that step was told: "due" or "overdue". */
static size_t
times_told(struct story *story, const struct story_row *row)
{
    char type[32];
    char name[64];
    size_t count = 0;
    size_t i;
    const json_t *event;
    (void)snprintf(type, sizeof type, "step.%.*s", (int)strcspn(row->value, " "), row->value);
    story_name(row, "dossier", name);
    json_array_foreach(read_inbox(story, story_actor(row, row->who)), i, event)
    {
        count += strcmp(text_of(event, "type"), type) == 0 && strcmp(text_of(event, "rule"), row->what) == 0 &&
                 strcmp(text_of(event, "dossier"), house_name(story->house, name)) == 0;
    }
    return count;
}

static void
look_at_inbox(struct story *story, const struct story_row *row)
{
    char got[32];
    size_t count = times_told(story, row);
    if (count != (story_has(row->value, "again") ? 2 : 1)) {
        (void)snprintf(got, sizeof got, "told %zu times", count);
        (void)story_differs(story, row, got);
    }
}

/* Whether a row says that the step was told again, since it did not apply in between. */
static bool
is_told_again(const struct story *story, const json_t *event)
{
    for (size_t i = 0; i < story->table.count; i++) {
        const struct story_row *row = &story->table.rows[i];
        char name[64];
        story_name(row, "dossier", name);
        if (strcmp(row->line, "told") == 0 && story_has(row->value, "again") &&
            strcmp(row->what, text_of(event, "rule")) == 0 &&
            strcmp(house_name(story->house, name), text_of(event, "dossier")) == 0) {
            return true;
        }
    }
    return false;
}

/* The inbox of an actor holds no step of a day twice. */
static void
check_once(struct story *story, const char *actor)
{
    json_t *seen = json_object();
    size_t i;
    const json_t *event;
    json_array_foreach(read_inbox(story, actor), i, event)
    {
        char key[256];
        if (strncmp(text_of(event, "type"), "step.", 5) != 0 || is_told_again(story, event)) {
            continue;
        }
        (void)snprintf(key, sizeof key, "%s %s %s %s", text_of(event, "type"), text_of(event, "rule"),
                       text_of(event, "due"), text_of(event, "dossier"));
        if (json_object_get(seen, key) != NULL) {
            print_error("%s was told twice: %s\n", actor, key);
            story->differences++;
        }
        assert_int_equal(json_object_set_new(seen, key, json_true()), 0);
    }
    json_decref(seen);
}

void
story_check_inboxes(struct story *story)
{
    static const char *const actors[] = {"huisarts",    "adviserend_arts", "arbeidsarts", "tnw_coordinator",
                                         "bemiddelaar", "werkgever",       "patient",     "patient2",
                                         "patient3",    "patient4"};
    for (size_t i = 0; i < sizeof actors / sizeof actors[0]; i++) {
        house_hang_up(story->house); /* a poll that brings nothing takes a while, in which others' connections end */
        check_once(story, actors[i]);
    }
}

void
story_look(struct story *story, const struct story_row *row)
{
    if (strcmp(row->line, "step") == 0) {
        look_at_step(story, row);
    } else if (strcmp(row->line, "read") == 0) {
        look_at_reading(story, row);
    } else if (strcmp(row->line, "told") == 0) {
        look_at_inbox(story, row);
    } else {
        (void)story_differs(story, row, "what is this?");
    }
}
