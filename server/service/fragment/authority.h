/*
 * What the caller may do with a fragment.
 */
#ifndef TNW_SERVICE_FRAGMENT_AUTHORITY_H
#define TNW_SERVICE_FRAGMENT_AUTHORITY_H

#include "service/core/access.h"
#include "store/records/fragment.h"

/* What is asked of the decision when the caller does that with it, for their purpose. */
struct access_question authority_question(const struct call *call, enum action action,
                                          const struct fragment_head *head);

/* Whether the caller may read it now, for their purpose; notes the ground when so. */
bool authority_may_read(struct call *call, const struct access *access, const struct fragment_head *head);

#endif
