/*
 * What one act of the patient gives: one grant or exclusion, several grants, or those of a preset. All of it or none,
 * with one record that vouches for each.
 */
#ifndef TNW_SERVICE_CONSENT_ACT_H
#define TNW_SERVICE_CONSENT_ACT_H

#include "rules/presets.h"
#include "service/consent/giving.h"

struct act {
    size_t count;
    bool alone; /* it is one consent by itself: answered as such, and recorded as such */
    struct consent consents[LIMIT_GRANTS_AT_ONCE];
    struct grantee grantees[LIMIT_GRANTS_AT_ONCE];
};

/* What the body of a call says, as prepare made it of it. */
struct act_draft {
    size_t count;
    bool alone;
    bool wants_preset;
    const struct preset *preset; /* NULL: there is none of that code */
    day_num preset_until;        /* 0: as the preset says */
    struct consent consents[LIMIT_GRANTS_AT_ONCE];
    bool from_today[LIMIT_GRANTS_AT_ONCE];
};

void act_draft_wipe(void *draft);
/* Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err act_draft_read(struct act_draft *out, const json_t *body, const struct presets *presets);
/* Out: access to the dossier of the path, to be closed in every case; the consents of the call's draft as given now by
 * the caller, which borrow from it; the language that is asked for. Errors: as access_open; INVALID_PARAMETER,
 * INVALID_BODY: no such preset. */
TNW_MUST_CHECK enum tnw_err act_open(struct call *call, struct txn *txn, struct access *access, struct act *out,
                                     enum language *language);

/* The consents of a preset from that day on. until: 0 for what the preset says. Out: consents, zeroed but for what they
 * say. Returns how many. */
size_t act_of_preset(struct consent consents[LIMIT_GRANTS_AT_ONCE], const struct preset *preset, day_num from,
                     day_num until);

/* Whether all of it could be given, if nothing of it were beyond a ceiling; grantees are filled. Errors: as
 * giving_check. */
TNW_MUST_CHECK enum tnw_err act_check_words(struct call *call, struct txn *txn, const struct access *access,
                                            struct act *act);
/* Whether all of it can be given; grantees are filled. Errors: as act_check_words, as giving_check_ceiling,
 * STORAGE_FULL. */
TNW_MUST_CHECK enum tnw_err act_check(struct call *call, struct txn *txn, const struct access *access, struct act *act);
/* Stores all of it, tells whom it concerns, and notes for the record what it says. After act_check only. */
void act_give(struct call *call, struct txn *txn, const struct access *access, struct act *act);

#endif
