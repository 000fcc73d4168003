#include "rules/field.h"
#include "rules/referral/referral.h"
#include "service/core/language.h"
#include "service/operations.h"
#include "service/process/taking_part.h"
#include "service/referral/advice.h"
#include "store/txn.h"

struct referral_draft {
    struct referral_asked asked;
    struct id dossier; /* zero: none */
};

enum tnw_err
op_referral_ask_prepare(struct call *call)
{
    struct referral_draft *draft = call_draft(call, sizeof *draft, NULL);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    asking_read(call->ready.body, &draft->asked);
    draft->dossier = field_id(call->ready.body, "dossier", ID_DOSSIER);
    return TNW_OK;
}

/* Without a dossier it is about nobody. */
static enum tnw_err
fill_from_dossier(struct call *call, struct txn *txn, const struct id *dossier, struct referral_asked *asked)
{
    struct access access = {.consents = NULL};
    if (id_is_zero(dossier)) {
        return TNW_OK;
    }
    enum tnw_err err = taking_part_in(call, txn, dossier, &access);
    if (err == TNW_OK) {
        err = asking_fill(call, txn, &access, asked);
    }
    access_close(&access);
    return err;
}

enum tnw_err
op_referral_ask(struct call *call, struct txn *txn)
{
    const struct referral_draft *draft = call->ready.draft;
    struct advice advice = {.asked = draft->asked};
    enum tnw_err err = language_wanted(call, LANGUAGE_NL, &advice.language);
    if (err == TNW_OK) {
        err = fill_from_dossier(call, txn, &draft->dossier, &advice.asked);
    }
    if (err == TNW_OK) {
        asking_fill_zone(call, txn, &advice.asked);
        err = txn_error(txn);
    }
    if (err == TNW_OK) {
        advice.count = referral_rank(call->world->referral, &advice.asked.facts, call->found.today, advice.entries);
        advice_show(call, txn, &advice);
    }
    return err;
}
