#include "unit/backup/backup_house.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/layout.h"
#include "store/lmdb/lmdb_engine.h"
#include "store/memory/memory_disk.h"
#include "store/memory/memory_engine.h"

#define MAP_SIZE ((size_t)64 << 20)
#define RESERVE ((size_t)2 << 20)

static struct engine *
open_engine(const char *path)
{
    const struct lmdb_options options = {.path = path, .map_size = MAP_SIZE, .reserve = RESERVE};
    struct engine *engine;
    char where[256];
    assert_int_equal(lmdb_engine_open(&engine, &options, &layout_schema, where), TNW_OK);
    return engine;
}

void
house_open(struct house *house)
{
    house->engine = open_engine(house->data);
    const struct dest_owner owner = {.log = HOUSE_LOG, .store = {.bytes = {7}}};
    assert_int_equal(dest_open(&house->dest, house->backup, &owner, true, house->where), TNW_OK);
    house->ship = (struct ship){.dest = &house->dest, .engine = house->engine, .where = house->where};
}

void
house_close(struct house *house)
{
    generation_free(&house->ship.fresh);
    generation_free(&house->ship.current);
    engine_follow_close(&house->ship.follower, false);
    dest_close(&house->dest);
    engine_close(&house->engine);
}

int
house_set_up(void **state)
{
    struct house *house = calloc(1, sizeof *house);
    assert_non_null(house);
    scratch_make(house->folder);
    (void)snprintf(house->data, sizeof house->data, "%s/data", house->folder);
    (void)snprintf(house->backup, sizeof house->backup, "%s/backup", house->folder);
    assert_int_equal(mkdir(house->data, 0700), 0);
    house->dest.lock = house->dest.claim = -1;
    house_open(house);
    house_write(house, 40);
    *state = house;
    return 0;
}

int
house_tear_down(void **state)
{
    struct house *house = *state;
    house_close(house);
    scratch_remove(house->folder);
    free(house);
    return 0;
}

static unsigned
next_random(struct house *house)
{
    house->seed = house->seed * 1664525 + 1013904223;
    return house->seed >> 8;
}

/* Few keys, so that they are put again and deleted. */
static enum tnw_err
write_one(struct house *house, struct engine_txn *txn)
{
    static uint8_t value[3000];
    uint8_t key[16] = {0};
    unsigned space = next_random(house) % SPACE_COUNT;
    bytes_write_be(key, next_random(house) % 64, 8);
    if (next_random(house) % 4 == 0) {
        enum tnw_err err = engine_del(txn, space, slice_of(key, sizeof key));
        return err == TNW_E_NOT_FOUND ? TNW_OK : err;
    }
    memset(value, (int)next_random(house), 64);
    size_t len = 1 + next_random(house) % (space == SPACE_FRAGMENT ? sizeof value : 40);
    return engine_put(txn, space, slice_of(key, sizeof key), slice_of(value, len));
}

void
house_write(struct house *house, unsigned batches)
{
    struct engine_txn *txn = NULL;
    for (unsigned i = 0; i < batches; i++) {
        if (txn == NULL) {
            assert_int_equal(engine_begin(house->engine, true, &txn), TNW_OK);
        }
        for (unsigned n = next_random(house) % 20; n > 0; n--) {
            assert_int_equal(write_one(house, txn), TNW_OK);
        }
        unsigned end = next_random(house) % 16;
        if (end == 0) {
            engine_abort(&txn);
        } else {
            assert_int_equal(end < 4 ? engine_commit(&txn) : engine_keep(&txn), TNW_OK);
        }
    }
    if (txn != NULL) {
        assert_int_equal(engine_commit(&txn), TNW_OK);
    }
}

static void *
write_on(void *arg)
{
    struct house *house = arg;
    while (!atomic_load(&house->stopping)) {
        house_write(house, 20);
        (void)usleep(500);
    }
    return NULL;
}

void
house_start_writer(struct house *house)
{
    atomic_store(&house->stopping, false);
    assert_int_equal(pthread_create(&house->writer, NULL, write_on, house), 0);
}

void
house_stop_writer(struct house *house)
{
    atomic_store(&house->stopping, true);
    assert_int_equal(pthread_join(house->writer, NULL), 0);
}

void
house_back_up(struct house *house, bool ends)
{
    struct ship *ship = &house->ship;
    house->where[0] = 0;
    if (ship->follower == NULL) {
        assert_int_equal(engine_follow(house->engine, house->dest.name, NULL, &ship->follower, &ship->at, house->where),
                         TNW_OK);
    }
    enum tnw_err err = ship_generation(ship);
    assert_string_equal(err == TNW_OK ? "" : house->where, "");
    assert_int_equal(err, TNW_OK);
    if (ends) {
        engine_follow_close(&ship->follower, true);
        generation_free(&ship->current);
    }
}

void
house_ship_all(struct house *house)
{
    struct engine_txn *txn;
    struct engine_place now;
    bool all = false;
    assert_int_equal(engine_begin(house->engine, false, &txn), TNW_OK);
    assert_int_equal(engine_place_of(txn, &now), TNW_OK);
    engine_abort(&txn);
    while (!all || step_order(&house->ship.at, &now) == -1) {
        assert_int_equal(ship_steps(&house->ship, &all), TNW_OK);
    }
}

static void
same_space(struct engine_txn *a, struct engine_txn *b, unsigned space)
{
    const struct engine_range all = {.space = space};
    struct engine_cursor *cursors[2];
    struct slice keys[2];
    struct slice values[2];
    enum tnw_err err;
    assert_int_equal(engine_cursor_open(a, &all, &cursors[0]), TNW_OK);
    assert_int_equal(engine_cursor_open(b, &all, &cursors[1]), TNW_OK);
    do {
        err = engine_cursor_next(cursors[0], &keys[0], &values[0]);
        assert_int_equal(engine_cursor_next(cursors[1], &keys[1], &values[1]), err);
        assert_true(slice_eq(keys[0], keys[1]) && slice_eq(values[0], values[1]));
    } while (err == TNW_OK);
    engine_cursor_close(&cursors[0]);
    engine_cursor_close(&cursors[1]);
}

static void
expect_same(struct engine *a, struct engine *b)
{
    struct engine_txn *one;
    struct engine_txn *other;
    assert_int_equal(engine_begin(a, false, &one), TNW_OK);
    assert_int_equal(engine_begin(b, false, &other), TNW_OK);
    for (unsigned space = 0; space < SPACE_COUNT; space++) {
        same_space(one, other, space);
    }
    engine_abort(&one);
    engine_abort(&other);
}

enum tnw_err
house_restore(struct house *house, unsigned generation, bool compares, char where[CONFIG_WHERE])
{
    struct memory_disk *disk = memory_disk_new();
    const struct memory_options options = {.disk = disk, .size = MAP_SIZE, .reserve = RESERVE};
    struct restore_source *source = calloc(1, sizeof *source);
    struct engine *engine;
    assert_true(source != NULL && disk != NULL);
    assert_int_equal(memory_engine_open(&engine, &options, &layout_schema), TNW_OK);
    where[0] = 0;
    enum tnw_err err = restore_choose(source, house->backup, generation, where);
    if (err == TNW_OK) {
        err = restore_load(source, engine, where);
    }
    if (err == TNW_OK && compares) {
        expect_same(house->engine, engine);
    }
    engine_close(&engine);
    memory_disk_free(&disk);
    free(source);
    return err;
}
