/*
 * The power is cut while a store is compacted: what is left is the old file or the new one, whole, and the journal
 * fits it. The next compaction does what the first one did not, `tnwd verify` finds nothing, every record is there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/file.h"
#include "crash/recorded.h"
#include "crash/server.h"
#include "lmdb_store.h"

#define CUTS 40
#define ACTORS 12

/* A store of some records, in which pages are free. */
static int
record_compaction(void **state)
{
    static struct recorded recorded;
    static const char *const compact[] = {"compact", "--set", "store.reserve=2MiB", NULL};
    recorded_begin(&recorded, "power-compact");
    for (int i = 0; i < ACTORS; i++) {
        char number[16];
        unsigned serial = 100 + (unsigned)i;
        (void)snprintf(number, sizeof number, "800312%03u%02u", serial, 97 - (800312000u + serial) % 97);
        const char *const add[] = {"actor",  "add", "--set",  "store.reserve=2MiB", "--niss", number,
                                   "--name", "Ann", "--role", "beheerder",          NULL};
        recorded_prepare(&recorded, add);
    }
    recorded_run(&recorded, compact);
    *state = &recorded;
    return 0;
}

static uint64_t
count_records(const char *home)
{
    char path[PATH_MAX + 16];
    char where[256];
    struct keyring *keyring;
    struct store *store;
    struct store_stats stats;
    (void)snprintf(path, sizeof path, "%s/keyring", home);
    assert_int_equal(keyring_load(&keyring, path, where), TNW_OK);
    (void)snprintf(path, sizeof path, "%s/data", home);
    const struct lmdb_options options = {.path = path, .map_size = (size_t)1 << 30, .reserve = (size_t)2 << 20};
    if (lmdb_store_open(&store, &options, keyring, where) != TNW_OK) {
        fail_msg("%s: %s", home, where);
    }
    assert_int_equal(store_stats(store, &stats), TNW_OK);
    store_close(&store);
    keyring_free(&keyring);
    return stats.records;
}

static void
must_run(const struct recorded *it, const char *command, const char *told)
{
    char config[PATH_MAX + 16];
    (void)snprintf(config, sizeof config, "%s/tnwd.conf", it->cut);
    const char *const words[] = {it->program, command, "--config", config, "--set", "store.reserve=2MiB", NULL};
    if (server_run(words) != 0) {
        fail_msg("%s: %s refuses", told, command);
    }
}

static void
is_whole(const struct recorded *it, const char *told, bool answered, void *ctx)
{
    char fresh[PATH_MAX + 32];
    struct stat st;
    const uint64_t *records = ctx;
    (void)answered;
    must_run(it, "verify", told);
    must_run(it, "compact", told);
    must_run(it, "verify", told);
    assert_int_equal(count_records(it->cut), *records);
    (void)snprintf(fresh, sizeof fresh, "%s/data/data.mdb.compact", it->cut);
    assert_int_not_equal(stat(fresh, &st), 0);
}

static void
compaction_that_is_cut_leaves_one_whole_file(void **state)
{
    struct recorded *it = *state;
    uint64_t records = count_records(it->home);
    assert_true(records >= ACTORS);
    recorded_cuts(it, CUTS, is_whole, &records);
}

static int
remove_compaction(void **state)
{
    recorded_end(*state);
    return 0;
}

int
main(void)
{
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compaction_that_is_cut_leaves_one_whole_file),
    };
    return cmocka_run_group_tests(tests, record_compaction, remove_compaction);
}
