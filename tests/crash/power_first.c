/*
 * The power is cut during a first start: whatever is left in the data folder, the next start makes a store of it or
 * goes on with the one that is there, and what was answered is in it. The first start is `tnwd actor add`.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <sys/stat.h>

#include "crash/recorded.h"
#include "lmdb_store.h"

#define CUTS 120

static int
record_first_start(void **state)
{
    static const char *const add[] = {"actor",  "add", "--set",  "store.reserve=2MiB", "--niss", "80031295793",
                                      "--name", "Ann", "--role", "beheerder",          NULL};
    static struct recorded recorded;
    recorded_begin(&recorded, "power-first");
    recorded_run(&recorded, add);
    *state = &recorded;
    return 0;
}

/* Opens what is left as the next start would, twice. */
static void
start_again(const struct recorded *it, const char *told, bool answered, void *ctx)
{
    char path[PATH_MAX + 16];
    char where[256];
    struct keyring *keyring;
    struct store_stats stats = {.records = 0};
    (void)ctx;
    (void)snprintf(path, sizeof path, "%s/keyring", it->cut);
    assert_int_equal(keyring_load(&keyring, path, where), TNW_OK);
    (void)snprintf(path, sizeof path, "%s/data", it->cut);
    (void)mkdir(path, 0700); /* there before, and empty */
    const struct lmdb_options options = {.path = path, .map_size = (size_t)1 << 30, .reserve = (size_t)2 << 20};
    for (int again = 0; again < 2; again++) {
        struct store *store;
        if (lmdb_store_open(&store, &options, keyring, where) != TNW_OK) {
            fail_msg("%s: %s", told, where);
        }
        assert_int_equal(store_stats(store, &stats), TNW_OK);
        store_close(&store);
    }
    keyring_free(&keyring);
    if (answered && stats.records == 0) {
        fail_msg("%s: what was answered is lost", told);
    }
}

static void
first_start_that_is_cut_needs_no_hand(void **state)
{
    recorded_cuts(*state, CUTS, start_again, NULL);
}

static int
remove_first_start(void **state)
{
    recorded_end(*state);
    return 0;
}

int
main(void)
{
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_start_that_is_cut_needs_no_hand),
    };
    return cmocka_run_group_tests(tests, record_first_start, remove_first_start);
}
