#include <stdio.h>

#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/caller/person.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/elz/anonymous.h"
#include "service/elz/casus.h"
#include "service/elz/moments.h"
#include "service/operations.h"
#include "store/records/actor.h"

/* Texts are the body's. */
struct casus_draft {
    struct anonymous anonymous; /* first */
    const char *subject;
    const char *text;
    struct id moment;
    size_t count;
    struct id members[LIMIT_CASUS_MEMBERS]; /* zero: no actor's id */
};

enum tnw_err
op_casus_start_prepare(struct call *call)
{
    struct casus_draft *draft = call_draft(call, sizeof *draft, NULL);
    const json_t *body = call->ready.body;
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    draft->subject = field_text(body, "subject");
    draft->text = field_text(body, "text");
    draft->moment = field_id(body, "moment", ID_MOMENT);
    draft->count = field_ids(body, "members", ID_ACTOR, draft->members, LIMIT_CASUS_MEMBERS - 1);
    anonymous_add(&draft->anonymous, "/subject", draft->subject);
    anonymous_add(&draft->anonymous, "/text", draft->text);
    return TNW_OK;
}

/* Who is invited, as persons. */
struct invited {
    struct hash persons[LIMIT_CASUS_MEMBERS];
    size_t count;
    size_t independent; /* people beside the author, who neither work for them nor are worked for by them */
};

static bool
is_invited(const struct invited *invited, const struct hash *person)
{
    bool is = false;
    for (size_t i = 0; !is && i < invited->count; i++) {
        is = hash_eq(&invited->persons[i], person);
    }
    return is;
}

static bool
acts_for_person(const struct actor *actor, const struct person *person)
{
    bool does = false;
    for (size_t i = 0; !does && i < actor->facts.acts_for_count; i++) {
        does = person_has(person, &actor->facts.acts_for[i]);
    }
    return does;
}

/* Whether one of the author's registrations acts for one of that person's. */
static bool
author_acts_for(const struct call *call, struct txn *txn, const struct person *person)
{
    bool does = false;
    for (size_t i = 0; !does && i < call->found.person.count; i++) {
        struct actor own;
        does = actor_get(txn, &call->found.person.actors[i], &own) && acts_for_person(&own, person);
        actor_wipe(&own);
    }
    return does;
}

/* Whether any registration of the person acts for the author. */
static bool
acts_for_author(const struct call *call, struct txn *txn, const struct person *person)
{
    bool does = false;
    for (size_t i = 0; !does && i < person->count; i++) {
        struct actor theirs;
        does = actor_get(txn, &person->actors[i], &theirs) && acts_for_person(&theirs, &call->found.person);
        actor_wipe(&theirs);
    }
    return does;
}

static bool
is_independent(const struct call *call, struct txn *txn, const struct id *actor)
{
    struct person person;
    return person_of_actor(call, txn, actor, &person) && !acts_for_author(call, txn, &person) &&
           !author_acts_for(call, txn, &person);
}

/* A person who was counted already is invited by this registration too. An organisation's certificate is nobody's in
 * particular: it is invited and not counted. */
static bool
invite(const struct call *call, struct txn *txn, const struct id *id, struct invited *invited)
{
    struct actor actor;
    bool professional = actor_get(txn, id, &actor) && !actor.disabled && (actor.roles & OPERATION_PROFESSIONALS) != 0;
    if (professional) {
        struct hash person = call_identity_index(call->world, &actor.identity);
        if (!is_invited(invited, &person)) {
            invited->persons[invited->count++] = person;
            invited->independent += !actor.is_organisation && is_independent(call, txn, id) ? 1 : 0;
        }
    }
    actor_wipe(&actor);
    return professional;
}

static enum tnw_err
invite_all(struct call *call, struct txn *txn, const struct casus_draft *draft, struct casus *casus,
           struct invited *invited)
{
    invited->persons[invited->count++] = call->in->peer.identity_index;
    casus->members[casus->member_count++] = call->found.actor;
    for (size_t i = 0; i < draft->count; i++) {
        char pointer[40];
        (void)snprintf(pointer, sizeof pointer, "/members/%zu", i);
        if (!invite(call, txn, &draft->members[i], invited)) {
            return problem_at(call, pointer, "reference", "must be a professional of the registry");
        }
        if (!id_eq(&draft->members[i], &call->found.actor)) {
            casus->members[casus->member_count++] = draft->members[i];
        }
    }
    if (invited->independent < LIMIT_CASUS_PERSONS) {
        return problem_at(call, "/members", "rule", "must be at least five people beside you who do not work for you");
    }
    return TNW_OK;
}

static enum tnw_err
check_casus_moment(struct call *call, struct txn *txn, const struct id *id)
{
    struct moment moment;
    if (id_is_zero(id)) {
        return TNW_OK;
    }
    bool known = moments_get(call, txn, id, &moment);
    moment_wipe(&moment);
    return known ? TNW_OK : problem_at(call, "/moment", "reference", "must be a netwerkmoment that you may see");
}

void
op_casus_start_hint(struct call *call, struct txn *snapshot)
{
    const struct casus_draft *draft = call->ready.draft;
    for (size_t i = 0; i < draft->count; i++) {
        struct actor actor;
        if (actor_get(snapshot, &draft->members[i], &actor)) {
            struct hash person = call_identity_index(call->world, &actor.identity);
            actor_hint(snapshot, &person);
            actor_wipe(&actor);
        }
        inbox_hint(snapshot, &draft->members[i]);
    }
    if (!id_is_zero(&draft->moment)) {
        moments_foresee(call, snapshot, &draft->moment);
    }
}

enum tnw_err
op_casus_start(struct call *call, struct txn *txn)
{
    const struct casus_draft *draft = call->ready.draft;
    struct casus casus = {.opened = call->found.now, .last = call->found.now, .moment = draft->moment};
    struct invited invited = {.count = 0};
    enum tnw_err err = anonymous_check(call, txn, &draft->anonymous);
    if (err == TNW_OK) {
        err = invite_all(call, txn, draft, &casus, &invited);
    }
    if (err == TNW_OK) {
        err = check_casus_moment(call, txn, &draft->moment);
    }
    if (err == TNW_OK) {
        casus.id = id_new(call->found.now);
        buf_put_str(&casus.subject, draft->subject);
        buf_put_str(&casus.text, draft->text);
        casus_create(txn, &casus, invited.persons, invited.count);
        casus_tell(call, txn, &casus, EVENT_CASUS_INVITED);
        audit_facts_object(&call->found.audit, ID_CASUS, &casus.id);
        struct json_writer jw = answer_open(call);
        casus_show(&jw, txn, &casus, true);
        answer_created(call, NULL, ID_CASUS, &casus.id);
    }
    casus_wipe(&casus);
    return err;
}

enum tnw_err
op_casus_read(struct call *call, struct txn *txn)
{
    struct casus casus;
    enum tnw_err err = casus_open(call, txn, &call->in->path_id[0], &casus);
    if (err == TNW_OK) {
        struct json_writer jw = answer_open(call);
        casus_show(&jw, txn, &casus, true);
        answer_shown(call);
    }
    casus_wipe(&casus);
    return err;
}

/* Those of one netwerkmoment only, when it is asked for. */
static void
list_casus(struct call *call, struct txn *txn, struct page *page, const struct id *id, const struct id *moment)
{
    struct casus casus;
    if (!casus_get(txn, id, &casus)) {
        return;
    }
    bool fits = id_is_zero(moment) || id_eq(moment, &casus.moment);
    if (fits && !casus_is_over(call->world->policy, &casus, call->found.today) && page_take(page)) {
        casus_show(&page->jw, txn, &casus, false);
    }
    casus_wipe(&casus);
}

enum tnw_err
op_casus_list(struct call *call, struct txn *txn)
{
    struct page page;
    struct id moment;
    enum tnw_err err = page_id(call, "moment", ID_MOMENT, &moment);
    if (err == TNW_OK) {
        err = page_open_ids(call, &page);
    }
    if (err == TNW_OK) {
        struct range walk;
        struct id id;
        struct slice value;
        bool more;
        casus_walk_of(&walk, txn, &call->in->peer.identity_index, &page.at);
        while ((more = range_next_id(&walk, &id, &value)) && page_look(&page, &id)) {
            list_casus(call, txn, &page, &id, &moment);
        }
        range_close(&walk);
        page_close_ids(call, &page, more);
    }
    return err;
}

/* Only its text. */
struct conclusion_draft {
    struct anonymous anonymous; /* first */
    const char *text;
    uint32_t seen; /* how many messages there were when it was looked at */
};

enum tnw_err
op_casus_close_prepare(struct call *call)
{
    struct conclusion_draft *draft = call_draft(call, sizeof *draft, NULL);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    draft->text = field_text(call->ready.body, "conclusion");
    anonymous_add(&draft->anonymous, "/conclusion", draft->text);
    return TNW_OK;
}

void
op_casus_close_look(struct call *call, struct txn *snapshot)
{
    struct buf before = {0};
    struct conclusion_draft *draft = call->ready.draft;
    draft->seen = casus_read_before(call, snapshot, &before);
    anonymous_look(call, snapshot, &draft->anonymous, buf_slice(&before));
    buf_free(&before);
}

void
op_casus_close_hint(struct call *call, struct txn *snapshot)
{
    casus_foresee(call, snapshot);
}

enum tnw_err
op_casus_close(struct call *call, struct txn *txn)
{
    struct casus casus;
    const struct conclusion_draft *draft = call->ready.draft;
    enum tnw_err err = casus_open_to_write(call, txn, &call->in->path_id[0], &casus);
    if (err == TNW_OK && !person_has(&call->found.person, &casus.members[0])) {
        err = problem(call, TNW_E_NOT_AUTHOR, "Only its author closes a discussion.");
    }
    if (err == TNW_OK) {
        err = casus_check_seen(call, &casus, draft->seen);
    }
    if (err == TNW_OK) {
        err = anonymous_check(call, txn, &draft->anonymous);
    }
    if (err == TNW_OK) {
        casus.closed = call->found.now;
        casus.last = call->found.now;
        casus.closed_by = call->found.actor;
        buf_put_str(&casus.conclusion, draft->text);
        casus_put(txn, &casus);
        casus_tell(call, txn, &casus, EVENT_CASUS_CLOSED);
        struct json_writer jw = answer_open(call);
        casus_show(&jw, txn, &casus, true);
        answer_shown(call);
    }
    casus_wipe(&casus);
    return err;
}
