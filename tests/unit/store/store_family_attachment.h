/* The family of attachments. */
#ifndef TNW_TESTS_STORE_FAMILY_ATTACHMENT_H
#define TNW_TESTS_STORE_FAMILY_ATTACHMENT_H

#include "store/layout.h"
#include "store/txn.h"

void store_family_attachment_put(struct txn *txn, uint8_t number);
bool store_family_attachment_get(struct txn *txn, uint8_t number);

#endif
