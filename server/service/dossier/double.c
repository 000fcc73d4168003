#include "service/dossier/double.h"

#include <string.h>

#include "service/core/tell/notify.h"

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

static struct hash
patient_of(const struct call *call, const struct dossier *dossier)
{
    struct identity patient = {.kind = IDENTITY_NISS};
    memcpy(patient.number, dossier->niss, sizeof patient.number);
    return call_identity_index(call->world, &patient);
}

static void
open_walk(const struct call *call, struct txn *txn, const struct dossier *dossier, struct dossier_walk *walk)
{
    struct hash patient = patient_of(call, dossier);
    dossier_walk_of_patient(walk, txn, &patient, &(struct id){{0}});
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

/* Of the patient's dossiers only those are opened that have a link to the caller: how long others take would tell that
 * they are there. */
static bool
next_of_caller(struct call *call, struct txn *txn, const struct hash *patient, struct id *at)
{
    struct id after = *at;
    return dossier_next_of_both(txn, patient, &call->found.actor, &after, at);
}

static void
show_those_of_caller(struct json_writer *jw, struct call *call, struct txn *txn, const struct dossier *dossier)
{
    struct hash patient = patient_of(call, dossier);
    struct access other;
    struct id at = {{0}};
    for (size_t looked = 0; looked < LIMIT_DOUBLES && next_of_caller(call, txn, &patient, &at); looked++) {
        if (!id_eq(&at, &dossier->id) && access_peek(call, txn, &at, &other) == PEEK_OPEN) {
            if (other.is_participant && other.dossier.start == dossier->start) {
                jw_id(jw, NULL, ID_DOSSIER, &at);
            }
            access_close(&other);
        }
    }
}

static void
show_those_of_patient(struct json_writer *jw, struct call *call, struct txn *txn, const struct dossier *dossier)
{
    struct dossier_walk walk;
    struct access other;
    size_t looked = 0;
    open_walk(call, txn, dossier, &walk);
    while (next_double(call, txn, dossier, &walk, &looked, &other)) {
        jw_id(jw, NULL, ID_DOSSIER, &other.dossier.id);
        access_close(&other);
    }
    dossier_walk_close(&walk);
}

void
double_show(struct json_writer *jw, struct call *call, struct txn *txn, const struct access *access)
{
    jw_open_list(jw, "double_of");
    if (access->is_subject) {
        show_those_of_patient(jw, call, txn, &access->dossier);
    } else if (access->is_participant) {
        show_those_of_caller(jw, call, txn, &access->dossier);
    }
    jw_close_list(jw);
}
