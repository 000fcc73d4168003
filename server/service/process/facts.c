#include "service/process/facts.h"

#include <string.h>

#include "base/limits.h"
#include "rules/field.h"
#include "service/core/caller/acting.h"
#include "service/core/problem.h"
#include "service/core/show.h"
#include "service/process/facts/holder.h"

static void
read_text(const json_t *body, const char *name, char *out, size_t size)
{
    const char *text = field_text(body, name);
    memset(out, 0, size);
    if (text != NULL) {
        memcpy(out, text, strnlen(text, size - 1));
    }
}

/* The schema holds them to their number. */
static void
read_works(const json_t *body, struct works *out)
{
    size_t i;
    const json_t *row;
    json_array_foreach(json_object_get(body, "work"), i, row)
    {
        out->list[out->count++] = (struct work){field_date(row, "from", 0), field_date(row, "until", 0)};
    }
}

void
facts_read(const json_t *body, struct facts_change *out)
{
    *out = (struct facts_change){.facts = FACTS_NONE};
    struct facts *facts = &out->facts;
    for (unsigned fact = 0; fact < FACT_COUNT; fact++) {
        out->given |= json_object_get(body, codes_text(&codes_fact, fact)) != NULL ? CODE_BIT(fact) : 0;
    }
    const json_t *cause = json_object_get(body, "occupational_cause");
    out->start = field_date(body, "start", 0);
    out->employment = (enum employment)field_code(body, "employment", &codes_employment, EMPLOYMENT_EMPLOYED);
    read_text(body, "employer", facts->employer, sizeof facts->employer);
    facts->employer_size =
        (enum employer_size)field_code(body, "employer_size", &codes_employer_size, EMPLOYER_SIZE_NONE);
    facts->contract_end = field_date(body, "contract_end", 0);
    facts->region = (enum region)field_code(body, "region", &codes_region, REGION_NONE);
    read_text(body, "zone", facts->zone, sizeof facts->zone);
    facts->gmd_holder = field_id(body, "gmd_holder", ID_ACTOR);
    facts->occupational_cause = json_is_true(cause) ? ANSWER_YES : json_is_false(cause) ? ANSWER_NO : ANSWER_UNKNOWN;
    facts->route = (enum route)field_code(body, "route", &codes_route, ROUTE_NONE);
    facts->entrance = (enum entrance)field_code(body, "entrance", &codes_entrance, ENTRANCE_NONE);
    facts->exceptions = field_codes(body, "exceptions", &codes_exception, 0);
    out->resumed = field_date(body, "resumed", 0);
    read_works(body, &facts->works);
    facts->contact = field_id(body, "contact", ID_ACTOR);
}

static code_set
facts_of_role(const code_set roles[FACT_COUNT], enum role role)
{
    code_set set = 0;
    for (unsigned fact = 0; fact < FACT_COUNT; fact++) {
        set |= (roles[fact] & CODE_BIT(role)) != 0 ? CODE_BIT(fact) : 0;
    }
    return set;
}

/* Who keeps a doctor's agenda. */
static bool
is_narrow(const struct call *call)
{
    return !acting_may_confer(call);
}

enum role
facts_counted_as(const struct call *call)
{
    return is_narrow(call) ? ROLE_MEDEWERKER : call->found.role;
}

/* Who keeps a doctor's agenda has no need of what somebody has or can do: of facts they get what a medewerker would. */
static code_set
facts_within_function(const struct call *call, enum role role, code_set set)
{
    bool narrow = role == call->found.role && is_narrow(call);
    return narrow ? set & facts_of_role(call->world->policy->fact_read, ROLE_MEDEWERKER) : set;
}

code_set
facts_visible(const struct call *call, enum role role)
{
    return facts_within_function(call, role, facts_of_role(call->world->policy->fact_read, role));
}

code_set
facts_settable(const struct call *call, enum role role)
{
    return facts_within_function(call, role, facts_of_role(call->world->policy->fact_write, role));
}

static enum tnw_err
check_persons(struct call *call, struct txn *txn, const struct access *access, const struct facts *facts)
{
    const struct id *gmd = &facts->gmd_holder;
    const struct id *contact = &facts->contact;
    if (!id_is_zero(gmd) && !holder_can_be_named(call, txn, access, FACT_GMD_HOLDER, gmd)) {
        return problem_at(call, "/gmd_holder", "reference", "must be a participant who is huisarts");
    }
    if (!id_is_zero(contact) && !holder_can_be_named(call, txn, access, FACT_CONTACT, contact)) {
        return problem_at(call, "/contact", "reference", "must be a participant from the sickness fund");
    }
    return txn_error(txn);
}

/* Days that are further off hide what is due. */
static enum tnw_err
check_fact_days(struct call *call, const struct facts_change *change)
{
    day_num today = call->found.today;
    const struct facts *facts = &change->facts;
    bool starts = (change->given & CODE_BIT(FACT_START)) != 0;
    if (starts && (change->start > today + LIMIT_START_AHEAD || change->start < today - LIMIT_START_BACK)) {
        return problem_at(call, "/start", "rule", "must be within the last fifty years, or the next three months");
    }
    if (change->resumed > today + LIMIT_PLANNED_AHEAD) {
        return problem_at(call, "/resumed", "rule", "must be within the next three years");
    }
    day_num end = facts->contract_end;
    if (end > today + LIMIT_PLANNED_AHEAD || (end != 0 && end < today - LIMIT_START_BACK)) {
        return problem_at(call, "/contract_end", "rule", "must be within the last fifty years, or the next three");
    }
    return TNW_OK;
}

enum tnw_err
facts_check(struct call *call, struct txn *txn, const struct access *access, const struct facts_change *change)
{
    code_set others = change->given & ~facts_settable(call, call->found.role);
    if (others != 0) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "Your role may not set %s.",
                       codes_text(&codes_fact, (unsigned)__builtin_ctz(others)));
    }
    enum tnw_err err = check_fact_days(call, change);
    return err == TNW_OK ? check_persons(call, txn, access, &change->facts) : err;
}

/* One fact: the member that it is, in both. Where they differ it is copied. resumed is no member: the last of work. */
struct fact_place {
    void *now;
    const void *wanted;
    size_t size;
};

#define PLACE(member)                                                                                                  \
    {                                                                                                                  \
        &dossier->facts.member, &change->facts.member, sizeof dossier->facts.member                                    \
    }

code_set
facts_apply(struct dossier *dossier, const struct facts_change *change)
{
    const struct fact_place places[FACT_COUNT] = {
        [FACT_START] = {&dossier->start, &change->start, sizeof dossier->start},
        [FACT_EMPLOYMENT] = {&dossier->employment, &change->employment, sizeof dossier->employment},
        [FACT_EMPLOYER] = PLACE(employer),
        [FACT_EMPLOYER_SIZE] = PLACE(employer_size),
        [FACT_CONTRACT_END] = PLACE(contract_end),
        [FACT_REGION] = PLACE(region),
        [FACT_ZONE] = PLACE(zone),
        [FACT_GMD_HOLDER] = PLACE(gmd_holder),
        [FACT_OCCUPATIONAL_CAUSE] = PLACE(occupational_cause),
        [FACT_ROUTE] = PLACE(route),
        [FACT_ENTRANCE] = PLACE(entrance),
        [FACT_EXCEPTIONS] = PLACE(exceptions),
        [FACT_CONTACT] = PLACE(contact),
        [FACT_REGIE] = PLACE(regie),
        [FACT_WORK] = PLACE(works),
    };
    day_num resumed = facts_resumed(&dossier->facts);
    code_set changed = 0;
    for (unsigned fact = 0; fact < FACT_COUNT; fact++) {
        const struct fact_place *place = &places[fact];
        bool given = place->now != NULL && (change->given & CODE_BIT(fact)) != 0;
        if (given && memcmp(place->now, place->wanted, place->size) != 0) {
            memcpy(place->now, place->wanted, place->size);
            changed |= CODE_BIT(fact);
        }
    }
    return changed | (facts_resumed(&dossier->facts) != resumed ? CODE_BIT(FACT_RESUMED) : 0);
}

void
facts_keep(struct call *call, struct txn *txn, struct access *access, code_set changed)
{
    struct dossier *dossier = &access->dossier;
    struct facts_version version;
    (void)facts_get(txn, &dossier->id, dossier->facts.version, &version); /* none: nothing changed yet */
    dossier->facts.version++;
    version.by = call->found.actor;
    version.role = call->found.role;
    version.written = call->found.now;
    version.changed = changed;
    version.start = dossier->start;
    version.employment = dossier->employment;
    version.facts = dossier->facts;
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        version.seen[role] += (facts_visible(call, (enum role)role) & changed) != 0;
    }
    facts_put(txn, &version);
    dossier_put(txn, dossier);
}

uint32_t
facts_version_seen(const struct call *call, struct txn *txn, const struct dossier *dossier)
{
    struct facts_version version;
    (void)facts_get(txn, &dossier->id, dossier->facts.version, &version); /* none: nobody saw any */
    return version.seen[facts_counted_as(call)];
}

static void
show_fact_code(struct json_writer *jw, const char *key, const struct code_list *list, unsigned code)
{
    jw_str(jw, key, code < list->count ? codes_text(list, code) : NULL);
}

static void
show_fact_text(struct json_writer *jw, const char *key, const char *text)
{
    jw_str(jw, key, text[0] == 0 ? NULL : text);
}

static void
facts_show_person(struct json_writer *jw, const char *key, struct txn *txn, const struct id *actor)
{
    if (id_is_zero(actor)) {
        jw_null(jw, key);
        return;
    }
    jw_open(jw, key);
    jw_id(jw, "actor", ID_ACTOR, actor);
    show_name(jw, txn, actor);
    jw_close(jw);
}

static void
show_answer(struct json_writer *jw, const char *key, enum answer answer)
{
    static const char *const texts[] = {[ANSWER_UNKNOWN] = "null", [ANSWER_YES] = "true", [ANSWER_NO] = "false"};
    jw_raw(jw, key, slice_str(texts[answer]));
}

static void
show_works(struct json_writer *jw, const char *key, const struct works *works)
{
    jw_open_list(jw, key);
    for (size_t i = 0; i < works->count; i++) {
        jw_open(jw, NULL);
        jw_date(jw, "from", works->list[i].from);
        jw_date_or_null(jw, "until", works->list[i].until);
        jw_close(jw);
    }
    jw_close_list(jw);
}

static void
show_one_fact(struct json_writer *jw, struct txn *txn, const struct facts_version *all, enum fact fact)
{
    const char *key = codes_text(&codes_fact, fact);
    const struct facts *facts = &all->facts;
    switch (fact) {
    case FACT_START:
        return jw_date(jw, key, all->start);
    case FACT_EMPLOYMENT:
        return show_fact_code(jw, key, &codes_employment, all->employment);
    case FACT_EMPLOYER:
        return show_fact_text(jw, key, facts->employer);
    case FACT_EMPLOYER_SIZE:
        return show_fact_code(jw, key, &codes_employer_size, facts->employer_size);
    case FACT_CONTRACT_END:
        return jw_date_or_null(jw, key, facts->contract_end);
    case FACT_REGION:
        return show_fact_code(jw, key, &codes_region, facts->region);
    case FACT_ZONE:
        return show_fact_text(jw, key, facts->zone);
    case FACT_GMD_HOLDER:
        return facts_show_person(jw, key, txn, &facts->gmd_holder);
    case FACT_OCCUPATIONAL_CAUSE:
        return show_answer(jw, key, facts->occupational_cause);
    case FACT_ROUTE:
        return show_fact_code(jw, key, &codes_route, facts->route);
    case FACT_ENTRANCE:
        return show_fact_code(jw, key, &codes_entrance, facts->entrance);
    case FACT_EXCEPTIONS:
        return jw_codes(jw, key, &codes_exception, facts->exceptions);
    case FACT_RESUMED:
        return jw_date_or_null(jw, key, facts_resumed(facts));
    case FACT_CONTACT:
        return facts_show_person(jw, key, txn, &facts->contact);
    case FACT_REGIE:
        return facts_show_person(jw, key, txn, &facts->regie);
    case FACT_WORK:
        return show_works(jw, key, &facts->works);
    case FACT_COUNT:
        return;
    }
}

void
facts_show(struct json_writer *jw, struct txn *txn, const struct facts_version *facts, code_set set)
{
    for (unsigned fact = 0; fact < FACT_COUNT; fact++) {
        if ((set & CODE_BIT(fact)) != 0) {
            show_one_fact(jw, txn, facts, (enum fact)fact);
        }
    }
}
