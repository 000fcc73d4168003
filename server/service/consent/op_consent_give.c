#include "service/consent/act.h"
#include "service/consent/consent_show.h"
#include "service/core/answer.h"
#include "service/operations.h"
#include "service/process/keeping.h"
#include "store/records/actor.h"
#include "store/records/inbox.h"

enum tnw_err
op_consent_give_prepare(struct call *call)
{
    struct act_draft *draft = call_draft(call, sizeof *draft, act_draft_wipe);
    return draft == NULL ? TNW_E_NO_MEMORY : act_draft_read(draft, call->ready.body, call->world->presets);
}

/* Names for the sentence, and inboxes of who is told. */
void
op_consent_give_hint(struct call *call, struct txn *snapshot)
{
    const struct act_draft *draft = call->ready.draft;
    const struct id *grantees[LIMIT_GRANTS_AT_ONCE];
    size_t count = 0;
    process_foresee(snapshot, &call->in->path_id[0]);
    for (size_t i = 0; i < draft->count; i++) {
        if (draft->consents[i].role == ROLE_NONE) {
            inbox_hint(snapshot, &draft->consents[i].actor);
            grantees[count++] = &draft->consents[i].actor;
        }
    }
    actor_fetch(snapshot, grantees, count);
}

/* One by itself, or all that the act gave and how they read together. */
static void
reply_with_act(struct call *call, struct txn *txn, const struct access *access, enum language language,
               const struct act *act)
{
    struct json_writer jw = answer_open(call);
    if (act->alone) {
        consent_show_change(&jw, call, txn, access, language, &act->consents[0], &act->grantees[0]);
        return;
    }
    jw_open(&jw, NULL);
    jw_open_list(&jw, "items");
    for (size_t i = 0; i < act->count; i++) {
        consent_show_change(&jw, call, txn, access, language, &act->consents[i], &act->grantees[i]);
    }
    jw_close_list(&jw);
    sentence_show_all(&jw, "sentences", call, txn, access, language, act->consents, act->count);
    jw_close(&jw);
}

enum tnw_err
op_consent_give(struct call *call, struct txn *txn)
{
    struct access access;
    struct act act; /* borrows from the draft: not to be wiped */
    enum language language;
    enum tnw_err err = act_open(call, txn, &access, &act, &language);
    if (err == TNW_OK) {
        err = act_check(call, txn, &access, &act);
    }
    if (err == TNW_OK) {
        act_give(call, txn, &access, &act);
        reply_with_act(call, txn, &access, language, &act);
        answer_created(call, &act.consents[0].dossier, ID_CONSENT, &act.consents[0].id);
    }
    access_close(&access);
    return err;
}
