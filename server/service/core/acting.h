/*
 * Acting for a doctor or a doctors' team: what a medewerker asks in their name.
 */
#ifndef TNW_SERVICE_CORE_ACTING_H
#define TNW_SERVICE_CORE_ACTING_H

#include <stdbool.h>

#include "base/codes.h"

/* The role in which one acts for a registration with these roles: its one role of a doctor. ROLE_NONE: it has none, or
 * several, of which nobody could tell which one is meant. */
enum role acting_role(code_set roles);

#endif
