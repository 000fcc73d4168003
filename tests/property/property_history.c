/*
 * Random histories over real TLS, against a model: no answer without a ground, and the order of the log is the order of
 * the world.
 *
 * TNW_SEED repeats a history, TNW_STEPS sets its length, TNW_HISTORIES how many follow each other, each on a new
 * server; TNW_KEEP keeps the server's state.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "property/history_log.h"
#include "property/history_random.h"

#define STEPS_DEFAULT 2400
#define THREADS 4

struct history {
    struct server server;
    struct rules rules;
    day_num today;
    unsigned seed;
    size_t count;
    struct step *steps;
    struct stock *stock;
};

struct player {
    struct history *history;
    struct step *steps;
    size_t count;
    unsigned number;
    unsigned seed;
    pthread_t thread;
    struct peer *peers[WHO_COUNT];
    struct model *model; /* NULL: several play at once, so that only the log knows the order */
    char where[1024];
};

static void
play(struct player *player)
{
    struct history *history = player->history;
    for (size_t i = 0; player->where[0] == 0 && i < player->count; i++) {
        struct step *step = &player->steps[i];
        *step = stock_next(history->stock, &player->seed, (unsigned)i * THREADS + player->number);
        if (!step_perform(step, player->peers[step->who])) {
            char line[600];
            step_describe(step, line, sizeof line);
            (void)snprintf(player->where, sizeof player->where, "no answer: %s", line);
            return;
        }
        stock_learn(history->stock, step);
        if (player->model != NULL) {
            struct verdict verdict = model_play(player->model, step);
            (void)history_agrees(step, &verdict, player->where);
        }
    }
}

static void *
play_thread(void *arg)
{
    play(arg);
    return NULL;
}

static struct player
player_new(struct history *history, unsigned number, unsigned players)
{
    size_t each = history->count / players;
    struct player player = {.history = history,
                            .steps = history->steps + number * each,
                            .count = each,
                            .number = number,
                            .seed = history->seed + number};
    for (enum who who = 0; who < WHO_COUNT; who++) {
        player.peers[who] = peer_new(&history->server, who);
    }
    return player;
}

static void
player_end(struct player *player)
{
    for (enum who who = 0; who < WHO_COUNT; who++) {
        peer_free(player->peers[who]);
    }
    if (player->where[0] != 0) {
        fail_msg("%s", player->where);
    }
}

static void
check_log(struct history *history)
{
    char where[1024];
    assert_int_equal(server_stop(&history->server), 0);
    if (!history_log_check(&history->server, &history->rules, history->today, history->steps, history->count, where)) {
        fail_msg("%s", where);
    }
}

/* A history of refusals would prove little, and one of permits as well. */
static void
report(const struct history *history)
{
    size_t permits = 0;
    for (enum step_op op = 0; op < STEP_COUNT; op++) {
        size_t all = 0;
        size_t good = 0;
        for (size_t i = 0; i < history->count; i++) {
            all += history->steps[i].op == op;
            good += history->steps[i].op == op && history->steps[i].status < 300;
        }
        printf("  %-18s %5zu, permitted %5zu\n", step_action(op), all, good);
        permits += good;
    }
    assert_true(permits > history->count / 5 && permits < history->count * 4 / 5);
}

static void
each_answer_is_the_models_and_so_is_the_log(void **state)
{
    struct history *history = *state;
    history->stock = stock_new(3, history->today);
    struct model *model = model_new(&history->rules, history->today);
    struct player player = player_new(history, 0, 1);
    player.model = model;
    play(&player);
    model_free(model);
    player_end(&player);
    check_log(history);
    report(history);
}

static void
what_happened_at_once_happened_in_the_order_of_the_log(void **state)
{
    struct history *history = *state;
    struct player players[THREADS];
    history->stock = stock_new(2, history->today);
    history->count -= history->count % THREADS;
    for (unsigned i = 0; i < THREADS; i++) {
        players[i] = player_new(history, i, THREADS);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&players[i].thread, NULL, play_thread, &players[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        (void)pthread_join(players[i].thread, NULL);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        player_end(&players[i]);
    }
    check_log(history);
    report(history);
}

static unsigned
number_from(const char *name, unsigned otherwise)
{
    const char *text = getenv(name);
    return text == NULL ? otherwise : (unsigned)strtoul(text, NULL, 10);
}

static int
set_up(void **state)
{
    struct history *history = calloc(1, sizeof *history);
    history->seed = number_from("TNW_SEED", (unsigned)time(NULL));
    history->count = number_from("TNW_STEPS", STEPS_DEFAULT);
    history->steps = calloc(history->count, sizeof *history->steps);
    history->today = date_in_belgium((time_ms)time(NULL) * 1000);
    printf("TNW_SEED=%u TNW_STEPS=%zu\n", history->seed, history->count);
    if (!rules_load(&history->rules)) {
        return -1;
    }
    server_prepare(&history->server, "history");
    server_start(&history->server, NULL);
    *state = history;
    return 0;
}

static int
tear_down(void **state)
{
    struct history *history = *state;
    server_remove(&history->server, false);
    for (size_t i = 0; i < history->count; i++) {
        step_wipe(&history->steps[i]);
    }
    stock_free(history->stock);
    free(history->steps);
    free(history);
    return 0;
}

int
main(void)
{
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_answer_is_the_models_and_so_is_the_log, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_happened_at_once_happened_in_the_order_of_the_log, set_up, tear_down),
    };
    int failed = 0;
    for (unsigned left = number_from("TNW_HISTORIES", 1); failed == 0 && left > 0; left--) {
        failed = cmocka_run_group_tests(tests, NULL, NULL);
    }
    return failed;
}
