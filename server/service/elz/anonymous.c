#include "service/elz/anonymous.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "rules/decide.h"
#include "service/core/caller/person.h"
#include "service/core/problem.h"
#include "store/records/actor.h"
#include "store/records/consent.h"
#include "store/records/dossier.h"
#include "store/records/trio/visitor.h"

void
anonymous_add(struct anonymous *texts, const char *pointer, const char *text)
{
    if (text != NULL && texts->count < ANONYMOUS_TEXTS) {
        texts->pointers[texts->count] = pointer;
        texts->texts[texts->count++] = text;
    }
}

void
anonymous_add_place(struct anonymous *texts, const char *pointer, const char *text)
{
    size_t at = texts->count;
    anonymous_add(texts, pointer, text);
    if (texts->count > at) {
        texts->is_place[at] = true;
    }
}

/* The texts, taken apart. */
struct opened {
    struct telltale_text *texts[ANONYMOUS_TEXTS];
};

/* Each is looked at together with what stands before it: the reader sees both. */
static void
open_texts(struct anonymous *texts, struct slice before, day_num today, struct opened *out)
{
    for (size_t i = 0; i < texts->count && texts->err == TNW_OK; i++) {
        struct slice text = slice_str(texts->texts[i]);
        texts->err = telltale_open(&out->texts[i], before, text, today, &texts->found[i]);
        before = text.len > LIMIT_SAID_BEFORE ? slice_of(NULL, 0) : text;
    }
}

static bool
is_of_theirs(const struct dossier *dossier, const struct id *actor)
{
    bool does = id_eq(&dossier->opened_by, actor);
    for (size_t i = 0; !does && i < dossier->participant_count; i++) {
        does = id_eq(&dossier->participants[i].actor, actor);
    }
    return does;
}

static void
hold_against(struct anonymous *texts, const struct opened *opened, struct slice name)
{
    for (size_t i = 0; i < texts->count && texts->err == TNW_OK; i++) {
        texts->err = telltale_name(opened->texts[i], name, &texts->found[i]);
    }
}

static bool
is_put_out(const struct call *call, struct txn *txn, const struct id *dossier, const struct id *actor)
{
    struct person person;
    struct consent_terms *terms = NULL;
    size_t count = consent_load_terms(txn, dossier, &terms);
    bool out = count > 0 && person_of_actor(call, txn, actor, &person) &&
               decide_out(terms, count, &person, call->ready.today) != NULL;
    free(terms);
    return out;
}

/* Whom the patient put out before they ever looked does not know whose dossier it is, and learns it from no refusal. */
static bool
knows_patient(const struct call *call, struct txn *txn, const struct dossier *dossier, const struct id *actor)
{
    return visitor_is_known(txn, &dossier->id, actor) ||
           (is_of_theirs(dossier, actor) && !is_put_out(call, txn, &dossier->id, actor));
}

static void
search_dossier(const struct call *call, struct txn *txn, struct anonymous *texts, const struct opened *opened,
               const struct id *id, const struct id *actor)
{
    struct dossier dossier;
    if (!dossier_get(txn, id, &dossier)) {
        return;
    }
    if (knows_patient(call, txn, &dossier, actor)) {
        hold_against(texts, opened, buf_slice(&dossier.name));
    }
    dossier_wipe(&dossier);
}

/* The dossiers to which a registration has a link. opened NULL: they are only counted. Returns false for too many. */
static bool
walk_dossiers(const struct call *call, struct txn *txn, struct anonymous *texts, const struct opened *opened,
              const struct id *actor, struct id *linked, size_t *count)
{
    struct dossier_walk walk;
    struct id id;
    dossier_walk_of_actor(&walk, txn, actor, &(struct id){{0}});
    while (*count <= LIMIT_OWN_DOSSIERS && dossier_next(&walk, &id)) {
        for (size_t i = 0; i < ID_SIZE; i++) {
            linked->bytes[i] = (uint8_t)(linked->bytes[i] ^ id.bytes[i]);
        }
        (*count)++;
        if (opened != NULL && texts->err == TNW_OK) {
            search_dossier(call, txn, texts, opened, &id, actor);
        }
    }
    dossier_walk_close(&walk);
    return *count <= LIMIT_OWN_DOSSIERS;
}

static bool
walk_all(const struct call *call, struct txn *txn, struct anonymous *texts, const struct opened *opened,
         struct id *linked, size_t *count)
{
    struct id actors[LIMIT_IDENTITY_ACTORS];
    size_t registrations = actor_by_identity(txn, &call->in->peer.identity_index, actors);
    bool all = true;
    *linked = (struct id){{0}};
    *count = 0;
    for (size_t i = 0; i < registrations && all; i++) {
        all = walk_dossiers(call, txn, texts, opened, &actors[i], linked, count);
    }
    return all;
}

void
anonymous_look(struct call *call, struct txn *snapshot, struct anonymous *texts, struct slice before)
{
    struct opened opened = {{NULL}};
    texts->generation = txn_generation(snapshot);
    open_texts(texts, before, call->ready.today, &opened);
    if (texts->err == TNW_OK) {
        texts->too_many = !walk_all(call, snapshot, texts, &opened, &texts->linked, &texts->linked_count);
    }
    for (size_t i = 0; i < ANONYMOUS_TEXTS; i++) {
        telltale_free(&opened.texts[i]);
    }
    texts->searched = texts->err == TNW_OK && txn_error(snapshot) == TNW_OK;
}

void
anonymous_look_alone(struct call *call, struct txn *snapshot)
{
    anonymous_look(call, snapshot, call->ready.draft, slice_of(NULL, 0));
}

/* Whether the author has a dossier more since, or one less. */
static bool
is_still_so(const struct call *call, struct txn *txn, const struct anonymous *texts)
{
    struct id linked;
    size_t count;
    if (texts->generation == txn_generation(txn)) {
        return true;
    }
    (void)walk_all(call, txn, NULL, NULL, &linked, &count);
    return count == texts->linked_count && id_eq(&linked, &texts->linked);
}

enum tnw_err
anonymous_check(struct call *call, struct txn *txn, const struct anonymous *texts)
{
    enum tnw_err err = TNW_OK;
    if (!texts->searched || (!texts->too_many && !is_still_so(call, txn, texts))) {
        return problem(call, TNW_E_UNAVAILABLE, "The text could not be searched just now; send it again.");
    }
    for (size_t i = 0; i < texts->count; i++) {
        for (size_t k = 0; k < texts->found[i].count; k++) {
            char words[160];
            const struct telltale *it = &texts->found[i].list[k];
            if (it->kind != TELLTALE_ADDRESS || !texts->is_place[i]) {
                telltale_say(words, sizeof words, it);
                err = problem_at(call, texts->pointers[i], "rule", words);
            }
        }
    }
    if (err == TNW_OK && texts->too_many) {
        err = problem(call, TNW_E_CONFLICT, "You have more dossiers than a text can be held against.");
    }
    return err;
}
