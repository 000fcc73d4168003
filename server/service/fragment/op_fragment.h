/*
 * What other operations ask about fragments.
 */
#ifndef TNW_SERVICE_FRAGMENT_OP_FRAGMENT_H
#define TNW_SERVICE_FRAGMENT_OP_FRAGMENT_H

#include "service/core/access.h"
#include "store/records/fragment.h"

/* Whether the caller may read it now, for their purpose; notes the ground when so. */
bool op_fragment_may_read(struct call *call, const struct access *access, const struct fragment_head *head);

#endif
