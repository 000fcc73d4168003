/*
 * Who I am, and the registry of actors.
 */
#ifndef TNW_ACTOR_H
#define TNW_ACTOR_H

#include "tnw/api.h"
#include "tnw/client.h"

TNW_BEGIN

struct tnw_identity {
    const char *kind; /* niss, cbe, nihii_hospital, ehp */
    const char *value;
};

/* Somebody whom an answer speaks of. */
struct tnw_person {
    const char *actor;
    const char *name; /* NULL: no longer in the registry */
    const char *role; /* or NULL */
};

struct tnw_contact { /* each may be NULL; languages is then an empty list in an answer */
    const char *phone;
    const char *email;
    const char *address;
    const char *zone;
    const char *url;
    tnw_texts languages; /* nl fr de en */
};

struct tnw_actor {
    const char *id;
    const char *kind; /* person, organisation */
    const char *name;
    const char *state;        /* active, disabled */
    const char *nihii;        /* or NULL */
    const char *organisation; /* actor id, or NULL */
    const char *etag;         /* for tnw_actor_change; NULL inside lists */
    tnw_texts roles;
    struct tnw_contact contact;
    int64_t quota_factor;      /* of the policy's quotas; 0: not told */
    const char *qualification; /* of a huisarts: gp, specialist; or NULL */
    const char *service;       /* of a bemiddelaar: vdab, forem, actiris, adg, gtb, gob, jobcoach; or NULL */
    const char *function;      /* of a medewerker: admin, nurse, multidisciplinary; or NULL */
    const char *cbe;           /* of an organisation that comes in by another number; or NULL */
    tnw_texts acts_for;        /* actor ids: for whom a medewerker may act */
};

struct tnw_actors {
    const struct tnw_actor *items;
    size_t count;
    const char *next; /* NULL at the end */
};

struct tnw_me {
    struct tnw_identity identity;
    const struct tnw_actor *actors;
    size_t actor_count;
    tnw_texts roles;
    const char *role; /* in which calls are made now; NULL when none is chosen */
};

/* Who the certificate proves that I am, and the roles that the registry gives me. Errors: ACTOR_UNKNOWN. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_me_get(struct tnw_client *client, struct tnw_me **me);
TNW_API void tnw_me_free(struct tnw_me **me);

struct tnw_actor_query { /* each NULL for no such condition */
    const char *role;
    const char *zone;
    const char *organisation; /* for which they work: its actor id */
    const char *q;            /* beginnings of words of a name */
    struct tnw_page page;
};

/* In: query; NULL for all. Out: actors. Errors: INVALID_PARAMETER. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_actor_list(struct tnw_client *client, const struct tnw_actor_query *query,
                                                   struct tnw_actors **actors);
/* In: id. Out: actor. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_actor_get(struct tnw_client *client, const char *id, struct tnw_actor **actor);

struct tnw_certificate {
    const char *fingerprint; /* SHA-256 of the DER, 64 hex digits */
    const char *valid_until; /* time */
    const char *first_used;  /* days */
    const char *last_used;
};

struct tnw_certificates {
    const struct tnw_certificate *items;
    size_t count;
};

/* With which certificates the person behind that registration works, not as a patient; for the beheerder.
 * In: id. Out: certificates. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_actor_certificates(struct tnw_client *client, const char *id,
                                                           struct tnw_certificates **certificates);
TNW_API void tnw_certificates_free(struct tnw_certificates **certificates);

struct tnw_ending { /* a registration, and the certificate of the person behind it that ends last */
    struct tnw_actor actor;
    struct tnw_certificate certificate;
};

struct tnw_endings {
    const struct tnw_ending *items;
    size_t count;
    const char *next;
};

/* Whose certificate has ended or ends before that day, not as a patient; for the beheerder. In: before, a date; NULL:
 * within 30 days. page; NULL for the first. Out: endings. Errors: INVALID_PARAMETER, ROLE_NOT_ALLOWED. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_actor_endings(struct tnw_client *client, const char *before,
                                                      const struct tnw_page *page, struct tnw_endings **endings);
TNW_API void tnw_endings_free(struct tnw_endings **endings);

struct tnw_actor_new {
    struct {
        const char *niss;
        const char *cbe;
        const char *nihii_hospital;
        const char *ehp;
    } identity; /* one of them */
    const char *name;
    tnw_texts roles;
    const char *nihii;
    const char *organisation;
    const struct tnw_contact *contact;
    const char *qualification; /* these may be NULL; each goes with its role, as in struct tnw_actor */
    const char *service;
    const char *function;
    const char *cbe;
    tnw_texts acts_for;
};

/* Registers somebody; for the beheerder. In: actor. Out: added. Errors: ROLE_NOT_ALLOWED, INVALID_BODY, CONFLICT. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_actor_add(struct tnw_client *client, const struct tnw_actor_new *actor,
                                                  struct tnw_actor **added);

struct tnw_actor_patch { /* what is NULL stays as it is */
    const char *name;
    tnw_texts roles;
    const char *nihii;
    const char *organisation;
    const char *state; /* active, disabled */
    const struct tnw_contact *contact;
    int64_t quota_factor; /* of the policy's quotas, 1 to 100; 0: stays as it is */
    const char *qualification;
    const char *service;
    const char *function;
    const char *cbe;
    tnw_texts acts_for; /* replaces the list as a whole */
};

/* Changes a registration: the beheerder any, everybody the contact data of their own.
 * In: id; etag, of the state that the change starts from; patch. Out: changed. Errors: VERSION_CONFLICT, NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_actor_change(struct tnw_client *client, const char *id, const char *etag,
                                                     const struct tnw_actor_patch *patch, struct tnw_actor **changed);
/* Shuts the person out, in all registrations. In: id, of one. Out: actor, as it is after. Errors: NOT_FOUND,
 * ROLE_NOT_ALLOWED. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_actor_disable(struct tnw_client *client, const char *id,
                                                      struct tnw_actor **actor);
TNW_API void tnw_actor_free(struct tnw_actor **actor);
TNW_API void tnw_actors_free(struct tnw_actors **actors);

TNW_END
#endif
