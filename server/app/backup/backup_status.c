#include "app/backup/backup_status.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

#define HOUR_MS 3600000.0

struct state {
    struct managed managed;
    time_ms now; /* machine's clock */
    bool follows;
    int64_t lag; /* ms; of one that follows */
};

typedef enum tnw_err state_visitor(void *ctx, const struct state *state);

/* The next one behind it. Errors: NOT_FOUND: no more. */
static enum tnw_err
next_state(struct store *store, struct state *state)
{
    const struct id after = state->managed.id;
    char name[ENGINE_FOLLOWER];
    struct txn *txn;
    enum tnw_err err = txn_begin_read(store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    bool more = managed_next(txn, &after, &state->managed);
    err = txn_error(txn);
    txn_abort(&txn);
    if (err != TNW_OK || !more) {
        return err == TNW_OK ? TNW_E_NOT_FOUND : err;
    }
    hex_encode(name, state->managed.id.bytes, ID_SIZE);
    state->follows = engine_follow_lag(store_engine(store), name, &state->lag) == TNW_OK;
    return TNW_OK;
}

static enum tnw_err
visit_states(struct store *store, state_visitor *visit, void *ctx)
{
    const struct clock clock = clock_system();
    struct state *state = calloc(1, sizeof *state);
    enum tnw_err err = state == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    while (err == TNW_OK && (err = next_state(store, state)) == TNW_OK) {
        state->now = clock_now(&clock);
        err = visit(ctx, state);
    }
    free(state);
    return err == TNW_E_NOT_FOUND ? TNW_OK : err;
}

static enum tnw_err
print_state(void *ctx, const struct state *state)
{
    const struct managed *managed = &state->managed;
    char time[TIME_TEXT];
    (void)ctx;
    printf("backup     %s: ", managed->path);
    if (managed->completed == 0) {
        printf("no generation is complete");
    } else {
        time_format(time, managed->completed);
        printf("generation %u of %s, %.1f h old", managed->generation, time,
               (double)(state->now - managed->completed) / HOUR_MS);
    }
    if (state->follows) {
        printf("; follows, %.1f s behind", (double)state->lag / 1000);
    } else if (managed->state == MANAGED_FOLLOWED) {
        printf("; followed no more");
    }
    if (managed->failing != 0) {
        time_format(time, managed->failing);
        printf("\n           FAILS since %s: %s", time, managed->why);
    }
    printf("\n");
    return TNW_OK;
}

enum tnw_err
backup_status_print(struct store *store)
{
    return visit_states(store, print_state, NULL);
}

/* Paths can have any bytes; JSON cannot. */
static json_t *
text_of(const char *text)
{
    json_t *string = json_string(text);
    return string != NULL ? string : json_string("(not UTF-8)");
}

static json_t *
time_or_null(time_ms time)
{
    char text[TIME_TEXT];
    if (time == 0) {
        return json_null();
    }
    time_format(text, time);
    return json_string(text);
}

static enum tnw_err
append_state(void *ctx, const struct state *state)
{
    const struct managed *managed = &state->managed;
    bool has = managed->completed != 0;
    json_t *object =
        json_pack("{s:o,s:o,s:o,s:o,s:b,s:o,s:o,s:o}", "path", text_of(managed->path), "generation",
                  has ? json_integer(managed->generation) : json_null(), "completed", time_or_null(managed->completed),
                  "age_seconds", has ? json_integer((state->now - managed->completed) / 1000) : json_null(), "follows",
                  state->follows, "lag_seconds", state->follows ? json_real((double)state->lag / 1000) : json_null(),
                  "failing_since", time_or_null(managed->failing), "why",
                  managed->failing != 0 ? text_of(managed->why) : json_null());
    return object != NULL && json_array_append_new(ctx, object) == 0 ? TNW_OK : TNW_E_NO_MEMORY;
}

enum tnw_err
backup_status_json(struct store *store, json_t **list)
{
    *list = json_array();
    return *list == NULL ? TNW_E_NO_MEMORY : visit_states(store, append_state, *list);
}
