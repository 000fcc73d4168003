#include "service/fragment/authority.h"

#include "service/core/audit_facts.h"
#include "service/core/problem.h"
#include "service/core/tell/tell.h"

struct access_question
authority_question(const struct call *call, enum action action, const struct fragment_head *head)
{
    return (struct access_question){
        .action = action,
        .category = head->category,
        .purpose = call->found.purpose,
        .is_author = id_eq(&head->author, &call->found.actor) && head->author_role == call->found.role,
        .of_fragment = true,
        .fragment = fragment_traits_of(head),
    };
}

enum tnw_err
authority_open(struct call *call, struct txn *txn, const struct id *dossier, const struct id *fragment,
               struct access *access, struct fragment_head *head)
{
    bool found = fragment_get_head(txn, dossier, fragment, head);
    struct access_question question = authority_question(call, ACTION_READ, head);
    enum access_door door = found && question.is_author ? DOOR_AUTHOR : DOOR_DOSSIER;
    enum tnw_err err = access_open_by(call, txn, dossier, door, access);
    if (err == TNW_OK) {
        err = found ? access_decide(call, access, &question) : TNW_E_NOT_FOUND;
    }
    return err;
}

bool
authority_may_read(struct call *call, const struct access *access, const struct fragment_head *head)
{
    struct access_question question = authority_question(call, ACTION_READ, head);
    return access_may(call, access, &question);
}

enum tnw_err
authority_own(struct call *call, const struct access *access, const struct fragment_head *head)
{
    struct access_question question = authority_question(call, ACTION_READ, head);
    if (question.is_author) {
        return TNW_OK;
    }
    if (access_would(call, access, &question)) {
        return TNW_E_NOT_AUTHOR;
    }
    audit_facts_refusal(&call->found.audit, "not_author"); /* the patient reads that it was tried */
    return TNW_E_NOT_FOUND;
}

enum tnw_err
authority_standing(struct call *call, const struct fragment_head *head)
{
    return head->retracted == 0 ? TNW_OK : problem(call, TNW_E_CONFLICT, "It was retracted.");
}

void
authority_tell(struct call *call, struct txn *txn, const struct access *access, code_set roles, enum event_type type,
               const struct fragment_head *head)
{
    struct access_question question = authority_question(call, ACTION_READ, head);
    tell(call, txn, access, &access->dossier.patient, type, &head->id);
    for (size_t i = 0; i < access->dossier.participant_count; i++) {
        const struct participant *who = &access->dossier.participants[i];
        if ((roles & CODE_BIT(who->role)) != 0 && access_would_other(call, txn, access, who, &question)) {
            tell(call, txn, access, &who->actor, type, &head->id);
        }
    }
}
