/*
 * The family of signatures, for store_families.c.
 */
#ifndef TNW_TESTS_STORE_FAMILY_SIGNATURE_H
#define TNW_TESTS_STORE_FAMILY_SIGNATURE_H

#include "store/layout.h"
#include "store/txn.h"

struct key store_family_signature_key(uint8_t number);
void store_family_signature_put(struct txn *txn, uint8_t number);
bool store_family_signature_get(struct txn *txn, uint8_t number);

#endif
