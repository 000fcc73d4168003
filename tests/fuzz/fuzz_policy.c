/* The policy's text: whatever it is, loading ends with a policy that keeps its own promises, or with a place. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rules/policy_load.h"

static void
require(bool holds)
{
    if (!holds) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct policy policy;
    char where[256];
    enum tnw_err err = policy_load(&policy, slice_of(data, size), where);
    if (err != TNW_OK) {
        require(err == TNW_E_CONFIGURATION && where[0] != 0 && strlen(where) < sizeof where);
        return 0;
    }
    require(policy.read_ceiling[ROLE_PATIENT] == CODE_ALL(CATEGORY_COUNT) && policy.law_count <= POLICY_LAW_MAX);
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        require((policy.write_ceiling[role] & ~policy.read_ceiling[role]) == 0);
    }
    return 0;
}
