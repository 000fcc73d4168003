#include "json/json.h"
#include "rules/category/category.h"
#include "rules/field.h"
#include "rules/fragment_traits.h"
#include "service/attachment/attaching.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/core/tell/tell.h"
#include "service/fragment/authority.h"
#include "service/fragment/content.h"
#include "service/fragment/fitting.h"
#include "service/fragment/showing.h"
#include "service/operations.h"
#include "service/process/keeping.h"
#include "store/records/actor.h"
#include "store/records/process/process.h"

/* The patient; and to whom it refers them. */
static void
tell_of(struct call *call, struct txn *txn, const struct access *access, enum event_type type,
        const struct fragment_head *head)
{
    struct id receiver = fitting_receiver(call, txn, access, head);
    tell(call, txn, access, &access->dossier.patient, type, &head->id);
    tell(call, txn, access, &receiver, type, &head->id);
}

/* What prepare makes of a body with content. */
struct fragment_draft {
    enum category category; /* whose schema and rules the content was held against; CATEGORY_NONE: of none yet */
    struct buf content;     /* canonical */
    struct buf attachments; /* references */
};

static void
fragment_draft_wipe(void *draft)
{
    struct fragment_draft *it = draft;
    buf_free(&it->content);
    buf_free(&it->attachments);
}

static enum tnw_err
prepare_fragment(struct call *call, enum category category)
{
    struct fragment_draft *draft = call_draft(call, sizeof *draft, fragment_draft_wipe);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    const json_t *content = json_object_get(call->ready.body, "content");
    struct fault *fault = &call->ready.meaning;
    draft->category = category;
    attaching_read(&draft->attachments, call->ready.body);
    if (category == CATEGORY_NONE || draft->attachments.err != TNW_OK) {
        return draft->attachments.err; /* no schema bounds it: what it costs, only who may write pays */
    }
    fault->err = content_check(call->world, category, content, call->ready.today, fault);
    if (fault->err == TNW_OK) {
        json_canonical(&draft->content, content);
    }
    return draft->content.err;
}

/* By the schema and the rules of that category: as a rule the worker has done it. */
static enum tnw_err
check_content(struct call *call, enum category category)
{
    const struct fragment_draft *draft = call->ready.draft;
    if (draft->category == category) {
        return problem_tell(call, &call->ready.meaning);
    }
    const json_t *content = json_object_get(call->ready.body, "content");
    return content_check(call->world, category, content, call->found.today, &call->found.fault);
}

/* The canonical content, which the worker has made as a rule: borrowed, or in own. */
static struct buf
canonical_content(const struct call *call, enum category category, struct buf *own)
{
    const struct fragment_draft *draft = call->ready.draft;
    if (draft->category == category) {
        return draft->content;
    }
    json_canonical(own, json_object_get(call->ready.body, "content"));
    return *own;
}

/* Of whom the registry tells nothing else, a huisarts is a general practitioner. */
static enum qualification
qualification_of_caller(const struct call *call, struct txn *txn)
{
    struct actor actor;
    enum qualification told = QUALIFICATION_NONE;
    if (call->found.role == ROLE_HUISARTS && actor_get(txn, &call->found.actor, &actor)) {
        told = actor.facts.qualification == QUALIFICATION_NONE ? QUALIFICATION_GP : actor.facts.qualification;
        actor_wipe(&actor);
    }
    return told;
}

/* Of what a ground of law can ask. */
static void
note_traits(const struct call *call, struct txn *txn, struct fragment_head *head)
{
    struct fragment_traits traits;
    fragment_traits_read(&traits, head->category, json_object_get(call->ready.body, "content"));
    head->author_qualification =
        head->category == CATEGORY_GAO ? qualification_of_caller(call, txn) : QUALIFICATION_NONE;
    head->gao_kind = traits.gao_kind;
    head->gao_days = (uint16_t)traits.gao_days;
}

/* Stores version head->latest, written now by the caller. */
static struct fragment
store_version(struct call *call, struct txn *txn, struct fragment_head *head)
{
    struct buf own = {0};
    struct fragment version = {
        .version = head->latest,
        .author = call->found.actor,
        .author_role = call->found.role,
        .by = call->found.deputy.actor,
        .written = call->found.now,
        .attachments = ((const struct fragment_draft *)call->ready.draft)->attachments,
        .content = canonical_content(call, head->category, &own),
    };
    head->updated = call->found.now;
    note_traits(call, txn, head);
    fragment_put(txn, head, &version);
    const struct attachment parent = {
        .dossier = head->dossier, .of = PARENT_FRAGMENT, .parent = head->id, .version = head->latest};
    attaching_bind(txn, &version.attachments, &parent);
    version.attachments = version.content = (struct buf){0}; /* answers to writes do not show them */
    buf_free(&own);
    return version;
}

/* What the timeline goes by of it. */
static void
note_process(struct call *call, struct txn *txn, const struct access *access, const struct fragment_head *head)
{
    struct process_event event = {
        .object = head->id,
        .author = head->author,
        .category = head->category,
        .by = head->author_role,
        .purpose = call->found.purpose,
        .recorded = date_in_belgium(head->created),
    };
    if (category_event(&event, json_object_get(call->ready.body, "content"))) {
        process_note(call, txn, access, &event);
    }
}

/* What the version before has may stay. */
static enum tnw_err
check_attachments(struct call *call, struct txn *txn, const struct fragment_head *head, bool amends)
{
    const struct fragment_draft *draft = call->ready.draft;
    struct fragment before = {0};
    enum tnw_err err = TNW_OK;
    if (draft->attachments.len == 0) {
        return TNW_OK;
    }
    if (amends) {
        err = showing_version(txn, head, head->latest, &before);
    }
    if (err == TNW_OK) {
        err = attaching_check(call, txn, &head->dossier, &draft->attachments, amends ? &before.attachments : NULL);
    }
    fragment_wipe(&before);
    return err;
}

enum tnw_err
op_fragment_add_prepare(struct call *call)
{
    unsigned category = field_code(call->ready.body, "category", &codes_category, CATEGORY_NONE);
    return prepare_fragment(call, (enum category)category);
}

static void
hint_attachments(const struct call *call, struct txn *snapshot)
{
    const struct fragment_draft *draft = call->ready.draft;
    if (draft != NULL) {
        attaching_hint(snapshot, &call->in->path_id[0], &draft->attachments);
    }
}

void
op_fragment_add_hint(struct call *call, struct txn *snapshot)
{
    hint_attachments(call, snapshot);
    process_foresee(snapshot, &call->in->path_id[0]);
}

enum tnw_err
op_fragment_add(struct call *call, struct txn *txn)
{
    struct access access;
    const struct fragment_draft *draft = call->ready.draft;
    struct fragment_head head = {
        .dossier = call->in->path_id[0],
        .category = draft->category,
        .author = call->found.actor,
        .author_role = call->found.role,
        .created = call->found.now,
        .latest = 1,
    };
    enum tnw_err err = access_open(call, txn, &head.dossier, &access);
    if (err == TNW_OK) {
        struct access_question question = authority_question(call, ACTION_WRITE, &head);
        err = access_decide(call, &access, &question);
    }
    if (err == TNW_OK) {
        err = check_content(call, head.category);
    }
    if (err == TNW_OK) {
        err = fitting_check(call, txn, &access, &head);
    }
    if (err == TNW_OK) {
        err = check_attachments(call, txn, &head, false);
    }
    if (err == TNW_OK) {
        head.id = id_new(call->found.now);
        struct fragment version = store_version(call, txn, &head);
        tell_of(call, txn, &access, EVENT_FRAGMENT_ADDED, &head);
        note_process(call, txn, &access, &head);
        audit_facts_object(&call->found.audit, ID_FRAGMENT, &head.id);
        showing_reply(call, &head, &version);
        answer_created(call, &head.dossier, ID_FRAGMENT, &head.id);
    }
    access_close(&access);
    return err;
}

enum tnw_err
op_fragment_read(struct call *call, struct txn *txn)
{
    struct access access;
    struct fragment_head head;
    struct fragment version = {0};
    uint64_t number = 0;
    audit_facts_object(&call->found.audit, ID_FRAGMENT, &call->in->path_id[1]);
    enum tnw_err err = page_number(call, "version", UINT32_MAX, &number);
    if (err != TNW_OK) {
        return err;
    }
    err = authority_open(call, txn, &call->in->path_id[0], &call->in->path_id[1], &access, &head);
    if (err == TNW_OK) {
        err = number > head.latest
                  ? TNW_E_NOT_FOUND
                  : showing_version(txn, &head, number == 0 ? head.latest : (uint32_t)number, &version);
    }
    if (err == TNW_OK) {
        struct json_writer jw = answer_open(call);
        showing_whole(&jw, txn, &head, &version);
        answer_version(call, version.version);
        answer_shown(call);
    }
    fragment_wipe(&version);
    access_close(&access);
    return err;
}

static enum tnw_err
check_amendment(struct call *call, struct txn *txn, const struct access *access, const struct fragment_head *head)
{
    struct access_question question = authority_question(call, ACTION_WRITE, head);
    enum tnw_err err = authority_own(call, access, head);
    if (err == TNW_OK) {
        err = access_decide(call, access, &question);
    }
    if (err == TNW_OK) {
        err = authority_standing(call, head);
    }
    if (err != TNW_OK) {
        return err;
    }
    uint64_t version;
    err = answer_wanted_version(call, &version);
    if (err == TNW_OK && version != head->latest) {
        err = TNW_E_VERSION_CONFLICT;
    }
    if (err == TNW_OK) {
        err = check_content(call, head->category);
    }
    if (err == TNW_OK) {
        err = fitting_check(call, txn, access, head);
    }
    return err == TNW_OK ? check_attachments(call, txn, head, true) : err;
}

/* A fragment stays in its category, so any snapshot that shows it tells it. One that was made a moment ago is in none
 * yet: then the ledger checks the content. */
static enum category
category_in_snapshot(const struct call *call)
{
    struct txn *txn;
    struct fragment_head head = {.category = CATEGORY_NONE};
    if (txn_begin_read(call->world->store, &txn) != TNW_OK) {
        return CATEGORY_NONE;
    }
    bool found = fragment_get_head(txn, &call->in->path_id[0], &call->in->path_id[1], &head);
    txn_abort(&txn);
    return found ? head.category : CATEGORY_NONE;
}

enum tnw_err
op_fragment_amend_prepare(struct call *call)
{
    return prepare_fragment(call, category_in_snapshot(call));
}

void
op_fragment_amend_hint(struct call *call, struct txn *snapshot)
{
    hint_attachments(call, snapshot);
    fragment_hint_head(snapshot, &call->in->path_id[0], &call->in->path_id[1]);
    process_foresee(snapshot, &call->in->path_id[0]);
}

enum tnw_err
op_fragment_amend(struct call *call, struct txn *txn)
{
    struct access access;
    struct fragment_head head;
    audit_facts_object(&call->found.audit, ID_FRAGMENT, &call->in->path_id[1]);
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK && !fragment_get_head(txn, &call->in->path_id[0], &call->in->path_id[1], &head)) {
        err = TNW_E_NOT_FOUND;
    }
    if (err == TNW_OK) {
        err = check_amendment(call, txn, &access, &head);
    }
    if (err == TNW_OK) {
        head.latest++;
        struct fragment version = store_version(call, txn, &head);
        tell_of(call, txn, &access, EVENT_FRAGMENT_AMENDED, &head);
        note_process(call, txn, &access, &head);
        showing_reply(call, &head, &version);
    }
    access_close(&access);
    return err;
}

static void
show_latest(struct call *call, struct txn *txn, const struct access *access, struct page *page,
            const struct fragment_head *head)
{
    struct fragment version;
    struct access_question question = authority_question(call, ACTION_READ, head);
    if (!access_would(call, access, &question) || !page_take(page) || !access_may(call, access, &question) ||
        showing_version(txn, head, head->latest, &version) != TNW_OK) {
        return;
    }
    showing_head(&page->jw, head, &version);
    fragment_wipe(&version);
}

enum tnw_err
op_fragment_list(struct call *call, struct txn *txn)
{
    struct access access;
    struct page page;
    const char *wanted = page_query(call, "category");
    int category = codes_find(&codes_category, wanted);
    if (wanted != NULL && category < 0) {
        return problem(call, TNW_E_INVALID_PARAMETER, "category is not one of the categories");
    }
    enum tnw_err err = access_open_by(call, txn, &call->in->path_id[0], DOOR_LIST, &access);
    if (err == TNW_OK) {
        err = page_open_ids(call, &page);
    }
    if (err == TNW_OK) {
        struct fragment_head head;
        struct fragment_walk walk;
        bool more;
        fragment_walk_of(&walk, txn, &call->in->path_id[0], &page.at);
        while ((more = fragment_next(&walk, &call->in->path_id[0], &head)) && page_look(&page, &head.id)) {
            if (category < 0 || (enum category)category == head.category) {
                show_latest(call, txn, &access, &page, &head);
            }
        }
        fragment_walk_close(&walk);
        page_close_ids(call, &page, more);
        err = access_end_list(call, &access, page.shown);
    }
    access_close(&access);
    return err;
}
