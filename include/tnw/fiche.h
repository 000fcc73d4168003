/*
 * The actor directory: who can help, and which prevention service works for an employer.
 */
#ifndef TNW_FICHE_H
#define TNW_FICHE_H

#include <stdbool.h>
#include <stdint.h>

#include "tnw/actor.h"
#include "tnw/api.h"
#include "tnw/client.h"

TNW_BEGIN

/* What is so, is not, or is not told. */
enum tnw_told { TNW_NOT_TOLD, TNW_NO, TNW_YES };

/* Somebody whom professionals can ask for; each but name may be NULL. */
struct tnw_fiche_contact {
    const char *name;
    const char *function;
    const char *phone;
    const char *email;
};

/* For professionals only: names persons. */
struct tnw_fiche_professional {
    const struct tnw_fiche_contact *contacts;
    size_t contact_count;
    const char *remarks; /* or NULL */
};

/* What an organisation does, in one or more languages; others are NULL. */
struct tnw_fiche_about {
    const char *nl;
    const char *fr;
    const char *de;
    const char *en;
};

struct tnw_fiche { /* texts that are not told are NULL */
    const char *id;
    const char *actor; /* the registration that it is about */
    const char *kind;
    const char *name;
    const char *place;
    const char *address;
    const char *phone;
    const char *email;
    const char *url;
    const char *cost;
    const char *project;
    struct tnw_fiche_about about;
    tnw_texts zones;
    tnw_texts help;
    tnw_texts serves;
    tnw_texts regions;
    tnw_texts languages;
    tnw_texts referrers; /* roles */
    enum tnw_told reimbursed;
    enum tnw_told accessible;
    enum tnw_told referral_needed;
    const int64_t *waiting_weeks;
    const char *valid_until;
    const char *verified_on;
    bool stale; /* nobody verified it for a year */
    /* Of the professional level, NULL in the open one. */
    const char *ref;
    const char *verified_by;
    const struct tnw_fiche_professional *professional;
    const char *etag; /* for tnw_fiche_change; NULL inside lists */
};

struct tnw_fiches {
    const struct tnw_fiche *items;
    size_t count;
    const char *next; /* NULL at the end */
};

struct tnw_fiche_query { /* each NULL for no such condition */
    const char *q;       /* beginnings of words of the name or the place */
    const char *kind;
    const char *help;
    const char *serves;
    const char *zone;
    const char *region;
    const char *language;
    struct tnw_page page;
};

/* Who can help: for everybody with an accepted certificate, and not recorded.
 * In: query; NULL for all. Out: fiches. Errors: INVALID_PARAMETER. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_fiche_list(struct tnw_client *client, const struct tnw_fiche_query *query,
                                                   struct tnw_fiches **fiches);
TNW_API void tnw_fiches_free(struct tnw_fiches **fiches);

/* The open level. In: id. Out: fiche. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_fiche_get(struct tnw_client *client, const char *id, struct tnw_fiche **fiche);
/* Both levels, for professionals; recorded. In: id. Out: fiche. Errors: NOT_FOUND, ROLE_NOT_ALLOWED. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_fiche_get_professional(struct tnw_client *client, const char *id,
                                                               struct tnw_fiche **fiche);

/* Adds one: the beheerder any, an organisation its own. In: fiche, JSON of schemas/body/fiche.schema.json. Out: added.
 * Errors: ROLE_NOT_ALLOWED, INVALID_BODY, CONFLICT. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_fiche_add(struct tnw_client *client, const char *fiche,
                                                  struct tnw_fiche **added);
/* Replaces what it says. In: id; etag, of the state that the change starts from; fiche, JSON as for tnw_fiche_add. Out:
 * changed. Errors: VERSION_CONFLICT, NOT_FOUND, ROLE_NOT_ALLOWED, INVALID_BODY, CONFLICT. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_fiche_change(struct tnw_client *client, const char *id, const char *etag,
                                                     const char *fiche, struct tnw_fiche **changed);
/* Says that what it says is right today. In: id. Out: fiche. Errors: NOT_FOUND, ROLE_NOT_ALLOWED. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_fiche_verify(struct tnw_client *client, const char *id,
                                                     struct tnw_fiche **fiche);
/* In: id. Errors: NOT_FOUND, ROLE_NOT_ALLOWED. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_fiche_remove(struct tnw_client *client, const char *id);
TNW_API void tnw_fiche_free(struct tnw_fiche **fiche);

struct tnw_service {
    struct tnw_fiche fiche;
    const struct tnw_actor *arbeidsartsen;
    size_t arbeidsarts_count;
    bool more; /* it has others: tnw_actor_list with its organisation */
};

struct tnw_services {
    const struct tnw_service *items;
    size_t count;
    const char *next; /* NULL at the end */
};

/* Which prevention services work for an employer. In: employer, enterprise number of ten digits; page, or NULL. Out:
 * services. Errors: INVALID_PARAMETER, ROLE_NOT_ALLOWED. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_service_list(struct tnw_client *client, const char *employer,
                                                     const struct tnw_page *page, struct tnw_services **services);
TNW_API void tnw_services_free(struct tnw_services **services);

TNW_END
#endif
