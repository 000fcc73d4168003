#include "service/referral/helpers.h"

#include "base/limits.h"
#include "service/directory/fiche_find.h"
#include "service/directory/fiche_show.h"
#include "store/records/actor.h"
#include "store/records/employer_service.h"

/* What is written so far. */
struct helpers {
    struct json_writer *jw;
    struct call *call;
    struct txn *txn;
    size_t count;
};

static bool
has_room(const struct helpers *helpers)
{
    return helpers->count < LIMIT_REFERRAL_HELPERS;
}

static void
put_told(struct json_writer *jw, const char *key, const struct buf *text)
{
    if (text->len == 0) {
        jw_null(jw, key);
    } else {
        jw_slice(jw, key, buf_slice(text));
    }
}

static void
add_fiche(struct helpers *helpers, const struct fiche *fiche)
{
    struct json_writer *jw = helpers->jw;
    jw_open(jw, NULL);
    jw_null(jw, "actor");
    jw_id(jw, "fiche", ID_FICHE, &fiche->id);
    put_told(jw, "name", &fiche->texts[FICHE_NAME]);
    jw_str(jw, "kind", codes_text(&codes_fiche_kind, fiche->kind));
    put_told(jw, "place", &fiche->texts[FICHE_PLACE]);
    put_told(jw, "phone", &fiche->texts[FICHE_PHONE]);
    put_told(jw, "email", &fiche->texts[FICHE_EMAIL]);
    put_told(jw, "url", &fiche->texts[FICHE_URL]);
    jw_bool(jw, "stale", fiche_show_is_stale(fiche, helpers->call->found.today));
    jw_close(jw);
    helpers->count++;
}

/* Out: organisation, whom it is about; zero for nobody. Returns whether it was shown. */
static bool
show_if_offered(struct helpers *helpers, const struct id *id, const struct fiche_query *query, struct id *organisation)
{
    struct fiche fiche;
    bool shows = fiche_get(helpers->txn, id, &fiche) && (query == NULL || fiche_fits(query, &fiche)) &&
                 fiche_find_is_offered(helpers->txn, &fiche, helpers->call->found.today);
    if (shows) {
        add_fiche(helpers, &fiche);
        *organisation = fiche.actor;
    }
    fiche_wipe(&fiche);
    return shows;
}

static void
show_registered(struct helpers *helpers, const struct directory_query *query)
{
    static const struct id none;
    struct terms_walk walk;
    struct id id;
    directory_walk(&walk, helpers->txn, query, &none);
    for (unsigned looked = 0; has_room(helpers) && looked < LIMIT_SCAN_ACTORS && terms_next(&walk, &id); looked++) {
        struct actor actor;
        if (actor_get(helpers->txn, &id, &actor) && !actor.disabled && (actor.roles & query->roles) != 0) {
            struct json_writer *jw = helpers->jw;
            jw_open(jw, NULL);
            jw_id(jw, "actor", ID_ACTOR, &actor.id);
            jw_null(jw, "fiche");
            put_told(jw, "name", &actor.name);
            jw_str(jw, "kind", codes_text(&codes_role, query->role));
            jw_null(jw, "place");
            jw_null(jw, "phone");
            jw_null(jw, "email");
            jw_null(jw, "url");
            jw_bool(jw, "stale", false);
            jw_close(jw);
            helpers->count++;
        }
        actor_wipe(&actor);
    }
}

/* The services that look after the employer's workers, each with its doctors. */
static void
show_services(struct helpers *helpers, const char *employer)
{
    static const struct id none;
    struct range walk;
    struct id id;
    struct slice value;
    employer_service_walk(&walk, helpers->txn, employer, &none);
    for (unsigned looked = 0; has_room(helpers) && looked < LIMIT_REFERRAL_HELPERS && range_next_id(&walk, &id, &value);
         looked++) {
        struct id organisation = none;
        if (show_if_offered(helpers, &id, NULL, &organisation) && !id_is_zero(&organisation)) {
            const struct directory_query query = {
                .roles = CODE_BIT(ROLE_ARBEIDSARTS), .role = ROLE_ARBEIDSARTS, .organisation = organisation};
            show_registered(helpers, &query);
        }
    }
    range_close(&walk);
}

/* zone: NULL for all of the region. */
static void
show_fiches(struct helpers *helpers, const struct referral_place *place, const struct referral_asked *asked,
            const char *zone)
{
    static const struct id none;
    unsigned region = asked->facts.value[REFERRAL_REGION];
    struct fiche_query query = {.kind = place->kind, .zone = zone};
    struct terms_walk walk;
    struct id id;
    struct id organisation;
    if (place->region != REGION_NONE && region != 0 && region - 1 != place->region) {
        return;
    }
    if (query.zone == NULL && region == 0) {
        return; /* anywhere in the country is nowhere near */
    }
    query.sets[FICHE_REGIONS] = query.zone == NULL ? CODE_BIT(region - 1) : 0;
    fiche_search(&walk, helpers->txn, &query, &none);
    for (unsigned looked = 0; has_room(helpers) && looked < LIMIT_SCAN_FICHES && terms_next(&walk, &id); looked++) {
        (void)show_if_offered(helpers, &id, &query, &organisation);
    }
}

static void
show_places(struct helpers *helpers, const struct referral_party *party, const struct referral_asked *asked,
            const char *zone)
{
    for (size_t i = 0; i < party->place_count; i++) {
        show_fiches(helpers, &party->places[i], asked, zone);
    }
}

static void
show_roles(struct helpers *helpers, code_set roles, const struct referral_asked *asked)
{
    for (unsigned role = 0; asked->zone[0] != 0 && role < ROLE_COUNT; role++) {
        const struct directory_query query = {.roles = CODE_BIT(role), .role = (enum role)role, .zone = asked->zone};
        if (codes_has(roles, role)) {
            show_registered(helpers, &query);
        }
    }
}

void
helpers_show(struct json_writer *jw, struct call *call, struct txn *txn, const struct referral_party *party,
             const struct referral_asked *asked)
{
    struct helpers helpers = {.jw = jw, .call = call, .txn = txn};
    bool by_employer = codes_has(party->roles, ROLE_ARBEIDSARTS) && asked->employer[0] != 0;
    jw_open_list(jw, "actors");
    if (by_employer) {
        show_services(&helpers, asked->employer);
    }
    if (helpers.count == 0) {
        show_places(&helpers, party, asked, asked->zone[0] == 0 ? NULL : asked->zone);
        show_roles(&helpers, party->roles & ~CODE_BIT(ROLE_HUISARTS), asked);
    }
    if (helpers.count == 0 && asked->zone[0] != 0) {
        show_places(&helpers, party, asked, NULL); /* nobody in the zone: those of the region */
    }
    jw_close_list(jw);
}
