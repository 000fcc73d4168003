#include "service/consent/sentence_show.h"

#include "store/records/actor.h"

/* Names that sentences borrow. */
struct cast {
    struct sentence_party parties[LIMIT_GRANTS_AT_ONCE];
    struct buf names[LIMIT_GRANTS_AT_ONCE];
    size_t count;
};

/* A sentence without one of its names is none. */
static void
cast_end(struct cast *cast, struct json_writer *jw)
{
    for (size_t i = 0; i < cast->count; i++) {
        buf_fail(jw->out, cast->names[i].err);
        buf_free(&cast->names[i]);
    }
}

static enum role
first_role(code_set roles)
{
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        if ((roles & CODE_BIT(role)) != 0) {
            return (enum role)role;
        }
    }
    return ROLE_NONE;
}

/* The role in which an actor is known here: in which they take part, else the first that they hold. */
static enum role
role_here(const struct access *access, const struct id *actor, code_set roles)
{
    const struct participant *who = access == NULL ? NULL : access_participant(access, actor, ROLE_NONE);
    return who == NULL ? first_role(roles) : who->role;
}

static void
cast_actor(struct cast *cast, struct txn *txn, const struct access *access, const struct id *id)
{
    struct actor actor;
    struct sentence_party *party = &cast->parties[cast->count];
    *party = (struct sentence_party){.role = ROLE_NONE};
    if (actor_get(txn, id, &actor)) {
        party->roles = actor.roles & ~CODE_BIT(ROLE_PATIENT);
        party->role = role_here(access, id, party->roles);
        buf_put_slice(&cast->names[cast->count], buf_slice(&actor.name));
        actor_wipe(&actor);
    }
}

/* The only one who takes part in the role; NULL: nobody, or several. */
static const struct id *
only_holder(const struct access *access, enum role role)
{
    const struct id *only = NULL;
    for (size_t i = 0; access != NULL && i < access->dossier.participant_count; i++) {
        const struct participant *who = &access->dossier.participants[i];
        if (who->role == role && only != NULL) {
            return NULL;
        }
        only = who->role == role ? &who->actor : only;
    }
    return only;
}

static void
cast_role(struct cast *cast, struct txn *txn, const struct access *access, enum role role)
{
    struct actor actor;
    const struct id *holder = only_holder(access, role);
    cast->parties[cast->count] = (struct sentence_party){.is_role = true, .role = role, .roles = CODE_BIT(role)};
    if (holder != NULL && actor_get(txn, holder, &actor)) {
        buf_put_slice(&cast->names[cast->count], buf_slice(&actor.name));
        actor_wipe(&actor);
    }
}

static void
cast_add(struct cast *cast, struct txn *txn, const struct access *access, const struct consent *consent)
{
    if (consent->role == ROLE_NONE) {
        cast_actor(cast, txn, access, &consent->actor);
    } else {
        cast_role(cast, txn, access, consent->role);
    }
    cast->parties[cast->count].name = buf_slice(&cast->names[cast->count]);
    cast->count++;
}

static void
name_of(struct buf *out, struct txn *txn, const struct id *id)
{
    struct actor actor;
    if (!id_is_zero(id) && actor_get(txn, id, &actor)) {
        buf_put_slice(out, buf_slice(&actor.name));
        actor_wipe(&actor);
    }
}

static void
write_sentence(struct json_writer *jw, const char *key, const struct call *call, struct txn *txn,
               enum language language, const struct consent *consent, const struct sentence_party *parties,
               size_t count)
{
    struct consent_terms terms = consent_terms(consent);
    terms.from = consent->from;
    struct buf recorder = {0};
    struct buf withdrawer = {0};
    struct buf text = {0};
    name_of(&recorder, txn, &consent->granted_by);
    if (terms.withdrawn && !terms.taken_back) {
        name_of(&withdrawer, txn, &consent->withdrawn_by);
    }
    const struct sentence sentence = {
        .speech = {.words = call->world->words, .language = language},
        .policy = call->world->policy,
        .terms = &terms,
        .parties = parties,
        .count = count,
        .given = consent->granted == 0 ? call->found.today : date_in_belgium(consent->granted),
        .today = call->found.today,
        .evidence = consent->evidence,
        .recorder = buf_slice(&recorder),
        .recorded = date_in_belgium(consent->granted),
        .withdrawn = consent->withdrawn,
        .withdrawer = buf_slice(&withdrawer),
    };
    sentence_write(&text, &sentence);
    buf_fail(jw->out, text.err);
    buf_fail(jw->out, recorder.err);
    buf_fail(jw->out, withdrawer.err);
    jw_slice(jw, key, buf_slice(&text));
    buf_free(&text);
    buf_free(&recorder);
    buf_free(&withdrawer);
}

void
sentence_show(struct json_writer *jw, const char *key, const struct call *call, struct txn *txn,
              const struct access *access, enum language language, const struct consent *consent)
{
    struct cast cast = {.count = 0};
    cast_add(&cast, txn, access, consent);
    write_sentence(jw, key, call, txn, language, consent, cast.parties, 1);
    cast_end(&cast, jw);
}

/* Whether grants i and j say the same but for who, and who is of one sort: people, or roles. */
static bool
differ_only_in_who(const struct call *call, const struct consent *consents, const struct cast *cast, size_t i, size_t j)
{
    const struct consent_terms a = consent_terms(&consents[i]);
    const struct consent_terms b = consent_terms(&consents[j]);
    const struct policy *policy = call->world->policy;
    bool alike = a.exclude == b.exclude && a.actions == b.actions && a.purposes == b.purposes &&
                 consents[i].from == consents[j].from && a.until == b.until;
    return alike && cast->parties[i].is_role == cast->parties[j].is_role && a.categories == b.categories &&
           sentence_categories(policy, &a, cast->parties[i].roles) ==
               sentence_categories(policy, &b, cast->parties[j].roles);
}

void
sentence_show_all(struct json_writer *jw, const char *key, const struct call *call, struct txn *txn,
                  const struct access *access, enum language language, const struct consent *consents, size_t count)
{
    struct cast cast = {.count = 0};
    uint32_t said = 0;
    for (size_t i = 0; i < count && i < LIMIT_GRANTS_AT_ONCE; i++) {
        cast_add(&cast, txn, access, &consents[i]);
    }
    jw_open_list(jw, key);
    for (size_t i = 0; i < cast.count; i++) {
        struct sentence_party parties[LIMIT_GRANTS_AT_ONCE];
        size_t merged = 0;
        for (size_t j = i; (said & CODE_BIT(i)) == 0 && j < cast.count; j++) {
            if ((said & CODE_BIT(j)) == 0 && differ_only_in_who(call, consents, &cast, i, j)) {
                parties[merged++] = cast.parties[j];
                said |= j == i ? 0 : CODE_BIT(j);
            }
        }
        if (merged > 0) {
            write_sentence(jw, NULL, call, txn, language, &consents[i], parties, merged);
        }
    }
    jw_close_list(jw);
    cast_end(&cast, jw);
}

/* Frees the text. */
static void
show_element(struct json_writer *jw, struct buf *text)
{
    buf_fail(jw->out, text->err);
    if (text->len > 0) {
        jw_slice(jw, NULL, buf_slice(text));
    }
    buf_free(text);
}

static void
show_ceiling(struct json_writer *jw, const struct call *call, const struct speech *speech, enum role role,
             code_set categories)
{
    struct buf text = {0};
    if (role != ROLE_NONE) {
        sentence_write_ceiling(&text, speech, call->world->policy, role, categories);
    }
    show_element(jw, &text);
}

void
sentence_show_facts(struct json_writer *jw, const char *key, const struct call *call, enum language language,
                    const struct sentence_facts *facts)
{
    const struct speech speech = {.words = call->world->words, .language = language};
    struct buf law = {0};
    jw_open_list(jw, key);
    show_ceiling(jw, call, &speech, facts->role, facts->never);
    sentence_write_law(&law, &speech, call->world->policy, facts->role, facts->by_law);
    show_element(jw, &law);
    if (facts->excluded) {
        jw_str(jw, NULL, words_say(&speech, "consent", "first"));
    }
    jw_close_list(jw);
}

void
sentence_show_notes(struct json_writer *jw, const char *key, const struct call *call, struct txn *txn,
                    const struct access *access, enum language language, const struct consent *consents,
                    const code_set *beyond, size_t count)
{
    const struct speech speech = {.words = call->world->words, .language = language};
    struct cast cast = {.count = 0};
    bool excludes = false;
    jw_open_list(jw, key);
    for (size_t i = 0; i < count && i < LIMIT_GRANTS_AT_ONCE; i++) {
        cast_add(&cast, txn, access, &consents[i]);
        show_ceiling(jw, call, &speech, cast.parties[i].role, beyond[i]);
        excludes = excludes || consents[i].exclude;
    }
    if (excludes) {
        jw_str(jw, NULL, words_say(&speech, "consent", "first"));
    }
    jw_close_list(jw);
    cast_end(&cast, jw);
}
