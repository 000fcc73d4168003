/*
 * The server is killed at each named point of an erasure, and of what ends dossiers by their term: whatever is left,
 * `tnwd verify` finds nothing, what was answered stays, what is erased stays erased and goes on to be emptied, and
 * nothing is done twice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "crash/erasing/erasing_stage.h"

struct scene {
    struct server server;
    struct stage stage;
    char other[ID_TEXT]; /* which nobody erases */
};

static int
open_scene(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    (void)setenv("TNW_SANDBOX_DAYS", "1200", 1);
    stage_begin(&scene->stage, &scene->server, "erasure-kill");
    server_start(&scene->server, NULL);
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

static void
kill_asking(struct scene *scene, const char *point, bool before_it_holds)
{
    char dossier[ID_TEXT];
    printf("  %s\n", point);
    (void)setenv("TNW_STOP_AT", point, 1);
    server_start(&scene->server, NULL);
    (void)unsetenv("TNW_STOP_AT");
    erasing_stage_open(&scene->stage, dossier);
    bool answered = erasing_stage_ask(&scene->stage, dossier);
    assert_int_equal(server_wait(&scene->server, 60), -1);
    enum erasing_is left = erasing_stage_look(&scene->server, dossier);
    assert_true(!before_it_holds || (!answered && left == ERASING_THERE));
    assert_true(before_it_holds || left != ERASING_THERE);
    server_start(&scene->server, NULL);
    if (before_it_holds) {
        assert_true(erasing_stage_ask(&scene->stage, dossier));
    }
    erasing_stage_await(&scene->stage, dossier, "emptied");
    assert_int_equal(server_stop(&scene->server), 0);
    assert_int_equal(erasing_stage_look(&scene->server, dossier), ERASING_IS_EMPTY);
    assert_int_equal(erasing_stage_look(&scene->server, scene->other), ERASING_THERE);
    (void)stage_check_log(&scene->stage);
}

static void
an_erasure_that_is_killed_goes_on(void **state)
{
    kill_asking(*state, "erasing_close", true);
    kill_asking(*state, "erasing_traces", false);
    kill_asking(*state, "erasing_rows", false);
    kill_asking(*state, "erasing_emptied", false);
}

static void
one_by_order_too(void **state)
{
    static const char *const points[] = {"erasing_close", "erasing_traces", "erasing_rows", "erasing_emptied"};
    struct scene *scene = *state;
    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) {
        char dossier[ID_TEXT];
        printf("  erase --order, %s\n", points[i]);
        server_start(&scene->server, NULL);
        erasing_stage_open(&scene->stage, dossier);
        assert_int_equal(server_stop(&scene->server), 0);
        const char *const erase[] = {"erase", dossier, "--order", "x", NULL};
        assert_int_equal(erasing_stage_run(&scene->server, erase, points[i]), -1);
        (void)erasing_stage_look(&scene->server, dossier);
        assert_int_equal(erasing_stage_run(&scene->server, erase, NULL), 0);
        assert_int_equal(erasing_stage_look(&scene->server, dossier), ERASING_IS_EMPTY);
    }
}

/* The keys are gone, and that it is complete is recorded or not; the next rotation, or the server, does it. */
static void
one_that_comes_to_its_end_is_told_once(void **state)
{
    static const char *const rotate[] = {"keys", "rotate", NULL};
    char dossier[ID_TEXT];
    struct scene *scene = *state;
    server_start(&scene->server, NULL);
    erasing_stage_open(&scene->stage, dossier);
    assert_true(erasing_stage_ask(&scene->stage, dossier));
    erasing_stage_await(&scene->stage, dossier, "emptied");
    assert_int_equal(server_stop(&scene->server), 0);
    assert_int_equal(erasing_stage_run(&scene->server, rotate, "erasing_completes"), -1);
    assert_int_equal(erasing_stage_look(&scene->server, dossier), ERASING_IS_EMPTY);
    assert_int_equal(erasing_stage_run(&scene->server, rotate, "erasing_complete"), -1);
    (void)erasing_stage_look(&scene->server, dossier);
    assert_int_equal(erasing_stage_run(&scene->server, rotate, NULL), 0);
    assert_int_equal(erasing_stage_look(&scene->server, dossier), ERASING_IS_COMPLETE);
    assert_int_equal(erasing_stage_look(&scene->server, scene->other), ERASING_THERE);
}

/* It dies by itself, perhaps before it says that it is ready. */
static void
serve_until_killed(struct scene *scene, const char *point)
{
    static const char *const serve[] = {
        "serve", "--set", "server.port=0", "--set", "ops.port=0", "--set", "clock.longest_stop=36500", NULL};
    printf("  %s\n", point);
    (void)setenv("LD_PRELOAD", CLOCK_SHIM, 1);
    int status = erasing_stage_run(&scene->server, serve, point);
    (void)unsetenv("LD_PRELOAD");
    assert_int_equal(status, -1);
}

static void
the_end_of_a_term_that_is_killed_comes_once(void **state)
{
    struct scene *scene = *state;
    const char *dossier = scene->other;
    erasing_stage_day(&scene->server, ERASING_WARNED);
    serve_until_killed(scene, "ending_warn");
    assert_int_equal(erasing_stage_look(&scene->server, dossier), ERASING_THERE);
    assert_int_equal(erasing_stage_warnings(&scene->server, dossier), 0);
    serve_until_killed(scene, "ending_warned");
    assert_int_equal(erasing_stage_warnings(&scene->server, dossier), 1);
    erasing_stage_day(&scene->server, ERASING_ENDS);
    serve_until_killed(scene, "ending_erase");
    assert_int_equal(erasing_stage_look(&scene->server, dossier), ERASING_THERE);
    serve_until_killed(scene, "ending_erased");
    assert_int_equal(erasing_stage_look(&scene->server, dossier), ERASING_WAITS);
    serve_until_killed(scene, "erasing_rows");
    serve_until_killed(scene, "erasing_emptied");
    assert_int_equal(erasing_stage_look(&scene->server, dossier), ERASING_IS_EMPTY);
    assert_int_equal(erasing_stage_warnings(&scene->server, dossier), 1);
    (void)stage_check_log(&scene->stage);
}

int
main(void)
{
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_erasure_that_is_killed_goes_on),
        cmocka_unit_test(one_by_order_too),
        cmocka_unit_test(one_that_comes_to_its_end_is_told_once),
        cmocka_unit_test(the_end_of_a_term_that_is_killed_comes_once),
    };
    return cmocka_run_group_tests(tests, open_scene, close_scene);
}
