/*
 * What a decision needs to know of one grant or exclusion of the patient: the store keeps it, the rules decide by it.
 */
#ifndef TNW_BASE_DOMAIN_CONSENT_TERMS_H
#define TNW_BASE_DOMAIN_CONSENT_TERMS_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/codes.h"
#include "base/id.h"

#define TERMS_EVERYTHING UINT32_MAX

struct consent_terms {
    struct id id;
    bool exclude;
    bool withdrawn;
    bool taken_back;     /* withdrawn by the patient, not by the doctor who recorded it */
    bool recorded;       /* by a doctor for the patient: counts only for who takes part in the dossier */
    enum role role;      /* grantee: everybody in this role in the dossier, or ROLE_NONE */
    struct id actor;     /* grantee when role is ROLE_NONE */
    code_set categories; /* these three: TERMS_EVERYTHING is what there is now, and whatever comes */
    code_set actions;
    code_set purposes;
    day_num from;  /* INT32_MIN: an exclusion from the day on that it was made */
    day_num until; /* last day that counts; INT32_MAX for an exclusion without end */
};

#endif
