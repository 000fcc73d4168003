/*
 * What store/engine.h promises, held against every engine: each test runs once per row of contract_engines. A further
 * engine adds a row.
 */
#ifndef TNW_TESTS_CONTRACT_CONTRACT_H
#define TNW_TESTS_CONTRACT_CONTRACT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/engine.h"
#include "unit/scratch.h"

#define CONTRACT_SIZE ((size_t)64 << 20)
#define CONTRACT_RESERVE ((size_t)1 << 20)

/* Spaces of the tests. */
enum contract_space { PLAIN, APPENDED, OTHER, SPACES };
extern const struct engine_schema contract_schema;

struct memory_disk;
struct contract_place;

struct contract_engine {
    const char *name;
    enum tnw_err (*open)(struct contract_place *place, const struct engine_schema *schema, size_t size,
                         struct engine **engine);
    bool is_near;
    bool keeps; /* keeping is less than a commit */
};
extern const struct contract_engine contract_engines[];
extern const size_t contract_engines_count;

struct contract_place {
    const struct contract_engine *row;
    struct engine *engine;
    char folder[SCRATCH_PATH];
    struct memory_disk *disk;
};

/* A place where an engine of that kind can be opened; one where it is; and the end of either. */
void contract_prepare(struct contract_place *place, const struct contract_engine *row);
void contract_make(struct contract_place *place, const struct contract_engine *row);
void contract_remove(struct contract_place *place);
/* Opens it again, with that bound: what is durable is there. */
void contract_reopen(struct contract_place *place, size_t size);

/* With *state a place whose engine is empty and has committed before. */
int contract_set_up(void **state);
int contract_tear_down(void **state);
#define CONTRACT(test) cmocka_unit_test_setup_teardown(test, contract_set_up, contract_tear_down)
/* Runs the tests against every engine. */
int contract_run(const char *group, const struct CMUnitTest *tests, size_t count);

/* What must not fail. */
struct engine_txn *contract_read(struct contract_place *place);
struct engine_txn *contract_write(struct contract_place *place);
void contract_commit(struct engine_txn *txn);
/* Keeps, and begins anew where that was a commit. */
void contract_keep(struct contract_place *place, struct engine_txn **txn);
void contract_put(struct engine_txn *txn, unsigned space, const char *key, const char *value);
void contract_del(struct engine_txn *txn, unsigned space, const char *key);
/* One put, committed. */
void contract_put_alone(struct contract_place *place, unsigned space, const char *key, const char *value);
struct engine_stats contract_stats(struct contract_place *place);

/* value NULL: there is none. */
void contract_has(struct engine_txn *txn, unsigned space, const char *key, const char *value);
/* What snapshots that begin now show. */
void contract_shows(struct contract_place *place, unsigned space, const char *key, const char *value);

/* Both hold the same, in all spaces. */
void contract_same(struct engine *a, struct engine *b);

/* len bytes that differ by seed; freed by the caller. */
uint8_t *contract_bytes(size_t len, unsigned seed);

#endif
