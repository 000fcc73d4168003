#include "service/core/acting.h"

#define DOCTORS (CODE_BIT(ROLE_HUISARTS) | CODE_BIT(ROLE_ADVISEREND_ARTS) | CODE_BIT(ROLE_ARBEIDSARTS))

enum role
acting_role(code_set roles)
{
    code_set doctor = roles & DOCTORS;
    bool single = doctor != 0 && (doctor & (doctor - 1)) == 0;
    return single ? (enum role)__builtin_ctz(doctor) : ROLE_NONE;
}
