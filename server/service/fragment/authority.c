#include "service/fragment/authority.h"

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

bool
authority_may_read(struct call *call, const struct access *access, const struct fragment_head *head)
{
    struct access_question question = authority_question(call, ACTION_READ, head);
    return access_may(call, access, &question);
}
