#include "json/write.h"
#include "rules/field.h"
#include "service/access_log/words.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/language.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/erasure/erased.h"
#include "service/erasure/erasing.h"
#include "service/operations.h"

/* What they confirm is a sentence, in one of our languages, so that nothing is erased by a slip of the hand. */
static bool
is_understood(const struct words *words, const char *text)
{
    bool same = false;
    for (unsigned language = 0; language < LANGUAGE_COUNT; language++) {
        const char *sentence = words_find(words, (enum language)language, "erasure", slice_str("understood"));
        same = same || (sentence != NULL && slice_eq(slice_str(sentence), slice_str(text)));
    }
    return same;
}

/* The draft is what erasing_close goes by. */
enum tnw_err
op_dossier_erase_prepare(struct call *call)
{
    struct erasing *draft = call_draft(call, sizeof *draft, NULL);
    struct fault *fault = &call->ready.meaning;
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    *draft = (struct erasing){.why = ERASURE_REQUEST, .reason = erased_reason(field_text(call->ready.body, "reason"))};
    if (!is_understood(call->world->words, field_text(call->ready.body, "understood"))) {
        fault->err = fault_at(fault, "/understood", "const", "must be the sentence that the erasure shows");
    }
    return TNW_OK;
}

static void
reply_with_erasure(struct call *call, const struct id *dossier, const struct erasure *erasure, enum language language)
{
    struct json_writer jw = answer_open(call);
    audit_facts_ground(&call->found.audit, "own_dossier");
    erased_show(&jw, call, dossier, erasure, language);
    answer_shown(call);
}

/* A retry, or a second request, finds it erased: nothing is done a second time, and the answer is of now. */
static enum tnw_err
reply_erased(struct call *call, struct txn *txn, const struct id *dossier, enum language language)
{
    struct erasure erasure;
    enum tnw_err err = erased_open(call, txn, dossier, &erasure);
    if (err == TNW_OK) {
        reply_with_erasure(call, dossier, &erasure, language);
    }
    return err;
}

enum tnw_err
op_dossier_erase(struct call *call, struct txn *txn)
{
    struct access access;
    enum language language;
    const struct id *dossier = &call->in->path_id[0];
    enum tnw_err err = language_wanted(call, LANGUAGE_EN, &language);
    if (err != TNW_OK) {
        return err;
    }
    call->found.keeps_no_answer = true; /* it would be encrypted under the key that is gone */
    err = access_open(call, txn, dossier, &access);
    bool there = err == TNW_OK;
    if (err == TNW_OK) {
        err = problem_tell(call, &call->ready.meaning);
    }
    if (err == TNW_OK) {
        erasing_close(call, txn, &access, call->ready.draft);
    }
    access_close(&access);
    return err == TNW_OK || !there ? reply_erased(call, txn, dossier, language) : err;
}

enum tnw_err
op_erasure_read(struct call *call, struct txn *txn)
{
    struct access access;
    enum language language;
    const struct id *dossier = &call->in->path_id[0];
    enum tnw_err err = language_wanted(call, LANGUAGE_EN, &language);
    if (err != TNW_OK) {
        return err;
    }
    err = access_open(call, txn, dossier, &access);
    access_close(&access);
    if (err != TNW_OK) {
        return reply_erased(call, txn, dossier, language);
    }
    reply_with_erasure(call, dossier, NULL, language);
    return TNW_OK;
}

static void
show_erased(struct call *call, struct txn *txn, struct page *page, enum language language)
{
    struct erasure erasure;
    if (erasure_get(txn, &page->at, &erasure) && page_take(page)) {
        erased_show(&page->jw, call, &page->at, &erasure, language);
        buf_put_slice(&call->found.audit.listed, id_slice(&page->at));
        audit_facts_ground(&call->found.audit, "own_dossier");
    }
}

enum tnw_err
op_erasure_list(struct call *call, struct txn *txn)
{
    struct page page;
    struct range walk;
    struct id next;
    enum language language;
    bool more;
    enum tnw_err err = language_wanted(call, LANGUAGE_EN, &language);
    if (err == TNW_OK) {
        err = page_open_ids(call, &page);
    }
    if (err != TNW_OK) {
        return err;
    }
    erasure_walk_of_patient(&walk, txn, &call->in->peer.identity_index, &page.at);
    while ((more = erasure_next(&walk, &next)) && page_look(&page, &next)) {
        show_erased(call, txn, &page, language);
    }
    range_close(&walk);
    page_close_ids(call, &page, more);
    return TNW_OK;
}
