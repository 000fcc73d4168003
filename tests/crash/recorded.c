#include "crash/recorded.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "crash/recording.h"
#include "crash/server.h"

#define RECORDING_MAX ((size_t)256 << 20)

static void
remove_folder(const char *path)
{
    const char *const remove[] = {"rm", "-rf", path, NULL};
    assert_int_equal(server_run(remove), 0);
}

void
recorded_adopt(struct recorded *it, const char *dir, const char *home)
{
    const char *bin = getenv("TNW_BIN_DIR");
    *it = (struct recorded){.count = 0};
    (void)snprintf(it->dir, sizeof it->dir, "%s", dir);
    (void)snprintf(it->home, sizeof it->home, "%s", home);
    (void)snprintf(it->config, sizeof it->config, "%s/tnwd.conf", home);
    (void)snprintf(it->cut, sizeof it->cut, "%s/cut", it->dir);
    (void)snprintf(it->program, sizeof it->program, "%s/tests/crash/tnwd_recorded", bin == NULL ? "." : bin);
    (void)mkdir(it->cut, 0700);
}

void
recorded_begin(struct recorded *it, const char *name)
{
    char dir[sizeof it->dir];
    char home[sizeof dir + 8];
    (void)snprintf(dir, sizeof dir, "/tmp/tnw-%s-XXXXXX", name);
    assert_non_null(mkdtemp(dir));
    (void)snprintf(home, sizeof home, "%s/home", dir);
    recorded_adopt(it, dir, home);
    const char *const init[] = {it->program, "init", it->home, "--origin", "test.example/tnwd", NULL};
    assert_int_equal(server_run(init), 0);
}

void
recorded_end(struct recorded *it)
{
    if (getenv("TNW_KEEP") == NULL) {
        remove_folder(it->dir);
    }
    recorded_free(it);
}

void
recorded_free(struct recorded *it)
{
    power_disk_free(it->disk);
    buf_free(&it->recording);
    free(it->moments);
}

static void
run_to(const struct recorded *it, const char *const *words, int status)
{
    const char *arguments[RECORDED_ARGUMENTS + 4] = {it->program};
    size_t count = 1;
    for (size_t i = 0; words[i] != NULL; i++) {
        assert_true(i < RECORDED_ARGUMENTS);
        arguments[count++] = words[i];
    }
    arguments[count++] = "--config";
    arguments[count] = it->config;
    assert_int_equal(server_run(arguments), status);
}

void
recorded_prepare(const struct recorded *it, const char *const *words)
{
    run_to(it, words, 0);
}

static void
list_moments(struct recorded *it)
{
    size_t at = 0;
    it->moments = calloc(it->recording.len / sizeof(struct recording_event) + 1, sizeof *it->moments);
    assert_non_null(it->moments);
    while (at + sizeof(struct recording_event) <= it->recording.len) {
        struct recording_event event;
        memcpy(&event, it->recording.ptr + at, sizeof event);
        at += sizeof event + event.len;
        it->moments[it->count++] = at;
    }
}

void
recorded_run(struct recorded *it, const char *const *words)
{
    recorded_run_to(it, words, 0);
}

void
recorded_run_to(struct recorded *it, const char *const *words, int status)
{
    char recording[PATH_MAX];
    char where[FILE_WHERE];
    (void)snprintf(recording, sizeof recording, "%s/recording", it->dir);
    (void)unlink(recording); /* of one before: what is recorded is put behind what there is */
    it->disk = power_disk_new(it->home);
    (void)setenv(RECORDING_FILE, recording, 1);
    (void)setenv(RECORDING_FOLDER, it->home, 1);
    run_to(it, words, status);
    (void)unsetenv(RECORDING_FILE);
    assert_int_equal(file_read(&it->recording, recording, RECORDING_MAX, where), TNW_OK);
    list_moments(it);
}

/* Ascending, and the end. Freed by the caller. */
static uint64_t *
choose_moments(const struct recorded *it, size_t cuts, uint64_t *seed)
{
    uint64_t *chosen = calloc(cuts + 1, sizeof *chosen);
    assert_non_null(chosen);
    for (size_t i = 0; i < cuts; i++) {
        chosen[i] = it->moments[power_disk_number(seed) % it->count];
    }
    chosen[cuts] = it->recording.len;
    power_disk_sort(chosen, cuts);
    return chosen;
}

void
recorded_cuts(struct recorded *it, size_t cuts,
              void (*look)(const struct recorded *it, const char *told, bool answered, void *ctx), void *ctx)
{
    uint64_t seed = power_disk_setting("TNW_SEED", (uint64_t)getpid());
    cuts = (size_t)power_disk_setting("TNW_CUTS", cuts);
    printf("  TNW_SEED=%llu: %zu cuts of %zu events\n", (unsigned long long)seed, cuts, it->count);
    uint64_t *chosen = choose_moments(it, cuts, &seed);
    power_disk_play(it->disk, it->recording.ptr, it->recording.len, NULL);
    for (size_t i = 0; i <= cuts; i++) {
        char told[128];
        enum power_loss loss = (enum power_loss)(power_disk_number(&seed) % POWER_LOSSES);
        (void)snprintf(told, sizeof told, "cut at %llu, losing %u", (unsigned long long)chosen[i], (unsigned)loss);
        remove_folder(it->cut);
        assert_int_equal(mkdir(it->cut, 0700), 0);
        power_disk_advance(it->disk, chosen[i]);
        assert_true(power_disk_cut(it->disk, loss, power_disk_number(&seed), it->cut));
        look(it, told, i == cuts, ctx);
    }
    free(chosen);
}
