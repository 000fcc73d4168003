/*
 * What the search index has places of.
 */
#ifndef TNW_STORE_AUDIT_AUDIT_INDEX_KEY_H
#define TNW_STORE_AUDIT_AUDIT_INDEX_KEY_H

#include <stdint.h>

#define AUDIT_INDEX_KEY 17

/* kind (1) ‖ value (16). */
struct audit_index_key {
    uint8_t bytes[AUDIT_INDEX_KEY];
};

#endif
