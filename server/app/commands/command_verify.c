#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "app/command.h"
#include "app/runtime.h"
#include "app/verify/verify_progress.h"

/* A million rows of each space at the most: more is as good as all. */
#define SAMPLE_MAX 1000000

enum { FLAG_CONFIG, FLAG_SET, FLAG_SAMPLE, FLAG_SEED, FLAG_STATE, FLAG_PROGRESS, FLAG_JSON };

struct verification {
    struct runtime runtime;
    struct state_file state;
    struct verify_progress progress;
    struct verify_place from;
    struct buf content; /* of the file of an earlier run */
    struct verify_input input;
    struct verify_result result;
    uint64_t waiting; /* batches in the journal */
    bool resumed;
    json_t *findings; /* NULL: they are lines on stderr */
};

static void
say_finding(struct verification *it, const char *finding)
{
    verify_progress_clear(&it->progress);
    if (it->findings == NULL) {
        fprintf(stderr, "%s\n", finding);
    } else {
        (void)json_array_append_new(it->findings, json_string(finding));
    }
}

static void
tell_finding(void *ctx, const char *finding)
{
    struct verification *it = ctx;
    verify_progress_found(&it->progress, finding);
    say_finding(it, finding);
}

/* What an earlier run found: this one does not look there again. */
static void
say_earlier(struct verification *it)
{
    struct buf lines = {0};
    buf_put_slice(&lines, buf_slice(&it->progress.findings));
    char *text = (char *)(uintptr_t)buf_text(&lines);
    for (char *end = NULL; text != NULL && (end = strchr(text, '\n')) != NULL; text = end + 1) {
        *end = 0;
        say_finding(it, text + strlen("told "));
    }
    buf_free(&lines);
}

static void
tell_progress(void *ctx, uint64_t done, uint64_t total)
{
    verify_progress_tell(&((struct verification *)ctx)->progress, done, total);
}

static void
keep_place(void *ctx, const struct verify_place *place, struct slice table)
{
    verify_progress_keep(&((struct verification *)ctx)->progress, place, table);
}

static bool
is_told_to_end(void *ctx)
{
    return verify_progress_is_cut(&((struct verification *)ctx)->progress);
}

static bool
keep_is_due(void *ctx)
{
    return verify_progress_is_due(&((struct verification *)ctx)->progress);
}

static void
print_verified(const struct verification *it)
{
    const struct verify_result *result = &it->result;
    if (it->input.sample > 0) {
        printf("A sample, seed %" PRIu64 ": %" PRIu64 " records, %" PRIu64 " checkpoint", it->input.seed,
               result->records, result->checkpoints);
    } else {
        printf("%" PRIu64 " records of %" PRIu64 " dossiers, %" PRIu64 " checkpoints", result->records,
               result->dossiers, result->checkpoints);
    }
    if (result->strangers > 0) {
        printf(" (%" PRIu64 " of older keys, whose signatures were not looked at)", result->strangers);
    }
    if (it->waiting > 0) {
        printf(" (%" PRIu64
               " batches stood in the journal only: a running server commits them at once, else the next start does)",
               it->waiting);
    }
    printf(", %" PRIu64 " rows beside the log: %" PRIu64 " findings\n", result->rows, result->findings);
    if (it->resumed) {
        char begun[TIME_TEXT];
        time_format(begun, it->progress.begun);
        printf("This run went on with one that began at %s: what that looked at was not looked at again.\n", begun);
    }
}

static void
print_verified_json(const struct verification *it)
{
    const struct verify_result *result = &it->result;
    char begun[TIME_TEXT];
    time_format(begun, it->progress.begun);
    json_t *all = json_pack(
        "{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:O, s:s, s:b}", "records", (json_int_t)result->records, "dossiers",
        (json_int_t)result->dossiers, "checkpoints", (json_int_t)result->checkpoints, "other_keys",
        (json_int_t)result->strangers, "rows", (json_int_t)result->rows, "waiting", (json_int_t)it->waiting, "findings",
        (json_int_t)result->findings, "told", it->findings, "begun", begun, "resumed", (int)it->resumed);
    if (all != NULL && it->input.sample > 0) {
        char seed[24];
        (void)snprintf(seed, sizeof seed, "%" PRIu64, it->input.seed); /* more bits than JSON has */
        (void)json_object_set_new(all, "sample", json_integer((json_int_t)it->input.sample));
        (void)json_object_set_new(all, "seed", json_string(seed));
    }
    if (all == NULL || json_dumpf(all, stdout, JSON_COMPACT) != 0) {
        fprintf(stderr, "the result cannot be written\n");
    }
    printf("\n");
    json_decref(all);
}

static enum tnw_err
verify_opened(struct verification *it, char where[CONFIG_WHERE])
{
    struct store_stats stats;
    if (store_stats(it->runtime.store, &stats) != TNW_OK) {
        snprintf(where, CONFIG_WHERE, "the store or its journal cannot be read");
        return TNW_E_CORRUPT;
    }
    it->waiting = stats.engine.waiting;
    it->input.store = it->runtime.store;
    it->input.log = &it->runtime.log_key.public;
    it->input.state = &it->state;
    enum tnw_err err = verify_store(&it->input, &it->result);
    verify_progress_clear(&it->progress);
    if (err == TNW_E_CONFLICT) {
        snprintf(where, CONFIG_WHERE, "%.200s: is of another store, or of an older state of it: remove it",
                 it->progress.file);
        return TNW_E_CONFIGURATION;
    }
    if (err == TNW_E_UNAVAILABLE) {
        snprintf(where, CONFIG_WHERE,
                 "it was cut; %" PRIu64
                 " findings so far. Where it is stands in %.200s: run the same command again, it "
                 "goes on there",
                 it->result.findings, it->progress.file);
    }
    if (err == TNW_OK || err == TNW_E_CORRUPT) {
        verify_progress_end(&it->progress);
        (it->findings == NULL ? print_verified : print_verified_json)(it);
    }
    if (err == TNW_E_CORRUPT) {
        snprintf(where, CONFIG_WHERE,
                 "%" PRIu64 " findings, the first of each kind above. What to do: docs/operations.md, Damage",
                 it->result.findings);
    }
    return err;
}

/* Changes nothing, and a server may run meanwhile. */
static enum tnw_err
verify_audit_log(struct verification *it, const char *file, const struct config_sets *sets, char where[CONFIG_WHERE])
{
    enum tnw_err err = runtime_open_rules(&it->runtime, file, sets, where);
    it->progress.log = it->runtime.log_key.public.name;
    verify_progress_begin(&it->progress, it->progress.begun);
    if (err == TNW_OK && it->progress.file != NULL) {
        err = verify_progress_load(&it->progress, &it->from, &it->content, &it->input.table, where);
        it->resumed = err == TNW_OK;
        it->input.from = it->resumed ? &it->from : NULL;
        if (it->resumed) {
            say_earlier(it);
        }
        err = err == TNW_E_NOT_FOUND ? TNW_OK : err;
    }
    /* Before the snapshot: while a server runs, what was signed by now is in it. */
    if (err == TNW_OK) {
        err = state_file_load(&it->state, it->runtime.config.audit_state, slice_str(it->progress.log), where);
    }
    if (err == TNW_OK) {
        err = runtime_open_store(&it->runtime, true, where);
    }
    if (err == TNW_OK) {
        err = verify_opened(it, where);
    }
    state_file_wipe(&it->state);
    verify_progress_wipe(&it->progress);
    buf_free(&it->content);
    runtime_close(&it->runtime);
    return err;
}

/* Out: number; as it was when the flag is not there. */
static enum tnw_err
take_flag_number(const struct arguments_flag *flag, uint64_t max, uint64_t *number, char where[CONFIG_WHERE])
{
    if (flag->count == 0) {
        return TNW_OK;
    }
    const char *text = flag->values[0];
    char *end = NULL;
    errno = 0;
    *number = strtoull(text, &end, 10);
    bool whole = text[0] >= '0' && text[0] <= '9' && *end == 0 && errno == 0 && *number <= max;
    return whole ? TNW_OK : command_fail(TNW_E_USAGE, where, flag->name, "must be a number");
}

static enum tnw_err
take_task(struct verification *it, const struct arguments_flag *flags, char where[CONFIG_WHERE])
{
    const struct clock clock = clock_system();
    it->progress.begun = clock_now(&clock);
    it->progress.events = flags[FLAG_PROGRESS].count > 0;
    it->progress.file = flags[FLAG_STATE].count > 0 ? flags[FLAG_STATE].values[0] : NULL;
    it->input = (struct verify_input){.tell = tell_finding,
                                      .progress = tell_progress,
                                      .is_cut = is_told_to_end,
                                      .is_due = keep_is_due,
                                      .save = keep_place,
                                      .ctx = it};
    random_fill(&it->input.seed, sizeof it->input.seed);
    enum tnw_err err = take_flag_number(&flags[FLAG_SAMPLE], SAMPLE_MAX, &it->input.sample, where);
    if (err == TNW_OK) {
        err = take_flag_number(&flags[FLAG_SEED], UINT64_MAX, &it->input.seed, where);
    }
    if (err == TNW_OK && it->input.sample > 0 && it->progress.file != NULL) {
        err = command_fail(TNW_E_USAGE, where, "--state", "is for a whole verification: a sample is soon done");
    }
    if (err == TNW_OK && flags[FLAG_SAMPLE].count > 0 && it->input.sample == 0) {
        err = command_fail(TNW_E_USAGE, where, "--sample", "must be at least 1");
    }
    if (err == TNW_OK && flags[FLAG_JSON].count > 0) {
        it->findings = json_array();
        err = it->findings == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    return err;
}

enum tnw_err
command_verify(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {command_flag_config,
                                     command_flag_set,
                                     {.name = "sample", .max = 1},
                                     {.name = "seed", .max = 1},
                                     {.name = "state", .max = 1},
                                     {.name = "progress"},
                                     command_flag_json,
                                     {.name = NULL}};
    struct verification it = {.resumed = false};
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    if (err == TNW_OK) {
        err = take_task(&it, flags, where);
    }
    if (err == TNW_OK) {
        const struct config_sets sets = command_sets(&flags[FLAG_SET]);
        err = verify_audit_log(&it, flags[FLAG_CONFIG].values[0], &sets, where);
    }
    json_decref(it.findings);
    return err;
}
