/*
 * The power is cut while an operator's command writes: a compaction, a rotation of the keys with and without a backup,
 * a move of the keys into a token, an escrow and what comes back from one, a backup, a restore, a migration. Whatever
 * is left, `tnwd verify` finds nothing, no record is missing, the same command does what the first one did not, and
 * what was backed up comes back.
 *
 * In the environment, beside what recorded.h names: TNW_COMMAND: one of them alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crash/recorded.h"
#include "crash/server.h"
#include "lmdb_store.h"

#define CUTS 5
#define ACTORS 6
#define WORDS_MAX 12
#define OLD_STORE "tests/vectors/store-10"

/* A command, without the program and --config. Words of capitals stand for what places[] has. */
struct words {
    const char *words[WORDS_MAX];
};

/* Of recorded.home where in_home, else beside it. A pattern stands for the first that there is. */
static const struct place {
    const char *word;
    bool in_home;
    const char *before;
    const char *path;
} places[] = {
    {"DEST", true, "", "backup"},        {"SHARES", true, "", "shares"},
    {"SHARE", true, "", "shares/*.cms"}, {"SECOND", true, "keys.recovery_copy=", "second/keyring.recovery"},
    {"PIN", false, "keys.pin=", "pin"},  {"CERTIFICATE", false, "", "r.pem"},
    {"KEY", false, "", "r.key"},         {"MODULE", false, "keys.module=", "module.so"},
};

#define TOKEN "--set", "MODULE", "--set", "keys.token=power", "--set", "PIN"
#define EXPORT "keys", "export", "--to-recipient", "CERTIFICATE", "--log-key", "--out", "SHARES", "--set", "SECOND"

struct command {
    const char *name;
    struct words before[2]; /* not recorded */
    bool is_old;            /* the home is that of a store of an older format, as a server left it */
    bool loses_data;        /* then the data folder is empty again */
    bool loses_keys;        /* then the keyring and the key of the log are gone */
    struct words run;
    bool opens_escrow;     /* some share that is left opens the keys */
    struct words after[5]; /* must succeed at each cut */
    bool comes_back;       /* the store is there only after them */
    bool in_token;         /* which no cut reaches; the records are not counted: only tnwd opens it */
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
    {.name = "migrate",
     .is_old = true,
     .run = {{"migrate"}},
     .after = {{{"migrate"}}, {{"verify"}}, {{"compact"}}, {{"verify"}}}},
    {.name = "to-token",
     .run = {{"keys", "to-token", TOKEN}},
     .after = {{{"verify", TOKEN}}, {{"keys", "to-token", TOKEN}}, {{"verify", TOKEN}}},
     .in_token = true},
    {.name = "export",
     .before = {{{EXPORT}}},
     .run = {{EXPORT}},
     .opens_escrow = true,
     .after = {{{"verify"}}, {{EXPORT}}, {{"keys", "rotate", "--set", "SECOND"}}, {{"verify"}}}},
    {.name = "import",
     .before = {{{EXPORT}}},
     .loses_keys = true,
     .run = {{"keys", "import", "--key", "KEY", "SHARE"}},
     .after = {{{"keys", "import", "--key", "KEY", "SHARE"}}, {{"verify"}}, {{"keys", "rotate", "--set", "SECOND"}}}},
};

struct filled {
    const char *words[WORDS_MAX + 3];
    char texts[WORDS_MAX][PATH_MAX];
};

/* The first file of a pattern; the pattern where there is none. */
static void
find_first(char path[PATH_MAX])
{
    glob_t found;
    if (strchr(path, '*') != NULL && glob(path, 0, NULL, &found) == 0) {
        (void)snprintf(path, PATH_MAX, "%s", found.gl_pathv[0]);
        globfree(&found);
    }
}

static void
fill_word(const struct recorded *it, const char *word, char out[PATH_MAX])
{
    (void)snprintf(out, PATH_MAX, "%s", word);
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (strcmp(word, places[i].word) == 0) {
            (void)snprintf(out, PATH_MAX, "%s%.*s/%s", places[i].before, PATH_MAX - 64,
                           places[i].in_home ? it->home : it->dir, places[i].path);
            find_first(out);
        }
    }
}

static void
fill_words(const struct recorded *it, const struct words *from, struct filled *out)
{
    size_t count = 0;
    for (; count < WORDS_MAX && from->words[count] != NULL; count++) {
        fill_word(it, from->words[count], out->texts[count]);
        out->words[count] = out->texts[count];
    }
    out->words[count++] = "--set";
    out->words[count++] = "store.reserve=2MiB";
    out->words[count] = NULL;
}

/* In the home. Returns the exit status. */
static int
run_words(const struct recorded *it, const struct words *words)
{
    struct filled filled;
    const char *all[WORDS_MAX + 8] = {it->program};
    size_t count = 1;
    fill_words(it, words, &filled);
    for (size_t i = 0; filled.words[i] != NULL; i++) {
        all[count++] = filled.words[i];
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

static void
remove_in_home(const struct recorded *it, const char *name)
{
    char path[PATH_MAX + 32];
    (void)snprintf(path, sizeof path, "%s/%s", it->home, name);
    assert_int_equal(unlink(path), 0);
}

/* A folder without files is not in what is left. */
static void
make_folders(const struct recorded *it)
{
    static const char *const names[] = {"data", "shares", "second"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[PATH_MAX + 16];
        (void)snprintf(path, sizeof path, "%s/%s", it->home, names[i]);
        (void)mkdir(path, 0700);
    }
}

/* What the commands take that is not in the home: a token, whose module keeps what it syncs, and a recipient. */
static void
prepare_outside(const struct recorded *it)
{
    char path[sizeof it->dir + 32];
    make_folders(it);
    const char *const script[] = {"tests/crash/keys/outside.sh", it->dir, NULL};
    assert_int_equal(server_run(script), 0);
    (void)snprintf(path, sizeof path, "%s/softhsm2.conf", it->dir);
    (void)setenv("SOFTHSM2_CONF", path, 1);
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

static void
take_old_home(const struct recorded *it)
{
    char box[PATH_MAX];
    char server[PATH_MAX + 16];
    (void)snprintf(box, sizeof box, "%s/box", it->dir);
    (void)snprintf(server, sizeof server, "%s/server", box);
    const char *const remove[] = {"rm", "-rf", it->home, NULL};
    const char *const unpack[] = {"tests/vectors/store/unpack.sh", OLD_STORE, box, NULL};
    assert_int_equal(server_run(remove), 0);
    assert_int_equal(server_run(unpack), 0);
    assert_int_equal(rename(server, it->home), 0);
}

/* A store of some records, in which pages are free. */
static uint64_t
prepare(struct recorded *it, const struct command *command)
{
    recorded_begin(it, command->name);
    if (command->is_old) {
        take_old_home(it);
    }
    prepare_outside(it);
    for (unsigned i = 0; !command->is_old && i < ACTORS; i++) {
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
    uint64_t records = command->is_old ? ACTORS : count_records(it); /* of an old one: counted when it was migrated */
    if (command->loses_data) {
        empty_data(it);
    }
    if (command->loses_keys) {
        remove_in_home(it, "keyring");
        remove_in_home(it, "audit-key");
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
    make_folders(it);
    if (command->comes_back) {
        bring_back(it, command, told);
    }
    if (command->opens_escrow) {
        const char *const opens[] = {"tests/crash/keys/escrow_opens.sh", it->program, it->dir, NULL};
        if (server_run(opens) != 0) {
            fail_msg("%s: no share opens the keys", told);
        }
    }
    for (size_t i = 0; i < sizeof command->after / sizeof command->after[0] && command->after[i].words[0] != NULL;
         i++) {
        int status = run_words(it, &command->after[i]);
        if (status != 0) {
            fail_msg("%s %s: step %zu behind it, %s, ends with %d", command->name, told, i, command->after[i].words[0],
                     status);
        }
    }
    if (!command->in_token && count_records(it) < looking->records) {
        fail_msg("%s %s: records are missing", command->name, told);
    }
    change_places(it);
}

static void
commands_that_are_cut_lose_nothing(void **state)
{
    (void)state;
    const char *only = getenv("TNW_COMMAND");
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (only != NULL && strcmp(only, commands[i].name) != 0) {
            continue;
        }
        struct recorded it;
        struct looking looking = {.command = &commands[i]};
        struct filled filled;
        printf("  %s\n", commands[i].name);
        looking.records = prepare(&it, &commands[i]);
        assert_true(looking.records >= ACTORS);
        fill_words(&it, &commands[i].run, &filled);
        recorded_run(&it, filled.words);
        if (commands[i].is_old) { /* all but the record that the command leaves */
            looking.records = count_records(&it) - 1;
        }
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
