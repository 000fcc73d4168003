/*
 * Dossiers and who takes part in them.
 */
#ifndef TNW_DOSSIER_H
#define TNW_DOSSIER_H

#include "tnw/api.h"
#include "tnw/client.h"

TNW_BEGIN

struct tnw_participant {
    const char *actor;
    const char *name;
    const char *role;
    const char *since;
};

struct tnw_dossier {
    const char *id;
    const char *state; /* open, closed */
    struct {
        const char *actor;
        const char *name;
        const char *niss; /* NULL for who may not see it */
    } patient;
    const char *start;      /* date: first day of unfitness */
    const char *employment; /* employed, unemployed, self_employed, contract_ended */
    const char *opened;
    const char *opened_by; /* NULL for who may not know that they take part */
    const char *closed;    /* or NULL */
    const struct tnw_participant *participants;
    size_t participant_count;
};

struct tnw_dossiers {
    const struct tnw_dossier *items;
    size_t count;
    const char *next; /* NULL at the end */
};

struct tnw_dossier_new {
    struct {
        const char *niss;
        const char *name;
    } patient;
    const char *start;
    const char *employment;
};

/* In: dossier. Out: opened. Errors: INVALID_BODY, CONFLICT, ROLE_NOT_ALLOWED. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_dossier_open(struct tnw_client *client, const struct tnw_dossier_new *dossier,
                                                     struct tnw_dossier **opened);
/* The dossiers of a patient in which I take part. In: niss, 11 digits. Out: dossiers. Errors: INVALID_BODY. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_dossier_find(struct tnw_client *client, const char *niss,
                                                     struct tnw_dossiers **dossiers);
/* In: page, NULL for the first. Out: dossiers. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_dossier_list(struct tnw_client *client, const struct tnw_page *page,
                                                     struct tnw_dossiers **dossiers);
/* In: id. Out: dossier. Errors: NOT_FOUND, also when it exists but is not mine to see. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_dossier_get(struct tnw_client *client, const char *id,
                                                    struct tnw_dossier **dossier);
/* In: id. Out: dossier, as it is after. Errors: NOT_FOUND, DOSSIER_CLOSED. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_dossier_close(struct tnw_client *client, const char *id,
                                                      struct tnw_dossier **dossier);
/* The patient opens it again. In: id. Out: dossier, as it is after. Errors: NOT_FOUND, CONFLICT (it is open). */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_dossier_reopen(struct tnw_client *client, const char *id,
                                                       struct tnw_dossier **dossier);

/* Lets an actor take part. In: dossier and actor ids, role. Out: participant. Errors: NOT_FOUND, CONFLICT. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_dossier_invite(struct tnw_client *client, const char *dossier,
                                                       const char *actor, const char *role,
                                                       struct tnw_participant **participant);
/* In: dossier and actor ids. Errors: NOT_FOUND. */
TNW_API TNW_MUST_CHECK enum tnw_err tnw_dossier_remove(struct tnw_client *client, const char *dossier,
                                                       const char *actor);

TNW_API void tnw_dossier_free(struct tnw_dossier **dossier);
TNW_API void tnw_dossiers_free(struct tnw_dossiers **dossiers);
TNW_API void tnw_participant_free(struct tnw_participant **participant);

TNW_END
#endif
