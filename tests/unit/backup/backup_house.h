/*
 * A store of rows of all kinds, somebody who writes to it, and a backup of it.
 */
#ifndef TNW_TESTS_BACKUP_HOUSE_H
#define TNW_TESTS_BACKUP_HOUSE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdatomic.h>

#include "app/backup/restore/restore_load.h"
#include "app/backup/ship.h"
#include "unit/scratch.h"

#define HOUSE_LOG "example.be/tnwd"

struct house {
    char folder[SCRATCH_PATH]; /* of all that follows */
    char data[SCRATCH_PATH + 16];
    char backup[SCRATCH_PATH + 16];
    struct engine *engine;
    struct dest dest;
    struct ship ship;
    char where[CONFIG_WHERE];
    pthread_t writer;
    atomic_bool stopping;
    unsigned seed;
};

int house_set_up(void **state);
int house_tear_down(void **state);
#define HOUSE(test) cmocka_unit_test_setup_teardown(test, house_set_up, house_tear_down)

void house_open(struct house *house);
void house_close(struct house *house);
/* Batches, kept, aborted and committed, of puts and deletes in all spaces. */
void house_write(struct house *house, unsigned batches);
/* The same in a thread, until it is told to stop. */
void house_start_writer(struct house *house);
void house_stop_writer(struct house *house);

/* A generation. ends: nothing is kept for it afterwards; else house->ship goes on. */
void house_back_up(struct house *house, bool ends);
/* Until nothing more was done. */
void house_ship_all(struct house *house);

/* What restoring that generation says (0: the newest). Where it is TNW_OK and compares, the rows are those of the
 * store. */
enum tnw_err house_restore(struct house *house, unsigned generation, bool compares, char where[CONFIG_WHERE]);

#endif
