#include <string.h>

#include "base/limits.h"
#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/core/show.h"
#include "service/directory/actor_facts.h"
#include "service/directory/registry.h"
#include "service/operations.h"

static enum tnw_err
read_query(struct call *call, struct directory_query *query)
{
    const char *role = page_query(call, "role");
    const char *text = page_query(call, "q");
    int code = role == NULL ? ROLE_NONE : codes_find(&codes_role, role);
    if (code < 0) {
        return problem(call, TNW_E_INVALID_PARAMETER, "role is not one of the roles");
    }
    query->role = (enum role)code;
    query->roles = role == NULL ? CODE_ALL(ROLE_COUNT) & ~CODE_BIT(ROLE_PATIENT) : CODE_BIT(code);
    query->roles &= ~CODE_BIT(ROLE_PATIENT);
    query->zone = page_query(call, "zone");
    enum tnw_err err = page_id(call, "organisation", ID_ACTOR, &query->organisation);
    if (err != TNW_OK) {
        return err;
    }
    fold_text(&query->words, slice_str(text));
    if (text != NULL && query->words.count == 0) {
        return problem(call, TNW_E_INVALID_PARAMETER, "q must hold a letter or a digit");
    }
    return TNW_OK;
}

static void
show_if_fits(struct call *call, struct page *page, const struct directory_query *query, const struct actor *actor)
{
    struct directory_entry entry = actor_entry(actor);
    bool listed = !actor->disabled || call->found.role == ROLE_BEHEERDER;
    if (listed && directory_fits(query, &entry) && page_take(page)) {
        show_actor(&page->jw, NULL, call, actor);
    }
}

enum tnw_err
op_actor_list(struct call *call, struct txn *txn)
{
    struct page page;
    struct directory_query query;
    enum tnw_err err = read_query(call, &query);
    if (err == TNW_OK) {
        err = page_open_ids(call, &page);
    }
    if (err != TNW_OK) {
        return err;
    }
    struct terms_walk walk;
    struct id id;
    bool more;
    directory_walk(&walk, txn, &query, &page.at);
    while ((more = terms_next(&walk, &id)) && page.looked < LIMIT_SCAN_ACTORS && page_look(&page, &id)) {
        struct actor actor;
        if (actor_get(txn, &id, &actor)) {
            show_if_fits(call, &page, &query, &actor);
            actor_wipe(&actor);
        }
    }
    page_close_ids(call, &page, more);
    return TNW_OK;
}

static bool
is_own(const struct call *call, const struct actor *actor)
{
    return id_eq(&call->found.actor, &actor->id);
}

/* Who is only a patient is nobody's business but their own; the beheerder finds them by id, never in a list. */
static enum tnw_err
find_actor_of_path(struct call *call, struct txn *txn, struct actor *out)
{
    audit_facts_object(&call->found.audit, ID_ACTOR, &call->in->path_id[0]);
    if (!actor_get(txn, &call->in->path_id[0], out)) {
        return TNW_E_NOT_FOUND;
    }
    bool hidden = (out->roles & ~CODE_BIT(ROLE_PATIENT)) == 0 || out->disabled;
    if (hidden && call->found.role != ROLE_BEHEERDER && !is_own(call, out)) {
        actor_wipe(out);
        return TNW_E_NOT_FOUND;
    }
    return TNW_OK;
}

static void
reply_with_actor(struct call *call, const struct actor *actor)
{
    struct json_writer jw = answer_open(call);
    show_actor(&jw, NULL, call, actor);
    answer_version(call, actor->epoch);
    answer_shown(call);
}

enum tnw_err
op_actor_read(struct call *call, struct txn *txn)
{
    struct actor actor;
    enum tnw_err err = find_actor_of_path(call, txn, &actor);
    if (err == TNW_OK) {
        reply_with_actor(call, &actor);
        actor_wipe(&actor);
    }
    return err;
}

/* The body of a new or a changed registration. */
struct actor_draft {
    struct actor given; /* members that are absent are empty, or as for a new registration */
    struct hash index;  /* of its identity, when new */
    struct actor_facts_draft facts;
    bool has_name;
    bool has_roles;
    bool has_nihii;
    bool has_organisation;
    bool has_contact;
    bool has_state;
    bool has_quota_factor;
    bool only_contact;
};

static void
actor_draft_wipe(void *draft)
{
    struct actor_draft *it = draft;
    actor_wipe(&it->given);
}

static bool
has_member(const json_t *body, const char *name)
{
    return json_object_get(body, name) != NULL;
}

static enum tnw_err
prepare_members(struct actor_draft *draft, const json_t *body)
{
    struct actor *given = &draft->given;
    const char *nihii = field_text(body, "nihii");
    const char *state = field_text(body, "state");
    draft->has_name = has_member(body, "name");
    draft->has_roles = has_member(body, "roles");
    draft->has_nihii = has_member(body, "nihii");
    draft->has_organisation = has_member(body, "organisation");
    draft->has_contact = has_member(body, "contact");
    draft->has_state = state != NULL;
    draft->has_quota_factor = has_member(body, "quota_factor");
    draft->only_contact = draft->has_contact && json_object_size(body) == 1;
    buf_put_slice(&given->name, slice_str(field_text(body, "name")));
    given->roles = field_codes(body, "roles", &codes_role, 0);
    memcpy(given->nihii, nihii == NULL ? "" : nihii, nihii == NULL ? 0 : strlen(nihii));
    given->organisation = field_id(body, "organisation", ID_ACTOR);
    actor_facts_prepare(&draft->facts, body);
    given->quota_factor = (uint8_t)json_integer_value(json_object_get(body, "quota_factor"));
    given->disabled = state != NULL && strcmp(state, "disabled") == 0;
    field_canonical(&given->contact, body, "contact");
    buf_put_slice(&given->zone, slice_str(field_text(json_object_get(body, "contact"), "zone")));
    enum tnw_err err = given->name.err != TNW_OK ? given->name.err : given->contact.err;
    return err != TNW_OK ? err : given->zone.err;
}

/* Members that are absent stay as they are. */
static void
apply_members(const struct actor_draft *draft, struct actor *actor)
{
    const struct actor *given = &draft->given;
    if (draft->has_name) {
        buf_clear(&actor->name);
        buf_put_slice(&actor->name, buf_slice(&given->name));
    }
    actor->roles = draft->has_roles ? given->roles : actor->roles;
    if (draft->has_nihii) {
        memcpy(actor->nihii, given->nihii, sizeof actor->nihii);
    }
    actor->organisation = draft->has_organisation ? given->organisation : actor->organisation;
    if (draft->has_contact || actor->contact.len == 0) {
        buf_clear(&actor->contact);
        buf_put_slice(&actor->contact, buf_slice(&given->contact));
        buf_clear(&actor->zone);
        buf_put_slice(&actor->zone, buf_slice(&given->zone));
    }
    actor->quota_factor = draft->has_quota_factor ? given->quota_factor : actor->quota_factor;
    actor->disabled = draft->has_state ? given->disabled : actor->disabled;
}

static enum tnw_err
prepare_identity(const json_t *body, day_num today, struct actor *given)
{
    static const struct {
        const char *name;
        enum identity_kind kind;
    } kinds[] = {{"niss", IDENTITY_NISS},
                 {"cbe", IDENTITY_CBE},
                 {"nihii_hospital", IDENTITY_NIHII_HOSPITAL},
                 {"ehp", IDENTITY_EHP}};
    const json_t *identity = json_object_get(body, "identity");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const char *number = field_text(identity, kinds[i].name);
        if (number != NULL) {
            given->is_organisation = kinds[i].kind != IDENTITY_NISS;
            return identity_set(&given->identity, kinds[i].kind, number, today);
        }
    }
    return TNW_E_INVALID_BODY;
}

enum tnw_err
op_actor_change_prepare(struct call *call)
{
    struct actor_draft *draft = call_draft(call, sizeof *draft, actor_draft_wipe);
    return draft == NULL ? TNW_E_NO_MEMORY : prepare_members(draft, call->ready.body);
}

enum tnw_err
op_actor_add_prepare(struct call *call)
{
    enum tnw_err err = op_actor_change_prepare(call);
    if (err != TNW_OK) {
        return err;
    }
    struct actor_draft *draft = call->ready.draft;
    struct fault *fault = &call->ready.meaning;
    if (prepare_identity(call->ready.body, call->ready.today, &draft->given) == TNW_OK) {
        draft->index = call_identity_index(call->world, &draft->given.identity);
    } else {
        fault->err = fault_at(fault, "/identity", "format", "must hold one number with right check digits");
    }
    return TNW_OK;
}

static enum tnw_err
check_organisation(struct call *call, struct txn *txn, const struct actor *actor)
{
    if (id_is_zero(&actor->organisation)) {
        return TNW_OK;
    }
    struct actor organisation;
    bool ok = actor_get(txn, &actor->organisation, &organisation) && organisation.is_organisation;
    actor_wipe(&organisation);
    return ok ? TNW_OK : problem_at(call, "/organisation", "reference", "must be the actor id of an organisation");
}

/* A doctor at two services has a registration for each, never two for one. */
static enum tnw_err
check_roles_free(struct call *call, struct txn *txn, const struct hash *index, const struct actor *actor)
{
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        struct actor other;
        bool asked = (actor->roles & CODE_BIT(role)) != 0;
        if (!asked || !registry_find(txn, index, (enum role)role, &actor->organisation, &other)) {
            continue;
        }
        bool same = id_eq(&other.id, &actor->id);
        actor_wipe(&other);
        if (!same) {
            return problem(call, TNW_E_CONFLICT, "This identity already holds the role %s for this organisation.",
                           codes_text(&codes_role, role));
        }
    }
    return TNW_OK;
}

enum tnw_err
op_actor_add(struct call *call, struct txn *txn)
{
    const struct actor_draft *draft = call->ready.draft;
    struct actor actor = draft->given; /* its texts are borrowed */
    actor.facts = ACTOR_FACTS_NONE;
    enum tnw_err err = problem_tell(call, &call->ready.meaning);
    if (err == TNW_OK) {
        err = check_roles_free(call, txn, &draft->index, &actor);
    }
    if (err == TNW_OK && registry_is_disabled(txn, &draft->index)) {
        err = problem(call, TNW_E_CONFLICT, "This person is disabled: set the state of their registration to active.");
    }
    if (err == TNW_OK) {
        err = check_organisation(call, txn, &actor);
    }
    if (err == TNW_OK) {
        err = actor_facts_apply(call, txn, &draft->facts, &actor);
    }
    if (err == TNW_OK) {
        err = registry_add(call, txn, &draft->index, &actor);
    }
    if (err == TNW_OK) {
        audit_facts_object(&call->found.audit, ID_ACTOR, &actor.id);
        reply_with_actor(call, &actor);
        answer_created(call, NULL, ID_ACTOR, &actor.id);
    }
    return err;
}

/* The beheerder changes anything, everybody their own contact data. */
static enum tnw_err
check_change(struct call *call, struct txn *txn, struct actor *actor)
{
    uint64_t version;
    const struct actor_draft *draft = call->ready.draft;
    if (call->found.role != ROLE_BEHEERDER && !(is_own(call, actor) && draft->only_contact)) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "You may change the contact data of your own registration only.");
    }
    version = actor->epoch; /* the operator at the machine changes what is there */
    enum tnw_err err = call->in->local ? TNW_OK : answer_wanted_version(call, &version);
    if (err == TNW_OK && version != actor->epoch) {
        err = TNW_E_VERSION_CONFLICT;
    }
    if (err != TNW_OK) {
        return err;
    }
    apply_members(draft, actor);
    struct hash index = call_identity_index(call->world, &actor->identity);
    err = actor->disabled ? TNW_OK : check_roles_free(call, txn, &index, actor);
    if (err == TNW_OK) {
        err = actor_facts_apply(call, txn, &draft->facts, actor);
    }
    return err == TNW_OK ? check_organisation(call, txn, actor) : err;
}

enum tnw_err
op_actor_change(struct call *call, struct txn *txn)
{
    struct actor actor;
    enum tnw_err err = find_actor_of_path(call, txn, &actor);
    if (err != TNW_OK) {
        return err;
    }
    const struct actor_draft *draft = call->ready.draft;
    err = check_change(call, txn, &actor);
    if (err == TNW_OK) {
        struct hash index = call_identity_index(call->world, &actor.identity);
        actor.epoch++;
        actor_put(txn, &actor);
        if (draft->has_state) {
            registry_set_disabled(call, txn, &index, actor.disabled);
        }
        reply_with_actor(call, &actor);
    }
    actor_wipe(&actor);
    return err;
}

/* The person, in each of their registrations. */
enum tnw_err
op_actor_disable(struct call *call, struct txn *txn)
{
    struct actor actor;
    enum tnw_err err = find_actor_of_path(call, txn, &actor);
    if (err != TNW_OK) {
        return err;
    }
    struct hash index = call_identity_index(call->world, &actor.identity);
    registry_set_disabled(call, txn, &index, true);
    actor_wipe(&actor);
    if (actor_get(txn, &call->in->path_id[0], &actor)) {
        reply_with_actor(call, &actor);
    }
    actor_wipe(&actor);
    return txn_error(txn);
}
