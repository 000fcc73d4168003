/*
 * `tnwd clock`: what the machine's clock and the log's time are; with `accept` the log's time becomes the machine's.
 * Both work while the server runs: it counts on from what was accepted with its next transaction.
 */
#include <inttypes.h>
#include <stdio.h>

#include "app/command.h"
#include "app/runtime.h"

static enum tnw_err
open_clock(struct runtime *runtime, int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {command_flag_config, command_flag_set, {.name = NULL}};
    *runtime = (struct runtime){.store = NULL};
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    const struct config_sets sets = command_sets(&flags[1]);
    return err == TNW_OK ? runtime_open(runtime, flags[0].values[0], &sets, where) : err;
}

static void
print_moment(const char *label, time_ms when)
{
    char text[TIME_TEXT];
    time_format(text, when);
    printf("%-12s%s\n", label, text);
}

static void
print_clock(const struct log_time *time)
{
    int64_t seconds = (time->gap < 0 ? -time->gap : time->gap) / 1000;
    time_ms counted = time->state == CLOCK_SOUND ? time->now - time->gap : time->now;
    print_moment("machine", counted + time->gap);
    print_moment("log", time->now);
    if (time->state == CLOCK_SOUND) {
        printf("The machine's clock is followed.\n");
    } else {
        printf("The machine's clock is %" PRId64 " seconds %s and not followed: set it right, or, if it is right,\n"
               "`tnwd clock accept`.\n",
               seconds, log_clock_state_name(time->state));
    }
}

enum tnw_err
command_clock(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct runtime runtime;
    enum tnw_err err = open_clock(&runtime, argc, argv, where);
    if (err == TNW_OK) {
        const struct log_time time = log_clock_read(runtime.clock);
        print_clock(&time);
    }
    runtime_close(&runtime);
    return err;
}

static void
print_change(const struct log_clock_change *change)
{
    char texts[2][TIME_TEXT];
    time_format(texts[0], change->from);
    time_format(texts[1], change->to);
    if (change->changed) {
        printf("The log's time goes %s, from %s to %s: record %" PRIu64 " says so.\n",
               change->to < change->from ? "back" : "on", texts[0], texts[1], change->seq);
    } else {
        printf("The machine's clock is followed already: nothing was changed.\n");
    }
}

static enum tnw_err
accept_clock(const struct runtime *runtime, struct log_clock_change *change)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_write(runtime->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    err = log_clock_accept(runtime->clock, txn, runtime->policy.hash, change);
    if (err != TNW_OK) {
        txn_abort(&txn);
        return err;
    }
    return txn_commit(&txn);
}

enum tnw_err
command_clock_accept(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct runtime runtime;
    struct log_clock_change change;
    enum tnw_err err = open_clock(&runtime, argc, argv, where);
    if (err == TNW_OK) {
        err = accept_clock(&runtime, &change);
    }
    if (err == TNW_OK) {
        print_change(&change);
    }
    runtime_close(&runtime);
    return err;
}
