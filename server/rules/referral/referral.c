#include "rules/referral/referral.h"

#include <stdlib.h>

#include "rules/referral/reach.h"

enum tnw_err
referral_load(struct referral **out, struct slice json, const struct policy *policy, char where[256])
{
    struct referral *referral = calloc(1, sizeof *referral);
    struct reader_error error = {.where = where};
    *out = NULL;
    where[0] = 0;
    if (referral == NULL) {
        return TNW_E_NO_MEMORY;
    }
    referral->policy = policy;
    struct reader top = reader_load(&error, json, &referral->root);
    referral_table_read(referral, &top);
    if (error.err == TNW_OK) {
        reach_check(referral, &top);
    }
    if (error.err != TNW_OK) {
        referral_free(&referral);
        return error.err;
    }
    *out = referral;
    return TNW_OK;
}

void
referral_free(struct referral **referral)
{
    if (*referral != NULL) {
        json_decref((*referral)->root);
        free(*referral);
        *referral = NULL;
    }
}
