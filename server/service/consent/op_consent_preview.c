/* What the patient reads before anything is stored: the body is that of consent.give, and so are the refusals. */
#include "service/consent/act.h"
#include "service/consent/consent_show.h"
#include "service/consent/terms.h"
#include "service/core/answer.h"
#include "service/core/language.h"
#include "service/core/problem.h"
#include "service/operations.h"

enum tnw_err
op_consent_preview_prepare(struct call *call)
{
    return op_consent_give_prepare(call);
}

/* A grant with some of this in it is refused: it can be taken out, and asked again. */
static void
show_beyond(struct json_writer *jw, const struct grant_excess *excess)
{
    if (excess->categories == 0 && !excess->confer) {
        jw_null(jw, "beyond");
        return;
    }
    jw_open(jw, "beyond");
    jw_codes(jw, "categories", &codes_category, excess->categories);
    jw_raw(jw, "confer", slice_str(excess->confer ? "true" : "false"));
    jw_close(jw);
}

static void
show_latest_day(struct json_writer *jw, const struct call *call, const struct consent *consent,
                const struct grantee *grantee)
{
    if (consent->exclude) {
        jw_null(jw, "latest");
    } else {
        jw_date(jw, "latest", giving_latest(call, consent, grantee));
    }
}

static void
show_preview(struct call *call, struct txn *txn, const struct access *access, enum language language,
             const struct act *act)
{
    code_set beyond[LIMIT_GRANTS_AT_ONCE] = {0};
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_open_list(&jw, "items");
    for (size_t i = 0; i < act->count; i++) {
        const struct consent *consent = &act->consents[i];
        struct grant_excess excess = giving_excess(call, consent, &act->grantees[i]);
        jw_open(&jw, NULL);
        terms_show_said(&jw, consent);
        show_beyond(&jw, &excess);
        show_latest_day(&jw, call, consent, &act->grantees[i]);
        consent_show_given_beside(&jw, call, txn, access, consent, &act->grantees[i]);
        jw_close(&jw);
        beyond[i] = excess.categories;
        call->found.audit.categories |= consent->categories;
    }
    jw_close_list(&jw);
    sentence_show_all(&jw, "sentences", call, txn, access, language, act->consents, act->count);
    sentence_show_notes(&jw, "notes", call, txn, access, language, act->consents, beyond, act->count);
    jw_close(&jw);
    answer_shown(call);
}

enum tnw_err
op_consent_preview(struct call *call, struct txn *txn)
{
    struct access access;
    struct act act; /* borrows from the draft: not to be wiped */
    enum language language;
    enum tnw_err err = act_open(call, txn, &access, &act, &language);
    if (err == TNW_OK) {
        err = act_check_words(call, txn, &access, &act);
    }
    if (err == TNW_OK) {
        access_note_sight(call, &access);
        show_preview(call, txn, &access, language, &act);
    }
    access_close(&access);
    return err;
}
