/*
 * What an engine holds, as plain as it can be: for each space and each of a few keys the number of its value.
 */
#ifndef TNW_TESTS_CONTRACT_CONTRACT_MODEL_H
#define TNW_TESTS_CONTRACT_CONTRACT_MODEL_H

#include "contract/contract.h"

#define MODEL_KEYS 40

struct model {
    unsigned values[SPACES][MODEL_KEYS]; /* 0: there is none */
};

/* The keys, in their order. */
struct slice model_key(size_t number);
/* The bytes of a value: as long as its number says, from none to more than a page. room: at least MODEL_VALUE_MAX. */
#define MODEL_VALUE_MAX 9000
struct slice model_value(unsigned number, uint8_t *room);

/* The transaction shows exactly that, by gets, by cursors both ways, and by firsts. */
void model_check(const struct model *model, struct engine_txn *txn);

#endif
