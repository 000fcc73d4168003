#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/caller/person.h"
#include "service/core/problem.h"
#include "service/directory/fiche_body.h"
#include "service/directory/fiche_check.h"
#include "service/directory/fiche_find.h"
#include "service/directory/fiche_show.h"
#include "service/operations.h"
#include "store/records/actor.h"

/* What an organisation does not call itself: there are few of them, and people trust the word. */
#define KINDS_TOLD                                                                                                     \
    (CODE_BIT(FICHE_KIND_PREVENTIEDIENST) | CODE_BIT(FICHE_KIND_ZIEKENFONDS) | CODE_BIT(FICHE_KIND_VDAB) |             \
     CODE_BIT(FICHE_KIND_FOREM) | CODE_BIT(FICHE_KIND_ACTIRIS) | CODE_BIT(FICHE_KIND_ADG) | CODE_BIT(FICHE_KIND_GTB) | \
     CODE_BIT(FICHE_KIND_GOB) | CODE_BIT(FICHE_KIND_FEDRIS))

#define TOLD_BY_BEHEERDER "is for the beheerder to tell"

static bool
is_beheerder(const struct call *call)
{
    return call->found.role == ROLE_BEHEERDER;
}

static enum tnw_err
prepare_fiche(struct call *call)
{
    struct fiche_body *draft = call_draft(call, sizeof *draft, fiche_body_wipe);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    fiche_body_read(draft, call->ready.body);
    call->ready.meaning.err = fault_breach(&call->ready.meaning, "", fiche_body_breach(draft));
    return fiche_body_error(draft);
}

enum tnw_err
op_fiche_add_prepare(struct call *call)
{
    return prepare_fiche(call);
}

enum tnw_err
op_fiche_change_prepare(struct call *call)
{
    return prepare_fiche(call);
}

/* One key names one fiche, and an organisation has one. */
static enum tnw_err
check_only_one(struct call *call, struct txn *txn, const struct fiche *fiche)
{
    struct id other;
    struct slice ref = buf_slice(&fiche->texts[FICHE_REF]);
    if (ref.len > 0 && fiche_by_ref(txn, ref, &other) && !id_eq(&other, &fiche->id)) {
        return problem(call, TNW_E_CONFLICT, "There is a fiche with this ref.");
    }
    if (!fiche_check_only_one(call->world, txn, fiche)) {
        return problem(call, TNW_E_CONFLICT, "There is a fiche about this organisation.");
    }
    return txn_error(txn);
}

static enum tnw_err
check_actor(struct call *call, struct txn *txn, const struct fiche *fiche)
{
    bool ok = fiche_check_actor(txn, fiche);
    return ok ? TNW_OK : problem_at(call, "/actor", "reference", "must be the id of a registration");
}

/* Of an organisation that adds its own. */
static enum tnw_err
check_own(struct call *call, struct txn *txn, const struct fiche_body *draft, struct fiche *fiche)
{
    struct actor self;
    bool known = actor_get(txn, &call->found.actor, &self);
    bool organisation = known && self.is_organisation;
    actor_wipe(&self);
    if (!organisation) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "An organisation adds its own fiche; the beheerder any.");
    }
    if (draft->has_actor && !id_eq(&fiche->actor, &call->found.actor)) {
        return problem_at(call, "/actor", "rule", TOLD_BY_BEHEERDER);
    }
    if (draft->has_ref) {
        return problem_at(call, "/ref", "rule", TOLD_BY_BEHEERDER);
    }
    if (codes_has(KINDS_TOLD, fiche->kind)) {
        return problem_at(call, "/kind", "rule", TOLD_BY_BEHEERDER);
    }
    fiche->actor = call->found.actor;
    return TNW_OK;
}

/* An employer changes its own, and sees of it what employers see of any. */
static bool
sees_professional(const struct call *call)
{
    return call->found.role != ROLE_WERKGEVER;
}

static void
reply_with_fiche(struct call *call, const struct fiche *fiche)
{
    struct json_writer jw = answer_open(call);
    struct fiche shown = *fiche;
    if (!sees_professional(call)) {
        shown.texts[FICHE_PROFESSIONAL] = (struct buf){0};
    }
    fiche_show_whole(&jw, NULL, &shown, call->found.today);
    answer_version(call, fiche->epoch);
    answer_shown(call);
}

static void
set_verified(const struct call *call, struct fiche *fiche)
{
    fiche->verified_on = call->found.today;
    fiche->verified_by = call->found.actor;
}

/* A new id, or that of the removed one with this ref: employers that point at it do so again. */
static void
name_fiche(const struct call *call, struct txn *txn, struct fiche *fiche)
{
    struct fiche before = FICHE_EMPTY;
    struct id id;
    struct slice ref = buf_slice(&fiche->texts[FICHE_REF]);
    fiche->id = id_new(call->found.now);
    fiche->epoch = 1;
    if (ref.len > 0 && fiche_by_ref(txn, ref, &id) && fiche_get(txn, &id, &before) && before.removed) {
        fiche->id = id;
        fiche->epoch = before.epoch + 1;
    }
    fiche_wipe(&before);
}

/* Who writes it vouches for it. */
enum tnw_err
op_fiche_add(struct call *call, struct txn *txn)
{
    const struct fiche_body *draft = call->ready.draft;
    struct fiche fiche = draft->given; /* its texts are borrowed */
    enum tnw_err err = problem_tell(call, &call->ready.meaning);
    if (err == TNW_OK && !is_beheerder(call)) {
        err = check_own(call, txn, draft, &fiche);
    }
    if (err == TNW_OK) {
        err = check_actor(call, txn, &fiche);
    }
    name_fiche(call, txn, &fiche);
    if (err == TNW_OK) {
        err = check_only_one(call, txn, &fiche);
    }
    if (err != TNW_OK) {
        return err;
    }
    set_verified(call, &fiche);
    fiche_put(txn, &fiche);
    audit_facts_object(&call->found.audit, ID_FICHE, &fiche.id);
    reply_with_fiche(call, &fiche);
    answer_created(call, NULL, ID_FICHE, &fiche.id);
    return TNW_OK;
}

/* The one of the path, which the caller may change. Free with fiche_wipe in every case. */
static enum tnw_err
open_to_change(struct call *call, struct txn *txn, struct fiche *out)
{
    enum tnw_err err = fiche_find_of_path(call, txn, out);
    if (err == TNW_OK && !is_beheerder(call) && !fiche_find_is_own(call, txn, out)) {
        err = problem(call, TNW_E_ROLE_NOT_ALLOWED,
                      "A fiche is changed by whom it is about, who works for them, "
                      "and the beheerder.");
    }
    return err;
}

static enum tnw_err
check_what_changes(struct call *call, struct txn *txn, const struct fiche *before, const struct fiche *next)
{
    const struct fiche_body *draft = call->ready.draft;
    if (draft->has_professional && !sees_professional(call)) {
        return problem_at(call, "/professional", "rule", "is for who may read it");
    }
    if (!is_beheerder(call)) {
        if (!id_eq(&before->actor, &next->actor)) {
            return problem_at(call, "/actor", "rule", TOLD_BY_BEHEERDER);
        }
        if (!slice_eq(buf_slice(&before->texts[FICHE_REF]), buf_slice(&next->texts[FICHE_REF]))) {
            return problem_at(call, "/ref", "rule", TOLD_BY_BEHEERDER);
        }
        if (before->kind != next->kind) {
            return problem_at(call, "/kind", "rule", TOLD_BY_BEHEERDER);
        }
    }
    enum tnw_err err = check_actor(call, txn, next);
    return err == TNW_OK ? check_only_one(call, txn, next) : err;
}

static enum tnw_err
check_version(struct call *call, const struct fiche *fiche)
{
    uint64_t wanted;
    enum tnw_err err = answer_wanted_version(call, &wanted);
    return err == TNW_OK && wanted != fiche->epoch ? TNW_E_VERSION_CONFLICT : err;
}

void
op_fiche_change_hint(struct call *call, struct txn *snapshot)
{
    fiche_hint(snapshot, &call->in->path_id[0]);
}

enum tnw_err
op_fiche_change(struct call *call, struct txn *txn)
{
    struct fiche before;
    struct fiche next = FICHE_EMPTY;
    enum tnw_err err = open_to_change(call, txn, &before);
    if (err == TNW_OK) {
        err = problem_tell(call, &call->ready.meaning);
    }
    if (err == TNW_OK) {
        err = check_version(call, &before);
    }
    if (err == TNW_OK) {
        next = fiche_body_merge(call->ready.draft, &before);
        err = check_what_changes(call, txn, &before, &next);
    }
    if (err == TNW_OK) {
        fiche_put(txn, &next);
        reply_with_fiche(call, &next);
    }
    fiche_wipe(&before);
    return err;
}

enum tnw_err
op_fiche_verify(struct call *call, struct txn *txn)
{
    struct fiche fiche;
    enum tnw_err err = open_to_change(call, txn, &fiche);
    if (err == TNW_OK) {
        fiche.epoch++;
        set_verified(call, &fiche);
        fiche_put(txn, &fiche);
        reply_with_fiche(call, &fiche);
    }
    fiche_wipe(&fiche);
    return err;
}

/* Whoever read it meanwhile finds it nowhere; an import whose table still has it brings it back. */
enum tnw_err
op_fiche_remove(struct call *call, struct txn *txn)
{
    struct fiche fiche;
    enum tnw_err err = open_to_change(call, txn, &fiche);
    if (err == TNW_OK) {
        fiche_clear(&fiche);
        fiche.epoch++;
        fiche_put(txn, &fiche);
        answer_empty(call);
    }
    fiche_wipe(&fiche);
    return err;
}
