#include "base/limits.h"
#include "pki/number.h"
#include "service/core/answer.h"
#include "service/core/caller/belonging.h"
#include "service/core/caller/person.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/core/show.h"
#include "service/directory/fiche_find.h"
#include "service/directory/fiche_show.h"
#include "service/operations.h"
#include "store/records/employer_service.h"

/* Those of one registration of the service. Returns whether there are more than have room. */
static bool
show_doctors_of(struct call *call, struct txn *txn, const struct id *organisation, struct json_writer *jw,
                size_t *shown)
{
    static const struct id none;
    const struct directory_query query = {
        .roles = CODE_BIT(ROLE_ARBEIDSARTS), .role = ROLE_ARBEIDSARTS, .organisation = *organisation};
    struct terms_walk walk;
    struct id id;
    directory_walk(&walk, txn, &query, &none);
    for (unsigned looked = 0; terms_next(&walk, &id); looked++) {
        struct actor actor;
        if (*shown == LIMIT_SERVICE_DOCTORS || looked == LIMIT_SCAN_ACTORS) {
            return true;
        }
        if (actor_get(txn, &id, &actor) && !actor.disabled) {
            show_actor(jw, NULL, call, &actor);
            (*shown)++;
        }
        actor_wipe(&actor);
    }
    return false;
}

/* Its doctors, whichever of its registrations they work for. */
static void
show_doctors(struct call *call, struct txn *txn, const struct fiche *fiche, struct json_writer *jw)
{
    struct person service;
    size_t shown = 0;
    bool more = false;
    bool known = !id_is_zero(&fiche->actor) && person_of_actor(call, txn, &fiche->actor, &service);
    jw_open_list(jw, "arbeidsartsen");
    for (size_t i = 0; known && i < service.count; i++) {
        more = show_doctors_of(call, txn, &service.actors[i], jw, &shown) || more;
    }
    jw_close_list(jw);
    jw_bool(jw, "more", more);
}

static void
show_service(struct call *call, struct txn *txn, const struct id *id, struct page *page)
{
    struct fiche fiche;
    bool offered = fiche_get(txn, id, &fiche) && fiche_find_is_offered(txn, &fiche, call->found.today);
    if (offered && page_take(page)) {
        jw_open(&page->jw, NULL);
        fiche_show_open(&page->jw, "fiche", &fiche, call->found.today);
        show_doctors(call, txn, &fiche, &page->jw);
        jw_close(&page->jw);
    }
    fiche_wipe(&fiche);
}

/* The number is in no record and no refusal: of a self-employed person it is theirs. */
static enum tnw_err
read_employer(struct call *call, struct txn *txn, const char **employer)
{
    *employer = page_query(call, "employer");
    if (*employer == NULL || !number_is_cbe(*employer)) {
        return problem(call, TNW_E_INVALID_PARAMETER, "employer must be an enterprise number: ten digits");
    }
    bool theirs = call->found.role != ROLE_WERKGEVER || belonging_to_enterprise(txn, &call->found.person, *employer);
    return theirs ? TNW_OK : problem(call, TNW_E_ROLE_NOT_ALLOWED, "An employer asks for its own number.");
}

enum tnw_err
op_service_list(struct call *call, struct txn *txn)
{
    struct page page;
    const char *employer;
    enum tnw_err err = read_employer(call, txn, &employer);
    if (err == TNW_OK) {
        err = page_open_ids(call, &page);
    }
    if (err != TNW_OK) {
        return err;
    }
    struct range walk;
    struct id id;
    struct slice value;
    bool more;
    employer_service_walk(&walk, txn, employer, &page.at);
    while ((more = range_next_id(&walk, &id, &value)) && page_look(&page, &id)) {
        show_service(call, txn, &id, &page);
    }
    range_close(&walk);
    page_close_ids(call, &page, more);
    return TNW_OK;
}
