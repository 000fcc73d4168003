/* Promise 4: the order of the log is the order of the world. Two hundred readers read on and on while what they rest on
 * is taken away and given back; nothing is permitted in between, by wall clock and by the order of the log. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/house_test.h"
#include "scenario/journal.h"
#include "scenario/play.h"
#include "scenario/swarm.h"

enum { READERS = 200, ROUNDS = 15, READS_MAX = 4000, ENOUGH = 8, PATIENCE_MS = 20000 };

#define DOSSIER "/v1/dossiers/{dossier}"
#define GRANT                                                                                                          \
    "{\"effect\":\"grant\",\"grantee\":{\"role\":\"adviserend_arts\"},\"categories\":[\"fit_note\"],\"actions\":["     \
    "\"read\"],"                                                                                                       \
    "\"purposes\":[\"tnw_traject\"],\"until\":\"{today+90}\"}"

static const struct step setting[] = {
    {"a dossier",
     {"huisarts", "POST", "/v1/dossiers",
      "{\"patient\":{\"niss\":\"{patient.niss}\",\"name\":\"Jan "
      "Willems\"},\"start\":\"{today}\",\"employment\":\"employed\"}"},
     201,
     NULL,
     {{"/id", "dossier"}}},
    {"a reader",
     {"huisarts", "POST", DOSSIER "/participants", "{\"actor\":\"{adviserend_arts.id}\",\"role\":\"adviserend_arts\"}"},
     201},
    {"a fragment",
     {"huisarts", "POST", DOSSIER "/fragments",
      "{\"category\":\"fit_note\",\"content\":{\"from\":\"{today}\",\"until\":\"{today+9}\",\"tasks\":[\"Onthaal\"]}}"},
     201,
     NULL,
     {{"/id", "fragment"}}},
    {"a consent", {"patient", "POST", DOSSIER "/consents", GRANT}, 201, NULL, {{"/id", "consent"}}},
};

/* How the ground is taken away and given back. */
struct turn {
    struct step close;
    struct step open;
};

static const struct turn by_withdrawal = {
    {"withdrawn", {"patient", "POST", DOSSIER "/consents/{consent}/withdraw"}, 200},
    {"granted", {"patient", "POST", DOSSIER "/consents", GRANT}, 201, NULL, {{"/id", "consent"}}},
};

static const struct turn by_exclusion = {
    {"excluded",
     {"patient", "POST", DOSSIER "/consents",
      "{\"effect\":\"exclude\",\"grantee\":{\"actor\":\"{adviserend_arts.id}\"},\"categories\":[\"fit_note\"]}"},
     201,
     NULL,
     {{"/id", "exclusion"}}},
    {"let in", {"patient", "POST", DOSSIER "/consents/{exclusion}/withdraw"}, 200},
};

static const struct turn by_removal = {
    {"removed", {"patient", "DELETE", DOSSIER "/participants/{adviserend_arts.id}"}, 204},
    {"back",
     {"patient", "POST", DOSSIER "/participants", "{\"actor\":\"{adviserend_arts.id}\",\"role\":\"adviserend_arts\"}"},
     201},
};

static const struct turn by_disabling = {
    {"disabled", {"beheerder", "POST", "/v1/actors/{adviserend_arts.id}/disable"}, 200, NULL, {{"ETag", "etag"}}},
    {"enabled",
     {"beheerder", "PATCH", "/v1/actors/{adviserend_arts.id}", "{\"state\":\"active\"}", .if_match = "{etag}"},
     200},
};

/* One read, and whether it brought content. */
struct sight {
    int64_t begun;
    int64_t ended;
    bool saw;
};

/* One time that the ground was away. */
struct gap {
    int64_t closed;   /* the answer is here */
    int64_t reopened; /* nothing was sent yet */
    char close_request[40];
    char open_request[40];
};

struct game {
    struct house *house;
    SSL_CTX *tls;
    char *requests[2]; /* one fragment; the list */
    atomic_bool stop;
    atomic_llong since;         /* the last turn was answered then */
    atomic_size_t sights_since; /* reads with content that ended since then, */
    atomic_size_t fresh;        /* and reads that began since then as well */
    atomic_size_t reading;      /* readers that had an answer */
    atomic_size_t broken;       /* readers that lost their connection */
    struct sight *sights[READERS];
    size_t sight_count[READERS];
    struct gap gaps[ROUNDS];
    size_t log_start;
};

static bool
brought_content(const struct answer *answer)
{
    const json_t *items = json_object_get(answer->body, "items");
    return answer->status == 200 && (items == NULL || json_array_size(items) > 0);
}

static void
read_on(void *ctx, size_t i)
{
    struct game *game = ctx;
    struct wire wire;
    bool ok = wire_open(&wire, game->tls, game->house->sandbox.port);
    for (size_t n = 0; ok && n < READS_MAX && !atomic_load(&game->stop); n++) {
        struct answer answer;
        struct sight *sight = &game->sights[i][n];
        sight->begun = swarm_now_us();
        ok = house_exchange(game->house, &wire, slice_str(game->requests[i % 2]), &answer);
        sight->ended = swarm_now_us();
        sight->saw = ok && brought_content(&answer);
        game->sight_count[i] = n + 1;
        atomic_fetch_add(&game->reading, n == 0);
        atomic_fetch_add(&game->sights_since, sight->saw);
        atomic_fetch_add(&game->fresh, sight->begun >= atomic_load(&game->since));
        answer_free(&answer);
    }
    atomic_fetch_add(&game->broken, !ok);
    wire_close(&wire);
}

static void
take_step(struct game *game, const struct step *step, char request[40])
{
    struct answer answer;
    house_ask(game->house, &step->ask, &answer);
    if (answer.status != step->status) {
        fail_msg("%s: %d %s", step->label, answer.status, answer.code);
    }
    memcpy(request, answer.request, sizeof answer.request);
    char *value = step->save[0].from == NULL ? NULL : answer_value(&answer, step->save[0].from);
    if (value != NULL) {
        house_save(game->house, step->save[0].name, value);
    }
    free(value);
    answer_free(&answer);
}

/* Returns when enough was read since now, however busy the machine is. */
static void
wait_for(struct game *game, atomic_size_t *count)
{
    atomic_store(&game->since, swarm_now_us());
    atomic_store(count, 0);
    for (int waited = 0; atomic_load(count) < ENOUGH; waited++) {
        assert_true(waited < PATIENCE_MS);
        assert_int_equal(atomic_load(&game->broken), 0);
        swarm_sleep_ms(1);
    }
}

static void
take_turns(struct game *game, const struct turn *turn)
{
    while (atomic_load(&game->reading) + atomic_load(&game->broken) < READERS) {
        swarm_sleep_ms(10);
    }
    for (size_t i = 0; i < ROUNDS; i++) {
        struct gap *gap = &game->gaps[i];
        wait_for(game, &game->sights_since);
        take_step(game, &turn->close, gap->close_request);
        gap->closed = swarm_now_us();
        wait_for(game, &game->fresh);
        gap->reopened = swarm_now_us();
        take_step(game, &turn->open, gap->open_request);
    }
}

static struct game *
game_new(struct house *house)
{
    struct game *game = calloc(1, sizeof *game);
    assert_non_null(game);
    game->house = house;
    game->log_start = json_array_size(journal_log(house));
    game->tls = house_tls(house, "adviserend_arts");
    game->requests[0] = house_fill(house, "GET " DOSSIER "/fragments/{fragment} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    game->requests[1] = house_fill(house, "GET " DOSSIER "/fragments HTTP/1.1\r\nHost: localhost\r\n\r\n");
    for (size_t i = 0; i < READERS; i++) {
        game->sights[i] = calloc(READS_MAX, sizeof *game->sights[i]);
        assert_non_null(game->sights[i]);
    }
    return game;
}

static void
game_free(struct game *game)
{
    for (size_t i = 0; i < READERS; i++) {
        free(game->sights[i]);
    }
    free(game->requests[0]);
    free(game->requests[1]);
    free(game);
}

/* A read that lies wholly in a gap brought nothing. Returns how many did lie in one. */
static size_t
check_clock(const struct game *game)
{
    size_t inside = 0;
    for (size_t i = 0; i < READERS; i++) {
        for (size_t n = 0; n < game->sight_count[i]; n++) {
            const struct sight *sight = &game->sights[i][n];
            for (size_t g = 0; g < ROUNDS; g++) {
                bool in_gap = sight->begun >= game->gaps[g].closed && sight->ended <= game->gaps[g].reopened;
                if (in_gap && sight->saw) {
                    fail_msg("a read that began after gap %zu brought content", g);
                }
                inside += in_gap;
            }
        }
    }
    return inside;
}

static bool
is_request(const json_t *record, const char *request)
{
    const char *own = json_string_value(json_object_get(record, "request"));
    return own != NULL && strcmp(own, request) == 0;
}

/* No record between the two of a gap rests on the consent. Returns how many elsewhere do. */
static size_t
check_log(struct game *game)
{
    const json_t *log = journal_log(game->house);
    size_t permits = 0;
    size_t gap = 0;
    bool closed = false;
    for (size_t i = game->log_start; i < json_array_size(log); i++) {
        const json_t *record = json_array_get(log, i);
        if (gap < ROUNDS && is_request(record, closed ? game->gaps[gap].open_request : game->gaps[gap].close_request)) {
            gap += closed;
            closed = !closed;
        }
        bool rests = strncmp(json_string_value(json_object_get(record, "ground")), "consent:", 8) == 0;
        if (rests && closed) {
            fail_msg("record %zu rests on a consent in gap %zu", i, gap);
        }
        permits += rests;
    }
    assert_int_equal(gap, ROUNDS);
    return permits;
}

static void
nothing_is_read_in_a_gap(struct house *house, const struct turn *turn)
{
    PLAY(house, setting);
    struct game *game = game_new(house);
    struct swarm *swarm = swarm_start(READERS, read_on, game);
    take_turns(game, turn);
    atomic_store(&game->stop, true);
    swarm_join(&swarm);
    assert_int_equal(atomic_load(&game->broken), 0);
    size_t inside = check_clock(game);
    size_t permits = check_log(game);
    print_message("  %zu reads wholly inside a gap, %zu permits outside\n", inside, permits);
    assert_true(inside >= ROUNDS && permits >= ROUNDS); /* else nothing was tried */
    game_free(game);
}

static void
nothing_rests_on_a_withdrawn_consent(void **state)
{
    nothing_is_read_in_a_gap(*state, &by_withdrawal);
}

static void
nothing_passes_an_exclusion(void **state)
{
    nothing_is_read_in_a_gap(*state, &by_exclusion);
}

static void
nothing_is_read_by_who_was_removed(void **state)
{
    nothing_is_read_in_a_gap(*state, &by_removal);
}

static void
nothing_is_read_by_who_is_disabled(void **state)
{
    nothing_is_read_in_a_gap(*state, &by_disabling);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_rests_on_a_withdrawn_consent),
        cmocka_unit_test(nothing_passes_an_exclusion),
        cmocka_unit_test(nothing_is_read_by_who_was_removed),
        cmocka_unit_test(nothing_is_read_by_who_is_disabled),
    };
    return cmocka_run_group_tests(tests, house_setup, house_teardown);
}
