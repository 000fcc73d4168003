#include "resolve/known.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "resolve/names_kept.h"
#include "resolve/shorthand.h"
#include "settings/settings.h"
#include "texts/code_word.h"

/* Of one role, and roles: 500 dossiers and who takes part in them. Where there are more, one begins anew. */
#define NAMES_MAX 8000
#define SCOPES_MAX 8
/* After that a second patient of the same name may have come, of whom nothing was shown here. */
#define LISTED_FOR_S 43200
/* Names that one command asks for: a page of an inbox is mostly of the same few. */
#define LOOKUPS_MAX 30

struct known {
    struct names_key key;
    json_t *all;     /* scope → {"names": {id: name, or [name, start], or [subject, procedure]}, "listed": time} */
    json_t *scope;   /* of all */
    json_t *names;   /* of scope */
    struct cli *cli; /* of this run, which may ask */
    unsigned lookups;
    bool changed;
};

static json_t *
object_in(json_t *object, const char *name)
{
    if (!json_is_object(json_object_get(object, name))) {
        json_object_set_new(object, name, json_object());
    }
    return json_object_get(object, name);
}

enum tnw_err
known_open(struct cli *cli, struct recent *recent)
{
    struct settings settings;
    struct known *known = calloc(1, sizeof *known);
    cli->known = known;
    if (known == NULL) {
        return TNW_E_NO_MEMORY;
    }
    known->cli = cli;
    char scope[256] = "";
    if (settings_gather(&settings, cli) == TNW_OK) {
        char *const *values = settings.values;
        const char *principal = cli_text(cli, OPTION_ACT_FOR);
        principal = principal != NULL ? principal : values[SETTING_ACT_FOR];
        names_kept_key(&known->key, &settings);
        /* What one sees differs by role, registration, and for whom one acts. */
        (void)snprintf(scope, sizeof scope, "%s %s %s", values[SETTING_ROLE] == NULL ? "" : values[SETTING_ROLE],
                       values[SETTING_ACTOR] == NULL ? "" : values[SETTING_ACTOR], principal == NULL ? "" : principal);
    }
    settings_wipe(&settings);
    known->all = names_kept_read(&known->key, recent_names(recent));
    if (json_object_size(known->all) > SCOPES_MAX) {
        json_object_clear(known->all);
    }
    known->scope = object_in(known->all, scope);
    if (json_object_size(json_object_get(known->scope, "names")) > NAMES_MAX) {
        json_object_clear(known->scope);
    }
    known->names = object_in(known->scope, "names");
    return known->names == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}

void
known_close(struct cli *cli, struct recent *recent)
{
    struct known *known = cli->known;
    if (known != NULL) {
        char *text = known->changed ? names_kept_text(&known->key, known->all) : NULL;
        if (text != NULL) {
            recent_keep_names(recent, text);
        }
        free(text);
        json_decref(known->all);
        explicit_bzero(known, sizeof *known);
        free(known);
        cli->known = NULL;
    }
}

static bool
is_of_kind(const char *id, const char *kind)
{
    return id != NULL && shorthand_of(id, kind).form == SHORTHAND_WHOLE;
}

static void
note_name(struct known *known, const char *id, json_t *name)
{
    known->changed = known->changed || !json_equal(json_object_get(known->names, id), name);
    json_object_set_new(known->names, id, name);
}

/* {"id": "dos_...", "patient": {"name": ...}, "start": ...}, and what else speaks of a dossier and its patient. One of
 * which nothing was known came behind the last list: a name may be another's too. */
static void
learn_dossier(struct known *known, const json_t *object)
{
    const char *id = json_string_value(json_object_get(object, "id"));
    id = is_of_kind(id, "dos_") ? id : json_string_value(json_object_get(object, "dossier"));
    if (!is_of_kind(id, "dos_")) {
        return;
    }
    json_t *name = json_object_get(json_object_get(object, "patient"), "name");
    json_t *start = json_object_get(object, "start");
    const json_t *before = json_object_get(known->names, id);
    if (json_is_string(name) && (json_is_string(start) || before == NULL)) {
        note_name(known, id, json_pack("[OO]", name, json_is_string(start) ? start : json_null()));
    } else if (before == NULL && json_object_get(known->scope, "listed") != NULL) {
        json_object_del(known->scope, "listed");
        known->changed = true;
    }
}

/* An actor; somebody who takes part; or a request, whose name is that of who asks. Another object's name is its own. */
static void
learn_person(struct known *known, const json_t *object)
{
    json_t *name = json_object_get(object, "name");
    const char *own = json_string_value(json_object_get(object, "id"));
    const char *of = own == NULL ? "actor" : is_of_kind(own, "crq_") ? "by" : "id";
    const char *id = json_string_value(json_object_get(object, of));
    if (json_is_string(name) && is_of_kind(id, "act_")) {
        note_name(known, id, json_incref(name));
    }
}

/* {"id": "thr_...", "subject": ..., "procedure": ...} */
static void
learn_thread(struct known *known, const json_t *object)
{
    const char *id = json_string_value(json_object_get(object, "id"));
    json_t *subject = json_object_get(object, "subject");
    json_t *procedure = json_object_get(object, "procedure");
    if (is_of_kind(id, "thr_") && json_is_string(subject) && json_is_string(procedure)) {
        note_name(known, id, json_pack("[OO]", subject, procedure));
    }
}

/* What people wrote may have members of any name: what the server says of others is never inside. */
static void
learn_value(struct known *known, json_t *value)
{
    size_t i;
    json_t *inner;
    const char *member;
    json_array_foreach(value, i, inner)
    {
        learn_value(known, inner);
    }
    if (json_is_object(value)) {
        learn_dossier(known, value);
        learn_person(known, value);
        learn_thread(known, value);
    }
    json_object_foreach(value, member, inner)
    {
        if (strcmp(member, "content") != 0) {
            learn_value(known, inner);
        }
    }
}

void
known_learn(struct cli *cli, const char *json)
{
    json_t *answer = cli->known == NULL ? NULL : json_loads(json, 0, NULL);
    learn_value(cli->known, answer);
    json_decref(answer);
}

void
known_all_dossiers(struct cli *cli)
{
    if (cli->known != NULL) {
        json_object_set_new(cli->known->scope, "listed", json_integer((json_int_t)time(NULL)));
        cli->known->changed = true;
    }
}

/* Whether it is by the patient's name, or the first day of unfitness, as candidates_dossier has it. */
static bool
known_is_meant(const json_t *dossier, const char *name)
{
    const char *patient = json_string_value(json_array_get(dossier, 0));
    const char *start = json_string_value(json_array_get(dossier, 1));
    return (start != NULL && strcmp(start, name) == 0) || (patient != NULL && shorthand_is_name(patient, name));
}

char *
known_words(const struct cli *cli, const char *id)
{
    const json_t *value = cli->known == NULL ? NULL : json_object_get(cli->known->names, id);
    const char *first = json_string_value(json_array_get(value, 0));
    const char *second = code_word(cli->language, json_string_value(json_array_get(value, 1)));
    char *words = NULL;
    if (first == NULL ||
        asprintf(&words, "%s%s%s", first, second == NULL ? "" : ", ", second == NULL ? "" : second) < 0) {
        return NULL;
    }
    return words;
}

bool
known_has_all_dossiers(const struct cli *cli)
{
    time_t now = time(NULL);
    json_int_t listed = cli->known == NULL ? 0 : json_integer_value(json_object_get(cli->known->scope, "listed"));
    return listed <= now && listed + LISTED_FOR_S > now;
}

const char *
known_dossier_called(const struct cli *cli, const char *name, const char *behind)
{
    json_t *names = cli->known == NULL ? NULL : cli->known->names;
    void *at =
        behind == NULL ? json_object_iter(names) : json_object_iter_next(names, json_object_iter_at(names, behind));
    for (; at != NULL; at = json_object_iter_next(names, at)) {
        if (is_of_kind(json_object_iter_key(at), "dos_") && known_is_meant(json_object_iter_value(at), name)) {
            return json_object_iter_key(at);
        }
    }
    return NULL;
}

/* What the command was answered stays what the next run can name by @last. */
static void
keep_answer(struct cli *cli)
{
    if (cli->answer == NULL) {
        cli->answer = strdup(tnw_client_json(cli->client));
    }
}

static void
ask_name(struct cli *cli, const char *id)
{
    struct tnw_actor *actor = NULL;
    struct known *known = cli->known;
    if (known->lookups++ >= LOOKUPS_MAX) {
        return;
    }
    keep_answer(cli);
    enum tnw_err err = tnw_actor_get(cli->client, id, &actor);
    if (err == TNW_OK || err == TNW_E_NOT_FOUND) { /* who is in no directory is not asked for again */
        note_name(known, id, err == TNW_OK ? json_string(actor->name) : json_null());
    }
    tnw_actor_free(&actor);
}

const char *
known_name(const struct cli *cli, const char *id)
{
    struct known *known = cli->known;
    if (known == NULL || id == NULL) {
        return id;
    }
    const json_t *value = json_object_get(known->names, id);
    if (value == NULL && is_of_kind(id, "act_")) {
        ask_name(known->cli, id);
        value = json_object_get(known->names, id);
    }
    const char *name = json_string_value(json_is_array(value) ? json_array_get(value, 0) : value);
    return name == NULL ? id : name;
}
