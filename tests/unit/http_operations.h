/*
 * Empty operations, for tests of the routing table without the services behind it.
 */
#ifndef TNW_TESTS_HTTP_OPERATIONS_H
#define TNW_TESTS_HTTP_OPERATIONS_H

#include "service/operations.h"

#define EMPTY_OPERATION(name)                                                                                          \
    enum tnw_err op_##name(struct call *call, struct txn *txn)                                                         \
    {                                                                                                                  \
        (void)call;                                                                                                    \
        (void)txn;                                                                                                     \
        return TNW_E_INTERNAL;                                                                                         \
    }
OPERATION_LIST(EMPTY_OPERATION)
#undef EMPTY_OPERATION

#endif
