#include "service/erasure/erased.h"

#include <string.h>

#include "service/access_log/words.h"
#include "service/core/access.h"

static const char *const states[ERASURE_STATES] = {"closed", "emptied", "complete"};
static const char *const whys[ERASURE_WHYS] = {"request", "retention", "order"};
static const char *const reasons[ERASURE_REASONS] = {NULL, "not_needed", "mistake", "no_trust", "other"};

enum tnw_err
erased_open(struct call *call, struct txn *txn, const struct id *dossier, struct erasure *out)
{
    bool own = call->found.role == ROLE_PATIENT && erasure_get(txn, dossier, out) &&
               hash_eq(&out->patient, &call->in->peer.identity_index);
    call->found.saw.of_dossier = true;
    call->found.saw.dossier = *dossier;
    call->found.saw.epoch = dossier_epoch(txn, dossier);
    if (!own) {
        return TNW_E_NOT_FOUND;
    }
    call->found.audit.dossier = *dossier;
    return TNW_OK;
}

enum erasure_reason
erased_reason(const char *code)
{
    for (unsigned i = 1; code != NULL && i < ERASURE_REASONS; i++) {
        if (strcmp(reasons[i], code) == 0) {
            return (enum erasure_reason)i;
        }
    }
    return ERASURE_NO_REASON;
}

static void
show_stage(struct json_writer *jw, const struct erasure *erasure, enum erasure_state state)
{
    if (erasure != NULL && erasure->at[state] != 0) {
        jw_time(jw, states[state], erasure->at[state]);
    } else {
        jw_null(jw, states[state]);
    }
}

static void
show_told(struct json_writer *jw, const struct call *call, enum language language, const char *key)
{
    jw_str(jw, key, words_find(call->world->words, language, "erasure", slice_str(key)));
}

void
erased_show(struct json_writer *jw, const struct call *call, const struct id *dossier, const struct erasure *erasure,
            enum language language)
{
    jw_open(jw, NULL);
    jw_id(jw, "dossier", ID_DOSSIER, dossier);
    jw_str(jw, "state", erasure == NULL ? "none" : states[erasure->state]);
    jw_str(jw, "why", erasure == NULL ? NULL : whys[erasure->why]);
    jw_str(jw, "reason", erasure == NULL ? NULL : reasons[erasure->reason]);
    for (unsigned state = 0; state < ERASURE_STATES; state++) {
        show_stage(jw, erasure, (enum erasure_state)state);
    }
    show_told(jw, call, language, "goes");
    show_told(jw, call, language, "stays");
    show_told(jw, call, language, "understood");
    jw_close(jw);
}
