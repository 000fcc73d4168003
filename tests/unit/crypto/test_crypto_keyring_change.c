/* The keyring changes while it is used: its file is whole whenever the process ends, what was taken out of it is
 * nowhere beside it, and who has it loaded takes it up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "crypto/keyring.h"
#include "unit/scratch.h"

static const struct id place_one = {{1}};
static const struct aead_key data_key = {{7, 7, 7}};

static char folder[SCRATCH_PATH];
static char path[SCRATCH_PATH + 16];

static int
set_up(void **state)
{
    (void)state;
    scratch_make(folder);
    (void)snprintf(path, sizeof path, "%s/keyring", folder);
    assert_int_equal(keyring_create(path), TNW_OK);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    scratch_remove(folder);
    return 0;
}

static struct keyring *
load(void)
{
    char where[256] = "";
    struct keyring *keyring;
    if (keyring_load(&keyring, path, where) != TNW_OK) {
        fail_msg("%s", where);
    }
    return keyring;
}

static enum tnw_err
wrap_by(const struct keyring *keyring, const struct keyring_id *id, struct buf *out)
{
    struct aead_scratch *scratch = aead_scratch_new();
    keyring_wrap(keyring, id, scratch, out, &place_one, &data_key);
    aead_scratch_free(&scratch);
    return out->err;
}

static enum tnw_err
unwrap(const struct keyring *keyring, struct slice wrapped)
{
    struct aead_key key;
    struct aead_scratch *scratch = aead_scratch_new();
    enum tnw_err err = keyring_unwrap(keyring, scratch, &key, &place_one, wrapped);
    assert_true(err != TNW_OK || memcmp(key.bytes, data_key.bytes, AEAD_KEY) == 0);
    aead_scratch_free(&scratch);
    return err;
}

/* What the file says behind an id: its key. */
static void
key_text(const struct keyring_id *id, char out[65])
{
    char text[4096];
    char name[KEYRING_ID_TEXT];
    int fd = open(path, O_RDONLY);
    ssize_t n = read(fd, text, sizeof text - 1);
    (void)close(fd);
    assert_true(n > 0);
    text[n] = 0;
    keyring_id_format(name, id);
    const char *at = strstr(text, name);
    assert_non_null(at);
    (void)snprintf(out, 65, "%.64s", at + KEYRING_ID_TEXT);
}

static bool
stands_in(const char *name, const char *what)
{
    char file[SCRATCH_PATH + 300];
    char text[8192] = "";
    (void)snprintf(file, sizeof file, "%s/%s", folder, name);
    int fd = open(file, O_RDONLY);
    ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
    (void)close(fd);
    text[n < 0 ? 0 : n] = 0;
    return strstr(text, what) != NULL;
}

/* In any file of the folder. */
static bool
stands_somewhere(const char *what)
{
    DIR *dir = opendir(folder);
    bool found = false;
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        found = found || stands_in(entry->d_name, what);
    }
    (void)closedir(dir);
    return found;
}

static unsigned
count_files(void)
{
    unsigned count = 0;
    DIR *dir = opendir(folder);
    while (readdir(dir) != NULL) {
        count++;
    }
    (void)closedir(dir);
    return count - 2;
}

static void
a_key_that_was_added_is_taken_up_by_who_asks_for_it(void **state)
{
    (void)state;
    char where[256] = "";
    struct keyring_id id;
    struct buf wrapped = {0};
    struct keyring *ours = load();
    struct keyring *others = load();
    assert_int_equal(keyring_add(others, &id, where), TNW_OK);
    const struct keyring_id last = keyring_last(others);
    assert_true(keyring_id_eq(&last, &id));
    assert_int_equal(wrap_by(others, &id, &wrapped), TNW_OK);
    assert_int_equal(unwrap(ours, buf_slice(&wrapped)), TNW_OK);
    assert_true(keyring_has(ours, &id));
    const struct keyring_id unknown = {{1, 2, 3}};
    buf_clear(&wrapped);
    assert_int_equal(wrap_by(ours, &unknown, &wrapped), TNW_E_CRYPTO);
    assert_int_equal(count_files(), 1);
    buf_free(&wrapped);
    keyring_free(&ours);
    keyring_free(&others);
}

static void
a_key_that_was_destroyed_stands_nowhere_and_goes_with_the_next_look(void **state)
{
    (void)state;
    char where[256] = "";
    char text[65];
    char first[1];
    struct keyring_id fresh;
    struct buf wrapped = {0};
    bool changed;
    struct keyring *ours = load();
    struct keyring *others = load();
    const struct keyring_id old = keyring_last(ours);
    key_text(&old, text);
    assert_int_equal(wrap_by(ours, &old, &wrapped), TNW_OK);
    assert_int_equal(keyring_add(others, &fresh, where), TNW_OK);
    int file = open(path, O_RDONLY);
    assert_int_equal(keyring_destroy(others, &old, 1, where), TNW_OK);
    assert_int_equal(pread(file, first, sizeof first, 0), sizeof first);
    assert_true(close(file) == 0 && first[0] == 0); /* what it was is overwritten, not only forgotten */
    assert_false(stands_somewhere(text));
    assert_int_equal(count_files(), 1);
    assert_int_equal(unwrap(ours, buf_slice(&wrapped)), TNW_OK);
    assert_int_equal(keyring_look(ours, &fresh, 1000, &changed, where), TNW_OK);
    assert_false(changed); /* it is only seen */
    assert_int_equal(keyring_look(ours, &fresh, 2000, &changed, where), TNW_OK);
    assert_true(changed);
    assert_int_equal(unwrap(ours, buf_slice(&wrapped)), TNW_E_CORRUPT);
    assert_int_equal(keyring_look(ours, &fresh, 3000, &changed, where), TNW_OK);
    assert_false(changed);
    buf_free(&wrapped);
    keyring_free(&ours);
    keyring_free(&others);
}

static void
replace_text(const char *from, const char *to)
{
    char where[256] = "";
    struct buf text = {0};
    assert_int_equal(file_read(&text, path, 4096, where), TNW_OK);
    char *at = strstr((char *)(uintptr_t)buf_text(&text), from);
    assert_non_null(at);
    memcpy(at, to, strlen(to));
    assert_int_equal(unlink(path), 0);
    assert_int_equal(file_create(path, buf_slice(&text)), TNW_OK);
    buf_free(&text);
}

static void
assert_kept(struct keyring *keyring, const struct keyring_id *must, const char *why)
{
    bool changed;
    char where[256] = "";
    assert_int_equal(keyring_look(keyring, must, 100000, &changed, where), TNW_OK);
    assert_int_equal(keyring_look(keyring, must, 101000, &changed, where), TNW_E_CONFIGURATION);
    assert_false(changed);
    if (strstr(where, why) == NULL) {
        fail_msg("%s does not say: %s", where, why);
    }
    assert_int_equal(keyring_look(keyring, must, 102000, &changed, where), TNW_OK); /* once a minute */
    assert_int_equal(keyring_look(keyring, must, 170000, &changed, where), TNW_E_CONFIGURATION);
    assert_true(keyring_has(keyring, must));
}

static void
a_bad_file_leaves_the_old_one_in_force(void **state)
{
    (void)state;
    struct keyring *keyring = load();
    const struct keyring_id id = keyring_last(keyring);
    replace_text("wrap ", "wrop ");
    assert_kept(keyring, &id, "neither `index` nor `wrap`");
    keyring_free(&keyring);
}

static void
a_file_without_the_key_that_wraps_is_not_taken(void **state)
{
    (void)state;
    char name[KEYRING_ID_TEXT];
    struct keyring *keyring = load();
    const struct keyring_id id = keyring_last(keyring);
    keyring_id_format(name, &id);
    replace_text(name, "0000000000000000");
    assert_kept(keyring, &id, "put its line back");
    keyring_free(&keyring);
}

static void
a_file_with_another_index_key_is_not_taken(void **state)
{
    (void)state;
    struct keyring *keyring = load();
    const struct keyring_id id = keyring_last(keyring);
    replace_text("index ", "# dex ");
    char where[256];
    const struct keyring_line other = {.form = "index", .id = id, .rest = NULL};
    assert_int_equal(keyring_file_add(path, &other, where), TNW_OK);
    assert_kept(keyring, &id, "another index key");
    keyring_free(&keyring);
}

static void
comments_and_other_keys_stay_as_they_are(void **state)
{
    (void)state;
    char where[256] = "";
    struct keyring_id ids[3];
    struct keyring *keyring = load();
    ids[0] = keyring_last(keyring);
    assert_int_equal(keyring_add(keyring, &ids[1], where), TNW_OK);
    assert_int_equal(keyring_add(keyring, &ids[2], where), TNW_OK);
    assert_int_equal(keyring_destroy(keyring, &ids[1], 1, where), TNW_OK);
    assert_int_equal(keyring_destroy(keyring, &ids[1], 1, where), TNW_OK);
    assert_true(stands_in("keyring", "# tnwd keyring"));
    struct keyring *again = load();
    assert_true(keyring_has(again, &ids[0]));
    assert_false(keyring_has(again, &ids[1]));
    assert_true(keyring_has(again, &ids[2]));
    keyring_free(&again);
    keyring_free(&keyring);
}

/* In a process of its own, which ends at that point. */
static void
change_until(const char *point, const struct keyring_id *gone)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        char where[256];
        struct keyring_id id;
        (void)setenv("TNW_STOP_AT", point, 1);
        struct keyring *keyring = load();
        enum tnw_err err = gone == NULL ? keyring_add(keyring, &id, where) : keyring_destroy(keyring, gone, 1, where);
        _exit(err == TNW_OK ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

/* Whenever it ends, the file is that of before or of behind, and the next change leaves nothing of the key. */
static void
a_change_that_is_cut_short_is_gone_on_with(void **state)
{
    static const char *const points[] = {"keyring_written", "keyring_linked", "keyring_renamed"};
    (void)state;
    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) {
        char where[256] = "";
        char text[65];
        struct keyring_id fresh;
        struct keyring *keyring = load();
        const struct keyring_id old = keyring_last(keyring);
        key_text(&old, text);
        change_until(points[i], NULL);
        keyring_free(&keyring);
        keyring = load();
        assert_true(keyring_has(keyring, &old));
        fresh = keyring_last(keyring);
        if (keyring_id_eq(&fresh, &old)) {
            assert_int_equal(keyring_add(keyring, &fresh, where), TNW_OK);
        }
        change_until(points[i], &old);
        struct keyring *after = load();
        assert_true(keyring_has(after, &fresh));
        assert_int_equal(keyring_destroy(after, &old, 1, where), TNW_OK);
        keyring_free(&after);
        after = load();
        assert_false(keyring_has(after, &old));
        assert_true(keyring_has(after, &fresh));
        assert_false(stands_somewhere(text));
        keyring_free(&after);
        keyring_free(&keyring);
    }
}

struct crowd {
    struct keyring *keyring;
    struct slice wrapped;
    atomic_bool stop;
    atomic_uint failures;
};

static void *
unwrap_on(void *arg)
{
    struct crowd *crowd = arg;
    while (!atomic_load(&crowd->stop)) {
        if (unwrap(crowd->keyring, crowd->wrapped) != TNW_OK) {
            atomic_fetch_add(&crowd->failures, 1);
        }
    }
    return NULL;
}

static void
readers_go_on_while_the_file_changes(void **state)
{
    (void)state;
    enum { READERS = 3, CHANGES = 12 };
    char where[256] = "";
    struct buf wrapped = {0};
    pthread_t threads[READERS];
    struct keyring *ours = load();
    struct keyring *others = load();
    const struct keyring_id stays = keyring_last(ours);
    assert_int_equal(wrap_by(ours, &stays, &wrapped), TNW_OK);
    struct crowd crowd = {.keyring = ours, .wrapped = buf_slice(&wrapped)};
    for (int i = 0; i < READERS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, unwrap_on, &crowd), 0);
    }
    for (int64_t now = 1000; now < 1000 * CHANGES; now += 2000) {
        bool changed;
        struct keyring_id id;
        assert_int_equal(keyring_add(others, &id, where), TNW_OK);
        assert_true(keyring_has(ours, &id));
        assert_int_equal(keyring_destroy(others, &id, 1, where), TNW_OK);
        assert_int_equal(keyring_look(ours, &stays, now, &changed, where), TNW_OK);
        assert_int_equal(keyring_look(ours, &stays, now + 1000, &changed, where), TNW_OK);
        assert_true(changed);
        assert_false(keyring_has(ours, &id));
    }
    atomic_store(&crowd.stop, true);
    for (int i = 0; i < READERS; i++) {
        (void)pthread_join(threads[i], NULL);
    }
    assert_int_equal(crowd.failures, 0);
    buf_free(&wrapped);
    keyring_free(&ours);
    keyring_free(&others);
}

#define WITH_FILE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILE(a_key_that_was_added_is_taken_up_by_who_asks_for_it),
        WITH_FILE(a_key_that_was_destroyed_stands_nowhere_and_goes_with_the_next_look),
        WITH_FILE(a_bad_file_leaves_the_old_one_in_force),
        WITH_FILE(a_file_without_the_key_that_wraps_is_not_taken),
        WITH_FILE(a_file_with_another_index_key_is_not_taken),
        WITH_FILE(comments_and_other_keys_stay_as_they_are),
        WITH_FILE(a_change_that_is_cut_short_is_gone_on_with),
        WITH_FILE(readers_go_on_while_the_file_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
