#include "rules/category/category.h"

/* Who signs the positive statement of commitment (S2:86). */
#define SIGNERS (CODE_BIT(ROLE_PATIENT) | CODE_BIT(ROLE_TNW_COORDINATOR) | CODE_BIT(ROLE_ADVISEREND_ARTS))

code_set
category_signers(enum category category)
{
    return category == CATEGORY_ENGAGEMENT ? SIGNERS : 0;
}

bool
category_is_complete(enum category category, size_t signatures)
{
    size_t needed = 0;
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        needed += (category_signers(category) & CODE_BIT(role)) != 0;
    }
    return needed > 0 && signatures == needed;
}
