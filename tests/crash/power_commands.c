/*
 * The power is cut while an operator's command writes: a compaction, a rotation of the keys with and without a backup,
 * a backup, a restore. Whatever is left, `tnwd verify` finds nothing, no record is missing, the same command does what
 * the first one did not, and what was backed up comes back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "crash/recorded.h"
#include "crash/server.h"
#include "lmdb_store.h"

#define CUTS 12
#define ACTORS 6
#define WORDS_MAX 8

/* A command, without the program and --config; DEST stands for a folder of backups in the home. */
struct words {
    const char *words[WORDS_MAX];
};

struct command {
    const char *name;
    struct words before[2]; /* not recorded */
    bool loses_data;        /* then the data folder is empty again */
    struct words run;
    struct words after[5]; /* must succeed at each cut */
    bool comes_back;       /* the store is there only after them */
};

static const struct command commands[] = {
    {.name = "compact", .run = {{"compact"}}, .after = {{{"verify"}}, {{"compact"}}, {{"verify"}}}},
    {.name = "rotate", .run = {{"keys", "rotate"}}, .after = {{{"verify"}}, {{"keys", "rotate"}}, {{"verify"}}}},
    {.name = "backup",
     .run = {{"backup", "DEST"}},
     .after = {{{"verify"}}, {{"backup", "DEST"}}, {{"restore", "DEST", "--rehearse"}}}},
    {.name = "rotate-backup",
     .before = {{{"backup", "DEST"}}},
     .run = {{"keys", "rotate"}},
     .after = {{{"verify"}}, {{"keys", "rotate"}}, {{"verify"}}, {{"restore", "DEST", "--rehearse"}}}},
    {.name = "restore",
     .before = {{{"backup", "DEST"}}},
     .loses_data = true,
     .run = {{"restore", "DEST"}},
     .after = {{{"verify"}}},
     .comes_back = true},
};

static void
fill_words(const struct recorded *it, const struct words *from, char dest[PATH_MAX], const char *out[WORDS_MAX + 3])
{
    size_t count = 0;
    (void)snprintf(dest, PATH_MAX, "%.*s/backup", PATH_MAX - 16, it->home);
    for (size_t i = 0; i < WORDS_MAX && from->words[i] != NULL; i++) {
        out[count++] = strcmp(from->words[i], "DEST") == 0 ? dest : from->words[i];
    }
    out[count++] = "--set";
    out[count++] = "store.reserve=2MiB";
    out[count] = NULL;
}

/* In the home. Returns the exit status. */
static int
run_words(const struct recorded *it, const struct words *words)
{
    char dest[PATH_MAX];
    const char *filled[WORDS_MAX + 3];
    const char *all[WORDS_MAX + 8] = {it->program};
    size_t count = 1;
    fill_words(it, words, dest, filled);
    for (size_t i = 0; filled[i] != NULL; i++) {
        all[count++] = filled[i];
    }
    all[count++] = "--config";
    all[count] = it->config;
    return server_run(all);
}

static void
empty_data(const struct recorded *it)
{
    char path[PATH_MAX + 16];
    (void)snprintf(path, sizeof path, "%s/data", it->home);
    const char *const remove[] = {"rm", "-rf", path, NULL};
    assert_int_equal(server_run(remove), 0);
    assert_int_equal(mkdir(path, 0700), 0);
}

static uint64_t
count_records(const struct recorded *it)
{
    char path[PATH_MAX + 16];
    char where[256];
    struct keyring *keyring;
    struct store *store;
    struct store_stats stats;
    (void)snprintf(path, sizeof path, "%s/keyring", it->home);
    assert_int_equal(keyring_load(&keyring, path, where), TNW_OK);
    (void)snprintf(path, sizeof path, "%s/data", it->home);
    const struct lmdb_options options = {.path = path, .map_size = (size_t)1 << 30, .reserve = (size_t)2 << 20};
    if (lmdb_store_open(&store, &options, keyring, where) != TNW_OK) {
        fail_msg("%s: %s", path, where);
    }
    assert_int_equal(store_stats(store, &stats), TNW_OK);
    store_close(&store);
    keyring_free(&keyring);
    return stats.records;
}

/* A store of some records, in which pages are free. */
static uint64_t
prepare(struct recorded *it, const struct command *command)
{
    recorded_begin(it, command->name);
    for (unsigned i = 0; i < ACTORS; i++) {
        char number[16];
        unsigned serial = 100 + i;
        (void)snprintf(number, sizeof number, "800312%03u%02u", serial, 97 - (800312000u + serial) % 97);
        const char *const add[] = {"actor",  "add", "--set",  "store.reserve=2MiB", "--niss", number,
                                   "--name", "Ann", "--role", "beheerder",          NULL};
        recorded_prepare(it, add);
    }
    for (size_t i = 0; i < 2 && command->before[i].words[0] != NULL; i++) {
        assert_int_equal(run_words(it, &command->before[i]), 0);
    }
    uint64_t records = count_records(it);
    if (command->loses_data) {
        empty_data(it);
    }
    return records;
}

struct looking {
    const struct command *command;
    uint64_t records;
};

/* What is left stands where the home stood, so that paths that it holds are right. */
static void
change_places(const struct recorded *it)
{
    char aside[PATH_MAX];
    (void)snprintf(aside, sizeof aside, "%.*s/aside", 64, it->dir);
    assert_int_equal(rename(it->home, aside), 0);
    assert_int_equal(rename(it->cut, it->home), 0);
    assert_int_equal(rename(aside, it->cut), 0);
}

/* A restore that was cut begins anew; one that was not says that the data are there. */
static void
bring_back(const struct recorded *it, const struct command *command, const char *told)
{
    char path[PATH_MAX + 16];
    struct stat st;
    (void)snprintf(path, sizeof path, "%s/data", it->home);
    (void)mkdir(path, 0700); /* a folder without files is not in what is left */
    (void)snprintf(path, sizeof path, "%s/data/data.mdb", it->home);
    bool there = stat(path, &st) == 0;
    int status = run_words(it, &command->run);
    if (there ? status == 0 : status != 0) {
        fail_msg("%s: %s ends with %d", told, command->name, status);
    }
}

static void
look_at_what_is_left(const struct recorded *it, const char *told, bool answered, void *ctx)
{
    const struct looking *looking = ctx;
    const struct command *command = looking->command;
    (void)answered;
    change_places(it);
    if (command->comes_back) {
        bring_back(it, command, told);
    }
    for (size_t i = 0; i < sizeof command->after / sizeof command->after[0] && command->after[i].words[0] != NULL;
         i++) {
        int status = run_words(it, &command->after[i]);
        if (status != 0) {
            fail_msg("%s %s: step %zu behind it, %s, ends with %d", command->name, told, i, command->after[i].words[0],
                     status);
        }
    }
    if (count_records(it) < looking->records) {
        fail_msg("%s %s: records are missing", command->name, told);
    }
    change_places(it);
}

static void
commands_that_are_cut_lose_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        struct recorded it;
        struct looking looking = {.command = &commands[i]};
        char dest[PATH_MAX];
        const char *words[WORDS_MAX + 3];
        printf("  %s\n", commands[i].name);
        looking.records = prepare(&it, &commands[i]);
        assert_true(looking.records >= ACTORS);
        fill_words(&it, &commands[i].run, dest, words);
        recorded_run(&it, words);
        recorded_cuts(&it, CUTS, look_at_what_is_left, &looking);
        recorded_end(&it);
    }
}

int
main(void)
{
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands_that_are_cut_lose_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
