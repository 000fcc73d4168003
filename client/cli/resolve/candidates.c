#include "resolve/candidates.h"

#include <stdlib.h>
#include <string.h>

#include "print.h"
#include "resolve/known.h"
#include "resolve/shorthand.h"
#include "texts/code_word.h"

/* Of own dossiers; whoever has more gives a national number. */
#define PAGES_MAX 25

void
candidates_add(struct candidates *found, const char *id, const char *words)
{
    size_t at = found->count++;
    if (at < CANDIDATES_MAX) {
        (void)snprintf(found->id[at], sizeof found->id[at], "%s", id);
        found->words[at] = words == NULL ? NULL : strdup(words);
    }
}

void
candidates_wipe(struct candidates *found)
{
    for (size_t i = 0; i < CANDIDATES_MAX; i++) {
        free(found->words[i]);
    }
    *found = (struct candidates){.count = 0};
}

static void
add_actor(const struct cli *cli, struct candidates *found, const struct tnw_actor *actor)
{
    const char *zone = actor->contact.zone;
    char *roles = code_words(cli->language, actor->roles);
    char *words = NULL;
    if (asprintf(&words, "%s, %s%s%s", actor->name, roles == NULL ? "" : roles, zone == NULL ? "" : ", ",
                 zone == NULL ? "" : zone) < 0) {
        words = NULL;
    }
    candidates_add(found, actor->id, words);
    free(words);
    free(roles);
}

enum tnw_err
candidates_actor(struct cli *cli, const char *name, const char *role, struct candidates *found)
{
    struct tnw_actors *actors = NULL;
    const struct tnw_actor_query query = {.role = role, .q = name, .page = {.limit = CANDIDATES_MAX + 1}};
    *found = (struct candidates){.count = 0};
    enum tnw_err err = tnw_actor_list(cli->client, &query, &actors);
    for (size_t i = 0; err == TNW_OK && i < actors->count; i++) {
        add_actor(cli, found, &actors->items[i]);
    }
    tnw_actors_free(&actors);
    return err;
}

enum tnw_err
candidates_participant(struct cli *cli, const char *name, const char *dossier, struct candidates *found)
{
    struct tnw_dossier *shown = NULL;
    *found = (struct candidates){.count = 0};
    enum tnw_err err = tnw_dossier_get(cli->client, dossier, &shown);
    known_learn(cli, err == TNW_OK ? tnw_client_json(cli->client) : "");
    for (size_t i = 0; err == TNW_OK && i < shown->participant_count; i++) {
        const struct tnw_participant *participant = &shown->participants[i];
        if (participant->name != NULL && shorthand_is_name(participant->name, name)) {
            char words[256];
            (void)snprintf(words, sizeof words, "%.200s, %s", participant->name,
                           code_word(cli->language, participant->role));
            candidates_add(found, participant->actor, words);
        }
    }
    tnw_dossier_free(&shown);
    return err;
}

enum tnw_err
candidates_known_actor(struct cli *cli, const char *id, struct candidates *found)
{
    struct tnw_actor *actor = NULL;
    *found = (struct candidates){.count = 0};
    enum tnw_err err = tnw_actor_get(cli->client, id, &actor);
    if (err == TNW_OK) {
        add_actor(cli, found, actor);
    }
    tnw_actor_free(&actor);
    return err;
}

static void
add_dossier(const struct cli *cli, struct candidates *found, const struct tnw_dossier *dossier)
{
    char *words = NULL;
    if (asprintf(&words, "%s, %s, %s", dossier->patient.name == NULL ? "-" : dossier->patient.name, dossier->start,
                 code_word(cli->language, dossier->state)) < 0) {
        words = NULL;
    }
    candidates_add(found, dossier->id, words);
    free(words);
}

/* By the patient's name, or the first day of unfitness. */
static bool
is_meant(const struct tnw_dossier *dossier, const char *name)
{
    return strcmp(dossier->start, name) == 0 ||
           (dossier->patient.name != NULL && shorthand_is_name(dossier->patient.name, name));
}

/* What it is called was seen before: to ask again would only add to the patient's access log. */
static bool
add_known(const struct cli *cli, const char *id, struct candidates *found)
{
    char *words = known_words(cli, id);
    if (words != NULL) {
        candidates_add(found, id, words);
    }
    free(words);
    return found->count > 0;
}

/* None of those that were seen: it may be a new one, or a slip. */
static bool
find_known(const struct cli *cli, const char *name, struct candidates *found)
{
    const char *id = known_has_all_dossiers(cli) ? known_dossier_called(cli, name, NULL) : NULL;
    for (; id != NULL; id = known_dossier_called(cli, name, id)) {
        (void)add_known(cli, id, found);
    }
    return found->count > 0;
}

enum tnw_err
candidates_dossier(struct cli *cli, const char *name, struct candidates *found)
{
    char *after = NULL;
    enum tnw_err err = TNW_OK;
    *found = (struct candidates){.count = 0};
    if (find_known(cli, name, found)) {
        return TNW_OK;
    }
    for (unsigned page = 0; page < PAGES_MAX && err == TNW_OK; page++) {
        struct tnw_dossiers *dossiers = NULL;
        const struct tnw_page query = {.after = after};
        err = tnw_dossier_list(cli->client, &query, &dossiers);
        known_learn(cli, err == TNW_OK ? tnw_client_json(cli->client) : "");
        free(after);
        after = err == TNW_OK && dossiers->next != NULL ? strdup(dossiers->next) : NULL;
        for (size_t i = 0; err == TNW_OK && i < dossiers->count; i++) {
            if (is_meant(&dossiers->items[i], name)) {
                add_dossier(cli, found, &dossiers->items[i]);
            }
        }
        tnw_dossiers_free(&dossiers);
        if (after == NULL && err == TNW_OK) {
            known_all_dossiers(cli);
        }
        if (after == NULL) {
            return err;
        }
    }
    free(after);
    candidates_wipe(found);
    found->cut = true;
    return err;
}

enum tnw_err
candidates_known_dossier(struct cli *cli, const char *id, struct candidates *found)
{
    struct tnw_dossier *dossier = NULL;
    *found = (struct candidates){.count = 0};
    if (add_known(cli, id, found)) {
        return TNW_OK;
    }
    enum tnw_err err = tnw_dossier_get(cli->client, id, &dossier);
    known_learn(cli, err == TNW_OK ? tnw_client_json(cli->client) : "");
    if (err == TNW_OK) {
        add_dossier(cli, found, dossier);
    }
    tnw_dossier_free(&dossier);
    return err;
}

enum tnw_err
candidates_fragment(struct cli *cli, const char *category, const char *dossier, struct candidates *found)
{
    struct tnw_fragments *fragments = NULL;
    const struct tnw_page page = {.limit = CANDIDATES_MAX + 1};
    *found = (struct candidates){.count = 0};
    enum tnw_err err = tnw_fragment_list(cli->client, dossier, category, &page, &fragments);
    for (size_t i = 0; err == TNW_OK && i < fragments->count; i++) {
        const struct tnw_fragment *fragment = &fragments->items[i];
        char time[PRINT_TIME];
        char words[128];
        (void)snprintf(words, sizeof words, "%s, %s, %s", code_word(cli->language, fragment->category),
                       code_word(cli->language, fragment->author_role), print_time(time, fragment->updated));
        candidates_add(found, fragment->id, words);
    }
    tnw_fragments_free(&fragments);
    return err;
}

enum tnw_err
candidates_known_thread(struct cli *cli, const char *id, struct candidates *found)
{
    struct tnw_thread *thread = NULL;
    *found = (struct candidates){.count = 0};
    if (add_known(cli, id, found)) {
        return TNW_OK;
    }
    enum tnw_err err = tnw_thread_get(cli->client, id, &thread);
    if (err == TNW_OK) {
        char words[256];
        (void)snprintf(words, sizeof words, "%.200s, %s, %s", thread->subject,
                       code_word(cli->language, thread->procedure), code_word(cli->language, thread->state));
        candidates_add(found, thread->id, words);
    }
    tnw_thread_free(&thread);
    return err;
}

enum tnw_err
candidates_known_consent(struct cli *cli, const char *dossier, const char *id, struct candidates *found)
{
    struct tnw_consent *consent = NULL;
    *found = (struct candidates){.count = 0};
    enum tnw_err err = tnw_consent_get(cli->client, dossier, id, &consent);
    if (err == TNW_OK) {
        char words[512];
        char *categories = code_words(cli->language, consent->categories);
        (void)snprintf(words, sizeof words, "%s, %s, %.300s, %s", code_word(cli->language, consent->effect),
                       consent->grantee.actor != NULL ? known_name(cli, consent->grantee.actor)
                                                      : code_word(cli->language, consent->grantee.role),
                       categories == NULL ? "" : categories, code_word(cli->language, consent->state));
        candidates_add(found, consent->id, words);
        free(categories);
    }
    tnw_consent_free(&consent);
    return err;
}

static void
add_fiche(const struct cli *cli, struct candidates *found, const struct tnw_fiche *fiche)
{
    char words[400];
    (void)snprintf(words, sizeof words, "%.200s, %s%s%.100s", fiche->name, code_word(cli->language, fiche->kind),
                   fiche->place == NULL ? "" : ", ", fiche->place == NULL ? "" : fiche->place);
    candidates_add(found, fiche->id, words);
}

enum tnw_err
candidates_fiche(struct cli *cli, const char *name, struct candidates *found)
{
    struct tnw_fiches *fiches = NULL;
    const struct tnw_fiche_query query = {.q = name, .page = {.limit = CANDIDATES_MAX + 1}};
    *found = (struct candidates){.count = 0};
    enum tnw_err err = tnw_fiche_list(cli->client, &query, &fiches);
    for (size_t i = 0; err == TNW_OK && i < fiches->count; i++) {
        add_fiche(cli, found, &fiches->items[i]);
    }
    tnw_fiches_free(&fiches);
    return err;
}

enum tnw_err
candidates_known_fiche(struct cli *cli, const char *id, struct candidates *found)
{
    struct tnw_fiche *fiche = NULL;
    *found = (struct candidates){.count = 0};
    enum tnw_err err = tnw_fiche_get(cli->client, id, &fiche);
    if (err == TNW_OK) {
        add_fiche(cli, found, fiche);
    }
    tnw_fiche_free(&fiche);
    return err;
}
