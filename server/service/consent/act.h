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
/* The consents of the draft as given now by the caller; they borrow from it. */
void act_of_draft(struct act *out, const struct call *call, const struct act_draft *draft);

/* The consents of a preset from that day on. until: 0 for what the preset says. Out: consents, zeroed but for what they
 * say. Returns how many. */
size_t act_of_preset(struct consent consents[LIMIT_GRANTS_AT_ONCE], const struct preset *preset, day_num from,
                     day_num until);

/* Whether all of it can be given; grantees are filled. Errors: as giving_check, STORAGE_FULL. */
TNW_MUST_CHECK enum tnw_err act_check(struct call *call, struct txn *txn, const struct access *access, struct act *act);
/* Stores all of it, tells whom it concerns, and notes for the record what it says. After act_check only. */
void act_give(struct call *call, struct txn *txn, const struct access *access, struct act *act);

#endif
