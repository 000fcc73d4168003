/*
 * The power is cut while a dossier is erased, while its erasure becomes complete, and while the server itself tells
 * that a term ends and erases: whatever is left, `tnwd verify` finds nothing, what was answered stays, and it goes on
 * to its end, once.
 *
 * TNW_CUTS: how many of each; TNW_SEED: which; TNW_KEEP keeps the state.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crash/erasing/erasing_stage.h"
#include "crash/recorded.h"

#define CUTS 3

struct scene {
    struct server server;
    struct stage stage;
    char mine[ID_TEXT];  /* to be erased */
    char other[ID_TEXT]; /* which nobody erases */
    const char *const *goes_on;
    const char *day; /* on which goes_on runs; NULL: today */
    const char *point;
    enum erasing_is before;
    enum erasing_is end; /* where it comes to */
    unsigned warnings;   /* and how often its patient was told by then */
};

static int
open_scene(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    (void)setenv("TNW_SANDBOX_DAYS", "1200", 1);
    stage_begin(&scene->stage, &scene->server, "power-erasure");
    server_start(&scene->server, NULL);
    erasing_stage_open(&scene->stage, scene->mine);
    erasing_stage_open(&scene->stage, scene->other);
    assert_int_equal(server_stop(&scene->server), 0);
    *state = scene;
    return 0;
}

static int
close_scene(void **state)
{
    struct scene *scene = *state;
    stage_end(&scene->stage, &scene->server);
    free(scene);
    return 0;
}

/* What is left stands where the home stood, with the links that no recording has. */
static void
change_places(const struct recorded *it, bool first)
{
    char aside[PATH_MAX];
    char tls[PATH_MAX];
    (void)snprintf(aside, sizeof aside, "%.64s/aside", it->dir);
    (void)snprintf(tls, sizeof tls, "%.200s/tls", it->home);
    const char *const copy[] = {"cp", "-a", tls, it->cut, NULL};
    assert_true(!first || server_run(copy) == 0);
    assert_int_equal(rename(it->home, aside), 0);
    assert_int_equal(rename(it->cut, it->home), 0);
    assert_int_equal(rename(aside, it->cut), 0);
}

static int
run_on(const struct scene *scene, const char *const *words, const char *day, const char *point)
{
    if (day != NULL) {
        erasing_stage_day(&scene->server, day);
        (void)setenv("LD_PRELOAD", CLOCK_SHIM, 1);
    }
    int status = erasing_stage_run(&scene->server, words, point);
    (void)unsetenv("LD_PRELOAD");
    return status;
}

static void
look_at_what_is_left(const struct recorded *it, const char *told, bool answered, void *ctx)
{
    const struct scene *scene = ctx;
    printf("  %s\n", told);
    change_places(it, true);
    enum erasing_is is = erasing_stage_look(&scene->server, scene->mine);
    assert_true(is >= scene->before && is <= scene->end);
    assert_true(!answered || is == scene->end);
    bool over = is == scene->end && erasing_stage_warnings(&scene->server, scene->mine) == scene->warnings;
    if (!over || scene->point == NULL) {
        assert_int_equal(run_on(scene, scene->goes_on, scene->day, scene->point), scene->point == NULL ? 0 : -1);
    }
    assert_int_equal(erasing_stage_look(&scene->server, scene->mine), scene->end);
    assert_int_equal(erasing_stage_warnings(&scene->server, scene->mine), scene->warnings);
    (void)erasing_stage_look(&scene->server, scene->other);
    change_places(it, false);
}

/* Records the words, and cuts. */
static void
cut_while(struct scene *scene)
{
    char home[SERVER_PATH + 16];
    struct recorded it;
    (void)snprintf(home, sizeof home, "%s/server", scene->server.dir);
    recorded_adopt(&it, scene->server.dir, home);
    if (scene->day != NULL) {
        erasing_stage_day(&scene->server, scene->day);
        (void)setenv("LD_PRELOAD", CLOCK_SHIM, 1);
    }
    if (scene->point != NULL) {
        (void)setenv("TNW_STOP_AT", scene->point, 1);
    }
    recorded_run_to(&it, scene->goes_on, scene->point == NULL ? 0 : -1);
    (void)unsetenv("TNW_STOP_AT");
    (void)unsetenv("LD_PRELOAD");
    recorded_cuts(&it, CUTS, look_at_what_is_left, scene);
    recorded_free(&it);
}

static void
while_it_is_erased(void **state)
{
    struct scene *scene = *state;
    const char *const erase[] = {"erase", scene->mine, "--order", "x", NULL};
    scene->goes_on = erase;
    scene->before = ERASING_THERE;
    scene->end = ERASING_IS_EMPTY;
    cut_while(scene);
}

static void
while_it_becomes_complete(void **state)
{
    static const char *const rotate[] = {"keys", "rotate", NULL};
    struct scene *scene = *state;
    scene->goes_on = rotate;
    scene->before = ERASING_IS_EMPTY;
    scene->end = ERASING_IS_COMPLETE;
    cut_while(scene);
}

/* The server that is recorded ends itself behind the last of it. */
static const char *const serve[] = {
    "serve", "--set", "server.port=0", "--set", "ops.port=0", "--set", "clock.longest_stop=36500", NULL};

static void
while_a_term_ends(void **state)
{
    struct scene *scene = *state;
    memcpy(scene->mine, scene->other, sizeof scene->mine);
    scene->goes_on = serve;
    scene->before = ERASING_THERE;
    scene->end = ERASING_THERE;
    scene->day = ERASING_WARNED;
    scene->point = "ending_warned";
    scene->warnings = 1;
    cut_while(scene);
    scene->end = ERASING_IS_EMPTY;
    scene->day = ERASING_ENDS;
    scene->point = "erasing_emptied";
    cut_while(scene);
}

int
main(void)
{
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(while_it_is_erased),
        cmocka_unit_test(while_it_becomes_complete),
        cmocka_unit_test(while_a_term_ends),
    };
    return cmocka_run_group_tests(tests, open_scene, close_scene);
}
