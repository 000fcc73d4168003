#include "service/fragment/op_fragment.h"

#include "json/json.h"
#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/notify.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/core/show.h"
#include "service/fragment/content.h"
#include "service/operations.h"

static struct access_question
question_for(const struct call *call, enum action action, const struct fragment_head *head)
{
    return (struct access_question){
        .action = action,
        .category = head->category,
        .purpose = call->found.purpose,
        .is_author = id_eq(&head->author, &call->found.actor) && head->author_role == call->found.role,
    };
}

bool
op_fragment_may_read(struct call *call, const struct access *access, const struct fragment_head *head)
{
    struct access_question question = question_for(call, ACTION_READ, head);
    return access_may(call, access, &question);
}

/* updated, author and author_role are of the version shown. */
static void
show(struct json_writer *jw, const struct fragment_head *head, const struct fragment *version, bool with_content)
{
    jw_open(jw, NULL);
    jw_id(jw, "id", ID_FRAGMENT, &head->id);
    jw_id(jw, "dossier", ID_DOSSIER, &head->dossier);
    jw_str(jw, "category", codes_text(&codes_category, head->category));
    jw_int(jw, "version", version->version);
    jw_int(jw, "latest", head->latest);
    jw_id(jw, "author", ID_ACTOR, &version->author);
    jw_str(jw, "author_role", codes_text(&codes_role, version->author_role));
    jw_time(jw, "created", head->created);
    jw_time(jw, "updated", version->written);
    if (with_content) {
        jw_raw(jw, "content", buf_slice(&version->content));
    }
    jw_close(jw);
}

static void
answer(struct call *call, const struct fragment_head *head, const struct fragment *version)
{
    struct json_writer jw = answer_open(call);
    show(&jw, head, version, call->in->op->kind == OP_READ);
    answer_version(call, version->version);
    answer_shown(call);
}

static void
tell_patient(struct call *call, struct txn *txn, const struct access *access, enum event_type type,
             const struct fragment_head *head)
{
    notify(call, txn, &access->dossier.patient, type, &head->dossier, &head->id);
}

/* Stores version head->latest, written now by the caller. */
static void
store_version(struct call *call, struct txn *txn, struct fragment_head *head, struct fragment *version)
{
    head->updated = call->found.now;
    version->version = head->latest;
    version->author = call->found.actor;
    version->author_role = call->found.role;
    version->written = call->found.now;
    json_canonical(&version->content, json_object_get(call->ready.body, "content"));
    if (version->content.err != TNW_OK) {
        txn_set_error(txn, version->content.err);
    }
    fragment_put(txn, head, version);
}

enum tnw_err
op_fragment_add(struct call *call, struct txn *txn)
{
    struct access access;
    struct fragment version = {0};
    struct fragment_head head = {
        .dossier = call->in->path_id[0],
        .category = (enum category)field_code(call->ready.body, "category", &codes_category, CATEGORY_NONE),
        .author = call->found.actor,
        .author_role = call->found.role,
        .created = call->found.now,
        .latest = 1,
    };
    enum tnw_err err = access_open(call, txn, &head.dossier, &access);
    if (err == TNW_OK) {
        struct access_question question = question_for(call, ACTION_WRITE, &head);
        err = access_decide(call, &access, &question);
    }
    if (err == TNW_OK) {
        err = content_check(call, head.category);
    }
    if (err == TNW_OK) {
        head.id = id_new(call->found.now);
        store_version(call, txn, &head, &version);
        tell_patient(call, txn, &access, EVENT_FRAGMENT_ADDED, &head);
        audit_facts_object(&call->found.audit, ID_FRAGMENT, &head.id);
        answer(call, &head, &version);
        answer_created(call, &head.dossier, ID_FRAGMENT, &head.id);
    }
    fragment_wipe(&version);
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
    bool found = fragment_get_head(txn, &call->in->path_id[0], &call->in->path_id[1], &head);
    struct access_question question = question_for(call, ACTION_READ, &head);
    err = access_open_author(call, txn, &call->in->path_id[0], found && question.is_author, &access);
    if (err == TNW_OK) {
        err = found ? access_decide(call, &access, &question) : TNW_E_NOT_FOUND;
    }
    if (err == TNW_OK && !fragment_get(txn, &head, number == 0 ? head.latest : (uint32_t)number, &version)) {
        err = TNW_E_NOT_FOUND;
    }
    if (err == TNW_OK) {
        answer(call, &head, &version);
    }
    fragment_wipe(&version);
    access_close(&access);
    return err;
}

static enum tnw_err
check_amendment(struct call *call, const struct access *access, const struct fragment_head *head)
{
    struct access_question question = question_for(call, ACTION_WRITE, head);
    enum tnw_err err = access_decide(call, access, &question);
    if (err != TNW_OK) {
        return err;
    }
    if (!question.is_author) {
        return TNW_E_NOT_AUTHOR;
    }
    uint64_t version;
    err = answer_wanted_version(call, &version);
    if (err == TNW_OK && version != head->latest) {
        err = TNW_E_VERSION_CONFLICT;
    }
    return err == TNW_OK ? content_check(call, head->category) : err;
}

enum tnw_err
op_fragment_amend(struct call *call, struct txn *txn)
{
    struct access access;
    struct fragment_head head;
    struct fragment version = {0};
    audit_facts_object(&call->found.audit, ID_FRAGMENT, &call->in->path_id[1]);
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK && !fragment_get_head(txn, &call->in->path_id[0], &call->in->path_id[1], &head)) {
        err = TNW_E_NOT_FOUND;
    }
    if (err == TNW_OK) {
        err = check_amendment(call, &access, &head);
    }
    if (err == TNW_OK) {
        head.latest++;
        store_version(call, txn, &head, &version);
        tell_patient(call, txn, &access, EVENT_FRAGMENT_AMENDED, &head);
        answer(call, &head, &version);
    }
    fragment_wipe(&version);
    access_close(&access);
    return err;
}

static void
show_latest(struct call *call, struct txn *txn, const struct access *access, struct page *page,
            const struct fragment_head *head)
{
    struct fragment version;
    struct access_question question = question_for(call, ACTION_READ, head);
    if (!access_would(call, access, &question) || !page_take(page) || !access_may(call, access, &question) ||
        !fragment_get(txn, head, head->latest, &version)) {
        return;
    }
    show(&page->jw, head, &version, false);
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
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK) {
        err = page_open_ids(call, ID_FRAGMENT, &page);
    }
    if (err == TNW_OK) {
        struct fragment_head head;
        bool more;
        while ((more = fragment_next(txn, &call->in->path_id[0], &page.at, &head)) && page_look(&page, &head.id)) {
            if (category < 0 || (enum category)category == head.category) {
                show_latest(call, txn, &access, &page, &head);
            }
        }
        page_close_ids(call, &page, ID_FRAGMENT, more);
    }
    access_close(&access);
    return err;
}
