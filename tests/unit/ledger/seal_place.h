/* A store with a log key of its own: records to be sealed, and sealing without a thread. */
#ifndef TNW_TESTS_SEAL_PLACE_H
#define TNW_TESTS_SEAL_PLACE_H

#include "audit/note/log_key.h"
#include "audit/note/state_file.h"
#include "unit/store/store_place.h"

struct seal_place {
    struct place *place;
    struct log_key key;
    char key_path[SCRATCH_PATH + 16];
    char state_path[SCRATCH_PATH + 16];
    struct state_file state;
};

/* cmocka's set-up and tear-down. Out: *state, a struct seal_place. */
int seal_place_set_up(void **state);
int seal_place_tear_down(void **state);

/* Makes and loads the key file of a log of that name. */
void seal_place_key(struct log_key *out, const char *path, const char *name);

/* Appends a record about that dossier (zero: none) that also lists those (16 bytes each). */
void seal_place_record(struct txn *txn, const struct id *dossier, struct slice listed);
/* Appends `count` records, in a transaction of their own: of dossiers 1, 2, 3 in turn, and every fifth one a list of 4
 * and 5. */
void seal_place_records(struct place *place, size_t count);

/* Files all that is recorded in the search index. */
void seal_place_file(struct store *store);
/* Seals all that is recorded, signed by that key, in steps of at most max records. */
void seal_place_sign(struct store *store, const struct log_key *key, uint64_t max);
/* The same, and files it. */
void seal_place_seal(struct store *store, const struct log_key *key, uint64_t max);
/* Goes on to a log of `size` records in all, sealed after each `step` of them: the last of each step names the map. */
void seal_place_fill(struct seal_place *it, size_t size, size_t step);

#define WITH_SEAL_PLACE(test) cmocka_unit_test_setup_teardown(test, seal_place_set_up, seal_place_tear_down)

#endif
