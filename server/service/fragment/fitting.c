#include "service/fragment/fitting.h"

#include <stdlib.h>

#include "rules/category/category.h"
#include "rules/field.h"
#include "rules/timeline/timeline.h"
#include "service/core/audit_facts.h"
#include "service/core/problem.h"
#include "service/fragment/authority.h"
#include "service/process/loading.h"
#include "store/records/process/process.h"

static const json_t *
content_of(const struct call *call)
{
    return json_object_get(call->ready.body, "content");
}

static bool
may_see(const struct call *call, struct txn *txn, const struct access *access, const struct process_event *event)
{
    struct fragment_head head;
    if (!fragment_get_head(txn, &access->dossier.id, &event->object, &head)) {
        return false;
    }
    struct access_question question = authority_question(call, ACTION_READ, &head);
    return access_would(call, access, &question);
}

/* Leaves of the process the events of those categories which the caller may read. */
static void
keep_visible(const struct call *call, struct txn *txn, const struct access *access, code_set categories,
             struct process *process)
{
    size_t kept = 0;
    for (size_t i = 0; i < process->event_count; i++) {
        const struct process_event *event = &process->events[i];
        bool asked = codes_has(categories, event->category);
        if (asked && may_see(call, txn, access, event)) {
            process->events[kept++] = *event;
        }
    }
    process->event_count = kept;
}

/* The content as one of the events: after work again, a certificate may be the first day of a new spell.
 * Returns the start of the spell that it is in. */
static day_num
add_itself(const struct call *call, const struct fragment_head *head, struct process *process)
{
    struct process_event event = {.object = head->id,
                                  .author = head->author,
                                  .category = head->category,
                                  .by = head->author_role,
                                  .recorded = call->found.today};
    if (category_event(&event, content_of(call))) {
        process_add(process, &event);
    }
    return timeline_start(call->world->timeline, process, event.day);
}

static enum tnw_err
check_context(struct call *call, struct txn *txn, const struct access *access, const struct fragment_head *head)
{
    code_set categories = category_looks_at(head->category);
    if (categories == 0) {
        return TNW_OK;
    }
    struct process *process = calloc(1, sizeof *process);
    if (process == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = TNW_OK;
    if (loading_process(txn, &access->dossier, process)) {
        keep_visible(call, txn, access, categories, process);
        day_num start = add_itself(call, head, process);
        struct category_context context = {.process = process, .fragment = head->id, .start = start};
        struct breach breach = category_context_check(head->category, content_of(call), &context);
        err = problem_breach(call, "/content", breach);
    }
    free(process);
    return txn_error(txn) == TNW_OK ? err : txn_error(txn);
}

static struct access_question
reading_of_referral(const json_t *content)
{
    return (struct access_question){
        .action = ACTION_READ,
        .category = CATEGORY_DOORVERWIJZING,
        .purpose = (enum purpose)field_code(content, "purpose", &codes_purpose, PURPOSE_NONE),
    };
}

/* By the patient's grant to the one who is named, or to the role, or to one who takes part in it. */
static bool
consents_to_receiver(const struct call *call, struct txn *txn, const struct access *access, enum role role)
{
    const json_t *content = content_of(call);
    struct access_question question = reading_of_referral(content);
    struct participant who = {.actor = field_id(content, "to_actor", ID_ACTOR), .role = role};
    bool consents = access_consents_to(call, txn, access, &who, &question);
    bool named = !id_is_zero(&who.actor);
    for (size_t i = 0; !named && !consents && i < access->dossier.participant_count; i++) {
        const struct participant *one = &access->dossier.participants[i];
        consents = one->role == role && access_consents_to(call, txn, access, one, &question);
    }
    return consents;
}

/* The arbeidsarts is reached only with the patient's consent (S2:63); any other who is named takes part. */
static enum tnw_err
check_receiver(struct call *call, struct txn *txn, const struct access *access)
{
    const json_t *content = content_of(call);
    enum role role = (enum role)field_code(content, "to_role", &codes_role, ROLE_NONE);
    struct id actor = field_id(content, "to_actor", ID_ACTOR);
    if (role != ROLE_ARBEIDSARTS) {
        return id_is_zero(&actor) || access_participant(access, &actor, role) != NULL
                   ? TNW_OK
                   : problem_at(call, "/content/to_actor", "rule", "must take part in this dossier in that role");
    }
    if (consents_to_receiver(call, txn, access, role)) {
        return TNW_OK;
    }
    audit_facts_refusal(&call->found.audit, decide_reason_code(REASON_NO_CONSENT));
    (void)problem_at(call, "/content/to_role", "consent",
                     "the patient must let that receiver read doorverwijzing for this purpose: ask for it");
    return problem(call, TNW_E_CONSENT_REQUIRED, "A referral to the arbeidsarts needs the patient's consent to it.");
}

/* That a contact took place, or that somebody did not come, is said by whose step it is: else anybody who may write one
 * could take a duty from another, or end a traject. A step of the patient's alone is noted by whoever may write. */
static enum tnw_err
check_step(struct call *call)
{
    const char *step = field_text(content_of(call), "step");
    code_set doers = step == NULL ? 0 : timeline_doers(call->world->timeline, step);
    code_set writers = 0;
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        bool writes = (call->world->policy->write_ceiling[role] & CODE_BIT(CATEGORY_OPVOLGING)) != 0;
        writers |= writes ? doers & CODE_BIT(role) : 0;
    }
    return writers == 0 || (writers & CODE_BIT(call->found.role)) != 0
               ? TNW_OK
               : problem_at(call, "/content/step", "rule", "is another's step: leave it out");
}

enum tnw_err
fitting_check(struct call *call, struct txn *txn, const struct access *access, const struct fragment_head *head)
{
    struct breach breach = category_role_check(head->category, call->found.role, content_of(call));
    if (breach.pointer != NULL) {
        return problem_breach(call, "/content", breach);
    }
    switch (head->category) {
    case CATEGORY_DOORVERWIJZING:
        return check_receiver(call, txn, access);
    case CATEGORY_OPVOLGING:
        return check_step(call);
    default:
        return check_context(call, txn, access, head);
    }
}

struct id
fitting_receiver(const struct call *call, struct txn *txn, const struct access *access,
                 const struct fragment_head *head)
{
    const json_t *content = content_of(call);
    if (head->category != CATEGORY_DOORVERWIJZING) {
        return (struct id){0};
    }
    struct access_question question = reading_of_referral(content);
    struct participant who = {.actor = field_id(content, "to_actor", ID_ACTOR),
                              .role = (enum role)field_code(content, "to_role", &codes_role, ROLE_NONE)};
    bool reads = !id_is_zero(&who.actor) && access_would_other(call, txn, access, &who, &question);
    return reads ? who.actor : (struct id){0};
}
