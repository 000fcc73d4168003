/* A store of its own for each test: cmocka's set-up and tear-down, and transactions that must not fail. */
#ifndef TNW_TESTS_STORE_PLACE_H
#define TNW_TESTS_STORE_PLACE_H

#include <sys/types.h>

#include "store/layout.h"
#include "store/store.h"
#include "unit/scratch.h"

#define PLACE_MAP ((size_t)64 << 20)
#define PLACE_RESERVE ((size_t)1 << 20)

struct place {
    char folder[SCRATCH_PATH];
    char keyring_path[SCRATCH_PATH + 16];
    struct keyring *keyring;
    struct store *store;
    pid_t loaded_by;
};

/* One without a store: folder and keyring. For place_tear_down. */
struct place *place_prepare(void);
/* Out: *state, a struct place with an open store. */
int place_set_up(void **state);
int place_tear_down(void **state);

void place_open(struct place *place, size_t map_size, size_t reserve);
void place_close(struct place *place); /* the store only */
/* One that may not open. */
enum tnw_err place_reopen(struct place *place);
/* The keyring of this process: the memory of keys is empty in a child, which reads the file again. */
const struct keyring *place_keyring(struct place *place);
/* Replaces the keyring by a fresh one. */
void place_new_keyring(struct place *place);

struct txn *place_read(struct place *place);
struct txn *place_write(struct place *place);
void place_commit(struct txn *txn);

struct id place_id(uint8_t number);
/* The key of that id; of id 1 and that id. */
struct key place_key(uint8_t number);
struct key place_pair(uint8_t number);

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, place_set_up, place_tear_down)

#endif
