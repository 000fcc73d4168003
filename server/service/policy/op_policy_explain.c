#include "rules/explain.h"
#include "service/access_log/words_say.h"
#include "service/consent/sentence_show.h"
#include "service/consent/terms.h"
#include "service/core/access.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/language.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/operations.h"
#include "store/records/actor.h"

/* What is asked. */
struct asking {
    struct id dossier;
    struct participant who; /* whom it is about; of the caller themself as they act */
    bool is_caller;
    bool in_bulk; /* no category and no conferring: all of it, for each purpose */
    struct decide_question question;
    enum language language;
};

/* Out: the number of a parameter in its list, or otherwise when it is absent. */
static enum tnw_err
explain_take_code(struct call *call, const char *name, const struct code_list *list, unsigned otherwise, unsigned *out)
{
    const char *text = page_query(call, name);
    int found = text == NULL ? (int)otherwise : codes_find(list, text);
    *out = otherwise;
    if (found < 0) {
        return problem(call, TNW_E_INVALID_PARAMETER, "%s is none that there is", name);
    }
    *out = (unsigned)found;
    return TNW_OK;
}

static enum tnw_err
explain_take_question(struct call *call, struct asking *out)
{
    unsigned action = ACTION_READ;
    unsigned category = CATEGORY_NONE;
    unsigned purpose = call->found.purpose;
    enum tnw_err err = explain_take_code(call, "action", &codes_action, ACTION_READ, &action);
    if (err == TNW_OK) {
        err = explain_take_code(call, "category", &codes_category, CATEGORY_NONE, &category);
    }
    if (err == TNW_OK) {
        err = explain_take_code(call, "purpose", &codes_purpose, purpose, &purpose);
    }
    if (err == TNW_OK) {
        err = language_wanted(call, LANGUAGE_NL, &out->language);
    }
    out->in_bulk = category == CATEGORY_NONE && action != ACTION_CONFER;
    if (err == TNW_OK && out->in_bulk && page_query(call, "action") != NULL) {
        err = problem(call, TNW_E_INVALID_PARAMETER, "an action on fragments goes with a category");
    }
    out->question = (struct decide_question){
        .action = (enum action)action,
        .category = action == ACTION_CONFER ? CATEGORY_NONE : (enum category)category,
        .purpose = (enum purpose)purpose,
        .today = call->found.today,
    };
    return err;
}

static enum tnw_err
explain_take_id(struct call *call, const char *name, enum id_kind kind, struct id *out)
{
    const char *text = page_query(call, name);
    *out = (struct id){{0}};
    return text == NULL || id_parse(out, kind, text) == TNW_OK
               ? TNW_OK
               : problem(call, TNW_E_INVALID_PARAMETER, "%s is no id of its kind", name);
}

/* In which role the patient asks about somebody: the one named, else in which they take part, else the first that the
 * registry gives them. */
static enum tnw_err
explain_take_role(struct call *call, const struct access *access, const struct actor *actor, struct participant *who)
{
    unsigned wanted;
    enum tnw_err err = explain_take_code(call, "role", &codes_role, ROLE_NONE, &wanted);
    const struct participant *part = access_participant(access, &who->actor, ROLE_NONE);
    code_set roles = actor->roles & ~CODE_BIT(ROLE_PATIENT);
    who->role = part == NULL ? ROLE_NONE : part->role;
    for (unsigned role = 0; who->role == ROLE_NONE && role < ROLE_COUNT; role++) {
        who->role = (roles & CODE_BIT(role)) != 0 ? (enum role)role : ROLE_NONE;
    }
    who->role = wanted == ROLE_NONE ? who->role : (enum role)wanted;
    bool known = who->role != ROLE_NONE &&
                 ((roles & CODE_BIT(who->role)) != 0 || access_participant(access, &who->actor, who->role) != NULL);
    return err != TNW_OK || known ? err : problem(call, TNW_E_INVALID_PARAMETER, "they do not have that role");
}

/* Whether the patient has to do with them: they take part, or are named in a consent. Of others the directory is all
 * that there is to know. */
static bool
is_of_dossier(const struct access *access, const struct id *actor)
{
    bool found = access_participant(access, actor, ROLE_NONE) != NULL;
    for (size_t i = 0; !found && i < access->consent_count; i++) {
        found = access->consents[i].role == ROLE_NONE && id_eq(&access->consents[i].actor, actor);
    }
    return found;
}

/* Out: who, and their facts. A professional asks about themself, as they act; the patient about themself and those of
 * the dossier. */
static enum tnw_err
explain_take_party(struct call *call, struct txn *txn, const struct access *access, struct asking *asking,
                   struct decide_facts *facts)
{
    struct actor actor;
    enum tnw_err err = explain_take_id(call, "actor", ID_ACTOR, &asking->who.actor);
    asking->is_caller = id_is_zero(&asking->who.actor) || id_eq(&asking->who.actor, &call->found.actor);
    if (err != TNW_OK) {
        return err;
    }
    if (asking->is_caller) {
        asking->who = (struct participant){.actor = call->found.actor, .role = call->found.role};
        return access_facts_of(call, txn, access, NULL, facts) ? TNW_OK : TNW_E_NOT_FOUND;
    }
    if (!access->is_subject) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "Only the patient asks about somebody else.");
    }
    if (!is_of_dossier(access, &asking->who.actor) || !actor_get(txn, &asking->who.actor, &actor)) {
        return TNW_E_NOT_FOUND;
    }
    err = explain_take_role(call, access, &actor, &asking->who);
    bool active = !actor.disabled;
    actor_wipe(&actor);
    if (err == TNW_OK && !access_facts_of(call, txn, access, &asking->who, facts)) {
        active = false;
    }
    facts->actor_active = active;
    return err;
}

static void
show_who_asked(struct json_writer *jw, const struct asking *asking)
{
    jw_id(jw, "dossier", ID_DOSSIER, &asking->dossier);
    jw_id(jw, "actor", ID_ACTOR, &asking->who.actor);
    jw_str(jw, "role", codes_text(&codes_role, asking->who.role));
}

static void
show_sight(struct json_writer *jw, const char *key, const struct explain_sight *sight)
{
    jw_open(jw, key);
    jw_codes(jw, "read", &codes_category, sight->read);
    jw_codes(jw, "read_some", &codes_category, sight->some);
    jw_codes(jw, "write", &codes_category, sight->write);
    jw_bool(jw, "confer", sight->confer);
    jw_close(jw);
}

/* What the ceiling leaves to no consent: of the role, and of the function of who asks in its name. */
static void
show_never(struct json_writer *jw, const struct policy *policy, enum role role, const struct decide_deputy *deputy)
{
    const struct policy_function *may = deputy == NULL ? NULL : &policy->functions[deputy->function];
    code_set read = policy->read_ceiling[role] & (may == NULL ? CODE_ALL(CATEGORY_COUNT) : may->read);
    code_set write = policy->write_ceiling[role] & (may == NULL ? CODE_ALL(CATEGORY_COUNT) : may->write);
    jw_open(jw, "never");
    jw_codes(jw, "read", &codes_category, CODE_ALL(CATEGORY_COUNT) & ~read);
    jw_codes(jw, "write", &codes_category, CODE_ALL(CATEGORY_COUNT) & ~write);
    jw_bool(jw, "confer", !policy->confer_ceiling[role] || (may != NULL && !may->confer));
    jw_close(jw);
}

/* An exclusion is told to the patient only: to whom it is about, all reads as if nothing covered it. */
static void
show_in_bulk(struct call *call, const struct access *access, const struct asking *asking,
             const struct decide_facts *facts)
{
    const struct policy *policy = call->world->policy;
    struct sentence_facts notes = {.role = asking->who.role, .never = CODE_ALL(CATEGORY_COUNT)};
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    show_who_asked(&jw, asking);
    jw_open(&jw, "purposes");
    for (unsigned purpose = 0; purpose < PURPOSE_COUNT; purpose++) {
        struct explain_sight sight = explain_sight(policy, facts, (enum purpose)purpose, call->found.today);
        show_sight(&jw, codes_text(&codes_purpose, purpose), &sight);
        notes.by_law |= sight.by_law;
        notes.excluded = notes.excluded || (access->is_subject && sight.excluded);
    }
    jw_close(&jw);
    show_never(&jw, policy, asking->who.role, facts->deputy);
    sentence_show_facts(&jw, "notes", call, asking->language, &notes);
    jw_close(&jw);
    answer_shown(call);
}

/* The body of a consent that would change it, and how the patient would read it; null: none would. */
static void
show_proposal(struct json_writer *jw, struct call *call, struct txn *txn, const struct access *access,
              const struct asking *asking, const struct explanation *why)
{
    if (!why->consent_helps) {
        jw_null(jw, "consent");
        jw_null(jw, "sentence");
        return;
    }
    const struct consent_terms *terms = &why->proposal;
    const struct consent consent = {.role = ROLE_NONE,
                                    .actor = terms->actor,
                                    .categories = terms->categories,
                                    .actions = terms->actions,
                                    .purposes = terms->purposes,
                                    .from = terms->from,
                                    .until = terms->until};
    jw_open(jw, "consent");
    jw_str(jw, "effect", "grant");
    jw_open(jw, "grantee");
    jw_id(jw, "actor", ID_ACTOR, &terms->actor);
    jw_close(jw);
    jw_codes(jw, "categories", &codes_category, terms->categories);
    jw_codes(jw, "actions", &codes_action, terms->actions);
    jw_codes(jw, "purposes", &codes_purpose, terms->purposes);
    jw_date(jw, "until", terms->until);
    jw_close(jw);
    sentence_show(jw, "sentence", call, txn, access, asking->language, &consent);
}

/* As the patient reads it: what no consent gives, what the law gives, what an exclusion is. Only of reading there are
 * words, and of the decision as it is told. */
static void
show_notes(struct json_writer *jw, const struct call *call, const struct asking *asking,
           const struct decision *decision)
{
    const struct decide_question *ask = &asking->question;
    code_set category = ask->action == ACTION_READ ? CODE_BIT(ask->category) : 0;
    const struct sentence_facts notes = {
        .role = asking->who.role,
        .never = decision->reason == REASON_CEILING ? category : 0,
        .by_law = decision->reason == REASON_LAW ? category : 0,
        .excluded = decision->reason == REASON_EXCLUDED,
    };
    sentence_show_facts(jw, "notes", call, asking->language, &notes);
}

static void
show_why(struct call *call, struct txn *txn, const struct access *access, const struct asking *asking,
         const struct decide_facts *facts)
{
    const struct decide_question *ask = &asking->question;
    struct explanation why =
        explain(call->world->policy, facts, ask, access->is_subject ? EXPLAIN_TO_PATIENT : EXPLAIN_TO_THEMSELF);
    const struct speech speech = {.words = call->world->words, .language = asking->language};
    const char *code = decide_reason_code(why.decision.reason);
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    show_who_asked(&jw, asking);
    jw_str(&jw, "action", codes_text(&codes_action, ask->action));
    jw_str(&jw, "category", ask->category == CATEGORY_NONE ? NULL : codes_text(&codes_category, ask->category));
    jw_str(&jw, "purpose", codes_text(&codes_purpose, ask->purpose));
    jw_bool(&jw, "permit", why.decision.permit);
    jw_str(&jw, "reason", code);
    jw_str(&jw, "text", words_say(&speech, access->is_subject ? "reason" : "explain", code));
    jw_id(&jw, "because_of", ID_CONSENT, &why.decision.consent);
    jw_str(&jw, "law", why.decision.law_code);
    jw_str(&jw, "law_of_some", why.some == NULL ? NULL : why.some->code);
    show_notes(&jw, call, asking, &why.decision);
    show_proposal(&jw, call, txn, access, asking, &why);
    jw_close(&jw);
    answer_shown(call);
}

enum tnw_err
op_policy_explain(struct call *call, struct txn *txn)
{
    struct access access = {.consents = NULL};
    struct decide_facts facts;
    struct asking asking = {.in_bulk = false};
    enum tnw_err err = explain_take_id(call, "dossier", ID_DOSSIER, &asking.dossier);
    if (err == TNW_OK && id_is_zero(&asking.dossier)) {
        err = problem(call, TNW_E_INVALID_PARAMETER, "dossier is needed");
    }
    if (err == TNW_OK) {
        err = access_open(call, txn, &asking.dossier, &access);
    }
    if (err == TNW_OK) {
        err = explain_take_question(call, &asking);
    }
    if (err == TNW_OK) {
        err = explain_take_party(call, txn, &access, &asking, &facts);
    }
    if (err == TNW_OK) {
        access_note_sight(call, &access);
        if (asking.question.category != CATEGORY_NONE) {
            audit_facts_category(&call->found.audit, asking.question.category);
        }
        if (asking.in_bulk) {
            show_in_bulk(call, &access, &asking, &facts);
        } else {
            show_why(call, txn, &access, &asking, &facts);
        }
    }
    access_close(&access);
    return err;
}
