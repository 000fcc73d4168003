/*
 * Whether the patient's word can be taken as it is: who gives it, what it says, and what stands already.
 */
#ifndef TNW_SERVICE_CONSENT_GIVING_H
#define TNW_SERVICE_CONSENT_GIVING_H

#include "json/write.h"
#include "rules/grant.h"
#include "service/core/access.h"
#include "store/records/consent.h"

/* Whom a consent names. */
struct grantee {
    struct person person; /* behind the actor; nobody when a role is named */
    code_set roles;       /* the role that is named, or those that the actor's registration holds */
};

/* Where in the body it stands, and how many the same act gives before it. */
struct giving_place {
    char at[24]; /* JSON Pointer of the object that says it; "" for the body */
    size_t before;
};

/* All but the ceiling. Errors: DOSSIER_CLOSED, CONFLICT, INVALID_BODY, ROLE_NOT_ALLOWED, EVIDENCE_REQUIRED,
 * WITHDRAWN_BY_PATIENT. grantee is filled when it is TNW_OK. */
TNW_MUST_CHECK enum tnw_err giving_check(struct call *call, struct txn *txn, const struct access *access,
                                         const struct consent *consent, const struct giving_place *place,
                                         struct grantee *grantee);
/* What of it the grantee can never have: of an exclusion nothing. */
struct grant_excess giving_excess(const struct call *call, const struct consent *consent,
                                  const struct grantee *grantee);
/* Errors: INVALID_BODY: it holds some of that. */
TNW_MUST_CHECK enum tnw_err giving_check_ceiling(struct call *call, const struct consent *consent,
                                                 const struct giving_place *place, const struct grantee *grantee);

/* Writes the list of ids of the patient's other words that speak of the same grantee, of a role of somebody who takes
 * part, or of somebody in the role: grants that say all of it today, grants that say some of it, today or later,
 * exclusions that forbid some of it today. */
enum giving_beside { BESIDE_COVERS, BESIDE_OVERLAPS, BESIDE_EXCLUDES };
void giving_show_beside(struct json_writer *jw, const char *key, const struct call *call, struct txn *txn,
                        const struct access *access, const struct consent *consent, const struct grantee *grantee,
                        enum giving_beside which);

/* The last day that the policy lets a grant to them have, from its first day on. */
day_num giving_latest(const struct call *call, const struct consent *consent, const struct grantee *grantee);

/* The grantee of a consent that is there. */
void giving_find_grantee(const struct call *call, struct txn *txn, const struct consent *consent, struct grantee *out);

#endif
