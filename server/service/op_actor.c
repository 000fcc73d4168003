#include <string.h>
#include <strings.h>

#include "json/json.h"
#include "service/audit_facts.h"
#include "service/field.h"
#include "service/operations.h"
#include "service/page.h"
#include "service/problem.h"
#include "service/registry.h"
#include "service/show.h"

/* A directory page: what is looked for, and where it goes. */
struct search {
    struct call *call;
    struct page page;
    code_set roles;
    const char *zone;
    const char *text;
    bool more;
};

static bool
is_in_zone(const struct actor *actor, const char *zone)
{
    if (zone == NULL) {
        return true;
    }
    json_t *contact;
    bool read = json_load_strict(&contact, buf_slice(&actor->contact), NULL) == TNW_OK;
    const char *has = read ? json_string_value(json_object_get(contact, "zone")) : NULL;
    bool fits = has != NULL && strcmp(has, zone) == 0;
    json_decref(contact);
    return fits;
}

static bool
contains(struct slice name, const char *text)
{
    size_t len = text == NULL ? 0 : strlen(text);
    for (size_t at = 0; at + len <= name.len; at++) {
        if (len == 0 || strncasecmp((const char *)name.ptr + at, text, len) == 0) {
            return true;
        }
    }
    return false;
}

static bool
look(void *ctx, const struct actor *actor)
{
    struct search *search = ctx;
    if (!page_look(&search->page, &actor->id)) {
        search->more = true;
        return false;
    }
    bool listed = (actor->roles & search->roles) != 0 && (!actor->disabled || search->call->role == ROLE_BEHEERDER);
    if (listed && is_in_zone(actor, search->zone) && contains(buf_slice(&actor->name), search->text) &&
        page_take(&search->page)) {
        show_actor(&search->page.jw, NULL, search->call, actor);
    }
    return true;
}

enum tnw_err
op_actor_list(struct call *call, struct txn *txn)
{
    struct search search = {.call = call, .roles = CODE_ALL(ROLE_COUNT) & ~CODE_BIT(ROLE_PATIENT)};
    const char *role = page_query(call, "role");
    if (role != NULL) {
        int code = codes_find(&codes_role, role);
        if (code < 0) {
            return problem(call, TNW_E_INVALID_PARAMETER, "role is not one of the roles");
        }
        search.roles &= CODE_BIT(code);
    }
    search.zone = page_query(call, "zone");
    search.text = page_query(call, "q");
    enum tnw_err err = page_open_ids(call, ID_ACTOR, &search.page);
    if (err != TNW_OK) {
        return err;
    }
    actor_each(txn, &search.page.at, look, &search);
    page_close_ids(call, &search.page, ID_ACTOR, search.more);
    return TNW_OK;
}

static bool
is_own(const struct call *call, const struct actor *actor)
{
    return id_eq(&call->actor, &actor->id);
}

/* Who is only a patient is nobody's business but their own; the beheerder finds them by id, never in a list. */
static enum tnw_err
find(struct call *call, struct txn *txn, struct actor *out)
{
    audit_facts_object(&call->audit, ID_ACTOR, &call->path_id[0]);
    if (!actor_get(txn, &call->path_id[0], out)) {
        return TNW_E_NOT_FOUND;
    }
    bool hidden = (out->roles & ~CODE_BIT(ROLE_PATIENT)) == 0 || out->disabled;
    if (hidden && call->role != ROLE_BEHEERDER && !is_own(call, out)) {
        actor_wipe(out);
        return TNW_E_NOT_FOUND;
    }
    return TNW_OK;
}

static enum tnw_err
answer(struct call *call, struct actor *actor, int status)
{
    struct json_writer jw = show_reply(call);
    show_actor(&jw, NULL, call, actor);
    show_etag(call, actor->epoch);
    show_done(call, status);
    actor_wipe(actor);
    return TNW_OK;
}

enum tnw_err
op_actor_read(struct call *call, struct txn *txn)
{
    struct actor actor;
    enum tnw_err err = find(call, txn, &actor);
    return err == TNW_OK ? answer(call, &actor, 200) : err;
}

static enum tnw_err
take_identity(const json_t *body, day_num today, struct actor *actor)
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
            actor->is_organisation = kinds[i].kind != IDENTITY_NISS;
            return identity_set(&actor->identity, kinds[i].kind, number, today);
        }
    }
    return TNW_E_INVALID_BODY;
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

/* The members that both a new and a changed registration have; absent ones stay as they are. */
static void
take_members(const json_t *body, struct actor *actor)
{
    const char *name = field_text(body, "name");
    if (name != NULL) {
        buf_clear(&actor->name);
        buf_put_str(&actor->name, name);
    }
    actor->roles = field_codes(body, "roles", &codes_role, actor->roles);
    if (json_object_get(body, "nihii") != NULL) {
        const char *nihii = field_text(body, "nihii");
        memset(actor->nihii, 0, sizeof actor->nihii);
        memcpy(actor->nihii, nihii == NULL ? "" : nihii, nihii == NULL ? 0 : strlen(nihii));
    }
    if (json_object_get(body, "organisation") != NULL) {
        actor->organisation = field_id(body, "organisation", ID_ACTOR);
    }
    if (json_object_get(body, "contact") != NULL || actor->contact.len == 0) {
        buf_clear(&actor->contact);
        field_canonical(&actor->contact, body, "contact");
    }
}

/* A doctor at two services has a registration for each, never two for one. */
static enum tnw_err
check_roles_free(struct call *call, struct txn *txn, const struct actor *actor, code_set roles)
{
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        struct actor other;
        bool asked = (roles & CODE_BIT(role)) != 0;
        if (!asked || !registry_find(call, txn, &actor->identity, (enum role)role, &actor->organisation, &other)) {
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
    struct actor actor = {0};
    enum tnw_err err = take_identity(call->body, call->today, &actor);
    if (err != TNW_OK) {
        return problem_at(call, "/identity", "format", "must hold one number with right check digits");
    }
    take_members(call->body, &actor);
    err = check_roles_free(call, txn, &actor, actor.roles);
    if (err == TNW_OK) {
        err = check_organisation(call, txn, &actor);
    }
    if (err == TNW_OK) {
        err = registry_add(call, txn, &actor);
    }
    if (err != TNW_OK) {
        actor_wipe(&actor);
        return err;
    }
    audit_facts_object(&call->audit, ID_ACTOR, &actor.id);
    show_location(call, "/v1/actors/", ID_ACTOR, &actor.id);
    return answer(call, &actor, 201);
}

/* The beheerder changes anything, everybody their own contact data. */
static enum tnw_err
check_change(struct call *call, struct txn *txn, struct actor *actor)
{
    uint64_t version;
    bool only_contact = json_object_size(call->body) == 1 && json_object_get(call->body, "contact") != NULL;
    if (call->role != ROLE_BEHEERDER && !(is_own(call, actor) && only_contact)) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "You may change the contact data of your own registration only.");
    }
    enum tnw_err err = show_if_match(call, &version);
    if (err == TNW_OK && version != actor->epoch) {
        err = TNW_E_VERSION_CONFLICT;
    }
    if (err != TNW_OK) {
        return err;
    }
    take_members(call->body, actor);
    const char *state = field_text(call->body, "state");
    actor->disabled = state == NULL ? actor->disabled : strcmp(state, "disabled") == 0;
    err = actor->disabled ? TNW_OK : check_roles_free(call, txn, actor, actor->roles);
    return err == TNW_OK ? check_organisation(call, txn, actor) : err;
}

enum tnw_err
op_actor_change(struct call *call, struct txn *txn)
{
    struct actor actor;
    enum tnw_err err = find(call, txn, &actor);
    if (err != TNW_OK) {
        return err;
    }
    err = check_change(call, txn, &actor);
    if (err != TNW_OK) {
        actor_wipe(&actor);
        return err;
    }
    actor.epoch++;
    actor_put(txn, &actor);
    return answer(call, &actor, 200);
}

enum tnw_err
op_actor_disable(struct call *call, struct txn *txn)
{
    struct actor actor;
    enum tnw_err err = find(call, txn, &actor);
    if (err != TNW_OK) {
        return err;
    }
    if (!actor.disabled) {
        actor.disabled = true;
        actor.epoch++;
        actor_put(txn, &actor);
    }
    return answer(call, &actor, 200);
}
