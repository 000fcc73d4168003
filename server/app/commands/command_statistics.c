/*
 * `tnwd statistics …`: `release` makes those of a closed quarter that has none, as the server does by itself; `export`
 * prints a release whole, for everybody: no person is in it. Both work while the server runs.
 */
#include <stdio.h>
#include <time.h>

#include "app/command.h"
#include "app/runtime.h"
#include "base/limits.h"
#include "base/time/quarter.h"
#include "rules/statistics/plan.h"
#include "service/statistics/release.h"
#include "service/statistics/statistics_show.h"
#include "store/records/process/statistic.h"

enum { FLAG_CONFIG, FLAG_SET, FLAG_QUARTER, FLAG_JSON };

/* Out: quarter, UINT32_MAX where none is named. */
static enum tnw_err
open_statistics(struct runtime *runtime, int argc, char *const *argv, struct arguments_flag *flags, uint32_t *quarter,
                char where[CONFIG_WHERE])
{
    *runtime = (struct runtime){.store = NULL};
    *quarter = UINT32_MAX;
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    if (err != TNW_OK) {
        return err;
    }
    const char *text = flags[FLAG_QUARTER].values[0];
    if (text != NULL && quarter_parse(quarter, text) != TNW_OK) {
        return command_fail(TNW_E_USAGE, where, "--quarter", "must be one as in 2026-Q4");
    }
    const struct config_sets sets = command_sets(&flags[FLAG_SET]);
    return runtime_open(runtime, flags[FLAG_CONFIG].values[0], &sets, where);
}

static enum tnw_err
commit_now(void *owner, enum tnw_err (*run)(void *ctx, struct txn *txn), void *ctx)
{
    struct txn *txn;
    const struct runtime *runtime = owner;
    enum tnw_err err = txn_begin_write(runtime->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    err = run(ctx, txn);
    if (err != TNW_OK) {
        txn_abort(&txn);
        return err;
    }
    return txn_commit(&txn);
}

/* As the server does: the command may run beside one, which has others to serve. */
static bool
rest_for_others(void *owner)
{
    const struct timespec pause = {.tv_nsec = LIMIT_STATISTICS_REST_MS * 1000000L};
    (void)owner;
    nanosleep(&pause, NULL);
    return true;
}

enum tnw_err
command_statistics_release(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct runtime runtime;
    uint32_t quarter;
    struct arguments_flag flags[] = {
        command_flag_config, command_flag_set, {.name = "quarter", .max = 1}, {.name = NULL}};
    enum tnw_err err = open_statistics(&runtime, argc, argv, flags, &quarter, where);
    if (err == TNW_OK) {
        const struct release_options options = {.world = &runtime.world,
                                                .by_operator = true,
                                                .commit = commit_now,
                                                .rest = rest_for_others,
                                                .owner = &runtime};
        char text[QUARTER_TEXT];
        quarter = quarter == UINT32_MAX ? release_newest_quarter(&runtime.world) : quarter;
        quarter_format(text, quarter);
        err = release_make(&options, quarter);
        if (err == TNW_OK) {
            printf("%s\n", text);
        } else if (err == TNW_E_CONFLICT) {
            err = command_fail(err, where, text,
                               "it is released already, or not closed and counted yet, or the policy releases none");
        }
    }
    runtime_close(&runtime);
    return err;
}

/* Every value is a code or a number: nothing needs quoting. */
static void
print_number(int32_t number)
{
    if (number == STATISTIC_HIDDEN) {
        printf(",");
    } else {
        printf(",%d", number);
    }
}

static void
print_csv_row(const struct statistic_release *release, const struct statistic_row *row)
{
    char room[12];
    printf("%s,%s", codes_text(&codes_figure, row->figure), statistics_show_code(release, row, room));
    for (unsigned i = 0; i < ASPECT_COUNT; i++) {
        const char *code = statistics_show_aspect(row, (enum aspect)i);
        printf(",%s", code == NULL ? "all" : code);
    }
    printf(",%d", row->count);
    print_number(row->done);
    print_number(row->overdue);
    if (row->median_days == STATISTIC_NO_MEDIAN) {
        printf(",");
    } else {
        printf(",%d", row->median_days);
    }
    const struct statistic_margin *margin = &release->margins[plan_level(statistic_row_aspects(row))];
    printf(",%u,%u\n", row->figure == FIGURE_STEP ? margin->due : margin->other, margin->other);
}

static void
print_csv(const struct statistic_release *release)
{
    printf("kind,code,employment,route,region,reason,count,done,overdue,median_days,margin_of_count,margin_of_parts\n");
    for (size_t i = 0; i < release->row_count; i++) {
        print_csv_row(release, &release->rows[i]);
    }
}

static enum tnw_err
print_json_release(const struct statistic_release *release)
{
    struct buf out = {0};
    struct json_writer jw = json_writer(&out);
    jw_open(&jw, NULL);
    statistics_show_release(&jw, release);
    jw_open_list(&jw, "margins"); /* by how many aspects are told apart */
    for (unsigned level = 0; level < STATISTIC_LEVELS; level++) {
        statistics_show_margin(&jw, NULL, release, level);
    }
    jw_close_list(&jw);
    jw_open_list(&jw, "items");
    for (size_t i = 0; i < release->row_count; i++) {
        statistics_show_row(&jw, release, &release->rows[i]);
    }
    jw_close_list(&jw);
    jw_close(&jw);
    enum tnw_err err = out.err;
    if (err == TNW_OK) {
        printf("%.*s\n", (int)out.len, (const char *)out.ptr);
    }
    buf_free(&out);
    return err;
}

/* Words go to standard error, so that what is kept in a file is data. */
static enum tnw_err
print_release(const struct statistic_release *release, bool as_json)
{
    if (release->row_count == 0) {
        fprintf(stderr, "Nothing of this quarter can be shown: there are too few dossiers.\n");
    }
    if (as_json) {
        return print_json_release(release);
    }
    print_csv(release);
    return TNW_OK;
}

enum tnw_err
command_statistics_export(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct runtime runtime;
    struct txn *txn;
    uint32_t quarter;
    struct statistic_release release = {0};
    struct arguments_flag flags[] = {
        command_flag_config, command_flag_set, {.name = "quarter", .max = 1}, command_flag_json, {.name = NULL}};
    enum tnw_err err = open_statistics(&runtime, argc, argv, flags, &quarter, where);
    if (err == TNW_OK) {
        err = txn_begin_read(runtime.store, &txn);
    }
    if (err == TNW_OK) {
        bool there = (quarter != UINT32_MAX || statistic_before(txn, UINT32_MAX, &quarter)) &&
                     statistic_get(txn, quarter, &release);
        err = txn_error(txn);
        txn_abort(&txn);
        if (err == TNW_OK && !there) {
            err = command_fail(TNW_E_NOT_FOUND, where, "statistics", "no such quarter was released");
        }
    }
    if (err == TNW_OK) {
        err = print_release(&release, flags[FLAG_JSON].count > 0);
    }
    statistic_wipe(&release);
    runtime_close(&runtime);
    return err;
}
