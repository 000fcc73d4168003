/*
 * The power is cut during a first start: whatever is left in the data folder, the next start makes a store of it or
 * goes on with the one that is there, and what was answered is in it. The first start is `tnwd actor add`, recorded as
 * in power_cut.c.
 *
 * TNW_CUTS: how many (120); TNW_SEED; TNW_KEEP keeps the state.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "crash/power_disk.h"
#include "crash/recording.h"
#include "crash/server.h"
#include "lmdb_store.h"

#define CUTS 120
#define RECORDING_MAX ((size_t)64 << 20)

struct first_start {
    char dir[64];
    struct power_disk *disk;
    struct buf recording;
    uint64_t *moments; /* behind each event */
    size_t count;
};

static void
path_below(const struct first_start *first, const char *rest, char path[PATH_MAX])
{
    (void)snprintf(path, PATH_MAX, "%s/%s", first->dir, rest);
}

static void
list_moments(struct first_start *first)
{
    size_t at = 0;
    first->moments = calloc(first->recording.len / sizeof(struct recording_event) + 1, sizeof *first->moments);
    assert_non_null(first->moments);
    while (at + sizeof(struct recording_event) <= first->recording.len) {
        struct recording_event event;
        memcpy(&event, first->recording.ptr + at, sizeof event);
        at += sizeof event + event.len;
        first->moments[first->count++] = at;
    }
}

static int
record_first_start(void **state)
{
    struct first_start *first = calloc(1, sizeof *first);
    char home[PATH_MAX];
    char config[PATH_MAX];
    char recording[PATH_MAX];
    char cut[PATH_MAX];
    char where[FILE_WHERE];
    const char *bin = getenv("TNW_BIN_DIR");
    (void)snprintf(first->dir, sizeof first->dir, "/tmp/tnw-power-first-XXXXXX");
    assert_non_null(mkdtemp(first->dir));
    path_below(first, "home", home);
    path_below(first, "home/tnwd.conf", config);
    path_below(first, "recording", recording);
    path_below(first, "cut", cut);
    assert_int_equal(mkdir(cut, 0700), 0);
    char program[PATH_MAX];
    (void)snprintf(program, sizeof program, "%s/tests/crash/tnwd_recorded", bin == NULL ? "." : bin);
    const char *const init[] = {program, "init", home, "--origin", "test.example/tnwd", NULL};
    assert_int_equal(server_run(init), 0);
    first->disk = power_disk_new(home);
    (void)setenv(RECORDING_FILE, recording, 1);
    (void)setenv(RECORDING_FOLDER, home, 1);
    const char *const add[] = {
        program,  "actor",       "add",    "--config", config,   "--set",     "store.reserve=2MiB",
        "--niss", "80031295793", "--name", "Ann",      "--role", "beheerder", NULL};
    assert_int_equal(server_run(add), 0);
    (void)unsetenv(RECORDING_FILE);
    assert_int_equal(file_read(&first->recording, recording, RECORDING_MAX, where), TNW_OK);
    list_moments(first);
    *state = first;
    return 0;
}

/* Opens what is left as the next start would, twice. Returns how many records the log has. */
static uint64_t
start_again(const struct first_start *first, const char *told)
{
    char path[PATH_MAX];
    char where[256];
    struct keyring *keyring;
    struct store_stats stats = {.records = 0};
    path_below(first, "cut/keyring", path);
    assert_int_equal(keyring_load(&keyring, path, where), TNW_OK);
    path_below(first, "cut/data", path);
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
    return stats.records;
}

static void
remove_data(const struct first_start *first)
{
    char path[PATH_MAX];
    path_below(first, "cut/data", path);
    const char *const remove[] = {"rm", "-rf", path, NULL};
    assert_int_equal(server_run(remove), 0);
}

static void
first_start_that_is_cut_needs_no_hand(void **state)
{
    struct first_start *first = *state;
    uint64_t seed = power_disk_setting("TNW_SEED", (uint64_t)getpid());
    size_t count = (size_t)power_disk_setting("TNW_CUTS", CUTS);
    char cut[PATH_MAX];
    path_below(first, "cut", cut);
    printf("  TNW_SEED=%llu: %zu cuts of %zu events\n", (unsigned long long)seed, count, first->count);
    uint64_t *chosen = calloc(count + 1, sizeof *chosen);
    assert_non_null(chosen);
    for (size_t i = 0; i < count; i++) {
        chosen[i] = first->moments[power_disk_number(&seed) % first->count];
    }
    chosen[count] = first->recording.len; /* answered by then */
    power_disk_sort(chosen, count);
    power_disk_play(first->disk, first->recording.ptr, first->recording.len, NULL);
    for (size_t i = 0; i <= count; i++) {
        char told[128];
        enum power_loss loss = (enum power_loss)(power_disk_number(&seed) % POWER_LOSSES);
        (void)snprintf(told, sizeof told, "cut at %llu, losing %u", (unsigned long long)chosen[i], (unsigned)loss);
        remove_data(first);
        power_disk_advance(first->disk, chosen[i]);
        assert_true(power_disk_cut(first->disk, loss, power_disk_number(&seed), cut));
        uint64_t records = start_again(first, told);
        if (i == count && records == 0) {
            fail_msg("%s: what was answered is lost", told);
        }
    }
    free(chosen);
}

static int
remove_first_start(void **state)
{
    struct first_start *first = *state;
    const char *const remove[] = {"rm", "-rf", first->dir, NULL};
    if (getenv("TNW_KEEP") == NULL) {
        assert_int_equal(server_run(remove), 0);
    }
    power_disk_free(first->disk);
    buf_free(&first->recording);
    free(first->moments);
    free(first);
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
