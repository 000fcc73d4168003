#include "service/dossier/double.h"

#include <string.h>

#include "service/core/notify.h"

/* The next dossier of the same patient with the same start, opened. false: no more, or a sticky error. Who walks closes
 * *other. */
static bool
next_double(struct call *call, struct txn *txn, const struct dossier *dossier, struct dossier_walk *walk,
            size_t *looked, struct access *other)
{
    struct id id;
    while (*looked < LIMIT_DOUBLES && dossier_next(walk, &id)) {
        ++*looked;
        if (id_eq(&id, &dossier->id)) {
            continue;
        }
        if (access_load(call, txn, &id, other) && other->dossier.start == dossier->start) {
            return true;
        }
        access_close(other);
    }
    return false;
}

static void
open_walk(const struct call *call, struct txn *txn, const struct dossier *dossier, struct dossier_walk *walk)
{
    struct identity patient = {.kind = IDENTITY_NISS};
    memcpy(patient.number, dossier->niss, sizeof patient.number);
    struct hash index = call_identity_index(call->world, &patient);
    dossier_walk_of_patient(walk, txn, &index, &(struct id){{0}});
}

/* Of each dossier the other. Who made it so is told like everybody who may know of both. */
static void
tell_of_pair(struct call *call, struct txn *txn, const struct access *one, const struct access *other,
             const struct id *actor)
{
    if (access_out(call, txn, one, actor) == NULL && access_out(call, txn, other, actor) == NULL) {
        notify(call, txn, actor,
               (struct event){.type = EVENT_DOSSIER_DOUBLE, .dossier = one->dossier.id, .object = other->dossier.id});
    }
}

static void
tell_both(struct call *call, struct txn *txn, const struct access *one, const struct access *other)
{
    const struct dossier *dossier = &one->dossier;
    tell_of_pair(call, txn, one, other, &dossier->patient);
    for (size_t i = 0; i < dossier->participant_count; i++) {
        const struct id *actor = &dossier->participants[i].actor;
        bool first = access_participant(one, actor, ROLE_NONE) == &dossier->participants[i];
        if (first && access_participant(other, actor, ROLE_NONE) != NULL) {
            tell_of_pair(call, txn, one, other, actor);
        }
    }
}

void
double_tell(struct call *call, struct txn *txn, const struct access *access)
{
    struct dossier_walk walk;
    struct access other;
    size_t looked = 0;
    struct id found[LIMIT_DOUBLES];
    size_t count = 0;
    open_walk(call, txn, &access->dossier, &walk);
    while (next_double(call, txn, &access->dossier, &walk, &looked, &other)) {
        found[count++] = other.dossier.id;
        access_close(&other);
    }
    dossier_walk_close(&walk); /* a writer must not write before */
    for (size_t i = 0; i < count; i++) {
        if (access_load(call, txn, &found[i], &other)) {
            tell_both(call, txn, access, &other);
        }
        access_close(&other);
    }
}

void
double_show(struct json_writer *jw, struct call *call, struct txn *txn, const struct access *access)
{
    struct dossier_walk walk;
    struct access other;
    size_t looked = 0;
    jw_open_list(jw, "double_of");
    if (access->is_subject || access->is_participant) {
        open_walk(call, txn, &access->dossier, &walk);
        while (next_double(call, txn, &access->dossier, &walk, &looked, &other)) {
            if (other.is_subject || (other.is_participant && other.out_by == NULL)) {
                jw_id(jw, NULL, ID_DOSSIER, &other.dossier.id);
            }
            access_close(&other);
        }
        dossier_walk_close(&walk);
    }
    jw_close_list(jw);
}
