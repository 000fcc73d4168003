#include "resolve/recent.h"

#include <stdlib.h>
#include <string.h>

#include "resolve/shorthand.h"
#include "settings/remembered.h"
#include "settings/settings.h"

#define RECENT_MAX ((size_t)4 << 20)
/* Of each kind: more than a day's work shows. */
#define SEEN_MAX 500

static json_t *
child_of(json_t *object, const char *name, bool list)
{
    json_t *value = json_object_get(object, name);
    if (list ? !json_is_array(value) : !json_is_object(value)) {
        json_object_set_new(object, name, list ? json_array() : json_object());
        value = json_object_get(object, name);
    }
    return value;
}

/* Two people at one machine have two certificates. */
static char *
name_profile(struct cli *cli)
{
    struct settings settings;
    char *name = NULL;
    if (settings_gather(&settings, cli) == TNW_OK && settings.values[SETTING_URL] != NULL) {
        const char *cert = settings.values[SETTING_CERT];
        cert = cert != NULL ? cert : settings.values[SETTING_P12];
        if (asprintf(&name, "%s %s", settings.values[SETTING_URL], cert == NULL ? "" : cert) < 0) {
            name = NULL;
        }
    }
    settings_wipe(&settings);
    return name;
}

enum tnw_err
recent_open(struct cli *cli, struct recent *out)
{
    char *name = name_profile(cli);
    *out = (struct recent){.path = remembered_path(cli, "recent.json")};
    if (out->path == NULL || remembered_read(cli, out->path, RECENT_MAX, TEXT_DAMAGED_REMOVE_IT, &out->all) != TNW_OK) {
        out->all = json_object(); /* damaged: it holds nothing that cannot be seen again */
    }
    cli->why[0] = 0;
    out->own = child_of(out->all, name == NULL ? "" : name, false);
    free(name);
    return out->own == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}

void
recent_close(struct recent *recent)
{
    json_decref(recent->all);
    free(recent->path);
    *recent = (struct recent){NULL, NULL, NULL};
}

static const json_t *
member_of_kind(const struct recent *recent, const char *kind, const char *member)
{
    return json_object_get(json_object_get(recent->own, kind), member);
}

/* What another program wrote there is an id of that kind, or nothing. */
static const char *
checked_id(const json_t *value, const char *kind)
{
    const char *id = json_string_value(value);
    return id != NULL && shorthand_of(id, kind).form == SHORTHAND_WHOLE ? id : NULL;
}

const char *
recent_last(const struct recent *recent, const char *kind)
{
    return checked_id(member_of_kind(recent, kind, "last"), kind);
}

const char *
recent_row(const struct recent *recent, const char *kind, size_t row)
{
    return checked_id(json_array_get(member_of_kind(recent, kind, "rows"), row), kind);
}

const char *
recent_seen(const struct recent *recent, const char *kind, size_t i)
{
    return checked_id(json_array_get(member_of_kind(recent, kind, "seen"), i), kind);
}

/* Out: kind, of an id. Returns false for anything else. */
static bool
take_kind(const char *id, char kind[SHORTHAND_PREFIX + 1])
{
    if (id == NULL || strlen(id) != SHORTHAND_ID) {
        return false;
    }
    memcpy(kind, id, SHORTHAND_PREFIX);
    kind[SHORTHAND_PREFIX] = 0;
    return kind[SHORTHAND_PREFIX - 1] == '_' && shorthand_of(id, kind).form == SHORTHAND_WHOLE;
}

/* At the front of those seen, once. */
static void
note_seen(struct recent *recent, const char *kind, const char *id)
{
    json_t *seen = child_of(child_of(recent->own, kind, false), "seen", true);
    size_t i;
    const json_t *value;
    json_array_foreach(seen, i, value)
    {
        if (strcmp(json_string_value(value) == NULL ? "" : json_string_value(value), id) == 0) {
            json_array_remove(seen, i);
            break;
        }
    }
    json_array_insert_new(seen, 0, json_string(id));
    while (json_array_size(seen) > SEEN_MAX) {
        json_array_remove(seen, SEEN_MAX);
    }
}

void
recent_note(struct recent *recent, const char *id)
{
    char kind[SHORTHAND_PREFIX + 1];
    if (take_kind(id, kind)) {
        json_object_set_new(child_of(recent->own, kind, false), "last", json_string(id));
        note_seen(recent, kind, id);
    }
}

void
recent_note_rows(struct recent *recent, const char *kind, const char *const *ids, size_t count)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(rows, json_string(ids[i]));
    }
    json_object_set_new(child_of(recent->own, kind, false), "rows", rows);
}

/* The rows of a list are what its items are; where these have no id of their own, as in an inbox, what they are of. */
static void
note_rows(struct recent *recent, const json_t *items, const char *member)
{
    char kind[SHORTHAND_PREFIX + 1] = "";
    json_t *rows = NULL;
    size_t i;
    const json_t *item;
    json_array_foreach(items, i, item)
    {
        const char *id = json_string_value(json_object_get(item, member));
        if (rows == NULL && take_kind(id, kind)) {
            rows = json_array();
            while (json_array_size(rows) < i) {
                json_array_append_new(rows, json_null());
            }
        }
        char own[SHORTHAND_PREFIX + 1];
        bool fits = take_kind(id, own) && strcmp(own, kind) == 0;
        json_array_append_new(rows, fits ? json_string(id) : json_null());
    }
    if (rows != NULL) {
        json_object_set_new(child_of(recent->own, kind, false), "rows", rows);
    }
}

/* Everything in it that is an id may be typed by its last characters. */
static void
note_members(struct recent *recent, json_t *item)
{
    const char *name;
    const json_t *value;
    char kind[SHORTHAND_PREFIX + 1];
    json_object_foreach(item, name, value)
    {
        if (take_kind(json_string_value(value), kind)) {
            note_seen(recent, kind, json_string_value(value));
        }
    }
}

/* What of a list of what is due can be answered: questions to oneself, or requests for consent. */
static json_t *
answerable(json_t *items, const char *list)
{
    json_t *all = json_array();
    size_t i;
    size_t k;
    json_t *item;
    json_t *inner;
    json_array_foreach(items, i, item)
    {
        const char *side = json_string_value(json_object_get(item, "side"));
        bool waits = side != NULL && strcmp(side, "for_me") == 0;
        json_array_foreach(waits ? json_object_get(item, list) : NULL, k, inner)
        {
            json_array_append(all, inner);
        }
    }
    return all;
}

/* Their rows are those of the tables of `todo`. */
static void
note_due(struct recent *recent, json_t *items)
{
    json_t *questions = answerable(items, "questions");
    json_t *requests = answerable(items, "consent_requests");
    for (size_t i = json_array_size(questions); i > 0; i--) {
        note_members(recent, json_array_get(questions, i - 1));
    }
    for (size_t i = json_array_size(requests); i > 0; i--) {
        note_members(recent, json_array_get(requests, i - 1));
    }
    note_rows(recent, questions, "message");
    note_rows(recent, questions, "thread");
    note_rows(recent, requests, "id");
    note_rows(recent, requests, "dossier");
    json_decref(questions);
    json_decref(requests);
}

/* Their rows are as they are shown: of a fragment, or of one message after the other. */
static void
note_attachments(struct recent *recent, const json_t *answer)
{
    json_t *all = json_array();
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(answer, "items"), i, item)
    {
        (void)json_array_extend(all, json_object_get(item, "attachments"));
    }
    (void)json_array_extend(all, json_object_get(answer, "attachments"));
    for (i = json_array_size(all); i > 0; i--) {
        note_members(recent, json_array_get(all, i - 1));
    }
    note_rows(recent, all, "id");
    recent_note(recent, json_string_value(json_object_get(json_array_get(all, 0), "id")));
    json_decref(all);
}

void
recent_note_answer(struct recent *recent, const char *json)
{
    static const char *const members[] = {"dossier", "thread", "fragment", "message", "consent"};
    json_t *answer = json_loads(json, 0, NULL);
    json_t *items = json_object_get(answer, "items");
    const json_t *first = json_array_get(items, 0);
    for (size_t i = json_array_size(items); i > 0; i--) {
        note_members(recent, json_array_get(items, i - 1));
    }
    note_members(recent, answer);
    note_attachments(recent, answer);
    recent_note(recent, json_string_value(json_object_get(answer, "id")));
    if (json_is_string(json_object_get(first, "id"))) {
        note_rows(recent, items, "id");
    } else if (json_is_array(json_object_get(first, "consent_requests"))) {
        note_due(recent, items);
    } else {
        for (size_t i = 0; first != NULL && i < sizeof members / sizeof members[0]; i++) {
            note_rows(recent, items, members[i]);
        }
    }
    json_decref(answer);
}

const char *
recent_names(const struct recent *recent)
{
    return json_string_value(json_object_get(recent->own, "names"));
}

void
recent_keep_names(struct recent *recent, const char *encrypted)
{
    json_object_set_new(recent->own, "names", json_string(encrypted));
}

void
recent_save(struct cli *cli, const struct recent *recent)
{
    if (recent->path != NULL && json_object_size(recent->own) > 0) {
        char before[sizeof cli->why];
        memcpy(before, cli->why, sizeof before);
        if (remembered_write(cli, recent->path, recent->all) != TNW_OK) {
            memcpy(cli->why, before, sizeof before);
        }
    }
}
