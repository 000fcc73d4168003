#include <stdlib.h>

#include "rules/category/category.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/problem.h"
#include "service/fragment/authority.h"
#include "service/fragment/showing.h"
#include "service/operations.h"
#include "service/process/keeping.h"
#include "store/records/process/process.h"

/* Each role signs a version once, and nobody for two. */
static enum tnw_err
check_sole_signer(struct call *call, const struct signature *signatures, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (signatures[i].role == call->found.role) {
            return problem(call, TNW_E_CONFLICT, "This version is signed in this role already.");
        }
        if (person_has(&call->found.person, &signatures[i].actor)) {
            return problem(call, TNW_E_CONFLICT, "You signed this version already, in another role.");
        }
    }
    return TNW_OK;
}

static enum tnw_err
check_signing(struct call *call, const struct access *access, const struct fragment_head *head)
{
    struct access_question question = authority_question(call, ACTION_READ, head);
    const uint64_t *wanted = call->ready.draft;
    enum tnw_err err = access_decide(call, access, &question);
    if (err == TNW_OK && access->dossier.closed != 0) {
        err = TNW_E_DOSSIER_CLOSED;
    }
    if (err == TNW_OK) {
        err = authority_standing(call, head);
    }
    if (err == TNW_OK && (category_signers(head->category) & CODE_BIT(call->found.role)) == 0) {
        err = problem(call, TNW_E_CONFLICT, "Only an engagement is signed.");
    }
    return err == TNW_OK && *wanted != head->latest ? TNW_E_VERSION_CONFLICT : err;
}

/* The traject begins on the day of the last of all signatures. */
static void
note_signatures(struct call *call, struct txn *txn, const struct access *access, const struct fragment_head *head,
                size_t count)
{
    struct process *process = calloc(1, sizeof *process);
    struct process_event event = {
        .object = head->id,
        .author = head->author,
        .category = head->category,
        .by = head->author_role,
        .purpose = call->found.purpose,
        .day = date_in_belgium(head->created),
        .recorded = date_in_belgium(head->created),
    };
    if (process == NULL) {
        txn_set_error(txn, TNW_E_NO_MEMORY);
        return;
    }
    (void)process_get(txn, &head->dossier, process, NULL);
    for (size_t i = 0; i < process->event_count; i++) {
        event = id_eq(&process->events[i].object, &head->id) ? process->events[i] : event;
    }
    free(process);
    event.value = (int)count;
    event.day = category_is_complete(head->category, count) ? call->found.today : event.day;
    process_note(call, txn, access, &event);
}

static void
reply_with_signature(struct call *call, const struct fragment_head *head, const struct signature *signature,
                     size_t count)
{
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_id(&jw, "fragment", ID_FRAGMENT, &head->id);
    jw_int(&jw, "version", signature->version);
    showing_signature(&jw, "signature", signature);
    jw_bool(&jw, "complete", category_is_complete(head->category, count));
    jw_close(&jw);
    answer_version(call, signature->version);
    answer_shown(call);
}

/* The draft is the version. */
enum tnw_err
op_fragment_sign_prepare(struct call *call)
{
    uint64_t *draft = call_draft(call, sizeof *draft, NULL);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    *draft = (uint64_t)json_integer_value(json_object_get(call->ready.body, "version"));
    return TNW_OK;
}

void
op_fragment_sign_hint(struct call *call, struct txn *snapshot)
{
    struct fragment_head head;
    fragment_hint_head(snapshot, &call->in->path_id[0], &call->in->path_id[1]);
    if (fragment_get_head(snapshot, &call->in->path_id[0], &call->in->path_id[1], &head)) {
        for (unsigned role = 0; role < ROLE_COUNT; role++) {
            if ((category_signers(head.category) & CODE_BIT(role)) != 0) {
                signature_hint(snapshot, &head, head.latest, (enum role)role);
            }
        }
    }
    process_foresee_told(call, snapshot);
}

enum tnw_err
op_fragment_sign(struct call *call, struct txn *txn)
{
    struct access access;
    struct fragment_head head;
    struct signature signatures[ROLE_COUNT];
    size_t count = 0;
    audit_facts_object(&call->found.audit, ID_FRAGMENT, &call->in->path_id[1]);
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK && !fragment_get_head(txn, &call->in->path_id[0], &call->in->path_id[1], &head)) {
        err = TNW_E_NOT_FOUND;
    }
    if (err == TNW_OK) {
        err = check_signing(call, &access, &head);
    }
    if (err == TNW_OK) {
        count = showing_signatures(txn, &head, head.latest, signatures);
        err = check_sole_signer(call, signatures, count);
    }
    if (err == TNW_OK) {
        struct signature signature = {
            .version = head.latest,
            .role = call->found.role,
            .actor = call->found.actor,
            .certificate = call->in->peer.certificate,
            .signed_at = call->found.now,
        };
        signature_put(txn, &head, &signature);
        note_signatures(call, txn, &access, &head, count + 1);
        authority_tell(call, txn, &access, category_signers(head.category), EVENT_FRAGMENT_SIGNED, &head);
        reply_with_signature(call, &head, &signature, count + 1);
    }
    access_close(&access);
    return err;
}
