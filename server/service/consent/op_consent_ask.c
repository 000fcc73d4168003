#include "rules/field.h"
#include "rules/grant.h"
#include "service/consent/act.h"
#include "service/consent/consent_request.h"
#include "service/consent/consent_show.h"
#include "service/consent/op_consent.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/caller/person.h"
#include "service/core/language.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/core/show.h"
#include "service/core/tell/tell.h"
#include "service/operations.h"
#include "service/process/keeping.h"
#include "store/records/asking.h"

static void
asking_draft_wipe(void *draft)
{
    asking_wipe(draft);
}

enum tnw_err
op_consent_ask_prepare(struct call *call)
{
    struct asking *draft = call_draft(call, sizeof *draft, asking_draft_wipe);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    const json_t *body = call->ready.body;
    draft->categories = field_codes(body, "categories", &codes_category, 0);
    draft->actions = field_codes(body, "actions", &codes_action, 0);
    draft->purposes = field_codes(body, "purposes", &codes_purpose, 0);
    draft->until = field_date(body, "until", 0);
    buf_put_slice(&draft->text, slice_str(field_text(body, "text")));
    return draft->text.err;
}

/* What there is of requests in a dossier, as one professional finds it when they ask for more. */
struct askings {
    size_t all;
    size_t own;
    size_t open;          /* of theirs, in any of their registrations */
    struct id oldest_own; /* of those that are not open; zero: all are */
    struct id oldest;     /* the same of anybody's */
};

static void
count_asking(const struct call *call, const struct asking *asking, struct askings *count)
{
    bool mine = person_has(&call->found.person, &asking->by);
    bool open = consent_request_is_open(asking, call->found.today);
    count->all++;
    count->own += mine;
    count->open += mine && open;
    if (!open && id_is_zero(&count->oldest)) {
        count->oldest = asking->id;
    }
    if (!open && mine && id_is_zero(&count->oldest_own)) {
        count->oldest_own = asking->id;
    }
}

static struct askings
count_askings(const struct call *call, struct txn *txn, const struct id *dossier)
{
    struct range walk;
    struct asking asking;
    struct askings count = {.all = 0};
    asking_walk(&walk, txn, dossier, &(struct id){{0}});
    while (asking_next(&walk, dossier, &asking)) {
        count_asking(call, &asking, &count);
        asking_wipe(&asking);
    }
    range_close(&walk);
    return count;
}

/* The oldest of theirs that is not open makes room; in a full dossier the oldest of anybody's. Why there is none left
 * is said in the same words, whoever asked the others. Errors: CONFLICT. */
static enum tnw_err
make_room_to_ask(struct call *call, struct txn *txn, const struct id *dossier)
{
    const struct policy_asking *most = &call->world->policy->asking;
    struct askings count = count_askings(call, txn, dossier);
    bool full = count.all >= LIMIT_ASKINGS;
    if (count.open >= most->open || (full && id_is_zero(&count.oldest))) {
        return problem(call, TNW_E_CONFLICT, "No more requests for consent can be open here: wait for an answer.");
    }
    if (count.own >= most->kept && !id_is_zero(&count.oldest_own)) {
        asking_del(txn, dossier, &count.oldest_own);
    } else if (full) {
        asking_del(txn, dossier, &count.oldest);
    }
    return txn_error(txn);
}

static enum tnw_err
check_asking(struct call *call, const struct access *access, struct asking *asking)
{
    const struct policy *policy = call->world->policy;
    const struct policy_consent lasts = policy->consent[call->found.role];
    if (access->dossier.closed != 0) {
        return TNW_E_DOSSIER_CLOSED;
    }
    if (!access->is_participant) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "Only who takes part in the dossier asks for consent.");
    }
    asking->until = asking->until == 0 ? call->found.today + lasts.default_days : asking->until;
    const struct consent consent = consent_request_grant(asking, call->found.today);
    const struct consent_terms terms = consent_terms(&consent);
    struct grant_period period = {.from = call->found.today, .until = asking->until};
    struct grant_excess excess = grant_beyond_ceiling(policy, CODE_BIT(call->found.role), &terms);
    if (excess.categories != 0 || excess.confer) {
        return problem_at(call, excess.categories != 0 ? "/categories" : "/actions", "ceiling",
                          "holds what this role can never have, whatever the patient consents to");
    }
    return problem_breach(call, "", grant_check_period(&period, false, call->found.today, lasts.max_days));
}

static void
store_asking(struct call *call, struct txn *txn, const struct access *access, enum language language,
             const struct asking *asking)
{
    asking_put(txn, asking);
    tell(call, txn, access, &access->dossier.patient, EVENT_CONSENT_ASKED, &asking->id);
    audit_facts_object(&call->found.audit, ID_ASKING, &asking->id);
    audit_facts_ground(&call->found.audit, "participant");
    call->found.audit.categories = asking->categories;
    struct json_writer jw = answer_open(call);
    consent_request_show(&jw, NULL, call, txn, access, language, asking);
    answer_created(call, &asking->dossier, ID_ASKING, &asking->id);
}

/* What the caller asks now: borrows its text, not to be wiped. */
static struct asking
asking_of(const struct call *call)
{
    struct asking asking = *(const struct asking *)call->ready.draft;
    asking.dossier = call->in->path_id[0];
    asking.by = call->found.actor;
    asking.role = call->found.role;
    asking.asked = call->found.now;
    asking.expires = call->found.today + call->world->policy->asking.days;
    return asking;
}

static enum tnw_err
check_asked(struct call *call, struct txn *txn, struct access *access, enum language *language, struct asking *asking)
{
    enum tnw_err err = access_open(call, txn, &asking->dossier, access);
    if (err == TNW_OK) {
        err = language_wanted(call, LANGUAGE_NL, language);
    }
    return err == TNW_OK ? check_asking(call, access, asking) : err;
}

enum tnw_err
op_consent_ask(struct call *call, struct txn *txn)
{
    struct access access;
    enum language language;
    struct asking asking = asking_of(call);
    asking.id = id_new(call->found.now);
    enum tnw_err err = check_asked(call, txn, &access, &language, &asking);
    if (err == TNW_OK) {
        err = make_room_to_ask(call, txn, &asking.dossier);
    }
    if (err == TNW_OK) {
        store_asking(call, txn, &access, language, &asking);
    }
    access_close(&access);
    return err;
}

enum tnw_err
op_consent_ask_preview_prepare(struct call *call)
{
    return op_consent_ask_prepare(call);
}

/* What the patient would read: refused as the request is, but for how many are open. Nothing is stored. */
enum tnw_err
op_consent_ask_preview(struct call *call, struct txn *txn)
{
    struct access access;
    enum language language;
    struct asking asking = asking_of(call);
    enum tnw_err err = check_asked(call, txn, &access, &language, &asking);
    if (err == TNW_OK) {
        const struct consent consent = consent_request_grant(&asking, call->found.today);
        struct json_writer jw = answer_open(call);
        access_note_sight(call, &access);
        call->found.audit.categories = asking.categories;
        jw_open(&jw, NULL);
        jw_date(&jw, "until", asking.until);
        jw_date(&jw, "expires", asking.expires);
        sentence_show(&jw, "sentence", call, txn, &access, language, &consent);
        jw_close(&jw);
        answer_shown(call);
    }
    access_close(&access);
    return err;
}

/* The patient sees all; a professional their own. */
enum tnw_err
op_consent_asked(struct call *call, struct txn *txn)
{
    struct access access;
    struct page page;
    enum language language;
    enum tnw_err err = op_consent_open_list(call, txn, &access, &language, &page);
    if (err == TNW_OK) {
        struct asking asking;
        struct range walk;
        bool more;
        asking_walk(&walk, txn, &call->in->path_id[0], &page.at);
        while ((more = asking_next(&walk, &call->in->path_id[0], &asking)) && page_look(&page, &asking.id)) {
            bool visible = access.is_subject || id_eq(&asking.by, &call->found.actor);
            if (visible && page_take(&page)) {
                consent_request_show(&page.jw, NULL, call, txn, &access, language, &asking);
            }
            asking_wipe(&asking);
        }
        asking_wipe(&asking);
        range_close(&walk);
        access_note_sight(call, &access);
        page_close_ids(call, &page, more);
    }
    access_close(&access);
    return err;
}

struct answer_draft {
    bool yes;
    day_num until; /* 0: as it was asked */
};

enum tnw_err
op_consent_answer_prepare(struct call *call)
{
    struct answer_draft *draft = call_draft(call, sizeof *draft, NULL);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    draft->yes = field_text(call->ready.body, "answer")[0] == 'y';
    draft->until = field_date(call->ready.body, "until", 0);
    return TNW_OK;
}

void
op_consent_answer_hint(struct call *call, struct txn *snapshot)
{
    asking_hint(snapshot, &call->in->path_id[0], &call->in->path_id[1]);
    process_foresee_told(call, snapshot);
}

/* What the sentence said, given from today. */
static enum tnw_err
say_yes(struct call *call, struct txn *txn, const struct access *access, struct asking *asking, struct act *act)
{
    *act = (struct act){.count = 1, .alone = true, .consents = {consent_request_grant(asking, call->found.today)}};
    act->consents[0].id = id_new(call->found.now);
    act->consents[0].granted = call->found.now;
    act->consents[0].granted_by = call->found.actor;
    enum tnw_err err = act_check(call, txn, access, act);
    if (err == TNW_OK) {
        act_give(call, txn, access, act);
        asking->consent = act->consents[0].id;
    }
    return err;
}

static enum tnw_err
answer_asking(struct call *call, struct txn *txn, const struct access *access, enum language language,
              struct asking *asking)
{
    const struct answer_draft *draft = call->ready.draft;
    struct act act = {.count = 0};
    if (!consent_request_is_open(asking, call->found.today)) {
        return problem(call, TNW_E_CONFLICT, "This request for consent is no longer open.");
    }
    asking->until = draft->yes && draft->until != 0 ? draft->until : asking->until;
    enum tnw_err err = draft->yes ? say_yes(call, txn, access, asking, &act) : TNW_OK;
    if (err != TNW_OK) {
        return err;
    }
    asking->answer = draft->yes ? ASKING_YES : ASKING_NO;
    asking->answered = call->found.now;
    asking_put(txn, asking);
    tell(call, txn, access, &asking->by, EVENT_CONSENT_ANSWERED, &asking->id);
    audit_facts_ground(&call->found.audit, "own_dossier");
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    consent_request_show(&jw, "request", call, txn, access, language, asking);
    jw_open_list(&jw, "given");
    if (draft->yes) {
        consent_show_change(&jw, call, txn, access, language, &act.consents[0], &act.grantees[0]);
    }
    jw_close_list(&jw);
    jw_close(&jw);
    answer_shown(call);
    return txn_error(txn);
}

enum tnw_err
op_consent_answer(struct call *call, struct txn *txn)
{
    struct access access;
    struct asking asking = {.asked = 0};
    enum language language;
    audit_facts_object(&call->found.audit, ID_ASKING, &call->in->path_id[1]);
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK) {
        err = language_wanted(call, LANGUAGE_NL, &language);
    }
    if (err == TNW_OK && !asking_get(txn, &call->in->path_id[0], &call->in->path_id[1], &asking)) {
        err = TNW_E_NOT_FOUND;
    }
    if (err == TNW_OK) {
        err = answer_asking(call, txn, &access, language, &asking);
    }
    asking_wipe(&asking);
    access_close(&access);
    return err;
}
