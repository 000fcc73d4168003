#include "service/consent/act.h"

#include <stdio.h>
#include <string.h>

#include "rules/field.h"
#include "service/consent/terms.h"
#include "service/core/audit_facts.h"
#include "service/core/language.h"
#include "service/core/problem.h"
#include "service/core/tell/tell.h"
#include "service/process/keeping.h"
#include "store/audit/audit_log.h"

void
act_draft_wipe(void *draft)
{
    struct act_draft *it = draft;
    for (size_t i = 0; i < it->count; i++) {
        consent_wipe(&it->consents[i]);
    }
}

/* One grant or exclusion, as an object of the body says it. */
static void
read_one(struct act_draft *draft, const json_t *one)
{
    const json_t *grantee = json_object_get(one, "grantee");
    const char *effect = field_text(one, "effect");
    struct consent *out = &draft->consents[draft->count];
    out->exclude = effect != NULL && effect[0] == 'e';
    out->role = (enum role)field_code(grantee, "role", &codes_role, ROLE_NONE);
    out->actor = field_id(grantee, "actor", ID_ACTOR);
    out->categories = field_codes(one, "categories", &codes_category, TERMS_EVERYTHING);
    out->actions = field_codes(one, "actions", &codes_action, TERMS_EVERYTHING);
    out->purposes = field_codes(one, "purposes", &codes_purpose, TERMS_EVERYTHING);
    draft->from_today[draft->count] = field_text(one, "from") == NULL;
    out->from = field_date(one, "from", 0);
    out->until = field_date(one, "until", CONSENT_NO_END);
    draft->count++;
}

static enum tnw_err
read_evidence(struct consent *consent, const json_t *evidence)
{
    consent->evidence = (enum evidence)field_code(evidence, "kind", &codes_evidence, EVIDENCE_NONE);
    consent->evidence_date = field_date(evidence, "date", 0);
    buf_put_slice(&consent->reference, slice_str(field_text(evidence, "reference")));
    return consent->reference.err;
}

size_t
act_of_preset(struct consent consents[LIMIT_GRANTS_AT_ONCE], const struct preset *preset, day_num from, day_num until)
{
    for (size_t i = 0; i < preset->count; i++) {
        consents[i].role = preset->grants[i].role;
        consents[i].categories = preset->grants[i].categories;
        consents[i].actions = preset->grants[i].actions;
        consents[i].purposes = preset->grants[i].purposes;
        consents[i].from = from;
        consents[i].until = until == 0 ? date_add_months(from, preset->months) : until;
    }
    return preset->count;
}

enum tnw_err
act_draft_read(struct act_draft *out, const json_t *body, const struct presets *presets)
{
    const json_t *grants = json_object_get(body, "grants");
    enum tnw_err err = TNW_OK;
    out->wants_preset = json_object_get(body, "preset") != NULL;
    out->alone = grants == NULL && !out->wants_preset;
    if (out->alone) {
        read_one(out, body);
    }
    for (size_t i = 0; i < json_array_size(grants) && i < LIMIT_GRANTS_AT_ONCE; i++) {
        read_one(out, json_array_get(grants, i));
    }
    if (out->wants_preset) {
        out->preset = presets_find(presets, field_text(body, "preset"));
        out->preset_until = field_date(body, "until", 0);
        out->count = out->preset == NULL ? 0 : out->preset->count;
    }
    for (size_t i = 0; i < out->count && err == TNW_OK; i++) {
        err = read_evidence(&out->consents[i], json_object_get(body, "evidence"));
    }
    return err;
}

static void
take_draft(struct act *out, const struct call *call, const struct act_draft *draft)
{
    struct id last = {{0}};
    *out = (struct act){.count = draft->count, .alone = draft->alone};
    memcpy(out->consents, draft->consents, sizeof out->consents);
    if (draft->preset != NULL) {
        (void)act_of_preset(out->consents, draft->preset, call->found.today, draft->preset_until);
    }
    for (size_t i = 0; i < out->count; i++) {
        struct consent *consent = &out->consents[i];
        consent->id = last = id_new_after(call->found.now, &last);
        consent->dossier = call->in->path_id[0];
        consent->from = draft->from_today[i] ? call->found.today : consent->from;
        consent->granted = call->found.now;
        consent->granted_by = call->found.actor;
    }
}

enum tnw_err
act_open(struct call *call, struct txn *txn, struct access *access, struct act *out, enum language *language)
{
    const struct act_draft *draft = call->ready.draft;
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], access);
    if (err == TNW_OK) {
        err = language_wanted(call, LANGUAGE_NL, language);
    }
    if (err == TNW_OK && draft->count == 0) {
        err = problem_at(call, "/preset", "reference", "must be a preset of GET /v1/consent-presets");
    }
    if (err == TNW_OK) {
        take_draft(out, call, draft);
    }
    return err;
}

static struct giving_place
place_in_act(const struct act *act, size_t i)
{
    struct giving_place place = {.before = i};
    if (!act->alone) {
        (void)snprintf(place.at, sizeof place.at, "/grants/%u", (unsigned)(i % LIMIT_GRANTS_AT_ONCE));
    }
    return place;
}

enum tnw_err
act_check_words(struct call *call, struct txn *txn, const struct access *access, struct act *act)
{
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; i < act->count && err == TNW_OK; i++) {
        struct giving_place place = place_in_act(act, i);
        err = giving_check(call, txn, access, &act->consents[i], &place, &act->grantees[i]);
    }
    return err;
}

enum tnw_err
act_check(struct call *call, struct txn *txn, const struct access *access, struct act *act)
{
    enum tnw_err err = act_check_words(call, txn, access, act);
    bool takes_away = act->count > 0;
    for (size_t i = 0; i < act->count && err == TNW_OK; i++) {
        struct giving_place place = place_in_act(act, i);
        err = giving_check_ceiling(call, &act->consents[i], &place, &act->grantees[i]);
        takes_away = takes_away && act->consents[i].exclude;
    }
    if (err == TNW_OK) {
        err = takes_away || txn_has_room(txn) ? TNW_OK : TNW_E_STORAGE_FULL; /* the reserve takes access away */
    }
    return err;
}

/* The record of the act is where the log ends now: its own write comes before it in the same transaction. */
static void
vouch_for_act(struct call *call, struct txn *txn, struct act *act)
{
    struct hash digests[LIMIT_GRANTS_AT_ONCE];
    for (size_t i = 0; i < act->count; i++) {
        struct consent *consent = &act->consents[i];
        random_fill(consent->salt, sizeof consent->salt);
        consent->granted_seq = audit_log_size(txn);
        txn_set_error(txn, terms_digest(consent, TERMS_GIVEN, &digests[i]));
        if (act->count > 1) {
            buf_put_slice(&call->found.audit.objects, id_slice(&consent->id));
        }
        call->found.audit.categories |= consent->categories;
    }
    call->found.audit.content = act->count == 1 ? digests[0] : terms_digest_of_act(digests, act->count);
    call->found.audit.has_content = true;
    audit_facts_object(&call->found.audit, ID_CONSENT, &act->consents[0].id);
}

void
act_give(struct call *call, struct txn *txn, const struct access *access, struct act *act)
{
    bool excludes = false;
    vouch_for_act(call, txn, act);
    for (size_t i = 0; i < act->count; i++) {
        const struct consent *consent = &act->consents[i];
        consent_put(txn, consent);
        excludes = excludes || consent->exclude;
        if (consent->role == ROLE_NONE && !consent->exclude) {
            dossier_link_actor(txn, &consent->actor, &consent->dossier);
            tell(call, txn, access, &consent->actor, EVENT_CONSENT_GRANTED, &consent->id);
        }
        if (consent->evidence != EVIDENCE_NONE) {
            tell(call, txn, access, &access->dossier.patient, EVENT_CONSENT_RECORDED, &consent->id);
        }
    }
    if (excludes) {
        process_refresh_out(call, txn, &access->dossier.id);
    }
}
